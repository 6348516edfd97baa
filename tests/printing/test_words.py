import pytest
import samples_office

from counter_app.domain.words import group_label
from counter_app.i18n import set_language
from counter_app.office.records import Forecast
from counter_app.printing.terminal import recap_text
from counter_app.printing.wording import forecast_line
from counter_app.printing.words import spelled


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (6, "enam"),
        (11, "sebelas"),
        (12, "dua belas"),
        (20, "dua puluh"),
        (31, "tiga puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (215, "dua ratus lima belas"),
        (1000, "seribu"),
        (1945, "seribu sembilan ratus empat puluh lima"),
        (2026, "dua ribu dua puluh enam"),
        (11320, "sebelas ribu tiga ratus dua puluh"),
    ],
)
def test_numbers_in_indonesian_words(number, words):
    set_language("id")
    assert spelled(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "zero"),
        (21, "twenty-one"),
        (40, "forty"),
        (105, "one hundred and five"),
        (2026, "two thousand and twenty-six"),
        (11320, "eleven thousand three hundred and twenty"),
    ],
)
def test_numbers_in_english_words(number, words):
    assert spelled(number) == words


@pytest.mark.parametrize("kind", ["blangko", "unknown"])
def test_without_a_phone_nobody_is_promised_a_call(kind):
    known, unknown = (forecast_line(Forecast(kind=kind, rank=3, call=call)) for call in (True, False))
    assert "You will be contacted." in known
    assert "contacted" not in unknown
    assert "ask again here" in unknown


@pytest.mark.parametrize(("language", "words"), [("en", "Moves"), ("id", "Pindah")])
def test_a_recap_group_is_said_in_the_language_of_the_paper(language, words):
    set_language(language)
    assert group_label("Pindah") == words
    assert group_label("KTP") == "KTP"
    assert words in recap_text(samples_office.recap())
