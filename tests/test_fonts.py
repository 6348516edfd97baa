import unicodedata
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

FONTS = sorted((Path(__file__).parent.parent / "resources/fonts").glob("*.ttf"))
LATIN = [*range(0x20, 0x250), *range(0x1E00, 0x1F00)]
SIGNS = "–—‘’“”…•°№‰€→←↑↓✓✗□■○●−×≤≥"  # noqa: RUF001


@pytest.fixture(params=FONTS, ids=lambda path: path.stem)
def face(request: pytest.FixtureRequest) -> TTFontFile:
    return TTFontFile(str(request.param))


def test_the_faces_are_those_that_papers_and_screens_name():
    assert [path.stem for path in FONTS] == ["Inter-Bold", "Inter-Italic", "Inter-Regular", "Inter-SemiBold"]


def test_every_latin_letter_prints(face):
    letters = [chr(c) for c in LATIN if unicodedata.category(chr(c))[0] != "C"]
    assert [c for c in letters if ord(c) not in face.charToGlyph] == []


def test_the_signs_on_papers_print(face):
    assert [sign for sign in SIGNS if ord(sign) not in face.charToGlyph] == []


def test_digits_are_of_one_width(face):
    assert len({face.charWidths[ord(digit)] for digit in "0123456789"}) == 1


def test_faces_are_small_enough_to_ship():
    assert all(path.stat().st_size < 250_000 for path in FONTS)
