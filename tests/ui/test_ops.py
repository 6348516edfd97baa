"""Work off the GUI thread, and how its end is told."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from threading import Event, Thread
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from stories import Counter, staff
from workshop import inline

from counter_app.office.commands.blangko import ReceiveBlangko
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.queries.applications import Applications
from counter_app.office.queries.blangko import Blangko
from counter_app.ui.background import Background, Lanes
from counter_app.ui.ops import Ops


class Later(Executor):
    """Does work when it is told to."""

    def __init__(self) -> None:
        self.work: list[tuple[Future[Any], Callable[..., Any]]] = []

    def submit(self, work: Callable[..., Any], /, *values: Any, **named: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.work.append((future, work))
        return future

    def go(self) -> None:
        """Do what waits, in order; a cancelled piece is left out as a thread would."""
        for future, work in self.work:
            if future.set_running_or_notify_cancel():
                future.set_result(work())
        self.work = []


@pytest.fixture
def later() -> Later:
    return Later()


@pytest.fixture
def ops(qtbot: Any, desk: Counter, later: Later) -> Iterator[Ops]:
    found = Ops(desk.office, staff("siti"), Lanes(lambda _name: later))
    yield found
    found.closed = True


def test_a_newer_question_takes_the_place_of_one_that_has_not_begun(ops: Ops, later: Later) -> None:
    screen, told = QObject(), []
    ops.ask(Applications(text="bu"), screen, lambda rows: told.append("bu"))
    ops.ask(Applications(text="bud"), screen, lambda rows: told.append("bud"))
    ops.ask(Blangko(), screen, lambda rows: told.append("blangko"))
    later.go()
    assert told == ["bud", "blangko"]
    assert ops.waiting == 0


def test_the_same_question_of_two_screens_is_answered_twice(ops: Ops, later: Later) -> None:
    one, other, told = QObject(), QObject(), []
    ops.ask(Blangko(), one, lambda rows: told.append(1))
    ops.ask(Blangko(), other, lambda rows: told.append(2))
    later.go()
    assert told == [1, 2]


def test_a_command_announces_its_topics_and_its_warnings(ops: Ops, later: Later) -> None:
    topics, warned = [], []
    ops.changed.connect(topics.append)
    ops.warned.connect(warned.append)
    command = ReceiveBlangko(kind="ktp_el", quantity=10, serial_from="100", serial_to="104")
    ops.run(command, QObject())
    later.go()
    assert topics == [frozenset({"blangko"})]
    assert "holds 5" in warned[0][0]


def test_a_screen_that_is_gone_is_told_nothing_but_the_rest_is(ops: Ops, later: Later) -> None:
    screen, told, topics = QObject(), [], []
    ops.changed.connect(topics.append)
    ops.run(ReceiveBlangko(kind="kk", quantity=1), screen, told.append)
    shiboken6.delete(screen)
    later.go()
    assert told == []
    assert topics == [frozenset({"blangko"})]


def test_a_refusal_nobody_takes_is_shown_by_the_frame(qtbot: Any, desk: Counter) -> None:
    ops, said, own = Ops(desk.office, staff("ani"), inline()), [], []
    ops.refused.connect(said.append)
    ops.run(ReceiveBlangko(kind="gold", quantity=1), ops)
    ops.run(ReceiveBlangko(kind="gold", quantity=1), ops, None, lambda error: own.append(str(error)))
    assert len(said) == len(own) == 1
    assert said == own


def test_a_fault_of_the_disk_is_a_sentence(qtbot: Any) -> None:
    background, said = Background(inline()), []
    background.refused.connect(said.append)

    def full() -> None:
        raise OSError(28, "No space left on device", "/media/flash/backup")

    background.start(background.lanes.long, full, background)
    assert "/media/flash/backup can't be used (the disk is full)" in said[0]


def test_nothing_is_begun_once_it_is_closed(qtbot: Any, desk: Counter, later: Later) -> None:
    ops = Ops(desk.office, staff("ani"), Lanes(lambda _name: later))
    ops.closed = True
    ops.ask(Blangko(), ops, lambda rows: None)
    assert later.work == []


def test_work_is_done_on_other_threads_and_told_on_this_one(qtbot: Any, desk: Counter) -> None:
    background = Background(Lanes())
    where: dict[str, int] = {}

    def told(thread: int) -> None:
        where["worked"], where["told"] = thread, threading.get_ident()

    background.start(background.lanes.reading, threading.get_ident, background, told)
    qtbot.waitUntil(lambda: "told" in where)
    assert where["told"] == threading.get_ident() != where["worked"]
    background.lanes.close()


def test_closing_waits_for_what_prints_and_drops_what_only_waits(qtbot: Any, desk: Counter) -> None:
    ops, begun, go_on, done = Ops(desk.office, staff("ani"), Lanes()), Event(), Event(), []

    def first(_office: Office, _staff: Staff) -> None:
        begun.set()
        go_on.wait(10)
        done.append("first")

    ops.send(first, ops)
    ops.send(lambda office, staff: done.append("second"), ops)
    assert begun.wait(10)
    closing = Thread(target=ops.lanes.close)
    closing.start()
    qtbot.waitUntil(lambda: ops.waiting == 1)  # the one that was dropped
    go_on.set()
    closing.join()
    assert done == ["first"]
