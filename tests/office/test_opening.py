"""Opening an application: the citizen, what is derived, what is warned about, what is refused."""

import pytest
from stories import nik

from counter_app.domain.checklist import AgeUnknown, TooOld, TooYoung
from counter_app.domain.errors import UserError
from counter_app.office.catalogue import UnknownService
from counter_app.office.commands.applications import EventOver, NoName, ServiceOff
from counter_app.office.intake import UnknownCondition


def warned(desk, service="ktp_baru", **applicant):
    person = {"name": "Dewi Ayu", "nik": nik(900)} | applicant
    return desk.run("open_application", service=service, applicant=person).warnings


def test_numbers_run_within_a_day_and_begin_anew_with_the_next(desk):
    first, second = desk.opened("ktp"), desk.opened("letter")
    desk.clock.set("2026-04-07T08:00")
    assert [first, second, desk.opened("kk")] == ["L1-20260406-0001", "L1-20260406-0002", "L1-20260407-0001"]


def test_a_new_application_is_being_checked_and_has_no_deadline(desk):
    shown = desk.show(desk.opened("ktp", name="Siti  Aminah\t", phone=" 0812 "))
    assert (shown["state"], shown["name"], shown["phone"]) == ("checking", "Siti Aminah", "0812")
    assert (shown["due"], shown["expected"], shown["late"]) == (None, None, False)
    assert shown["opened"] == "2026-04-06T08:00:00+07:00"
    assert shown["responsible"] == "ani"


def test_birth_date_and_sex_follow_from_the_nik(desk):
    shown = desk.show(desk.opened("ktp", nik=nik(7, born="210308", woman=True)))
    assert (str(shown["birth_date"]), shown["sex"], shown["nik"]) == ("2008-03-21", "P", "1671********0007")


def test_what_the_form_says_wins_over_the_nik_with_a_warning(desk):
    warnings = warned(desk, birth_date="1991-06-15", sex="P")
    assert len(warnings) == 2
    assert "NIK says born on" in warnings[0]
    assert "NIK is a man's" in warnings[1]


def test_a_nik_first_issued_elsewhere_is_a_warning(desk):
    [warning] = warned(desk, nik="3273011506900001")
    assert "first issued outside this city (32.73.01)" in warning


def test_a_second_open_application_of_the_same_citizen_and_service_is_warned_about(desk):
    first = desk.opened("ktp", nik=nik(5))
    [warning] = warned(desk, nik=nik(5))
    assert first in warning
    assert warned(desk, "kk_ubah", nik=nik(5)) == []


def test_a_finished_application_of_the_same_citizen_is_not_warned_about(desk):
    first = desk.opened("ktp", nik=nik(5))
    desk.run("close_application", application=first, outcome="withdrawn", reason="pindah")
    assert warned(desk, nik=nik(5)) == []


def test_a_citizen_seen_before_is_filled_in(desk):
    desk.opened("letter", nik=nik(5), phone="0812", kelurahan="11 Ulu", address="Jl. Ki Merogan 4")
    shown = desk.show(desk.opened("kk", name="Warga", nik=nik(5)))
    assert (shown["phone"], shown["kelurahan"], shown["address"]) == ("0812", "11 Ulu", "Jl. Ki Merogan 4")
    found = desk.ask("citizen", nik=nik(5))
    assert (found["phone"], found["nik"]) == ("0812", "1671********0005")


def test_a_citizen_never_seen_is_nobody(desk):
    assert desk.ask("citizen", nik=nik(77)) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("167103150690001", "16 digits, this one has 15"),
        ("16710315069000012", "16 digits, this one has 17"),
        ("1671031506900000", "0000"),
        ("1671033206900001", "no day"),
        ("1671037206900001", "no day"),
        ("1671031513900001", "no month"),
        ("167103150690000A", "position 16"),
    ],
)
def test_a_nik_that_none_can_be_is_refused_and_nothing_is_written(desk, text, words):
    before = desk.entries()
    with pytest.raises(UserError, match=words):
        desk.opened("ktp", nik=text)
    assert desk.entries() == before


@pytest.mark.parametrize("name", ["", "   ", "\t\n", "\u200b"])
def test_a_name_of_nothing_is_refused(desk, name):
    with pytest.raises(NoName):
        desk.opened("ktp", name=name)


def test_an_unknown_service_is_refused_with_the_nearest_names(desk):
    with pytest.raises(UnknownService, match="ktp_baru"):
        desk.opened("ktp_bru")


def test_a_service_that_the_profile_switches_off_is_refused(desk, today):
    with pytest.raises(ServiceOff):
        desk.opened("kia", nik=nik(1, born="150615"))
    assert today.state(today.opened("kia", nik=nik(1, born="150615"))) == "checking"


def test_an_unknown_condition_is_refused_with_those_that_are_asked(desk):
    with pytest.raises(UnknownCondition, match="under17_married"):
        desk.opened("ktp", conditions=["maried"])


def test_an_applicant_known_to_be_too_young_is_refused_unless_married(desk):
    child = nik(3, born="150610")
    with pytest.raises(TooYoung, match="this one is 15"):
        desk.opened("ktp", nik=child)
    number = desk.opened("ktp", nik=child, conditions=["under17_married"])
    assert "nikah_fc" in [row["id"] for row in desk.show(number)["requirements"]]


def test_the_seventeenth_birthday_is_old_enough_and_the_day_before_is_not(desk):
    with pytest.raises(TooYoung):
        desk.opened("ktp", nik=nik(3, born="070409"))
    assert desk.opened("ktp", nik=nik(4, born="060409"))


def test_without_nik_and_birth_date_the_age_is_asked_first(desk):
    with pytest.raises(AgeUnknown) as refusal:
        desk.opened("ktp", nik="")
    assert "Give the NIK or the date of birth first" in str(refusal.value)
    assert desk.opened("ktp", nik="", birth_date="1990-01-01")
    assert desk.opened("letter", nik="")


def test_a_grown_up_gets_no_kia(today):
    with pytest.raises(TooOld):
        today.opened("kia", nik=nik(3))


def test_a_proxy_brings_a_power_of_attorney(desk):
    number = desk.opened("letter", submitter={"name": "Budi Santoso", "relation": "tetangga"})
    shown = desk.show(number)
    assert "kuasa" in [row["id"] for row in shown["requirements"]]
    assert "by_proxy" in shown["conditions"]
    assert "kuasa" not in [row["id"] for row in desk.show(desk.opened("letter"))["requirements"]]


def test_a_condition_that_facts_contradict_is_not_ticked(desk):
    shown = desk.show(desk.opened("letter", conditions=["by_proxy"]))
    assert shown["conditions"] == []


def test_requirements_differ_by_profile(desk, today):
    def ids(counter):
        return {row["id"] for row in counter.show(counter.opened("ktp"))["requirements"]}

    assert "f121" in ids(desk) - ids(today)
    assert "f102" in ids(today) - ids(desk)


def test_text_that_looks_like_markup_or_sql_is_just_text(desk):
    name = "<b>Robert'); DROP TABLE application;--</b>"
    number = desk.opened("ktp", name=name, address="' OR 1=1 --")
    assert desk.show(number)["name"] == name
    assert [row["name"] for row in desk.ask("applications", text="robert")] == [name]


def test_a_wedding_soon_is_known_without_asking(desk):
    def conditions(day):
        return desk.show(desk.opened("nikah_pengantar", event_date=day))["conditions"]

    assert "near_wedding" in conditions("2026-04-10")
    assert "near_wedding" not in conditions("2026-06-10")


def test_a_wedding_that_is_over_is_refused_and_a_date_that_nobody_asks_is_left_out(desk):
    with pytest.raises(EventOver, match="5 April 2026"):
        desk.opened("nikah_pengantar", event_date="2026-04-05")
    desk.opened("nikah_pengantar", event_date="2026-04-06")
    done = desk.run(
        "open_application", service="surat_pengantar", applicant={"name": "Ani"}, event_date="2026-05-05"
    )
    assert done.warnings == ["The date 5 May 2026 was left out: this service asks for none."]
