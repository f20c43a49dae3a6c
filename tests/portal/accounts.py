"""The people of the portal's tests: one for every post, and a stranger's declarant."""

from django.contrib.auth import get_user_model
from django.core.wsgi import get_wsgi_application

from tests import papers
from tests.portal.seed import OTHER_SELLER

WORD = "portal-tests-2026"
PEOPLE = {
    "lina": ("declarant", papers.SELLER.code),
    "dongqian": ("declarant", OTHER_SELLER.code),
    "guanyuan": ("officer", "2900"),
    "fuhe": ("officer", "2900"),
    "jianyan": ("inspector", "2900"),
    "shenji": ("audit", "tongguan"),
    "shuiwu": ("tax", "13301"),
    "waihui": ("fx", "330100"),
    "shangwu": ("commerce", "330100"),
    "shijian": ("market", "330100"),
    "yunying": ("operator", "tongguan"),
    "jianyi": ("inspector", "2900CIQ"),
    "xitong": ("system", "operator"),
    "anquan": ("security", "operator"),
    "yunfu": ("operator", "tongguan"),
}


def main() -> None:
    get_wsgi_application()
    accounts = get_user_model().objects
    for name, (post, organisation) in PEOPLE.items():
        accounts.create_user(
            username=name, password=WORD, post=post, organisation=organisation
        )


if __name__ == "__main__":
    main()
