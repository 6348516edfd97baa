"""What an independent try of the whole program found, so that it does not come back."""

import pytest

from counter_app.domain import blangko, life, signing
from counter_app.domain.life import UnknownStaff
from counter_app.domain.signing import UnknownOfficial
from counter_app.office.commands.applications import NotBornYet
from counter_app.office.commands.process import AlreadyOut
from counter_app.office.commands.staffing import SamePerson
from counter_app.office.inputs import WrongField


def test_a_delivery_announced_in_the_same_instant_as_an_earlier_delivery_is_still_expected(desk, clock):
    desk.run("receive_blangko", kind="ktp_el", quantity=2)
    clock.advance(minutes=-3)
    desk.run("expect_blangko", by="siti", kind="ktp_el", quantity=2, on="2026-04-08")
    assert desk.ask("blangko")[0]["expected"] == [
        {"quantity": 2, "on": desk.clock.local.date().replace(day=8)}
    ]


def test_the_ledger_keeps_the_order_of_writing_when_the_clock_stands(desk):
    desk.run("receive_blangko", kind="kk", quantity=1)
    for _ in range(2):
        desk.step(desk.at("kk", "print"), "print")
        desk.run("receive_blangko", kind="kk", quantity=1)
    assert [row.left for row in desk.ask("ledger", kind="kk").rows] == [1, 0, 1, 0, 1]


@pytest.mark.parametrize(
    ("official", "form"), [("kasi", "an_sekcam"), ("sekcam", "an_kasi"), ("camat", "plh")]
)
def test_a_deputy_must_fit_the_form(desk, official, form):
    with pytest.raises(signing.WrongDeputy):
        desk.run(
            "record_absence",
            by="siti",
            official="camat",
            from_="2026-04-06",
            to="2026-04-07",
            reason="dinas",
            deputies=[{"official": official, "form": form}],
        )


def test_receipts_count_the_files_that_will_stand_in_line_before(desk):
    ranks = [desk.ask("receipt", application=desk.accepted("kk")).items[0].forecast.rank for _ in range(3)]
    assert ranks == [1, 2, 3]


def test_first_timers_come_before_replacements_in_the_forecast_too(desk):
    desk.accepted("ktp_hilang")
    assert desk.ask("receipt", application=desk.accepted("ktp")).items[0].forecast.rank == 1
    assert desk.ask("receipt", application=desk.accepted("ktp_hilang")).items[0].forecast.rank == 3


def test_the_clock_pauses_while_the_citizen_is_awaited(desk, clock):
    number = desk.to_step(desk.accepted("letter"), "draft")
    desk.run(
        "send_back_application", application=number, step="verify", reason="KTP buram", citizen_needed=True
    )
    clock.advance(days=1)
    assert desk.show(number)["late"] is False
    assert desk.ask("applications", late=True) == []
    assert sum(row.late for row in desk.ask("day", date="2026-04-07").services) == 0


def test_a_returned_file_is_not_returned_twice(desk):
    number = desk.opened("letter")
    desk.run("return_application", application=number)
    with pytest.raises(life.NotPossibleNow, match="already returned"):
        desk.run("return_application", application=number)


def test_the_slip_tells_that_the_papers_stay(desk):
    number = desk.opened("letter")
    desk.run("return_application", application=number, deposited=True)
    assert desk.ask("slip", application=number).deposited is True


def test_a_file_goes_out_with_one_list_and_is_ticked_off_though_it_went_on(today):
    number = today.at("kk", "forward")
    batch = today.run("forward_applications", applications=[number]).ids["batch"]
    with pytest.raises(AlreadyOut):
        today.run("forward_applications", applications=[number])
    today.step(number, "forward")
    today.run("receive_batch", batch=batch, applications=[number])
    assert today.ask("manifest", batch=batch).rows[0].back is not None


def test_acts_with_nothing_in_them_are_refused(desk):
    number = desk.opened("letter")
    with pytest.raises(life.NothingGiven):
        desk.run("mark_requirements", application=number)
    with pytest.raises(life.NothingGiven):
        desk.run("correct_application", application=number, reason="salah")
    with pytest.raises(SamePerson):
        desk.run("pass_on_application", application=number, to="ani", reason="cuti")
    with pytest.raises(UnknownStaff):
        desk.run("assign_application", by="siti", application=number, to="tono", reason="sakit")
    with pytest.raises(UnknownOfficial):
        desk.ask("signing_batch", official="zz")


def test_one_serial_number_is_one_card_and_a_range_runs_upwards(desk):
    desk.run("receive_blangko", kind="kk", quantity=5)
    desk.step(desk.at("kk", "print"), "print", serial="A1")
    with pytest.raises(blangko.SerialUsed):
        desk.step(desk.at("kk", "print"), "print", serial="A1")
    with pytest.raises(blangko.BadRange):
        desk.run("receive_blangko", kind="kk", quantity=10, serial_from="A10", serial_to="A1")


def test_a_spoiled_card_keeps_its_serial_number(desk):
    desk.run("receive_blangko", kind="kk", quantity=5)
    number = desk.at("kk", "print")
    desk.step(number, "print", serial="A102")
    desk.run("send_back_application", application=number, step="print", reason="nama salah")
    record = desk.run("destroy_cards", by="siti", method="digunting").ids["record"]
    assert [row.serial for row in desk.ask("destruction", record=record).rows] == ["A102"]


def test_a_folder_sheet_lists_only_what_its_official_may_sign(desk):
    desk.run("receive_blangko", kind="kk", quantity=5)
    desk.at("kk", "sign")
    letter = desk.at("letter", "sign")
    desk.run(
        "record_absence",
        by="siti",
        official="camat",
        from_="2026-04-06",
        to="2026-04-09",
        reason="dinas",
        deputies=[{"official": "sekcam", "form": "an_sekcam"}],
    )
    assert [row.number for row in desk.ask("signing_batch", official="sekcam").rows] == [letter]


def test_control_and_direction_marks_are_taken_out_and_endless_texts_refused(desk):
    number = desk.opened("letter", name="Ani\u202e\x00 Sari", phone="08\n11")
    view = desk.show(number)
    assert (view["name"], view["phone"]) == ("Ani Sari", "08 11")
    with pytest.raises(WrongField, match="too long"):
        desk.opened("letter", name="A" * 10_000)


def test_nobody_is_born_in_the_future(desk):
    with pytest.raises(NotBornYet):
        desk.opened("letter", birth_date="2027-01-01")


def test_the_usual_time_of_the_agency_is_what_it_took_before(today, clock):
    first = today.at("kk", "forward")
    assert today.show(first)["expected"] == today.show(first)["due"][:10]
    clock.advance(days=9)
    today.step(first, "forward")
    second = today.accepted("kk")
    assert today.show(second)["expected"] == "2026-04-27"
