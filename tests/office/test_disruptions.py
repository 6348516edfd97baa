"""What is down, and files that lie with another agency."""

import pytest

from counter_app.domain import life
from counter_app.domain.calendar import EndsBeforeItBegins, NoDate, NotYet, UnlikelyDate
from counter_app.office.commands.process import (
    AlreadyOut,
    DifferentAgencies,
    EmptyList,
    NoForwarding,
    NotInBatch,
)
from counter_app.office.commands.signing import UnknownRecord

OWN = """
id = "izin_kita"
label = { id = "Izin kita" }
group = "Rekomendasi"
queue = "E"
standard = { minutes = 30 }
steps = [
  { id = "verify" },
  { id = "forward", need = "agency", of = "koramil" },
  { id = "hand_over" },
]
[[requirement]]
id = "ktp_fc"
label = { id = "KTP-el" }
doc = "copy"
"""


def down(desk, what, **fields):
    return desk.run("record_disruption", by="siti", what=what, **fields).ids["disruption"]


def forward(desk, *numbers, **fields):
    return desk.run("forward_applications", applications=list(numbers), **fields).ids["batch"]


def receive(desk, batch, *numbers):
    return desk.run("receive_batch", batch=batch, applications=list(numbers))


@pytest.mark.parametrize(
    ("what", "service", "step"),
    [("recorder", "ktp", "record"), ("siak", "kk", "enter"), ("printer", "letter", "print")],
)
def test_a_step_stands_still_while_what_it_depends_on_is_down(desk, what, service, step):
    number, other = desk.at(service, step), desk.accepted(service)
    desk.clock.advance(minutes=30)
    disruption = down(desk, what, note="listrik naik turun")
    [stall] = desk.show(number)["stalls"]
    assert (stall["cause"], stall["since"], stall["until"]) == (
        "disruption",
        "2026-04-06T08:30:00+07:00",
        None,
    )
    assert desk.causes(other) == []
    desk.clock.advance(minutes=30)
    desk.run("end_disruption", by="siti", disruption=disruption)
    assert desk.causes(number) == []


def test_without_power_everything_stands_still_that_depends_on_something(desk):
    numbers = [desk.at("ktp", "record"), desk.at("kk", "enter"), desk.at("letter", "print")]
    letter = desk.at("letter", "sign")
    down(desk, "power", from_="2026-04-06T07:00")
    assert [desk.causes(n) for n in [*numbers, letter]] == [["disruption"]] * 3 + [[]]
    assert desk.show(numbers[0])["stalls"][0]["since"] == "2026-04-06T08:00:00+07:00"


def test_a_disruption_ends_once_and_after_it_began(desk):
    disruption = down(desk, "siak")
    for to, error in (("2026-04-05", EndsBeforeItBegins), ("kemarin", NoDate), ("9999-12-31", UnlikelyDate)):
        with pytest.raises(error):
            desk.run("end_disruption", by="siti", disruption=disruption, to=to)
    desk.run("end_disruption", by="siti", disruption=disruption, to="2026-04-06T08:30")
    with pytest.raises(UnknownRecord):
        desk.run("end_disruption", by="siti", disruption=disruption, to="2026-04-06T09:00")


def test_no_disruption_is_a_slip_of_the_year(desk):
    for wrong in ("2031-01-01", "2025-01-01"):
        with pytest.raises(UnlikelyDate):
            down(desk, "siak", from_=wrong)


def test_a_disruption_that_is_to_come_is_seen_and_can_be_called_off(desk):
    planned = down(desk, "power", from_="2026-04-08")
    [row] = desk.ask("disruptions")
    assert (row["disruption"], row["now"]) == (planned, False)
    assert desk.ask("display")["disruptions"] == []
    desk.run("end_disruption", by="siti", disruption=planned)
    assert desk.ask("disruptions") == []
    desk.clock.set("2026-04-08T09:00")
    assert desk.ask("display")["disruptions"] == []


def test_nothing_works_again_on_a_day_to_come(desk):
    disruption = down(desk, "siak")
    with pytest.raises(NotYet):
        desk.run("end_disruption", by="siti", disruption=disruption, to="2026-04-07")
    desk.run("end_disruption", by="siti", disruption=disruption, to="2026-04-06")


def test_disruptions_stand_on_the_report_of_their_day(desk):
    down(desk, "siak", note="pusat")
    [note] = desk.ask("day", date="2026-04-06").notes
    assert note == "Disruption of SIAK since 06-04-2026 08:00. pusat"
    assert [row["what"] for row in desk.ask("disruptions")] == ["siak"]


def test_an_agency_that_has_a_file_too_long_stalls_it(desk):
    number = desk.at("ktp", "dedupe")
    desk.clock.advance(days=14)
    assert desk.causes(number) == []
    desk.clock.advance(minutes=1)
    assert desk.causes(number) == ["agency"]
    assert [row["cause"] for row in desk.ask("stalls") if row["application"] == number] == ["agency"]


def test_a_batch_goes_out_with_a_manifest_and_comes_back_ticked_off(desk):
    numbers = [desk.at("suket_ktp", "forward") for _n in range(3)]
    batch = forward(desk, *numbers, note="kurir")
    desk.clock.advance(days=1)
    receive(desk, batch, numbers[0], numbers[2])
    paper = desk.ask("manifest", batch=batch)
    assert [(row.number, row.back is not None) for row in paper.rows] == [
        (numbers[0], True),
        (numbers[1], False),
        (numbers[2], True),
    ]
    assert [desk.state(n) for n in numbers] == ["ready", "in_process", "ready"]
    receive(desk, batch, numbers[1])
    assert all(row.back for row in desk.ask("manifest", batch=batch).rows)


def test_what_is_not_outstanding_on_the_list_is_refused_and_nothing_is_ticked_off(desk):
    inside, outside = desk.at("suket_ktp", "forward"), desk.at("suket_ktp", "forward")
    batch = forward(desk, inside)
    before = desk.entries()
    with pytest.raises(NotInBatch):
        receive(desk, batch, inside, outside)
    assert desk.entries() == before
    receive(desk, batch, inside)
    with pytest.raises(NotInBatch):
        receive(desk, batch, inside)


def test_a_file_whose_forwarding_was_undone_never_left(desk):
    number, other = (desk.at("suket_ktp", "forward") for _n in range(2))
    wrong = forward(desk, number, other)
    desk.run("undo", application=number, reason="salah map")
    right = forward(desk, number)
    with pytest.raises(AlreadyOut, match=right):
        forward(desk, number)
    assert [row.number for row in desk.ask("manifest", batch=wrong).rows] == [other]
    with pytest.raises(NotInBatch):
        receive(desk, wrong, number)
    receive(desk, right, number)
    assert desk.state(number) == "ready"


def test_only_files_at_the_agency_are_forwarded(desk):
    with pytest.raises(NoForwarding):
        forward(desk, desk.accepted("ktp"))
    with pytest.raises(EmptyList):
        forward(desk)
    with pytest.raises(life.UnknownBatch):
        receive(desk, "L1-20260406-K9", desk.at("ktp", "dedupe"))


def test_one_list_goes_to_one_agency(desk):
    desk.run("change_service", by="siti", definition=OWN)
    with pytest.raises(DifferentAgencies, match="dukcapil, koramil"):
        forward(desk, desk.at("ktp", "dedupe"), desk.at("izin_kita", "forward"))


def test_undoing_a_return_from_the_agency_takes_the_tick_back(desk):
    number, other = (desk.at("suket_ktp", "forward") for _n in range(2))
    batch = forward(desk, number, other)
    receive(desk, batch, number, other)
    assert desk.state(number) == "ready"
    desk.run("undo", application=number, reason="salah map")
    assert desk.show(number)["current"] == ["forward"]
    ticks = {row.number: row.back is not None for row in desk.ask("manifest", batch=batch).rows}
    assert ticks == {number: False, other: True}
    with pytest.raises(AlreadyOut, match=batch):
        forward(desk, number)
    receive(desk, batch, number)
    assert desk.state(number) == "ready"
    assert all(row.back for row in desk.ask("manifest", batch=batch).rows)
