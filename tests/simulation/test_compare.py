"""What a comparison says: sentences, ranges, one page, and the one that is kept."""

import datetime as dt
from io import BytesIO

import msgspec
import pytest
from played import PLAYED, comparison, outcome, usual
from program import Program
from pypdf import PdfReader
from reportlab.graphics.shapes import String
from stories import Clock

from counter_app import config
from counter_app.i18n import set_language
from counter_app.office.records import Print
from counter_app.printing import fonts
from counter_app.printing.comparison_chart import open_at_end
from counter_app.printing.papers import paper
from counter_app.simulation import kept
from counter_app.simulation.findings import common, findings
from counter_app.simulation.outcome import Days
from counter_app.simulation.page import page

PRINTED = Print(by="Siti Rahma", at=PLAYED, counter="L1")


def brought(found, change):
    return next(one for one in findings(found.columns) if one.change == change)


def test_a_sentence_says_what_a_change_brings():
    deputies = brought(usual(), "deputies")
    assert deputies.sentences == ["63 instead of 748 KK stay open at the end of the year."]
    assert deputies.way == "helps"
    assert brought(usual(), "no-favourites").sentences == [
        "0 instead of 874 people are called before their turn."
    ]


def test_what_moves_most_stands_first_and_no_more_than_two_things_are_said():
    assert brought(usual(), "monthly").sentences == [
        "Nine of ten finished KK are ready within 6 instead of 14 days.",
        "Nine of ten finished KTP are ready within 58 instead of 76 days.",
    ]


def test_with_several_seeds_sentences_speak_of_ranges():
    assert brought(usual(3), "deputies").sentences == [
        "63 to 79 instead of 748 to 756 KK stay open at the end of the year."
    ]


def test_what_hardly_moves_or_moves_with_some_seeds_only_is_not_said():
    little = comparison(2, deputies=[outcome(2017, kk=700), outcome(2018, kk=740)])
    torn = comparison(2, deputies=[outcome(2017, kk=600), outcome(2018, kk=800)])
    for found in (little, torn):
        deputies = brought(found, "deputies")
        assert deputies.sentences == [
            "No figure moves by 10 % or more, the same way in every year that was played."
        ]
        assert deputies.way == "none"


def test_what_gets_worse_is_said_as_well():
    assert brought(comparison(deputies=[outcome(kk=900)]), "deputies").way == "harms"
    mixed = comparison(deputies=[outcome(kk=600, hall=Days(15.0, 120.0))])
    assert brought(mixed, "deputies").way == "both"


def test_what_no_change_moves_and_what_costs_most_is_said_once():
    assert common(usual().columns) == [
        "None of this moves the KTP: 4,092 stay open at the end of the year.",
        "What cost most time in the year as it was: Waiting for blank cards, 77 % of all working minutes "
        "lost.",
    ]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(("seeds", "size"), [(1, "a4"), (5, "a4"), (5, "f4")])
def test_everything_stands_on_one_page(language, seeds, size):
    set_language(language)
    out = BytesIO()
    paper("comparison").write(page(usual(seeds), PRINTED), out, size=size)
    assert len(PdfReader(out).pages) == 1


def test_the_page_says_that_it_is_played_on_what_it_rests_and_what_the_office_s_own_minutes_are():
    out = BytesIO()
    paper("comparison").write(page(usual(), PRINTED), out)
    words = " ".join(PdfReader(out).pages[0].extract_text().split())
    for told in (
        "these are not the figures of your office",
        "From the study of the office in 2017",
        "Fitted, so that the year ends with that table",
        "the line while cards lie in the drawer",
        "63 instead of 748 KK stay open",
    ):
        assert told in words


@pytest.mark.parametrize("language", ["en", "id"])
def test_no_words_of_the_picture_run_into_each_other(language):
    set_language(language)
    panels = page(usual(5), PRINTED).panels
    for width in range(240, 700, 20):
        texts = [one for one in open_at_end(panels, width, 160).contents if isinstance(one, String)]
        reached = {}
        for one in sorted(texts, key=lambda one: (one.y, one.x)):
            wide = fonts.width(one.text, one.fontName, one.fontSize)
            start = one.x - (wide if one.textAnchor == "end" else 0)
            assert start >= reached.get(one.y, 0.0)
            reached[one.y] = start + wide
            assert reached[one.y] <= width + 0.1


def test_when_it_was_played_is_told_in_the_zone_of_the_office():
    utc = msgspec.structs.replace(usual(), at=PLAYED.astimezone(dt.UTC))
    assert page(utc, PRINTED).when == "Played on 6 April 2026 at 09:14"


def test_a_scenario_of_one_s_own_claims_no_study():
    own = msgspec.structs.replace(usual(), basis="own")
    assert page(own, PRINTED).basis == [
        "The figures of this scenario are those of whoever wrote it; no study stands behind them."
    ]


@pytest.fixture
def folder(tmp_path):
    """Return the data folder of an office."""
    config.save(tmp_path, config.Config(counter="L1-ab12", code="L1"))
    return tmp_path


def test_the_last_comparison_is_kept_whole(folder):
    assert kept.last(folder) is None
    kept.keep(folder, usual(2))
    assert kept.last(folder) == usual(2)


def test_nothing_is_kept_where_there_is_no_office(tmp_path):
    kept.keep(tmp_path, usual())
    assert list(tmp_path.iterdir()) == []


WHOLE = msgspec.json.encode(usual())
FIRST = usual().columns[0]


def columns(*found):
    return msgspec.json.encode(msgspec.structs.replace(usual(), columns=[*found]))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe",
        WHOLE.replace(b'"version":1', b'"version":2'),
        WHOLE.replace(b'"deputies"', b'"magic"'),
        WHOLE.replace(b'"signature"', b'"else"', 1),
        columns(),
        columns(FIRST._replace(outcomes=[])),
    ],
)
def test_a_damaged_or_older_one_is_a_sentence(folder, data):
    (folder / kept.NAME).write_bytes(data)
    with pytest.raises(kept.Unreadable, match="left out"):
        kept.last(folder)


def test_another_command_prints_it_and_says_so(tmp_path):
    refused = Program(tmp_path / "data", Clock())("print", "comparison", "-o", str(tmp_path / "page.pdf"))
    assert refused.status != 0
