"""The voice of the hall: clips joined into one WAV. An office's own recordings take the place of ours."""

from __future__ import annotations

import io
import wave
from array import array
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path

from counter_app.domain.announcing import announcement

RATE, WIDE = 22_050, 2  # samples in a second, bytes in a sample; one channel
LONGEST = 15  # seconds of one clip: more is no word
OWN = "voice"  # the folder in the data folder that is looked into without being chosen
LOUDEST = 32_767


class Unusable(Exception):
    """A file that is no plain WAV, or longer than a word."""


def spoken(ticket: str, counter: str, folders: Sequence[Path] = ()) -> bytes:
    """Return a call as a WAV; the first of ``folders`` that has a usable clip wins over ours.

    Raises NoNumber, NoCounterCode.
    """
    frames = bytearray()
    for clip, pause in announcement(ticket, counter):
        frames += _clip(clip, folders)
        frames += bytes(RATE * pause // 1000 * WIDE)
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(WIDE)
        file.setframerate(RATE)
        file.writeframes(bytes(frames))
    return out.getvalue()


def seconds(wav: bytes) -> int:
    """Return how long a call of ours lasts, in whole seconds, rounded up."""
    return -(-len(wav) // (RATE * WIDE))


def folders(data: Path, chosen: str) -> list[Path]:
    """Return where an office's own recordings may lie: the chosen folder, then ``voice`` in the data."""
    return [*([data / chosen] if chosen else []), data / OWN]


def _clip(name: str, folders: Sequence[Path]) -> bytes:
    for folder in folders:
        try:
            return read(folder / f"{name}.wav")
        except (Unusable, OSError):
            continue
    return _ours(name)


@cache
def _ours(name: str) -> bytes:
    folder = Path(import_module("counter_app.resources").__path__[0]) / "voice"
    return read(folder / f"{name}.wav")


def read(file: Path) -> bytes:
    """Return the samples of a WAV of any rate, width or number of channels, as ours are. Raises Unusable."""
    try:
        with wave.open(str(file), "rb") as wav:
            channels, width, rate = wav.getnchannels(), wav.getsampwidth(), wav.getframerate()
            if not 0 < wav.getnframes() <= LONGEST * rate:
                raise Unusable(file)
            data = wav.readframes(wav.getnframes())
    except (wave.Error, EOFError) as error:
        raise Unusable(file) from error
    if (channels, width, rate) == (1, WIDE, RATE):
        return data
    return _at_our_rate(_one_channel(_sixteen_bits(data, width), channels), rate).tobytes()


def _sixteen_bits(data: bytes, width: int) -> array[int]:
    """Return samples of one to four bytes by their upper sixteen bits; those of one byte have no sign."""
    if width == 1:
        return array("h", [(one - 128) << 8 for one in data])
    whole = len(data) - len(data) % width
    upper = bytearray(whole // width * WIDE)
    upper[0::2], upper[1::2] = data[width - 2 : whole : width], data[width - 1 : whole : width]
    return array("h", bytes(upper))


def _one_channel(samples: array[int], channels: int) -> array[int]:
    if channels == 1:
        return samples
    count = len(samples) // channels
    sides = [samples[side : count * channels : channels] for side in range(channels)]
    return array("h", [sum(side[n] for side in sides) // channels for n in range(count)])


def _at_our_rate(samples: array[int], rate: int) -> array[int]:
    """Return samples at our rate: the mean of those that one of ours covers, or a line between two."""
    count = len(samples) * RATE // rate
    if rate > RATE:
        edges = [n * rate // RATE for n in range(count + 1)]
        return array("h", [sum(samples[a:b]) // (b - a) for a, b in pairwise(edges)])
    found = array("h")
    for n in range(count):
        place, rest = divmod(n * rate, RATE)
        after = samples[min(place + 1, len(samples) - 1)]
        found.append(samples[place] + (after - samples[place]) * rest // RATE)
    return found
