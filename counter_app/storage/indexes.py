"""The indexes of the folded tables: what is asked of hundreds of thousands is answered by these alone."""

from __future__ import annotations

from counter_app.storage import standing

INDEXES = (
    "CREATE UNIQUE INDEX application_number ON application (number)",
    "CREATE INDEX application_nik ON application (nik) WHERE nik <> ''",
    "CREATE INDEX application_service ON application (service)",
    "CREATE INDEX application_visit ON application (visit) WHERE visit <> number",
    "CREATE INDEX application_open ON application (state) WHERE collected IS NULL AND closed IS NULL",
    "CREATE INDEX application_open_due ON application (due, id, state) "
    "WHERE collected IS NULL AND closed IS NULL",
    "CREATE INDEX application_open_name ON application (name_key, id, state) "
    "WHERE collected IS NULL AND closed IS NULL",
    "CREATE INDEX application_hands ON application (responsible) WHERE collected IS NULL AND closed IS NULL",
    "CREATE INDEX application_offered ON application (offered_to) "
    "WHERE offered_to <> '' AND collected IS NULL AND closed IS NULL",
    "CREATE INDEX application_uncollected ON application (state, ready) "
    "WHERE state = 'ready' AND collected IS NULL AND closed IS NULL",
    "CREATE INDEX application_running ON application (service, recap_group, accepted, due, citizen_since) "
    "WHERE accepted IS NOT NULL AND ready IS NULL AND closed IS NULL",
    "CREATE INDEX application_blangko ON application (blangko, use, accepted) WHERE blangko <> ''",
    "CREATE INDEX application_accepted ON application (accepted, recap_group) WHERE accepted IS NOT NULL",
    "CREATE INDEX application_ready ON application (ready, accepted, recap_group, service) "
    "WHERE ready IS NOT NULL",
    "CREATE INDEX application_collected ON application (collected) WHERE collected IS NOT NULL",
    "CREATE INDEX application_closed ON application (closed) WHERE closed IS NOT NULL",
    "CREATE INDEX application_citizen ON application (citizen_since) WHERE citizen_since IS NOT NULL",
    # SQLite takes a partial index only where the query repeats its condition word for word
    # and reads the index alone only where that holds every column the query names, until too
    "CREATE INDEX step_open ON step (until, need, aside, of, later, since, application, step) "
    "WHERE until IS NULL",
    "CREATE INDEX step_ended ON step (need, until, since) WHERE need <> '' AND until IS NOT NULL",
    "CREATE INDEX step_open_depends ON step (until, depends) WHERE depends <> '' AND until IS NULL",
    "CREATE INDEX step_ended_depends ON step (until, since) WHERE depends <> '' AND until IS NOT NULL",
    "CREATE INDEX step_initial ON step (since, application) "
    "WHERE step >= 'initial' AND step < 'initiam' AND until IS NULL",
    "CREATE INDEX step_agency ON step (service, until, since) WHERE need = 'agency' AND done = 1",
    "CREATE INDEX returned_wall ON returned (wall)",
    "CREATE INDEX act_wall ON act (wall)",
    "CREATE INDEX letter_same ON letter (same, counter, wall)",
    "CREATE INDEX letter_wall ON letter (counter, wall)",
    "CREATE INDEX blangko_move_wall ON blangko_move (kind, wall)",
    "CREATE INDEX blangko_move_received ON blangko_move (at, kind, wall) WHERE what = 'received'",
    "CREATE INDEX blangko_move_serial ON blangko_move (kind, serial) "
    "WHERE what IN ('used', 'spoiled') AND serial <> ''",
    "CREATE INDEX blangko_move_passed ON blangko_move (wall) WHERE passed > 0",
    "CREATE INDEX expected_day ON expected (kind, day)",
    "CREATE INDEX ticket_issued ON ticket (issued)",
    "CREATE INDEX ticket_open ON ticket (issued) WHERE state IN ('waiting', 'called', 'parked')",
    "CREATE INDEX leg_begun ON leg (begun)",
    "CREATE INDEX turn_called ON turn (called)",
    "CREATE INDEX counter_day_since ON counter_day (since)",
    "CREATE INDEX batch_file_application ON batch_file (application)",
    "CREATE INDEX imported_batch ON imported (batch)",
    "CREATE INDEX imported_number ON imported (old_number) WHERE old_number <> ''",
    *standing.INDEXES,
)
