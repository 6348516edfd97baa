from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.queue import BEHIND, MINUTE, Waiting, following

LIMIT = 20


def play(arrivals, last_classes=()):
    """Serve everybody who waits, one a minute; return the order of the ids."""
    waiting, called, classes, now = list(arrivals), [], list(last_classes), 100 * MINUTE
    while waiting:
        found = following(waiting, classes, now, LIMIT)
        waiting.remove(found)
        called.append(found)
        classes.insert(0, found.klass)
        waiting = [w._replace(others=w.others + 1) for w in waiting]
        now += MINUTE
    return called


tickets = st.lists(
    st.tuples(st.sampled_from(["regular", "priority", "returning"]), st.integers(0, 99)), max_size=30
).map(lambda rows: [Waiting(f"A{n:03d}", k, at * MINUTE, k == "returning") for n, (k, at) in enumerate(rows)])


def test_an_empty_queue_has_no_next():
    assert following([], [], 0, LIMIT) is None


def test_priority_goes_before_regular():
    waiting = [Waiting("A001", "regular", 1), Waiting("A002", "priority", 2)]
    assert following(waiting, [], 3, LIMIT).id == "A002"


def test_after_two_priorities_a_regular_that_waited_over_the_limit_goes():
    waiting = [Waiting("A001", "regular", 0), Waiting("A002", "priority", 2)]
    last = ["priority", "priority"]
    assert following(waiting, last, 20 * MINUTE, LIMIT).id == "A002"
    assert following(waiting, last, 21 * MINUTE, LIMIT).id == "A001"


def test_a_returning_ticket_goes_after_two_others():
    back = Waiting("A001", "returning", 0, behind=True, others=1)
    waiting = [back, Waiting("A002", "priority", 1)]
    assert following(waiting, [], 2, LIMIT).id == "A002"
    assert following([back._replace(others=BEHIND), waiting[1]], [], 2, LIMIT).id == "A001"


@given(tickets)
def test_everybody_is_served_and_arrival_order_holds_inside_a_class(arrivals):
    called = play(arrivals)
    assert sorted(called, key=lambda w: w.id) == [
        w._replace(others=c.others)
        for w, c in zip(sorted(arrivals, key=lambda w: w.id), sorted(called, key=lambda w: w.id), strict=True)
    ]
    for klass in ("regular", "priority", "returning"):
        mine = [(w.queued, w.id) for w in called if w.klass == klass]
        assert mine == sorted(mine)


@given(tickets)
def test_while_a_priority_waits_at_most_one_regular_goes_between_two_of_them(arrivals):
    called = [w.klass for w in play(arrivals) if w.klass != "returning"]
    last = max((n for n, klass in enumerate(called) if klass == "priority"), default=-1)
    for a, b in pairwise(called[: last + 1]):
        assert (a, b) != ("regular", "regular")
