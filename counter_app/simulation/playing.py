"""Years played beside each other: a process for each, as many at once as there are cores."""

from __future__ import annotations

import datetime as dt
import math
import os
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import deque
from collections.abc import Sequence
from multiprocessing import get_context
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple

from counter_app.domain.errors import UserError
from counter_app.i18n import Language, _, language, number, set_language
from counter_app.simulation.compare import Column, Comparison
from counter_app.simulation.founding import play
from counter_app.simulation.outcome import Outcome
from counter_app.simulation.scenario import Scenario, changed, seeded
from counter_app.simulation.year import Watch, unwatched
from counter_app.storage.database import translated
from counter_app.storage.files import FileTrouble

LISTEN = 0.2  # seconds between two looks at whether to go on
MB = 1_000_000
ROOM = 100 * MB  # that a year takes while it is played
GENTLE = 10  # of os.nice: the work at the counter goes first
BELOW_NORMAL = 0x4000  # of Windows, the same
THIS_PROCESS = -1


class NoRoom(UserError):
    """The temporary folder can't hold the years while they are played."""

    def __init__(self, folder: str, needed: int, free: int) -> None:
        super().__init__(
            _(
                "There is no room to play in {folder}: {needed} MB are needed and {free} MB are free. "
                "Make room there, or play fewer years."
            ).format(folder=folder, needed=number(needed // MB), free=number(free // MB))
        )


class NotPlayed(UserError):
    """A year was refused where it was played."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            _("A year could not be played in {folder}. {why}").format(folder=folder.parent, why=why)
        )


class Ended(UserError):
    """A process was ended by somebody else, such as a computer that has no memory left."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "A year was not played to its end, because the computer ended it; perhaps its memory is "
                "full. Close other programs and play again."
            )
        )


class Fault(Exception):
    """A bug in another process; its trace is the text."""


class Job(NamedTuple):
    """One year to be played."""

    folder: Path  # of its office, which is forgotten afterwards
    year: Scenario
    language: Language


def at_once(years: int) -> int:
    """Return how many of so many years are played at the same time."""
    return min(years, os.cpu_count() or 1)


def turns(years: int) -> int:
    """Return how many times one year's time so many years take."""
    return math.ceil(years / at_once(years))


def play_all(
    year: Scenario, changes: Sequence[str], repeat: int = 1, watch: Watch = unwatched
) -> list[Column]:
    """Play the year with each change and each seed; keep none of the offices.

    ``watch`` hears of the days of all years together, and at least every ``LISTEN`` seconds; what it
    raises ends the processes. Raises NoRoom, NotPlayed, Ended.
    """
    plans = [
        seeded(changed(year, [change] if change else []), year.seed + n)
        for change in changes
        for n in range(repeat)
    ]
    with tempfile.TemporaryDirectory(prefix="counter-app-", ignore_cleanup_errors=True) as folder:
        _check_room(folder, at_once(len(plans)) * ROOM)
        jobs = [Job(Path(folder) / str(n), plan, language()) for n, plan in enumerate(plans)]
        outcomes = _Team(jobs, watch).play()
    return [Column(change, outcomes[n * repeat : (n + 1) * repeat]) for n, change in enumerate(changes)]


def compare_all(
    year: Scenario, changes: Sequence[str], repeat: int = 1, watch: Watch = unwatched
) -> Comparison:
    """Play the year as it was and with each change, and say how long one year took."""
    begun = time.monotonic()
    columns = play_all(year, ("", *changes), repeat, watch)
    years = sum(len(column.outcomes) for column in columns)
    return Comparison(
        title=year.title,
        basis=year.basis,
        at=dt.datetime.now().astimezone(),
        pace=(time.monotonic() - begun) / turns(years),
        columns=columns,
    )


def _check_room(folder: str, needed: int) -> None:
    """Refuse before minutes of play. Raises NoRoom."""
    free = shutil.disk_usage(folder).free
    if free < needed:
        raise NoRoom(folder, needed, free)


class _Team:
    """The processes at work, and what each has told so far."""

    def __init__(self, jobs: Sequence[Job], watch: Watch) -> None:
        self._jobs, self._watch = jobs, watch
        self._waiting = deque(range(len(jobs)))
        self._at_work: dict[Any, tuple[int, BaseProcess]] = {}
        self._played = [0] * len(jobs)  # days
        self._days = 1  # of one year
        self._found: dict[int, Outcome] = {}

    def play(self) -> list[Outcome]:
        """Return the outcomes in the order of the jobs."""
        try:
            while self._begin():
                for pipe in wait(list(self._at_work), LISTEN):
                    self._hear(pipe)
                self._watch(sum(self._played), self._days * len(self._jobs))
        finally:
            self._end()
        return [self._found[n] for n in range(len(self._jobs))]

    def _begin(self) -> bool:
        """Set whoever is free to work; return whether anybody is at work."""
        while self._waiting and len(self._at_work) < at_once(len(self._jobs)):
            context, number = get_context("spawn"), self._waiting.popleft()
            ear, mouth = context.Pipe(duplex=False)
            process = context.Process(target=apart, args=(mouth, self._jobs[number]), daemon=True)
            process.start()
            mouth.close()
            self._at_work[ear] = number, process
        return bool(self._at_work)

    def _hear(self, pipe: Any) -> None:
        number, process = self._at_work[pipe]
        try:
            told = pipe.recv()
        except (EOFError, OSError):
            raise Ended from None
        match told:
            case Outcome():
                self._found[number] = told
                del self._at_work[pipe]
                process.join()
            case (int(done), int(of)):
                self._played[number], self._days = done, of
            case str(why):
                raise NotPlayed(self._jobs[number].folder, why)
            case Fault():
                raise told

    def _end(self) -> None:
        for _number, process in self._at_work.values():
            process.terminate()
        for pipe, (_number, process) in self._at_work.items():
            process.join()
            pipe.close()


def apart(mouth: Any, job: Job) -> None:
    """Play a year in a process of its own, behind everything else that this computer does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that started this one
    _step_back()
    set_language(job.language)
    try:
        work(mouth, job)
    except OSError:
        return  # whoever started it has gone


def work(mouth: Any, job: Job) -> None:
    """Play a year, tell each day and then the outcome, or why there is none; forget its office."""
    try:
        told: Any = play(job.folder, job.year, watch=lambda done, of: mouth.send((done, of)))
    except BrokenPipeError:
        raise
    except Exception as error:
        told = _told(error)
    finally:
        shutil.rmtree(job.folder, ignore_errors=True)
    mouth.send(told)


def _told(error: Exception) -> str | Fault:
    """Return what another process can read: a sentence, or the trace of a bug."""
    found = FileTrouble(error) if isinstance(error, OSError) else translated(error)
    if isinstance(found, UserError):
        return str(found)
    return Fault("".join(traceback.format_exception(error)))


def _step_back() -> None:
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetPriorityClass(ctypes.c_void_p(THIS_PROCESS), BELOW_NORMAL)
    else:
        os.nice(GENTLE)
