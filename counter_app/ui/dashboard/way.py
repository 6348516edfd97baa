"""Parts that lead somewhere: big figures and rows that read like a sentence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.parts.blocks import column, row, text

Act = Callable[[], None]
ROW_EDGE = 6  # px between a row's edge and its words


class Way(QAbstractButton):
    """A surface that is taken by a click, Enter or Space; one without an act only tells."""

    def __init__(self, act: Act | None = None, *, card: bool = False) -> None:
        super().__init__()
        self._card = card
        self._act: Act | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # words wrap
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(self._on_clicked)
        self.lead(act)

    def lead(self, act: Act | None) -> None:
        """Lead somewhere, or nowhere."""
        self._act = act
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if act else Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor if act else Qt.CursorShape.ArrowCursor)

    @property
    def leads(self) -> bool:
        """Whether it leads anywhere."""
        return self._act is not None

    def see_through(self) -> None:
        """Let clicks on the words reach the surface."""
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _on_clicked(self) -> None:
        if self._act is not None:
            self._act()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes it; the arrows go to the next one."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Down | Qt.Key.Key_Right:
                self.focusNextChild()
            case Qt.Key.Key_Up | Qt.Key.Key_Left:
                self.focusPreviousChild()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the surface: a card, or a tint below the pointer; a ring around what has the focus."""
        look, painter = theme.now(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self.leads and self.underMouse()
        edge = look.accent if self.hasFocus() else look.line if self._card else ""
        if not (edge or lit):
            return
        fill = look.hover if lit else look.card if self._card else ""
        painter.setPen(QPen(QColor(edge), 2 if self.hasFocus() else 1) if edge else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
        radius = theme.CARD_RADIUS if self._card else theme.RADIUS
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), radius, radius)

    def event(self, event: QEvent) -> bool:
        """Draw anew when the pointer comes and goes."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)


class Figure(Way):
    """One big figure with what it was before."""

    def __init__(self, label: str, icon: str, tone: str, act: Act) -> None:
        super().__init__(act, card=True)
        self._label, self._icon, self._tone = label, icon, tone
        self._mark, self.figure, self.before = QLabel(), text("", "figure"), text("", "soft")
        body = QVBoxLayout(self)
        body.setContentsMargins(theme.WIDE_GAP, 10, theme.WIDE_GAP, 10)
        body.setSpacing(0)
        body.addLayout(row(text(label, "soft"), None, self._mark))
        low = row(self.figure, self.before, None, gap=theme.SMALL_GAP)
        low.setAlignment(self.before, Qt.AlignmentFlag.AlignBottom)
        self.before.setContentsMargins(0, 0, 0, 5)
        body.addLayout(low)
        self.see_through()

    def say(self, figure: str, before: str, *, calm: bool) -> None:
        """Show a figure; one that is ``calm`` asks for no attention."""
        self.figure.setText(figure)
        self.before.setText(before)
        self.setAccessibleName(f"{self._label}: {figure}" + (f", {before}" if before else ""))
        icon = theme.icon(self._icon, "plain" if calm else self._tone)
        self._mark.setPixmap(icon.pixmap(QSize(20, 20)))


class Line(Way):
    """A row: icon, a sentence, a softer one below it, and where it leads."""

    def __init__(self) -> None:
        super().__init__()
        self._mark, self._on = QLabel(), QLabel()
        self.words, self.detail = text("", "strong", wrap=True), text("", "soft", wrap=True)
        for label, size in ((self._mark, 20), (self._on, 18)):
            label.setFixedWidth(size)
        body = QHBoxLayout(self)
        body.setContentsMargins(ROW_EDGE, 5, ROW_EDGE - 2, 6)
        body.setSpacing(theme.GAP)
        body.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        body.addLayout(column(self.words, self.detail, gap=1), 1)
        body.addWidget(self._on)
        self.see_through()

    def say(
        self, words: str, detail: str = "", *, tone: str = "plain", icon: str, act: Act | None = None
    ) -> None:
        """Show another sentence."""
        self.words.setText(words)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(" ".join(part for part in (words, detail) if part))
        self._mark.setPixmap(theme.icon(icon, tone).pixmap(QSize(20, 20)))
        self._on.setPixmap(theme.icon("chevron-right", "plain").pixmap(QSize(18, 18)))
        self._on.setVisible(act is not None)
        self.lead(act)


class Lines(QWidget):
    """Rows one below the other, as many as there is something to say; a row that stays keeps the focus."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._body = column(gap=2)
        self.setLayout(self._body)

    def line(self, number: int) -> Line:
        """Return a row to say something in."""
        while len(self.lines) <= number:
            self.lines.append(Line())
            self._body.addWidget(self.lines[-1])
        self.lines[number].show()
        return self.lines[number]

    def end(self, count: int) -> None:
        """Show only the first ``count`` rows."""
        for line in self.lines[count:]:
            line.hide()

    @property
    def told(self) -> list[str]:
        """What the rows say."""
        return [line.accessibleName() for line in self.lines if not line.isHidden()]
