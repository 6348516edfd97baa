"""The report of a day that was closed, on paper, in a spreadsheet and on the terminal."""

import pytest
import samples
from msgspec.structs import replace
from test_papers import pages, pdf, text
from test_spreadsheets import book, parts

from counter_app.i18n import set_language
from counter_app.office import records as r
from counter_app.printing.day_words import stock_lines, told_apart
from counter_app.printing.terminal import TERMINAL

UNDONE = r.LateRow(
    what="corrected",
    number="L1-20260403-0004",
    service="ktp_baru",
    label="KTP-el baru",
    files=1,
    received=-1,
    done=0,
    closed=0,
    returned=0,
    collected=0,
    reason="salah tekan",
)
IMPORTED = replace(
    UNDONE, what="late", number="", files=1200, received=1200, done=1100, reason="import of lama.xlsx"
)


def closed(**changes):
    record = samples.daily(rows=2)
    at = record.printed.at
    day = replace(record.day, closed=r.DayClosing(by="Siti Rahma", at=at, heads={"L1-7f3a": (124, "9f")}))
    return replace(record, day=replace(day, **changes), language="en", size="f4")


def late():
    day = samples.daily().day
    first = replace(day.services[0], corrected=99)
    rows = [UNDONE, IMPORTED]
    return closed(since=samples.DAY, late=rows, services=[first, *day.services[1:]])


def test_the_foot_says_by_whom_and_when_in_the_place_of_printed():
    printed = text(pdf("daily", closed()))
    assert "Closed Monday, 6 April 2026 at 16:05 by Siti Rahma, counter L1" in printed
    assert "Printed" not in printed.replace("Printed out of line", "")
    assert "L1 up to 15:58" in printed


def test_a_day_that_nobody_closed_says_so_everywhere():
    record = samples.daily(rows=2)
    assert "NOT CLOSED YET" in text(pdf("daily", record))
    assert "NOT CLOSED YET" in TERMINAL["daily"](record)
    assert "NOT CLOSED YET" in parts(book("daily", record))["xl/sharedStrings.xml"]


@pytest.mark.parametrize("write", [pdf, book, lambda _name, record: TERMINAL["daily"](record)])
def test_a_closed_day_is_the_same_bytes_whatever_language_is_in_force(write):
    before = write("daily", closed())
    set_language("id")
    assert write("daily", closed()) == before


def test_a_closed_day_keeps_its_paper():
    assert pdf("daily", closed(), "a4") == pdf("daily", closed(), "f4")


def test_what_came_late_stands_by_itself_with_its_reason():
    for told in (text(pdf("daily", late())), TERMINAL["daily"](late())):
        told = " ".join(told.split())
        assert "Came after 6 April 2026 was closed" in told
        assert "L1-20260403-0004 KTP-el baru, corrected: received −1 (salah tekan)" in told  # noqa: RUF001
        assert "KTP-el baru, 1,200 files, arrived late: received +1,200, done +1,100" in told
        assert "+99" in told
    assert "Came late" in parts(book("daily", late()))["xl/workbook.xml"]


def test_a_busy_closed_day_with_late_rows_is_two_pages_and_its_register():
    assert pages(pdf("daily", late())) == 3


def stock(kind, waiting, closing, **more):
    line = replace(samples.daily().day.blangko[0], label=kind, waiting=waiting, closing=closing)
    return replace(line, **more)


def test_why_fewer_stand_still_than_wait_is_said():
    day = closed(blangko=[stock("KTP-el", 55, 15)], stalled={"blangko": 37}).day
    assert told_apart(day) == (
        "Of the 55 who wait, section B counts 37: 15 can be printed from the stock; "
        "3 wait for the applicant first."
    )
    assert stock_lines(day)[0] == "KTP-el: 55 wait, 15 in stock, 40 short."


def test_where_all_who_wait_stand_still_there_is_nothing_to_explain():
    day = closed(blangko=[stock("KTP-el", 37, 0)], stalled={"blangko": 37}).day
    assert stock_lines(day) == ["KTP-el: 37 wait, 0 in stock, 37 short."]


def test_what_is_left_after_the_line_is_told():
    day = closed(blangko=[stock("KK", 5, 12, late=3)], stalled={}).day
    assert stock_lines(day) == [
        "KK: enough for all 5 who wait, 7 left after that.",
        "KK: +3 booked after the day before was closed.",
        "Of the 5 who wait, section B counts 0: 5 can be printed from the stock.",
    ]


def test_requirements_that_have_no_room_are_counted():
    rows = [r.MissingDay(requirement=f"r{n}", label=f"Syarat {n}", times=9 - n) for n in range(8)]
    record = closed(missing=rows)
    for told in (text(pdf("daily", record)), TERMINAL["daily"](record)):
        assert "and 3 other requirements, 9 times" in " ".join(told.split())
    assert "Syarat 7" in parts(book("daily", record))["xl/sharedStrings.xml"]
