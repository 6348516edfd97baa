"""The style sheet: what Fusion is told about every kind of widget. Kinds are dynamic properties."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any


def style_sheet(theme: Any) -> str:
    """Return the style sheet of a ``theme.Theme``."""
    parts = (_marks, _texts, _surfaces, _buttons, _bare_buttons, _fields, _lists, _bars, _rail, _chips)
    return "\n".join(part(theme) for part in parts)


def _marks(t: Any) -> str:
    """Return ticks, dots and arrows; Fusion draws them too faint on a dark card."""

    folder = Path(import_module("counter_app.resources").__path__[0]) / "theme"

    def picture(name: str) -> str:
        return f"url({(folder / f'{name}-{t.name}.svg').as_posix()})"

    return f"""
QCheckBox::indicator, QRadioButton::indicator {{ width: 16px; height: 16px; border: 1px solid {t.soft};
    background: {t.field}; }}
QCheckBox::indicator {{ border-radius: 4px; }}
QRadioButton::indicator {{ border-radius: 9px; }}
QCheckBox::indicator:checked {{ background: {t.accent}; border-color: {t.accent};
    image: {picture("check")}; }}
QRadioButton::indicator:checked {{ border: 5px solid {t.accent}; width: 8px; height: 8px;
    background: {t.on_accent}; }}
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled {{ border-color: {t.line}; }}
QRadioButton::indicator:checked:disabled {{ border-color: {t.soft}; }}
QComboBox::down-arrow, QAbstractSpinBox::down-arrow {{ image: {picture("down")}; width: 12px; height: 12px; }}
QAbstractSpinBox::up-arrow {{ image: {picture("up")}; width: 12px; height: 12px; }}
"""


def _texts(t: Any) -> str:
    return f"""
QLabel[role="title"] {{ font-size: {t.px(19)}px; font-weight: 600; }}
QLabel[role="name"] {{ font-size: {t.px(17)}px; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {t.px(12)}px; font-weight: 600; color: {t.soft}; }}
QLabel[role="number"] {{ font-size: {t.px(46)}px; font-weight: 700; color: {t.accent}; }}
QLabel[role="huge"] {{ font-size: {t.px(120)}px; font-weight: 700; color: {t.accent}; }}
QLabel[role="figure"] {{ font-size: {t.px(26)}px; font-weight: 600; }}
QLabel[role="figure"][tone="warning"] {{ color: {t.warning}; }}
QLabel[role="figure"][tone="bad"] {{ color: {t.bad}; }}
QLabel[role="figure"][tone="ok"] {{ color: {t.ok}; }}
QLabel[role="soft"] {{ color: {t.soft}; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="strong"][tone="bad"] {{ color: {t.bad}; }}
QLabel[role="hint"] {{ font-size: {t.px(12)}px; color: {t.soft}; }}
QLabel[role="hint"][tone="warning"] {{ color: {t.warning}; }}
QLabel[role="hint"][tone="bad"] {{ color: {t.bad}; }}
QLabel[role="hint"][tone="ok"] {{ color: {t.ok}; }}
QLabel[role="key"] {{ background: {t.hover}; border: 1px solid {t.line}; border-radius: 5px;
    padding: 1px 7px; font-weight: 600; font-size: {t.px(12)}px; }}
QToolTip {{ background: {t.card}; color: {t.text}; border: 1px solid {t.line}; padding: 6px; }}
"""


def _surfaces(t: Any) -> str:
    return f"""
QWidget#page, QStackedWidget#pages {{ background: {t.background}; }}
QFrame[kind="card"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 12px; }}
QFrame[kind="call"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 12px; }}
QFrame[kind="call"][tone="calling"] {{ background: {t.accent}; border-color: {t.accent}; }}
QFrame[kind="choice"] {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 12px; }}
QFrame[kind="choice"]:hover {{ border-color: {t.soft}; }}
QFrame[kind="choice"][chosen="yes"] {{ border: 2px solid {t.accent}; }}
QFrame[kind="choice"]:focus {{ border: 2px solid {t.accent}; background: {t.accent_wash}; }}
QFrame[kind="block"] {{ background: {t.hover}; border: 0; border-radius: 8px; }}
QFrame[kind="block"][tone="bad"] {{ background: {t.bad_wash}; }}
QFrame[kind="block"][tone="warning"] {{ background: {t.warning_wash}; }}
QFrame[kind="block"][tone="ok"] {{ background: {t.ok_wash}; }}
QFrame[kind="block"][tone="accent"] {{ background: {t.accent_wash}; }}
QFrame[kind="line"] {{ background: {t.line}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame[kind="notice"] {{ border-radius: 8px; background: {t.accent_wash}; }}
QFrame[kind="notice"][tone="bad"] {{ background: {t.bad_wash}; }}
QFrame[kind="notice"][tone="warning"] {{ background: {t.warning_wash}; }}
QFrame[kind="notice"][tone="ok"] {{ background: {t.ok_wash}; }}
QFrame[kind="prompt"] {{ background: {t.card}; border: 1px solid {t.accent}; border-radius: 12px; }}
QScrollArea, QScrollArea > QWidget > QWidget {{ background: transparent; border: 0; }}
QSplitter::handle {{ background: transparent; }}
"""


def _buttons(t: Any) -> str:
    kinds = "".join(
        f"""
QPushButton[kind="{kind}"] {{ background: {back}; color: {ink}; border: 1px solid {back}; font-weight: 600; }}
QPushButton[kind="{kind}"]:hover {{ border-color: {ink if wash else t.text}; }}
QPushButton[kind="{kind}"]:disabled {{ background: {t.hover}; color: {t.soft}; border-color: {t.hover}; }}
"""
        for kind, back, ink, wash in (
            ("primary", t.accent, t.on_accent, False),
            ("accept", t.ok, t.on_accent, False),
            ("caution", t.warning_wash, t.warning, True),
            ("danger", t.bad_wash, t.bad, True),
        )
    )
    return f"""
QPushButton {{ background: {t.card}; color: {t.text}; border: 1px solid {t.line}; border-radius: 8px;
    padding: 0 {t.px(14)}px; min-height: {t.px(34)}px; }}
QPushButton:hover {{ background: {t.hover}; }}
QPushButton:pressed {{ background: {t.accent_wash}; }}
QPushButton:focus {{ border: 2px solid {t.accent}; }}
QPushButton:disabled {{ color: {t.soft}; background: {t.background}; }}
QPushButton[kind="touch"] {{ border-radius: 16px; padding: 0; border: 2px solid {t.line}; }}
QPushButton[kind="touch"]:pressed {{ border-color: {t.accent}; }}
{kinds}
QPushButton[kind="primary"]:focus, QPushButton[kind="accept"]:focus {{ border: 2px solid {t.text}; }}
QPushButton[kind="caution"]:focus {{ border: 2px solid {t.warning}; }}
QPushButton[kind="danger"]:focus {{ border: 2px solid {t.bad}; }}
QToolButton {{ background: transparent; border: 0; border-radius: 8px; padding: 4px; color: {t.text}; }}
QToolButton:hover {{ background: {t.hover}; }}
QToolButton:focus {{ border: 2px solid {t.accent}; }}
QCheckBox, QRadioButton {{ spacing: 8px; padding: 3px; border-radius: 6px; }}
QCheckBox:focus, QRadioButton:focus {{ background: {t.accent_wash}; }}
"""


def _bare_buttons(t: Any) -> str:
    """Buttons without a surface of their own, and pills."""
    return f"""
QPushButton[kind="quiet"] {{ background: transparent; border-color: transparent; padding: 0 {t.px(8)}px; }}
QPushButton[kind="quiet"]:hover {{ background: {t.hover}; }}
QPushButton[kind="quiet"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[tight="yes"] {{ padding: 0 {t.px(4)}px; }}
QPushButton[kind="fold"] {{ background: transparent; border: 2px solid transparent; border-radius: 6px;
    padding: 0; min-height: {t.px(22)}px; text-align: left; color: {t.soft}; font-weight: 600;
    font-size: {t.px(12)}px; }}
QPushButton[kind="fold"]:hover {{ background: {t.hover}; }}
QPushButton[kind="fold"]:focus {{ border-color: {t.accent}; }}
QPushButton[kind="link"] {{ background: transparent; border: 0; padding: 0 4px; min-height: {t.px(20)}px;
    max-height: {t.px(20)}px; color: {t.accent}; font-weight: 600; font-size: {t.px(12)}px; }}
QPushButton[kind="link"]:hover {{ background: {t.accent_wash}; }}
QPushButton[kind="link"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[kind="link"]:disabled {{ color: {t.soft}; }}
QPushButton[kind="line"] {{ background: transparent; border: 2px solid transparent; text-align: left;
    padding: 0 4px; min-height: {t.px(28)}px; }}
QPushButton[kind="line"]:hover, QPushButton[kind="line"]:focus {{ background: {t.accent_wash}; }}
QPushButton[kind="pill"] {{ border-radius: {t.px(14)}px; min-height: {t.px(26)}px; padding: 0 {t.px(11)}px; }}
QPushButton[kind="pill"]:checked {{ background: {t.accent}; color: {t.on_accent}; border-color: {t.accent};
    font-weight: 600; }}
QPushButton[kind="pill"]:focus {{ border: 2px solid {t.accent}; }}
QPushButton[kind="pill"]:checked:focus {{ border-color: {t.text}; }}
"""


def _fields(t: Any) -> str:
    return f"""
QLineEdit, QPlainTextEdit, QSpinBox, QDateEdit, QTimeEdit, QComboBox, QAbstractSpinBox {{
    background: {t.field}; color: {t.text}; border: 1px solid {t.line}; border-radius: 8px;
    padding: 0 {t.px(11)}px; min-height: {t.px(33)}px;
    selection-background-color: {t.accent}; selection-color: {t.on_accent}; }}
QPlainTextEdit {{ padding: {t.px(6)}px {t.px(8)}px; }}
QLineEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus, QComboBox:focus {{
    border: 2px solid {t.accent}; padding-left: {t.px(11) - 1}px; }}
QLineEdit[tone="warning"] {{ border-color: {t.warning}; }}
QLineEdit[tone="bad"] {{ border-color: {t.bad}; }}
QLineEdit:read-only, QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
    background: {t.hover}; color: {t.soft}; }}
QLineEdit[kind="big"] {{ font-size: {t.px(18)}px; min-height: {t.px(42)}px; letter-spacing: 1px; }}
QLineEdit[kind="search"] {{ background: {t.card}; }}
QComboBox::drop-down {{ border: 0; width: {t.px(24)}px; }}
QComboBox QAbstractItemView {{ background: {t.card}; border: 1px solid {t.line}; outline: 0; padding: 4px;
    selection-background-color: {t.accent_wash}; selection-color: {t.text}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: {t.px(18)}px; border: 0; }}
QCalendarWidget QWidget {{ background: {t.card}; alternate-background-color: {t.hover}; }}
QCalendarWidget QAbstractItemView {{ selection-background-color: {t.accent};
    selection-color: {t.on_accent}; outline: 0; }}
QCalendarWidget QToolButton {{ color: {t.text}; font-weight: 600; padding: 4px 8px; }}
"""


def _lists(t: Any) -> str:
    return f"""
QAbstractItemView {{ outline: 0; }}
QAbstractScrollArea::corner {{ background: transparent; border: 0; }}
QTableView, QListView, QTreeView {{ background: {t.card}; border: 0; color: {t.text};
    selection-background-color: {t.accent_wash}; selection-color: {t.text}; }}
QListView#suggestions {{ background: {t.card}; border: 1px solid {t.line}; border-radius: 8px;
    padding: 4px; }}
QTableView {{ gridline-color: transparent; }}
QTableView::item {{ padding: 0 8px; border-bottom: 1px solid {t.line}; }}
QTableView::item:selected {{ background: {t.accent_wash}; color: {t.text}; }}
QTableView:focus {{ border: 0; }}
QHeaderView {{ background: {t.card}; }}
QHeaderView::section {{ background: {t.card}; color: {t.soft}; border: 0; border-bottom: 1px solid {t.line};
    padding: {t.px(8)}px 11px; font-weight: 600; font-size: {t.px(12)}px; }}
QTableCornerButton::section {{ background: {t.card}; border: 0; }}
"""


def _bars(t: Any) -> str:
    return f"""
QAbstractScrollArea::corner {{ border: 0; background: transparent; }}
QScrollBar:vertical {{ width: 10px; background: transparent; margin: 0; }}
QScrollBar:horizontal {{ height: 10px; background: transparent; margin: 0; }}
QScrollBar::handle {{ background: {t.line}; border-radius: 5px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {t.soft}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QProgressBar {{ background: {t.hover}; border: 0; border-radius: 4px; min-height: 8px; max-height: 8px;
    color: transparent; }}
QFrame[kind="block"] QProgressBar {{ background: {t.line}; }}
QProgressBar::chunk {{ background: {t.accent}; border-radius: 4px; }}
QMenu {{ background: {t.card}; border: 1px solid {t.line}; padding: 4px; }}
QMenu::item {{ padding: 6px 22px 6px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {t.accent_wash}; color: {t.text}; }}
"""


def _rail(t: Any) -> str:
    return f"""
QFrame#rail {{ background: {t.rail}; border: 0; }}
QFrame#rail QToolButton {{ color: {t.rail_text}; border-radius: 10px; padding: {t.px(6)}px 0;
    font-size: {t.px(11)}px; }}
QFrame#rail QToolButton:hover {{ background: rgba(255, 255, 255, 0.08); }}
QFrame#rail QToolButton:focus {{ border: 2px solid {t.rail_text}; }}
QFrame#rail QToolButton:checked {{ background: {t.accent}; color: {t.on_accent}; }}
"""


def _chips(t: Any) -> str:
    tones = "".join(
        f"""
QFrame[kind="chip"][tone="{tone}"] {{ background: {t.wash(tone)}; }}
QFrame[kind="chip"][tone="{tone}"] QLabel {{ color: {t.tone(tone)}; }}
"""
        for tone in ("plain", "accent", "ok", "warning", "bad")
    )
    statuses = "".join(
        f"""
QPushButton[kind="status"][tone="{tone}"] {{ background: {t.wash(tone)}; color: {t.tone(tone)};
    border-color: {t.wash(tone)}; }}
QPushButton[kind="status"][tone="{tone}"]:hover {{ border-color: {t.tone(tone)}; }}
QPushButton[kind="status"][tone="{tone}"]:focus {{ border-color: {t.tone(tone)}; }}
QPushButton[kind="status"][tone="{tone}"]:checked {{ background: {t.tone(tone)}; color: {t.on_accent}; }}
"""
        for tone in ("plain", "accent", "ok", "warning", "bad")
    )
    return f"""
QPushButton[kind="status"] {{ font-weight: 600; font-size: {t.px(12)}px; border-radius: {t.px(11)}px;
    min-height: {t.px(22)}px; max-height: {t.px(22)}px; padding: 0 10px; }}
{statuses}
QFrame[kind="chip"] {{ border: 0; border-radius: 9px; min-height: {t.px(20)}px; }}
QFrame[kind="chip"] QLabel {{ font-weight: 600; font-size: {t.px(12)}px; background: transparent; }}
{tones}
"""
