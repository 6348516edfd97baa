"""On which line of a TOML text each key stands, so that a problem can be found by whoever wrote it."""

from __future__ import annotations

import re
from typing import NamedTuple

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r"""
    (?P<skip>[ \t\r]+ | \#[^\n]*)
    | (?P<newline>\n)
    | (?P<text>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | \"(?:\\.|[^\"\\\n])*\" | '[^'\n]*')
    | (?P<mark>[\[\]{},=])
    | (?P<bare>[^\s\[\]{},=\#\"']+)
    """,
    re.VERBOSE | re.DOTALL,
)


class _Token(NamedTuple):
    kind: str
    text: str
    line: int
    at: int


def key_lines(text: str) -> dict[Path, int]:
    """Return the line of every key and array element; ``text`` must be valid TOML."""
    return _Reader(text).lines


def nearest_line(lines: dict[Path, int], path: Path) -> int | None:
    """Return the line of ``path``, or of the closest thing around it that stands in the text."""
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), None)


class _Reader:
    """Walks through the text once; what tomllib has accepted needs no second judge."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Path, int] = {}
        self._tokens = _tokens(text)
        self._place = 0
        self._last: dict[Path, int] = {}  # of each array of tables, its newest index
        table: Path = ()
        while token := self._next_line():
            if token.text == "[" and token.kind == "mark":
                table = self._header()
            else:
                self._pair(table)

    def _next_line(self) -> _Token | None:
        while self._place < len(self._tokens) and self._tokens[self._place].kind == "newline":
            self._place += 1
        return self._tokens[self._place] if self._place < len(self._tokens) else None

    def _take(self) -> _Token:
        self._place += 1
        return self._tokens[self._place - 1]

    def _peek(self) -> str:
        token = self._tokens[self._place] if self._place < len(self._tokens) else None
        if token is None or token.kind == "newline":
            return "\n"
        return token.text if token.kind == "mark" else ""

    def _header(self) -> Path:
        opening = self._take()
        array = self._peek() == "[" and self._tokens[self._place].at == opening.at + 1
        if array:
            self._take()
        path: Path = ()
        for name in self._key():
            path = (*self._inside(path), name)
            self.lines.setdefault(path, opening.line)
        while self._peek() == "]":
            self._take()
        if not array:
            return self._inside(path)
        self._last[path] = self._last.get(path, -1) + 1
        element = self._inside(path)
        self.lines[element] = opening.line
        return element

    def _inside(self, path: Path) -> Path:
        return (*path, self._last[path]) if path in self._last else path

    def _key(self) -> list[str]:
        names: list[str] = []
        while self._peek() == "":
            token = self._take()
            quoted = token.kind == "text"
            names += [token.text[1:-1]] if quoted else [part for part in token.text.split(".") if part]
        return names

    def _pair(self, table: Path) -> None:
        line = self._tokens[self._place].line
        path = table
        for name in self._key():
            path = (*path, name)
            self.lines.setdefault(path, line)
        self._take()
        self._value(path)

    def _value(self, path: Path) -> None:
        opening = self._peek()
        if opening == "{":
            self._table(path)
        elif opening == "[":
            self._array(path)
        else:
            while self._peek() == "":
                self._take()

    def _table(self, path: Path) -> None:
        self._take()
        while self._peek() != "}":
            if self._peek() in {",", "\n"}:
                self._take()
            else:
                self._pair(path)
        self._take()

    def _array(self, path: Path) -> None:
        self._take()
        index = 0
        while self._peek() != "]":
            if self._peek() in {",", "\n"}:
                self._take()
                continue
            self.lines[(*path, index)] = self._tokens[self._place].line
            self._value((*path, index))
            index += 1
        self._take()


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind != "skip":
            found.append(_Token(kind, match.group(), line, match.start()))
        line += match.group().count("\n")
    return found
