"""Settings of a service: what it asks, how long it takes, who signs, whether it is offered."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from settings_hand import ALT, CTRL, ENTER, Hand
from sight import cut
from stories import nik

from counter_app.domain import catalogue_edit as edit
from counter_app.i18n import set_language
from counter_app.office.catalogue import shipped
from counter_app.ui.settings import leaflet

pytestmark = pytest.mark.usefixtures("slots")


def service(hand: Hand, id: str) -> Any:
    """Open one service by its name."""
    label = next(row["label"] for row in hand.section.rows.rows if row["service"] == id)
    hand.section.begin()
    hand.key(label, ENTER)
    assert hand.section.page.service == id
    return hand.section.page


def asked(hand: Hand, application: str) -> list[str]:
    return [row["label"] for row in hand.workshop.counter.show(application)["requirements"]]


def test_a_changed_service_changes_the_checklist_of_the_next_application_only(at: Any) -> None:
    hand = at("services")
    before = hand.workshop.counter.opened("ktp")
    service(hand, "ktp_baru")
    hand.key(Qt.Key.Key_N, mod=CTRL)
    hand.key("Pas foto 3x4", ENTER)
    assert hand.section.unsaved
    assert "Pas foto 3x4" not in asked(hand, hand.workshop.counter.opened("ktp"))
    hand.save()
    assert "opened from now on" in hand.said()
    after = hand.workshop.counter.opened("ktp", nik=nik(77))
    assert "Pas foto 3x4" in asked(hand, after)
    assert "Pas foto 3x4" not in asked(hand, before)


def test_a_requirement_is_changed_moved_and_taken_out(at: Any) -> None:
    hand = at("services")
    page = service(hand, "ktp_baru")
    first, second = (one.id for one in page.rows.rows[:2])
    page.table.pick(second)
    hand.key(Qt.Key.Key_Up, mod=ALT)
    assert page.rows.rows[0].id == second
    hand.key(ENTER)
    hand.prompt.editor("copies").setValue(3)  # type: ignore[attr-defined]
    hand.key(ENTER)
    assert page.rows.rows[0].copies == 3
    page.table.pick(first)
    hand.key(Qt.Key.Key_Delete, mod=CTRL)
    assert first not in {one.id for one in page.rows.rows}
    hand.save()
    assert not hand.section.unsaved
    found = hand.workshop.counter.ask("service_definition", service="ktp_baru")
    assert found["own"]
    assert found["plan"]["requirement"][0]["copies"] == 3


def test_standard_signer_and_offer_of_a_service(at: Any) -> None:
    hand = at("services")
    page = service(hand, "ktp_baru")
    page.count.setValue(5)
    page.offered.click()
    page._on_signer("sign")
    hand.prompt.editor("plt").setChecked(False)  # type: ignore[attr-defined]
    hand.key(ENTER)
    hand.save()
    plan = hand.workshop.counter.ask("service_definition", service="ktp_baru")["plan"]
    assert plan["standard"] == {"working_days": 5}
    assert not plan["enabled"]
    sign = next(step for step in plan["steps"] if step["id"] == "sign")
    assert "plt" not in sign["deputies"]


def test_a_service_goes_back_to_what_came_with_the_program(at: Any) -> None:
    hand = at("services")
    page = service(hand, "kia")
    assert page.shipped.isHidden()
    page.count.setValue(9)
    hand.save()
    page.shipped.click()
    hand.save()
    found = hand.workshop.counter.ask("service_definition", service="kia")
    assert not found["own"]


def test_undoing_leaves_no_trace(at: Any) -> None:
    hand = at("services")
    page = service(hand, "kia")
    before, entries = page.count.value(), hand.workshop.counter.entries()
    page.count.setValue(9)
    hand.key(Qt.Key.Key_F6)
    assert page.count.value() == before
    assert hand.workshop.counter.entries() == entries


def test_the_leaflet_shows_what_is_not_saved_yet(at: Any) -> None:
    hand = at("services")
    page = service(hand, "kia")
    hand.qtbot.waitUntil(lambda: page.leaf.picture is not None)
    first = page.leaf.picture
    page.count.setValue(9)
    hand.qtbot.waitUntil(lambda: page.leaf.picture != first)


def test_one_leaflet_is_drawn_for_many_steps_of_a_number(at: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    hand, drawn = at("services"), []
    page = service(hand, "kia")
    hand.qtbot.waitUntil(lambda: page.leaf.picture is not None)
    monkeypatch.setattr(leaflet, "pictures", lambda pdf, width: drawn.append(pdf) or [])
    for _step in range(5):
        page.count.stepUp()
    hand.qtbot.waitUntil(lambda: bool(drawn))
    assert len(drawn) == 1


def test_of_two_changed_services_the_refused_one_stays_and_is_told(at: Any) -> None:
    hand = at("services")
    page = service(hand, "kia")
    page.restore({"kia": edit.with_standard(page.text, page.profile, working_days=9)})
    service_ = "sktm"
    page.restore({service_: shipped(f"services/{service_}.toml").replace('doc = "', 'doc = "gold', 1)})
    hand.save()
    assert list(page.typed()) == [service_]
    assert hand.section.notice.words.startswith("Certificate of")
    assert hand.said() == ""
    assert hand.workshop.counter.ask("service_definition", service="kia")["own"]
    page.restore({service_: shipped(f"services/{service_}.toml")})
    hand.save()
    assert not hand.section.unsaved
    assert hand.section.notice.words == ""
    assert "opened from now on" in hand.said()


def test_a_service_is_found_by_part_of_its_name(at: Any) -> None:
    hand = at("services")
    hand.section.begin()
    hand.key("family card")
    assert {row["group"] for row in hand.section.rows.rows} == {"KK"}
    hand.key("xyz")
    assert hand.section.rows.rows == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_page_of_a_service_cuts_no_text(at: Any, language: Any) -> None:
    set_language(language)
    hand = at("services")
    service(hand, "ktp_baru")
    hand.qtbot.wait(30)
    assert cut(hand.screen) == []


def test_what_a_service_costs_gives_and_from_when_is_asked_in_one_form(at: Any) -> None:
    hand = at("services")
    page = service(hand, "legalisasi")
    page.facts.click()
    for name, value in (("product", "Salinan sah"), ("fee_law", "Perda 4/2023")):
        hand.prompt.editor(name).setText(value)  # type: ignore[attr-defined]
    hand.prompt.editor("fee").setValue(2000)  # type: ignore[attr-defined]
    hand.prompt.editor("collect_in_person").setChecked(True)  # type: ignore[attr-defined]
    hand.key(ENTER)
    hand.save()
    counter = hand.workshop.counter
    found = counter.desk().catalogue.plan("legalisasi").service
    assert (found.fee, found.fee_law, found.product.id, found.collect_in_person) == (
        2000,
        "Perda 4/2023",
        "Salinan sah",
        True,
    )


def test_a_change_that_begins_later_is_shown_as_prepared(at: Any) -> None:
    hand = at("services")
    text = edit.with_standard(shipped("services/sktm.toml"), "", minutes=99)
    hand.workshop.counter.run(
        "change_service", by="siti", definition=text.replace("\nqueue", "\nstarts = 2027-01-01\nqueue", 1)
    )
    page = service(hand, "sktm")
    assert "1 January 2027" in page.prepared.text()
    assert page.count.value() != 99


def test_a_fee_without_its_rule_is_refused_in_words(at: Any) -> None:
    hand = at("services")
    page = service(hand, "legalisasi")
    page.facts.click()
    hand.prompt.editor("fee").setValue(2000)  # type: ignore[attr-defined]
    hand.key(ENTER)
    hand.save()
    assert "rule by which it costs is missing" in hand.section.notice.words


def test_a_requirement_says_its_unit_its_age_and_why_it_is_asked(at: Any) -> None:
    hand = at("services")
    page = service(hand, "sktm")
    page.table.pick("foto_rumah")
    hand.key(ENTER)
    for name, value in (("unit", "piece"), ("basis", "law")):
        box = hand.prompt.editor(name)
        box.setCurrentIndex(box.findData(value))  # type: ignore[attr-defined]
    hand.prompt.editor("valid_days").setValue(30)  # type: ignore[attr-defined]
    hand.key(ENTER)
    one = next(row for row in page.rows.rows if row.id == "foto_rumah")
    assert (one.unit, one.basis, one.valid_days) == ("piece", "law", 30)
