"""A person who presses Tab until it comes round, and looks at where the keys go."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QWidget

from counter_app.ui.parts.veil import Veil

MOST = 150  # stops of one page


class Stop(NamedTuple):
    """Where Tab stopped, and what was seen of it at that moment."""

    widget: QWidget
    name: str
    place: QRect
    seen: bool


def focus() -> QWidget:
    """Return what takes the keys; somebody always does."""
    found = QApplication.focusWidget()
    assert found is not None, "nothing takes the keys"
    return found


def named(widget: QWidget) -> str:
    """Return how a failing test calls a widget."""
    return f"{type(widget).__name__} {widget.accessibleName() or getattr(widget, 'text', str)()}"


def around(*, back: bool = False) -> list[Stop]:
    """Press Tab, or Shift+Tab, until it comes round."""
    first, found = focus(), [_stop(focus())]
    modifier = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
    for _press in range(MOST):
        QTest.keyClick(focus(), Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, modifier)
        if focus() is first:
            return found
        found.append(_stop(focus()))
    raise AssertionError(f"Tab never comes round: {[stop.name for stop in found[-6:]]}")


def _stop(widget: QWidget) -> Stop:
    place = QRect(widget.mapTo(widget.window(), QPoint()), widget.size())
    seen = widget.isVisible() and widget.isEnabled() and not widget.visibleRegion().isEmpty()
    return Stop(widget, named(widget), place, seen and not veiled(widget))


def veiled(widget: QWidget) -> bool:
    """Tell whether a veil lies over a widget."""
    veils = [veil for veil in widget.window().findChildren(Veil) if veil.isVisible()]
    return any(
        veil.parentWidget().isAncestorOf(widget) and not (veil is widget or veil.isAncestorOf(widget))
        for veil in veils
    )


def usable(top: QWidget) -> set[QWidget]:
    """Return everything that Tab may stop at."""
    return {
        one
        for one in top.findChildren(QWidget)
        if one.isVisible() and one.isEnabled() and one.focusProxy() is None and not veiled(one)
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        if not isinstance(one.parent(), QAbstractSpinBox | QComboBox)
    }


def leaps(stops: list[Stop], top: QWidget) -> list[str]:
    """Return where Tab goes back within one part of a page: up, or to the left in a line."""
    return [
        f"{before.name} -> {after.name}"
        for before, after in pairwise(stops)
        if (part := _shared(before.widget, after.widget)) is not top
        if not part.isAncestorOf(top)
        if not _reads_on(_within(part, before), _within(part, after))
    ]


def _shared(one: QWidget, other: QWidget) -> QWidget:
    part = one.parentWidget()
    while not part.isAncestorOf(other):
        part = part.parentWidget()
    return part


def _within(part: QWidget, stop: Stop) -> QRect:
    """Return the room of the part of ``part`` that a stop lies in, or its own."""
    child = stop.widget
    return QRect(child.mapTo(part, QPoint()), child.size())


def _reads_on(before: QRect, after: QRect) -> bool:
    """Tell whether an eye that reads comes to ``after`` behind ``before``."""
    below = after.center().y() > before.bottom()
    right = after.left() >= before.right() - 1
    return below or right


def walked(page: QWidget, inner: QWidget) -> None:
    """Go round both ways and look at each stop; ``inner`` is what the page is for."""
    forward, back = around(), around(back=True)
    assert [stop.name for stop in forward if not stop.seen] == []
    assert [stop.name for stop in [back[0], *back[:0:-1]]] == [stop.name for stop in forward]
    reached = {stop.widget for stop in forward}
    assert sorted(named(one) for one in usable(page) - reached) == []
    assert leaps(forward, inner) == []
