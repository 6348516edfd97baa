"""No key of a service file passes and does nothing."""

import pytest

from counter_app.domain.catalogue_check import problems

TEXT = """
id = "ktp"
label = { id = "KTP-el" }
group = "KTP"
queue = "A"
standard = { minutes = 10 }
steps = [{ id = "print", need = "blangko", of = "ktp_el" }, { id = "hand_over" }]

[[requirement]]
id = "kk"
label = { id = "KK" }
doc = "copy"
"""
PLAIN = TEXT.replace(', need = "blangko", of = "ktp_el"', "")
SERVICES = {"kk_ubah", "kia"}


def told(more, text=TEXT):
    """Return the faults of the file with ``more`` before its steps."""
    changed = text.replace("steps =", f"{more}\nsteps =", 1)
    return [
        (one.key, one.sentence)
        for one in problems(changed, known_conditions={"lost"}, known_services=SERVICES)
    ]


@pytest.mark.parametrize(
    ("more", "key", "words"),
    [
        ('before = "kk_uba"', "before", 'did you mean "kk_ubah"'),
        ('before = "ktp"', "before", "can't come before itself"),
        ('before = "xyz"', "before", "There is no service"),
        ("fee = 10000", "fee_law", "The rule by which it costs is missing"),
        ('fee = 10000\nfee_law = "Perda"\nfree_law = "UU"', "free_law", "says why it is free"),
        ('fee_law = "Perda"', "fee_law", "There is nothing to pay"),
        ('fee_law = "Perda"\nfees = [{ label = { id = "" }, amount = 5 }]', "fees[1].label.id", "empty"),
        ("validity_months = 6\nvalidity_days = 30", "validity_days", "not both"),
        ('age = { unless = ["lost"] }', "age.unless", "no age rule"),
        ('age = { note = { id = "x" } }', "age.note", "no age rule"),
        ('reasons = [{ label = { id = "Mengapa?" }, of = ["lost"] }]', "reasons[1].of", "at least two"),
        (
            'reasons = [{ label = { id = "" }, of = ["lost", "lost"] }]',
            "reasons[1].label.id",
            "question is empty",
        ),
        ('use_when = { lots = "lost" }', "use_when.lots", 'did you mean "lost"'),
        ('use_when = { lost = "lots" }', "use_when.lost", 'did you mean "lost"'),
        ("starts = 1", "starts", "must be a day"),
        ('starts = "2027-01-01"', "starts", "must be a day"),
        ('conditions.own = { label = { id = "Ada?" } }', "conditions.own", "Nothing depends on this"),
    ],
)
def test_what_would_decide_nothing_is_refused(more, key, words):
    faults = told(more)
    assert any(one == key and words in sentence for one, sentence in faults), faults


@pytest.mark.parametrize("more", ['use = "lost"', 'use_when = { lost = "lost" }'])
def test_a_use_without_a_blangko_is_refused(more):
    assert any("No step takes a blangko" in sentence for _key, sentence in told(more, PLAIN))
    assert told(more) == []


def test_a_recap_group_that_does_not_exist_is_refused_with_the_one_that_was_meant():
    for group, words in (("KPT", 'did you mean "KTP"'), ("Zakat", "write one of KTP, KK, KIA")):
        (fault,) = told("", TEXT.replace('group = "KTP"', f'group = "{group}"'))
        assert fault[0] == "group"
        assert words in fault[1]


@pytest.mark.parametrize("key", ["copies = 2", 'unit = "photo"', 'per = { id = "anak" }', "valid_days = 3"])
def test_of_somebody_who_comes_no_sheets_are_counted(key):
    (fault,) = told("", TEXT.replace('doc = "copy"', f'doc = "in_person"\n{key}'))
    assert "Somebody comes here" in fault[1]


def test_a_condition_has_a_statement_for_both_or_for_neither():
    own = TEXT + 'when = ["own"]\n[conditions.own]\nlabel = { id = "Ada?" }\n'
    assert told("", own) == []
    ((key, sentence),) = told("", own + 'yes = { id = "ada" }\n')
    assert (key, "add no" in sentence) == ("conditions.own.no", True)


def test_what_a_nik_does_not_tell_is_refused():
    own = (
        TEXT
        + 'when = ["own"]\n[conditions.own]\nlabel = { id = "Ada?" }\nask_when = { outside_region = true }\n'
    )
    ((key, sentence),) = told("", own)
    assert (key, "decides nothing" in sentence) == ("conditions.own.ask_when.outside_region", True)


def test_a_paper_is_not_wanted_and_unwanted_in_one_case():
    ((key, _sentence),) = told("", TEXT + 'when = ["lost"]\nunless = ["lost"]\n')
    assert key == "requirement[1].unless"
