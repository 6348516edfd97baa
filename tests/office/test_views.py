"""The saved views of the applications: what each holds, list and count agree, and how lists are sorted."""

import pytest
from histories import Player, histories
from hypothesis import given, settings
from stories import Clock, Counter, new_office

from counter_app.domain.stalls import ORDER
from counter_app.office.queries import pages
from counter_app.office.queries.stalls import UnknownChoice

MANY = 1_000


def held(desk, view, by="siti", **fields):
    """Return the numbers that the list shows for a view."""
    rows = desk.ask("applications", by=by, view=view, limit=MANY, **fields)
    return {row["application"] for row in rows}


@pytest.fixture
def busy(desk):
    """Return a counter with applications in every state, and their numbers by what became of them."""
    desk.run("receive_blangko", kind="kk", quantity=1)
    ready = desk.at("letter", "hand_over")
    desk.clock.advance(days=7)
    numbers = {
        "ready": ready,
        "overdue": desk.at("ktp", "dedupe"),
        "folder": desk.at("letter", "sign"),
        "line": desk.at("kk", "print"),
        "behind": desk.at("kk", "print"),
    }
    desk.clock.advance(days=23)
    numbers |= {
        "checking": desk.opened("letter"),
        "returned": desk.opened("letter"),
        "awaited": desk.at("letter", "draft"),
        "reopened": desk.at("letter", "initial"),
        "collected": desk.at("letter", "hand_over"),
        "offered": desk.accepted("letter", by="budi"),
    }
    desk.run("return_application", application=numbers["returned"])
    back = {"step": "verify", "reason": "salah"}
    desk.run(
        "send_back_application",
        application=numbers["awaited"],
        **back | {"step": "draft"},
        citizen_needed=True,
    )
    desk.run("send_back_application", application=numbers["reopened"], **back)
    desk.run("hand_over_application", application=numbers["collected"], receiver="Warga")
    desk.run("pass_on_application", by="budi", application=numbers["offered"], to="siti", reason="cuti")
    desk.numbers = numbers
    return desk


@pytest.mark.parametrize(
    ("view", "names"),
    [
        ("today", "checking returned awaited reopened collected offered"),
        ("open", "ready overdue folder line behind checking returned awaited reopened offered"),
        ("checking", "checking"),
        ("in_process", "overdue folder line behind awaited reopened offered"),
        ("stalled", "overdue folder behind awaited"),
        ("ready", "ready"),
        ("returned", "returned"),
        ("uncollected", "ready"),
        ("late", "overdue folder line behind"),
        ("sent_back", "awaited reopened"),
        ("mine", ""),
        ("offered", "offered"),
    ],
)
def test_a_view_holds_what_its_name_says(busy, view, names):
    assert held(busy, view) == {busy.numbers[name] for name in names.split()}


def test_mine_and_offered_are_the_askers_own(busy):
    everything = held(busy, "open")
    assert held(busy, "mine", by="ani") == everything - {busy.numbers["offered"]}
    assert held(busy, "mine", by="budi") == {busy.numbers["offered"]}
    assert held(busy, "offered", by="budi") == set()
    counts = {by: busy.ask("views", by=by) for by in ("ani", "budi", "siti")}
    assert [counts[by]["mine"] for by in ("ani", "budi", "siti")] == [len(everything) - 1, 1, 0]
    assert [counts[by]["offered"] for by in ("ani", "budi", "siti")] == [0, 0, 1]


def test_a_step_done_again_is_no_longer_sent_back(busy):
    number = busy.numbers["reopened"]
    busy.to_step(number, "initial")
    assert number not in held(busy, "sent_back")
    assert busy.ask("views")["sent_back"] == 1


def test_a_file_is_uncollected_from_the_thirtieth_day(desk):
    number = desk.at("letter", "hand_over")
    desk.clock.advance(days=29, minutes=15 * 60)
    assert held(desk, "uncollected") == set()
    desk.clock.advance(minutes=2 * 60)
    assert held(desk, "uncollected") == {number}
    assert desk.ask("views")["uncollected"] == 1


def test_a_view_that_does_not_exist_is_refused_with_those_that_do(desk):
    with pytest.raises(UnknownChoice, match="today, open, checking"):
        desk.ask("applications", view="macet")


def test_causes_divide_the_stalled_view(busy):
    causes = {"citizen": "awaited", "blangko": "behind", "signature": "folder", "agency": "overdue"}
    for cause, name in causes.items():
        assert held(busy, "stalled", stalled=cause) == {busy.numbers[name]}
    counted = {"citizen": 1, "blangko": 1, "signature": 1, "agency": 1, "disruption": 0}
    assert busy.ask("views")["stalled_by_cause"] == counted
    busy.run("record_disruption", by="siti", what="printer")
    assert busy.ask("views")["stalled_by_cause"] == counted | {"disruption": 2}
    assert busy.ask("views")["stalled"] == 5


def test_a_row_tells_its_first_stall(busy):
    rows = {row["application"]: row for row in busy.ask("applications", view="stalled")}
    behind = rows[busy.numbers["behind"]]
    assert behind["stall"] == {
        "cause": "blangko",
        "step": "print",
        "since": "2026-04-13T08:00:00+07:00",
        "working_days": 16,
        "until": None,
        "rank": 2,
    }
    for number, row in rows.items():
        assert row["stall"] == busy.show(number)["stalls"][0]


def test_of_steps_side_by_side_the_cause_that_a_report_counts_first_comes_first(desk):
    number = desk.at("ktp_baru", "dedupe")
    assert desk.show(number)["current"] == ["dedupe", "initial"]
    desk.step(number, "initial")
    desk.clock.advance(days=20)
    assert desk.causes(number) == ["signature", "agency"]
    [row] = desk.ask("applications", view="stalled")
    assert row["stall"] == desk.show(number)["stalls"][0]


def agree(desk):
    """Assert that every view counts what its list shows."""
    counts = desk.ask("views")
    causes = counts.pop("stalled_by_cause")
    assert counts == {view: len(held(desk, view)) for view in counts}
    assert causes == {cause: len(held(desk, "stalled", stalled=cause)) for cause in ORDER}
    for row in desk.ask("applications", view="stalled", limit=MANY):
        assert row["stall"] == desk.show(row["application"])["stalls"][0]


def test_lists_and_counts_agree_in_a_busy_office(busy):
    agree(busy)
    busy.run("change_settings", by="siti", settings={"line": "arrival"})
    agree(busy)


@settings(max_examples=25)
@given(histories())
def test_lists_and_counts_agree_whatever_happens(history):
    player = Player().play(history)
    player.desk.run("confirm_clock", by="siti", reason="libur panjang")
    agree(player.desk)
    player.close()


@pytest.mark.parametrize("line", ["arrival", "first_timers_first"])
def test_ranks_on_a_page_are_those_of_the_line(found, line):
    desk = found(line=line)
    services = ["ktp_baru", "ktp_hilang", "ktp_hilang", "ktp_baru", "kk_ubah", "ktp_hilang", "ktp_baru"]
    numbers = []
    for service in services * 2:
        numbers.append(desk.at(service, "print"))
        desk.clock.advance(minutes=1)
    desk.run("receive_blangko", kind="ktp_el", quantity=2)
    desk.run("set_aside", application=numbers[2], reason="pindah")
    for page in ({}, {"limit": 3, "offset": 5}, {"sort": "oldest", "limit": 4}, {"sort": "name"}):
        for row in desk.ask("applications", **page):
            shown = desk.show(row["application"])
            assert row["stall"] == (shown["stalls"][0] if shown["stalls"] else None)


# sorting


def listed(desk, **fields):
    """Return the numbers of a list, in order."""
    return [row["application"] for row in desk.ask("applications", **fields)]


@pytest.fixture
def four(desk):
    """Return a counter with four letters whose names, deadlines and ages differ in order."""
    numbers = []
    for name in ("Dewi", "Agus", "Citra", "Budi"):
        numbers.append(desk.opened("letter", name=name))
        desk.clock.advance(minutes=1)
    for number in (numbers[2], numbers[0], numbers[3]):
        desk.complete(number)
        desk.run("accept_application", application=number)
        desk.clock.advance(minutes=30)
    desk.numbers = numbers
    return desk


@pytest.mark.parametrize(
    ("sort", "order"),
    [("newest", [3, 2, 1, 0]), ("oldest", [0, 1, 2, 3]), ("name", [1, 3, 2, 0]), ("due", [2, 0, 3, 1])],
)
@pytest.mark.parametrize("fields", [{}, {"view": "open"}, {"view": "today"}, {"text": "l1-2026"}])
def test_a_list_is_sorted(four, sort, order, fields):
    expected = [four.numbers[n] for n in order]
    assert listed(four, sort=sort, **fields) == expected
    assert listed(four, sort=sort, limit=2, offset=1, **fields) == expected[1:3]


def test_what_stands_still_is_sorted_by_how_long(busy):
    order = [busy.numbers[name] for name in ("behind", "folder", "overdue", "awaited")]
    rows = busy.ask("applications", sort="stalled_since")
    since = [row["stall"]["since"] for row in rows]
    assert since == sorted(since)
    assert {row["application"] for row in rows} == set(order)
    assert rows == busy.ask("applications", view="stalled", sort="stalled_since")
    assert rows == busy.ask("applications", text="warga", sort="stalled_since")
    assert rows[1:3] == busy.ask("applications", sort="stalled_since", limit=2, offset=1)
    one = busy.ask("applications", sort="stalled_since", stalled="agency")
    assert [row["application"] for row in one] == [busy.numbers["overdue"]]
    assert one == busy.ask("applications", sort="stalled_since", text="warga", stalled="agency")
    assert busy.ask("applications", sort="stalled_since", service="kia") == []


@pytest.mark.parametrize(("chunk", "walk"), [(1, 2), (2, 4), (3, 1_000), (200, 0)])
def test_a_walk_and_a_look_at_all_find_the_same(busy, monkeypatch, chunk, walk):
    fields = [
        {"sort": sort, "stalled": cause, "limit": limit, "offset": offset}
        for sort in ("newest", "oldest", "due", "name")
        for cause in (True, "agency", "blangko")
        for limit, offset in ((1, 0), (2, 1), (100, 0))
    ]
    expected = [listed(busy, **one) for one in fields]
    monkeypatch.setattr(pages, "CHUNK", chunk)
    monkeypatch.setattr(pages, "WALK", walk)
    assert [listed(busy, **one) for one in fields] == expected


def test_few_that_are_sorted_and_many_that_are_walked_give_the_same_list(busy, monkeypatch):
    of = [{"view": "open"}, {"view": "late"}, {"view": "uncollected"}, {"text": "warga", "view": "open"}]
    fields = [
        {"sort": sort, "limit": limit, "offset": offset, **one}
        for sort in ("newest", "oldest", "due", "name")
        for limit, offset in ((2, 1), (100, 0))
        for one in of
    ]
    expected = [listed(busy, **one) for one in fields]
    monkeypatch.setattr(pages, "FEW", 0)
    assert [listed(busy, **one) for one in fields] == expected


def test_what_stands_still_longest_is_the_same_merged_and_sorted(busy, monkeypatch):
    fields = [{}, {"stalled": "signature"}, {"limit": 2, "offset": 1}, {"service": "kk_ubah"}]
    expected = [listed(busy, view="open", sort="stalled_since", **one) for one in fields]
    monkeypatch.setattr(pages, "NEWEST", -1)
    assert [listed(busy, view="open", sort="stalled_since", **one) for one in fields] == expected


def test_late_files_are_counted_by_the_hour_and_by_what_is_left_of_it(busy):
    for minutes in (0, 7, 45, 60, 600):
        busy.clock.advance(minutes=minutes)
        assert busy.ask("views")["late"] == len(held(busy, "late"))


def test_filters_narrow_a_view(busy):
    assert held(busy, "late", service="kk_ubah") == {busy.numbers["line"], busy.numbers["behind"]}
    assert held(busy, "open", responsible="budi") == {busy.numbers["offered"]}
    assert held(busy, "late", text="warga 2") == {busy.numbers["overdue"]}
    assert held(busy, "today", state="collected") == {busy.numbers["collected"]}


def test_an_empty_office_counts_nothing():
    desk = Counter(new_office(Clock()), Clock())
    counts = desk.ask("views")
    assert set(counts.pop("stalled_by_cause").values()) == {0}
    assert set(counts.values()) == {0}
    desk.office.close()
