"""Charts on paper and screen: every text is inside, none lies on another, nothing to draw says so."""

import datetime as dt
from io import BytesIO
from itertools import combinations

import pytest
from pypdf import PdfReader
from reportlab.graphics.shapes import Line, Rect, String

from counter_app.domain.words import CAUSES, cause_label, kind_label
from counter_app.i18n import set_language
from counter_app.office import records as r
from counter_app.printing import charts, fonts
from counter_app.printing.shapes import PAPER, Shades

LIGHT = Shades(
    ink="#17212E",
    soft="#5B6878",
    grid="#DDE3EA",
    fills=("#0B6BCB", "#14804A", "#A85B00", "#B42318"),
    paper="#FFFFFF",
)
SIZES = ((300, 160), (560, 220))
MONDAY = dt.date(2026, 4, 6)


def month(n, received=0):
    return r.MonthRow(
        month=dt.date(2026 + n // 12, n % 12 + 1, 1), received=received, done=n, closed=0, open=0
    )


def week(n, received=0, open=0):
    first = MONDAY + dt.timedelta(weeks=n)
    return r.DashboardWeek(first=first, received=received, done=received // 2, returned=0, open=open)


def stall(cause, number, longest=1):
    label = cause_label(cause)
    return r.DashboardStall(cause=cause, label=label, number=number, longest=longest, frees="")


def age(first, last, number):
    return r.DashboardAge(first=first, last=last, number=number)


def hour(hour, wait=1.0):
    return r.DashboardHour(hour=hour, tickets=1, mean_wait=wait)


def kind(kind, on_hand, days_left, label=""):
    return r.DashboardStock(
        kind=kind,
        label=label or kind_label(kind),
        on_hand=on_hand,
        waiting=0,
        printable=0,
        days_left=days_left,
        next_delivery=None,
        next_quantity=0,
        line_clears=None,
    )


def drawn():
    """Return every chart with what an office may have: little, much, and very uneven numbers."""
    ages = [age(0, 1, 387), age(2, 5, 0), age(6, 10, 12_345), age(11, 20, 1), age(21, None, 98_765)]
    return {
        "months": (charts.monthly, [month(n, 900 + n) for n in range(11)]),
        "many months": (charts.monthly, [month(n, 90 * n) for n in range(24)]),
        "one week": (charts.weekly, [week(0, 7, 3)]),
        "weeks": (charts.weekly, [week(n, 100 + 37 * n, 900 * n) for n in range(8)]),
        "busy weeks": (charts.weekly, [week(n, 12_345 * n, 123_456) for n in range(8)]),
        "a year": (charts.weekly, [week(n, 1000 + n, 2000 + n) for n in range(53)]),
        "nothing done": (charts.weekly, [week(n) for n in range(8)]),
        "causes": (charts.causes, [stall(c, 9**n, n * 60) for n, c in enumerate(CAUSES[:5])]),
        "one cause": (charts.causes, [stall("agency", 1, 250)]),
        "ages": (charts.ages, ages),
        "hours": (charts.hours, [hour(h, h * h / 3) for h in range(7, 17)]),
        "one hour": (charts.hours, [hour(12, 0.0)]),
        "stock": (charts.stock, [kind("ktp_el", 37, 3), kind("kia", 1054, 2400), kind("kk", 908, 18)]),
        "no stock": (charts.stock, [kind("ktp_el", 0, 0), kind("kia", 12_345, None), kind("kk", 2, 0)]),
        "long names": (charts.stock, [kind("kk", 9, 4, "Blangko Kartu Keluarga lembar kedua")]),
    }


def shapes(drawing, kind):
    found = []
    for shape in drawing.getContents():
        found += shapes(shape, kind) if hasattr(shape, "getContents") else []
        found += [shape] if isinstance(shape, kind) else []
        if hasattr(shape, "draw") and not hasattr(shape, "getContents"):
            found += shapes(shape.draw(), kind)
    return found


def box(shape):
    """Return left, bottom, right, top of a text."""
    width = fonts.width(shape.text, shape.fontName, shape.fontSize)
    left = shape.x - {"start": 0, "middle": width / 2, "end": width}[shape.textAnchor]
    return left, shape.y - 1.5, left + width, shape.y + shape.fontSize * 0.75


def meet(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", [name for name in drawn() if "month" not in name])
def test_every_text_is_inside_and_none_lies_on_another(name, size, language):
    set_language(language)
    chart, rows = drawn()[name]
    texts = [s for s in shapes(chart(rows, *size, LIGHT), String) if s.text]
    for text in texts:
        left, bottom, right, top = box(text)
        assert left >= -0.01, text.text
        assert right <= size[0] + 0.01, text.text
        assert bottom >= 0, text.text
        assert top <= size[1], text.text
    crossed = [(a.text, b.text) for a, b in combinations(texts, 2) if meet(box(a), box(b))]
    assert crossed == []


@pytest.mark.parametrize("name", drawn())
def test_a_chart_is_one_page_of_its_own_size_and_the_same_bytes(name):
    chart, rows = drawn()[name]
    first, again = (charts.as_pdf(chart(rows, 300, 160, PAPER)) for _ in range(2))
    assert first == again
    [page] = PdfReader(BytesIO(first)).pages
    assert (page.mediabox.width, page.mediabox.height) == (300, 160)


@pytest.mark.parametrize(
    ("chart", "rows", "sentence"),
    [
        (charts.monthly, [], "No data yet"),
        (charts.weekly, [], "No data yet"),
        (charts.hours, [], "No data yet"),
        (charts.stock, [], "No data yet"),
        (charts.causes, [], "Nothing stands still"),
        (charts.ages, [], "No open applications"),
        (charts.ages, [age(0, 1, 0), age(2, None, 0)], "No open applications"),
    ],
)
def test_nothing_to_draw_is_said_in_the_middle(chart, rows, sentence):
    [text] = chart(rows, 300, 160, LIGHT).contents[1:]
    assert (text.text, text.x, text.textAnchor) == (sentence, 150, "middle")


def told(chart, rows, size=(560, 220), shades=LIGHT):
    return [s.text for s in shapes(chart(rows, *size, shades), String)]


def test_numbers_stand_at_the_ends_of_bars():
    assert told(charts.causes, [stall("agency", 12, 35), stall("citizen", 1, 0)]) == [
        "With another agency",
        "12",
        "longest 35 working days",
        "Waiting for the citizen",
        "1",
        "since today",
    ]
    assert told(charts.ages, [age(0, 1, 1234), age(2, None, 5)])[:2] == ["1,234", "5"]
    assert told(charts.hours, [hour(8, 4.25), hour(10, 34.6)])[:3] == ["4.2", "", "35"]


def test_an_hour_without_tickets_keeps_its_place():
    assert told(charts.hours, [hour(8), hour(10)])[3:6] == ["08:00", "09:00", "10:00"]


def test_weeks_that_leave_no_room_for_numbers_get_a_scale():
    weeks = [week(n, 1200, 10) for n in range(8)]
    assert "1,200" in told(charts.weekly, weeks)
    narrow = told(charts.weekly, weeks, size=(300, 160))
    assert "1,200" not in narrow
    assert {"0", "500", "1,000"} <= set(narrow)


def test_stock_says_when_it_is_critical():
    rows = [kind("ktp_el", 37, 5), kind("kia", 50, 6), kind("kk", 0, 0)]
    assert told(charts.stock, rows)[1::3] == ["5 working days", "6 working days", "none left"]
    drawing = charts.stock(rows, 560, 220, LIGHT)
    colours = [bar.fillColor.hexval() for bar in shapes(drawing, Rect)[1:]]
    assert colours == ["0xb42318", "0x0b6bcb", "0xb42318"]
    [mark] = [one for one in shapes(drawing, Line) if one.strokeDashArray]
    critical, plenty = shapes(drawing, Rect)[1:3]
    assert critical.x + critical.width == pytest.approx(mark.x1)
    assert plenty.x + plenty.width > mark.x1


def test_a_stock_for_years_is_a_broken_bar():
    assert len(shapes(charts.stock([kind("kia", 9000, 2400)], 300, 160), Rect)) == 2
    assert len(shapes(charts.stock([kind("kia", 9000, 30)], 300, 160), Rect)) == 1


def test_paper_is_told_apart_by_outline_and_a_window_by_its_colours():
    rows = [age(0, 1, 3), age(2, None, 4)]
    [young, old] = shapes(charts.ages(rows, 300, 160), Rect)
    assert young.strokeColor.hexval() == "0x000000"
    assert young.fillColor != old.fillColor
    [background, young, old] = shapes(charts.ages(rows, 300, 160, LIGHT), Rect)
    assert background.fillColor.hexval() == "0xffffff"
    assert (young.strokeColor, young.fillColor.hexval(), old.fillColor.hexval()) == (
        None,
        "0x0b6bcb",
        "0xa85b00",
    )
