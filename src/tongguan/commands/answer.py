"""`tongguan answer`: answer a challenge, to come in with a certificate."""

import os

from tongguan.commands.console import err
from tongguan.gateway.chinaport.signing.entering import answer_to
from tongguan.gateway.chinaport.signing.keys import BadKeyError
from tongguan.gateway.chinaport.signing.sources import CERTIFICATE, PASSWORD, key_at


def answer(challenge: str, *, key: str) -> None:
    """Sign the challenge a sign-in page shows; print the answer to paste there.

    A password or PIN is taken from TONGGUAN_SIGNING_PASSWORD, and a certificate that
    does not lie with its key from the file TONGGUAN_SIGNING_CERTIFICATE names.

    Parameters
    ----------
    challenge:
        The challenge, as the page shows it.
    key:
        A file (PEM, PKCS#12) or pkcs11: URI.

    """
    try:
        found = key_at(
            key, os.environ.get(PASSWORD, ""), os.environ.get(CERTIFICATE, "")
        )
    except BadKeyError as trouble:
        err.print(f"[red]{trouble}[/red]", highlight=False)
        raise SystemExit(2) from None
    print(answer_to(challenge, found))  # noqa: T201 - one line, however narrow
