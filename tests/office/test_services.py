"""What the list of services says about each, for a clerk who types a few letters of its name."""

import pytest

from counter_app.i18n import set_language


def row(desk, service):
    """Return the row of one service."""
    return next(row for row in desk.ask("services") if row["service"] == service)


def test_a_service_is_named_in_both_languages_whatever_is_spoken(desk):
    labels = {"id": "KTP-el baru (pemula)", "en": "New e-KTP (first time)"}
    assert (row(desk, "ktp_baru")["labels"], row(desk, "ktp_baru")["label"]) == (labels, labels["en"])
    set_language("id")
    assert (row(desk, "ktp_baru")["labels"], row(desk, "ktp_baru")["label"]) == (labels, labels["id"])


def test_what_clerk_and_citizen_should_know_stands_beside_it(desk):
    found = row(desk, "ktp_baru")
    assert row(desk, "pindah_keluar")["hint"] == "Report at the destination soon."
    assert (found["product"], found["collect_in_person"]) == ("e-KTP", True)
    assert found["note"].startswith("Recording is possible from 16")
    assert {type(one[key]) for one in desk.ask("services") for key in ("hint", "note")} == {str}


@pytest.mark.parametrize(("days", "times"), [(0, 0), (1, 2), (90, 2), (91, 0)])
def test_a_service_counts_how_often_it_came_in_the_ninety_days_before_today(desk, days, times):
    desk.opened("letter")
    desk.run("close_application", application=desk.opened("letter"), outcome="withdrawn", reason="batal")
    desk.opened("kk")
    desk.clock.advance(days=days)
    assert row(desk, "surat_pengantar")["times"] == times
    assert row(desk, "sktm")["times"] == 0


def test_the_services_used_most_keep_their_order_all_day(desk):
    desk.opened("letter")
    desk.clock.advance(days=1)

    def order():
        return [one["service"] for one in sorted(desk.ask("services"), key=lambda one: -one["times"])]

    morning = order()
    for _n in range(3):
        desk.opened("kk")
    assert (order(), morning[0]) == (morning, "surat_pengantar")
