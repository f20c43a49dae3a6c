"""译文 Compiles the translations when they are first needed, into the home.

A catalogue is kept as text only. What gettext reads is made from it with Babel, under
the digest of the text, so that it can be neither missing nor out of date.
"""

import hashlib
import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path("en", "LC_MESSAGES", "django.po")


def compiled(texts: Path, home: Path) -> Path:
    """Return a folder with the compiled catalogue of these texts."""
    source = texts / SOURCE
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    folder = home / "locale" / digest
    target = (folder / SOURCE).with_suffix(".mo")
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{os.getpid()}")
        with source.open("rb") as text, draft.open("wb") as file:
            write_mo(file, read_po(text, locale="en"))
        draft.replace(target)
    return folder
