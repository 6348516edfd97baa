"""A file that is no TOML says on which line and what to change, whatever program wrote it."""

import ast
import inspect
import re
from tomllib import _parser  # type: ignore[attr-defined]

import pytest

from counter_app.domain.catalogue_check import problems
from counter_app.domain.toml_faults import _WORDS, NotTOML, parsed, text_of
from counter_app.i18n import set_language

GOOD = 'id = "surat"\nlabel = { id = "Surat" }\nlaw = ["UU 25/2009"]\n'


def told(text):
    with pytest.raises(NotTOML) as fault:
        parsed(text)
    return fault.value.line, fault.value.sentence


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("a = \u201cx\u201d", "word processor"),
        ("a = \u2018x\u2019", "word processor"),
        ('a = "x\u201d', "word processor"),
        ("a = \u00abx\u00bb", "word processor"),
        ("label = { id = \u201cx\u201d }", "word processor"),
        ('a =\u00a0"x"', "hard space"),
        ('\u00a0a = "x"', "hard space"),
        ('a =\u200b"x"', "hard space"),
        ("a = surat", 'Write a = "..."'),
        ("a =", 'Write a = "..."'),
        ('a = "x', "closing quotation mark is missing"),
        ("a = 'x", "closing quotation mark is missing"),
        ('id = "lain"', '"id" stands in this table for the second time'),
        ("a = { b = 1, b = 2 }", "second time"),
        ("[label]", "stands here for the second time"),
        ('a "x"', 'stands "="'),
        ('a = "x",', "Something stands behind the value"),
        ('a = "x" b = "y"', "Something stands behind the value"),
        ("a = [1, 2", 'closing "]" is missing'),
        ("[a", 'closing "]" is missing'),
        ("a = { b = 1", "must stand on one line"),
        (r'a = "C:\Users"', "written twice"),
        (r'a = "C:\Data"', "written twice"),
        ("a = 2027-02-31", "There is no such day"),
        ('= "x"', "begins with a name"),
        ('a = "x\x01"', "can't be seen"),
        ("a = 1\rb = 2", "lines end in a way"),
    ],
)
def test_each_fault_says_its_line_and_what_to_write(line, words):
    number, sentence = told(f"{GOOD}{line}\n")
    assert (number, words in sentence) == (4, True), sentence


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_tabs_windows_lines_and_the_mark_of_an_editor_are_no_fault(ending, mark):
    text = mark + GOOD.replace("id = ", "id\t=\t").replace("\n", ending)
    assert parsed(text)["id"] == "surat"
    assert text_of(text.encode())[:2] == "id"


def test_a_typographic_mark_inside_a_text_or_a_remark_is_no_fault():
    assert parsed('a = "\u201cKTP\u201d"  # \u201cnote\u201d') == {"a": "\u201cKTP\u201d"}


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_saved_as_utf_16_says_how_to_save_it(encoding):
    with pytest.raises(NotTOML, match=r"saved as UTF-16\. Save it again, with the encoding UTF-8"):
        text_of(GOOD.encode(encoding))


def test_a_file_of_an_old_windows_says_the_line_of_its_first_odd_letter():
    with pytest.raises(NotTOML, match="Line 2: The file was not saved as UTF-8"):
        text_of('id = "surat"\nlabel = "Jos\u00e9"'.encode("cp1252"))


def test_the_check_tells_it_as_its_one_problem():
    (problem,) = problems("id = \u201csurat\u201d\n", known_conditions=())
    assert (problem.line, "\u201c" in problem.sentence) == (1, True)
    set_language("id")
    (problem,) = problems("id = \u201csurat\u201d\n", known_conditions=())
    assert "pengolah kata" in problem.sentence


def test_every_sentence_of_the_reader_has_words_of_ours():
    source = inspect.getsource(_parser)
    call = r"(?:suffixed_err|TOMLDecodeError)\(\s*\w+, pos, "
    said = re.findall(call + r"f?(\"[^\n]*?\"|'[^\n]*?')[,)\s]", source)
    said = [ast.literal_eval(one) for one in said]
    assert len(said) > 15
    unknown = [one for one in said if not any(one.startswith(start[:14]) for start in _WORDS)]
    assert unknown == []


def test_no_text_however_odd_is_answered_with_anything_but_a_sentence():
    for text in (
        "[",
        "]",
        "{",
        "\x00",
        '"""',
        "'''",
        "a = '''x",
        'a = """x',
        "\ufeff\ufeff",
        "a = 1e",
        "[[a]]\n[a]",
    ):
        number, sentence = told(text)
        assert number >= 1
        assert sentence.endswith(".") or sentence.endswith('"..."')
