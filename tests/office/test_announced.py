import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from stories import JAKARTA, Clock, Counter, new_office

from counter_app.domain import blangko

days = st.one_of(st.integers(0, 3), st.just(20), st.just(-20))  # that pass; a clock is wrong, or put right
acts = st.lists(
    st.tuples(days, st.one_of(st.none(), st.integers(0, 6))), min_size=1, max_size=14
)  # then a delivery (None) or an announcement so many days ahead


def place(desk):
    """Return the place of the newest entry in the order of all."""
    return desk.office.db.execute("SELECT max(at) FROM journal").fetchone()[0]


@settings(max_examples=100)
@given(acts)
def test_only_what_still_matters_is_read_and_nothing_else_is_left_out(history):
    clock = Clock()
    desk = Counter(new_office(clock), clock)
    announced, delivered = [], []
    for passed, ahead in history:
        clock.advance(days=passed, minutes=1)
        if passed < 0:
            desk.run("confirm_clock", by="siti", reason="jam tadinya salah")
        if ahead is None:
            desk.run("receive_blangko", kind="kk", quantity=1)
            delivered.append(blangko.Delivered("kk", place(desk), clock.now))
        else:
            on = clock.local.date() + dt.timedelta(days=ahead)
            desk.run("expect_blangko", by="siti", kind="kk", quantity=1, on=str(on))
            announced.append(blangko.Expected("kk", 1, on, place(desk)))
        whole = blangko.outstanding(announced, delivered, clock.local.date(), JAKARTA)
        read = desk.desk().expected().get("kk", [])
        assert read == whole
    desk.office.close()
