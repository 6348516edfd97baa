"""What the counter asks before anything is written."""

import datetime as dt

from stories import nik


def test_a_nik_that_can_not_be_says_which_digits_are_wrong(desk):
    assert "can't be 99" in desk.ask("identity", nik="1671039906900001")["problem"]


def test_a_nik_tells_age_and_sex_and_that_nobody_was_seen_with_it(desk):
    found = desk.ask("identity", nik=nik(1, woman=True))
    assert (found["sex"], found["birth_date"], found["age"]) == ("P", "1990-06-15", 35)
    assert (found["problem"], found["earlier"], found["open"]) == ("", None, [])


def test_whoever_was_here_before_comes_with_what_is_still_open(desk):
    number = desk.opened("ktp", name="Siti Aminah", nik=nik(7), phone="0812", address="Jl. Mawar")
    found = desk.ask("identity", nik=nik(7))
    assert (found["earlier"]["name"], found["earlier"]["phone"]) == ("Siti Aminah", "0812")
    assert [(one["application"], one["state"]) for one in found["open"]] == [(number, "checking")]


def test_what_disagrees_with_the_nik_is_a_warning(desk):
    found = desk.ask("identity", nik=nik(1), birth_date="1991-01-01", sex="P")
    assert len(found["warnings"]) == 2
    assert found["birth_date"] == "1991-01-01"


def test_the_promise_is_what_acceptance_keeps(desk):
    for service in ("letter", "kk", "ktp"):
        number = desk.opened(service)
        promised = desk.ask("promise", service=desk.show(number)["service"])
        desk.complete(number)
        desk.run("accept_application", application=number)
        assert desk.show(number)["due"] == promised["due"]
        assert desk.ask("receipt", application=number).items[0].forecast.on == (
            None if promised["expected"] is None else dt.date.fromisoformat(promised["expected"])
        )
