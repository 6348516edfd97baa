"""``say``: a call as a file to listen to."""

import wave

from program import is_sentence

from counter_app import voice


def test_a_call_becomes_a_file(program, tmp_path):
    file = tmp_path / "call.wav"
    answer = program("say", "A012", "--counter", "L12", "-o", str(file))
    assert answer.status == 0, answer.err
    assert file.read_bytes() == voice.spoken("A012", "L12")
    with wave.open(str(file)) as said:
        assert 5 < said.getnframes() / said.getframerate() < 12


def test_without_a_counter_it_is_this_one(program, empty, tmp_path):
    answer = program("say", "B003", "-o", str(tmp_path / "call.wav"))
    assert answer.status == 0, answer.err
    assert (tmp_path / "call.wav").read_bytes() == voice.spoken("B003", "L1")


def test_what_cannot_be_said_is_refused(program, tmp_path):
    file = str(tmp_path / "call.wav")
    for words in (["012", "-o", file], ["A012", "--counter", "1", "-o", file]):
        answer = program("say", *words)
        assert (answer.status, is_sentence(answer.err)) == (1, True)
    answer = program("say", "A012", "-o", str(tmp_path / "call.mp3"))
    assert answer.status == 2
    assert not list(tmp_path.glob("call.*"))
