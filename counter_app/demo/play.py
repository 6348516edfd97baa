"""The demo office: a few weeks of invented work, played through the real commands with a clock of its own."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from counter_app.demo.citizens import Citizens, People
from counter_app.demo.hands import Clock, Hands
from counter_app.domain.checklist import plain_answers
from counter_app.i18n import _
from counter_app.office.desk import Staff
from counter_app.office.office import Office

SEED = 2017
SIGNED_BY_DEPUTY = "an_sekcam"


class Play:
    """Plays clerks and citizens; everything goes through the office's door."""

    def __init__(self, office: Office, staff: Staff, time: Clock, people: People) -> None:
        self._office, self._supervisor, self._time, self._people = office, staff, time, people
        self._hands = Hands(office, staff)
        self._random = random.Random(SEED)
        self._citizens = Citizens(people, self._random)
        self._clerks = [Staff("ani", "clerk", "Ani"), Staff("budi", "clerk", "Budi"), staff]
        self._open: list[str] = []
        self._returned: list[str] = []
        self._serial = 0
        self._collecting = True

    def day(self, day: dt.date, number: int, count: int) -> None:
        """Play the ``number``-th of ``count`` days: the morning's post, the visits, the work behind them."""
        self._at(day, 7, 40)
        self._deliveries(day, number, count)
        self._absence(day, number, count)
        minute = 8 * 60
        for _visit in range(self._random.randint(14, 24)):
            minute += self._random.randint(5, 22)
            if minute > 15 * 60 + 30:
                break
            self._at(day, minute // 60, minute % 60)
            self._visit(minute, day)
        self._collecting = number < count - 1  # something stays on the shelf for today
        for hour, minute in ((11, 5), (15, 35)):
            self._at(day, hour, minute)
            self._work(day, hour * 60 + minute)
        if number == count - 3:
            self._hands.run("record_disruption", what="siak", note="jaringan putus")
        if number == count - 2:
            for row in self._hands.ask("disruptions"):
                self._hands.run("end_disruption", disruption=row["disruption"])
            witnesses = ["Ani Wijayanti", "Budi Santoso"]
            self._hands.attempt("destroy_cards", method="digunting dan dibakar", witnesses=witnesses)

    def _deliveries(self, day: dt.date, number: int, count: int) -> None:
        if number in (0, count // 2):
            first = 4_100_000 + number * 1000
            quantity = 60 if number == 0 else 25
            self._hands.run(
                "receive_blangko",
                kind="ktp_el",
                quantity=quantity,
                letter=f"470/{310 + number}/DKPS/{day.year}",
                sender="Disdukcapil Kota Palembang",
                serial_from=str(first),
                serial_to=str(first + quantity - 1),
            )
        if number % 7 == 0:
            self._hands.run(
                "receive_blangko", kind="kk", quantity=50, letter=f"474/{number + 12}/DKPS/{day.year}"
            )
        if number == count - 1:
            self._hands.run("expect_blangko", kind="ktp_el", quantity=20, on=str(day + dt.timedelta(days=9)))

    def _absence(self, day: dt.date, number: int, count: int) -> None:
        """The camat travels twice; the secretary signs what may be signed a.n. Camat."""
        if number in (count // 3, count - 2):
            fields = {
                "official": "camat",
                "from": str(day),
                "to": str(day + dt.timedelta(days=5)),
                "reason": "dinas luar",
                "deputies": [{"official": "sekcam", "form": SIGNED_BY_DEPUTY, "letter": "094/12/SU.II"}],
            }
            self._hands.run("record_absence", **fields)

    def _visit(self, minute: int, day: dt.date) -> None:
        clerk = self._random.choice(self._clerks)
        if self._returned and self._random.random() < 0.5:
            number = self._returned.pop(0)
        else:
            services = list(self._people.weights)
            service = self._random.choices(services, list(self._people.weights.values()))[0]
            number = self._opened(clerk, service, self._citizens.next(service, day))
        minute += self._random.randint(2, 9)
        self._at(day, minute // 60, minute % 60)
        if self._random.random() < 0.28 and self._view(number)["returns"] == 0:
            self._mark(clerk, number, leave_out=self._random.randint(1, 2))
            if self._hands.attempt("return_application", application=number):
                self._returned.append(number)
                return
        self._accept(clerk, number)
        self._open.append(number)

    def _opened(self, clerk: Staff, service: str, applicant: dict[str, Any]) -> str:
        said = plain_answers(self._hands.plan(service))
        done = self._hands.run("open_application", clerk, service=service, applicant=applicant, **said)
        return str(done.ids["application"])

    def _accept(self, clerk: Staff, number: str) -> None:
        self._mark(clerk, number)
        self._hands.run("accept_application", clerk, application=number)

    def _mark(self, clerk: Staff, number: str, leave_out: int = 0) -> None:
        listed = self._view(number)["requirements"]
        needed = [r["id"] for r in listed if r["needed"]]
        gone = set(self._random.sample(needed, min(leave_out, len(needed))))
        marks = {id: "missing" if id in gone else "present" for id in needed}
        self._hands.run("mark_requirements", clerk, application=number, marks=marks)

    def _work(self, day: dt.date, minute: int) -> None:
        """Move files on: what the office can do at once, the folder, the agency, the line, the shelf."""
        for number in list(self._open):
            self._steps(number)
        self._sign()
        for number in list(self._open):
            self._steps(number)
        self._print_in_line()
        if self._collecting:
            self._collect()

    def _steps(self, number: str) -> None:
        for _step in range(4):
            view = self._view(number)
            ready = [s for s in view["steps"] if s["state"] == "current" and s["step"] != "hand_over"]
            moved = False
            for step in ready:
                if step["need"] in ("signature", "blangko"):
                    if step["of"] == "kk":
                        moved = self._completed(number, step["step"]) or moved
                    continue
                if step["need"] == "agency" and self._random.random() > 0.2:
                    continue
                if self._random.random() < 0.93:
                    self._hands.run("complete_step", application=number, step=step["step"])
                    moved = True
            if not moved:
                return

    def _sign(self) -> None:
        folder = [row["application"] for row in self._hands.ask("signing_folder")]
        for number in folder:
            for official in ("camat", "sekcam"):
                if self._hands.attempt("sign_applications", applications=[number], official=official):
                    break

    def _print_in_line(self) -> None:
        for row in self._hands.ask("line", kind="ktp_el", limit=12):
            serial = str(4_100_000 + self._serial)
            self._serial += 1
            if not self._completed(row["application"], "print", serial=serial):
                return
        for row in self._hands.ask("line", kind="kk"):
            self._completed(row["application"], "print")
        if self._random.random() < 0.25:
            self._hands.attempt("spoil_blangko", kind="ktp_el", quantity=1, reason="kartu macet di printer")

    def _collect(self) -> None:
        for row in self._hands.ask("applications", state="ready", limit=500):
            if self._random.random() < 0.55:
                number = row["application"]
                withdrawn = row["service"] in ("ktp_rusak", "ktp_ubah")
                self._hands.run(
                    "hand_over_application",
                    application=number,
                    receiver=row["name"],
                    proof="KTP-el",
                    old_card_withdrawn=True if withdrawn else None,
                )
                if number in self._open:
                    self._open.remove(number)

    def one_of_each(self) -> list[str]:
        """Take up one application of every service now, from checklist to receipt; say what was done."""
        lines = []
        sender = "Disdukcapil Kota Palembang"
        self._hands.run("receive_blangko", kind="ktp_el", quantity=8, letter="470/355/DKPS", sender=sender)
        today = self._office.desk(self._supervisor).today
        for row in self._hands.ask("services"):
            number = self._opened(
                self._supervisor, row["service"], self._citizens.next(row["service"], today)
            )
            self._accept(self._supervisor, number)
            view = self._view(number)
            lines.append(
                _("{number}  {service}: accepted, due {due}, expected {expected}").format(
                    number=number,
                    service=row["label"],
                    due=view["due"][:16].replace("T", " "),
                    expected=view["expected"] or _("not known yet"),
                )
            )
            self._open.append(number)
        return [*lines, *(self._sent_home(service, today) for service in ("ktp_hilang", "kk_tambah", "sktm"))]

    def _sent_home(self, service: str, today: dt.date) -> str:
        """Take up a case whose papers are incomplete; say what is missing."""
        number = self._opened(self._supervisor, service, self._citizens.next(service, today))
        self._mark(self._supervisor, number, leave_out=2)
        self._hands.run("return_application", application=number)
        rows = self._view(number)["requirements"]
        missing = [row["label"] for row in rows if row["needed"] and row["mark"] != "present"]
        return _("{number}  returned, missing: {labels}").format(number=number, labels="; ".join(missing))

    def _view(self, number: str) -> Any:
        return self._hands.ask("application", application=number)

    def _completed(self, number: str, step: str, **fields: str) -> bool:
        return self._hands.attempt("complete_step", application=number, step=step, **fields)

    def _at(self, day: dt.date, hour: int, minute: int) -> None:
        zone = self._office.desk(self._supervisor).tz
        self._time.set(dt.datetime.combine(day, dt.time(hour, minute), zone))
