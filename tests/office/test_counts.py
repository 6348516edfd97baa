"""The counts of a day and of a recap, as things stood at the end of the period."""

import pytest

from counter_app.domain.calendar import EndsBeforeItBegins, NotYet

CAUSES = ("citizen", "blangko", "signature", "agency", "disruption", "office")


def day(desk, date="2026-04-06"):
    return desk.ask("day", date=date)


def service(desk, name, date="2026-04-06"):
    row = next(r for r in day(desk, date).services if r.service == name)
    return {
        key: getattr(row, key)
        for key in ("carried_over", "received", "done", "closed", "open", "returned", "collected", "late")
        if getattr(row, key)
    }


def group(desk, name="KTP", **period):
    return next(r for r in desk.ask("recap", **period) if r.group == name)


def close(desk, number):
    desk.run("close_application", application=number, outcome="rejected", reason="palsu")


def test_received_is_accepted_complete_and_nothing_before(desk):
    desk.opened("letter")
    assert service(desk, "surat_pengantar") == {}
    desk.accepted("letter")
    assert service(desk, "surat_pengantar") == {"received": 1, "open": 1}


def test_done_is_the_first_time_ready_whatever_comes_after(desk):
    number = desk.at("letter", "hand_over")
    assert service(desk, "surat_pengantar") == {"received": 1, "done": 1}
    desk.run("send_back_application", application=number, step="draft", reason="salah nama")
    desk.clock.set("2026-04-07T08:00")
    desk.to_step(number, "hand_over")
    desk.run("hand_over_application", application=number, receiver="Warga")
    assert service(desk, "surat_pengantar") == {"received": 1, "done": 1}
    assert service(desk, "surat_pengantar", "2026-04-07") == {"collected": 1}


def test_a_case_closed_before_acceptance_is_outside_the_balance(desk):
    close(desk, desk.opened("letter"))
    close(desk, desk.accepted("letter"))
    assert service(desk, "surat_pengantar") == {"received": 1, "closed": 1}


def test_what_is_open_is_carried_over(desk):
    desk.accepted("kk")
    desk.clock.set("2026-04-07T08:00")
    desk.accepted("kk")
    assert service(desk, "kk_ubah", "2026-04-07") == {"carried_over": 1, "received": 1, "open": 2}


def test_a_past_day_is_told_as_it_stood_at_its_end(desk):
    number = desk.at("ktp", "print")
    desk.clock.set("2026-04-07T08:00")
    desk.run("receive_blangko", kind="ktp_el", quantity=1)
    desk.step(number, "print")
    monday = day(desk)
    assert service(desk, "ktp_baru") == {"received": 1, "open": 1}
    assert monday.stalled["blangko"] == 1
    assert next(r for r in monday.blangko if r.kind == "ktp_el").waiting == 1
    assert day(desk, "2026-04-07").stalled["blangko"] == 0


def test_an_absence_that_is_over_still_explains_the_days_it_held(desk):
    desk.at("letter", "sign")
    desk.run(
        "record_absence", by="siti", official="camat", from_="2026-04-06", to="2026-04-06", reason="diklat"
    )
    desk.clock.set("2026-04-07T08:00")
    assert (day(desk).stalled["signature"], day(desk, "2026-04-07").stalled["signature"]) == (1, 0)


def test_a_file_set_aside_later_still_waited_on_the_day_before(desk):
    number = desk.at("ktp", "print")
    desk.clock.set("2026-04-07T08:00")
    desk.run("set_aside", application=number, reason="belum 17")
    assert (day(desk).stalled["blangko"], day(desk, "2026-04-07").stalled["blangko"]) == (1, 0)
    desk.clock.set("2026-04-08T08:00")
    desk.run("put_back", application=number)
    stalled = [day(desk, f"2026-04-0{n}").stalled["blangko"] for n in (6, 7, 8)]
    assert stalled == [1, 0, 1]


def test_a_citizen_who_came_was_awaited_the_day_before(desk):
    number = desk.at("kk", "enter")
    desk.run("send_back_application", application=number, step="enter", reason="KK asli", citizen_needed=True)
    desk.clock.set("2026-04-07T08:00")
    desk.run("citizen_came", application=number)
    assert (day(desk).stalled["citizen"], day(desk, "2026-04-07").stalled["citizen"]) == (1, 0)


def test_an_undone_move_counts_as_never_made(desk):
    number = desk.accepted("letter")
    desk.clock.set("2026-04-07T08:00")
    desk.run("undo", by="siti", application=number, reason="salah tekan")
    assert service(desk, "surat_pengantar") == {}


def test_returns_stand_outside_the_balance_and_each_paper_counts_once_a_return(desk):
    number = desk.opened("letter")
    desk.run("mark_requirements", application=number, marks={"ktp_fc": "present", "kk_fc": "present"})
    desk.run("return_application", application=number)
    desk.run("mark_requirements", application=number, marks={"pengantar_rt": "present"})
    desk.run("return_application", application=number)
    assert service(desk, "surat_pengantar") == {"returned": 2}
    missing = {row.requirement: row.times for row in day(desk).missing}
    assert missing == {"pengantar_lurah": 2, "pengantar_rt": 1}


def test_late_counts_what_is_open_past_its_deadline(desk):
    desk.accepted("kk")
    desk.clock.set("2026-04-10T08:00")
    assert service(desk, "kk_ubah", "2026-04-10") == {"carried_over": 1, "open": 1, "late": 1}
    assert "late" not in service(desk, "kk_ubah", "2026-04-08")


def test_each_open_file_counts_once_by_the_first_cause_that_holds(desk):
    waiting = desk.at("ktp", "print")
    desk.run(
        "send_back_application", application=waiting, step="print", reason="salah foto", citizen_needed=True
    )
    desk.at("ktp", "print")
    desk.at("ktp", "sign")
    desk.accepted("ktp")
    desk.run("record_absence", by="siti", official="camat", from_="2026-04-06", to="2026-04-06", reason="x")
    row = group(desk)
    assert row.open_by_cause == dict(zip(CAUSES, (1, 1, 1, 0, 0, 1), strict=True))
    assert sum(row.open_by_cause.values()) == row.open == 4


def test_the_recap_balances_over_any_period(desk):
    first = desk.at("ktp", "print")
    desk.clock.set("2026-04-08T08:00")
    close(desk, desk.accepted("ktp_hilang"))
    desk.run("receive_blangko", kind="ktp_el", quantity=5)
    desk.step(first, "print")
    desk.accepted("ktp")
    for period, counts in (
        ({"from_": "2026-04-06", "to": "2026-04-07"}, (0, 1, 0, 0, 1)),
        ({"from_": "2026-04-08", "to": "2026-04-08"}, (1, 2, 1, 1, 1)),
        ({"from_": "2026-04-09", "to": "2026-04-30"}, (1, 0, 0, 0, 1)),
        ({}, (0, 3, 1, 1, 1)),
    ):
        row = group(desk, **period)
        found = (row.carried_over, row.received, row.done, row.closed, row.open)
        assert found == counts
        assert row.carried_over + row.received == row.done + row.closed + row.open


def test_the_recap_names_every_group_in_the_order_of_the_reports(desk):
    assert [row.group for row in desk.ask("recap")] == ["KTP", "KK", "KIA", "Pindah", "Surat", "Rekomendasi"]


def test_staff_stand_with_what_they_did_and_how_long_an_errand_took(desk):
    number = desk.opened("letter", by="budi")
    desk.clock.advance(minutes=9)
    desk.complete(number, by="budi")
    desk.run("accept_application", by="budi", application=number)
    [row] = day(desk).staff
    assert (row.name, row.received, row.minutes, row.standard) == ("Budi", 1, 9.0, 12)


def test_the_anchor_is_the_last_entry_of_the_day(desk):
    desk.opened("letter")
    entries, hash = day(desk).anchor.entries, day(desk).anchor.hash
    assert entries == desk.entries()
    desk.clock.set("2026-04-07T08:00")
    desk.opened("letter")
    assert (day(desk).anchor.entries, day(desk).anchor.hash) == (entries, hash)
    assert day(desk, "2026-04-07").anchor.entries == desk.entries()
    assert day(desk, "2026-04-05").anchor.entries == 0


def test_the_register_lists_what_was_opened_or_accepted_in_the_period(desk):
    number = desk.opened("letter", name="Siti")
    desk.clock.set("2026-04-07T08:00")
    desk.complete(number)
    desk.run("accept_application", application=number)
    for date, state in (("2026-04-06", "Being checked"), ("2026-04-07", "In process")):
        [row] = desk.ask("register", from_=date, to=date)
        assert (row.number, row.name, row.state) == (number, "Siti", state)
    assert desk.ask("register", from_="2026-04-08", to="2026-04-08") == []


@pytest.mark.parametrize(
    "name",
    [
        "applications",
        "audit",
        "audit_report",
        "collection_book",
        "delay",
        "ledger",
        "office_days",
        "recap",
        "recap_report",
        "register",
        "register_report",
        "whole_register",
    ],
)
def test_a_period_that_ends_before_it_begins_is_refused(desk, name):
    fields = {"whole_register": {"export": "L1-9"}, "ledger": {"kind": "kk"}}.get(name, {})
    with pytest.raises(EndsBeforeItBegins):
        desk.ask(name, from_="2026-04-07", to="2026-04-06", **fields)


def test_a_register_has_only_rows_of_its_period(desk):
    desk.opened("letter", name="Lain")
    number = desk.opened("letter", name="Siti")
    desk.clock.set("2026-05-04T08:00")
    desk.complete(number)
    desk.run("accept_application", application=number)
    newer = desk.accepted("letter")
    found = desk.ask("register_report", from_="2026-05-01", to="2026-05-31").rows
    assert [(row.number, row.at.month) for row in found] == [(number, 5), (newer, 5)]
    received = sum(row.received for row in desk.ask("recap", from_="2026-05-01", to="2026-05-31"))
    assert received == len(found)


def register(desk, date):
    [row] = desk.ask("register", from_="2026-04-06", to=date)
    return row.state, row.note


def test_the_register_says_the_state_at_the_end_of_the_period(desk):
    number = desk.at("letter", "hand_over")
    desk.clock.set("2026-04-07T08:00")
    desk.run("send_back_application", application=number, step="sign", reason="salah nama")
    desk.clock.set("2026-04-08T08:00")
    assert register(desk, "2026-04-06") == ("Ready to collect", "")
    assert register(desk, "2026-04-07")[0] == register(desk, "2026-04-08")[0] == "In process"
    desk.to_step(number, "hand_over")
    assert register(desk, "2026-04-07")[0] == "In process"
    assert register(desk, "2026-04-08")[0] == "Ready to collect"


def test_the_register_does_not_call_late_what_waits_for_the_citizen(desk):
    number = desk.at("letter", "draft")
    desk.run(
        "send_back_application", application=number, step="verify", reason="KTP buram", citizen_needed=True
    )
    desk.clock.set("2026-04-08T08:00")
    for date in ("2026-04-07", "2026-04-08"):
        assert register(desk, date) == ("In process", "Waiting for the citizen")
    desk.run("citizen_came", application=number)
    desk.clock.set("2026-04-09T08:00")
    assert register(desk, "2026-04-07") == ("In process", "Waiting for the citizen")


def test_the_register_says_that_papers_came_back(desk):
    number = desk.opened("letter")
    desk.run("return_application", application=number)
    assert register(desk, "2026-04-06")[0] == "Returned to complete"
    desk.complete(number)
    assert register(desk, "2026-04-06")[0] == "Being checked"


@pytest.mark.parametrize("name", ["collection_book", "recap_report", "register_report"])
def test_a_report_of_days_to_come_is_refused(desk, name):
    desk.clock.set("2026-04-06T09:00")
    with pytest.raises(NotYet, match="7 April 2026 is still to come"):
        desk.ask(name, from_="2026-04-07", to="2026-04-08")


def test_a_ledger_up_to_a_day_begins_with_its_month(desk):
    desk.clock.set("2026-04-06T09:00")
    assert str(desk.ask("ledger", kind="kk", to="2026-03-10").first) == "2026-03-01"


def test_the_register_counts_its_rows_by_group_and_state(desk):
    desk.at("letter", "hand_over")
    desk.accepted("ktp")
    desk.accepted("ktp")
    close(desk, desk.opened("kk"))
    found = desk.ask("register_report")
    states = ["In process", "Ready to collect", "Rejected"]
    assert [(row.group, row.states) for row in found.totals] == [
        ("KTP", dict(zip(states, (2, 0, 0), strict=True))),
        ("KK", dict(zip(states, (0, 0, 1), strict=True))),
        ("Surat", dict(zip(states, (0, 1, 0), strict=True))),
    ]
    assert desk.ask("register_report", to="2026-04-05", from_="2026-04-01").totals == []
