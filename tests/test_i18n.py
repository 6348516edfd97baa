import datetime as dt
import io
import string
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from counter_app import i18n

ROOT = Path(__file__).parent.parent
PO = ROOT / "resources/i18n/id/LC_MESSAGES/counter_app.po"
MONDAY = dt.date(2026, 4, 6)


@pytest.fixture(scope="module")
def in_code() -> set[str]:
    with (ROOT / "resources/i18n/help_texts.py").open() as file:
        namespace: dict[str, Any] = {}
        exec(compile(file.read(), file.name, "exec"), namespace)
    found = extract_from_dir(ROOT / "counter_app", method_map=[("**.py", namespace["extract"])])
    return {message if isinstance(message, str) else message[0] for _, _, message, _, _ in found}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="id")


@pytest.fixture
def indonesian() -> None:
    i18n.set_language("id")


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else text


def placeholders(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_every_message_in_the_code_is_in_the_catalogue(in_code, catalogue):
    assert in_code - {forms(message.id)[0] for message in messages(catalogue)} == set()


def test_no_message_in_the_catalogue_is_stale(in_code, catalogue):
    assert {forms(message.id)[0] for message in messages(catalogue)} - in_code == set()
    assert not catalogue.obsolete


def test_every_message_is_translated(catalogue):
    untranslated = [message.id for message in messages(catalogue) if not all(forms(message.string))]
    assert untranslated == []


def test_no_translation_is_fuzzy(catalogue):
    assert [message.id for message in messages(catalogue) if message.fuzzy] == []


def test_translations_keep_the_placeholders(catalogue):
    for message in messages(catalogue):
        for translation in filter(None, forms(message.string)):
            assert placeholders(translation) == placeholders(forms(message.id)[-1]), message.id


def test_the_compiled_catalogue_is_the_written_one(catalogue):
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    assert PO.with_suffix(".mo").read_bytes() == compiled.getvalue(), "run `make i18n`"


def test_dates_are_written_as_the_office_writes_them(indonesian):
    assert i18n.long_date(MONDAY) == "Senin, 6 April 2026"
    assert i18n.date_text(MONDAY) == "6 April 2026"
    assert i18n.short_date(MONDAY) == "06-04-2026"


def test_dates_are_written_in_english_too():
    assert i18n.long_date(MONDAY) == "Monday, 6 April 2026"
    assert i18n.date_text(MONDAY) == "6 April 2026"


def test_the_time_has_a_point_in_indonesian_and_a_colon_in_english():
    assert i18n.time_text(dt.time(9, 14)) == "09:14"
    i18n.set_language("id")
    assert i18n.time_text(dt.datetime(2026, 4, 6, 9, 14)) == "09.14"


def test_numbers_have_a_decimal_comma(indonesian):
    assert i18n.number(1234.5) == "1.234,5"
    assert i18n.number(Decimal("11320")) == "11.320"


def test_a_list_reads_as_one_sentence():
    assert i18n.listing(["a", "b", "c"]) == "a, b and c"
    i18n.set_language("id")
    assert i18n.listing(["a", "b", "c"]) == "a, b, dan c"
    assert i18n.listing(["a", "b"]) == "a dan b"
    assert i18n.listing(["a"]) == "a"
    assert i18n.listing([]) == ""


def test_an_unknown_message_and_an_empty_one_stay_as_they_are(indonesian):
    assert i18n._("no such message") == "no such message"
    assert i18n._("") == ""
    assert i18n.ngettext("{n} sheet of nothing", "{n} sheets of nothing", 1) == "{n} sheet of nothing"


def test_the_language_in_force_can_be_asked(indonesian):
    assert i18n.language() == "id"


def test_a_supervisor_is_called_by_one_word(catalogue):
    assert [message.id for message in messages(catalogue) if "penyelia" in str(message.string).lower()] == []
