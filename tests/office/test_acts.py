"""What is offered is never refused for the state or the role, and what is refused is never offered."""

import subprocess
import sys

import pytest
from histories import OFFICIALS, Player, histories
from hypothesis import given, settings
from stories import STAFF, nik, staff

from counter_app.domain.acts import PAPERS
from counter_app.domain.errors import UserError
from counter_app.office.inputs import read
from counter_app.office.office import commands

ASKERS = ("ani", "budi", "siti", "camat")
REASON = {"reason": "salah tekan"}
GIVEN = {  # what an act is given besides the application
    "complete_step": {},
    "sign_applications": {},
    "hand_over_application": {"receiver": "Warga"},
    "close_application": {"outcome": "withdrawn"},
    "correct_application": {"applicant": {"phone": "081299990000"}},
}
STEPS = ("complete_step", "send_back_application")
MANY = ("sign_applications", "forward_applications")  # commands of several applications at once
PLAIN = (
    *(
        "accept_application",
        "return_application",
        "hand_over_application",
        "citizen_came",
        "close_application",
    ),
    *("undo", "set_aside", "put_back", "pass_on_application", "accept_responsibility", "assign_application"),
    *("correct_application", "reveal_nik", "sign_applications", "forward_applications"),
)


def refused(desk, by, name, fields):
    """Tell whether the role or the handler refuses a command; a handler decides and writes nothing."""
    door = commands[name]
    if STAFF[by] not in door.roles:
        return True
    try:
        door.work(read(door.kind, fields), desk.office.desk(staff(by)))
    except UserError:
        return True
    return False


def tries(desk, by, shown, act):
    """Return the command of an act, and every way of giving what it needs: one of them must pass."""
    name, number = act["name"], shown["application"]
    if name.startswith("print_"):
        return "record_paper", [{"application": number, "paper": name.removeprefix("print_")}]
    fields = {"applications": [number]} if name in MANY else {"application": number}
    fields |= GIVEN.get(name, {})
    if act["reason"]:
        fields |= REASON
    if act["step"] and name in STEPS:
        fields |= {"step": act["step"]}
    if act["citizen"]:
        fields |= {"citizen_needed": True}
    if act["out_of_line"]:
        fields |= {"out_of_line_reason": "sakit"}
    if act["requirement"]:
        fields |= {"requirement": act["requirement"]}
    if act["paper"]:
        fields |= {"paper": act["paper"]}
    if name == "mark_requirements":
        ids = [row["id"] for row in shown["requirements"]]
        return name, [fields | {"marks": {id: "present"}} for id in ids]
    if name == "sign_applications":
        return name, [fields | {"official": official} for official in OFFICIALS]
    if name in ("pass_on_application", "assign_application"):
        return name, [fields | {"to": to} for to in ("ani", "budi", "siti") if to != shown["responsible"]]
    return name, [fields]


def act(name, **fields):
    """Return an act as the question tells it."""
    bare = {
        "step": "",
        "requirement": "",
        "out_of_line": False,
        "citizen": False,
        "reason": True,
        "paper": "",
    }
    return {"name": name, "paper": ""} | bare | fields


def every_act(shown):
    """Return all acts that could be thought of, with a reason wherever one can be given."""
    silent = {name for name in PLAIN if "reason" not in commands[name].kind.__struct_fields__}
    for name in PLAIN:
        yield act(name, reason=name not in silent)
    yield act("mark_requirements", reason=False)
    for paper in PAPERS:
        yield act(f"print_{paper}", reason=False)
        yield act("did_not_print", paper=paper, reason=False)
    for row in shown["requirements"]:
        yield act("let_follow", requirement=row["id"])
    for row in shown["steps"]:
        yield act("complete_step", step=row["step"], reason=False)
        yield act("complete_step", step=row["step"], out_of_line=True, reason=False)
        yield act("send_back_application", step=row["step"])
        yield act("send_back_application", step=row["step"], citizen=True)


def leaves_out(shown, one):
    """Tell whether an act that would pass is not worth an offer: it would change or show nothing."""
    over = shown["state"] in ("collected", "closed")
    gap = any(
        row["needed"] and row["mark"] != "present" and not row["to_follow"] for row in shown["requirements"]
    )
    return (
        (one["name"] == "put_back" and over)
        or (one["name"] == "reveal_nik" and not shown["nik"])
        or (one["name"] == "print_slip" and not gap)
        or (one["name"] == "did_not_print" and shown["state"] not in PAPERS[one["paper"]])
    )


def offered(shown, one):
    """Tell whether an act is among those offered, one that may be given more than it needs included."""
    return any(
        all(there[key] == one[key] for key in ("name", "requirement", "paper"))
        and (one["name"] not in STEPS or there["step"] == one["step"])
        and there["citizen"] <= one["citizen"]
        and there["out_of_line"] <= one["out_of_line"]
        for there in shown["acts"]
    )


def offers_are_kept(desk, numbers):
    """Assert for every application and every asker that the offer is exactly what passes."""
    for number in numbers:
        for by in ASKERS:
            shown = desk.ask("application", by=by, application=number)
            for one in shown["acts"]:
                name, ways = tries(desk, by, shown, one)
                assert not all(refused(desk, by, name, fields) for fields in ways), (by, one)
            for one in every_act(shown):
                if not offered(shown, one) and not leaves_out(shown, one):
                    name, ways = tries(desk, by, shown, one)
                    assert all(refused(desk, by, name, fields) for fields in ways), (by, one)


@settings(max_examples=30)
@given(histories())
def test_an_offer_is_exactly_what_is_not_refused(history):
    player = Player().play(history)
    player.desk.run("confirm_clock", by="siti", reason="libur panjang")
    offers_are_kept(player.desk, player.numbers[:6])
    player.close()


def names(desk, number, by="ani"):
    """Return the names of what is offered, in order."""
    return [one["name"] for one in desk.ask("application", by=by, application=number)["acts"]]


def test_a_new_file_is_marked_returned_or_corrected(desk):
    number = desk.opened("letter")
    assert names(desk, number) == [
        *("mark_requirements", "return_application", "print_slip", "close_application"),
        *("pass_on_application", "correct_application", "reveal_nik"),
    ]
    desk.complete(number)
    assert names(desk, number)[:2] == ["accept_application", "mark_requirements"]


def test_offers_are_kept_along_the_whole_way(desk):
    desk.run("receive_blangko", kind="ktp_el", quantity=1)
    number, behind = desk.opened("ktp"), desk.at("ktp", "print")
    offers_are_kept(desk, [number, behind])
    desk.complete(number)
    desk.run("accept_application", application=number)
    for row in desk.show(number)["steps"][:-1]:
        offers_are_kept(desk, [number])
        desk.step(number, row["step"], **({"out_of_line_reason": "sakit"} if row["step"] == "print" else {}))
    offers_are_kept(desk, [number, behind])
    desk.run("hand_over_application", application=number, receiver="Warga")
    offers_are_kept(desk, [number])
    desk.clock.advance(minutes=20)
    offers_are_kept(desk, [number])


def test_a_card_out_of_its_turn_needs_a_reason_and_an_empty_drawer_offers_none(desk):
    first, second = desk.at("kk", "print"), desk.at("kk", "print")
    printing = lambda number: [a for a in desk.show(number)["acts"] if a["name"] == "complete_step"]  # noqa: E731
    assert printing(first) == []
    desk.run("receive_blangko", kind="kk", quantity=2)
    assert [a["out_of_line"] for a in (*printing(first), *printing(second))] == [False, True]
    desk.run("set_aside", application=second, reason="cuti")
    assert printing(second) == []
    assert "put_back" in names(desk, second)


def test_the_camat_is_offered_the_signature_alone(desk):
    number = desk.at("letter", "sign")
    assert names(desk, number, by="camat") == ["sign_applications", "reveal_nik"]
    desk.run(
        "record_absence", by="siti", official="camat", from_="2026-04-06", to="2026-04-07", reason="dinas"
    )
    assert names(desk, number, by="camat") == ["reveal_nik"]


def test_a_file_that_is_out_with_its_list_is_not_sent_again(desk):
    number = desk.at("ktp", "dedupe")
    assert "forward_applications" in names(desk, number)
    desk.run("forward_applications", applications=[number])
    assert "forward_applications" not in names(desk, number)


def test_the_last_move_and_the_names_of_people_and_steps_are_told(desk):
    number = desk.opened("letter")
    assert desk.show(number)["last_move"] is None
    desk.complete(number)
    desk.run("accept_application", application=number)
    shown = desk.show(number)
    assert shown["last_move"] == {"event": "accepted", "at": "2026-04-06T08:00:00+07:00", "staff": "ani"}
    assert shown["responsible_name"] == "Ani"
    assert [row["label"] for row in shown["steps"]][:2] == ["Verify", "Draft"]


def test_the_other_files_of_a_visit_are_named(desk):
    first = desk.opened("kk")
    others = [desk.opened("ktp", visit=first), desk.opened("letter", visit=first, nik=nik(9))]
    alone = desk.opened("letter")
    assert [desk.show(number)["visit_with"] for number in (first, *others, alone)] == [
        others,
        [first, others[1]],
        [first, others[0]],
        [],
    ]


@pytest.mark.parametrize("by", ["ani", "siti"])
def test_an_undo_is_offered_to_who_may(desk, by):
    number = desk.at("letter", "draft")
    desk.clock.advance(minutes=16)
    assert ("undo" in names(desk, number, by=by)) == (by == "siti")


def test_the_first_question_of_a_window_knows_the_acts():
    """A window imports no command before it is given: the roles of each are looked up."""
    program = (
        "from counter_app.office.office import commands\n"
        "from counter_app.office.queries import acts\n"
        "from counter_app.domain.acts import PRINT, Act\n"
        "assert 'record_paper' not in commands\n"
        "assert acts._roles(Act('undo')) == acts._roles(Act(PRINT + 'slip')) == {'clerk', 'supervisor'}\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


def test_the_last_step_before_the_hand_over_is_told(desk):
    number = desk.accepted("letter")
    while desk.state(number) == "in_process":
        acts = [act for act in desk.show(number)["acts"] if act["name"] == "complete_step"]
        told = {act["step"]: act["last"] for act in acts}
        step = next(one["step"] for one in desk.show(number)["steps"] if one["state"] == "current")
        desk.step(number, step)
        if step != "sign":
            assert told[step] == (desk.state(number) == "ready")
