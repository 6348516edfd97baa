"""The working minutes of a wait, split by cause: every minute once, by the first cause that covers it."""

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.delay import Causes, Wait

END = 60
SPAN = st.tuples(st.integers(0, END), st.integers(0, END)).map(lambda ends: tuple(sorted(ends)))
SPANS = st.lists(SPAN, max_size=5)
CAUSES = (("blangko", "kk"), ("signature", "x"), ("disruption", "printer"), ("disruption", "power"))
WAITS = st.builds(
    Wait,
    since=st.just(0),
    until=st.just(0),
    need=st.sampled_from(["", "blangko", "signature", "agency"]),
    of=st.just("kk"),
    depends=st.sampled_from(["", "printer"]),
    key=st.just("x"),
)


def minutes(a, b):
    """Two of three instants are worked at."""
    return max(0, b - b // 3 - (a - a // 3))


def cause_at(moment, wait, periods, citizen):
    """Return why one instant was waited at, told by the rule itself."""
    covers = [
        ("citizen", citizen),
        ("blangko", periods["blangko", "kk"] if wait.need == "blangko" else ()),
        ("signature", periods["signature", "x"] if wait.need == "signature" else ()),
        ("agency", [(0, END)] if wait.need == "agency" else ()),
        (
            "disruption",
            [*periods["disruption", "printer"], *periods["disruption", "power"]] if wait.depends else (),
        ),
    ]
    return next((cause for cause, spans in covers if any(a <= moment < b for a, b in spans)), "office")


@given(st.lists(SPANS, min_size=4, max_size=4), SPANS, WAITS, SPAN)
def test_each_minute_counts_once_for_the_first_cause_that_covers_it(found, citizen, wait, ends):
    periods = dict(zip(CAUSES, found, strict=True))
    wait = wait._replace(since=ends[0], until=ends[1])
    expected = {}
    for moment in range(*ends):
        cause = cause_at(moment, wait, periods, citizen)
        expected[cause] = expected.get(cause, 0) + minutes(moment, moment + 1)
    told = Causes(periods, 0, END, minutes).split(wait, citizen)
    assert told == {cause: n for cause, n in expected.items() if n}
