"""占位 Statements with named parameters, as a database takes them: by numbers.

`%(name)s` is a parameter in whatever form suits it, `%(name)b` one in its binary form,
and `%%` a percent sign. A name may stand in several places; it has one number.
"""

import re
from functools import cache

NAMED = re.compile(rb"%\((\w+)\)([sb])|%%")

Numbered = tuple[bytes, tuple[str, ...], tuple[str, ...]]


@cache
def numbered(statement: bytes) -> Numbered:
    """Give parameters numbers; return the text, their names and their forms."""
    numbers: dict[bytes, int] = {}
    forms: dict[bytes, str] = {}

    def number(found: re.Match[bytes]) -> bytes:
        name = found[1]
        if not name:
            return b"%"
        forms.setdefault(name, found[2].decode())
        return b"$%d" % numbers.setdefault(name, len(numbers) + 1)

    text = NAMED.sub(number, statement)
    return text, tuple(name.decode() for name in numbers), tuple(forms.values())
