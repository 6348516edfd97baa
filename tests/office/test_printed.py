"""What was printed: originals, copies marked SALINAN, papers that did not come out, a visit's receipt."""

import pytest

from counter_app.domain import life, undoing


def record(desk, number, paper="receipt"):
    return desk.run("record_paper", application=number, paper=paper)


def is_copy(desk, number, paper="receipt"):
    return desk.ask(paper, application=number).copy


@pytest.mark.parametrize(
    ("paper", "begin"), [("receipt", "accepted"), ("slip", "opened"), ("handover", "collected")]
)
def test_the_first_is_an_original_and_the_second_a_copy(desk, paper, begin):
    if begin == "collected":
        number = desk.at("letter", "hand_over")
        desk.run("hand_over_application", application=number, receiver="Warga")
    else:
        number = getattr(desk, begin)("letter")
    record(desk, number, paper)
    assert is_copy(desk, number, paper) is False
    record(desk, number, paper)
    assert is_copy(desk, number, paper) is True


def test_after_a_paper_that_did_not_print_comes_an_original(desk):
    number = desk.accepted("letter")
    record(desk, number)
    desk.run("did_not_print", application=number, paper="receipt")
    record(desk, number)
    assert is_copy(desk, number) is False


def test_a_copy_that_did_not_print_comes_again_as_a_copy(desk):
    number = desk.accepted("letter")
    record(desk, number)
    record(desk, number)
    desk.run("did_not_print", application=number, paper="receipt")
    assert desk.ask("printed", application=number) == {"receipt": 1}
    record(desk, number)
    assert is_copy(desk, number) is True


def test_one_jam_said_twice_makes_no_second_original(desk):
    number = desk.accepted("letter")
    record(desk, number)
    record(desk, number)
    desk.run("did_not_print", application=number, paper="receipt")
    with pytest.raises(undoing.NothingToUndo):
        desk.run("did_not_print", application=number, paper="receipt")
    assert [one for one in desk.show(number)["acts"] if one["name"] == "did_not_print"] == []
    record(desk, number)
    assert is_copy(desk, number) is True


def test_each_paper_that_did_not_print_takes_back_one_of_its_kind_and_never_more(desk):
    number = desk.opened("letter")
    record(desk, number, "slip")
    desk.complete(number)
    desk.run("accept_application", application=number)
    record(desk, number)
    desk.run("did_not_print", application=number, paper="receipt")
    with pytest.raises(undoing.NothingToUndo):
        desk.run("did_not_print", application=number, paper="receipt")
    assert desk.ask("printed", application=number) == {"slip": 1, "receipt": 0}


def test_a_receipt_with_a_file_that_stood_on_none_before_is_an_original(desk):
    first = desk.accepted("kk")
    record(desk, first)
    second = desk.accepted("ktp", visit=first)
    record(desk, first)
    assert (is_copy(desk, first), is_copy(desk, second)) == (False, False)
    record(desk, first)
    assert (is_copy(desk, first), is_copy(desk, second)) == (True, True)


def test_a_paper_that_came_out_can_be_said_to_have_jammed(desk):
    number = desk.accepted("letter")
    acts = lambda: [one["paper"] for one in desk.show(number)["acts"] if one["name"] == "did_not_print"]  # noqa: E731
    assert acts() == []
    record(desk, number)
    assert acts() == ["receipt"]


def test_what_was_never_printed_did_not_fail(desk):
    with pytest.raises(undoing.NothingToUndo):
        desk.run("did_not_print", application=desk.accepted("letter"), paper="receipt")


@pytest.mark.parametrize(
    ("paper", "begin"), [("receipt", "opened"), ("slip", "accepted"), ("handover", "accepted")]
)
def test_a_paper_belongs_to_its_state(desk, paper, begin):
    number = getattr(desk, begin)("letter")
    with pytest.raises(life.NotPossibleNow):
        record(desk, number, paper)


def test_the_files_of_one_visit_share_a_receipt(desk):
    first = desk.accepted("kk", name="Budi")
    second = desk.accepted("ktp", name="Ani", visit=first)
    desk.opened("letter", visit=first)
    other = desk.accepted("letter")
    for number in (first, second):
        assert [item.number for item in desk.ask("receipt", application=number).items] == [first, second]
    assert [item.number for item in desk.ask("receipt", application=other).items] == [other]


def test_a_copy_for_one_of_a_visit_is_a_copy_for_all(desk):
    first = desk.accepted("kk")
    second = desk.accepted("ktp", visit=first)
    record(desk, first)
    assert (is_copy(desk, first), is_copy(desk, second)) == (False, False)
    desk.run("did_not_print", application=second, paper="receipt")
    record(desk, first)
    assert (is_copy(desk, first), is_copy(desk, second)) == (False, False)
    record(desk, second)
    assert (is_copy(desk, first), is_copy(desk, second)) == (True, True)


def test_the_receipt_prints_deadline_and_forecast(desk):
    item = desk.ask("receipt", application=desk.accepted("ktp")).items[0]
    assert (item.working_days, item.due.isoformat()) == (14, "2026-04-24T16:00:00+07:00")
    assert (item.forecast.kind, item.forecast.rank, item.forecast.on) == ("blangko", 1, None)
    assert item.nik == "1671********0001"


def test_the_receipt_promises_a_call_only_where_a_phone_is_known(desk):
    number = desk.accepted("ktp")
    desk.run(
        "correct_application", application=number, applicant={"phone": "0812-7000-1234"}, reason="nomor baru"
    )
    assert desk.ask("receipt", application=number).items[0].forecast.call
    desk.run("correct_application", application=number, applicant={"phone": ""}, reason="nomor salah")
    assert not desk.ask("receipt", application=number).items[0].forecast.call


def receipt(desk, number):
    return [item.number for item in desk.ask("receipt", application=number).items]


def test_a_visit_ends_with_the_day(desk):
    first = desk.accepted("kk", visit="7f3a")
    assert desk.show(first)["visit"] == "7f3a"
    desk.clock.set("2026-04-07T08:00")
    done = desk.run("open_application", service="kk_ubah", applicant={"name": "Orang Lain"}, visit="7f3a")
    assert "L1" in done.warnings[0]
    second = desk.accepted("letter", visit="7f3a")
    third = desk.accepted("letter", visit="7f3a")
    assert receipt(desk, first) == [first]
    assert receipt(desk, third) == receipt(desk, second) == [second, third]


def test_files_of_another_counter_are_another_visit(desk):
    first = desk.accepted("kk", visit="7f3a")
    desk.office.counter, desk.office.code = "L2-9c1d", "L2"
    second = desk.accepted("letter", visit="7f3a")
    assert receipt(desk, second) == [second]
    assert receipt(desk, first) == [first]


def test_a_visit_is_never_the_number_of_a_file_to_come(desk):
    with pytest.raises(life.UnknownApplication):
        desk.opened("letter", visit="L1-20260406-0002")
