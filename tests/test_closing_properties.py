"""Whatever happens after a day was closed: it is told as it was signed, and every chain of days balances."""

import datetime as dt
from collections import Counter
from itertools import pairwise

import msgspec
from histories import Player, histories
from hypothesis import given, settings
from stories import staff

FIGURES = ("received", "done", "closed", "returned", "collected")


def closings(player):
    """Return the closings that count: day, counter, entry, order.

    A restore of before one leaves it out; one that a clock ahead wrote counts no more when that is put right.
    """
    desk = player.desk.desk()
    tonight = desk.day_bounds(desk.today)[1]
    rows = desk.rows(
        "SELECT day, counter, seq, at FROM closing WHERE wall < ? ORDER BY day, at DESC", tonight
    )
    return sorted({row[0]: row for row in rows}.values())  # the first of a day


def closed_days(player):
    """Return the days that are closed, the oldest first."""
    return [closing[0] for closing in closings(player)]


def told(player, day):
    """Return all that the report of a day says."""
    return msgspec.json.encode(player.desk.ask("daily_report", date=day))


def by_service(day, what):
    return {row.service: getattr(row, what) for row in day.services if getattr(row, what)}


@settings(max_examples=25)
@given(histories())
def test_a_closed_day_says_the_same_whatever_comes_after(history):
    player = Player()
    signed = {}

    def look():
        for closing in closings(player):
            signed.setdefault(closing, told(player, closing[0]))

    player.play(history, look)
    for closing in closings(player):
        assert told(player, closing[0]) == signed[closing]
    player.close()


@settings(max_examples=25)
@given(histories())
def test_every_day_begins_with_what_the_day_before_left_open(history):
    player = Player().play(history)
    if not (closed := closed_days(player)):
        return player.close()
    first, last = dt.date.fromisoformat(closed[0]), player.clock.local.date()
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    told_by_day = [player.desk.ask("day", date=day.isoformat()) for day in days]
    for day in told_by_day:
        for row in day.services:
            assert row.carried_over + row.corrected + row.received == row.done + row.closed + row.open
        for kind in day.blangko:
            moved = kind.late + kind.received - kind.used - kind.spoiled + kind.counted
            assert kind.opening + moved == kind.closing
    for before, day in pairwise(told_by_day):
        assert by_service(before, "open") == by_service(day, "carried_over"), day.date
        assert [kind.closing for kind in before.blangko] == [kind.opening for kind in day.blangko]
    return player.close()


@settings(max_examples=25)
@given(histories())
def test_the_days_together_are_what_the_files_say(history):
    """Counted once more: all days from the first closing on, against the application tables themselves."""
    player = Player().play(history)
    if not (closed := closed_days(player)):
        return player.close()
    first = dt.date.fromisoformat(closed[0])
    last = player.clock.local.date() + dt.timedelta(
        days=1
    )  # today may be closed: what came since counts then
    found = Counter()
    for n in range((last - first).days + 1):
        day = player.desk.ask("day", date=(first + dt.timedelta(days=n)).isoformat())
        for row in (*day.services, *day.late):
            for name in FIGURES:
                found[row.service, name] += getattr(row, name)
        if n == 0:
            open_before = Counter(by_service(day, "carried_over"))
    now = Counter(by_service(player.desk.ask("day", date=last.isoformat()), "open"))
    db = player.desk.office.db
    running = db.execute(
        "SELECT service, count(*) FROM application WHERE accepted IS NOT NULL AND ready IS NULL "
        "AND closed IS NULL AND accepted < ? GROUP BY service",  # one of a wrong clock may be of later
        (player.desk.office.desk(staff("siti")).day_bounds(last)[1],),
    )
    assert now == Counter(dict(running))
    for service in {service for service, _name in found}:
        went = found[service, "received"] - found[service, "done"] - found[service, "closed"]
        assert open_before[service] + went == now[service]
    return player.close()
