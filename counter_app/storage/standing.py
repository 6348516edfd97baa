"""What each application in process waits for, and how many wait for the same: kept by triggers.

So how many stand still, and why, how many are late, and how many cards are still needed, is known without a
look at each of hundreds of thousands.
"""

from __future__ import annotations

from counter_app.storage.indexes import BACK, CURRENT, IN_FOLDER, LENT, NEEDS_CARD, OPEN, RUNNING

HOUR = 3_600_000_000

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
    "falling_due": """
        CREATE TABLE falling_due (  -- how many files that count fall due within an hour; never 0
            hour INTEGER PRIMARY KEY, n INTEGER NOT NULL
        ) STRICT
    """,
    "running_since": """
        CREATE TABLE running_since (  -- how many that are in process were accepted within an hour; never 0
            recap_group TEXT NOT NULL, hour INTEGER NOT NULL, n INTEGER NOT NULL,
            PRIMARY KEY (recap_group, hour)
        ) STRICT, WITHOUT ROWID
    """,
}

INDEXES = (
    f"CREATE INDEX standing_back ON standing (application) WHERE {BACK}",
    f"CREATE INDEX standing_folder ON standing (folder, waits, service, awaited, overdue) WHERE {IN_FOLDER}",
    f"CREATE INDEX standing_overdue ON standing (overdue, waits, service, awaited) WHERE {LENT}",
)

_STAND = f"""
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
    FROM step WHERE {{of_one}} {CURRENT} AND step <> 'hand_over' GROUP BY application
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

# The hour in which a file falls due; NULL: it is ready, ended, not accepted, or waits for the citizen.
_DUE = (
    "CASE WHEN {of}ready IS NULL AND {of}collected IS NULL AND {of}closed IS NULL AND "
    f"({{of}}citizen_since IS NULL OR {{of}}due < {{of}}citizen_since) THEN {{of}}due / {HOUR} END"
)
_DUE_NEW, _DUE_OLD = (_DUE.format(of=of) for of in ("new.", "old."))
_FALLS_DUE = f"INSERT INTO falling_due VALUES ({_DUE_NEW}, 1) ON CONFLICT DO UPDATE SET n = n + 1;"
_NO_LONGER = (
    f"UPDATE falling_due SET n = n - 1 WHERE hour = {_DUE_OLD}; "
    f"DELETE FROM falling_due WHERE n = 0 AND hour = {_DUE_OLD};"
)
_CHANGED = (
    f"UPDATE OF due, ready, collected, closed, citizen_since ON application WHEN {_DUE_NEW} IS NOT {_DUE_OLD}"
)

# The hour in which a file was accepted that is in process; NULL: it is not.
_SINCE = (
    "CASE WHEN {of}accepted IS NOT NULL AND {of}ready IS NULL AND {of}closed IS NULL "
    f"THEN {{of}}accepted / {HOUR} END"
)
_SINCE_NEW, _SINCE_OLD = (_SINCE.format(of=of) for of in ("new.", "old."))
_RUNS = (
    f"INSERT INTO running_since VALUES (new.recap_group, {_SINCE_NEW}, 1) "
    "ON CONFLICT DO UPDATE SET n = n + 1;"
)
_SAME_HOUR = f"(recap_group, hour) = (old.recap_group, {_SINCE_OLD})"
_RUNS_NO_MORE = (
    f"UPDATE running_since SET n = n - 1 WHERE {_SAME_HOUR}; "
    f"DELETE FROM running_since WHERE n = 0 AND {_SAME_HOUR};"
)
_BEGAN_OR_ENDED = (
    "UPDATE OF recap_group, accepted, ready, closed ON application "
    f"WHEN (new.recap_group, {_SINCE_NEW}) IS NOT (old.recap_group, {_SINCE_OLD})"
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
    *(
        f"CREATE TRIGGER due_{name} AFTER {when} AND {row} IS NOT NULL BEGIN {then} END"
        for name, when, row, then in (
            ("in", "INSERT ON application WHEN true", _DUE_NEW, _FALLS_DUE),
            ("from", _CHANGED, _DUE_NEW, _FALLS_DUE),
            ("until", _CHANGED, _DUE_OLD, _NO_LONGER),
            ("out", "DELETE ON application WHEN true", _DUE_OLD, _NO_LONGER),
        )
    ),
    *(
        f"CREATE TRIGGER runs_{name} AFTER {when} AND {row} IS NOT NULL BEGIN {then} END"
        for name, when, row, then in (
            ("in", "INSERT ON application WHEN true", _SINCE_NEW, _RUNS),
            ("from", _BEGAN_OR_ENDED, _SINCE_NEW, _RUNS),
            ("until", _BEGAN_OR_ENDED, _SINCE_OLD, _RUNS_NO_MORE),
            ("out", "DELETE ON application WHEN true", _SINCE_OLD, _RUNS_NO_MORE),
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
        f"SELECT blangko, use, count(*) FROM application WHERE {NEEDS_CARD} GROUP BY blangko, use",
    ),
    (
        "falling_due",
        f"SELECT {_DUE.format(of='')} AS hour, count(*) FROM application INDEXED BY application_open_due "
        f"WHERE {OPEN} AND {_DUE.format(of='')} IS NOT NULL GROUP BY hour",
    ),
    (
        "running_since",
        f"SELECT recap_group, accepted / {HOUR} AS hour, count(*) FROM application WHERE {RUNNING} "
        "GROUP BY recap_group, hour",
    ),
)
