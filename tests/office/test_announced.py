import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from stories import JAKARTA, Clock, Counter, new_office

from counter_app.domain import blangko

acts = st.lists(
    st.tuples(st.integers(0, 3), st.one_of(st.none(), st.integers(0, 6))), min_size=1, max_size=14
)  # days that pass, then a delivery (None) or an announcement so many days ahead


@settings(max_examples=40)
@given(acts)
def test_only_what_still_matters_is_read_and_nothing_else_is_left_out(history):
    clock = Clock()
    desk = Counter(new_office(clock), clock)
    announced, delivered = [], []
    for passed, ahead in history:
        clock.advance(days=passed, minutes=1)
        if ahead is None:
            desk.run("receive_blangko", kind="kk", quantity=1)
            delivered.append(("kk", clock.now))
        else:
            on = clock.local.date() + dt.timedelta(days=ahead)
            desk.run("expect_blangko", by="siti", kind="kk", quantity=1, on=str(on))
            announced.append(blangko.Expected("kk", 1, on, clock.now))
        whole = blangko.outstanding(announced, delivered, clock.local.date(), JAKARTA)
        read = desk.desk().expected().get("kk", [])
        assert [(x.on, x.recorded) for x in read] == [(x.on, x.recorded) for x in whole]
    desk.office.close()
