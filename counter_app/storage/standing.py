"""What each application in process waits for, and how many wait for the same: kept by triggers.

So how many stand still, and why, and how many cards are still needed, is known without a look at each of
hundreds of thousands.
"""

from __future__ import annotations

TABLES = {
    "standing": """
        CREATE TABLE standing (
            application INTEGER PRIMARY KEY,
            waits TEXT NOT NULL,     -- JSON: [need, of, deputies, depends, aside, later] of each open step
            service TEXT NOT NULL,
            awaited INTEGER NOT NULL,  -- 1: the citizen must come
            again INTEGER NOT NULL,    -- 1: a step that was done before is open
            folder INTEGER,          -- since when it waits for a signature
            overdue INTEGER          -- after which instant the agency has had it too long
        ) STRICT
    """,
    "standing_count": """
        CREATE TABLE standing_count (
            waits TEXT NOT NULL, service TEXT NOT NULL, awaited INTEGER NOT NULL, again INTEGER NOT NULL,
            n INTEGER NOT NULL,      -- never 0: then there is no row
            PRIMARY KEY (waits, service, awaited, again)
        ) STRICT, WITHOUT ROWID
    """,
    "blangko_needed": """
        CREATE TABLE blangko_needed (  -- how many files still need a kind of blangko; never 0
            kind TEXT NOT NULL, use TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (kind, use)
        ) STRICT, WITHOUT ROWID
    """,
}

INDEXES = (
    "CREATE INDEX standing_back ON standing (application) WHERE awaited + again > 0",
    "CREATE INDEX standing_folder ON standing (folder, waits, service, awaited, overdue) "
    "WHERE folder IS NOT NULL",
    "CREATE INDEX standing_overdue ON standing (overdue, waits, service, awaited) WHERE overdue IS NOT NULL",
)

_STAND = """
    SELECT
        application,
        json_group_array(json_array(need, of, deputies, depends, aside, later) ORDER BY n)
            FILTER (WHERE need <> '' OR depends <> ''),
        service,
        ifnull((SELECT citizen_since IS NOT NULL FROM application AS file WHERE id = application), 0),
        max(EXISTS (
            SELECT 1 FROM step AS before
            WHERE before.application = step.application AND before.step = step.step AND before.done = 1
        )),
        min(CASE need WHEN 'signature' THEN since END),
        min(CASE need WHEN 'agency' THEN since + limit_days * 86400000000 END)
    FROM step WHERE {of_one} until IS NULL AND step <> 'hand_over' GROUP BY application
"""
_OF_ONE = _STAND.format(of_one="application = {row}.application AND")
_AGAIN = f"DELETE FROM standing WHERE application = {{row}}.application; INSERT INTO standing {_OF_ONE};"
_NEW, _OLD = (f"BEGIN {_AGAIN.format(row=row)} END" for row in ("new", "old"))
_SAME = "(waits, service, awaited, again) = (old.waits, old.service, old.awaited, old.again)"
_COUNT = (
    "INSERT INTO standing_count VALUES (new.waits, new.service, new.awaited, new.again, 1) "
    "ON CONFLICT DO UPDATE SET n = n + 1;"
)
_UNCOUNT = (
    f"UPDATE standing_count SET n = n - 1 WHERE {_SAME}; DELETE FROM standing_count WHERE n = 0 AND {_SAME};"
)

_NEEDED = "INSERT INTO blangko_needed VALUES (new.blangko, new.use, 1) ON CONFLICT DO UPDATE SET n = n + 1;"
_SERVED = (
    "UPDATE blangko_needed SET n = n - 1 WHERE (kind, use) = (old.blangko, old.use); "
    "DELETE FROM blangko_needed WHERE n = 0 AND (kind, use) = (old.blangko, old.use);"
)

TRIGGERS = (
    f"CREATE TRIGGER step_in AFTER INSERT ON step WHEN new.until IS NULL {_NEW}",
    f"CREATE TRIGGER step_kept AFTER UPDATE ON step WHEN old.until IS NULL OR new.until IS NULL {_NEW}",
    f"CREATE TRIGGER step_out AFTER DELETE ON step WHEN old.until IS NULL {_OLD}",
    "CREATE TRIGGER citizen_awaited AFTER UPDATE OF citizen_since ON application BEGIN "
    "UPDATE standing SET awaited = new.citizen_since IS NOT NULL WHERE application = new.id; END",
    f"CREATE TRIGGER standing_in AFTER INSERT ON standing BEGIN {_COUNT} END",
    f"CREATE TRIGGER standing_kept AFTER UPDATE ON standing BEGIN {_UNCOUNT} {_COUNT} END",
    f"CREATE TRIGGER standing_out AFTER DELETE ON standing BEGIN {_UNCOUNT} END",
    *(
        f"CREATE TRIGGER blangko_{name} AFTER {when} ON application WHEN {row}.blangko <> '' BEGIN {then} END"
        for name, when, row, then in (
            ("needed_new", "INSERT", "new", _NEEDED),
            ("needed_from", "UPDATE OF blangko, use", "new", _NEEDED),
            ("needed_until", "UPDATE OF blangko, use", "old", _SERVED),
            ("needed_gone", "DELETE", "old", _SERVED),
        )
    ),
)

# What ``standing`` must hold of these, by the key: the plus keeps off the index of all open steps.
OF_RANGE = _STAND.format(of_one="application BETWEEN ? AND ? AND +")

OF_ALL = _STAND.format(of_one="")

COUNTED = (
    (
        "standing_count",
        "SELECT waits, service, awaited, again, count(*) FROM standing "
        "GROUP BY waits, service, awaited, again",
    ),
    (
        "blangko_needed",
        "SELECT blangko, use, count(*) FROM application WHERE blangko <> '' GROUP BY blangko, use",
    ),
)
