"""What a hand-over asks for, and the papers that bear a whole NIK."""

import pytest
from stories import nik

from counter_app.domain.collecting import NoPower, WrongProof
from counter_app.domain.life import InPerson, UnknownBatch

LETTER = "470/1/SU.II/IV/2026"


def given(desk, number, **fields):
    desk.run("hand_over_application", application=number, **({"receiver": "Warga 1"} | fields))
    return desk.ask("handover", application=number)


@pytest.mark.parametrize("proof", ["id_card", "KTP-el", "e-KTP asli", "kartu tanda penduduk"])
def test_a_proof_is_known_by_its_usual_words(desk, proof):
    assert given(desk, desk.at("letter", "hand_over"), proof=proof).proof == "identity card (KTP-el)"


@pytest.mark.parametrize("proof", ["tanda terima", "dikenal petugas", "SIM"])
def test_a_proof_that_the_leaflet_does_not_name_is_refused(desk, proof):
    number = desk.at("letter", "hand_over")
    with pytest.raises(WrongProof, match="Ask for: identity card"):
        given(desk, number, proof=proof)
    assert desk.show(number)["state"] == "ready"


def test_somebody_else_needs_a_power_of_attorney_and_an_own_card(desk):
    number = desk.at("letter", "hand_over")
    with pytest.raises(NoPower, match="Somebody else collects for Warga 1"):
        given(desk, number, receiver="Budi", relation="proxy", power_of_attorney=False)
    with pytest.raises(WrongProof, match="power of attorney and the identity card"):
        given(desk, number, receiver="Budi", relation="proxy", proof="KK")
    paper = given(desk, number, receiver="Budi", relation="proxy", proof="surat kuasa dan KTP penerima kuasa")
    assert (paper.relation, paper.power, paper.proof) == ("proxy", True, "identity card (KTP-el)")
    [row] = desk.ask("collection_book").rows
    assert (row.receiver, row.relation, row.power, row.letter) == ("Budi", "proxy", True, LETTER)


def test_a_card_goes_to_the_applicant_alone(desk):
    desk.run("receive_blangko", kind="ktp_el", quantity=2)
    with pytest.raises(InPerson):
        given(desk, desk.at("ktp", "hand_over"), receiver="Budi", relation="child", power_of_attorney=True)


def test_the_note_says_what_was_handed_over(desk):
    desk.run("receive_blangko", kind="ktp_el", quantity=2)
    number = desk.at("ktp", "print")
    desk.step(number, "print", serial="AB000102")
    [card] = given(desk, number).products
    assert (card.label, card.serial, card.letter) == ("KTP-el", "AB000102", "")
    [letter] = given(desk, desk.at("letter", "hand_over")).products
    assert (letter.serial, letter.letter) == ("", LETTER)


def test_the_note_bears_the_whole_nik_once_it_is_written_down(desk):
    number = desk.at("letter", "hand_over")
    assert given(desk, number).nik == "1671********0001"
    desk.run("record_paper", by="siti", application=number, paper="handover")
    assert desk.ask("handover", application=number).nik == nik(1)
    assert desk.ask("handover", by="budi", application=number).nik == "1671********0001"


def test_the_list_to_the_agency_bears_whole_niks_once_it_is_written_down(today):
    number = today.at("ktp", "dedupe")
    batch = today.run("forward_applications", applications=[number]).ids["batch"]
    paper = today.ask("manifest", batch=batch)
    assert paper.addressee == "Kepala Dinas Kependudukan dan Pencatatan Sipil Kota Palembang"
    assert [row.nik for row in paper.rows] == ["1671********0001"]
    with pytest.raises(UnknownBatch):
        today.run("show_manifest", by="siti", batch="L1-K0")
    today.run("show_manifest", by="siti", batch=batch)
    assert [row.nik for row in today.ask("manifest", batch=batch).rows] == [nik(1)]
    assert [row.nik for row in today.ask("manifest", by="budi", batch=batch).rows] == ["1671********0001"]
    today.run("show_person", by="siti", person=number)
    acts = today.ask("person", by="siti", person=number).acts
    assert ("List drawn with whole NIKs", True) in [(one.what, one.whole_nik) for one in acts]


def test_a_list_that_was_drawn_without_a_file_is_no_act_on_its_citizen(today):
    number, other = today.at("ktp", "dedupe"), today.at("ktp", "dedupe")
    batch = today.run("forward_applications", applications=[number, other]).ids["batch"]
    today.run("undo", by="siti", application=number, reason="salah daftar")
    today.run("show_manifest", by="siti", batch=batch)
    for one, drawn in ((number, 0), (other, 1)):
        today.run("show_person", by="siti", person=one)
        acts = today.ask("person", by="siti", person=one).acts
        assert [act.what for act in acts].count("List drawn with whole NIKs") == drawn


def test_the_record_of_destruction_bears_whole_niks_once_it_is_written_down(desk):
    desk.run("receive_blangko", kind="ktp_el", quantity=2)
    number = desk.at("ktp_rusak", "hand_over")
    given(desk, number, old_card_withdrawn=True)
    desk.clock.advance(minutes=1)
    record = desk.run("destroy_cards", by="siti", method="dibakar", witnesses=["rina wati"]).ids["record"]
    paper = desk.ask("destruction", record=record)
    assert ([row.nik for row in paper.rows], paper.number) == (["1671********0001"], "")
    assert [(one.name, one.title, one.nip) for one in paper.witnesses] == [
        ("Rina Wati", "Sekretaris Camat", "19700101 199003 1 001")
    ]
    desk.run("show_destruction", by="siti", record=record)
    assert [row.nik for row in desk.ask("destruction", record=record).rows] == [nik(1)]
    desk.run("show_person", by="siti", person=number)
    [drawn] = [one for one in desk.ask("person", by="siti", person=number).acts if one.note == record]
    assert (drawn.what, drawn.whole_nik) == ("Record of destroyed cards drawn with whole NIKs", True)


def test_an_adult_who_sends_somebody_gives_a_power_of_attorney(desk):
    someone = {"name": "Budi", "relation": "tetangga"}
    shown = desk.show(desk.opened("kk", submitter=someone))
    assert "surat_kuasa" in [one["id"] for one in shown["requirements"]]
    assert "surat_kuasa" not in [one["id"] for one in desk.show(desk.opened("kk"))["requirements"]]
    first = desk.show(desk.opened("ktp", submitter=someone))  # the applicant must come to be recorded
    assert "surat_kuasa" not in [one["id"] for one in first["requirements"]]


def test_a_child_is_sent_by_nobody(today):
    parent = {"name": "Budi", "relation": "parent"}
    shown = today.show(today.opened("kia", nik=nik(5, born="010120"), submitter=parent))
    assert "surat_kuasa" not in [one["id"] for one in shown["requirements"]]


def test_who_handed_in_stands_on_the_receipt(desk):
    number = desk.accepted("letter", submitter={"name": "Budi", "relation": "child"})
    assert desk.ask("receipt", application=number).items[0].submitter == "Budi (child)"
