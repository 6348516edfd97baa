"""What the rule of the queue promises to whoever waits, whatever the day brings."""

from itertools import cycle, islice

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.queue import BEHIND, MINUTE, Waiting, ahead, following

LIMIT = 20  # minutes
NOW = 100 * MINUTE
CLASSES = ("regular", "priority", "returning")

klasses = st.sampled_from(CLASSES)
last = st.lists(klasses, max_size=3)


@st.composite
def queues(draw, *, most=20, back=True):
    """Return tickets as they may wait: some came back and have let nobody to several pass since."""
    rows = draw(
        st.lists(st.tuples(klasses, st.integers(0, 99), st.integers(0, 3), st.booleans()), max_size=most)
    )
    return [
        Waiting(f"A{n:03d}", klass, at * MINUTE, back and (behind or klass == "returning"), others)
        for n, (klass, at, others, behind) in enumerate(rows)
    ]


class Day:
    """A counter that calls once a minute; numbers may come in between."""

    def __init__(self, waiting, classes):
        self.waiting, self.classes, self.now = list(waiting), list(classes), NOW
        self.called = []

    def call(self):
        """Call the next; return its id."""
        found = following(self.waiting, self.classes, self.now, LIMIT)
        self.waiting = [one._replace(others=one.others + 1) for one in self.waiting if one.id != found.id]
        self.classes.insert(0, found.klass)
        self.called.append(found.id)
        self.now += MINUTE
        return found.id

    def come(self, klass):
        """Let somebody take a number now."""
        self.waiting.append(
            Waiting(f"B{self.now}-{len(self.waiting)}", klass, self.now, klass == "returning")
        )

    def all(self):
        """Call everybody; return the ids in order."""
        while self.waiting:
            self.call()
        return self.called


come = st.lists(st.lists(st.sampled_from(CLASSES[:2]), max_size=2), min_size=1, max_size=8)


@given(queues(), last, come)
def test_nobody_starves_while_calls_go_on(waiting, classes, pattern):
    """However many numbers come: after the limit a regular waits for three calls a place at most."""
    day = Day([*waiting, Waiting("Z", "regular", NOW)], classes)
    bound = LIMIT + 3 * (len(waiting) + 2)
    arrivals = islice(cycle(pattern), bound)
    assert "Z" in [_call_after(day, some) for some in arrivals]


def _call_after(day, arrivals):
    for klass in arrivals:
        day.come(klass)
    return day.call() if day.waiting else ""


@given(queues(), last)
def test_a_priority_waits_for_one_regular_between_two_of_its_kind(waiting, classes):
    """So its wait is known: those of its class before it, as many regulars, and who came back."""
    day = Day([*waiting, Waiting("Z", "priority", NOW)], classes)
    backs = sum(one.behind for one in waiting)
    before = sum(one.klass == "priority" and not one.behind for one in waiting)
    assert day.all().index("Z") <= 2 * before + backs + 1


@given(queues(back=False), last)
def test_who_comes_back_goes_behind_two_others_and_no_further(waiting, classes):
    order = Day([*waiting, Waiting("Z", "regular", NOW, behind=True)], classes).all()
    assert order.index("Z") == min(BEHIND, len(waiting))


@given(queues(), last)
def test_among_many_who_come_back_each_lets_two_others_pass(waiting, classes):
    day = Day([*waiting, Waiting("Z", "priority", NOW, behind=True)], classes)
    backs = sum(one.behind for one in waiting)
    place = day.all().index("Z")
    assert min(BEHIND, len(waiting)) <= place <= BEHIND + backs


@given(queues(), last, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(waiting, classes, random):
    mixed = list(waiting)
    random.shuffle(mixed)
    assert following(mixed, classes, NOW, LIMIT) == following(waiting, classes, NOW, LIMIT)
    for one in waiting:
        numbers = {ahead(line, one.id, classes, NOW, LIMIT, 1) for line in (waiting, mixed)}
        assert len(numbers) == 1


@given(queues(), last)
def test_the_number_ahead_is_what_playing_the_calls_gives(waiting, classes):
    order = Day(waiting, classes).all()
    told = [ahead(waiting, id, classes, NOW, LIMIT, 1) for id in order]
    assert told == list(range(len(order)))
