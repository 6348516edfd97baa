"""The ledger of blank stock: deliveries, spoiled pieces, stock-taking, announcements, destruction."""

import datetime as dt

import pytest

from counter_app.domain import blangko, undoing
from counter_app.domain.reason import ReasonNeeded
from counter_app.office.commands.blangko import NothingToDestroy


def receive(desk, quantity=10, kind="ktp_el", **fields):
    return desk.run("receive_blangko", kind=kind, quantity=quantity, **fields)


def expect(desk, quantity, on, kind="ktp_el"):
    desk.run("expect_blangko", by="siti", kind=kind, quantity=quantity, on=on)


def row(desk, kind="ktp_el"):
    return next(r for r in desk.ask("blangko") if r["kind"] == kind)


def announced(desk):
    return [(x["quantity"], str(x["on"])) for x in row(desk)["expected"]]


def test_a_delivery_is_booked_with_its_letter_and_serials(desk):
    done = receive(desk, 500, letter="470/88", sender="Disdukcapil", serial_from="0001", serial_to="0500")
    assert (done.ids["delivery"], done.warnings, desk.stock()) == ("L1-10", [], 500)
    line = desk.ask("ledger", kind="ktp_el").rows[0]
    assert (line.letter, line.serial, line.received, line.left) == ("470/88", "0001-0500", 500, 500)


def test_a_serial_range_that_holds_another_number_is_warned_about(desk):
    [warning] = receive(desk, 500, serial_from="0001", serial_to="0400").warnings
    assert "holds 400, but 500 were booked" in warning


@pytest.mark.parametrize("quantity", [0, -1, 10**7, 10**30])
def test_a_quantity_that_no_delivery_has_is_refused(desk, quantity):
    with pytest.raises(blangko.BadQuantity):
        receive(desk, quantity)
    with pytest.raises(blangko.BadQuantity):
        desk.run("spoil_blangko", kind="ktp_el", quantity=quantity, reason="rusak")


@pytest.mark.parametrize("kind", ["", "ktp", "KTP_EL"])
def test_an_unknown_kind_is_refused_with_the_known_ones(desk, kind):
    for command, fields in (
        ("receive_blangko", {"quantity": 1}),
        ("spoil_blangko", {"quantity": 1, "reason": "x"}),
        ("count_blangko", {"counted": 1, "reason": "x"}),
        ("expect_blangko", {"quantity": 1, "on": "2026-05-01"}),
    ):
        with pytest.raises(blangko.UnknownKind, match="ktp_el, kia, kk"):
            desk.run(command, by="siti", kind=kind, **fields)
    with pytest.raises(blangko.UnknownKind):
        desk.ask("line", kind=kind)


def test_more_than_is_on_hand_is_never_booked_out(desk):
    receive(desk, 2)
    with pytest.raises(blangko.NotEnoughBlangko, match=r"Only 2 blank KTP-el on hand .* 3 needed"):
        desk.run("spoil_blangko", kind="ktp_el", quantity=3, reason="basah")
    assert desk.stock() == 2


def test_spoiling_needs_a_reason(desk):
    receive(desk)
    with pytest.raises(ReasonNeeded):
        desk.run("spoil_blangko", kind="ktp_el", quantity=1, reason="")


def test_a_stock_taking_moves_the_ledger_by_the_difference(desk):
    receive(desk, 10)
    desk.run("count_blangko", by="siti", kind="ktp_el", counted=8, reason="opname", second="ani")
    assert desk.stock() == 8
    day = next(r for r in desk.ask("day", date="2026-04-06").blangko if r.kind == "ktp_el")
    assert (day.received, day.counted, day.closing) == (10, -2, 8)


@pytest.mark.parametrize("counted", [-1, 10**30])
def test_a_stock_taking_finds_a_number_that_can_be(desk, counted):
    with pytest.raises(blangko.BadCount):
        desk.run("count_blangko", by="siti", kind="ktp_el", counted=counted, reason="opname")


def test_an_announced_delivery_is_consumed_by_the_next_of_its_kind(desk):
    expect(desk, 50, "2026-04-10")
    expect(desk, 70, "2026-04-20")
    receive(desk, 5, kind="kk")
    assert announced(desk) == [(50, "2026-04-10"), (70, "2026-04-20")]
    desk.clock.advance(days=1)
    receive(desk, 30)
    assert announced(desk) == [(70, "2026-04-20")]


def test_an_announced_delivery_lapses_after_its_date(desk):
    expect(desk, 50, "2026-04-10")
    desk.clock.set("2026-04-10T23:00")
    assert announced(desk) == [(50, "2026-04-10")]
    desk.clock.set("2026-04-11T00:00")
    assert announced(desk) == []


def test_a_delivery_before_the_announcement_consumes_nothing(desk):
    receive(desk, 5)
    desk.clock.advance(minutes=1)
    expect(desk, 50, "2026-04-10")
    assert announced(desk) == [(50, "2026-04-10")]


def test_a_delivery_is_not_announced_for_a_day_that_is_over(desk):
    with pytest.raises(blangko.DateGone):
        expect(desk, 50, "2026-04-05")


def test_the_days_left_follow_the_use_of_twenty_working_days(desk):
    assert row(desk)["days_left"] is None
    receive(desk, 22)
    for _card in range(2):
        desk.step(desk.at("ktp", "print"), "print")
    assert row(desk)["days_left"] is None  # the first day says nothing of a month
    desk.clock.set("2026-04-13T08:00")
    assert (row(desk)["days_left"], row(desk)["daily_use"]) == (60, 0.3)
    desk.clock.set("2026-05-04T08:00")
    assert (row(desk)["days_left"], row(desk)["daily_use"]) == (200, 0.1)
    desk.clock.set("2026-06-08T08:00")
    assert row(desk)["days_left"] is None


def test_the_line_clears_with_the_delivery_that_reaches_its_end(desk):
    for _card in range(3):
        desk.at("ktp", "print")
    expect(desk, 2, "2026-04-10")
    assert row(desk)["line_clears"] is None
    expect(desk, 2, "2026-04-14")
    assert row(desk)["line_clears"] == dt.date(2026, 4, 14)
    assert (row(desk)["waiting"], row(desk)["printable"]) == (3, 0)


def test_spoiled_and_withdrawn_cards_have_a_record_when_they_are_destroyed(desk):
    with pytest.raises(NothingToDestroy):
        desk.run("destroy_cards", by="siti", method="dibakar")
    receive(desk, 3)
    desk.run("spoil_blangko", kind="ktp_el", quantity=1, reason="terlipat")
    number = desk.at("ktp_rusak", "hand_over", name="Budi Santoso")
    desk.run("hand_over_application", application=number, receiver="Budi", old_card_withdrawn=True)
    desk.clock.advance(minutes=1)
    record = desk.run("destroy_cards", by="siti", method="dibakar", witnesses=["Ani", " "]).ids["record"]
    paper = desk.ask("destruction", record=record)
    assert [(r.name, r.number, r.quantity) for r in paper.rows] == [("Budi Santoso", number, 1), ("", "", 1)]
    assert [(one.name, one.title) for one in paper.witnesses] == [("Ani", "")]
    assert paper.number == ""
    desk.clock.advance(minutes=1)
    with pytest.raises(NothingToDestroy):
        desk.run("destroy_cards", by="siti", method="dibakar")


def test_the_ledger_counts_from_its_opening_to_its_closing(desk):
    receive(desk, 5)
    desk.clock.set("2026-04-07T08:00")
    desk.step(desk.at("ktp", "print"), "print", serial="A77")
    desk.run("spoil_blangko", kind="ktp_el", quantity=2, reason="basah")
    book = desk.ask("ledger", kind="ktp_el", from_="2026-04-07", to="2026-04-07")
    assert (book.opening, [r.left for r in book.rows], book.closing) == (5, [4, 2], 2)
    assert book.rows[0].serial == "A77"


def printed(desk):
    """Return an application whose card was printed, and nothing came after."""
    receive(desk, 3)
    number = desk.at("ktp", "print")
    desk.step(number, "print", serial="A77")
    return number


def destroyed(desk):
    desk.clock.advance(minutes=1)
    record = desk.run("destroy_cards", by="siti", method="dibakar").ids["record"]
    return [(r.number, r.serial, r.quantity) for r in desk.ask("destruction", record=record).rows]


def test_a_card_whose_application_is_closed_is_spoiled(desk):
    number = printed(desk)
    desk.run("close_application", application=number, outcome="withdrawn", reason="pindah")
    assert desk.ask("day", date="2026-04-06").blangko[0].spoiled == 1
    assert desk.stock() == 2
    desk.run("undo", application=number, reason="salah tekan")
    assert desk.ask("day", date="2026-04-06").blangko[0].spoiled == 0
    assert desk.stock() == 2
    desk.run("close_application", application=number, outcome="rejected", reason="data ganda")
    assert destroyed(desk) == [(number, "A77", 1)]


def test_closing_before_anything_was_printed_spoils_nothing(desk):
    receive(desk, 3)
    number = desk.at("ktp", "print")
    desk.run("close_application", application=number, outcome="withdrawn", reason="pindah")
    assert desk.ask("day", date="2026-04-06").blangko[0].spoiled == 0


def test_a_card_sent_back_before_the_closing_is_spoiled_once(desk):
    number = printed(desk)
    desk.run("send_back_application", application=number, step="print", reason="foto miring")
    desk.run("close_application", application=number, outcome="withdrawn", reason="pindah")
    assert desk.ask("day", date="2026-04-06").blangko[0].spoiled == 1


@pytest.mark.parametrize("way", ["send_back_application", "close_application", "hand_over_application"])
def test_what_a_destruction_record_names_can_not_be_undone(desk, way):
    number = printed(desk)
    fields = {
        "send_back_application": {"step": "print", "reason": "foto miring"},
        "close_application": {"outcome": "withdrawn", "reason": "pindah"},
        "hand_over_application": {"receiver": "Budi", "old_card_withdrawn": True},
    }[way]
    if way == "hand_over_application":
        desk.to_step(number, "hand_over")
    desk.run(way, application=number, **fields)
    [(named, _serial, _quantity)] = destroyed(desk)
    assert named == number
    with pytest.raises(undoing.CardDestroyed, match=r"L1-\d+"):
        desk.run("undo", by="siti", application=number, reason="salah tekan")
    assert "undo" not in {act["name"] for act in desk.show(number)["acts"]}


def test_a_record_made_while_the_clock_was_ahead_names_no_card_of_later(desk):
    receive(desk, 5)
    desk.clock.advance(days=14)
    desk.run("spoil_blangko", kind="ktp_el", quantity=1, reason="terlipat")
    first = destroyed(desk)
    [record] = [id for (id,) in desk.desk().rows("SELECT id FROM destroyed")]
    desk.clock.set("2026-04-06T09:00")
    desk.run("confirm_clock", by="siti", reason="jam tadinya salah")
    number = desk.at("ktp_rusak", "hand_over")
    desk.run("hand_over_application", application=number, receiver="Budi", old_card_withdrawn=True)
    assert [(r.number, r.serial, r.quantity) for r in desk.ask("destruction", record=record).rows] == first
    desk.run("undo", by="siti", application=number, reason="salah tekan")
    desk.run("hand_over_application", application=number, receiver="Budi", old_card_withdrawn=True)
    assert destroyed(desk) == [(number, "", 1)]
    [day] = [line for line in desk.ask("day", date="2026-04-06").blangko if line.kind == "ktp_el"]
    assert day.destroyed == 1
