"""A day that was closed: told for ever as it was signed; what comes later counts in the next day."""

import datetime as dt

import pytest
from stories import filled_anew

from counter_app.domain.calendar import NotYet
from counter_app.domain.closing import (
    BeforeTheOffice,
    ClosedAlready,
    LaterDayClosed,
    NothingToClose,
    TooManyOpen,
)

MONDAY, TUESDAY, WEDNESDAY = "2026-04-06", "2026-04-07", "2026-04-08"


def close(desk, date=MONDAY):
    return desk.run("close_day", by="siti", date=date)


def report(desk, date=MONDAY):
    return desk.ask("daily_report", date=date)


def day(desk, date=TUESDAY):
    return desk.ask("day", date=date)


def figures(desk, date, service="surat_pengantar"):
    row = next(row for row in day(desk, date).services if row.service == service)
    assert row.carried_over + row.corrected + row.received == row.done + row.closed + row.open
    names = ("carried_over", "corrected", "received", "done", "closed", "open")
    return {name: getattr(row, name) for name in names if getattr(row, name)}


def late(desk, date=TUESDAY):
    return [
        (row.what, row.number, row.files, row.received, row.done, row.closed, row.reason)
        for row in day(desk, date).late
    ]


def test_a_closed_day_is_told_for_ever_as_it_was_signed(desk):
    number = desk.accepted("letter", name="Siti")
    close(desk)
    signed = report(desk)
    desk.clock.set(f"{TUESDAY}T08:00")
    desk.run("undo", by="siti", application=number, reason="salah tekan")
    desk.run("correct_application", application=number, applicant={"name": "Sita"}, reason="salah eja")
    desk.run("change_settings", by="siti", settings={"name": "Kecamatan Baru"})
    desk.run("set_official", by="siti", official="camat", role="camat", name="Pejabat Baru")
    desk.run("set_staff", by="siti", staff="siti", name="Siti Baru", role="supervisor")
    assert report(desk) == signed
    assert [row.name for row in signed.register] == ["Siti"]


def test_the_foot_says_who_closed_and_when_and_the_entry_what_was_counted(desk):
    desk.accepted("letter")
    before = desk.entries()
    close(desk)
    signed = report(desk).day.closed
    assert (signed.by, signed.at.isoformat()) == ("Siti", "2026-04-06T08:00:00+07:00")
    [(counter, (seq, hash))] = signed.heads.items()
    assert (counter, seq, len(hash)) == ("L1-test", before, 64)
    [heard] = day(desk, MONDAY).counters
    assert (heard.code, heard.complete, heard.seal) == ("L1", True, f"{seq}:{day(desk, MONDAY).anchor.hash}")


def test_a_day_that_nobody_closed_says_so(desk):
    desk.accepted("letter")
    assert day(desk, MONDAY).closed is None
    assert day(desk, MONDAY).counters[0].complete is False
    desk.clock.set(f"{TUESDAY}T08:00")
    assert day(desk, MONDAY).counters[0].complete is True


def test_an_acceptance_that_is_undone_counts_in_the_next_day_with_its_reason(desk):
    number = desk.accepted("letter")
    close(desk)
    desk.clock.set(f"{TUESDAY}T08:00")
    desk.run("undo", by="siti", application=number, reason="salah tekan")
    desk.accepted("letter")
    assert figures(desk, MONDAY) == {"received": 1, "open": 1}
    assert figures(desk, TUESDAY) == {"carried_over": 1, "corrected": -1, "received": 1, "open": 1}
    assert late(desk) == [("corrected", number, 1, -1, 0, 0, "salah tekan")]


def test_what_was_counted_once_as_corrected_is_not_counted_again(desk):
    number = desk.accepted("letter")
    close(desk)
    desk.clock.set(f"{TUESDAY}T08:00")
    desk.run("undo", by="siti", application=number, reason="salah tekan")
    close(desk, TUESDAY)
    desk.clock.set(f"{WEDNESDAY}T08:00")
    desk.run("accept_application", application=number)
    assert figures(desk, TUESDAY) == {"carried_over": 1, "corrected": -1}
    assert figures(desk, WEDNESDAY) == {"received": 1, "open": 1}
    assert late(desk, WEDNESDAY) == []


def test_what_is_done_on_the_day_after_its_closing_arrives_late_the_next_day(desk):
    desk.accepted("letter")
    close(desk)
    number = desk.accepted("letter")
    assert figures(desk, MONDAY) == {"received": 1, "open": 1}
    desk.clock.set(f"{TUESDAY}T08:00")
    assert figures(desk, TUESDAY) == {"carried_over": 1, "corrected": 1, "open": 2}
    [row] = day(desk).late
    assert (row.what, row.number, row.received) == ("late", number, 1)
    assert row.reason == "written 6 April 2026 08:00, after the day was closed"


def test_a_file_that_was_ready_and_is_taken_back_changes_done_not_received(desk):
    number = desk.at("letter", "hand_over")
    close(desk)
    desk.clock.set(f"{TUESDAY}T08:00")
    desk.run("undo", by="siti", application=number, reason="belum dicap")
    assert late(desk) == [("corrected", number, 1, 0, -1, 0, "belum dicap")]
    assert figures(desk, TUESDAY) == {"corrected": 1, "open": 1}


def test_earlier_days_that_nobody_closed_are_closed_along_and_it_is_said(desk):
    close(desk)
    desk.clock.set("2026-04-08T15:00")
    done = close(desk, WEDNESDAY)
    assert done.ids["days"] == [TUESDAY, WEDNESDAY]
    assert done.warnings == ["Also closed, since nobody had closed them before: 7 April 2026."]
    assert day(desk, TUESDAY).closed is not None


def test_days_without_work_need_no_closing(desk):
    desk.clock.set("2026-04-10T15:00")
    number = desk.accepted("letter")
    close(desk, "2026-04-10")
    desk.clock.set("2026-04-13T08:00")
    desk.run("undo", by="siti", application=number, reason="x")
    assert late(desk, "2026-04-13") == [("corrected", number, 1, -1, 0, 0, "x")]
    assert close(desk, "2026-04-13").ids["days"] == ["2026-04-13"]
    assert figures(desk, "2026-04-11") == {"carried_over": 1, "open": 1}


def test_after_a_day_that_is_open_the_next_begins_with_what_the_books_say_now(desk):
    number = desk.accepted("letter")
    close(desk)
    desk.clock.set(f"{WEDNESDAY}T08:00")
    desk.run("undo", by="siti", application=number, reason="x")
    assert figures(desk, TUESDAY) == {"carried_over": 1, "corrected": -1}
    assert figures(desk, WEDNESDAY) == {}


@pytest.mark.parametrize(
    ("date", "error", "words"),
    [
        ("2026-04-08", NotYet, "8 April 2026 is still to come"),
        ("2026-04-07", ClosedAlready, "7 April 2026 was closed already by Siti, 7 April 2026 08:00"),
        ("2026-04-06", LaterDayClosed, "7 April 2026 is closed already"),
    ],
)
def test_a_day_is_closed_once_in_order_and_not_ahead(desk, date, error, words):
    desk.clock.set(f"{TUESDAY}T08:00")
    close(desk, TUESDAY)
    with pytest.raises(error, match=words):
        close(desk, date)


def test_a_day_without_work_is_refused_and_tells_nothing_twice(desk):
    desk.clock.set("2026-04-10T15:00")
    number = desk.accepted("letter")
    close(desk, "2026-04-10")
    desk.clock.set("2026-04-12T08:00")
    desk.run("undo", by="siti", application=number, reason="x")
    with pytest.raises(NothingToClose, match="12 April 2026 the office was closed"):
        close(desk, "2026-04-12")
    desk.clock.set("2026-04-13T08:00")
    for date in ("2026-04-11", "2026-04-12"):
        assert figures(desk, date) == {"carried_over": 1, "open": 1}
    assert figures(desk, "2026-04-13") == {"carried_over": 1, "corrected": -1}


def test_a_day_before_the_first_entry_is_refused(desk):
    with pytest.raises(BeforeTheOffice, match="5 April 2026 was before the first entry"):
        close(desk, "2026-04-05")


def test_an_office_founded_under_a_clock_that_was_ahead_closes_its_days(desk):
    desk.clock.set("2026-03-24T08:00")
    desk.run("confirm_clock", by="siti", reason="jam tadinya salah")
    desk.accepted("letter")
    with pytest.raises(BeforeTheOffice, match="the first entry, which is of 24 March"):
        close(desk, "2026-03-23")
    desk.clock.set("2026-03-25T08:00")
    assert desk.ask("day_closing", date="2026-03-24").closes == [dt.date(2026, 3, 24)]
    close(desk, "2026-03-24")


def test_many_open_days_are_closed_in_parts(desk):
    close(desk)
    desk.clock.advance(days=29)
    desk.office.demo = True
    desk.accepted("letter")
    desk.clock.advance(days=29)
    with pytest.raises(TooManyOpen, match=r"Close up to \d+ May 2026 first"):
        close(desk, "2026-06-03")


def test_the_stock_goes_on_from_what_was_signed(desk):
    desk.run("receive_blangko", kind="ktp_el", quantity=5)
    close(desk)
    desk.run("receive_blangko", kind="ktp_el", quantity=3)
    desk.clock.set(f"{TUESDAY}T08:00")
    row = next(row for row in day(desk).blangko if row.kind == "ktp_el")
    assert (row.opening, row.late, row.received, row.closing) == (5, 3, 0, 8)


def test_a_rebuild_keeps_what_was_closed(desk):
    desk.accepted("letter")
    close(desk)
    signed = report(desk)
    filled_anew(desk.office.db)
    assert report(desk) == signed


def test_the_audit_shows_the_closing(desk):
    close(desk)
    [act] = desk.ask("audit", what="day.closed")
    assert (act["words"], act["subject"], act["name"]) == ("Day closed", MONDAY, "Siti")


def test_names_that_were_closed_to_reading_are_veiled_in_a_closed_day(desk):
    number = desk.at("letter", "hand_over", name="Siti")
    desk.run("hand_over_application", application=number, receiver="Warga")
    close(desk)
    desk.run("change_settings", by="siti", settings={"closed_after_years": 1})
    desk.office.demo = True
    desk.clock.set("2027-05-06T08:00")
    desk.run("close_to_reading", by="tono", before="2026-05-01", reason="jadwal retensi")
    assert [row.name for row in report(desk).register] == ["(closed to reading)"]


LINE = {"opened": "2017-03-14", "name": "Aminah", "service": "ktp_baru", "state": "in_process"}
DONE = {"state": "collected", "done": "2017-04-20", "collected": "2017-04-21"}


def bring(desk):
    lines = [LINE | {"line": 2}, LINE | DONE | {"line": 3, "name": "Budi"}]
    return desk.run("import_register", by="siti", file="lama.csv", digest="0a", lines=lines).ids["import"]


def test_an_old_register_that_is_imported_later_arrives_late_as_one(desk):
    close(desk)
    desk.clock.set(f"{TUESDAY}T08:00")
    bring(desk)
    [row] = day(desk).late
    assert (row.what, row.number, row.files, row.received, row.done) == ("late", "", 2, 2, 1)
    assert (row.collected, row.reason) == (1, "import of lama.csv")
    assert figures(desk, TUESDAY, "ktp_baru") == {"corrected": 1, "open": 1}
    assert figures(desk, MONDAY, "ktp_baru") == {}


def test_an_import_that_is_undone_after_it_was_counted_is_corrected(desk):
    close(desk)
    desk.clock.set(f"{TUESDAY}T08:00")
    id = bring(desk)
    close(desk, TUESDAY)
    desk.clock.set(f"{WEDNESDAY}T08:00")
    desk.run("undo_import", by="siti", batch=id)
    [row] = day(desk, WEDNESDAY).late
    assert (row.what, row.files, row.received, row.done) == ("corrected", 2, -2, -1)
    assert figures(desk, WEDNESDAY, "ktp_baru") == {"carried_over": 1, "corrected": -1}


def ahead_and_right(desk):
    """Close a Thursday to come on Tuesday under a clock ahead; it is put right and confirmed."""
    desk.accepted("letter")
    close(desk)
    desk.clock.set("2026-04-16T09:00")
    told = close(desk, "2026-04-16")
    signed = report(desk, TUESDAY)
    desk.clock.set(f"{TUESDAY}T09:00")
    return told, signed, desk.run("confirm_clock", by="siti", reason="jam tadinya salah")


def test_what_was_closed_under_a_clock_ahead_is_open_when_that_is_put_right(desk):
    told, _signed, confirmed = ahead_and_right(desk)
    assert told.ids["days"][0] == TUESDAY
    assert confirmed.warnings[0].startswith("Closed while the clock was ahead, which counts no more: 7 April")
    desk.accepted("letter")
    assert report(desk, TUESDAY).day.closed is None
    assert figures(desk, TUESDAY) == {"carried_over": 1, "received": 1, "open": 2}
    assert desk.ask("day_closing", date=TUESDAY).closes == [day(desk, TUESDAY).date]
    closed = close(desk, TUESDAY)
    assert closed.ids["days"] == [TUESDAY]
    assert closed.warnings[0].startswith("Closed while the clock was ahead")
    desk.clock.set(f"{WEDNESDAY}T09:00")
    assert figures(desk, WEDNESDAY) == {"carried_over": 2, "open": 2}
    assert close(desk, WEDNESDAY).warnings == []


def test_a_closing_of_a_clock_ahead_does_not_come_back_when_its_day_has_come(desk):
    ahead_and_right(desk)
    close(desk, TUESDAY)
    signed = report(desk, TUESDAY)
    desk.clock.set("2026-04-16T15:00")
    assert report(desk, "2026-04-16").day.closed is None
    assert report(desk, TUESDAY) == signed
    filled_anew(desk.office.db)
    assert report(desk, TUESDAY) == signed
    assert len(close(desk, "2026-04-16").ids["days"]) == 7


def test_what_was_signed_counts_again_when_a_clock_behind_that_was_believed_is_put_right(desk):
    desk.accepted("letter")
    close(desk)
    signed = report(desk)
    desk.clock.set("2026-03-20T08:00")
    desk.run("confirm_clock", by="siti", reason="jam benar")
    desk.accepted("letter")
    desk.clock.set(f"{TUESDAY}T08:00")
    assert report(desk) == signed


def test_a_day_closed_by_a_clock_that_was_ahead_keeps_no_earlier_day_open(desk):
    desk.accepted("letter")
    desk.clock.set("2026-04-20T09:00")
    desk.run("close_day", by="siti", date="2026-04-20")
    desk.clock.set("2026-04-07T09:00")
    desk.run("confirm_clock", by="siti", reason="baterai jam diganti")
    assert desk.run("close_day", by="siti", date="2026-04-07").ids["days"] == ["2026-04-07"]
    desk.clock.set("2026-04-20T15:00")
    assert desk.ask("day", date="2026-04-20").closed is None
    assert "2026-04-20" in desk.run("close_day", by="siti", date="2026-04-20").ids["days"]
    assert desk.ask("day", date="2026-04-20").closed is not None
