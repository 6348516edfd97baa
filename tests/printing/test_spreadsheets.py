"""Spreadsheets and terminal tables say what the paper says."""

import zipfile
from io import BytesIO

import pytest
import samples
import samples_office
from msgspec.structs import replace

from counter_app.printing.terminal import TERMINAL
from counter_app.printing.xlsx import XLSX

FULL, EMPTY = samples_office.every(), samples_office.empty()


def book(name, record):
    out = BytesIO()
    XLSX[name](record, out)
    return out.getvalue()


def parts(data):
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("name", list(XLSX))
def test_the_same_record_is_the_same_workbook(name):
    assert book(name, FULL[name]) == book(name, FULL[name])


@pytest.mark.parametrize("name", list(XLSX))
def test_an_empty_report_is_still_a_workbook(name):
    assert "xl/worksheets/sheet1.xml" in parts(book(name, EMPTY[name]))


def test_the_daily_workbook_has_a_sheet_for_each_section():
    names = parts(book("daily", FULL["daily"]))["xl/workbook.xml"]
    for sheet in (
        "Recap",
        "Stalled",
        "Blank forms",
        "Signatures",
        "Queue",
        "Requirements",
        "Staff",
        "Register",
    ):
        assert f'name="{sheet}"' in names


def test_a_name_that_begins_like_a_formula_is_text():
    row = replace(samples.register_rows(1)[0], name="=HYPERLINK(1)", note="@SUM(1)")
    made = parts(book("register", replace(samples.register(0), rows=[row])))
    assert "=HYPERLINK(1)" in made["xl/sharedStrings.xml"]
    assert "<f>" not in made["xl/worksheets/sheet1.xml"]


def test_the_date_of_the_workbook_is_the_reports():
    assert "2026-04-06T00:00:00Z" in parts(book("daily", FULL["daily"]))["docProps/core.xml"]


@pytest.mark.parametrize("name", list(TERMINAL))
def test_the_terminal_shows_full_and_empty_reports(name):
    assert len(TERMINAL[name](FULL[name]).splitlines()) > 10
    assert TERMINAL[name](EMPTY[name]).strip()


def test_the_daily_table_adds_up():
    total = next(line for line in TERMINAL["daily"](FULL["daily"]).splitlines() if line.startswith("Total"))
    assert total.split()[1:] == ["144", "194", "154", "7", "177", "41", "34", "154"]


def test_a_name_cannot_steer_the_terminal():
    row = replace(samples.register_rows(1)[0], name="\x1b[2Jevil")
    assert "\x1b" not in TERMINAL["register"](replace(samples.register(0), rows=[row]))
