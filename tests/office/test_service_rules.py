"""What a service file says decides: how many sheets, which reason, what it costs, who may collect."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from stories import nik

from counter_app.domain.checklist import OneReason
from counter_app.domain.life import InPerson, Unanswered
from counter_app.i18n import set_language
from counter_app.office.intake import UnknownCount
from counter_app.printing.papers import paper

CHANGED = """
id = "ktp_ganti"
label = { id = "Penggantian KTP-el", en = "Replaced e-KTP" }
group = "KTP"
queue = "A"
standard = { working_days = 1 }
use_when = { lost = "lost", damaged = "damaged", moved = "change" }
fee = 10000
fee_law = "Perda 4/2023"
steps = [{ id = "print", need = "blangko", of = "ktp_el" }, { id = "hand_over" }]

[[fees]]
label = { id = "Denda kehilangan", en = "Fine for the loss" }
amount = 50000
when = ["lost"]

[[fees]]
label = { id = "Laminasi", en = "Lamination" }
amount = 2000
per = { id = "kartu", en = "card" }
unless = ["lost"]

[[requirement]]
id = "foto"
label = { id = "Pas foto", en = "Photograph" }
doc = "handed_in"
unit = "photo"
copies = 4

[[requirement]]
id = "lapor"
label = { id = "Surat kehilangan", en = "Loss report" }
doc = "handed_in"
valid_days = 14
when = ["lost"]

[[requirement]]
id = "lama"
label = { id = "KTP-el lama", en = "The old e-KTP" }
doc = "exchanged"
unless = ["lost"]

[conditions.moved]
label = { id = "Pindah?", en = "Moved?" }
yes = { id = "pindah alamat", en = "moved" }
no = { id = "tidak pindah", en = "not moved" }

[[reasons]]
label = { id = "Mengapa diganti?", en = "Why is it replaced?" }
of = ["lost", "damaged", "moved"]
"""


@pytest.fixture
def own(desk):
    """An office with one service for every replaced card."""
    desk.run("change_service", by="siti", definition=CHANGED)
    return desk


def printed(desk, name, id, size="a5"):
    """Return the text of a paper as it comes out of the printer."""
    fields = {"service": id} if name == "leaflet" else {"application": id}
    out = BytesIO()
    paper(name).write(desk.ask(name, **fields), out, size=size)
    return " ".join(" ".join(page.extract_text() for page in PdfReader(out).pages).split())


def test_the_reason_that_holds_decides_what_the_card_is_booked_as(own):
    for reason, use in (("lost", "lost"), ("damaged", "damaged"), ("moved", "change")):
        number = own.opened("ktp_ganti", conditions=[reason], counts={"kartu": 1})
        assert own.desk().application(number).use == use


def test_two_reasons_at_once_are_refused(own):
    with pytest.raises(OneReason, match=r"Why is it replaced\? Only one of these can be so: lost, damaged"):
        own.opened("ktp_ganti", conditions=["lost", "damaged"])


def test_a_file_whose_reason_was_not_said_is_not_accepted(own):
    number = own.opened("ktp_ganti")
    own.complete(number)
    with pytest.raises(Unanswered, match=r"Ask first: Why is it replaced\?"):
        own.run("accept_application", application=number)
    own.run("correct_application", application=number, conditions=["lost"], reason="ditanyakan")
    own.complete(number)
    own.run("accept_application", application=number)
    assert own.desk().application(number).use == "lost"


def test_none_of_several_reasons_may_hold_where_the_service_says_so(today):
    number = today.opened("kia", nik=nik(5, born="010120"))
    today.complete(number)
    today.run("accept_application", application=number)
    assert today.desk().application(number).use == "new"
    lost = today.opened("kia", nik=nik(6, born="010120"), conditions=["lost"])
    assert today.desk().application(lost).use == "lost"


def test_six_heirs_bring_six_sheets(desk):
    number = desk.opened("ahli_waris", counts={"ahli waris": 6})
    row = next(row for row in desk.show(number)["requirements"] if row["id"] == "ktp_kk_waris")
    assert (row["copies"], row["count"], row["per"]) == (6, 6, "heir")
    set_language("id")
    assert "KTP dan KK seluruh ahli waris: fotokopi, 6 lembar (1 tiap ahli waris)" in printed(
        desk, "slip", number
    )


def test_how_many_heirs_there_are_is_asked_before_the_file_is_accepted(desk):
    number = desk.run(
        "open_application", service="ahli_waris", applicant={"name": "Warga", "nik": nik(7)}
    ).ids["application"]
    assert desk.ask("requirements", service="ahli_waris")["counts"] == [
        {"id": "ahli waris", "label": "How many: heir?"}
    ]
    assert "1 sheet for each: heir" in printed(desk, "slip", number)
    desk.complete(number)
    with pytest.raises(Unanswered, match="Ask first: How many: heir"):
        desk.run("accept_application", application=number)
    desk.run("correct_application", application=number, counts={"ahli waris": 2}, reason="ditanyakan")
    desk.run("accept_application", application=number)
    assert "photocopy 2 sheets (1 for each: heir)" in printed(desk, "receipt", number)


def test_what_a_service_does_not_count_is_refused(desk):
    with pytest.raises(UnknownCount, match="This service counts: ahli waris"):
        desk.opened("ahli_waris", counts={"anak": 2})


def test_four_photos_are_photos_and_an_old_letter_is_too_old(own):
    number = own.opened("ktp_ganti", conditions=["lost"])
    slip = printed(own, "slip", number)
    assert "Photograph: original, 4 photos" in slip
    assert "Loss report: original, 1 sheet, not older than 14 days" in slip
    set_language("id")
    assert "4 foto" in printed(own, "slip", number)


@pytest.mark.parametrize("size", ["58", "80", "a5"])
def test_a_service_that_costs_says_what_and_by_which_rule_and_never_that_it_is_free(own, size):
    number = own.opened("ktp_ganti", conditions=["lost"])
    slip = printed(own, "slip", number, size)
    own.complete(number)
    own.run("accept_application", application=number)
    for found in (slip, printed(own, "receipt", number, size)):
        assert "FREE OF CHARGE" not in found
        assert "Rp10,000" in found
        assert "Fine for the loss: Rp50,000" in found
        assert "Altogether Rp60,000" in found
        assert "Perda 4/2023" in found
        assert "Lamination" not in found


def test_what_is_paid_for_each_is_counted(own):
    number = own.opened("ktp_ganti", conditions=["moved"], counts={"kartu": 3})
    assert "Lamination: Rp6,000 (Rp2,000 for each of 3: card)" in printed(own, "slip", number)


def test_a_leaflet_names_every_cost_with_its_case(own):
    found = printed(own, "leaflet", "ktp_ganti")
    assert "FREE OF CHARGE" not in found
    assert "Fine for the loss: Rp50,000, if: lost" in found
    assert "Lamination: Rp2,000 for each: card, if: not lost" in found
    assert "Perda 4/2023" in found


def test_a_price_that_changes_later_does_not_change_what_was_asked_for(own):
    number = own.accepted("ktp_ganti", conditions=["lost"])
    own.run("change_service", by="siti", definition=CHANGED.replace("10000", "99000"))
    assert "Rp10,000" in printed(own, "receipt", number)


def test_a_leaflet_says_each_case_as_a_statement(own, desk):
    found = printed(own, "leaflet", "ktp_ganti")
    assert "If: lost" in found
    assert "If: not lost" in found
    assert "Lost?" not in found
    set_language("id")
    words = printed(desk, "leaflet", "kk_hilang_rusak")
    assert "Bila tidak hilang" in words
    assert "Hilang?" not in words


def test_the_old_card_is_shown_and_comes_back_with_the_citizen(own):
    number = own.accepted("ktp_ganti", conditions=["damaged"], counts={"kartu": 1})
    found = printed(own, "receipt", number)
    assert "The old e-KTP: original shown; it is given up for the new one" in found
    assert "Bring this receipt and: The old e-KTP." in found
    assert "The old e-KTP: original kept" not in found


def test_leaflet_and_receipt_agree_on_who_may_collect(desk):
    alone, anybody = desk.accepted("ktp"), desk.accepted("kk")
    for name, mine, theirs in (
        ("receipt", alone, anybody),
        ("leaflet", "ktp_baru", "kk_ubah"),
    ):
        assert "Collected by the applicant in person only." in printed(desk, name, mine)
        assert "If somebody else collects" not in printed(desk, name, mine)
        assert "If somebody else collects" in printed(desk, name, theirs)


def test_what_is_collected_in_person_is_given_to_nobody_else(desk):
    desk.run("receive_blangko", kind="ktp_el", quantity=1)
    number = desk.at("ktp", "hand_over")
    with pytest.raises(InPerson, match="in person, to nobody else"):
        desk.run("hand_over_application", application=number, receiver="Budi", relation="kakak")
    desk.run("hand_over_application", application=number, receiver=desk.show(number)["name"])
    assert desk.state(number) == "collected"


def test_the_service_that_comes_first_is_named_and_an_unfinished_file_for_it_is_told(desk):
    first = desk.desk().catalogue.label("kk_ubah")
    assert f"Must be done first: {first}." in printed(desk, "leaflet", "ktp_ubah")
    first = desk.opened("kk_ubah", nik=nik(9))
    done = desk.run("open_application", service="ktp_ubah", applicant={"name": "Warga", "nik": nik(9)})
    assert any(first in warning for warning in done.warnings)


def test_a_leaflet_says_what_one_gets_and_how_long_it_is_valid(desk):
    found = printed(desk, "leaflet", "pindah_keluar")
    assert "You get: moving letter (SKPWNI). Valid for 30 days." in found
    assert "Valid for 6 months." in printed(desk, "leaflet", "domisili")
