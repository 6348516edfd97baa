"""What is kept of past days follows the files, and costs daily work nothing."""

import pytest
from stories import keeps_right

from counter_app.office import office
from counter_app.storage import kept, projections
from counter_app.storage.database import writing
from counter_app.storage.kept import Until


@pytest.fixture
def follow(desk):
    """Return what keeps the stays up to now."""

    def to_now():
        with writing(desk.office.db) as connection:
            kept.move_on(connection, Until(desk.clock.now, 0))

    return to_now


def rows(desk):
    return desk.office.db.execute("SELECT * FROM stay").fetchall()


def late(desk, date):
    return sum(row.late for row in desk.ask("day", date=date).services)


def test_a_deadline_that_passes_without_an_entry_makes_late(desk, follow):
    desk.accepted("kk")
    desk.clock.advance(minutes=1)
    follow()
    desk.clock.set("2026-05-20T08:00")
    follow()
    assert [late(desk, day) for day in ("2026-04-06", "2026-05-19", "2026-05-20")] == [0, 1, 1]
    assert keeps_right(desk.office.db)


def test_daily_work_writes_nothing_that_is_kept(desk, follow):
    number = desk.at("ktp", "print")
    desk.clock.advance(minutes=1)
    follow()
    before = rows(desk)
    desk.run("receive_blangko", kind="ktp_el", quantity=1)
    desk.to_step(number, "hand_over")
    desk.run("hand_over_application", application=number, receiver="Warga")
    desk.accepted("kk")
    assert rows(desk) == before


def test_an_undo_takes_back_what_was_kept(desk, follow):
    desk.accepted("kk")
    desk.clock.advance(minutes=1)
    before = rows(desk)
    number = desk.accepted("letter")
    desk.clock.advance(minutes=1)
    follow()
    assert rows(desk) != before
    desk.run("undo", by="siti", application=number, reason="salah tekan")
    assert sum(row.received for row in desk.ask("day", date="2026-04-06").services) == 1
    assert keeps_right(desk.office.db)


def test_what_took_no_time_is_no_stay_whatever_comes_later(desk, follow):
    """Else a wait that was kept is gone once the citizen is sent for."""
    number = desk.accepted("ktp")
    desk.step(number, "verify")
    desk.clock.advance(minutes=1)
    follow()
    desk.run("send_back_application", application=number, step="verify", reason="salah", citizen_needed=True)
    assert keeps_right(desk.office.db)


def test_what_happens_under_a_clock_that_was_put_right_is_kept_at_once(desk, follow):
    """Its days lie before the instant up to which is kept: all that a file has is told from its rows."""
    desk.clock.advance(days=10)
    desk.opened("letter")
    desk.clock.advance(minutes=1)
    follow()
    desk.clock.set("2026-04-07T09:00")
    desk.run("confirm_clock", by="siti", reason="jam komputer salah")
    closed, collected = desk.accepted("kk"), desk.at("letter", "hand_over")
    desk.run("close_application", application=closed, outcome="rejected", reason="palsu")
    desk.run("hand_over_application", application=collected, receiver="Warga")
    assert keeps_right(desk.office.db)
    told = desk.ask("day", date="2026-04-07").services
    assert (sum(row.done for row in told), sum(row.closed for row in told)) == (1, 1)


def test_the_kept_stays_follow_by_themselves_after_many_entries(desk, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 10)
    monkeypatch.setattr(office, "LOOKED", 1)
    for _file in range(8):
        desk.accepted("letter")
        desk.clock.advance(minutes=5)
    assert kept.until(desk.office.db.conn).instant > 0
    assert keeps_right(desk.office.db)
    assert sum(row.received for row in desk.ask("day", date="2026-04-06").services) == 8


def test_a_clock_that_was_ahead_makes_no_figure_wrong(desk, follow):
    desk.accepted("letter")
    desk.clock.advance(days=20)
    desk.accepted("kk")
    follow()
    desk.clock.set("2026-04-07T09:00")
    desk.run("confirm_clock", by="siti", reason="jam komputer salah")
    desk.accepted("letter")
    assert sum(row.received for row in desk.ask("day", date="2026-04-07").services) == 1
    assert keeps_right(desk.office.db)


def test_what_is_kept_goes_back_with_a_clock_that_was_ahead(desk, follow, monkeypatch):
    """Else all work until that date writes here, and every report looks at all of it."""
    monkeypatch.setattr(office, "LOOKED", 1)
    first = desk.accepted("kk")
    desk.clock.advance(days=20)
    desk.step(first, "verify")
    desk.run("close_application", application=desk.accepted("kk"), outcome="withdrawn", reason="pindah")
    desk.clock.advance(days=1)
    follow()
    desk.clock.set("2026-04-07T09:00")
    desk.run("confirm_clock", by="siti", reason="jam komputer salah")
    desk.clock.advance(minutes=1)
    desk.accepted("letter")
    assert kept.until(desk.office.db.conn).instant <= desk.clock.now
    assert keeps_right(desk.office.db)
    before = rows(desk)
    desk.accepted("letter")
    assert rows(desk) == before
    desk.clock.set("2026-05-02T09:00")
    follow()
    assert keeps_right(desk.office.db)


@pytest.mark.parametrize("held", [1, 100_000])
def test_stays_kept_afresh_in_parts_are_those_that_were_kept(desk, follow, monkeypatch, held):
    for service in ("kk", "letter", "letter"):
        desk.accepted(service)
        desk.clock.advance(days=1)
    follow()
    before, to = rows(desk), kept.until(desk.office.db.conn)
    monkeypatch.setattr(kept, "SPOTS", held)
    monkeypatch.setattr(kept, "BATCH", 1)
    with writing(desk.office.db) as connection:
        shares = list(kept.fill(connection, to))
    assert shares == sorted(set(shares))
    assert shares[-1] == 1
    assert rows(desk) == before


def test_filling_empty_tables_asks_for_no_row_first(desk, follow):
    desk.accepted("kk")
    desk.clock.advance(days=1)
    follow()
    asked = []
    with writing(desk.office.db) as connection:
        connection.set_trace_callback(asked.append)
        list(kept.fill(connection, kept.until(connection)))
        connection.set_trace_callback(None)
    assert [sql for sql in asked if sql.startswith("SELECT begins")] == []
    assert len([sql for sql in asked if sql.startswith("INSERT INTO stay VALUES")]) == len(rows(desk))


def test_an_untouched_file_is_not_told_again(desk, follow, monkeypatch):
    number = desk.accepted("kk")
    desk.clock.advance(days=1)
    follow()
    monkeypatch.setattr(kept, "changed", lambda *_times: pytest.fail("told again"))
    with writing(desk.office.db) as connection:
        projections.refold(connection, f"application/{number}")
