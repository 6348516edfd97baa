"""The tables: the journal and the drafts, which stay, and those folded from it, which can be rebuilt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from operator import itemgetter
from typing import Any

from sqlite_utils import Database

from counter_app.storage import indexes, kept, standing, stock

JOURNAL = (
    """
    CREATE TABLE journal (
        counter  TEXT    NOT NULL,
        seq      INTEGER NOT NULL,   -- 1, 2, 3 ... within one counter
        at       INTEGER NOT NULL,   -- orders entries: max(clock, newest at of any counter + 1)
        wall     INTEGER NOT NULL,   -- what the machine's clock said, UTC microseconds
        actor    TEXT    NOT NULL,
        stream   TEXT    NOT NULL,   -- what the entry is about: 'application/L1-20261124-0007'
        payload  BLOB    NOT NULL,   -- hashed and exchanged byte for byte
        hash     BLOB    NOT NULL,
        PRIMARY KEY (counter, seq)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX journal_stream ON journal (stream, at, counter, seq)",
    "CREATE INDEX journal_at ON journal (at)",
    "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
    "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal "
    "BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
)

DRAFT = "CREATE TABLE draft (name TEXT PRIMARY KEY, content BLOB NOT NULL, saved INTEGER NOT NULL) STRICT"

# Instants are UTC microseconds; lists are JSON.
APPLICATION_COLUMNS = """
    id INTEGER PRIMARY KEY,     -- domain.numbers.row_id: the newest come last
    number TEXT NOT NULL,
    counter TEXT NOT NULL,
    service TEXT NOT NULL,
    recap_group TEXT NOT NULL,
    use TEXT NOT NULL,
    state TEXT NOT NULL,
    current TEXT NOT NULL,      -- steps that can be worked on now, comma separated
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,     -- folded for search: domain.search.key
    nik TEXT NOT NULL,
    phone TEXT NOT NULL,
    kelurahan TEXT NOT NULL,
    visit TEXT NOT NULL,
    opened INTEGER NOT NULL,
    opened_by TEXT NOT NULL,
    accepted INTEGER,
    accepted_by TEXT NOT NULL,
    due INTEGER,
    ready INTEGER,              -- first became ready
    ready_by TEXT NOT NULL,
    collected INTEGER,
    collected_by TEXT NOT NULL,
    receiver TEXT NOT NULL,
    relation TEXT NOT NULL,     -- of the receiver; empty: the applicant
    power INTEGER,              -- 1: with a power of attorney
    withdrawn TEXT NOT NULL,    -- kind of the old card withdrawn at hand-over
    closed INTEGER,
    closed_by TEXT NOT NULL,
    outcome TEXT NOT NULL,
    responsible TEXT NOT NULL,
    offered_to TEXT NOT NULL,
    citizen_since INTEGER,
    set_aside INTEGER,
    shelf TEXT NOT NULL,
    letter TEXT NOT NULL,
    batch TEXT NOT NULL,
    first_handled INTEGER,      -- first return or acceptance
    blangko TEXT NOT NULL,      -- kind of blangko that a later step still needs
    withdrawn_at INTEGER        -- place of the hand-over at which the old card was withdrawn
"""

TABLES = {
    "application": f"CREATE TABLE application ({APPLICATION_COLUMNS}) STRICT",
    "search": (
        "CREATE VIRTUAL TABLE search USING fts5(name, nik, number, content='', contentless_delete=1, "
        "detail=column, tokenize='trigram')"
    ),
    "step": """
        CREATE TABLE step (
            application INTEGER NOT NULL,
            n INTEGER NOT NULL,
            step TEXT NOT NULL,
            since INTEGER NOT NULL,
            until INTEGER,           -- NULL: the step is current
            done INTEGER NOT NULL,   -- 1: it ended because it was completed
            staff TEXT NOT NULL,
            need TEXT NOT NULL,
            of TEXT NOT NULL,        -- the blangko kind, the signer's role or the agency
            deputies TEXT NOT NULL,  -- forms of deputy allowed, comma separated
            limit_days INTEGER NOT NULL,
            depends TEXT NOT NULL,
            later INTEGER NOT NULL,  -- 0: first-timer, 1: replacement
            aside INTEGER NOT NULL,  -- 1: out of the line now
            service TEXT NOT NULL,
            signed_by TEXT NOT NULL,
            signed_form TEXT NOT NULL,
            letter TEXT NOT NULL,
            PRIMARY KEY (application, n)
        ) STRICT, WITHOUT ROWID
    """,
    "returned": """
        CREATE TABLE returned (
            application INTEGER NOT NULL,
            n INTEGER NOT NULL,
            wall INTEGER NOT NULL,
            staff TEXT NOT NULL,
            service TEXT NOT NULL,
            missing TEXT NOT NULL,
            PRIMARY KEY (application, n)
        ) STRICT, WITHOUT ROWID
    """,
    "awaited": """
        CREATE TABLE awaited (
            application INTEGER NOT NULL,
            begins INTEGER NOT NULL,
            ends INTEGER,
            PRIMARY KEY (application, begins)
        ) STRICT, WITHOUT ROWID
    """,
    "aside": """
        CREATE TABLE aside (        -- when an application was out of the line for a blangko
            application INTEGER NOT NULL,
            begins INTEGER NOT NULL,
            ends INTEGER,
            PRIMARY KEY (application, begins)
        ) STRICT, WITHOUT ROWID
    """,
    "act": """
        CREATE TABLE act (          -- what a supervisor should know of: undone, corrected, conflict ...
            application INTEGER NOT NULL,
            n INTEGER NOT NULL,
            wall INTEGER NOT NULL,
            staff TEXT NOT NULL,
            what TEXT NOT NULL,
            note TEXT NOT NULL,
            PRIMARY KEY (application, n)
        ) STRICT, WITHOUT ROWID
    """,
    "letter": """
        CREATE TABLE letter (       -- numbers that register gave
            application INTEGER NOT NULL,
            n INTEGER NOT NULL,
            same TEXT NOT NULL,     -- as numbers are compared: domain.letter_numbers.key
            number TEXT NOT NULL,
            counter TEXT NOT NULL,
            wall INTEGER NOT NULL,
            staff TEXT NOT NULL,
            used INTEGER NOT NULL,  -- 0: the step was undone, or the letter got another number
            PRIMARY KEY (application, n)
        ) STRICT, WITHOUT ROWID
    """,
    "letter_lost": """
        CREATE TABLE letter_lost (  -- numbers of letters that are out, whose entries a restore gave up
            counter TEXT NOT NULL, n INTEGER NOT NULL, same TEXT NOT NULL, number TEXT NOT NULL,
            wall INTEGER NOT NULL,
            PRIMARY KEY (counter, n)
        ) STRICT, WITHOUT ROWID
    """,
    **stock.TABLES,
    "absence": """
        CREATE TABLE absence (
            id TEXT PRIMARY KEY, official TEXT NOT NULL, begins INTEGER NOT NULL, ends INTEGER NOT NULL,
            recorded INTEGER NOT NULL, reason TEXT NOT NULL, deputies TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
    """,
    "disruption": """
        CREATE TABLE disruption (
            id TEXT PRIMARY KEY, what TEXT NOT NULL, begins INTEGER NOT NULL, ends INTEGER, note TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
    """,
    "batch": """
        CREATE TABLE batch (
            id TEXT PRIMARY KEY, agency TEXT NOT NULL, wall INTEGER NOT NULL, staff TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
    """,
    "batch_file": """
        CREATE TABLE batch_file (
            batch TEXT NOT NULL, application TEXT NOT NULL, back INTEGER,
            PRIMARY KEY (batch, application)
        ) STRICT, WITHOUT ROWID
    """,
    "ticket": """
        CREATE TABLE ticket (
            id TEXT PRIMARY KEY, issued INTEGER NOT NULL, line TEXT NOT NULL, class TEXT NOT NULL,
            ground TEXT NOT NULL, counter TEXT NOT NULL, queued INTEGER NOT NULL, behind INTEGER NOT NULL,
            state TEXT NOT NULL, called INTEGER, called_by TEXT NOT NULL, called_at TEXT NOT NULL,
            calls INTEGER NOT NULL, also TEXT NOT NULL, barred TEXT NOT NULL,
            note TEXT NOT NULL,
            place INTEGER NOT NULL, -- orders the line
            call INTEGER NOT NULL   -- orders the calls; 0: never called
        ) STRICT, WITHOUT ROWID
    """,
    "leg": """
        CREATE TABLE leg (          -- a ticket's stay in one group
            ticket TEXT NOT NULL, n INTEGER NOT NULL, line TEXT NOT NULL, class TEXT NOT NULL,
            begun INTEGER NOT NULL,
            first_called INTEGER,   -- the wait ends here
            arrived INTEGER,        -- the way to the desk ends here
            ended INTEGER,
            way INTEGER,            -- from the call to the desk
            at_desk INTEGER NOT NULL,   -- without the time in which the citizen was away
            staff TEXT NOT NULL, counter TEXT NOT NULL, outcome TEXT NOT NULL,
            reason TEXT NOT NULL, passed INTEGER NOT NULL,
            PRIMARY KEY (ticket, n)
        ) STRICT, WITHOUT ROWID
    """,
    "turn": """
        CREATE TABLE turn (         -- a call of a number that waited
            ticket TEXT NOT NULL, n INTEGER NOT NULL,
            at INTEGER NOT NULL, called INTEGER NOT NULL,
            counter TEXT NOT NULL, class TEXT NOT NULL, by_next INTEGER NOT NULL,
            PRIMARY KEY (ticket, n)
        ) STRICT, WITHOUT ROWID
    """,
    "counter_day": """
        CREATE TABLE counter_day (  -- when a counter was open, on a break or closed
            counter TEXT NOT NULL, n INTEGER NOT NULL, since INTEGER NOT NULL, until INTEGER,
            state TEXT NOT NULL, staff TEXT NOT NULL, groups TEXT NOT NULL, note TEXT NOT NULL,
            PRIMARY KEY (counter, n)
        ) STRICT, WITHOUT ROWID
    """,
    "office": "CREATE TABLE office (id TEXT PRIMARY KEY, settings TEXT NOT NULL) STRICT, WITHOUT ROWID",
    "emblem": "CREATE TABLE emblem (id TEXT PRIMARY KEY, picture BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "retention": """
        CREATE TABLE retention (    -- applications opened and finished before that day are closed to reading
            id TEXT PRIMARY KEY, before TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
    """,
    "official": """
        CREATE TABLE official (
            id TEXT PRIMARY KEY, role TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL,
            nip TEXT NOT NULL, rank TEXT NOT NULL, active INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
    """,
    "staff": """
        CREATE TABLE staff (
            id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, active INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
    """,
    "service": """
        CREATE TABLE service (
            id TEXT NOT NULL,
            edition INTEGER NOT NULL,
            definition TEXT NOT NULL,
            starts TEXT NOT NULL,   -- the day from which it counts; empty: at once
            since INTEGER NOT NULL, -- when it was written, never after what was written later
            PRIMARY KEY (id, edition)
        ) STRICT, WITHOUT ROWID
    """,
    "imported": """
        CREATE TABLE imported (     -- where an application of an old register comes from
            application INTEGER PRIMARY KEY,
            batch TEXT NOT NULL,    -- the import
            line INTEGER NOT NULL,
            old_number TEXT NOT NULL
        ) STRICT
    """,
    "import": """
        CREATE TABLE import (
            id TEXT PRIMARY KEY, file TEXT NOT NULL, digest TEXT NOT NULL, wall INTEGER NOT NULL,
            staff TEXT NOT NULL, lines INTEGER NOT NULL, applications INTEGER NOT NULL,
            known INTEGER NOT NULL, faulty INTEGER NOT NULL, headings TEXT NOT NULL, choices TEXT NOT NULL,
            undone INTEGER,         -- NULL: it holds
            undone_by TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
    """,
    "closing": """
        CREATE TABLE closing (      -- the closings of a day; what each kept is in its entry
            day TEXT NOT NULL, counter TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
            wall INTEGER NOT NULL, PRIMARY KEY (day, at, counter, seq)
        ) STRICT, WITHOUT ROWID
    """,
    **standing.TABLES,
    **kept.TABLES,
    "folding": """
        CREATE TABLE folding (      -- how far the journal is folded again; no row where nobody does so
            mark TEXT NOT NULL,     -- who: the version that fills, or by chance
            stream TEXT NOT NULL,   -- the last one that is done
            entries INTEGER NOT NULL,
            newest INTEGER NOT NULL -- the newest entry when it began
        ) STRICT
    """,
}

INDEXES = (*indexes.INDEXES, *standing.INDEXES)

# What tells two rows of an application's tables apart; the first column says whose they are.
KEYS = {
    "application": ("id",),
    "step": ("application", "n"),
    "returned": ("application", "n"),
    "awaited": ("application", "begins"),
    "aside": ("application", "begins"),
    "act": ("application", "n"),
    "letter": ("application", "n"),
    "blangko_move": ("stream", "n"),
    "imported": ("application",),
}

TRIGGERS = (*stock.TRIGGERS, *standing.TRIGGERS)

# What the triggers keep: a table, and what it must hold.
COUNTED = (*stock.COUNTED, *standing.COUNTED)


def picker(table: str, columns: Sequence[str]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Return what takes some columns out of a row of a table, wherever they stand in it."""
    there = re.findall(r"^ +(\w+) (?:TEXT|INTEGER)", TABLES[table], re.MULTILINE)
    return itemgetter(*(there.index(column) for column in columns))


def is_whole(db: Database) -> bool:
    """Return whether every folded table, index and trigger is there."""
    there = {row[0] for row in db.conn.execute("SELECT name FROM sqlite_master")}
    statements = "; ".join((*TABLES.values(), *INDEXES, *TRIGGERS))
    return there.issuperset(re.findall(r"CREATE (?:\w+ )?(?:TABLE|INDEX|TRIGGER) (\w+)", statements))


def create(db: Database) -> None:
    """Make the empty folded tables."""
    create_quiet(db)
    for statement in TRIGGERS:
        db.execute(statement)


def create_quiet(db: Database) -> None:
    """Make the empty folded tables without their triggers, to be filled quickly.

    The indexes are filled along with the tables, which takes no longer than to sort them afterwards, and
    no memory: SQLCipher sorts in memory alone, so that nothing lies in clear on the disk.
    """
    for statement in (*TABLES.values(), *INDEXES):
        db.execute(statement)


def quiet(db: Database) -> None:
    """Take the triggers from empty tables that are to be filled quickly."""
    for statement in TRIGGERS:
        name = re.findall(r"CREATE TRIGGER (\w+)", statement)[0]
        db.execute(f"DROP TRIGGER {name}")


def complete(db: Database) -> None:
    """Fill what the triggers would have kept, and make them."""
    for table, select in (("standing", standing.OF_ALL), *COUNTED):
        db.execute(f"INSERT INTO {table} {select}")
    for statement in TRIGGERS:
        db.execute(statement)


def drop(db: Database) -> None:
    """Drop the folded tables; the journal stays."""
    for name in TABLES:
        db.execute(f"DROP TABLE IF EXISTS {name}")
