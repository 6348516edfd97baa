"""The window offers nobody what the office would refuse: each role walks through all that it is shown."""

import pytest
from roles import TABLE
from stories import STAFF

from counter_app.office.office import Office
from counter_app.ui.applications.acts import acts_of
from counter_app.ui.reports.sheets import offered
from counter_app.ui.screens import seen_by

WHO = ("ani", "siti", "camat", "tono")
OFFICE_ACTS = {"open_counter": "mark_requirements", "print": "record_paper"}  # what lies behind an act


@pytest.fixture
def refused(monkeypatch):
    """Return the doors at which somebody was turned away."""
    found, admit = [], Office._admit

    def watched(office, door, staff):
        if staff.role not in door.roles:
            found.append((door.name, staff.role))
        admit(office, door, staff)

    monkeypatch.setattr(Office, "_admit", watched)
    return found


def busy(counter):
    """Give every state of an application something to show."""
    counter.run("receive_blangko", kind="ktp_el", quantity=3)
    numbers = [counter.opened("kk"), counter.accepted("ktp"), counter.at("letter", "sign")]
    numbers.append(counter.at("suket_ktp", "forward"))
    numbers.append(counter.at("letter", "hand_over"))
    counter.run("hand_over_application", application=numbers[-1], receiver="Warga")
    return numbers


@pytest.mark.parametrize("who", WHO)
def test_no_screen_asks_for_what_its_role_may_not(workshop, refused, who):
    numbers = busy(workshop.counter)
    frame = workshop.frame(who)
    for entry in seen_by(STAFF[who]):
        frame.show_screen(entry.name)
        if entry.name == "applications":
            for number in numbers:
                frame.show_screen(entry.name, number)
    assert refused == []


@pytest.mark.parametrize("who", WHO)
def test_no_section_of_the_settings_asks_for_what_its_role_may_not(workshop, refused, who):
    screen = workshop.screen("settings", who)
    for name in screen.kinds:
        screen.nav.pick(name)
    assert refused == []


@pytest.mark.parametrize("who", ["ani", "siti", "camat"])
def test_every_sheet_offered_may_be_drawn(workshop, refused, who):
    screen = workshop.screen("reports", who)
    for n in range(len(offered(STAFF[who]))):
        screen.shelf.setCurrentRow(n)
        screen._draw()
    assert refused == []


@pytest.mark.parametrize("who", ["ani", "siti", "camat"])
def test_every_act_offered_is_one_that_the_role_may_do(workshop, who):
    for number in busy(workshop.counter):
        found = workshop.counter.ask("application", by=who, application=number)
        for act in acts_of(found, clerk=STAFF[who] != "camat", copies=who == "siti"):
            assert STAFF[who] in TABLE[OFFICE_ACTS.get(act.name, act.name)].split(), act.name
