"""破坏 Messages spoilt on purpose: in their text, their bytes, their packing."""

import io
import zipfile
from collections.abc import Sequence

from tongguan.conformance.model import Spoiling

ZIP_MEMBER = "{}.xml"


def spoilt(data: bytes, how: Sequence[Spoiling], number: str) -> bytes:
    """Do to a message what is wanted, in this order."""
    for one in how:
        data = _spoil(data, one, number)
    return data


def _spoil(data: bytes, how: Spoiling, number: str) -> bytes:
    if how.replace:
        by = how.by.replace("(guid)", number) * how.times
        return data.replace(how.replace.encode(), by.encode())
    if how.cut:
        return data[: how.cut]
    if how.recode:
        return data.decode().encode(how.recode)
    return _packed([data] * how.pack) if how.pack else data


def _packed(members: Sequence[bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, member in enumerate(members):
            archive.writestr(ZIP_MEMBER.format(place), member)
    return made.getvalue()
