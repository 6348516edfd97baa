"""The journals of every release still fold, and their chains still hold."""

import importlib.metadata
import importlib.util
from pathlib import Path

import msgspec
import pytest
from stories import KEY, Clock, Counter, filled_anew

from counter_app.domain import events as e
from counter_app.domain.numbers import row_id
from counter_app.office.office import Office, questions
from counter_app.storage import database, journal
from counter_app.storage.database import writing

JOURNALS = sorted((Path(__file__).parent / "journals").glob("*.jsonl"))


def maker():
    """Return the script that keeps a journal."""
    spec = importlib.util.spec_from_file_location("make_journal", JOURNALS[0].with_name("make.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module", params=JOURNALS, ids=lambda path: path.stem)
def kept(request):
    """Return a database into which a kept journal was put and folded."""
    db = database.connect(":memory:", KEY, create=True)
    with writing(db) as connection:
        connection.executemany("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?)", maker().rows(request.param))
    filled_anew(db)
    yield db
    db.close()


def test_this_release_has_a_journal():
    assert importlib.metadata.version("counter-app") in [path.stem for path in JOURNALS]


def test_the_chain_of_a_kept_journal_holds(kept):
    for counter in journal.counters(kept.conn):
        assert list(journal.verify(kept.conn, counter)) == []


def test_every_entry_of_a_kept_journal_is_understood(kept):
    payloads = [row[0] for row in kept.execute("SELECT payload FROM journal")]
    assert None not in [journal.decode(payload) for payload in payloads]


def test_a_kept_journal_folds_to_what_it_was(kept):
    desk = Counter(Office(kept, kept, counter="L1-test", code="L1", clock=Clock("2026-06-01T08:00")), Clock())
    states = {row["application"]: row["state"] for row in desk.ask("applications")}
    assert sorted(states.values()) == ["closed", "collected", "in_process", "ready", "ready"]
    assert desk.ask("applications", text="jose")[0]["application"] == "L1-20260406-0001"
    assert {row["kind"]: row["on_hand"] for row in desk.ask("blangko")} == {"ktp_el": 0, "kk": 2, "kia": 0}
    assert all(row_id(number) for number in states)
    for name in ("absences", "signing_folder", "recap", "staff_list", "services", "stalls"):
        assert name in questions
        desk.ask(name)


def test_the_newest_journal_holds_every_kind_of_event():
    newest = maker().rows(JOURNALS[-1])
    held = {msgspec.json.decode(row[6])["type"] for row in newest}
    every = {kind.__struct_config__.tag for kind in e.AnyEvent.__args__ if kind not in journal.UPCASTERS}
    assert every == held
