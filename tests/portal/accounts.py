"""The people of the portal's tests: one for every post, and a stranger's declarant."""

import django

django.setup()

from tongguan.plumbing.identity.tables import Account  # noqa: E402 - needs the settings

import papers  # noqa: E402
from seed import OTHER_SELLER  # noqa: E402

PASSWORD = "portal-tests-2026"
PEOPLE = {
    "lina": (Account.DECLARANT, papers.SELLER.code),
    "dongqian": (Account.DECLARANT, OTHER_SELLER.code),
    "guanyuan": (Account.OFFICER, "2900"),
    "yunying": (Account.OPERATOR, "tongguan"),
}


def main() -> None:
    for name, (post, organisation) in PEOPLE.items():
        Account.objects.create_user(
            username=name, password=PASSWORD, post=post, organisation=organisation
        )


if __name__ == "__main__":
    main()
