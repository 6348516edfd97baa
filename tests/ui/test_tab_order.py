"""Tab goes through every page as the eye reads it, reaches all that can be used, and comes round."""

from __future__ import annotations

import pytest
from hands import Hands
from PySide6.QtTest import QTest
from tabbing import around, focus, walked
from test_sight import BY, SHOWN
from workshop import Workshop

from counter_app.i18n import set_language


@pytest.fixture(autouse=True)
def indonesian() -> None:
    set_language("id")


@pytest.mark.parametrize(("role", "name"), SHOWN)
def test_tab_reads_a_screen_and_comes_round(busy: Workshop, role: str, name: str) -> None:
    frame = busy.frame(BY[role], name)
    QTest.qWait(80)
    walked(frame, frame.screen_now)


def test_tab_reads_every_section_of_the_settings(busy: Workshop) -> None:
    frame = busy.frame("siti", "settings")
    screen = frame.screen_now
    for name in screen.kinds:
        screen.open(name)
        QTest.qWait(20)
        walked(frame, frame.screen_now)


def test_tab_stops_at_the_chosen_one_of_a_group(busy: Workshop) -> None:
    frame = busy.frame("siti", "applications")
    QTest.qWait(20)
    frame.screen_now.open("view:late")
    stops = {stop.widget for stop in around()}
    assert frame.screen_now.pills.pills["late"] in stops
    assert stops & set(frame._rail_buttons.values()) == {frame._rail_buttons["applications"]}
    assert focus() is frame.screen_now.home()


def test_tab_reads_the_sign_in(hands: Hands) -> None:
    hands.page.names.setFocus()
    walked(hands.page, hands.page)
