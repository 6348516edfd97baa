"""Whatever happens, kept figures are those told afresh, and those that one file after the other gives."""

import datetime as dt
from collections import Counter
from itertools import pairwise

from histories import Player, histories
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import filled_anew, keeps_right

from counter_app.domain import signing
from counter_app.domain.delay import cut, empty_periods
from counter_app.domain.stays import FOREVER
from counter_app.office.queries import stalls
from counter_app.office.queries.causes import first_causes
from counter_app.office.queries.counts import counts, period
from counter_app.storage import kept, refolding
from counter_app.storage.database import writing
from counter_app.storage.kept import MINUTE, Until

MONDAY = dt.date(2026, 4, 6)
EVERY = st.integers(1, 12)  # acts between two times at which the kept stays follow


def follow(player):
    """Keep the stays up to now."""
    with writing(player.desk.office.db) as connection:
        now = player.desk.desk().now // MINUTE * MINUTE
        ahead = kept.until(connection).instant > now
        (kept.move_back if ahead else kept.move_on)(connection, Until(now, 0))


def played(history, every):
    """Play a history during which the kept stays follow now and then."""
    player, done = Player(), [0]

    def after():
        done[0] += 1
        if done[0] % every == 0:
            follow(player)

    player.play(history, after)
    player.desk.run("confirm_clock", by="siti", reason="libur panjang")
    return player


def days(first, many):
    begin = MONDAY + dt.timedelta(days=first)
    return {"from_": begin.isoformat(), "to": (begin + dt.timedelta(days=many)).isoformat()}


def answers(desk, first, many):
    """Return what is asked of the days."""
    whole, past = days(-1, 400), days(first, many)
    return (
        [desk.ask("day", date=past[end]) for end in past],
        [desk.ask(name, **asked) for name in ("recap", "delay") for asked in (whole, past)],
        desk.ask("dashboard"),
        desk.ask("blangko"),
    )


@settings(max_examples=40)
@given(histories(), EVERY, st.integers(-1, 30), st.integers(0, 20))
def test_kept_figures_are_those_told_afresh(history, every, first, many):
    player = played(history, every)
    db, told = player.desk.office.db, answers(player.desk, first, many)
    assert keeps_right(db)
    for anew in (lambda: list(refolding.rebuild(db)), lambda: filled_anew(db)):
        anew()
        assert keeps_right(db)
        assert answers(player.desk, first, many) == told
    db.execute("DELETE FROM stay")
    db.execute("DELETE FROM stay_until")
    assert answers(player.desk, first, many) == told
    player.close()


def unsigned(desk, role, deputies, service, begin, end):
    """Return the minutes in which nobody could sign."""
    officials, absences = desk.officials(), desk.absences(begin, end)
    forms = [form for form in deputies.split(",") if form]
    moments = sorted({begin, end, *(m for a in absences for m in (a.begins, a.ends) if begin < m < end)})
    return [
        (a, b)
        for a, b in pairwise(moments)
        if not signing.signers(role, forms, service, officials, absences, a)
    ]


def causes_of(desk, step, begin, end):
    """Return when each cause held for one step, the first one first."""
    need, of, deputies, depends, service = step
    if need == "blangko":
        moves = desk.rows("SELECT wall, quantity FROM blangko_move WHERE kind = ? ORDER BY at, n", of)
        yield "blangko", empty_periods(moves, end)
    if need == "signature":
        yield "signature", unsigned(desk, of, deputies, service, begin, end)
    if need == "agency":
        yield "agency", [(begin, end)]
    if depends:
        down = desk.disruptions(begin, end)
        yield "disruption", [(d.begins, d.ends or end) for d in down if d.what in (depends, "power")]


def one_by_one(desk, first, last):
    """Split each wait by itself."""
    span = period(first, last, desk)
    end, minutes = min(span.end, desk.now), desk.calendar.working_minutes_micros
    found, files = Counter(), {}
    for group, id, since, until, *step in desk.rows(
        "SELECT recap_group, application, since, until, need, of, deputies, depends, step.service FROM step "
        "JOIN application ON id = application WHERE step <> 'hand_over' AND since < ? "
        "AND (until IS NULL OR until >= ?)",
        end,
        span.begin,
    ):
        files.setdefault(group, set()).add(id)
        left = [(max(since, span.begin), min(until or end, end))]
        awaited = desk.rows("SELECT begins, ifnull(ends, ?) FROM awaited WHERE application = ?", end, id)
        for cause, spans in [("citizen", awaited), *causes_of(desk, step, span.begin, end)]:
            inside, left = cut(left, spans)
            found[group, cause] += sum(minutes(*one) for one in inside)
        found[group, "office"] += sum(minutes(*one) for one in left)
    return {group: len(ids) for group, ids in files.items()}, +found


@settings(max_examples=60)
@given(histories(), EVERY, st.integers(-1, 30), st.integers(0, 30))
def test_the_delay_by_cause_is_that_of_one_wait_after_the_other(history, every, first, many):
    player = played(history, every)
    begin = MONDAY + dt.timedelta(days=first)
    asked = days(first, many)
    rows = player.desk.ask("delay", **asked)
    told = Counter({(row["group"], cause): n for row in rows for cause, n in row["minutes"].items() if n})
    files, minutes = one_by_one(player.desk.desk(), begin, begin + dt.timedelta(days=many))
    assert told == minutes
    if period(begin, begin, player.desk.desk()).begin < player.clock.now:
        assert {row["group"]: row["applications"] for row in rows} == files
    player.close()


OPEN_THEN = (
    "SELECT id, recap_group FROM application WHERE accepted < ?1 AND (ready IS NULL OR ready >= ?1) "
    "AND (closed IS NULL OR closed >= ?1 OR ready IS NOT NULL)"
)


def check_first_causes(desk, at=None):
    """Reports count each open application once, under the first cause that holds."""
    groups = dict(desk.rows(OPEN_THEN, FOREVER if at is None else at))
    first = {}
    for one in stalls.standing(desk, at):
        if one.id in groups:
            first.setdefault(one.id, one)
    expected = {cause: [one for one in first.values() if one.cause == cause] for cause in stalls.ORDER}
    told = first_causes(desk, at)
    assert list(told) == [cause for cause in stalls.ORDER if expected[cause]]
    for cause, held in told.items():
        assert held.groups == Counter(groups[one.id] for one in expected[cause])
        assert held.oldest == min(one.since for one in expected[cause])
        ends = {one.until for one in expected[cause]}
        assert min(held.ends - {None}, default=None) == min(ends - {None}, default=None)


LATE_THEN = (  # of what was open
    "due < :limit AND NOT EXISTS (SELECT 1 FROM awaited WHERE application = id AND begins <= due "
    "AND begins < :t AND (ends IS NULL OR ends >= :t))"
)
ACCEPTED = "accepted IS NOT NULL AND"
OPEN = "accepted < :t AND ({} >= :t OR {} IS NULL)".format(*["ifnull(ready, closed)"] * 2)
COUNTED = {
    "carried_over": OPEN.replace(":t", ":a"),
    "received": "accepted >= :a AND accepted < :t",
    "done": f"{ACCEPTED} ready >= :a AND ready < :t",
    "closed": f"{ACCEPTED} ready IS NULL AND closed >= :a AND closed < :t",
    "open": OPEN,
    "late": f"{OPEN} AND {LATE_THEN}",
    "collected": "collected >= :a AND collected < :t",
}


def counted(desk, span):
    """Return the counts of a period by service, each by a look at every file."""
    values = {"a": span.begin, "t": span.end, "limit": desk.now if span.at is None else span.at}
    found = {}
    for name, where in COUNTED.items():
        sql = f"SELECT service, count(*) FROM application WHERE {where} GROUP BY service"
        for service, n in desk.connection.execute(sql, values):
            found.setdefault(service, Counter())[name] = n
    return found


@settings(max_examples=60)
@given(histories(), EVERY, st.integers(-1, 30), st.integers(0, 30), st.booleans())
def test_a_day_is_counted_and_explained_file_by_file(history, every, first, many, first_timers):
    player = played(history, every)
    line = "first_timers_first" if first_timers else "arrival"
    player.desk.run("change_settings", by="siti", settings={"line": line})
    desk = player.desk.desk()
    begin = MONDAY + dt.timedelta(days=first)
    span = period(begin, begin + dt.timedelta(days=many), desk)
    told = {
        service: +(c - Counter(returned=c["returned"]))
        for service, c in counts(span, "service", desk).items()
    }
    assert {service: c for service, c in told.items() if c} == counted(desk, span)
    check_first_causes(desk)
    if span.at is not None:
        check_first_causes(desk, span.at)
    player.close()
