"""Plays what is spoken, one call after the other, through QtMultimedia; without sound it keeps still."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QUrl

if TYPE_CHECKING:  # loaded with the first call: many offices have no loudspeaker
    from PySide6.QtMultimedia import QSoundEffect

MOST = 6  # calls that wait for the loudspeaker; older ones are no news any more


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
        self._folder = TemporaryDirectory(prefix="counter-app-", ignore_cleanup_errors=True)
        self._said = 0

    def say(self, wav: bytes, volume: int) -> None:
        """Play a WAV after those that wait."""
        if _has_sound():
            self._waiting.append((wav, volume))
            self._next()

    def hush(self) -> None:
        """Stop, and forget what waits."""
        self._waiting.clear()
        if self._effect is not None:
            self._effect.stop()

    def _next(self) -> None:
        if self._effect is not None or not self._waiting:
            return
        from PySide6.QtMultimedia import QSoundEffect

        wav, volume = self._waiting.popleft()
        self._said += 1
        file = Path(self._folder.name) / f"{self._said}.wav"
        file.write_bytes(wav)
        self._effect = QSoundEffect(self)
        self._effect.playingChanged.connect(self._on_playing)
        self._effect.statusChanged.connect(self._on_status)
        self._effect.setVolume(volume / 100)
        self._effect.setSource(QUrl.fromLocalFile(str(file)))
        self._effect.play()

    def _on_playing(self) -> None:
        if self._effect is not None and not self._effect.isPlaying():
            self._end()

    def _on_status(self) -> None:
        from PySide6.QtMultimedia import QSoundEffect

        if self._effect is not None and self._effect.status() is QSoundEffect.Status.Error:
            self._end()

    def _end(self) -> None:
        """Let go of what was said, and say the next."""
        assert self._effect is not None
        Path(self._effect.source().toLocalFile()).unlink(missing_ok=True)
        self._effect.deleteLater()
        self._effect = None
        self._next()


def _has_sound() -> bool:
    """Tell whether the machine can play anything."""
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:  # not installed, or a library of the system is missing
        return False
    return not QMediaDevices.defaultAudioOutput().isNull()
