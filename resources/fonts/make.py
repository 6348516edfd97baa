"""Cut the static faces of the program from the variable font Inter (SIL Open Font License, see LICENSE).

    pip install -e '.[fonts]'
    python resources/fonts/make.py

The faces are set for text sizes, keep every Latin letter and the signs that papers and screens use, and
have digits of one width, so that columns of numbers line up. Three rare letters that Inter lacks are put
together from its own parts. The same versions of the packages make the same bytes.
"""

from __future__ import annotations

from pathlib import Path

import fontpkg_inter
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).parent
SOURCE = Path(fontpkg_inter.__file__).parent / "files"
UPRIGHT, ITALIC = "Inter[opsz,wght].ttf", "Inter-Italic[opsz,wght].ttf"
FACES = {
    "Inter-Regular.ttf": (UPRIGHT, 400),
    "Inter-SemiBold.ttf": (UPRIGHT, 600),
    "Inter-Bold.ttf": (UPRIGHT, 700),
    "Inter-Italic.ttf": (ITALIC, 400),
}
TEXT_SIZE = 14
BOLD = 700
KEPT = [
    (0x0020, 0x036F),  # Latin, IPA, modifier letters, combining marks
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2000, 0x20CF),  # punctuation, superscripts, currency
    (0x2100, 0x218F),  # letter-like signs, fractions
    (0x2190, 0x22FF),  # arrows, mathematical signs
    (0x2300, 0x23FF),  # keys
    (0x25A0, 0x27BF),  # boxes, circles, check marks
    (0x2C60, 0x2C7F),  # Latin Extended-C
]
FEATURES = ["kern", "ccmp", "locl", "mark", "mkmk", "case"]
DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
COMPOSED = {0x0149: ("quoteright", "n"), 0x01C4: ("D", "Zcaron")}
STRUCK = {0x1E9C: ("longs", "uni0337")}


def main() -> None:
    """Write every face beside this script."""
    for name, (source, weight) in FACES.items():
        font = TTFont(SOURCE / source, recalcTimestamp=False)
        font = instantiateVariableFont(font, {"opsz": TEXT_SIZE, "wght": weight}, updateFontNames=True)
        font["name"].setName(Path(name).stem, 6, 3, 1, 0x409)
        mark_style(font, weight)
        add_letters(font)
        use_tabular_digits(font)
        subset(font)
        font.save(HERE / name)
        print(name, (HERE / name).stat().st_size)


def mark_style(font: TTFont, weight: int) -> None:
    """Set the bits by which programs tell a bold face; the source has those of the italic one."""
    if weight == BOLD:
        font["head"].macStyle |= 1
        font["OS/2"].fsSelection = font["OS/2"].fsSelection & ~(1 << 6) | 1 << 5


def add_letters(font: TTFont) -> None:
    """Compose the letters that Inter lacks from letters and marks that it has."""
    glyphs, advances = font["glyf"], font["hmtx"]
    for code, (first, second) in COMPOSED.items():
        width = advances[first][0]
        add(font, code, [(first, 0), (second, width)], width + advances[second][0])
    for code, (letter, stroke) in STRUCK.items():
        shift = (middle(glyphs[letter]) - middle(glyphs[stroke])) // 2
        add(font, code, [(letter, 0), (stroke, shift)], advances[letter][0])


def middle(glyph: object) -> int:
    """Return twice the middle of the glyph's box."""
    return glyph.xMin + glyph.xMax  # type: ignore[attr-defined]


def add(font: TTFont, code: int, parts: list[tuple[str, int]], width: int) -> None:
    """Add a glyph made of ``parts``, each with its shift to the right."""
    pen = TTGlyphPen(font.getGlyphSet())
    for part, shift in parts:
        pen.addComponent(part, (1, 0, 0, 1, shift, 0))
    name = f"uni{code:04X}"
    glyph = pen.glyph()
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, glyph.xMin)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def use_tabular_digits(font: TTFont) -> None:
    """Let the digits be those of one width: ReportLab knows no font features."""
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({ord("0") + number: f"{digit}.tf" for number, digit in enumerate(DIGITS)})


def subset(font: TTFont) -> None:
    """Keep what papers and screens use; hints go, since no screen of today needs them."""
    options = Options()
    options.layout_features = FEATURES
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += ["STAT", "DSIG"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)] + [0xFFFD])
    subsetter.subset(font)


if __name__ == "__main__":
    main()
