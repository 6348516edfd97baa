"""Files that people bring: read in a stream, and refused with a sentence where they are none."""

import datetime as dt
import io
import struct
import zipfile

import pytest
import registers
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.domain.errors import UserError
from counter_app.domain.register_cells import Unreadable
from counter_app.storage import sheets, xlsx
from counter_app.storage.sheets import EmptySheet, NoSuchSheet, NotASheet, SheetFile, SheetTooBig


def cells(path, sheet=""):
    """Return the cells of all lines."""
    return [list(line.cells) for line in SheetFile(path).lines(sheet)]


def test_dates_numbers_and_texts_come_as_what_they_are(tmp_path):
    path = registers.xlsx(tmp_path / "a.xlsx", [["a", 7, 1.5, dt.date(2017, 3, 14), None, True]], heads=["x"])
    assert cells(path)[1] == ["a", 7, 1.5, dt.datetime(2017, 3, 14), None, True]


def test_lines_keep_the_number_that_the_spreadsheet_shows(tmp_path):
    path = registers.xlsx(tmp_path / "a.xlsx", registers.rows(2), title="BUKU REGISTER")
    assert [line.number for line in SheetFile(path).lines()] == [1, 3, 4, 5]


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_csv_file_is_read_whatever_parts_its_cells_and_writes_its_letters(tmp_path, mark, encoding):
    path = registers.csv(tmp_path / "a.csv", [["José", "Núñez"]], mark=mark, encoding=encoding)
    assert cells(path)[1] == ["José", "Núñez"]


def test_a_number_that_a_csv_file_keeps_as_a_text_formula_keeps_its_digits(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text('a;b\n="0012";=1+1\n')
    assert cells(path)[1] == ["0012", Unreadable("=1+1", "formula")]


def test_a_formula_gives_the_result_that_is_kept_or_an_error_but_is_never_calculated(tmp_path):
    kept, none, fault = "<f>1+1</f><v>7</v>", '<f>HYPERLINK("http://x")</f>', "<f>1/0</f><v>#DIV/0!</v>"
    row = f'<c r="A1">{kept}</c><c r="B1">{none}</c><c r="C1" t="e">{fault}</c>'
    path = registers.handmade(tmp_path / "a.xlsx", registers.sheet_of(row))
    assert cells(path) == [[7, Unreadable("", "formula"), Unreadable("#DIV/0!", "error")]]


def test_a_cell_without_end_is_an_error_of_its_line_and_no_more(tmp_path):
    long = "x" * 3_000_000
    row = f'<c t="inlineStr"><is><t>{long}</t></is></c><c><v>1</v></c>'
    path = registers.handmade(tmp_path / "a.xlsx", registers.sheet_of(row))
    assert cells(path) == [[Unreadable("x" * 40, "long"), 1]]
    (tmp_path / "a.csv").write_text(f"a;b\n{long[:5000]};1\n")
    assert cells(tmp_path / "a.csv")[1] == [Unreadable("x" * 40, "long"), "1"]


def test_an_open_quotation_mark_costs_its_lines_not_the_file(tmp_path):
    (tmp_path / "a.csv").write_text('a;b\n1;"' + "y;\n" * 60_000)
    assert Unreadable("", "long") in [line[0] for line in cells(tmp_path / "a.csv")]


def test_numbers_that_are_none_and_dates_out_of_time_are_no_exception(tmp_path):
    odd = ("inf", "nan", "1e400", "-1e308", "x", "9" * 50, "\u00b2")
    row = "".join(f"<c><v>{one}</v></c>" for one in odd) + '<c t="s"><v>99</v></c><c t="d"><v>x</v></c>'
    path = registers.handmade(tmp_path / "a.xlsx", registers.sheet_of(row))
    assert cells(path)[0][-1] == "x"


def test_a_million_rows_cost_a_sentence(tmp_path):
    rows = "<row><c><v>1</v></c></row>" * 1_000_000
    path = registers.handmade(
        tmp_path / "a.xlsx", f"<worksheet><sheetData>{rows}</sheetData></worksheet>", level=1
    )
    with pytest.raises(SheetTooBig, match="lines"):
        cells(path)


def test_a_million_empty_rows_below_the_list_cost_nothing(tmp_path):
    rows = "<row/>" * 1_000_000
    head = "<row><c><v>1</v></c></row>"
    path = registers.handmade(
        tmp_path / "a.xlsx", f"<worksheet><sheetData>{head}{rows}</sheetData></worksheet>", level=1
    )
    assert cells(path) == [[1]]


def test_a_row_as_wide_as_a_spreadsheet_can_be_costs_a_sentence(tmp_path):
    row = '<c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c><c r="CW1"><v>1</v></c>'
    path = registers.handmade(tmp_path / "a.xlsx", registers.sheet_of(row))
    with pytest.raises(SheetTooBig, match="columns"):
        cells(path)
    (tmp_path / "a.csv").write_text(";".join("x" * 200))
    with pytest.raises(SheetTooBig, match="columns"):
        cells(tmp_path / "a.csv")


@pytest.mark.parametrize("part", ["sheet", "texts"])
def test_a_zip_bomb_is_refused_by_its_directory(tmp_path, monkeypatch, part):
    bomb = b"<a>" + b" " * (xlsx.SHEET if part == "sheet" else xlsx.TEXTS)
    parts = {"sheet": bomb} if part == "sheet" else {"sheet": "<worksheet/>", "texts": bomb}
    path = registers.handmade(tmp_path / "a.xlsx", **parts, level=1)
    monkeypatch.setattr(zipfile.ZipExtFile, "read", _read_small(zipfile.ZipExtFile.read, bomb))
    with pytest.raises(SheetTooBig, match="memory"):
        cells(path)


def _read_small(read, bomb):
    def watched(self, n=-1):
        found = read(self, n)
        assert b"      " not in found, "unpacked"
        return found

    return watched


def test_entities_that_grow_are_refused(tmp_path):
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + registers.sheet_of("<c><v>&b;</v></c>")
    with pytest.raises(NotASheet, match="damaged"):
        cells(registers.handmade(tmp_path / "a.xlsx", laughs))


def ole(*, locked=False):
    """Return the head of a file of old Office, or of one behind a password."""
    return sheets._OLE + b"\0" * 600 + ("EncryptedPackage".encode("utf-16-le") if locked else b"")


def ods():
    """Return the head of an OpenDocument file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return out.getvalue()


def with_password(tmp_path):
    """Return a workbook whose zip says that it is encrypted."""
    data = bytearray(registers.xlsx(tmp_path / "b.xlsx", registers.rows()).read_bytes())
    place = data.find(b"PK\x01\x02")
    data[place + 8 : place + 10] = struct.pack("<H", 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (ole(), "neither XLSX nor CSV"),
        (ole(locked=True), "password"),
        (ods(), "neither XLSX nor CSV"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"%PDF-1.7\0\0\0\1\2\3", "neither XLSX nor CSV"),
        (with_password, "password"),
    ],
)
def test_what_is_no_register_is_refused_with_what_to_do(tmp_path, data, why):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data(tmp_path) if callable(data) else data)
    with pytest.raises(NotASheet, match=rf"{why}.*save it as XLSX"):
        cells(path)


def test_a_file_that_is_too_big_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sheets, "MOST_BYTES", 1 << 20)
    (tmp_path / "a.csv").write_bytes(b"x" * (1 << 21))
    with pytest.raises(SheetTooBig, match="more than 1 MB"):
        cells(tmp_path / "a.csv")


def test_an_empty_file_and_an_unknown_sheet_are_said(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"  \n")
    with pytest.raises(EmptySheet):
        cells(tmp_path / "a.csv")
    with pytest.raises(NoSuchSheet, match="2017"):
        cells(registers.xlsx(tmp_path / "a.xlsx", registers.rows()), "2016")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 5000), st.booleans())
def test_a_damaged_file_is_read_or_refused_but_breaks_nothing(tmp_path_factory, noise, place, cut):
    folder = tmp_path_factory.mktemp("damaged")
    data = registers.xlsx(folder / "a.xlsx", registers.rows()).read_bytes()
    place %= len(data)
    broken = data[:place] + noise + (b"" if cut else data[place + len(noise) :])
    for name in ("b.xlsx", "b.csv"):
        (folder / name).write_bytes(broken)
        refusal = "."
        try:
            cells(folder / name)
        except UserError as error:
            refusal = str(error)
        assert refusal[-1] == "."
