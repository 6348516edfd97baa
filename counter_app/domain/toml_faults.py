"""What is wrong with a file that is no TOML, in words that say what to change on which line.

Whoever writes a service file does so in a word processor or an editor of Windows: straight quotation marks
become typographic ones, a space becomes a hard one, the file is saved as "Unicode".
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

from counter_app.domain.errors import UserError
from counter_app.i18n import _

BOM = "\ufeff"
_LINE = re.compile(r"\s*\(at (?:line (?P<line>\d+), column \d+|end of document)\)")
_TEXTS = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')  # what stands in straight quotation marks
_TYPOGRAPHIC = re.compile("[\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb]")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200d\u2028\u2029\u202f\u205f\u3000\ufeff]")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # how a file begins that was saved as UTF-16


class NotTOML(UserError):
    """A text that can't be read as TOML; ``line`` is where, ``sentence`` what to do."""

    def __init__(self, line: int, sentence: str) -> None:
        self.line, self.sentence = line, sentence
        super().__init__(_("Line {line}: {sentence}").format(line=line, sentence=sentence))


def text_of(data: bytes) -> str:
    """Return a file's text; raises NotTOML where it was not saved as UTF-8."""
    if data.startswith(_WIDE) or b"\0" in data:
        raise NotTOML(1, _("The file was saved as UTF-16. Save it again, with the encoding UTF-8."))
    try:
        return plain(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotTOML(
            line, _("The file was not saved as UTF-8. Save it again with that encoding.")
        ) from error


def plain(text: str) -> str:
    """Return ``text`` without the mark that editors of Windows put before it."""
    return text.removeprefix(BOM)


def parsed(text: str) -> dict[str, object]:
    """Return what a TOML text says; raises NotTOML."""
    try:
        return tomllib.loads(plain(text))
    except tomllib.TOMLDecodeError as error:
        raise _explained(str(error), plain(text)) from error


def _explained(reason: str, text: str) -> NotTOML:
    at = _LINE.search(reason)
    lines = text.split("\n")
    number = int(at["line"]) if at and at["line"] else len(text.rstrip().split("\n"))
    line = lines[number - 1] if number <= len(lines) else ""
    return NotTOML(number, _of_the_line(line) or _of_the_reader(_LINE.sub("", reason), line))


def _of_the_line(line: str) -> str:
    """Return what shows in the line itself, whatever the reader stumbled over."""
    outside = _TEXTS.sub("", line).partition("#")[0]
    if mark := _TYPOGRAPHIC.search(outside):
        return _(
            "Quotation marks of a word processor ({mark}) stand here. Write straight ones "
            '("), in a plain text editor.'
        ).format(mark=mark[0])
    if _ODD_SPACE.search(outside):
        return _("A hard space from a word processor or a web page stands here. Type the space again.")
    if "\r" in line.removesuffix("\r"):
        return _("The lines end in a way that is not known. Save the file again with lines as on Windows.")
    return ""


def _of_the_reader(reason: str, line: str) -> str:
    """Return what the reader says, in words."""
    key = line.partition("=")[0].strip()
    return next((words(key) for start, words in _WORDS.items() if reason.startswith(start)), "") or _(
        "This can't be read as TOML ({reason}). Compare it with the examples in docs/services.md."
    ).format(reason=reason.strip())


def _unquoted(key: str) -> str:
    return _(
        'What stands after "=" is neither a text in quotation marks, a number, true or false. '
        'Write {key} = "...".'
    ).format(key=key or "key")


def _open_text(_key: str) -> str:
    return _("A text begins here whose closing quotation mark is missing. Add it at its end.")


def _twice(key: str) -> str:
    return _('"{key}" stands in this table for the second time. Take one of the two out.').format(key=key)


def _table_twice(key: str) -> str:
    return _("{table} stands here for the second time. Put both together under one.").format(table=key)


def _no_equals(key: str) -> str:
    return _('Between a name and its value stands "=". Write: name = value.').format(key=key)


def _more_behind(_key: str) -> str:
    return _("Something stands behind the value. Put each name on a line of its own, without a comma.")


def _open_bracket(_key: str) -> str:
    return _('A list or a heading begins here whose closing "]" is missing. Add it.')


def _open_brace(_key: str) -> str:
    return _("What stands in curly brackets must stand on one line, with commas between, closed at its end.")


def _backslash(_key: str) -> str:
    return _("A backslash in a text is written twice: \\\\.")


def _bad_date(_key: str) -> str:
    return _("There is no such day. Write year, month and day: 2027-01-31.")


def _no_name(_key: str) -> str:
    return _("A line begins with a name, with [ or with #. Begin it so, or take it out.")


def _odd_letter(_key: str) -> str:
    return _("A character that can't be seen stands here. Type the line again.")


# How each sentence of ``tomllib`` begins, and what it means for whoever wrote the file.
_WORDS: dict[str, Callable[[str], str]] = {
    "Invalid value": _unquoted,
    "Unterminated string": _open_text,
    'Expected "\'"': _open_text,
    "Expected '\"": _open_text,
    "Expected \"'''\"": _open_text,
    "Illegal character '\\n'": _open_text,
    "Illegal character '\\r'": _open_text,
    "Illegal character": _odd_letter,
    "Found invalid character": _odd_letter,
    "Cannot overwrite a value": _twice,
    "Duplicate inline table key": _twice,
    "Cannot declare": _table_twice,
    "Cannot redefine namespace": _table_twice,
    "Cannot mutate immutable namespace": _table_twice,
    "Expected '=' after a key": _no_equals,
    "Expected newline or end of document": _more_behind,
    "Expected ']": _open_bracket,
    "Unclosed array": _open_bracket,
    "Unclosed inline table": _open_brace,
    "Unescaped '\\'": _backslash,
    "Invalid hex value": _backslash,
    "Escaped character": _backslash,
    "Invalid date or datetime": _bad_date,
    "Invalid statement": _no_name,
    "Invalid initial character for a key part": _no_name,
}
