"""The blangko of an office: what moved, what is expected, what was destroyed.

The stock of a counter is the sum of its moves; triggers keep it so that no question adds up a long list.
"""

from __future__ import annotations

TABLES = {
    "blangko_move": """
        CREATE TABLE blangko_move (
            stream TEXT NOT NULL,
            n INTEGER NOT NULL,
            kind TEXT NOT NULL,
            counter TEXT NOT NULL,
            quantity INTEGER NOT NULL,  -- signed
            what TEXT NOT NULL,         -- received, used, spoiled, counted
            use TEXT NOT NULL,          -- of used: new, lost, damaged, change
            at INTEGER NOT NULL,        -- orders the ledger
            wall INTEGER NOT NULL,
            staff TEXT NOT NULL,
            letter TEXT NOT NULL,
            serial TEXT NOT NULL,       -- of a delivery the first
            upto TEXT NOT NULL,         -- and the last
            reason TEXT NOT NULL,
            application TEXT NOT NULL,
            passed INTEGER NOT NULL,
            PRIMARY KEY (stream, n)
        ) STRICT, WITHOUT ROWID
    """,
    "blangko_stock": """
        CREATE TABLE blangko_stock (
            kind TEXT NOT NULL,
            counter TEXT NOT NULL,
            on_hand INTEGER NOT NULL,
            PRIMARY KEY (kind, counter)
        ) STRICT, WITHOUT ROWID
    """,
    "expected": """
        CREATE TABLE expected (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL, quantity INTEGER NOT NULL, day TEXT NOT NULL,
            at INTEGER NOT NULL,    -- orders announcements and deliveries
            wall INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID
    """,
    "destroyed": """
        CREATE TABLE destroyed (
            id TEXT PRIMARY KEY,
            at INTEGER NOT NULL,    -- it holds what was withdrawn or spoiled before, and after the one before
            wall INTEGER NOT NULL, staff TEXT NOT NULL, method TEXT NOT NULL,
            letter TEXT NOT NULL, witnesses TEXT NOT NULL
        ) STRICT, WITHOUT ROWID
    """,
}

TRIGGERS = (
    """
    CREATE TRIGGER blangko_in AFTER INSERT ON blangko_move BEGIN
        INSERT INTO blangko_stock VALUES (new.kind, new.counter, new.quantity)
        ON CONFLICT DO UPDATE SET on_hand = on_hand + excluded.on_hand;
    END
    """,
    """
    CREATE TRIGGER blangko_changed AFTER UPDATE ON blangko_move BEGIN
        UPDATE blangko_stock SET on_hand = on_hand - old.quantity
        WHERE kind = old.kind AND counter = old.counter;
        INSERT INTO blangko_stock VALUES (new.kind, new.counter, new.quantity)
        ON CONFLICT DO UPDATE SET on_hand = on_hand + excluded.on_hand;
    END
    """,
    """
    CREATE TRIGGER blangko_out AFTER DELETE ON blangko_move BEGIN
        UPDATE blangko_stock SET on_hand = on_hand - old.quantity
        WHERE kind = old.kind AND counter = old.counter;
    END
    """,
)

COUNTED = (("blangko_stock", "SELECT kind, counter, sum(quantity) FROM blangko_move GROUP BY kind, counter"),)
