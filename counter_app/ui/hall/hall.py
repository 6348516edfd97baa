"""What stands in the hall: the display, the self-service screen and the voice, whoever is signed in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from counter_app import voice
from counter_app.config import Config, Hall
from counter_app.domain.errors import UserError
from counter_app.i18n import _
from counter_app.office.desk import Staff
from counter_app.office.office import Office
from counter_app.office.queries import queue as queries
from counter_app.ui.hall.calls import Calls, Row
from counter_app.ui.hall.display import Display
from counter_app.ui.hall.self_service import SelfService
from counter_app.ui.hall.speaker import Speaker
from counter_app.ui.workplace import Workplace

TOPICS = frozenset(
    {"ticket", "counter", "blangko", "application", "absence", "disruption", "official", "office"}
)
A_WHILE = 20_000  # ms: hours and days go on without an entry


class HallSide(QObject):
    """Lives as long as the window; a lock hides nothing of it, since it shows nothing personal."""

    lock = Signal()  # the desk shall be locked

    def __init__(self, beside: QWidget, speaker: Speaker) -> None:
        super().__init__(beside)
        self._speaker = speaker
        self.place: Workplace | None = None
        self.display: Display | None = None
        self.self_service: SelfService | None = None
        self._calls = Calls()
        self._answer: dict[str, Any] | None = None
        self._now: Callable[[], dt.datetime] = dt.datetime.now
        self._timer = QTimer(self, interval=A_WHILE)
        self._timer.timeout.connect(self.refresh)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._on_screens)
        app.screenRemoved.connect(self._on_screens)

    def attach(self, place: Workplace) -> None:
        """Ask through whoever works now."""
        self.place, self._now = place, place.now
        place.hall.connect(self._on_wanted)
        place.heard.connect(self.try_voice)
        place.configured.connect(self._on_configured)
        place.ops.changed.connect(self._on_changed)
        self._timer.start()
        self._on_configured()
        if self.self_service is not None:
            self.self_service.attach(place)
        self.refresh()

    def detach(self) -> None:
        """Nobody works any more: say so in the hall."""
        self.place = None
        self._timer.stop()
        self._speaker.hush()
        if self.display is not None:
            self.display.show_nobody()
        if self.self_service is not None:
            self.self_service.attach(None)

    def dress(self) -> None:
        """Build what is seen anew: another language or theme."""
        shown = self.display is not None, self.self_service is not None
        self.close()
        if shown[0]:
            self._open_display()
        if shown[1]:
            self._open_self_service()
        self._show(new=[])

    def close(self) -> None:
        """Take everything away."""
        self._close_self_service()
        if self.display is not None:
            self.display.put_away()
            self.display = None

    # what is asked and shown

    def refresh(self) -> None:
        """Ask how the hall stands."""
        if self.place is not None:
            self.place.ops.ask(queries.Display(), self, self._on_answer)

    def _on_changed(self, topics: frozenset[str]) -> None:
        if topics & TOPICS:
            self.refresh()

    def _on_answer(self, answer: dict[str, Any]) -> None:
        if self.place is None:
            return
        self._answer = answer
        new = self._calls.take(answer["calls"])
        self._show(new)
        for row in new:
            if row["counter"] == self.place.config.code:
                self._speak(row)

    def _show(self, new: list[Row]) -> None:
        if self._answer is None or self.place is None:
            return
        if self.display is not None:
            self.display.show_answer(self._answer, new)
        if self.self_service is not None:
            self.self_service.show_answer(self._answer, self.place.config.code)

    # the voice

    def _speak(self, row: Row) -> None:
        assert self.place is not None
        settings = self.place.config
        if not settings.voice.on or not settings.voice.volume:
            return
        work = partial(_spoken, row["number"], row["counter"], self.place.folder, settings)
        say = partial(self._say, volume=settings.voice.volume)
        key = f"voice {row['ticket']} {row['called']} {row['calls']}"  # one call never takes another's place
        self.place.ops.look(work, self, say, _ignored, key=key)

    def _say(self, wav: bytes, *, volume: int) -> None:
        self._speaker.say(wav, volume)

    def try_voice(self, volume: int, folder: str) -> None:
        """Let a call be heard as it would sound with these settings."""
        if self.place is None:
            return
        settings = self.place.config
        heard = msgspec.structs.replace(settings.voice, volume=volume, folder=folder)
        trial = msgspec.structs.replace(settings, voice=heard)
        work = partial(_spoken, "A012", settings.code, self.place.folder, trial)
        self.place.ops.look(work, self, partial(self._say, volume=volume), _ignored, key="voice")

    # what the window and the settings want

    def _on_wanted(self, what: str) -> None:
        match what:
            case "display":
                self._keep_hall(display=self.display is None)
            case "self_service":
                if self.self_service is None:
                    self._open_self_service()
                else:
                    self._close_self_service()
            case "voice":
                self._switch_voice()

    def _keep_hall(self, **wanted: Any) -> None:
        """Write what shall stand in the hall; it comes and goes when that is written."""
        if self.place is not None:
            settings = self.place.config
            hall: Hall = msgspec.structs.replace(settings.hall, **wanted)
            self.place.keep(msgspec.structs.replace(settings, hall=hall), self)

    def _switch_voice(self) -> None:
        if self.place is None:
            return
        settings = self.place.config
        changed = msgspec.structs.replace(settings.voice, on=not settings.voice.on)
        words = _("Calls are spoken again.") if changed.on else _("Calls are not spoken any more.")
        done = partial(self.place.say, words)
        self.place.keep(msgspec.structs.replace(settings, voice=changed), self, done)

    def _on_configured(self) -> None:
        if self.place is None:
            return
        chosen = self.place.config
        if not chosen.voice.on:
            self._speaker.hush()
        if not chosen.hall.display and self.display is not None:
            self.display.put_away()
            self.display = None
        elif chosen.hall.display and self.display is None:
            self._open_display()
            self._show(new=[])
        elif self.display is not None:
            self._put_on_screen(self.display, chosen.hall.display_screen)

    # windows and screens

    def _open_display(self) -> None:
        self.display = Display(self._now, self._calls)
        self.display.closed.connect(self._on_display_closed)
        self._put_on_screen(self.display, self._hall.display_screen)
        if self.place is None:
            self.display.show_nobody()

    def _on_display_closed(self) -> None:
        if self.display is not None:
            self.display.deleteLater()
            self.display = None
        self._keep_hall(display=False)

    def _open_self_service(self) -> None:
        self.self_service = SelfService()
        self.self_service.locked.connect(self._on_locked)
        self.self_service.attach(self.place)
        self._show(new=[])
        spare = self._spare(self._hall.self_service_screen)
        if spare is None:
            self.lock.emit()  # one screen for both: whoever comes back to the desk needs the password
        self.self_service.fill(spare or self._own_screen())

    def _close_self_service(self) -> None:
        if self.self_service is not None:
            self.self_service.put_away()
            self.self_service = None

    def _on_locked(self) -> None:
        """Leave the self-service screen by the key that locks: to the password."""
        self.lock.emit()
        self._close_self_service()
        self._beside.activateWindow()

    def _put_on_screen(self, display: Display, name: str) -> None:
        spare = self._spare(name)
        if not display.isVisible() or display.screen_shown is not spare:
            display.fill(spare)
            self._beside.activateWindow()  # who types goes on typing

    @property
    def _beside(self) -> QWidget:
        """The desk's window; held by Qt alone, so that Python need not look for a ring."""
        found = self.parent()
        assert isinstance(found, QWidget)
        return found

    @property
    def _hall(self) -> Hall:
        return self.place.config.hall if self.place is not None else Hall()

    def _own_screen(self) -> QScreen:
        return self._beside.screen()

    def _spare(self, name: str) -> QScreen | None:
        """Return the screen of that name, or the first that is not the desk's own."""
        spare = [one for one in QGuiApplication.screens() if one is not self._own_screen()]
        return next((one for one in spare if one.name() == name), spare[0] if spare else None)

    def _on_screens(self, _screen: QScreen) -> None:
        """Somebody plugged a screen in or out: nothing of the hall may cover the desk."""
        if isValid(self):
            QTimer.singleShot(0, self, self._settle)

    def _settle(self) -> None:
        if self.display is not None:
            self._put_on_screen(self.display, self._hall.display_screen)
        if self.self_service is not None and self._spare(self._hall.self_service_screen) is None:
            self._close_self_service()


def _spoken(
    number: str, counter: str, folder: Path, settings: Config, _office: Office, _staff: Staff
) -> bytes:
    return voice.spoken(number, counter, voice.folders(folder, settings.voice.folder))


def _ignored(_error: UserError) -> None:
    """Stay silent: a call that can't be spoken is seen all the same."""
