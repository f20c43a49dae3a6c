"""照片 A picture as it may be kept: looked into, freed of all that is not picture.

What it is follows from its bytes, never from its name. It is turned upright and written
anew, which leaves behind the place, the device and whatever else stood beside it.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from cryptography.hazmat.primitives import hashes
from PIL import Image, ImageOps, UnidentifiedImageError

FORMS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 8 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2560
QUALITY = 85
JPEG = "image/jpeg"


class BadPictureError(ValueError):
    """Bytes that are no picture that may be kept; the text says why, twice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanPicture:
    """清洁照片 The bytes to keep and their digests."""

    body: bytes
    sha256: str
    sm3: str
    form: str = JPEG


def clean(data: bytes) -> CleanPicture:
    """Return a picture without anything beside it, or raise BadPictureError."""
    if len(data) > MOST_BYTES:
        raise BadPictureError("照片不得超过 8 MB。A picture has at most 8 MB.")
    try:
        with Image.open(BytesIO(data), formats=FORMS) as opened:
            body = _rewritten(opened)
    except Image.DecompressionBombError as bomb:
        raise BadPictureError("照片像素过多。Too many pixels.") from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as broken:
        raise BadPictureError(
            "不是完好的 JPEG、PNG 或 WebP 照片。Not a whole JPEG, PNG or WebP picture."
        ) from broken
    sm3 = hashes.Hash(hashes.SM3())
    sm3.update(body)
    return CleanPicture(
        body=body,
        sha256=hashlib.sha256(body).hexdigest(),
        sm3=sm3.finalize().hex(),
    )


def _rewritten(opened: Image.Image) -> bytes:
    width, height = opened.size
    if width * height > MOST_PIXELS:
        raise Image.DecompressionBombError
    upright = ImageOps.exif_transpose(opened).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    bare = Image.new("RGB", upright.size)
    bare.paste(upright)
    written = BytesIO()
    bare.save(written, "JPEG", quality=QUALITY, optimize=True)
    return written.getvalue()
