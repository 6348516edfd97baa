"""Spreadsheets and terminal tables say what the paper says."""

import datetime as dt
import re
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


def formulas(name, record, number):
    return re.findall(r"<f>(.*?)</f>", parts(book(name, record))[f"xl/worksheets/sheet{number}.xml"])


def test_the_recap_workbook_has_a_sheet_for_each_section_and_a_chart_of_the_months():
    made = parts(book("recap", FULL["recap"]))
    for sheet in ("Recap", "Age", "Months", "Target"):
        assert f'name="{sheet}"' in made["xl/workbook.xml"]
    chart = made["xl/charts/chart1.xml"]
    assert "Months!$B$6:$B$16" in chart
    assert "Months!$C$6:$C$16" in chart
    assert "xl/charts/chart1.xml" not in parts(book("recap", EMPTY["recap"]))


def test_the_totals_of_the_recap_workbook_are_sums_a_greatest_and_shares():
    assert formulas("recap", FULL["recap"], 1)[-1] == "D12/(B12+C12)"
    assert formulas("recap", FULL["recap"], 2)[-1] == "MAX(J6:J11)"
    assert formulas("recap", FULL["recap"], 4) == ["SUM(C6:C7)", "SUM(D6:D7)", "D8/(C8)"]


def test_the_register_has_its_totals_by_group_and_state():
    totals = FULL["register"].totals
    made = parts(book("register", FULL["register"]))
    assert 'name="Totals"' in made["xl/workbook.xml"]
    told = TERMINAL["register"](FULL["register"]).split("Recapitulation of the register")[1]
    for line in told.splitlines():
        for row in totals:
            if line.startswith(row.group):
                counts = [int(n.replace(",", "")) for n in line.removeprefix(row.group).split()]
                assert counts == [*row.states.values(), sum(row.states.values())]


def test_the_terminal_tells_all_sections_of_the_recap():
    told = TERMINAL["recap"](FULL["recap"])
    for title in ("A. Applications by group", "B. Not done, by age", "C. Applications by month"):
        assert title in told
    line = next(line for line in told.splitlines() if line.startswith("2026") and "KTP" in line)
    assert line.split()[2:] == ["3,000", "3,120", "104.0"]
    assert "No targets are set for 2026." in TERMINAL["recap"](EMPTY["recap"])


def test_a_part_of_a_year_tells_what_was_received_in_it_and_in_the_year():
    spring = replace(
        FULL["recap"],
        first=dt.date(2026, 4, 1),
        targets=[samples_office.target(2026, "KTP", 4000, 1000, 250)],
    )
    told = TERMINAL["recap"](spring)
    assert "Received" in told.split("D. Target")[1]
    line = next(line for line in told.splitlines() if line.startswith("2026") and "KTP" in line)
    assert line.split()[2:] == ["4,000", "250", "1,000", "25.0"]
