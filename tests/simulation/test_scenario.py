"""Scenarios: what the shipped year is made of, and what a change changes."""

import pytest

from counter_app.domain.errors import UserError
from counter_app.simulation import scenario
from counter_app.simulation.cases import arriving, chance
from counter_app.simulation.world import working_days

YEAR = scenario.load(scenario.SHIPPED)
BEFORE_HE_LEFT = YEAR.absences[-1].from_
WEEKDAYS = working_days(lambda day: day.weekday() < 5, YEAR.first, YEAR.last)


def cards(kind: str, good: int, seed: int = YEAR.seed) -> int:
    """Return how many blank cards ``good`` printed ones cost, the spoiled ones included."""
    spoiling, used = chance(scenario.seeded(YEAR, seed), f"spoiled/{kind}"), 0
    while good:
        used += 1
        good -= spoiling.random() >= YEAR.cards.spoiled[kind]
    return used


def test_as_many_cards_are_delivered_as_the_study_s_figures_cost():
    ktp = sum(one.quantity for one in YEAR.deliveries["ktp_el"])
    kk = sum(one.quantity for one in YEAR.deliveries["kk"] if one.on < BEFORE_HE_LEFT)
    assert (ktp, kk) == (cards("ktp_el", 3600), cards("kk", 2880))


def test_another_seed_spoils_a_few_cards_more_or_less():
    costs = [cards("ktp_el", 3600, seed) for seed in range(2018, 2048)]
    assert max(abs(cost - cards("ktp_el", 3600)) for cost in costs) < 60


def test_received_is_put_in_and_others_come_in_vain():
    cases = arriving(YEAR, WEEKDAYS)
    assert sum(not case.gives_up for case in cases) == 7692 + 3628 + 2400
    assert 0 < sum(case.gives_up for case in cases) < 300


def test_a_change_leaves_the_citizens_as_they_are():
    changed = scenario.changed(YEAR, ["deputies", "monthly", "no-favourites"])
    moments = [[(case.day, case.minute) for case in arriving(one, WEEKDAYS)] for one in (YEAR, changed)]
    assert moments[0] == moments[1]


def test_monthly_deliveries_bring_as_many_cards():
    monthly = scenario.changed(YEAR, ["monthly"])
    for kind, lumps in YEAR.deliveries.items():
        assert len(monthly.deliveries[kind]) == 12
        assert sum(one.quantity for one in monthly.deliveries[kind]) == sum(one.quantity for one in lumps)


def test_a_change_that_nobody_knows_is_refused():
    with pytest.raises(scenario.UnknownChange, match="deputies"):
        scenario.changed(YEAR, ["deputy"])


@pytest.mark.parametrize("text", ["", "titel = 'x'", "not toml"])
def test_a_file_that_is_no_scenario_is_refused(tmp_path, text):
    file = tmp_path / "year.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match="year"):
        scenario.load(str(file))


def test_a_scenario_that_does_not_exist_is_refused():
    with pytest.raises(scenario.BadScenario, match="bandung is no scenario: it is not there"):
        scenario.load("bandung")
