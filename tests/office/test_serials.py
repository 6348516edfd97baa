"""Serial numbers against what was delivered, and cards that are spoiled after they were printed."""

from __future__ import annotations

import pytest
from stories import Counter, new_office

from counter_app.domain import blangko
from counter_app.domain.blangko import Delivery, came, next_serial


def receive(desk, quantity=10, kind="kk", **serials):
    desk.run("receive_blangko", kind=kind, quantity=quantity, **serials)


def delivered(desk, first="AB000101", last="AB000110", **more):
    receive(desk, serial_from=first, serial_to=last, **more)


def printing(desk, serial, kind="kk", **more):
    number = desk.at(kind, "print")
    desk.step(number, "print", serial=serial, **more)
    return number


@pytest.mark.parametrize("typed", ["AB000102AB000102", "AB000111", "AB00105", "000105", "XY000105"])
def test_a_serial_of_no_delivery_is_refused_with_the_ranges_that_are_here(desk, typed):
    delivered(desk)
    with pytest.raises(blangko.SerialOutside, match="AB000101 - AB000110"):
        printing(desk, typed)


def test_a_serial_of_the_delivery_is_taken_and_only_once(desk):
    delivered(desk)
    printing(desk, "AB000110")
    with pytest.raises(blangko.SerialUsed):
        printing(desk, "AB000110")


def test_without_serials_at_the_delivery_any_number_is_taken(desk):
    receive(desk)
    printing(desk, "XY7")


def test_while_cards_without_known_numbers_lie_here_nobody_can_tell(desk):
    receive(desk, 5)
    delivered(desk)
    printing(desk, "XY7")


def test_a_range_without_its_end_is_as_long_as_the_delivery(desk):
    receive(desk, 10, serial_from="AB000101")
    printing(desk, "AB000110")
    with pytest.raises(blangko.SerialOutside):
        printing(desk, "AB000111")


def test_numbers_with_a_dash_in_them_keep_their_range(desk):
    delivered(desk, "KK-0001", "KK-0010")
    printing(desk, "KK-0005")
    with pytest.raises(blangko.SerialOutside):
        printing(desk, "KK-0011")


@pytest.mark.parametrize(("first", "ok"), [("2026-5", "2026-7"), ("5-2026", "5-2026"), ("101-200", "7")])
def test_a_first_number_with_a_dash_is_no_range(desk, first, ok):
    receive(desk, serial_from=first)
    number = desk.at("kk", "print")
    assert desk.show(number)["next_serial"] == ""
    desk.step(number, "print", serial=ok)
    assert desk.ask("ledger", kind="kk").rows[0].serial == first


def test_a_spoiled_serial_is_never_used_again(desk):
    delivered(desk)
    desk.run("spoil_blangko", kind="kk", quantity=1, reason="terlipat", serial="AB000102")
    with pytest.raises(blangko.SerialUsed):
        printing(desk, "AB000102")
    with pytest.raises(blangko.SerialUsed):
        desk.run("spoil_blangko", kind="kk", quantity=1, reason="lagi", serial="AB000102")
    with pytest.raises(blangko.SerialOutside):
        desk.run("spoil_blangko", kind="kk", quantity=1, reason="lagi", serial="XX1")
    with pytest.raises(blangko.OneSerial):
        desk.run("spoil_blangko", kind="kk", quantity=2, reason="lagi", serial="AB000103")


def test_a_card_that_was_sent_back_gives_its_serial_to_nobody(desk):
    delivered(desk)
    number = printing(desk, "AB000101")
    desk.run("send_back_application", application=number, step="print", reason="nama salah")
    with pytest.raises(blangko.SerialUsed):
        desk.step(number, "print", serial="AB000101")


def test_an_undone_print_gives_its_serial_back(desk):
    delivered(desk)
    number = printing(desk, "AB000101")
    desk.run("undo", application=number, reason="salah tekan")
    desk.step(number, "print", serial="AB000101")


def test_the_next_serial_is_proposed_from_one_delivery_into_the_next(desk):
    delivered(desk, "AB000101", "AB000102", quantity=2)
    delivered(desk, "CD000001", "CD000005", quantity=5)
    proposals = []
    for _n in range(3):
        number = desk.at("kk", "print")
        proposals.append(desk.show(number)["next_serial"])
        [row] = desk.ask("line", kind="kk")
        assert row["next_serial"] == proposals[-1]
        desk.step(number, "print", serial=proposals[-1])
    assert proposals == ["AB000101", "AB000102", "CD000001"]


def test_the_proposal_follows_the_last_card_though_the_clock_was_ahead(desk):
    delivered(desk)
    desk.clock.advance(days=14)
    printing(desk, "AB000101")
    desk.clock.set("2026-04-06T09:00")
    desk.run("confirm_clock", by="siti", reason="jam tadinya salah")
    printing(desk, "AB000102")
    assert desk.show(desk.at("kk", "print"))["next_serial"] == "AB000103"


def test_the_proposal_leaves_a_range_that_is_at_its_end():
    newest_first = [Delivery(5, "CD1", "CD5"), Delivery(2, "AB1", "AB2")]
    assert next_serial("AB1", newest_first) == "AB2"
    assert next_serial("AB2", newest_first) == "CD1"
    assert next_serial("CD5", newest_first) == ""
    assert next_serial("7", []) == "8"


def test_the_rule_needs_no_office():
    came("kk", "AB2", [Delivery(2, "AB1", "AB2")], 2)
    with pytest.raises(blangko.SerialOutside):
        came("kk", "AB3", [Delivery(2, "AB1", "AB2")], 2)


@pytest.mark.parametrize(("service", "kind"), [("ktp", "ktp_el"), ("kk", "kk"), ("kia", "kia")])
def test_spoiling_the_card_of_a_file_that_is_ready_takes_it_back_to_printing(desk, clock, service, kind):
    if kind == "kia":
        desk = Counter(new_office(clock, profile="current"), clock)
    receive(desk, kind=kind)
    child = {"nik": "", "birth_date": "2020-05-05"} if kind == "kia" else {}
    number = desk.at(service, "hand_over", phone="0812", **child)
    assert desk.state(number) == "ready"
    before = desk.stock(kind)
    done = desk.run("spoil_blangko", kind=kind, quantity=1, reason="chip mati", application=number)
    found = desk.show(number)
    assert (found["state"], found["shelf"]) == ("in_process", "")
    assert any(step.startswith("print") for step in found["current"])
    assert number in done.warnings[0]
    assert found["name"] in done.warnings[0]
    assert (found["timeline"][-1]["event"], found["timeline"][-1]["staff"]) == ("sent_back", "ani")
    assert "chip mati" in found["timeline"][-1]["note"]
    assert desk.stock(kind) == before
    assert [row["application"] for row in desk.ask("line", kind=kind)] == [number]
    assert desk.ask("blangko")[["ktp_el", "kia", "kk"].index(kind)]["waiting"] == 1


def test_a_blank_that_failed_before_the_card_came_out_costs_one_blank_and_moves_nothing(desk):
    receive(desk)
    number = desk.at("kk", "print")
    desk.run("spoil_blangko", kind="kk", quantity=1, reason="macet", application=number)
    assert desk.show(number)["current"] == ["print"]
    assert desk.stock("kk") == 9


def test_another_piece_than_the_card_of_the_file_is_a_blank(desk):
    delivered(desk)
    number = printing(desk, "AB000102")
    desk.run("spoil_blangko", kind="kk", quantity=1, reason="macet", application=number, serial="AB000101")
    assert "print" not in desk.show(number)["current"]
    assert desk.stock("kk") == 8
