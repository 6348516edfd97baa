"""The emblem at the head of sheets."""

import base64
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader
from stories import filled_anew, staff

from counter_app.office.emblem import NoPicture, OddSize, PictureTooBig
from counter_app.printing.outlets import drawn


def picture(kind="PNG", size=(200, 240)):
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return out.getvalue()


def put(desk, data, by="siti"):
    desk.run("set_emblem", by=by, picture=base64.b64encode(data).decode())


def images(desk, paper, id, size):
    pdf = drawn(desk.office, staff("siti"), paper, id, size)
    return len(PdfReader(BytesIO(pdf)).pages[0].images)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_it_stands_on_sheets_and_a5_and_not_on_rolls(desk, kind):
    number = desk.accepted("letter")
    assert images(desk, "receipt", number, "a5") == 0
    put(desk, picture(kind))
    assert images(desk, "receipt", number, "a5") == 1
    assert images(desk, "receipt", number, "80") == 0
    for paper, id, size in (("leaflet", "sktm", "a5"), ("collection", "", "f4"), ("daily", "", "a4")):
        assert images(desk, paper, id, size) == 1
    assert "emblem" in desk.ask("receipt", application=number).head.__struct_fields__
    assert desk.ask("receipt", application=number).head.emblem == b""  # answers stay short
    put(desk, b"")
    assert images(desk, "receipt", number, "a5") == 0


def test_it_is_folded_again_like_all_else(desk):
    put(desk, picture())
    filled_anew(desk.office.db)
    assert desk.office.emblem == picture()


@pytest.mark.parametrize(
    ("data", "refusal"),
    [
        (b"GIF89a" + bytes(200), NoPicture),
        (picture()[:200], NoPicture),
        (b"<svg/>", NoPicture),
        (bytes(200_001), PictureTooBig),
        (picture(size=(20, 20)), OddSize),
        (picture(size=(2400, 100)), OddSize),
    ],
)
def test_what_can_not_be_printed_is_refused(desk, data, refusal):
    with pytest.raises(refusal):
        put(desk, data)
    assert desk.office.emblem == b""
