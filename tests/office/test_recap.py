"""The recap of a period: how old is what is open, what became of the targets, how the months add up."""

import pytest
from histories import Player, histories
from hypothesis import given, settings
from stories import staff

from counter_app.printing import outlets

LATE_APRIL = {"from_": "2026-04-20", "to": "2026-04-30"}


def ktp(desk, **period):
    return next(row for row in desk.ask("recap", **period) if row.group == "KTP")


def ages(desk, **period):
    return {age: number for age, number in ktp(desk, **period).open_by_age.items() if number}


def report(desk, **period):
    return desk.ask("recap_report", **period)


def aim(desk, **targets):
    desk.run("change_settings", by="siti", settings={"targets": targets})


def test_the_age_of_what_is_open_is_told_in_working_days(desk):
    desk.clock.set("2026-04-07T09:00")  # Tuesday
    desk.accepted("ktp")
    desk.clock.set("2026-04-10T09:00")  # Friday
    desk.accepted("ktp")
    desk.clock.set("2026-04-13T09:00")  # Monday
    assert ages(desk) == {"0-1": 1, "2-5": 1}
    assert ktp(desk).longest == 4


def test_the_bands_reach_from_today_to_over_half_a_year(desk):
    assert list(ktp(desk).open_by_age) == ["0-1", "2-5", "6-10", "11-20", "21-60", "61-120", "121-"]
    desk.accepted("ktp")
    for day, band in (("2026-05-20", "21-60"), ("2026-08-20", "61-120"), ("2026-12-20", "121-")):
        desk.clock.set(f"{day}T09:00")
        desk.run("confirm_clock", by="siti", reason="libur")
        assert ages(desk) == {band: 1}


def test_the_age_is_told_as_at_the_end_of_the_period(desk):
    number = desk.at("ktp", "print")
    desk.clock.set("2026-04-20T09:00")
    desk.run("receive_blangko", kind="ktp_el", quantity=1)
    desk.to_step(number, "hand_over")
    assert ages(desk, from_="2026-04-01", to="2026-04-08") == {"2-5": 1}
    assert ages(desk) == {}
    assert ktp(desk).longest == 0


def test_a_report_that_reaches_beyond_today_is_told_as_of_today(desk):
    assert str(report(desk).until) == "2026-04-06"
    desk.clock.set("2026-05-04T08:00")
    assert str(report(desk, from_="2026-04-01", to="2026-04-30").until) == "2026-04-30"


def test_a_target_is_compared_with_what_was_received_since_the_first_of_january(desk):
    desk.accepted("ktp")
    desk.clock.set("2026-04-21T09:00")
    desk.accepted("ktp")
    desk.accepted("kk")
    aim(desk, **{"2026": {"KTP": 4}, "2025": {"KTP": 9}})
    desk.clock.set("2026-05-12T09:00")
    desk.accepted("ktp")
    [row] = report(desk, **LATE_APRIL).targets
    assert (row.year, row.group, row.target, row.received, row.inside) == (2026, "KTP", 4, 2, 1)
    [row] = report(desk).targets
    assert (row.received, row.inside) == (3, 3)


def test_a_period_over_two_years_has_the_targets_of_both(desk):
    aim(desk, **{"2026": {"KK": 2, "KTP": 4, "Nikah": 1}, "2025": {"KTP": 9, "KK": 0}})
    desk.accepted("ktp")
    rows = report(desk, from_="2025-07-01", to="2026-06-30").targets
    assert [(row.year, row.group, row.received) for row in rows] == [
        (2025, "KTP", 0),
        (2026, "KTP", 1),
        (2026, "KK", 0),
        (2026, "Nikah", 0),
    ]


def test_without_targets_the_report_has_none(desk):
    assert report(desk).targets == []


def check_months(record):
    """Each month goes on where the one before ended, and the last ends where the groups do."""
    left = sum(row.carried_over for row in record.rows)
    for month in record.months:
        left += month.received - month.done - month.closed
        assert month.open == left >= 0
    assert left == sum(row.open for row in record.rows)
    for name in ("received", "done", "closed"):
        assert sum(getattr(m, name) for m in record.months) == sum(getattr(row, name) for row in record.rows)


def test_the_months_reach_to_what_a_clock_that_was_put_back_left_behind(desk):
    desk.accepted("letter")
    desk.clock.set("2026-03-16T08:00")
    desk.run("confirm_clock", by="siti", reason="jam benar")
    found = report(desk)
    check_months(found)
    assert sum(month.received for month in found.months) == 1


def test_the_months_add_up_to_the_groups(desk):
    first = desk.at("letter", "hand_over")
    desk.clock.set("2026-05-05T08:00")
    desk.run("send_back_application", application=first, step="draft", reason="salah nama")
    desk.run("close_application", application=desk.accepted("ktp"), outcome="rejected", reason="palsu")
    desk.accepted("kk")
    desk.clock.set("2026-06-02T08:00")
    found = report(desk)
    assert [(m.received, m.done, m.closed, m.open) for m in found.months] == [
        (1, 1, 0, 0),
        (2, 0, 1, 1),
        (0, 0, 0, 1),
    ]
    for period in ({}, {"from_": "2026-05-01", "to": "2026-05-31"}, {"from_": "2026-04-20"}):
        check_months(report(desk, **period))


@settings(max_examples=15)
@given(histories())
def test_whatever_happened_the_months_add_up_to_the_groups(history):
    player = Player().play(history)
    for period in ({}, {"from_": str(player.clock.local.date())}):
        check_months(report(player.desk, **period))
    player.close()


@pytest.mark.parametrize("name", ["recap", "recap_report"])
def test_a_recap_of_one_year_reads_no_other_year(desk, name):
    """Every question that it puts to the applications is answered by an index."""
    desk.accepted("ktp")
    asked = []
    desk.office.db.conn.set_trace_callback(asked.append)
    desk.ask(name)
    desk.office.db.conn.set_trace_callback(None)
    for sql in asked:
        if sql.startswith("SELECT") and not sql.endswith("LIMIT 1"):
            plan = desk.office.db.execute(f"EXPLAIN QUERY PLAN {sql}").fetchall()
            assert [row[3] for row in plan if row[3].startswith(("SCAN application", "SCAN step"))] == [], sql


def test_a_report_asks_once_for_what_it_shows(desk, monkeypatch):
    asked = []
    ask = desk.office.ask
    monkeypatch.setattr(desk.office, "ask", lambda q, s: asked.append(q) or ask(q, s))
    outlets.drawn(desk.office, staff("siti"), "recap", "", "a4")
    assert len(asked) == 1
