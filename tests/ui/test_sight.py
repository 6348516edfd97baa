"""Every screen at the size of an old monitor: nothing cut, every input named, no key given twice."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)
from sight import cut, mnemonics, seen, words_of
from workshop import Workshop

from counter_app.i18n import set_language
from counter_app.ui import theme
from counter_app.ui.screens import seen_by

NAMED = (QLineEdit, QComboBox, QPlainTextEdit, QAbstractSpinBox, QAbstractItemView, QAbstractButton)
SHOWN = [
    *(("supervisor", entry.name) for entry in seen_by("supervisor")),
    *(("clerk", name) for name in ("errand", "blangko", "settings")),
    *(("camat", name) for name in ("applications", "signing", "dashboard", "whatif")),
    ("admin", "settings"),
]
BY = {"clerk": "ani", "supervisor": "siti", "camat": "camat", "admin": "tono"}


@pytest.fixture(params=["id", "en"])
def language(request: pytest.FixtureRequest) -> str:
    set_language(request.param)
    return str(request.param)


@pytest.fixture(params=["normal", "large"])
def size(request: pytest.FixtureRequest) -> Iterator[str]:
    """Dress the windows in a size of text."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT._replace(scale=theme.SCALES[request.param]))
    yield request.param
    theme.apply(app, theme.LIGHT)


@pytest.mark.parametrize(("role", "name"), SHOWN)
def test_a_screen_cuts_no_text(busy: Workshop, language: str, size: str, role: str, name: str) -> None:
    screen = busy.screen(name, BY[role])
    QTest.qWait(80)
    assert screen.window().width() == 1366
    assert cut(screen.window()) == []


def test_no_section_of_the_settings_cuts_text(busy: Workshop, language: str, size: str) -> None:
    screen = busy.screen("settings", "siti")
    found = {}
    for name in screen.kinds:
        screen.open(name)
        QTest.qWait(20)
        screen.nav.mark(name, unsaved=True)
        found[name] = [*cut(screen.window()), *_cut_lines(screen.nav)]
    assert {name: words for name, words in found.items() if words} == {}


def _cut_lines(lines: QListWidget) -> list[str]:
    metrics, room = lines.fontMetrics(), lines.viewport().width() - lines.iconSize().width() - 16
    words = [lines.item(n).text() for n in range(lines.count())]
    return [one for one in words if metrics.horizontalAdvance(one) > room]


@pytest.mark.parametrize(("role", "name"), SHOWN)
def test_every_input_of_a_screen_has_a_name(busy: Workshop, language: str, role: str, name: str) -> None:
    window = busy.screen(name, BY[role]).window()
    QTest.qWait(80)
    nameless = [
        f"{type(one).__name__} {words_of(one)}"
        for one in seen(window, QWidget)
        if isinstance(one, NAMED) and not (one.accessibleName() or words_of(one))
        if one.focusPolicy() is not Qt.FocusPolicy.NoFocus
        if not isinstance(one.parent(), QAbstractSpinBox | QComboBox)
    ]
    assert nameless == []


@pytest.mark.parametrize(("role", "name"), SHOWN)
def test_no_key_of_a_screen_is_given_twice(busy: Workshop, language: str, role: str, name: str) -> None:
    window = busy.screen(name, BY[role]).window()
    QTest.qWait(80)
    letters = Tally(mnemonics(window))
    assert [letter for letter, times in letters.items() if times > 1] == []
    keys = Tally(
        one.shortcut().toString() for one in seen(window, QAbstractButton) if not one.shortcut().isEmpty()
    )
    assert [key for key, times in keys.items() if times > 1] == []


def test_the_help_of_every_screen_says_what_it_is_for(busy: Workshop) -> None:
    for _role, name in [one for one in SHOWN if one[0] == "supervisor"]:
        screen = busy.screen(name, "siti")
        assert len(screen.purpose.split()) > 8, name
        assert screen.keys, name


def test_a_theme_makes_every_text_readable() -> None:
    def light(colour: str) -> float:
        channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        high, low = sorted((light(one), light(other)), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for look in (theme.LIGHT, theme.DARK):
        pairs = [(look.text, look.card), (look.soft, look.card), (look.soft, look.background)]
        pairs += [(look.soft, look.hover), (look.on_accent, look.accent), (look.rail_text, look.rail)]
        pairs += [(look.tone(t), look.wash(t)) for t in ("accent", "ok", "warning", "bad", "plain")]
        pairs += [(look.on_accent, look.ok)]
        assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5} == {}
