"""Histories of an office for Hypothesis: plausible and silly commands, one after another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, NamedTuple

from hypothesis import strategies as st
from sqlite_utils import Database
from stories import KEY, Clock, Counter, filled_anew, new_office, nik

from counter_app.domain import events as e
from counter_app.domain.errors import UserError
from counter_app.office.clock import ClockAhead, ClockBehind
from counter_app.office.office import Office
from counter_app.storage import database, journal
from counter_app.storage.database import writing

SERVICES = ("ktp_baru", "ktp_hilang", "kk_ubah", "surat_pengantar", "domisili", "suket_ktp")
STEPS = ("verify", "record", "dedupe", "enter", "draft", "print", "initial", "sign", "register", "forward")
KINDS = ("ktp_el", "kk", "kia")
MARKS = ("present", "missing", "not_applicable")
FORMS = ("plh", "plt", "an_sekcam", "an_kasi", "ub")
OFFICIALS = ("camat", "sekcam", "kasi")
STAFF = ("ani", "budi", "siti")
NAMES = ("Siti Aminah", "José Ramos", "M. Rizki", "Li", "O'Brien %_")


class Act(NamedTuple):
    """One thing that happens; ``pick`` chooses the file, ``a`` and ``b`` whatever else is to be chosen."""

    what: str
    pick: int
    a: int
    b: int


def histories(least: int = 18, most: int = 40) -> st.SearchStrategy[list[Act]]:
    """Return histories of ``least`` to ``most`` acts."""
    numbers = st.integers(0, 11)
    weighted = [what for what, weight in WEIGHTS.items() for _n in range(weight)]
    return st.lists(
        st.builds(Act, st.sampled_from(weighted), numbers, numbers, numbers), min_size=least, max_size=most
    )


def restored(
    rows: list[tuple[Any, ...]], counter: str, earlier: tuple[str, ...], clock: Clock, wall: int
) -> Office:
    """Return an office of these entries that says it is restored."""
    db: Database = database.connect(":memory:", KEY, create=True)
    with writing(db) as connection:
        connection.executemany("INSERT INTO journal VALUES (?,?,?,?,?,?,?,?)", rows)
        kept = {name: seq for name, seq, *_rest in rows}
        event = (f"restore/{counter}", e.DataRestored(backup="", kept=kept, lost=None))
        journal.append(connection, [event], counter=counter, clock=wall, actor="tono")
    filled_anew(db)
    code = counter.partition("-")[0]
    return Office(db, db, counter=counter, code=code, earlier=earlier, clock=clock)


class Player:
    """Plays a history in an office; what is refused is passed over."""

    def __init__(self, **settings: Any) -> None:
        self.clock = Clock()
        self.desk = Counter(new_office(self.clock, **settings), self.clock)
        self.numbers: list[str] = []
        self.ids: dict[str, list[str]] = {"absence": [], "disruption": [], "batch": [], "ticket": []}
        self.done = 0
        self.off = 0  # days by which the clock is wrong
        self.backup: list[tuple[Any, ...]] = []
        self.names = ["L1-test"]  # of the counter, the newest last

    def play(self, history: list[Act], after: Callable[[], None] = lambda: None) -> Player:
        """Let everything of ``history`` happen, look ``after`` each."""
        for act in history:
            try:
                getattr(self, f"_{act.what}")(act, self._file(act.pick))
                self.done += 1
            except (ClockAhead, ClockBehind):
                self.desk.run("confirm_clock", by="siti", reason="libur panjang")
            except UserError:
                pass
            after()
        return self

    @property
    def db(self) -> Database:
        """The data, which a restore replaces."""
        return self.desk.office.db

    def put_right(self, *, reason: str = "jam tadinya salah") -> None:
        """Set the clock right where it is wrong; a supervisor confirms it."""
        self.clock.advance(days=-self.off)
        self.off = 0
        self.desk.run("confirm_clock", by="siti", reason=reason)

    def close(self) -> None:
        """Let go of the office."""
        self.desk.office.close()

    def _file(self, pick: int) -> str:
        return self.numbers[pick % len(self.numbers)] if self.numbers else "L1-20260406-0001"

    def _run(self, name: str, by: str = "ani", /, **fields: Any) -> None:
        for key, value in self.desk.run(name, by=by, **fields).ids.items():
            if key in self.ids:
                self.ids[key].append(value)
            elif key == "application":
                self.numbers.append(value)

    def _known(self, kind: str, pick: int) -> str:
        return self.ids[kind][pick % len(self.ids[kind])] if self.ids[kind] else "L1-1"

    def _wait(self, act: Act, file: str) -> None:
        self.clock.advance(minutes=(0, 1, 7, 45, 240, 900, 1500, 4000, 9000, 11000, 14000, 300)[act.a])

    def _clock_wrong(self, act: Act, file: str) -> None:
        """The clock is ahead and nobody sees it, or behind and somebody believes it."""
        if not self.off:
            self.off = (1, 2, 5, 10, 20, 30, 30, -1, -3, -10, -20, -40)[act.a]
            self.clock.advance(days=self.off)
            if self.off < 0:
                self.desk.run("confirm_clock", by="siti", reason="jam benar")

    def _clock_right(self, act: Act, file: str) -> None:
        if self.off:
            self.put_right()

    def _back_up(self, act: Act, file: str) -> None:
        self.backup = self.db.execute("SELECT * FROM journal ORDER BY at, counter, seq").fetchall()

    def _restore(self, act: Act, file: str) -> None:
        """What was written since the backup is lost; the counter goes on under a new name."""
        if not self.backup:
            return
        live = journal.newest_wall(self.db.conn, self.names[::-1])
        earlier, self.names = tuple(self.names), [*self.names, f"L1{chr(65 + len(self.names))}-test"]
        name = self.names[-1]
        self.desk.office.close()
        self.desk.office = restored(self.backup, name, earlier, self.clock, max(live, self.clock()))
        there = {number for (number,) in self.db.execute("SELECT number FROM application")}
        self.numbers = [number for number in self.numbers if number in there]

    def _open(self, act: Act, file: str) -> None:
        applicant = {"name": NAMES[act.a % len(NAMES)], "nik": nik(act.b + 1) if act.b else ""}
        service = SERVICES[act.pick % len(SERVICES)]
        self._run("open_application", STAFF[act.a % 2], service=service, applicant=applicant)

    def _come_to(self, act: Act, file: str) -> None:
        """Open a file and work through its first steps without a pause."""
        self._open(act, file)
        file = self.numbers[-1]
        self._complete(act, file)
        self._accept(act, file)
        for _step in range(act.b):
            self._go_on(act, file)

    def _complete(self, act: Act, file: str) -> None:
        self.desk.complete(file)

    def _mark(self, act: Act, file: str) -> None:
        rows = self.desk.show(file)["requirements"]
        id = rows[act.a % len(rows)]["id"]
        self._run("mark_requirements", application=file, marks={id: MARKS[act.b % 3]})

    def _return(self, act: Act, file: str) -> None:
        self._run("return_application", application=file)

    def _accept(self, act: Act, file: str) -> None:
        self._run("accept_application", application=file)

    def _let_follow(self, act: Act, file: str) -> None:
        self._run("let_follow", "siti", application=file, requirement="kk_fc", reason="besok")

    def _go_on(self, act: Act, file: str) -> None:
        """Do whatever comes now."""
        current = self.desk.show(file)["current"]
        step = current[act.a % len(current)] if current else "verify"
        if step == "hand_over":
            self._run(
                "hand_over_application", application=file, receiver="Warga", old_card_withdrawn=act.b > 5
            )
        elif step == "sign":
            self._run("sign_applications", applications=[file], official="camat")
        else:
            why = "sakit" if act.b > 8 else ""
            self._run("complete_step", STAFF[act.b % 3], application=file, step=step, out_of_line_reason=why)

    def _silly_step(self, act: Act, file: str) -> None:
        self._run("complete_step", application=file, step=STEPS[act.a % len(STEPS)])

    def _sign(self, act: Act, file: str) -> None:
        form = {} if act.b % 2 else {"form": FORMS[act.a % 5]}
        self._run("sign_applications", applications=[file], official=OFFICIALS[act.b % 3], **form)

    def _send_back(self, act: Act, file: str) -> None:
        step, citizen = STEPS[act.a % len(STEPS)], act.b % 2 == 1
        self._run(
            "send_back_application", application=file, step=step, reason="salah", citizen_needed=citizen
        )

    def _send_for(self, act: Act, file: str) -> None:
        """Wait for the citizen at the step that is at work."""
        current = self.desk.show(file)["current"]
        step = current[0] if current else "verify"
        self._run("send_back_application", application=file, step=step, reason="salah", citizen_needed=True)

    def _citizen_came(self, act: Act, file: str) -> None:
        self._run("citizen_came", application=file)

    def _close(self, act: Act, file: str) -> None:
        outcome = ("rejected", "withdrawn")[act.a % 2]
        self._run("close_application", application=file, outcome=outcome, reason="pindah")

    def _undo(self, act: Act, file: str) -> None:
        self._run("undo", STAFF[act.a % 3], application=file, reason="salah tekan")

    def _correct(self, act: Act, file: str) -> None:
        change = {"name": NAMES[act.a % len(NAMES)], "nik": nik(act.b + 20)}
        conditions = {} if act.a % 2 else {"conditions": ["foreigner"][: act.b % 2]}
        self._run("correct_application", application=file, applicant=change, reason="x", **conditions)

    def _pass_on(self, act: Act, file: str) -> None:
        self._run("pass_on_application", STAFF[act.a % 3], application=file, to=STAFF[act.b % 3], reason="x")

    def _take_over(self, act: Act, file: str) -> None:
        self._run("accept_responsibility", STAFF[act.a % 3], application=file)

    def _assign(self, act: Act, file: str) -> None:
        self._run("assign_application", "siti", application=file, to=STAFF[act.b % 3], reason="x")

    def _aside(self, act: Act, file: str) -> None:
        self._run("set_aside", application=file, reason="x")

    def _back(self, act: Act, file: str) -> None:
        self._run("put_back", application=file)

    def _receive(self, act: Act, file: str) -> None:
        self._run("receive_blangko", kind=KINDS[act.a % 3], quantity=act.b % 4)

    def _spoil(self, act: Act, file: str) -> None:
        self._run("spoil_blangko", kind=KINDS[act.a % 3], quantity=act.b % 3, reason="x", application=file)

    def _count(self, act: Act, file: str) -> None:
        self._run("count_blangko", "siti", kind=KINDS[act.a % 3], counted=act.b % 4, reason="x")

    def _expect(self, act: Act, file: str) -> None:
        self._run("expect_blangko", "siti", kind=KINDS[act.a % 2], quantity=act.b, on=self._day(act.pick - 2))

    def _destroy(self, act: Act, file: str) -> None:
        self._run("destroy_cards", "siti", method="dibakar")

    def _absence(self, act: Act, file: str) -> None:
        deputy = {"official": OFFICIALS[act.a % 3], "form": FORMS[act.b % 5]}
        period = {"from_": self._day(act.a % 4 - 1), "to": self._day(act.b % 6)}
        official = OFFICIALS[act.pick % 3]
        self._run("record_absence", "siti", official=official, reason="x", deputies=[deputy], **period)

    def _end_absence(self, act: Act, file: str) -> None:
        self._run("end_absence", "siti", absence=self._known("absence", act.a))

    def _disruption(self, act: Act, file: str) -> None:
        what = ("siak", "recorder", "printer", "power")[act.a % 4]
        self._run("record_disruption", "siti", what=what, from_=self._day(-1) if act.b % 3 == 0 else "")

    def _end_disruption(self, act: Act, file: str) -> None:
        self._run("end_disruption", "siti", disruption=self._known("disruption", act.a))

    def _forward(self, act: Act, file: str) -> None:
        self._run("forward_applications", applications=[file])

    def _receive_batch(self, act: Act, file: str) -> None:
        self._run("receive_batch", batch=self._known("batch", act.a), applications=[file])

    def _paper(self, act: Act, file: str) -> None:
        self._run("record_paper", application=file, paper=("receipt", "slip", "handover")[act.a % 3])

    def _paper_failed(self, act: Act, file: str) -> None:
        self._run("did_not_print", application=file, paper="receipt")

    def _reveal(self, act: Act, file: str) -> None:
        self._run("reveal_nik", application=file)

    def _settings(self, act: Act, file: str) -> None:
        line = ("arrival", "first_timers_first")[act.a % 2]
        self._run("change_settings", "siti", settings={"line": line, "patience_days": act.b % 3})

    def _official(self, act: Act, file: str) -> None:
        id = OFFICIALS[act.a % 3]
        if act.b % 2:
            self._run("retire_official", "siti", official=id)
        else:
            self._run("set_official", "siti", official=id, role=id, name="Pejabat Baru")

    def _close_day(self, act: Act, file: str) -> None:
        self._run("close_day", "siti", date=self._day(-(act.a % 4)))

    def _ticket(self, act: Act, file: str) -> None:
        command = ("issue_ticket", "issue_ticket", "call_next", "skip_ticket", "finish_ticket")[act.a % 5]
        ticket = {"ticket": self._known("ticket", act.b)}
        self._run(command, **{"issue_ticket": {"group": "A"}, "call_next": {}}.get(command, ticket))

    def _day(self, days: int) -> str:
        return (self.clock.local.date() + dt.timedelta(days=days)).isoformat()


WEIGHTS = {
    "wait": 8, "open": 2, "come_to": 10, "complete": 2, "mark": 1, "return": 2, "accept": 2, "let_follow": 1,
    "go_on": 16, "silly_step": 1, "sign": 2, "send_back": 3, "send_for": 2, "citizen_came": 1, "close": 1,
    "undo": 4, "correct": 1, "pass_on": 1, "take_over": 1, "assign": 1, "aside": 2, "back": 1, "receive": 3,
    "spoil": 1, "count": 1, "expect": 2, "destroy": 1, "absence": 2, "end_absence": 1, "disruption": 2,
    "end_disruption": 1, "forward": 2, "receive_batch": 2, "paper": 1, "paper_failed": 1, "reveal": 1,
    "settings": 1, "official": 1, "ticket": 1, "close_day": 4, "clock_wrong": 2, "clock_right": 2,
    "back_up": 1, "restore": 1,
}  # fmt: skip
