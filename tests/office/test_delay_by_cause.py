"""Where the working minutes of accepted files went."""

import pytest

CAUSES = ("citizen", "blangko", "signature", "agency", "disruption", "office")


def minutes(desk, group="KTP"):
    rows = {row["group"]: row["minutes"] for row in desk.ask("delay")}
    return {cause: number for cause, number in rows.get(group, {}).items() if number}


def test_what_no_cause_covers_is_the_offices_own(desk):
    desk.accepted("letter")
    desk.clock.advance(minutes=90)
    assert minutes(desk, "Surat") == {"office": 90}


def test_an_empty_drawer_counts_until_the_delivery(desk):
    number = desk.at("kk", "print")
    desk.clock.advance(minutes=60)
    desk.run("receive_blangko", kind="kk", quantity=1)
    desk.clock.advance(minutes=20)
    desk.step(number, "print")
    assert minutes(desk, "KK") == {"blangko": 60, "office": 20}


def test_an_absence_counts_only_while_nobody_could_sign(desk):
    desk.at("letter", "sign")
    desk.run(
        "record_absence",
        by="siti",
        official="camat",
        from_="2026-04-06T08:30",
        to="2026-04-06T09:30",
        reason="x",
    )
    desk.clock.advance(minutes=120)
    assert minutes(desk, "Surat") == {"signature": 60, "office": 60}


def test_with_a_deputy_the_absence_costs_nothing(desk):
    desk.at("letter", "sign")
    desk.run(
        "record_absence",
        by="siti",
        official="camat",
        from_="2026-04-06",
        to="2026-04-06",
        reason="x",
        deputies=[{"official": "sekcam", "form": "plh"}],
    )
    desk.clock.advance(minutes=120)
    assert minutes(desk, "Surat") == {"office": 120}


def test_the_agency_and_the_office_wait_side_by_side(desk):
    desk.at("ktp", "dedupe")
    desk.clock.advance(minutes=30)
    assert minutes(desk) == {"agency": 30, "office": 30}


def test_a_disruption_counts_where_the_step_depends_on_it(desk):
    desk.at("kk", "enter")
    disruption = desk.run("record_disruption", by="siti", what="power").ids["disruption"]
    desk.clock.advance(minutes=45)
    desk.run("end_disruption", by="siti", disruption=disruption)
    desk.clock.advance(minutes=15)
    assert minutes(desk, "KK") == {"disruption": 45, "office": 15}


def test_the_citizen_comes_before_every_other_cause(desk):
    number = desk.at("kk", "print")
    desk.run("send_back_application", application=number, step="print", reason="x", citizen_needed=True)
    desk.clock.advance(minutes=25)
    desk.run("citizen_came", application=number)
    desk.clock.advance(minutes=10)
    assert minutes(desk, "KK") == {"citizen": 25, "blangko": 10}


def test_the_hand_over_is_the_citizens_own_time(desk):
    desk.at("letter", "hand_over")
    desk.clock.advance(days=3)
    assert minutes(desk, "Surat") == {}


@pytest.mark.parametrize("days", [1, 4, 9])
def test_the_causes_add_up_to_the_working_minutes_of_the_steps(desk, days):
    number = desk.at("ktp", "dedupe")
    desk.run("record_absence", by="siti", official="camat", from_="2026-04-07", to="2026-04-08", reason="x")
    desk.run("record_disruption", by="siti", what="printer", from_="2026-04-08T10:00")
    desk.step(number, "initial")
    desk.clock.advance(days=days)
    desk.step(number, "dedupe")
    desk.clock.advance(minutes=77)
    app, calendar = desk.desk().application(number), desk.desk().calendar
    whole = sum(
        calendar.working_minutes_micros(span.since, span.until or desk.clock.now) for span in app.spans
    )
    assert sum(minutes(desk).values()) == whole


def test_only_the_minutes_inside_the_period_count(desk):
    desk.accepted("letter")
    desk.clock.set("2026-04-08T08:00")
    [row] = desk.ask("delay", from_="2026-04-07", to="2026-04-07")
    assert (row["group"], row["applications"], row["minutes"]["office"]) == ("Surat", 1, 510)
