"""Who did what, to whom, when: by person, application, day or period, on the screen and on paper."""

import datetime as dt

import pytest
from stories import nik

from counter_app.domain.calendar import EndsBeforeItBegins
from counter_app.domain.life import UnknownStaff
from counter_app.office.queries import audit_report
from counter_app.office.queries.stalls import UnknownChoice
from counter_app.office.queries.trail import tags

OWN = """
id = "izin_kita"
label = { id = "Izin kita" }
group = "Rekomendasi"
queue = "E"
standard = { minutes = 30 }
steps = [{ id = "verify" }, { id = "hand_over" }]
[[requirement]]
id = "ktp_fc"
label = { id = "KTP-el" }
doc = "copy"
"""


@pytest.fixture
def week(desk):
    """Return an office with three days of work; Ani becomes a supervisor on the second."""
    desk.first = desk.opened("ktp", by="ani", name="Kartika")
    desk.clock.set("2026-04-07T09:00")
    desk.run("set_staff", by="tono", staff="ani", name="Ani", role="supervisor")
    desk.run("return_application", by="ani", application=desk.first)
    desk.clock.set("2026-04-08T09:00")
    desk.run("reveal_nik", by="budi", application=desk.first)
    return desk


def told(rows):
    return [(row["at"][:10], row["staff"], row["event"]) for row in rows]


@pytest.mark.parametrize(
    ("by", "command", "fields", "event"),
    [
        ("siti", "record_export", {"what": "register 2026"}, "export.made"),
        ("siti", "change_service", {"definition": OWN}, "service.changed"),
        ("tono", "set_staff", {"staff": "joko", "name": "Joko", "role": "clerk"}, "staff.set"),
        ("tono", "retire_staff", {"staff": "budi"}, "staff.retired"),
        ("tono", "change_settings", {"settings": {"patience_days": 2}}, "office.changed"),
        ("siti", "set_official", {"official": "kasi", "role": "kasi", "name": "Umar"}, "official.set"),
    ],
)
def test_what_touches_everybody_is_an_entry(desk, by, command, fields, event):
    before = desk.entries()
    desk.run(command, by=by, **fields)
    assert desk.entries() == before + 1
    row = desk.ask("audit", limit=1)[0]
    assert (row["staff"], f"{row['area']}.{row['event']}") == (by, event)


def test_a_whole_nik_that_is_read_is_an_entry(week):
    row = week.ask("audit", what="nik_revealed")[0]
    assert (row["name"], row["about"], row["nik"]) == ("Budi", "Kartika", f"{nik(1)[:4]}********0001")
    assert (row["words"], row["subject"]) == ("Whole NIK shown", week.first)


def test_a_period_is_from_to_or_both(week):
    assert told(week.ask("audit", from_="2026-04-07")) == [
        ("2026-04-08", "budi", "nik_revealed"),
        ("2026-04-07", "ani", "returned"),
        ("2026-04-07", "tono", "set"),
    ]
    assert told(week.ask("audit", from_="2026-04-07", to="2026-04-07", staff="ani")) == [
        ("2026-04-07", "ani", "returned")
    ]
    assert told(week.ask("audit", to="2026-04-06", staff="ani")) == [("2026-04-06", "ani", "opened")]
    with pytest.raises(EndsBeforeItBegins):
        week.ask("audit", from_="2026-04-08", to="2026-04-07")


def test_a_period_holds_what_was_written_before_a_clock_was_put_back(week):
    week.clock.set("2026-04-07T15:00")
    week.run("confirm_clock", by="siti", reason="jam maju sehari")
    assert told(week.ask("audit", from_="2026-04-07", to="2026-04-07"))[0] == (
        "2026-04-07", "siti", "confirmed",
    )  # fmt: skip


def test_it_tells_the_role_that_was_held_then(week):
    rows = week.ask("audit", application=week.first)
    assert [(row["staff"], row["role"]) for row in rows] == [
        ("budi", "clerk"),
        ("ani", "supervisor"),
        ("ani", "clerk"),
    ]


def test_what_is_an_area_an_event_or_both(week):
    assert {row["area"] for row in week.ask("audit", what="application")} == {"application"}
    assert told(week.ask("audit", what="staff.set", staff="tono")) == [("2026-04-07", "tono", "set")]
    assert {row["area"] for row in week.ask("audit", what="set")} == {"staff", "official"}
    with pytest.raises(UnknownChoice, match=r"application\.accepted"):
        week.ask("audit", what="diterima")


def test_a_tag_is_not_taken_for_one_that_begins_alike():
    assert tags("application.set_aside") == ["application.set_aside"]
    assert tags("staff.set") == ["staff.set"]
    assert "application.closed" in tags("closed")


def test_it_is_paged(week):
    every = week.ask("audit")
    assert week.ask("audit", limit=2, offset=1) == every[1:3]


def test_who_never_worked_here_is_refused(week):
    with pytest.raises(UnknownStaff):
        week.ask("audit_report", staff="joko")


def test_on_paper_it_is_in_order_with_totals_and_the_seal_of_the_book(week):
    found = week.ask("audit_report", from_="2026-04-07", to="2026-04-08")
    assert [(row.name, row.role, row.what) for row in found.rows] == [
        ("Tono", "Administrator", "Member of staff entered or changed"),
        ("Ani", "Supervisor", "Returned with the slip"),
        ("Budi", "Counter clerk", "Whole NIK shown"),
    ]
    assert found.rows[0].about == "ani, Ani"
    assert found.rows[1].about == f"{week.first}, Kartika ({nik(1)[:4]}********0001)"
    assert {(row.name, row.entries, row.applications) for row in found.totals} == {
        ("Tono", 1, 0),
        ("Ani", 1, 1),
        ("Budi", 1, 1),
    }
    assert found.anchor.entries == week.entries()
    assert found.anchor.hash


def test_on_paper_an_application_is_told_from_its_opening_and_a_day_is_today(week):
    whole = week.ask("audit_report", application=week.first)
    assert (whole.first, whole.last) == (dt.date(2026, 4, 6), dt.date(2026, 4, 8))
    assert [row.what for row in whole.rows] == ["Opened", "Returned with the slip", "Whole NIK shown"]
    today = week.ask("audit_report")
    assert (today.first, today.last, len(today.rows)) == (dt.date(2026, 4, 8), dt.date(2026, 4, 8), 1)


def test_more_than_anybody_reads_is_refused_with_what_to_do(week, monkeypatch):
    monkeypatch.setattr(audit_report, "MOST", 2)
    with pytest.raises(audit_report.TooMuch, match=r"These are 3 entries, more than 2\. Choose"):
        week.ask("audit_report", application=week.first)
