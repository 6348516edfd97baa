"""The working minutes of a wait, split by cause: every minute once, by the first cause that covers it."""

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.delay import MINUTE, Causes, Day, rest, table
from counter_app.domain.stays import Waiting, cut

END = 60
SPAN = st.tuples(st.integers(0, END), st.integers(0, END)).map(lambda ends: tuple(sorted(ends)))
SPANS = st.lists(SPAN, max_size=5)
CAUSES = (("blangko", "kk"), ("signature", "kk||"), ("disruption", "printer"), ("disruption", "power"))
WAITS = st.builds(
    Waiting,
    group=st.just("KTP"),
    citizen=st.just(""),
    deputies=st.just(""),
    service=st.just(""),
    need=st.sampled_from(["", "blangko", "signature", "agency"]),
    of=st.just("kk"),
    depends=st.sampled_from(["", "printer"]),
)


def minutes(a, b):
    """Two of three instants are worked at."""
    return max(0, b - b // 3 - (a - a // 3))


def cause_at(moment, wait, periods, citizen):
    """Return why one instant was waited at, told by the rule itself."""
    covers = [
        ("citizen", citizen),
        ("blangko", periods["blangko", "kk"] if wait.need == "blangko" else ()),
        ("signature", periods["signature", "kk||"] if wait.need == "signature" else ()),
        ("agency", [(0, END)] if wait.need == "agency" else ()),
        (
            "disruption",
            [*periods["disruption", "printer"], *periods["disruption", "power"]] if wait.depends else (),
        ),
    ]
    return next((cause for cause, spans in covers if any(a <= moment < b for a, b in spans)), "office")


def split(causes, wait, spans):
    """Return the minutes of ``spans`` by cause: each the difference of two looks into a sum."""
    found = {}
    for begin, end in spans:
        left = causes.whole(end) - causes.whole(begin)
        for cause, up_to in causes.sums(wait):
            found[cause] = found.get(cause, 0) + up_to(end) - up_to(begin)
            left -= up_to(end) - up_to(begin)
        found[rest(wait)] = found.get(rest(wait), 0) + left
    return found


@given(st.lists(SPANS, min_size=4, max_size=4), SPANS, WAITS, SPAN)
def test_each_minute_counts_once_for_the_first_cause_that_covers_it(found, citizen, wait, ends):
    periods = dict(zip(CAUSES, found, strict=True))
    expected = {}
    for moment in range(*ends):
        cause = cause_at(moment, wait, periods, citizen)
        expected[cause] = expected.get(cause, 0) + minutes(moment, moment + 1)
    causes = Causes(periods, 0, END, minutes)
    awaited, others = cut([ends], citizen)
    told = split(causes, Waiting("KTP", "1"), awaited)
    for cause, number in split(causes, wait, others).items():
        told[cause] = told.get(cause, 0) + number
    assert {cause: n for cause, n in told.items() if n} == {cause: n for cause, n in expected.items() if n}


def worked(a, b):
    """Two of three minutes are worked at, whole ones."""
    return minutes(a // MINUTE, b // MINUTE)


@given(SPANS, st.integers(-20, 40), st.lists(st.integers(0, 29), max_size=8))
def test_sums_over_a_day_are_those_of_its_minutes(spans, first, moments):
    begin, spans = first * MINUTE, [(a * MINUTE, b * MINUTE) for a, b in spans]
    causes = Causes({("blangko", "kk"): spans}, 0, END * MINUTE, worked)
    [(_cause, up_to)] = causes.sums(Waiting("KTP", need="blangko", of="kk"))
    day = Day(begin, 30, causes.whole)
    whole = day.of_whole(moments)
    assert whole == sum(causes.whole(begin + moment * MINUTE) for moment in moments)
    assert day.of(up_to, moments, whole) == sum(up_to(begin + moment * MINUTE) for moment in moments)
    assert table(up_to, begin, begin + 30 * MINUTE) == [up_to(begin + n * MINUTE) for n in range(30)]
