"""Settings: old applications are closed to reading, and opened again, with a reason."""

from __future__ import annotations

from typing import Any

import pytest
from settings_hand import ENTER


@pytest.fixture
def old(workshop: Any) -> str:
    """Return an application that was finished six years ago."""
    desk = workshop.counter
    number = str(desk.opened("letter"))
    desk.run("close_application", application=number, outcome="withdrawn", reason="pindah")
    desk.clock.set("2032-04-06T08:00")
    desk.run("confirm_clock", by="siti", reason="libur")
    return number


def test_the_years_are_set_then_what_is_older_is_closed_and_opened(old: str, at: Any) -> None:
    hand = at("retention", by="tono")
    section, desk = hand.section, hand.workshop.counter
    assert section.now.text() == "No applications are closed to reading."
    assert not section.close_button.isEnabled()
    section.years.setValue(5)
    hand.save()
    assert section.next.text() == "What was finished before 6 April 2027 may be closed: 1 application."
    section.close_button.click()
    hand.prompt.editor("reason").setFocus()
    hand.key("JRA 2032", ENTER)
    assert section.now.text() == "Closed: what was finished before 6 April 2027, 1 application."
    assert [row["application"] for row in desk.ask("closed_applications", by="tono")] == [old]
    assert hand.said() == "Closed. Only who looks after the data reads them now."
    section.reopen_button.click()
    hand.key("banding", ENTER)
    assert desk.show(old)["state"] == "closed"
    assert [row["event"] for row in section.rows.rows] == ["reopened", "closed"]


def test_a_day_too_late_is_refused_in_the_prompt(old: str, at: Any) -> None:
    hand = at("retention", by="tono")
    hand.section.years.setValue(5)
    hand.save()
    hand.section.close_button.click()
    hand.prompt.editor("before").setText("01-01-2032")
    hand.prompt.editor("reason").setFocus()
    hand.key("JRA", ENTER)
    assert hand.prompt.notice.words.startswith("Applications are closed to reading after 5 years")


def test_a_supervisor_beside_an_administrator_sees_it_and_closes_nothing(old: str, at: Any) -> None:
    hand = at("retention")
    hand.section.years.setValue(5)
    hand.save()
    assert hand.section.next.text().endswith("The administrator does it.")
    assert not hand.section.close_button.isEnabled()
