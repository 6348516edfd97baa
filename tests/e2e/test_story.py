"""The main job from the command line: the line for cards, the camat's absence, Eid, a returned file."""

import pytest


def stalls(program, **fields):
    return {row["application"]: row for row in program.ask("stalls", **fields)}


def test_three_cards_are_awaited_two_come_and_one_is_spoiled(program):
    numbers = [program.accepted("ktp_baru") for _n in range(3)]
    for number in numbers:
        program.clock.advance(minutes=10)
        program.steps(number, "verify", "record", "dedupe", "initial", "sign")
    assert [row["rank"] for row in stalls(program).values()] == [1, 2, 3]
    program.run("receive_blangko", kind="ktp_el", quantity=2, letter="470/88")
    assert list(stalls(program)) == [numbers[2]]
    program.steps(numbers[0], "print", serial="0001")
    program.run("spoil_blangko", kind="ktp_el", quantity=1, reason="terlipat", application=numbers[1])
    waiting = stalls(program, cause="blangko")
    assert [(n, waiting[n]["rank"]) for n in numbers[1:]] == [(numbers[1], 1), (numbers[2], 2)]
    refused = program("run", "complete_step", f'{{"application":"{numbers[1]}","step":"print"}}', by="ani")
    assert (refused.status, refused.err[:34]) == (1, "Only 0 blank KTP-el on hand at thi")
    program.run("hand_over_application", application=numbers[0], receiver="Warga 1")
    day = program.ask("day", date="2026-04-06")
    card = next(row for row in day["blangko"] if row["kind"] == "ktp_el")
    assert (card["received"], card["used"], card["spoiled"], card["closing"]) == (2, 1, 1, 0)
    ktp = next(row for row in day["services"] if row["service"] == "ktp_baru")
    assert (ktp["received"], ktp["done"], ktp["collected"], ktp["open"]) == (3, 1, 1, 2)
    program.clock.advance(minutes=1)
    program.run("expect_blangko", "siti", kind="ktp_el", quantity=1, on="2026-04-20")
    program.run("expect_blangko", "siti", kind="ktp_el", quantity=1, on="2026-05-04")
    assert [row["until"] for row in stalls(program).values()] == ["2026-04-20", "2026-05-04"]


@pytest.fixture
def folder(program):
    """Return a KK that waits in the signature folder since Monday, 08.00."""
    program.run("receive_blangko", kind="kk", quantity=1)
    number = program.accepted("kk_ubah")
    program.steps(number, "verify", "enter", "print", "initial")
    program.clock.set("2026-04-06T09:00")
    return program, number


def absence(program, **fields):
    period = {"from": "2026-04-06T08:30", "to": "2026-04-08", "reason": "dinas luar"}
    return program.run("record_absence", "siti", official="camat", **period, **fields)["absence"]


def test_a_family_card_waits_while_the_camat_is_away_and_nobody_acts(folder):
    program, number = folder
    id = absence(program)
    [stall] = program.ask("stalls")
    assert (stall["application"], stall["cause"], stall["step"]) == (number, "signature", "sign")
    assert (stall["since"], stall["until"]) == ("2026-04-06T08:30:00+07:00", "2026-04-08T23:59:59+07:00")
    [row] = program.ask("signing_folder")
    assert (row["stalled"], row["until"], row["working_days"]) == (True, "2026-04-08T23:59:59+07:00", 0)
    refused = program(
        "run", "sign_applications", f'{{"applications":["{number}"],"official":"camat"}}', by="ani"
    )
    assert refused.status == 1
    assert refused.err.startswith("Hasan Basri is away now and nobody may sign instead.")
    program.clock.set("2026-04-07T10:00")
    program.run("end_absence", "camat", absence=id)
    program.steps(number, "sign", "register")
    assert program.ask("application", application=number)["state"] == "ready"


def test_a_deputy_keeps_the_family_card_moving(folder):
    program, number = folder
    absence(program, deputies=[{"official": "sekcam", "form": "plh", "letter": "800/12"}])
    assert program.ask("stalls") == []
    assert program.ask("signing_folder")[0]["stalled"] is False
    program.run("sign_applications", "camat", applications=[number], official="sekcam")
    assert program.ask("day", date="2026-04-06")["signing"]["signed_by"] == {"Rina Wati (Plh.)": 1}


def test_a_deputy_by_a_form_that_the_service_forbids_moves_nothing(folder):
    program, number = folder
    absence(program, deputies=[{"official": "sekcam", "form": "an_sekcam"}])
    assert [row["application"] for row in program.ask("stalls")] == [number]
    fields = f'{{"applications":["{number}"],"official":"sekcam","form":"an_sekcam"}}'
    assert program("run", "sign_applications", fields, by="ani").status == 1


def test_a_deadline_over_eid(empty, office_file):
    empty.clock.set("2026-03-17T09:00")
    assert empty("setup", str(office_file)).status == 0
    shown = empty.ask("application", application=empty.accepted("kk_ubah"))
    assert shown["due"] == "2026-03-27T16:00:00+07:00"  # Nyepi, Eid and joint leave: 18 to 24 March


def test_a_returned_file_that_comes_back_complete(program):
    applicant = {"name": "Dewi Ayu"}
    number = program.run("open_application", service="surat_pengantar", applicant=applicant)["application"]
    present = {"pengantar_rt": "present", "pengantar_lurah": "present"}
    program.run("mark_requirements", application=number, marks=present)
    program.run("return_application", application=number)
    shown = program.ask("application", application=number)
    assert (shown["state"], shown["due"]) == ("returned", None)
    assert [row["id"] for row in shown["requirements"] if row["mark"] == "missing"] == ["ktp_fc", "kk_fc"]
    program.clock.set("2026-04-07T10:00")
    program.run("mark_requirements", application=number, marks={"ktp_fc": "present", "kk_fc": "present"})
    program.run("accept_application", application=number)
    shown = program.ask("application", application=number)
    assert (shown["state"], shown["returns"]) == ("in_process", 1)
    assert shown["due"] == "2026-04-07T10:12:00+07:00"
    missing = {row["requirement"]: row["times"] for row in program.ask("day", date="2026-04-06")["missing"]}
    assert missing == {"ktp_fc": 1, "kk_fc": 1}
