import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.storage import recovery


def test_a_recovery_key_reads_as_five_groups():
    groups = recovery.grouped(recovery.new()).split("-")
    assert [len(group) for group in groups] == [5, 5, 5, 5, 5]


@given(st.sampled_from(["", "-", " ", " - ", "\u2013", "\n"]), st.booleans())
def test_case_dashes_and_spaces_do_not_matter(between, lower):
    key = recovery.new()
    typed = between.join(recovery.grouped(key).split("-"))
    assert recovery.read(typed.lower() if lower else typed) == key


def test_letters_that_look_like_digits_are_read_as_digits(monkeypatch):
    monkeypatch.setattr(secrets, "choice", lambda alphabet: "0")
    key = recovery.new()
    assert recovery.read(key.replace("0", "o")) == key
    monkeypatch.setattr(secrets, "choice", lambda alphabet: "1")
    key = recovery.new()
    assert recovery.read(key.replace("1", "l")) == recovery.read(key.replace("1", "I")) == key


@pytest.mark.parametrize("typed", ["", "7K2QX", "7K2QX-7K2QX-7K2QX-7K2QX-7K2QX-7K2QX", "UUUUU" * 5])
def test_a_text_that_is_no_recovery_key_is_refused(typed):
    with pytest.raises(recovery.Mistyped, match="five groups"):
        recovery.read(typed)


def test_the_check_character_finds_nearly_every_slip():
    key = recovery.new()
    slips = [
        key[:n] + other + key[n + 1 :] for n in range(24) for other in recovery.ALPHABET if other != key[n]
    ]
    assert sum(1 for slip in slips if finds(slip)) > 0.9 * len(slips)


def finds(slip: str) -> bool:
    try:
        recovery.read(slip)
    except recovery.Mistyped:
        return True
    return False
