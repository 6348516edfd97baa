"""How a service is defined, and how a change of it comes into force."""

import msgspec
import pytest
from stories import filled_anew

from counter_app.domain.catalogue import Requirement
from counter_app.domain.catalogue_check import BadService
from counter_app.domain.catalogue_edit import offered, with_requirement, with_standard, without_requirement
from counter_app.i18n import set_language
from counter_app.office.catalogue import UnknownService, shipped
from counter_app.office.queries.leaflet import AnotherService

SKTM = shipped("services/sktm.toml")


def shown(desk, service="sktm"):
    return desk.ask("service_definition", by="ani", service=service)


def test_a_service_is_shown_as_shipped_until_it_is_changed(desk):
    found = shown(desk)
    assert (found["definition"], found["own"], found["changed"]) == (SKTM, False, None)
    assert found["profile"] == "palembang_2017"
    with pytest.raises(UnknownService, match="did you mean sktm"):
        shown(desk, "sktn")


def test_the_plan_names_every_field_that_a_form_needs(desk):
    plan = shown(desk, "ktp_baru")["plan"]
    assert plan["label"] == {"id": "KTP-el baru (pemula)", "en": "New e-KTP (first time)"}
    assert (plan["group"], plan["queue"], plan["enabled"]) == ("KTP", "A", True)
    assert plan["standard"] == {"working_days": 14}
    letter = next(row for row in plan["requirement"] if row["id"] == "pengantar_rt")
    assert msgspec.convert(letter, Requirement).profiles == ["palembang_2017"]
    assert (letter["copies"], letter["optional"], letter["when"], letter["group"]) == (1, False, [], "")
    sign = next(row for row in plan["steps"] if row["id"] == "sign")
    assert (sign["need"], sign["of"], sign["after"]) == ("signature", "camat", ["initial"])
    assert sign["deputies"] == ["plh", "plt", "an_sekcam"]
    assert sign["limit_days"] == 14


def test_a_change_is_shown_with_who_made_it_and_can_be_taken_back(desk):
    row = shown(desk)["plan"]["requirement"][0]
    text = with_requirement(SKTM, msgspec.convert(row | {"copies": 3}, Requirement))
    desk.run("change_service", by="siti", definition=text)
    found = shown(desk)
    assert (found["definition"], found["own"]) == (text, True)
    assert found["plan"]["requirement"][0] == row | {"copies": 3}
    assert found["changed"] == {"at": "2026-04-06T08:00:00+07:00", "staff": "siti", "name": "Siti"}
    desk.run("change_service", by="siti", definition=SKTM)
    assert not shown(desk)["own"]
    assert shown(desk)["changed"] is not None


def test_what_is_changed_in_the_form_counts_at_the_counter(desk):
    profile = shown(desk)["profile"]
    gone = shown(desk)["plan"]["requirement"][0]["id"]
    text = without_requirement(with_standard(SKTM, profile, working_days=2), gone, profile)
    desk.run("change_service", by="siti", definition=text)
    assert gone not in [row["id"] for row in desk.ask("requirements", service="sktm")["requirements"]]
    row = next(row for row in desk.ask("services") if row["service"] == "sktm")
    assert row["standard"] == {"working_days": 2}
    assert row["label"] == desk.ask("requirements", service="sktm")["label"]
    desk.run("change_service", by="siti", definition=offered(text, profile, enabled=False))
    assert "sktm" not in [row["service"] for row in desk.ask("services")]


def test_the_leaflet_of_a_definition_is_seen_before_it_is_in_force(desk):
    profile = shown(desk)["profile"]
    text = with_standard(SKTM, profile, working_days=2)
    assert desk.ask("leaflet", service="sktm", definition=text).working_days == 2
    assert desk.ask("leaflet", service="sktm").working_days != 2
    assert not shown(desk)["own"]


def test_a_leaflet_of_a_faulty_definition_or_of_another_service_is_refused(desk):
    with pytest.raises(BadService, match="Line 1: What stands after"):
        desk.ask("leaflet", service="sktm", definition="id = ")
    with pytest.raises(AnotherService, match="defines the service 'sktm', not 'kia'"):
        desk.ask("leaflet", service="kia", definition=SKTM)


@pytest.mark.parametrize(("language", "hours"), [("en", "07:30-16:00"), ("id", "07.30-16.00")])
def test_opening_hours_are_written_as_the_language_does(desk, language, hours):
    set_language(language)
    assert hours in desk.ask("leaflet", service="sktm").hours[0]
    assert desk.ask("daily_report", date=desk.clock.local.date().isoformat()).hours == hours


def starting(day, minutes=99):
    return with_standard(SKTM, "", minutes=minutes).replace('id = "sktm"', f'id = "sktm"\nstarts = {day}', 1)


def standard(desk):
    return desk.desk().catalogue.plan("sktm").standard.minutes


def test_a_change_that_is_prepared_counts_from_its_day_on_and_not_before(desk):
    before = standard(desk)
    desk.run("change_service", by="siti", definition=starting("2026-04-08"))
    found = shown(desk)
    assert (standard(desk), found["definition"]) == (before, SKTM)
    assert [one["starts"] for one in found["prepared"]] == ["2026-04-08"]
    desk.clock.set("2026-04-07T23:59")
    assert standard(desk) == before
    desk.clock.set("2026-04-08T00:00")
    assert (standard(desk), shown(desk)["prepared"]) == (99, [])


def test_a_small_change_meanwhile_does_not_undo_what_is_prepared(desk):
    desk.run("change_service", by="siti", definition=starting("2026-04-08"))
    desk.run("change_service", by="siti", definition=with_standard(SKTM, "", minutes=20))
    assert standard(desk) == 20
    desk.clock.set("2026-04-08T08:00")
    assert standard(desk) == 99


def test_another_definition_for_the_same_day_takes_the_place_of_the_prepared_one(desk):
    desk.run("change_service", by="siti", definition=starting("2026-04-08"))
    desk.run("change_service", by="siti", definition=starting("2026-04-08", 33))
    desk.clock.set("2026-04-08T08:00")
    assert standard(desk) == 33


def test_a_new_service_that_begins_later_can_be_seen_and_not_opened_before(desk):
    text = starting("2026-04-08").replace('id = "sktm"', 'id = "baru"', 1)
    desk.run("change_service", by="siti", definition=text)
    assert shown(desk, "baru")["prepared"][0]["starts"] == "2026-04-08"
    with pytest.raises(UnknownService):
        desk.opened("baru")
    desk.clock.set("2026-04-08T08:00")
    assert desk.opened("baru")


def test_what_was_prepared_is_the_same_after_a_rebuild(desk):
    desk.run("change_service", by="siti", definition=starting("2026-04-08"))
    desk.run("change_service", by="siti", definition=with_standard(SKTM, "", minutes=20))
    before = desk.desk().rows("SELECT * FROM service")
    filled_anew(desk.office.db)
    assert desk.desk().rows("SELECT * FROM service") == before


def test_a_change_made_while_the_clock_was_ahead_counts_once_it_is_put_right_and_only_until_the_next(desk):
    desk.clock.set("2026-04-26T08:00")
    desk.run("change_service", by="siti", definition=with_standard(SKTM, "", minutes=20))
    desk.clock.set("2026-04-06T09:00")
    desk.run("confirm_clock", by="siti", reason="jam tadinya salah")
    assert (standard(desk), shown(desk)["prepared"]) == (20, [])
    desk.run("change_service", by="siti", definition=with_standard(SKTM, "", minutes=30))
    assert standard(desk) == 30
    desk.clock.set("2026-04-27T08:00")
    assert standard(desk) == 30


def test_a_change_at_once_takes_the_place_of_one_that_has_begun(desk):
    desk.run("change_service", by="siti", definition=starting("2026-04-08"))
    desk.clock.set("2026-04-09T08:00")
    desk.run("change_service", by="siti", definition=with_standard(SKTM, "", minutes=20))
    assert standard(desk) == 20
