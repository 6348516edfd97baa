"""Makes the clips of the hall's voice beside this file: words by espeak-ng, the gong computed.

For developers, after a change of the words: apt install espeak-ng, then python resources/voice/make.py.
Sound that espeak-ng makes is free of its licence; the gong copies nobody's.
"""

from __future__ import annotations

import math
import subprocess
import wave
from array import array
from pathlib import Path

HERE = Path(__file__).parent
RATE = 22_050
VOICE, SPEED, PITCH = "id+f2", 138, 46  # words a minute: 0.8 of the usual 175, to be heard across a hall
PEAK = 26_000  # of 32767
SILENT, EDGE = 220, 0.012  # below this is silence; seconds kept around a word and faded
DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
WORDS = {
    "nomor_antrean": "nomor antrean",
    "silakan_menuju": "silakan menuju",
    "loket": "loket",
    **{str(digit): word for digit, word in enumerate(DIGITS)},
    **{letter: letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
}
STROKES = ((0.0, 659.26), (0.42, 523.25))  # seconds and hertz: e, then c below it, as on a station
RING, GONG = 1.1, 1.5  # seconds until a stroke has faded, and of the whole


def main() -> None:
    """Write every clip."""
    for name, words in WORDS.items():
        _write(name, _trimmed(_said(words)))
    _write("gong", _gong())


def _said(words: str) -> array[int]:
    made = HERE / "made.wav"
    subprocess.run(
        ["espeak-ng", "-v", VOICE, "-s", str(SPEED), "-p", str(PITCH), "-w", str(made), words], check=True
    )
    with wave.open(str(made), "rb") as file:
        if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (RATE, 1, 2):
            raise SystemExit(f"espeak-ng speaks at another rate: {file.getparams()}")
        samples = array("h", file.readframes(file.getnframes()))
    made.unlink()
    return samples


def _trimmed(samples: array[int]) -> array[int]:
    """Cut the silence off, fade both ends, and make every word as loud as the next."""
    loud = [n for n, sample in enumerate(samples) if abs(sample) > SILENT]
    edge = int(EDGE * RATE)
    part = samples[max(loud[0] - edge, 0) : loud[-1] + edge]
    most = max(abs(sample) for sample in part)
    size = len(part)
    return array(
        "h", [round(s * PEAK / most * min(1, n / edge, (size - 1 - n) / edge)) for n, s in enumerate(part)]
    )


def _gong() -> array[int]:
    """Two strokes of a bell: each a tone with two quieter ones above it that fade sooner."""
    found = [0.0] * int(GONG * RATE)
    for begin, hertz in STROKES:
        first = int(begin * RATE)
        for n in range(first, len(found)):
            t = (n - first) / RATE
            soft = min(1.0, t / 0.006)  # no click
            found[n] += soft * sum(
                share * math.exp(-t * fade / RING) * math.sin(2 * math.pi * hertz * times * t)
                for times, share, fade in ((1, 1.0, 4), (2, 0.35, 6), (3.01, 0.12, 9))
            )
    most = max(abs(one) for one in found)
    end = int(0.1 * RATE)
    return array(
        "h", [round(one / most * PEAK * min(1, (len(found) - 1 - n) / end)) for n, one in enumerate(found)]
    )


def _write(name: str, samples: array[int]) -> None:
    with wave.open(str(HERE / f"{name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())


if __name__ == "__main__":
    main()
