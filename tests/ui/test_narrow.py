"""The longest words of a real office at 1366 x 768: nothing pushes the right edge out of the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from at_work import tell
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sight import seen
from stories import Counter
from test_sight import BY, SHOWN
from workshop import Workshop

from counter_app.i18n import set_language
from counter_app.ui import theme

LONG = "Raden Ajeng Siti Nurhaliza Kusumawardhani Binti Almarhum Haji Abdurrahman Wahid Sastronegoro"
PLACE = "Kelurahan Tangga Takat Seberang Ulu Bagian Timur Laut Rukun Warga Sembilan Belas"


@pytest.fixture
def crowded(workshop: Workshop) -> Iterator[Workshop]:
    """Return an office of long names at a counter of a long code, in large letters."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT._replace(scale=theme.SCALES["large"]))
    set_language("id")
    desk = workshop.counter
    desk.office.code = "L1BKTM"
    for _number in range(2):
        desk.at("ktp", "print", name=LONG, kelurahan=PLACE, address=PLACE, phone="0812-7345-1180-0091")
    desk.office.code = "L1"
    tell(desk)
    for what in ("recorder", "printer", "power"):
        desk.run("record_disruption", by="siti", what=what, note="menunggu teknisi")
    desk.run("set_staff", by="siti", staff="budi", name=LONG, role="clerk")
    yield workshop
    theme.apply(app, theme.LIGHT)


def beyond(window: QWidget) -> list[str]:
    """Return what is seen and reaches beyond the right edge of the window or of what holds it."""
    found = []
    for one in seen(window, QWidget):
        right = one.mapTo(window, QPoint(one.width(), 0)).x()
        if right > window.width() + 1:
            found.append(f"{type(one).__name__} {one.accessibleName()}: {right}")
    return found


@pytest.mark.parametrize(("role", "name"), SHOWN)
def test_no_long_word_makes_a_screen_wider_than_its_window(crowded: Workshop, role: str, name: str) -> None:
    screen = crowded.screen(name, BY[role])
    QTest.qWait(60)
    window = screen.window()
    assert window.minimumSizeHint().width() <= 1366
    assert beyond(window) == []


def open_file(desk: Counter) -> str:
    desk.office.code = "L1BKTM"
    return str(
        desk.run(
            "open_application", service="kk_ganti_kepala", applicant={"name": LONG, "nik": "1671034101900001"}
        ).ids["application"]
    )


def test_an_errand_of_long_words_stays_in_its_window(crowded: Workshop) -> None:
    open_file(crowded.counter)
    screen = crowded.screen("errand", "ani")
    screen.citizen.nik.setText("1671034101900001")
    screen.citizen.nik.textEdited.emit("1671034101900001")
    QTest.qWait(250)
    window = screen.window()
    assert beyond(window) == []
    assert window.minimumSizeHint().width() <= 1366
    assert "L1BKTM-20260406" in screen.citizen.waits.text()


def test_the_page_of_a_file_of_long_words_stays_in_its_window(crowded: Workshop) -> None:
    number = open_file(crowded.counter)
    screen = crowded.screen("applications", "siti")
    screen.open(number)
    QTest.qWait(100)
    assert beyond(screen.window()) == []
    assert screen.window().minimumSizeHint().width() <= 1366
