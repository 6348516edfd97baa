"""No question and no command goes through a table that grows: SQLite's plan of each is looked at."""

import importlib.util
import re
from pathlib import Path

import pytest
import stories
from asked import asker, fields_of, filled
from stories import Counter, nik

from counter_app.office.office import commands, questions
from counter_app.office.queries import pages, stalls
from counter_app.office.queries.pages import Sort
from counter_app.office.queries.views import conditions
from counter_app.storage import schema

STAY_SMALL = {  # some rows for each counter, official, service or year, however many citizens come
    "office", "official", "staff", "service", "retention", "import", "folding", "blangko_stock",
    "standing_count", "blangko_needed", "falling_due", "running_since", "stay_until",
}  # fmt: skip
GROWS = schema.TABLES.keys() - STAY_SMALL | {"journal"}
MOST = {  # what hardly narrows a search: to go through it is to go through the table
    "application USING INDEX application_service (service=?)",
    "application USING INDEX application_responsible (responsible=?)",
}
WALKS = {  # what is gone through, and why that costs little
    "application USING INDEX application_open": "no more than FEW are counted, no more than FEW sorted",
    "application USING INDEX application_open_due": "open files in the order of the list, a page full",
    "application USING INDEX application_open_name": "open files in the order of the list, a page full",
    "step USING INDEX step_initial": "it holds what waits for initials, in the order asked for",
    "standing USING INDEX standing_back": "it holds what was sent back, and nothing else",
    "standing USING INDEX standing_folder": "it holds the folder, and nothing else",
    "standing USING COVERING INDEX standing_folder": "it holds the folder, and nothing else",
    "ticket USING INDEX ticket_open": "it holds the numbers that nobody ended, and nothing else",
    "search": "the trigram index answers, by age",
}
OF_ALL = {  # what is asked of all there is, by age, stops when its page is full
    "application": r"SELECT (application\.id AS id|opened) FROM application "
    r"(WHERE (1|ifnull\(ifnull\([^)]*\), \d+\) >= \d+) )?ORDER BY (application\.)?id( DESC)? LIMIT .*",
    "journal USING INDEX journal_at": "SELECT .* FROM journal (WHERE 1 )?ORDER BY at (DESC )?LIMIT .*",
}
REPORTS = {"delay", "day", "daily_report", "close_day"}  # of a period: they go through it


class Watched:
    """A connection that remembers what it was asked, and for whom."""

    def __init__(self, connection):
        self.bare = connection
        self.asked = {}
        self.who = ""

    def __getattr__(self, name):
        return getattr(self.bare, name)

    def execute(self, sql, values=()):
        """Remember the statement."""
        self.asked.setdefault((self.who, sql), values)
        return self.bare.execute(sql, values)

    def scans(self):
        """Yield (who asked, the statement, what is scanned in it) for tables that grow."""
        for (who, sql), values in self.asked.items():
            if re.match(r"\s*(SELECT|WITH|INSERT|UPDATE|DELETE)", sql):
                for *_ids, detail in self.bare.execute(f"EXPLAIN QUERY PLAN {sql}", values):
                    how, _space, rest = detail.partition(" ")
                    alias, _space, by = rest.partition(" ")
                    through = f"{_table(alias, sql)} {by}".strip()
                    if through in MOST or (how == "SCAN" and _table(alias, sql) in GROWS):
                        yield who, " ".join(sql.split()), through


def _table(alias, sql):
    """Return the table of an alias."""
    named = re.search(rf"(\w+) AS {alias}\b", sql)
    return named[1] if named else alias


def unexplained(watched):
    """Return what is scanned for no reason that is known."""
    return [
        (who, scanned, sql)
        for who, sql, scanned in watched.scans()
        if who not in REPORTS and not _may(scanned.partition(" VIRTUAL")[0], sql)
    ]


def _may(scanned, sql):
    if scanned in MOST:  # of a list: a page full in its order, no more than FEW counted or sorted
        return re.match(
            r"SELECT (count\(\*\) FROM \(SELECT 1|application\.id\b.*) FROM application INDEXED", sql
        )
    return scanned in WALKS or re.fullmatch(OF_ALL.get(scanned, "$"), sql)


@pytest.fixture
def watched(monkeypatch):
    """Let offices made from now on be watched; return the connections."""
    made = []
    found = stories.new_office

    def new_office(*args, **settings):
        office = found(*args, **settings)
        office.db.conn = Watched(office.db.conn)
        made.append(office)
        return office

    for name in ("stories", "asked"):
        monkeypatch.setattr(f"{name}.new_office", new_office)
    yield made
    for office in made:
        office.close()


@pytest.fixture
def filled_office(watched):
    """Return a watched office with something to say, its numbers and its connection."""
    desk, ids = filled()
    return desk, ids, watched[0].db.conn


def test_no_question_goes_through_a_table_that_grows(filled_office):
    desk, ids, connection = filled_office
    for name in questions:
        connection.who = name
        desk.ask(name, by=asker(name), **fields_of(name, ids))
    assert unexplained(connection) == []


FILTERS = [
    {"service": "ktp_baru"},
    {"responsible": "ani"},
    {"late": True},
    {"stalled": True},
    {"from_": "2026-04-01", "to": "2026-04-10"},
    {"text": "warga"},
    *({"stalled": cause} for cause in ("citizen", "blangko", "signature", "agency", "disruption")),
    *({"state": state} for state in ("open", "checking", "in_process", "collected", "closed")),
    {"text": "warga", "state": "in_process"},
    {"service": "ktp_baru", "view": "late"},
]


@pytest.mark.parametrize("few", [pages.FEW, 0])
def test_no_list_goes_through_a_table_that_grows(filled_office, monkeypatch, few):
    desk, _ids, connection = filled_office
    monkeypatch.setattr(pages, "FEW", few)
    views = [{"view": view} for view in conditions(desk.desk())]
    for fields in [*views, *FILTERS]:
        for sort in Sort.__args__:
            connection.who = f"{fields} {sort}"
            desk.ask("applications", sort=sort, **fields)
    walks = r"SELECT (id FROM \(SELECT )?application\.id .* LIMIT .*"  # among many, a page is soon full
    found = [one for one in unexplained(connection) if few or not re.match(walks, one[2])]
    assert found == []


def test_an_index_gives_the_order_of_what_is_open(filled_office):
    desk, _ids, connection = filled_office
    for sort in ("due", "name"):
        connection.who = sort
        desk.ask("applications", sort=sort)
    for (who, sql), values in list(connection.asked.items()):
        if who in ("due", "name") and f"INDEXED BY application_open_{who}" in sql:
            plan = [row[3] for row in connection.bare.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
            assert plan == [f"SCAN application USING INDEX application_open_{who}"]


@pytest.mark.parametrize("at", [None, 1_775_437_200_000_000])
def test_an_index_gives_a_line_in_its_order(filled_office, at):
    """Those who are served since the moment asked for are few, and sorted."""
    _desk, _ids, connection = filled_office
    plans = [
        {row[3] for row in connection.bare.execute(f"EXPLAIN QUERY PLAN {part}", ("ktp_el",))}
        for part in stalls.line_parts(at)
    ]
    sorts = [any("TEMP B-TREE" in step for step in plan) for plan in plans]
    assert sorts == [False] * 2 if at is None else sorts == [False] * 4 + [True] * 2
    assert not any(step.startswith("SCAN step") for plan in plans for step in plan)


@pytest.mark.parametrize("cause", ["", "citizen", "blangko", "signature", "agency", "disruption"])
def test_no_stall_list_goes_through_a_table_that_grows(filled_office, cause):
    desk, _ids, connection = filled_office
    desk.run("record_disruption", by="siti", what="power")
    connection.who = cause
    desk.ask("stalls", cause=cause)
    assert unexplained(connection) == []


def test_no_command_goes_through_a_table_that_grows(watched, monkeypatch):
    run = Counter.run

    def named(self, name, /, **fields):
        if isinstance(self.office.db.conn, Watched):
            self.office.db.conn.who = name
        return run(self, name, **fields)

    monkeypatch.setattr(Counter, "run", named)
    desk = maker().play()
    number = desk.opened("ktp", name="Orang Baru", nik=nik(77))
    desk.run("change_application_service", application=number, service="ktp_hilang")
    desk.run("call_ticket", ticket=desk.run("issue_ticket", group="A").ids["ticket"])
    for command, field, table in (("manifest", "batch", "batch"), ("destruction", "record", "destroyed")):
        [id] = watched[0].db.conn.bare.execute(f"SELECT id FROM {table} LIMIT 1").fetchone()
        desk.run(f"show_{command}", by="siti", **{field: id})
    desk.run("close_day", by="siti", date=desk.clock.local.date().isoformat())
    assert unexplained(watched[0].db.conn) == []


def test_every_command_is_looked_at(watched, monkeypatch):
    ran = set()
    monkeypatch.setattr(Counter, "run", _noting(Counter.run, ran))
    test_no_command_goes_through_a_table_that_grows(watched, monkeypatch)
    assert commands.keys() - ran <= {"set_emblem"}  # a picture: it looks nothing up


def _noting(run, ran):
    def noted(self, name, /, **fields):
        ran.add(name)
        return run(self, name, **fields)

    return noted


def test_a_scan_would_be_seen(filled_office):
    _desk, _ids, connection = filled_office
    connection.who = "somebody"
    connection.execute("SELECT number FROM application WHERE nik = ?", (nik(1),))
    [(who, scanned, _sql)] = unexplained(connection)
    assert (who, scanned) == ("somebody", "application")


def maker():
    """Return the script that plays a little of everything, as it would be now."""
    path = Path(__file__).parents[1] / "journals" / "make.py"
    spec = importlib.util.spec_from_file_location("make_journal", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
