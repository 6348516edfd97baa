"""Old applications closed to reading: nobody but who looks after the data sees a name of them again."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from roles import KEEPING, QUESTIONS
from stories import STAFF, Clock, Counter, filled_anew, new_office, nik

from counter_app.domain import retention as rules
from counter_app.domain.words import STATES
from counter_app.office.commands.settings import BadSettings
from counter_app.office.office import NotAllowed, questions
from counter_app.office.queries.views import WIDE

OLD = "Kartika"  # a word in every name that must not be seen any more
READERS = ("ani", "siti", "camat")
ALIKE = {"kind": "ktp_el", "service": "ktp_baru", "from": "2020-01-01", "to": "2020-12-31"}  # what it knows


@pytest.fixture(scope="module")
def years():
    """Return an office with files of 2020, some of them still open, and of 2026; the old ones are closed."""
    clock = Clock("2020-04-06T08:00")
    desk = Counter(new_office(clock, closed_after_years=5), clock)
    desk.run("receive_blangko", kind="ktp_el", quantity=9)
    desk.old = {}
    done = desk.old["collected"] = desk.at("ktp_hilang", "hand_over", name=f"{OLD} Satu", visit="v1")
    desk.run(
        "hand_over_application", application=done, receiver=f"{OLD} Satu", old_card_withdrawn=True,
        receipt_returned=True,
    )  # fmt: skip
    desk.run("record_paper", application=done, paper="handover")
    away = desk.old["closed"] = desk.accepted("letter", name=f"{OLD} Dua", visit="v2")
    desk.run("close_application", application=away, outcome="withdrawn", reason="pindah")
    sent = desk.old["sent"] = desk.at("suket_ktp", "forward", name=f"{OLD} Tiga")
    desk.batch = desk.run("forward_applications", applications=[sent]).ids["batch"]
    desk.run("receive_batch", batch=desk.batch, applications=[sent])
    desk.run("close_application", application=sent, outcome="rejected", reason="ditolak")
    desk.record = desk.run("destroy_cards", by="siti", method="dibakar").ids["record"]
    desk.waiting = desk.accepted("ktp", name="Masih Menunggu")
    desk.late = desk.accepted("letter", name="Ditutup Belakangan")
    clock.set("2026-04-06T08:00")
    desk.run("confirm_clock", by="siti", reason="libur")
    desk.run("close_application", application=desk.late, outcome="withdrawn", reason="pindah")
    desk.new = desk.accepted("letter", name="Warga Baru", visit="v2")
    desk.run("close_to_reading", by="tono", before="2021-01-01", reason="JRA 2026")
    yield desk
    desk.office.close()


def fields_of(name, desk):
    """Return every way in which a question is asked here."""
    numbers = [{"application": number} for number in desk.old.values()]
    return {
        "application": numbers,
        "receipt": [*numbers, {"application": desk.new}],
        "slip": numbers,
        "handover": numbers,
        "citizen": [{"nik": nik(n)} for n in range(1, 4)],
        "identity": [{"nik": nik(n)} for n in range(1, 4)],
        "applications": [
            *({"state": state} for state in STATES),
            *({"view": view} for view in (*WIDE, "today", "sent_back", "offered")),
            *({"sort": sort} for sort in ("newest", "oldest", "due", "stalled_since", "name")),
            {"text": OLD}, {"text": OLD, "sort": "name"}, {"text": nik(1)[:8]}, {"text": desk.old["sent"]},
            {"from": "2020-01-01", "to": "2020-12-31"},
        ],
        "audit": [{}, *numbers, {"date": "2020-04-06"}],
        "daily_report": [{"date": "2020-04-06"}],
        "day": [{"date": "2020-04-06"}],
        "destruction": [{"record": desk.record}],
        "manifest": [{"batch": desk.batch}],
        "whole_register": [{"export": "x", "from": "2020-01-01", "to": "2020-12-31"}],
    }.get(name, [ALIKE])  # fmt: skip


def answers(desk, name, who):
    """Yield what a question answers to every way of asking that is not refused."""
    known = {field.encode_name for field in msgspec.structs.fields(questions[name].kind)}
    for fields in fields_of(name, desk):
        chosen = {key: value for key, value in fields.items() if key in known}
        try:
            yield msgspec.json.encode(desk.ask(name, by=who, **chosen)).decode()
        except Exception as refusal:
            yield str(refusal)


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("name", sorted(QUESTIONS.keys() - KEEPING))
def test_no_answer_names_who_is_closed_to_reading(years, name, who):
    for text in answers(years, name, who):
        assert OLD not in text
        assert not any(nik(n)[-4:] in text and nik(n)[:6] in text for n in range(1, 4)), text


@given(
    text=st.sampled_from(["", OLD, "kart", "satu", nik(2)[:6], "L1-2020", "a"]),
    view=st.sampled_from(["", *WIDE, "today"]),
    state=st.sampled_from(["", *STATES]),
    sort=st.sampled_from(["newest", "oldest", "due", "stalled_since", "name"]),
    late=st.booleans(),
    offset=st.integers(0, 3),
)
def test_however_a_list_is_asked_for_it_shows_no_closed_one(years, **fields):
    shown = {row["application"] for row in years.ask("applications", by="ani", **fields)}
    assert not shown & set(years.old.values())


def test_what_is_open_or_was_finished_later_is_read_as_before(years):
    shown = {row["application"] for row in years.ask("applications", by="ani")}
    assert shown == {years.waiting, years.late, years.new}
    assert years.ask("application", by="ani", application=years.waiting)["name"] == "Masih Menunggu"


def test_the_refusal_says_who_may_open_it(years):
    with pytest.raises(rules.ClosedToReading, match=r"L1-20200406-0001 .* Ask: Administrator\."):
        years.ask("application", by="siti", application=years.old["collected"])
    with pytest.raises(rules.ClosedToReading):
        years.run("reveal_nik", by="siti", application=years.old["collected"])
    export = years.run("record_export", by="siti", what="register").ids["export"]
    with pytest.raises(rules.PeriodClosed, match="Begin with that day"):
        years.ask("whole_register", by="siti", export=export, from_="2020-01-01", to="2020-12-31")


def test_counts_and_books_add_up_as_before(years):
    report = years.ask("daily_report", date="2020-04-06")
    assert sum(row.received for row in report.day.services) == 5
    assert [row.name for row in report.register].count("(closed to reading)") == 3
    assert len(years.ask("manifest", batch=years.batch).rows) == 1
    assert [row.name for row in years.ask("destruction", record=years.record).rows] == ["(closed to reading)"]


def test_who_looks_after_the_data_reads_what_is_closed_and_nothing_else(years):
    rows = years.ask("closed_applications", by="tono")
    assert {row["application"] for row in rows} == set(years.old.values())
    assert [row["name"] for row in years.ask("closed_applications", by="tono", text="dua")] == [f"{OLD} Dua"]
    found = years.ask("closed_application", by="tono", application=years.old["collected"])
    assert (found["name"], found["acts"]) == (f"{OLD} Satu", [])
    with pytest.raises(rules.NotClosed):
        years.ask("closed_application", by="tono", application=years.waiting)
    with pytest.raises(NotAllowed):
        years.ask("closed_applications", by="siti")


def test_the_retention_tells_what_it_closes_and_what_was_done(years):
    found = years.ask("retention", by="tono")
    assert (found["years"], found["latest"], found["closed_before"]) == (5, "2021-04-06", "2021-01-01")
    assert (found["closed"], found["closes"], found["may"]) == (3, 3, True)
    assert [(act["event"], act["before"], act["reason"]) for act in found["acts"]] == [
        ("closed", "2021-01-01", "JRA 2026")
    ]
    assert years.ask("retention", by="siti")["may"] is False


def test_a_rebuild_closes_the_same(years):
    before = years.office.db.execute("SELECT * FROM retention").fetchall()
    filled_anew(years.office.db)
    assert years.office.db.execute("SELECT * FROM retention").fetchall() == before


@pytest.fixture
def aged(found, clock):
    """Return an office that has a finished file of six years ago."""
    clock.set("2020-04-06T08:00")
    desk = found()
    number = desk.opened("letter")
    desk.run("close_application", application=number, outcome="withdrawn", reason="pindah")
    clock.set("2026-04-06T08:00")
    desk.run("confirm_clock", by="siti", reason="libur")
    desk.number = number
    return desk


def test_nothing_is_closed_before_its_years_are_over(aged):
    before = aged.entries()
    with pytest.raises(rules.NeverClosed, match="Set closed_after_years first"):
        aged.run("close_to_reading", by="tono", before="2021-01-01", reason="JRA")
    aged.run("change_settings", by="tono", settings={"closed_after_years": 5})
    with pytest.raises(rules.TooYoung, match="after 5 years: choose 6 April 2021 or"):
        aged.run("close_to_reading", by="tono", before="2021-04-07", reason="JRA")
    with pytest.raises(NotAllowed):
        aged.run("close_to_reading", by="siti", before="2021-01-01", reason="JRA")
    with pytest.raises(BadSettings):
        aged.run("change_settings", by="tono", settings={"closed_after_years": -1})
    assert aged.entries() == before + 1


def test_what_is_closed_is_opened_again_with_a_reason(aged):
    aged.run("change_settings", by="tono", settings={"closed_after_years": 5})
    with pytest.raises(rules.NothingClosed):
        aged.run("reopen_to_reading", by="tono", reason="banding")
    aged.run("close_to_reading", by="tono", before="2021-01-01", reason="JRA")
    with pytest.raises(rules.ClosedAlready):
        aged.run("close_to_reading", by="tono", before="2020-12-31", reason="JRA")
    assert aged.ask("applications") == []
    aged.run("reopen_to_reading", by="tono", reason="banding")
    assert aged.show(aged.number)["state"] == "closed"
    with pytest.raises(rules.NotClosed):
        aged.ask("closed_application", by="tono", application=aged.number)


def test_a_supervisor_looks_after_it_where_there_is_no_admin(aged):
    aged.run("change_settings", by="siti", settings={"closed_after_years": 5})
    aged.run("retire_staff", by="siti", staff="tono")
    aged.run("close_to_reading", by="siti", before="2021-01-01", reason="JRA")
    assert [row["application"] for row in aged.ask("closed_applications", by="siti")] == [aged.number]


def test_the_years_of_a_leap_day_end_on_the_last_of_february():
    assert rules.latest(rules.dt.date(2028, 2, 29), 1) == rules.dt.date(2027, 2, 28)


def test_every_role_is_tried():
    assert {STAFF[who] for who in READERS} == set(STAFF.values()) - {"admin"}
