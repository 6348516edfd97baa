"""Plays what is spoken, one call after the other, through QtMultimedia; without sound it keeps still."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTemporaryDir, QTimer, QUrl

if TYPE_CHECKING:  # loaded with the first call: many offices have no loudspeaker
    from PySide6.QtMultimedia import QSoundEffect

MOST = 6  # calls that wait for the loudspeaker; older ones are no news any more
MARGIN = 4_000  # ms over the length of a call, after which it is over in any case


class Speaker(Protocol):
    """Where calls are heard."""

    def say(self, wav: bytes, volume: int) -> None:
        """Play a WAV after those that wait; ``volume`` in percent."""

    def hush(self) -> None:
        """Stop, and forget what waits."""


class Silent:
    """Says nothing: for tests, the tour and a machine without sound."""

    def say(self, wav: bytes, volume: int) -> None:
        """Say nothing."""

    def hush(self) -> None:
        """Stay silent."""


class Loudspeaker(QObject):
    """The machine's own sound. A fault of it is no fault of the work: it stays silent."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[tuple[bytes, int]] = deque(maxlen=MOST)
        self._effect: QSoundEffect | None = None
        self._folder = QTemporaryDir()
        self._said = 0
        self._patience = QTimer(self, singleShot=True)  # a device that is pulled out tells no end
        self._patience.timeout.connect(self._end)

    def say(self, wav: bytes, volume: int) -> None:
        """Play a WAV after those that wait."""
        if self._has_sound():
            self._waiting.append((wav, volume))
            self._next()

    def hush(self) -> None:
        """Stop, and forget what waits."""
        self._waiting.clear()
        self._end()

    def _next(self) -> None:
        from counter_app.voice import seconds  # nobody is called before somebody has signed in

        if self._effect is not None or not self._waiting:
            return
        wav, volume = self._waiting.popleft()
        self._said += 1
        file = Path(self._folder.filePath(f"{self._said}.wav"))
        with suppress(OSError):  # a full disk: the call is seen all the same
            file.write_bytes(wav)
            self._effect = self._new_effect()
            self._effect.playingChanged.connect(self._on_playing)
            self._effect.statusChanged.connect(self._on_status)
            self._effect.setVolume(volume / 100)
            self._effect.setSource(QUrl.fromLocalFile(str(file)))
            self._effect.play()
            self._patience.start(MARGIN + seconds(wav) * 1000)

    def _on_playing(self) -> None:
        if self._effect is not None and not self._effect.isPlaying():
            self._end()

    def _on_status(self) -> None:
        if self._effect is not None and self._effect.status() is type(self._effect).Status.Error:
            self._end()

    def _end(self) -> None:
        """Let go of what was said, and say the next."""
        self._patience.stop()
        if self._effect is not None:
            effect, self._effect = self._effect, None
            effect.blockSignals(True)  # a late word of this one must not end the next
            effect.stop()
            with suppress(OSError):  # where it is still open it goes with the folder
                Path(effect.source().toLocalFile()).unlink(missing_ok=True)
            effect.deleteLater()
        self._next()

    def _new_effect(self) -> QSoundEffect:
        from PySide6.QtMultimedia import QSoundEffect

        return QSoundEffect(self)

    def _has_sound(self) -> bool:
        """Tell whether the machine can play anything."""
        try:
            from PySide6.QtMultimedia import QMediaDevices
        except ImportError:  # not installed, or a library of the system is missing
            return False
        return not QMediaDevices.defaultAudioOutput().isNull()
