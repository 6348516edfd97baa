"""The voice of the hall: what is said, in which order, and whose recordings are heard."""

import io
import re
import wave
from array import array
from importlib import import_module
from pathlib import Path

import pytest

from counter_app import voice
from counter_app.domain.announcing import CLIPS, NoCounterCode, NoNumber, announcement, place_name

OURS = Path(import_module("counter_app.resources").__path__[0]) / "voice"


def words(ticket, counter):
    return " ".join(clip for clip, _pause in announcement(ticket, counter))


def frames(data):
    with wave.open(io.BytesIO(data)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22_050)
        return file.readframes(file.getnframes())


def record(folder, name, *, rate=22_050, channels=1, width=2, seconds=0.1, level=1000):
    """Put a recording of a steady level into a folder."""
    folder.mkdir(exist_ok=True)
    with wave.open(str(folder / f"{name}.wav"), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        sample = (level << 8 * (width - 2)).to_bytes(width, "little") if width > 1 else b"\x80"
        file.writeframes(sample * channels * int(rate * seconds))
    return folder


def test_a_call_is_said_digit_by_digit():
    assert words("A012", "L1") == "gong nomor_antrean A 0 1 2 silakan_menuju loket 1"
    assert words("L1-20260406-F112", "L12") == "gong nomor_antrean F 1 1 2 silakan_menuju loket 1 2"
    assert words("a012", "l1b").endswith("loket 1 B")


@pytest.mark.parametrize(
    ("code", "said"), [("L1", "1"), ("L12", "12"), ("L", "L"), ("LB", "LB"), ("K2", "K2")]
)
def test_the_letter_of_loket_is_not_said_twice(code, said):
    assert place_name(code) == said


@pytest.mark.parametrize("number", ["", "A", "012", "A-012", "A01É", "A0123456"])
def test_what_is_no_number_is_refused(number):
    with pytest.raises(NoNumber):
        announcement(number, "L1")


@pytest.mark.parametrize("code", ["", "1", "L 1", "L1-7f3a"])
def test_what_is_no_counter_is_refused(code):
    with pytest.raises(NoCounterCode):
        announcement("A012", code)


def test_every_clip_is_there_short_and_all_are_small():
    files = {file.stem: file for file in OURS.glob("*.wav")}
    assert set(files) == set(CLIPS)
    for file in files.values():
        with wave.open(str(file)) as clip:
            assert (clip.getnchannels(), clip.getsampwidth(), clip.getframerate()) == (1, 2, 22_050)
            assert 0.2 < clip.getnframes() / clip.getframerate() < 1.6, file.name
    assert sum(file.stat().st_size for file in files.values()) < 1_100_000


def test_the_clips_stand_in_their_order_in_the_file():
    said, at = frames(voice.spoken("A012", "L1")), 0
    for clip, _pause in announcement("A012", "L1"):
        at = said.index(voice.read(OURS / f"{clip}.wav"), at)
    assert 5 < len(said) / 2 / 22_050 < 11


def test_an_office_speaks_with_its_own_recordings(tmp_path):
    own = record(tmp_path / "voice", "1")
    said = frames(voice.spoken("A012", "L1", voice.folders(tmp_path, "")))
    assert said.count(array("h", [1000] * 2205).tobytes()) == 2
    assert voice.read(OURS / "2.wav") in said
    chosen = record(tmp_path / "mine", "1", level=2000)
    said = frames(voice.spoken("A012", "L1", voice.folders(tmp_path, "mine")))
    assert array("h", [2000] * 2205).tobytes() in said
    assert voice.folders(tmp_path, str(chosen)) == [chosen, own]


@pytest.mark.parametrize(
    ("rate", "channels", "width", "level"),
    [(44_100, 2, 2, 1000), (48_000, 1, 3, 1000), (16_000, 2, 4, 1000), (8_000, 1, 1, 0)],
)
def test_a_recording_of_another_kind_is_heard_as_ours_are(tmp_path, rate, channels, width, level):
    record(tmp_path, "A", rate=rate, channels=channels, width=width, level=level)
    samples = array("h", voice.read(tmp_path / "A.wav"))
    assert set(samples) == {level}
    assert abs(len(samples) - 2205) < 3


@pytest.mark.parametrize("data", [b"", b"RIFF", b"ID3 no wave at all", b"RIFF\x24\0\0\0WAVEfmt "])
def test_a_recording_that_is_none_is_not_used(tmp_path, data):
    (tmp_path / "1.wav").write_bytes(data)
    assert voice.spoken("A012", "L1", [tmp_path]) == voice.spoken("A012", "L1")


def test_a_recording_that_is_empty_or_a_whole_song_is_not_used(tmp_path):
    record(tmp_path, "1", seconds=0)
    record(tmp_path, "2", seconds=16)
    (tmp_path / "0.wav").mkdir()
    assert voice.spoken("A012", "L1", [tmp_path]) == voice.spoken("A012", "L1")


def test_the_clips_need_no_other_program():
    text = (OURS / "make.py").read_text(encoding="utf-8")
    assert set(re.findall(r'^    "(\w+)":', text, re.MULTILINE)) == {
        "nomor_antrean",
        "silakan_menuju",
        "loket",
    }
