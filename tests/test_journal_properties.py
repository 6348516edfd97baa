"""Whatever happens: daily work equals a rebuild, the chain holds, nothing is skipped or below zero."""

import datetime as dt
from collections import Counter

from histories import Player, histories
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import KEY, filled_anew

from counter_app.domain.folding import fold
from counter_app.domain.numbers import row_id
from counter_app.domain.timeline import timeline
from counter_app.office.queries import stalls
from counter_app.office.queries.standstill import standstill
from counter_app.storage import database, journal, projections
from counter_app.storage.database import writing
from counter_app.storage.schema import TABLES

LINES = st.sampled_from(["arrival", "first_timers_first"])


def tables(db):
    """Return every folded row; a stock of nothing is no stock. Up to when stays are kept differs."""
    found = {
        name: sorted(db.execute(f"SELECT * FROM {name}"), key=repr)
        for name in TABLES
        if name not in ("search", "stay", "stay_until")
    }
    found["blangko_stock"] = [row for row in found["blangko_stock"] if row[2]]
    return found


def searches(player):
    """Return what searching finds for every name and number of the office."""
    texts = ["siti", "jose ramos", "riz", "l", "o brien", "%_", "167103", "L1-2026", *player.numbers]
    return {
        text: [row["application"] for row in player.desk.ask("applications", text=text)] for text in texts
    }


@settings(max_examples=25)
@given(histories(), LINES)
def test_daily_work_equals_a_rebuild_and_the_chain_holds(history, line):
    player = Player(line=line).play(history)
    db = player.db
    before = tables(db), searches(player)
    filled_anew(db)
    assert (tables(db), searches(player)) == before
    assert [problem for name in player.names for problem in journal.verify(db.conn, name)] == []
    player.close()


@settings(max_examples=25)
@given(histories(), st.integers(0, 3))
def test_a_clock_that_was_put_right_leaves_the_days_after_it_alone(history, days):
    player = Player().play(history)
    player.put_right()
    for _day in range(days + 1):
        player.desk.run("receive_blangko", kind="kk", quantity=1)
        desk, today = player.desk.desk(), player.clock.local.date()
        assert desk.today == today
        assert desk.anchor(desk.day_bounds(today)[1]) == (
            desk.next_seq() - 1,
            journal.digits(player.db.conn, desk.counter, desk.next_seq() - 1),
        )
        for state, command in (("open", "open_counter"), ("paused", "pause_counter")):
            player.desk.run(command)
            assert player.desk.ask("queue")["counter"]["state"] == state
        player.desk.run("expect_blangko", by="siti", kind="kia", quantity=9, on=str(today))
        before = expected(player)
        player.desk.run("receive_blangko", kind="kia", quantity=1)
        assert len(expected(player)) == len(before) - 1
        player.clock.advance(days=1)
        player.desk.run("close_counter")
        assert player.desk.ask("queue")["counter"]["state"] == "closed"
    player.close()


def expected(player):
    """Return the deliveries of the kind kia that are announced."""
    return player.desk.desk().expected()["kia"] if player.desk.desk().expected().get("kia") else []


@settings(max_examples=25)
@given(histories(), LINES)
def test_stock_is_never_below_zero(history, line):
    player = Player(line=line)

    def check():
        assert (player.db.execute("SELECT min(on_hand) FROM blangko_stock").fetchone()[0] or 0) >= 0

    player.play(history, check)
    db = player.db
    sums = db.execute(
        "SELECT kind, counter, sum(quantity) FROM blangko_move GROUP BY kind, counter"
    ).fetchall()
    stock = db.execute("SELECT kind, counter, on_hand FROM blangko_stock WHERE on_hand").fetchall()
    assert sorted(row for row in sums if row[2]) == sorted(stock)
    player.close()


@settings(max_examples=25)
@given(histories(), LINES)
def test_no_application_skips_a_step(history, line):
    player = Player(line=line).play(history)
    desk = player.desk.desk()
    for number in player.numbers:
        app = desk.application(number)
        for step in app.steps.values():
            before = [app.steps[a] for a in step.plan.after]
            if step.since is not None:
                assert all(b.done is not None and b.done <= step.since for b in before)
            if step.done is not None:
                assert step.since is not None
                assert step.since <= step.done
        if app.state == "ready":
            assert [s.plan.id for s in app.current] == ["hand_over"]
        assert app.conflicts == []
    player.close()


@settings(max_examples=25)
@given(histories(), st.integers(-2, 20), st.integers(0, 10))
def test_the_counts_of_every_period_balance(history, first, days):
    player = Player().play(history)
    begin = dt.date(2026, 4, 6) + dt.timedelta(days=first)
    for row in player.desk.ask("day", date=begin.isoformat()).services:
        assert row.carried_over + row.corrected + row.received == row.done + row.closed + row.open
    period = {"from_": begin.isoformat(), "to": (begin + dt.timedelta(days=days)).isoformat()}
    for row in player.desk.ask("recap", **period):
        assert row.carried_over + row.received == row.done + row.closed + row.open
        assert sum(row.open_by_cause.values()) == sum(row.open_by_age.values()) == row.open
    for kind in player.desk.ask("day", date=begin.isoformat()).blangko:
        moved = kind.late + kind.received - kind.used - kind.spoiled + kind.counted
        assert kind.opening + moved == kind.closing
        assert kind.closing >= 0
    player.close()


def check_longest(counter, desk):
    """The list of what stands still longest shows the first of all that does."""
    order = stalls.ORDER.index
    every = sorted(stalls.standing(desk), key=lambda one: (one.since, one.id, order(one.cause)))
    for cause in ("", "blangko"):
        wanted = [(one.cause, one.step, one.rank) for one in every if cause in ("", one.cause)]
        rows = counter.ask("stalls", cause=cause, limit=2, offset=1)
        assert [(row["cause"], row["step"], row["rank"]) for row in rows] == wanted[1:3]


@settings(max_examples=40)
@given(histories())
def test_the_sets_of_what_stands_still_agree_with_the_rule_for_one(history):
    player = Player().play(history)
    player.desk.run("confirm_clock", by="siti", reason="libur panjang")
    for line in ("arrival", "first_timers_first"):
        player.desk.run("change_settings", by="siti", settings={"line": line})
        desk = player.desk.desk()
        one_by_one = {
            (row_id(number), stall)
            for number in player.numbers
            for stall in stalls.of_application(desk.application(number), desk)
        }
        together = {
            (one.id, stalls.Stall(one.cause, one.step, one.since, one.until, one.rank))
            for one in stalls.standing(desk)
        }
        assert together == one_by_one
        ids = [row_id(number) for number in player.numbers]
        by_page = {(id, cause) for id, causes in stalls.causes_of(ids, desk).items() for cause in causes}
        assert by_page == {(id, stall.cause) for id, stall in one_by_one}
        on_rows = {(id, stall) for id, found in stalls.stalls_of(ids, desk).items() for stall in found}
        assert on_rows <= one_by_one
        assert {(id, stall.cause) for id, stall in on_rows} == by_page
        check_longest(player.desk, desk)
        still = standstill(desk)
        assert +still.by_cause == Counter(cause for _id, cause in by_page)
        assert still.stalled == len({id for id, _cause in by_page})
        assert still.in_process == len(desk.rows("SELECT 1 FROM application WHERE state = 'in_process'"))
    player.close()


SPEAK_OF_THE_PAST = {
    *("undo", "absence", "end_absence", "official", "settings", "disruption"),
    *("clock_wrong", "clock_right", "restore"),
}


@settings(max_examples=25)
@given(histories())
def test_the_past_is_told_as_it_was_told_then(history):
    """What a day's end counted as standing still is what stood still at that moment."""
    player = Player()
    told = {}
    for act in history:
        day = player.clock.local.date()
        player.play([act])
        if act.what in SPEAK_OF_THE_PAST:
            told.clear()  # these speak about the past too
        if (now := player.clock.local.date()) > day:
            midnight = player.desk.desk().day_bounds(now)[0]
            told[midnight] = {(one.id, one.cause) for one in stalls.standing(player.desk.desk(), midnight)}
    for midnight, found in told.items():
        assert {(one.id, one.cause) for one in stalls.standing(player.desk.desk(), midnight)} == found
    player.close()


def entries_of(player):
    """Return the journal's rows of applications, without counter and hash."""
    return player.desk.office.db.execute(
        "SELECT at, wall, actor, stream, payload FROM journal WHERE stream LIKE 'application/%' ORDER BY seq"
    ).fetchall()


def two_counters(rows, owners):
    """Give each entry to one of two counters."""
    seqs = [0, 0]
    for row, owner in zip(rows, owners, strict=False):
        seqs[owner] += 1
        yield (f"L{owner + 1}-test", seqs[owner], *row, b"")


def arrived(rows):
    """Return the tables of a new database into which ``rows`` arrive one by one."""
    db = database.connect(":memory:", KEY, create=True)
    with writing(db) as connection:
        for row in rows:
            connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
            projections.refold(connection, row[5])
    found = tables(db)
    db.close()
    return found


@settings(max_examples=25)
@given(histories(4, 16), st.data())
def test_the_order_in_which_entries_arrive_does_not_matter(history, data):
    player = Player().play(history)
    owners = data.draw(st.lists(st.integers(0, 1), min_size=200, max_size=200), label="owners")
    rows = list(two_counters(entries_of(player), owners))
    shuffled = data.draw(st.permutations(rows), label="arrival")
    assert arrived(shuffled) == arrived(rows)
    player.close()


@settings(max_examples=25)
@given(histories(4, 16), st.data())
def test_no_choice_of_entries_breaks_the_fold(history, data):
    player = Player().play(history)
    rows = entries_of(player)
    if not rows:
        return player.close()
    chosen = data.draw(st.lists(st.sampled_from(rows), max_size=30), label="entries")
    at = data.draw(st.permutations(range(len(chosen))), label="order")
    one = rows[0][3]
    mixed = [(place, row[1], row[2], one, row[4]) for place, row in zip(at, chosen, strict=True)]
    arrived(two_counters(mixed, data.draw(st.lists(st.integers(0, 1), min_size=30, max_size=30))))
    entries = [
        journal.Entry("L1-test", n, n, wall, actor, journal.decode(payload))
        for n, (_at, wall, actor, _stream, payload) in enumerate(mixed, start=1)
    ]
    app = fold("L1-20260406-0001", entries)
    assert app.state in ("checking", "returned", "in_process", "ready", "collected", "closed")
    if app.state in ("collected", "closed"):
        assert all(span.until is not None for span in app.spans)
    assert len(timeline(entries)) == len(entries)
    player.close()
