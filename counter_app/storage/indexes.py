"""The indexes of the folded tables: what is asked of hundreds of thousands is answered by these alone.

SQLite takes a partial index only where the query repeats its condition, and reads the index alone only where
that holds every column that the query names. So a condition stands here once, and queries take it from here.
"""

from __future__ import annotations

# of an application
WITH_NIK = "nik <> ''"
OF_NIK = f"application INDEXED BY application_nik WHERE nik = ? AND {WITH_NIK}"  # a service has far more
OPEN = "collected IS NULL AND closed IS NULL"
RUNNING = "accepted IS NOT NULL AND ready IS NULL AND closed IS NULL"
OFFERED = f"offered_to <> '' AND {OPEN}"
UNCOLLECTED = f"state = 'ready' AND {OPEN}"
AWAITED = "citizen_since IS NOT NULL"
NEEDS_CARD = "blangko <> ''"  # a later step needs one
WITHDRAWN = "withdrawn_at IS NOT NULL"
IN_A_VISIT = "visit <> number"

# of a span of a step
CURRENT = "until IS NULL"
ENDED = "until IS NOT NULL"
NEEDY = "need <> ''"
HELD = "depends <> ''"  # by a disruption, if there is one
INITIAL = f"step >= 'initial' AND step < 'initiam' AND {CURRENT}"
FROM_AGENCY = "need = 'agency' AND done = 1"

# of what an application waits for
BACK = "awaited + again > 0"  # it was sent back
IN_FOLDER = "folder IS NOT NULL"
LENT = "overdue IS NOT NULL"  # to an agency

# of the ledger and the line
RECEIVED = "what = 'received'"
SPOILED = "what = 'spoiled'"
SPOILED_FOR = f"{SPOILED} AND application <> ''"
WITH_SERIAL = "what IN ('used', 'spoiled') AND serial <> ''"
TAKEN = "what = 'used' AND serial <> '' AND quantity < 0"
PASSED_OVER = "passed > 0"
UNENDED = "state IN ('waiting', 'called', 'parked')"

INDEXES = (
    "CREATE UNIQUE INDEX application_number ON application (number)",
    f"CREATE INDEX application_nik ON application (nik) WHERE {WITH_NIK}",
    "CREATE INDEX application_service ON application (service)",
    f"CREATE INDEX application_visit ON application (visit) WHERE {IN_A_VISIT}",
    f"CREATE INDEX application_open ON application (state) WHERE {OPEN}",
    f"CREATE INDEX application_open_due ON application (due, id, state, ready, citizen_since) WHERE {OPEN}",
    f"CREATE INDEX application_open_name ON application (name_key, id) WHERE {OPEN}",
    "CREATE INDEX application_responsible ON application (responsible)",
    f"CREATE INDEX application_hands ON application (responsible) WHERE {OPEN}",
    f"CREATE INDEX application_offered ON application (offered_to) WHERE {OFFERED}",
    f"CREATE INDEX application_uncollected ON application (ready) WHERE {UNCOLLECTED}",
    f"CREATE INDEX application_blangko ON application (blangko, use, accepted) WHERE {NEEDS_CARD}",
    "CREATE INDEX application_accepted ON application (accepted, recap_group) WHERE accepted IS NOT NULL",
    "CREATE INDEX application_ready ON application (ready, accepted, recap_group, service) "
    "WHERE ready IS NOT NULL",
    "CREATE INDEX application_collected ON application (collected) WHERE collected IS NOT NULL",
    f"CREATE INDEX application_withdrawn ON application (withdrawn_at) WHERE {WITHDRAWN}",
    "CREATE INDEX application_closed ON application (closed) WHERE closed IS NOT NULL",
    f"CREATE INDEX application_citizen ON application (citizen_since) WHERE {AWAITED}",
    "CREATE INDEX step_open ON step (until, need, aside, of, later, since, application, step) "
    f"WHERE {CURRENT}",
    f"CREATE INDEX step_ended ON step (need, until, since) WHERE {NEEDY} AND {ENDED}",
    f"CREATE INDEX step_open_depends ON step (until, depends) WHERE {HELD} AND {CURRENT}",
    f"CREATE INDEX step_ended_depends ON step (until, since) WHERE {HELD} AND {ENDED}",
    f"CREATE INDEX step_initial ON step (since, application) WHERE {INITIAL}",
    f"CREATE INDEX step_agency ON step (service, until, since) WHERE {FROM_AGENCY}",
    "CREATE INDEX returned_wall ON returned (wall)",
    "CREATE INDEX act_wall ON act (wall)",
    "CREATE INDEX letter_same ON letter (same, counter, wall)",
    "CREATE INDEX letter_wall ON letter (counter, wall)",
    "CREATE INDEX closing_wall ON closing (wall)",
    "CREATE INDEX letter_lost_same ON letter_lost (same, counter, wall)",
    "CREATE INDEX letter_lost_wall ON letter_lost (counter, wall)",
    "CREATE INDEX blangko_move_wall ON blangko_move (kind, wall)",
    f"CREATE INDEX blangko_move_received ON blangko_move (at, kind, wall) WHERE {RECEIVED}",
    f"CREATE INDEX blangko_move_came ON blangko_move (kind, at) WHERE {RECEIVED}",
    f"CREATE INDEX blangko_move_spoiled ON blangko_move (at) WHERE {SPOILED}",
    f"CREATE INDEX blangko_move_spoiled_for ON blangko_move (application, at) WHERE {SPOILED_FOR}",
    f"CREATE INDEX blangko_move_serial ON blangko_move (kind, serial) WHERE {WITH_SERIAL}",
    f"CREATE INDEX blangko_move_taken ON blangko_move (kind, at) WHERE {TAKEN}",
    f"CREATE INDEX blangko_move_passed ON blangko_move (wall) WHERE {PASSED_OVER}",
    "CREATE INDEX absence_ends ON absence (ends)",
    "CREATE INDEX disruption_ends ON disruption (ends)",
    "CREATE INDEX destroyed_wall ON destroyed (wall)",
    "CREATE INDEX destroyed_at ON destroyed (at)",
    "CREATE INDEX expected_day ON expected (kind, day)",
    "CREATE INDEX ticket_issued ON ticket (issued)",
    f"CREATE INDEX ticket_open ON ticket (issued) WHERE {UNENDED}",
    "CREATE INDEX leg_begun ON leg (begun)",
    "CREATE INDEX turn_called ON turn (called)",
    "CREATE INDEX counter_day_since ON counter_day (since)",
    "CREATE INDEX batch_file_application ON batch_file (application)",
    "CREATE INDEX imported_batch ON imported (batch)",
    "CREATE INDEX imported_number ON imported (old_number) WHERE old_number <> ''",
)
