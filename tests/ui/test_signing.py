"""The signature folder, absences on the month, disruptions in two keys."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from workshop import Held, Workshop

from counter_app.ui.parts.prompt import Prompt

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def opened(workshop: Workshop, by: str = "ani", show: Any = None) -> Any:
    """Return the screen of somebody, with the focus where it begins."""
    screen = workshop.screen("signing", by, show)
    screen.window().activateWindow()
    QTest.qWait(20)
    return screen


def press(screen: Any, key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or screen, key, modifier)
    QTest.qWait(1)


def write(words: str) -> None:
    """Type into an input and go on to the next."""
    QTest.keyClicks(QApplication.focusWidget(), words)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)


def prompts(screen: Any) -> list[Prompt]:
    return [one for one in screen.findChildren(Prompt) if one.isVisible()]


def asked(screen: Any) -> Prompt:
    return prompts(screen)[-1]


def said(screen: Any) -> str:
    return str(screen.window().notice.words)


def column(screen: Any, title: str) -> list[str]:
    """Return the cells of one column of the folder."""
    rows = screen.folder.rows
    at = [one.title for one in rows.columns].index(title)
    return [rows.index(n, at).data() for n in range(rows.rowCount())]


def ticked(screen: Any) -> list[str]:
    return sorted(screen.folder.rows.ticked)


def away(workshop: Workshop, *deputies: tuple[str, str], official: str = "camat", **days: str) -> str:
    fields = {"from_": "2026-04-06", "to": "2026-04-10", "reason": "diklat"} | days
    named = [{"official": who, "form": form} for who, form in deputies]
    done = workshop.counter.run("record_absence", by="siti", official=official, deputies=named, **fields)
    return str(done.ids["absence"])


@pytest.fixture
def folder(workshop: Workshop) -> list[str]:
    """Two letters and an inheritance statement wait for the camat, in this order."""
    counter = workshop.counter
    numbers = []
    for service in ("letter", "ahli_waris", "letter"):
        numbers.append(counter.at(service, "sign"))
        counter.clock.advance(minutes=5)
    return numbers


def current(workshop: Workshop, numbers: list[str]) -> list[str]:
    return [workshop.counter.show(number)["current"][0] for number in numbers]


def test_the_whole_folder_is_ticked_off_with_two_keys(workshop, folder):
    screen = opened(workshop)
    assert column(screen, "Application no.") == folder
    assert screen.folder.chosen.words == "Hasan Basri · Camat"
    press(screen, Key.Key_A, CTRL)
    assert ticked(screen) == folder
    assert screen.folder.counted.text() == "3 files ticked"
    press(screen, Key.Key_F8)
    assert current(workshop, folder) == ["register"] * 3
    assert said(screen) == "3 files signed by Hasan Basri."
    assert screen.folder.empty.title.text() == "Nothing waits for a signature."
    assert ticked(screen) == []


def test_space_ticks_and_goes_on_and_shift_ticks_on_the_way(workshop, folder):
    screen = opened(workshop)
    press(screen, Key.Key_Space)
    assert ticked(screen) == folder[:1]
    press(screen, Key.Key_Down, SHIFT)
    assert ticked(screen) == folder
    press(screen, Key.Key_Space)
    assert ticked(screen) == folder[:2]
    press(screen, Key.Key_F8)
    assert current(workshop, folder) == ["register", "register", "sign"]
    assert QApplication.focusWidget() is screen.folder.table


def test_nothing_is_signed_before_something_is_ticked(workshop, folder):
    screen = opened(workshop)
    press(screen, Key.Key_F8)
    assert said(screen) == "Tick with Space what came back, then press F8."
    assert current(workshop, folder) == ["sign"] * 3


def test_a_deputy_signs_during_an_absence_what_the_service_allows(workshop, folder):
    away(workshop, ("sekcam", "an_sekcam"))
    screen = opened(workshop)
    assert screen.folder.chosen.words == "Rina Wati · a.n. Camat"
    assert column(screen, "May sign") == ["Sekcam (a.n.)", "only Plh., Plt.", "Sekcam (a.n.)"]
    assert column(screen, "Stands still") == ["", "until 10 Apr", ""]
    press(screen, Key.Key_A, CTRL)
    assert ticked(screen) == [folder[0], folder[2]]
    press(screen, Key.Key_F8)
    assert current(workshop, folder) == ["register", "sign", "register"]
    note = [x["note"] for x in workshop.counter.show(folder[0])["timeline"] if x["event"] == "step_signed"]
    assert note == ["Rina Wati (a.n. CAMAT SEBERANG ULU II SEKRETARIS CAMAT)"]


def test_a_file_that_the_deputy_may_not_sign_is_refused_and_nothing_is_signed(workshop, folder):
    away(workshop, ("sekcam", "an_sekcam"))
    screen = opened(workshop)
    for _n in range(3):
        press(screen, Key.Key_Space)
    press(screen, Key.Key_F8)
    assert said(screen) == (
        f"{folder[1]} may not be signed as a.n. Camat, by the secretary. Allowed forms: Plh., Plt.."
    )
    assert current(workshop, folder) == ["sign"] * 3
    assert ticked(screen) == folder


def test_the_camat_chooses_another_signer_and_grey_rows_change(workshop, folder):
    screen = opened(workshop, "camat")
    press(screen, Key.Key_B, ALT)
    assert QApplication.focusWidget() is screen.folder.signer
    press(screen, Key.Key_Down)
    assert screen.folder.chosen.words == "Dewi Lestari · Kasi"
    grey = screen.folder.rows.data(screen.folder.rows.index(0, 1), Qt.ItemDataRole.ForegroundRole)
    assert grey is not None
    screen.folder.table.setFocus()
    press(screen, Key.Key_A, CTRL)
    assert ticked(screen) == []


def test_the_batch_sheet_lists_what_the_chosen_one_may_sign(workshop, folder):
    screen = opened(workshop)
    press(screen, Key.Key_F6)
    [(title, _pdf)] = workshop.tray.printed
    assert title.endswith(" camat")


def test_initials_are_ticked_off_in_their_own_list(workshop):
    numbers = [workshop.counter.at("letter", "initial") for _n in range(3)]
    screen = opened(workshop)
    assert column(screen, "Application no.") == []
    press(screen, Key.Key_2, ALT)
    assert column(screen, "Application no.") == numbers
    press(screen, Key.Key_A, CTRL)
    press(screen, Key.Key_F8)
    assert current(workshop, numbers) == ["sign"] * 3
    assert said(screen) == "3 files initialled."
    press(screen, Key.Key_1, ALT)
    assert column(screen, "Application no.") == numbers


def test_rows_of_initials_stay_until_those_of_signatures_come(workshop):
    workshop.counter.at("letter", "initial")
    held = Held("reading")
    screen = workshop.screen("signing", lanes=held.lanes)
    held.go()
    screen.folder.turn(initials=True)
    held.go()
    screen.folder.turn(initials=False)
    screen.folder.table.grab()
    assert column(screen, "Name") == ["Warga 1"]
    held.go()
    assert column(screen, "Name") == []


def test_the_camat_sees_initials_but_does_not_complete_them(workshop):
    workshop.counter.at("letter", "initial")
    screen = opened(workshop, "camat")
    press(screen, Key.Key_2, ALT)
    assert len(column(screen, "Application no.")) == 1
    assert not screen.folder.initialled.isVisible()


def test_an_absence_without_a_deputy_stops_the_folder_until_its_end(workshop, folder):
    screen = opened(workshop, "siti")
    assert column(screen, "Stands still") == ["", "", ""]
    press(screen, Key.Key_F7)
    write("")  # the camat
    write("")  # from today
    write("08042026")
    write("diklat")
    press(screen, Key.Key_Return)
    assert said(screen) == (
        "Hasan Basri is away from 6 April 2026 to 8 April 2026, and nobody signs meanwhile."
    )
    assert column(screen, "Stands still") == ["until 8 Apr"] * 3
    assert column(screen, "May sign")[1] == "only Plh., Plt."
    assert screen.away.rows.index(0, 2).data() == "nobody signs"


def test_an_absence_with_a_plh_leaves_the_folder_running(workshop, folder):
    screen = opened(workshop, "siti")
    press(screen, Key.Key_F7)
    for words in ("", "", "08042026", "diklat"):
        write(words)
    QTest.keyClicks(QApplication.focusWidget(), "Rina")
    press(screen, Key.Key_Return)
    assert prompts(screen) == []
    assert column(screen, "Stands still") == ["", "", ""]
    assert column(screen, "May sign") == ["Sekcam (Plh.)"] * 3
    assert screen.away.rows.index(0, 2).data() == "Sekcam (Plh.)"
    assert screen.folder.chosen.words == "Rina Wati · Plh. Camat"


def test_several_deputies_are_asked_one_after_the_other(workshop, folder):
    screen = opened(workshop, "camat")
    press(screen, Key.Key_F7)
    form = asked(screen)
    for words in ("", "", "", "cuti"):
        write(words)
    QTest.keyClicks(QApplication.focusWidget(), "Rina")
    form.editor("more").setChecked(True)
    press(screen, Key.Key_Return)
    assert len(prompts(screen)) == 2
    QTest.keyClicks(QApplication.focusWidget(), "Dewi")
    second = asked(screen)
    second.editor("form").setCurrentIndex(second.editor("form").findData("an_sekcam"))
    press(screen, Key.Key_Return)
    assert second.notice.words.startswith("Dewi Lestari can't sign as a.n. Camat, by the secretary.")
    second.editor("form").setCurrentIndex(second.editor("form").findData("an_kasi"))
    press(screen, Key.Key_Return)
    assert prompts(screen) == []
    [absence] = workshop.counter.ask("absences")
    assert [(d["official"], d["form"]) for d in absence["deputies"]] == [
        ("sekcam", "plh"),
        ("kasi", "an_kasi"),
    ]


def test_the_absent_official_is_not_offered_as_his_own_deputy(workshop):
    screen = opened(workshop, "siti")
    press(screen, Key.Key_F7)
    form = asked(screen)
    who, deputy = form.editor("official"), form.editor("deputy")

    def offered():
        return [deputy.itemData(n) for n in range(deputy.count())]

    assert (who.currentData(), offered()) == ("camat", ["", "sekcam", "kasi"])
    deputy.setCurrentIndex(deputy.findData("kasi"))
    who.setCurrentIndex(who.findData("sekcam"))
    assert (deputy.currentData(), offered()) == ("kasi", ["", "camat", "kasi"])
    who.setCurrentIndex(who.findData("kasi"))
    assert (deputy.currentData(), offered()) == ("", ["", "camat", "sekcam"])
    who.setCurrentIndex(who.findData("camat"))
    form.editor("reason").setText("cuti")
    deputy.setCurrentIndex(deputy.findData("sekcam"))
    form.editor("more").setChecked(True)
    form.editor("reason").setFocus()
    press(screen, Key.Key_Return)
    second = asked(screen).editor("deputy")
    assert [second.itemData(n) for n in range(second.count())] == ["", "kasi"]


def test_an_end_before_the_beginning_is_refused_and_stays_to_be_corrected(workshop):
    screen = opened(workshop, "siti")
    press(screen, Key.Key_F7)
    for words in ("", "", "01042026", "diklat"):
        write(words)
    press(screen, Key.Key_Return)
    assert asked(screen).notice.words == "The end lies before the beginning. Check the two dates."
    assert asked(screen).values()["reason"] == "diklat"
    assert workshop.counter.ask("absences") == []


def test_an_absence_is_ended_early_with_two_keys(workshop, folder):
    away(workshop)
    screen = opened(workshop, "siti")
    assert column(screen, "Stands still") == ["until 10 Apr"] * 3
    press(screen, Key.Key_F9)
    press(screen, Key.Key_Return)
    assert said(screen) == "The absence of Hasan Basri is ended."
    assert column(screen, "Stands still") == ["", "", ""]
    assert screen.away.empty.title.text() == "Everybody is here."


def test_an_absence_to_come_is_taken_out_without_saying_that_somebody_is_back(workshop):
    away(workshop, from_="2026-04-08")
    screen = opened(workshop, "siti")
    press(screen, Key.Key_F9)
    told = [label.text() for label in asked(screen).findChildren(QLabel)]
    assert "The absence of 8 Apr - 10 Apr is taken out; its deputies do not sign." in told
    assert not any("signs again" in words for words in told)
    press(screen, Key.Key_Return)
    assert said(screen) == "Hasan Basri is not away then."
    assert workshop.counter.ask("absences") == []


def test_the_month_is_walked_by_the_keyboard_and_says_each_day(workshop):
    workshop.counter.run(
        "change_settings", by="siti", settings={"closures": [{"date": "2026-04-09", "reason": "Banjir"}]}
    )
    away(workshop, from_="2026-04-07", to="2026-04-08")
    screen = opened(workshop, show="absences")
    month = screen.away.month
    assert QApplication.focusWidget() is month
    assert screen.away.said.text() == "Monday, 6 April 2026\nEverybody is here."
    press(screen, Key.Key_Right)
    assert screen.away.said.text() == "Tuesday, 7 April 2026\nCamat away"
    press(screen, Key.Key_Right)
    press(screen, Key.Key_Right)
    assert screen.away.said.text() == "Thursday, 9 April 2026\nBanjir"
    press(screen, Key.Key_Down)
    assert month.day == dt.date(2026, 4, 16)
    press(screen, Key.Key_PageDown)
    assert (month.day, screen.away.title.text()) == (dt.date(2026, 5, 16), "MAY 2026")
    assert month.known(dt.date(2026, 5, 1))["closed"] == "Hari Buruh Internasional"
    press(screen, Key.Key_Home)
    assert month.day == dt.date(2026, 4, 6)


def test_enter_on_a_day_records_an_absence_from_that_day(workshop):
    screen = opened(workshop, "siti", "absences")
    press(screen, Key.Key_Down)
    press(screen, Key.Key_Return)
    assert asked(screen).values()["from"] == dt.date(2026, 4, 13)


def test_a_disruption_begins_and_ends_with_two_keys(workshop):
    number = workshop.counter.at("kk", "enter")
    screen = opened(workshop, "siti")
    press(screen, Key.Key_D, CTRL)
    press(screen, Key.Key_S)
    assert prompts(screen) == []
    assert screen.down.chips["siak"].words == "since 08:00"
    assert workshop.counter.causes(number) == ["disruption"]
    workshop.counter.clock.advance(minutes=30)
    press(screen, Key.Key_D, CTRL)
    press(screen, Key.Key_S)
    assert screen.down.chips["siak"].words == "works"
    assert said(screen) == "SIAK works again. It was down since 6 Apr 08:00."
    assert workshop.counter.causes(number) == []


def test_a_disruption_of_an_earlier_time_is_recorded_with_a_note(workshop):
    screen = opened(workshop, "siti")
    press(screen, Key.Key_D, CTRL)
    press(screen, Key.Key_Return)
    QTest.keyClicks(QApplication.focusWidget(), "Card")
    press(screen, Key.Key_Tab)
    write("05042026")
    write("abc")
    write("kertas macet")
    press(screen, Key.Key_Return)
    assert asked(screen).notice.words.startswith("'2026-04-05Tabc' is not a date.")
    editor = asked(screen).editor("time")
    editor.setText("930")
    press(screen, Key.Key_Return)
    assert screen.down.chips["printer"].words == "since 5 Apr"
    assert "kertas macet" in screen.down.chips["printer"].toolTip()
    [row] = workshop.counter.ask("disruptions")
    assert (row["from"], row["note"]) == ("2026-04-05T09:30:00+07:00", "kertas macet")
    press(screen, Key.Key_D, CTRL)
    press(screen, Key.Key_P)
    assert (screen.down.chips["printer"].words, screen.down.chips["printer"].toolTip()) == ("works", "")


@pytest.mark.parametrize(
    ("by", "absences", "disruptions", "initials"),
    [("ani", False, False, True), ("siti", True, True, True), ("camat", True, False, False)],
)
def test_each_role_sees_only_what_it_may_do(workshop, by, absences, disruptions, initials):
    screen = opened(workshop, by)
    assert screen.away.record.isVisible() == screen.away.end.isVisible() == absences
    assert screen.down.record.isVisible() == disruptions
    assert [one.isVisible() for one in screen.down.turns.values()] == [disruptions] * 4
    assert screen.folder.signed.isVisible()
    press(screen, Key.Key_2, ALT)
    assert screen.folder.initialled.isVisible() == initials


def test_a_clerk_who_presses_the_keys_of_a_supervisor_changes_nothing(workshop):
    screen = opened(workshop, show="absences")
    before = workshop.counter.entries()
    for key, modifier in ((Key.Key_F7, NONE), (Key.Key_F9, NONE), (Key.Key_D, CTRL), (Key.Key_Return, NONE)):
        press(screen, key, modifier)
    assert prompts(screen) == []
    assert workshop.counter.entries() == before


def test_work_of_others_shows_and_ticks_of_files_that_went_are_forgotten(workshop, folder):
    screen = opened(workshop)
    press(screen, Key.Key_A, CTRL)
    workshop.counter.step(folder[0], "sign")
    assert ticked(screen) == folder[1:]
    assert column(screen, "Application no.") == folder[1:]


def test_ticks_do_not_pass_to_another_signer_when_the_first_one_goes(workshop, folder):
    screen = opened(workshop)
    press(screen, Key.Key_A, CTRL)
    away(workshop, ("sekcam", "plh"))
    assert screen.folder.chosen.words == "Rina Wati · Plh. Camat"
    assert ticked(screen) == []
    press(screen, Key.Key_F8)
    assert current(workshop, folder) == ["sign"] * 3


def test_a_long_folder_is_ticked_whole_though_only_its_head_was_fetched(workshop, monkeypatch):
    for _n in range(5):
        workshop.counter.at("letter", "sign")
    monkeypatch.setattr("counter_app.ui.parts.table.PAGE", 2)
    screen = opened(workshop)
    press(screen, Key.Key_A, CTRL)
    assert len(ticked(screen)) == 5
    press(screen, Key.Key_A, CTRL)
    assert ticked(screen) == []


def test_the_folder_opens_at_the_application_that_was_asked_for(workshop, monkeypatch):
    numbers = [workshop.counter.at("letter", "sign") for _n in range(5)]
    monkeypatch.setattr("counter_app.ui.parts.table.PAGE", 2)
    screen = opened(workshop, show=numbers[3])
    assert screen.folder.table.current()["application"] == numbers[3]
    assert screen.folder.table.hasFocus()
    screen.open(numbers[0])
    assert screen.folder.table.current()["application"] == numbers[0]
    screen.folder.turn(initials=True)
    screen.open(numbers[4])
    assert screen.folder.table.current()["application"] == numbers[4]


def test_an_office_without_officials_says_so(workshop):
    for official in ("camat", "sekcam", "kasi"):
        workshop.counter.run("retire_official", by="siti", official=official)
    screen = opened(workshop)
    assert screen.folder.chosen is None
    assert screen.folder.signer.placeholderText() == "Nobody is here to sign"
    press(screen, Key.Key_F6)
    assert workshop.tray.printed == []


def test_the_absences_of_a_month_are_marked_for_whoever_may_not_see_colours(workshop):
    away(workshop)
    screen = opened(workshop, show="absences")
    assert screen.away.month.accessibleDescription() == "Monday, 6 April 2026\nCamat away"
    assert screen.away.month.grab().width() > 200
