"""The emblem of the city or regency at the head of sheets: a small picture that can be drawn."""

from __future__ import annotations

from io import BytesIO

from counter_app.domain.errors import UserError
from counter_app.i18n import _, number

MOST_BYTES = 200_000  # it is kept in the journal, and stands in every sheet
MOST_DOTS = 2_000  # to a side
LEAST_DOTS = 64
_BEGINS = {"PNG": b"\x89PNG\r\n\x1a\n", "JPEG": b"\xff\xd8\xff"}


class NoPicture(UserError):
    """The file is no picture that can be printed."""

    def __init__(self) -> None:
        super().__init__(
            _("This file is no picture in PNG or JPEG. Save the emblem as PNG and choose it again.")
        )


class PictureTooBig(UserError):
    """The picture takes too much room."""

    def __init__(self, size: int) -> None:
        super().__init__(
            _(
                "The picture has {kb} KB; at most {most} KB are kept. Make it smaller and choose it again."
            ).format(kb=number(round(size / 1000)), most=number(MOST_BYTES // 1000))
        )


class OddSize(UserError):
    """The picture has too many dots, or too few to be printed sharply."""

    def __init__(self, wide: int, high: int) -> None:
        super().__init__(
            _(
                "The picture has {wide} x {high} dots; each side needs {least} to {most}. "
                "Make another one and choose it."
            ).format(wide=number(wide), high=number(high), least=LEAST_DOTS, most=number(MOST_DOTS))
        )


def usable(picture: bytes) -> bytes:
    """Return ``picture`` if it can stand on papers; raises NoPicture, PictureTooBig, OddSize."""
    from PIL import Image, UnidentifiedImageError

    if len(picture) > MOST_BYTES:
        raise PictureTooBig(len(picture))
    if not picture.startswith(tuple(_BEGINS.values())):
        raise NoPicture
    try:
        with Image.open(BytesIO(picture), formats=list(_BEGINS)) as found:
            wide, high = found.size
            if not (min(wide, high) >= LEAST_DOTS and max(wide, high) <= MOST_DOTS):
                raise OddSize(wide, high)
            found.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise NoPicture from None
    return picture
