"""A few weeks played through the office's doors."""

import datetime as dt

import msgspec
import pytest
from msgspec.structs import replace
from played import tiny
from program import Program
from pypdf import PdfReader
from stories import Clock

from counter_app import bootstrap, config
from counter_app.demo.founding import NotADemo
from counter_app.demo.hands import Hands
from counter_app.office.desk import Staff
from counter_app.simulation import founding, scenario
from counter_app.simulation.compare import Column, table
from counter_app.storage import journal

SHIPPED = scenario.load(scenario.SHIPPED)
KTP, KK = 40, 80  # cards of the short year
SUPERVISOR = Staff(bootstrap.DEMO_STAFF, "supervisor", "Siti Rahma")
AWAY = dt.date(2017, 1, 18)


def short() -> scenario.Scenario:
    """Return four weeks of January: cards for some, and the camat leaves before they end."""
    kinds, letters = [120, 60, 30], SHIPPED.arrivals
    delivered = {
        "ktp_el": [scenario.Delivery(on=dt.date(2017, 1, 3), quantity=KTP)],
        "kk": [scenario.Delivery(on=dt.date(2017, 1, 3), quantity=KK)],
    }
    return replace(
        SHIPPED,
        last=dt.date(2017, 1, 27),
        arrivals=[replace(one, received=n) for one, n in zip(letters, kinds, strict=True)],
        deliveries=delivered,
        absences=[replace(SHIPPED.absences[-1], from_=AWAY, to=dt.date(2017, 1, 31))],
        dedupe=replace(SHIPPED.dedupe, median=1.0),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Return where the short year was played."""
    return tmp_path_factory.mktemp("year") / "data"


@pytest.fixture(scope="module")
def played(folder):
    """Return the outcome of the short year."""
    return founding.simulate(folder, short())


@pytest.fixture
def office(folder, played):
    """Return the office of the short year, as it is found later."""
    office, staff = bootstrap.sign_in(folder, bootstrap.DEMO_STAFF, bootstrap.DEMO_PASSWORD)
    office.hands = Hands(office, staff)
    yield office
    office.close()


def again(tmp_path, year):
    """Play a year and return what came of it."""
    return founding.play(tmp_path, year)


def test_the_same_seed_writes_the_same_journal(played, tmp_path):
    assert again(tmp_path, short()).hash == played.hash


def test_another_seed_writes_another_and_differs_by_little(played, tmp_path):
    other = again(tmp_path, scenario.seeded(short(), 2018))
    assert other.hash != played.hash
    assert other.received == played.received
    assert abs(other.done["KTP"] - played.done["KTP"]) <= 5
    assert abs(other.done["KK"] - played.done["KK"]) <= 10


def test_everybody_who_is_awaited_is_received_and_nothing_is_lost(played):
    assert played.received == {"KTP": 120, "KK": 60, "Surat": 30}
    assert all(played.done[group] + played.open[group] == played.received[group] for group in played.received)


def test_as_many_ktp_are_done_as_cards_came_and_were_not_spoiled(played, office):
    spoiled = office.reader.execute(
        "SELECT -sum(quantity) FROM blangko_move WHERE kind = 'ktp_el' AND what = 'spoiled'"
    ).fetchone()[0]
    assert played.done["KTP"] == KTP - (spoiled or 0)


def test_no_kk_is_signed_while_nobody_may(played, office):
    midnight = office.desk(SUPERVISOR).day_bounds(AWAY)[0]
    late = "SELECT count(*) FROM step WHERE step = 'sign' AND done = 1 AND until >= ? AND service LIKE 'kk%'"
    assert office.reader.execute(late, [midnight]).fetchone()[0] == 0
    rows = office.hands.ask("recap", **{"from": "2017-01-01", "to": "2017-01-27"})
    causes = {row.group: row.open_by_cause for row in rows}
    assert causes["KK"]["signature"] > 0
    assert causes["KTP"]["blangko"] > 0


def test_the_office_is_a_demo_whose_chain_verifies(folder, office):
    assert config.load(folder).demo
    assert list(journal.verify(office.reader.conn, office.counter)) == []


def test_a_deputy_and_a_whole_list_at_once_help(played, tmp_path):
    changed = scenario.changed(short(), ["deputies", "whole-list", "no-favourites"])
    other = again(tmp_path, changed)
    assert other.done["KK"] > played.done["KK"]
    assert other.minutes["signature"] < played.minutes["signature"]
    assert other.visits < played.visits
    cells = table([Column("", [played]), Column("deputies", [other, played])])
    assert cells[1] == ["KTP", str(played.open["KTP"]), str(played.open["KTP"])]
    assert cells[5][2] == f"{played.done['KK']}-{other.done['KK']}"
    assert other.out_of_turn == 0


def test_a_year_that_is_stopped_leaves_nothing(tmp_path):
    def stop(done: int, _of: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        founding.simulate(tmp_path / "data", short(), watch=stop)
    assert list(tmp_path.iterdir()) == []


def test_an_office_is_replaced_only_when_asked_and_only_a_demo(folder, played, tmp_path):
    with pytest.raises(bootstrap.AlreadyAnOffice):
        founding.simulate(folder, short())
    real = tmp_path / "real"
    real.mkdir()
    config.save(real, config.Config(counter="L1-ab12", code="L1"))
    with pytest.raises(NotADemo):
        founding.simulate(real, short(), again=True)


def test_a_demo_office_is_replaced_and_the_rest_of_its_folder_stays(tmp_path):
    tiny = replace(short(), last=dt.date(2017, 1, 4), arrivals=short().arrivals[2:])
    data = tmp_path / "data"
    first = founding.simulate(data, tiny)
    (data / "notes.txt").write_text("mine", encoding="utf-8")
    assert founding.simulate(data, tiny, again=True).hash == first.hash
    assert (data / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_the_command_line_plays_a_scenario_and_then_shows_its_recap(tmp_path):
    program = Program(tmp_path / "data", Clock())
    year = replace(short(), last=dt.date(2017, 1, 6), arrivals=short().arrivals[2:])
    file = tmp_path / "year.toml"
    file.write_bytes(msgspec.toml.encode(year))
    played = program("simulate", "--scenario", str(file), "--seed", "3")
    assert played.status == 0, played.err
    assert "Seed 3" in played.out
    assert "Letters" in program("report", "recap").out


def test_the_command_line_compares_and_keeps_nothing(tmp_path):
    program = Program(tmp_path / "data", Clock())
    file = tmp_path / "year.toml"
    file.write_bytes(msgspec.toml.encode(tiny()))
    page = tmp_path / "page.pdf"
    options = ["--what-if", "deputies", "--compare", "--repeat", "2", "-o", str(page)]
    shown = program("simulate", "--scenario", str(file), *options)
    assert shown.status == 0, shown.err
    assert "A deputy signs" in shown.out
    assert "with the seeds 2017 and 2018" in shown.out
    assert not (tmp_path / "data").exists()
    drawn = PdfReader(page)
    assert len(drawn.pages) == 1
    assert "KK open at the year's end" in drawn.pages[0].extract_text()
    assert "SAMPLE" in drawn.pages[0].extract_text()


def test_a_page_that_can_t_be_written_is_refused_before_anything_is_played(tmp_path):
    refused = Program(tmp_path / "data", Clock())("simulate", "--compare", "-o", str(tmp_path / "page.docx"))
    assert refused.status == 2
    assert ".pdf" in refused.err


def test_a_change_that_nobody_knows_is_refused_before_anything_is_played(tmp_path):
    refused = Program(tmp_path / "data", Clock())("simulate", "--what-if", "magic")
    assert refused.status == 1
    assert "magic" in refused.err
