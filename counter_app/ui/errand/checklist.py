"""The checklist: one line a paper, worked with arrows and Space; groups and optional papers shown as such."""

from __future__ import annotations

from typing import Any, NamedTuple

import msgspec
from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from counter_app.domain.checklist import Mark
from counter_app.i18n import _
from counter_app.ui import theme
from counter_app.ui.errand.draft import Draft, Paper
from counter_app.ui.parts.table import Index
from counter_app.ui.states import wanted_words

LOOKS = {  # mark -> (icon, tone)
    "present": ("check-circle", "ok"),
    "missing": ("close-circle", "bad"),
    "not_applicable": ("minus-circle-outline", "plain"),
    "": ("circle-outline", "plain"),
}


class Line(NamedTuple):
    """A line of the list: a paper, or the heading of those below it."""

    title: str
    paper: Paper | None = None
    detail: str = ""


def lines_of(draft: Draft) -> list[Line]:
    """Return the list in the order that one works it: the needed, each group, the optional."""
    found = [_line(p) for p in draft.papers if not p.group and not p.optional]
    for choice in draft.choices:
        title = _("At least {n} of: {what}").format(n=choice.min, what=choice.label)
        found.append(Line(title))
        found += [_line(p) for p in draft.papers if p.group == choice.id]
    optional = [_line(p) for p in draft.papers if p.optional and not p.group]
    return [*found, Line(_("Not required")), *optional] if optional else found


def _line(paper: Paper) -> Line:
    return Line(paper.label, paper, wanted_words(msgspec.structs.asdict(paper)))


class Lines(QAbstractListModel):
    """The lines of one draft, with their marks."""

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft()
        self.lines: list[Line] = []

    def show(self, draft: Draft) -> None:
        """Show another draft, or the same one with other papers."""
        self.beginResetModel()
        self.draft, self.lines = draft, lines_of(draft)
        self.endResetModel()

    def touched(self) -> None:
        """Say that marks or notes changed."""
        if self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A heading can't be chosen."""
        if self.lines[index.row()].paper is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a line, its status with it for whoever listens."""
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole or line.paper is None:
            return line.title if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{line.title}, {line.detail}, {self.status(line.paper)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{line.title}\n{line.detail}"
        return None

    def mark(self, paper: Paper) -> str:
        """Return the mark of a paper, empty when nobody looked at it yet."""
        return self.draft.marks.get(paper.id, "")

    def detail(self, line: Line, paper: Paper) -> str:
        """Return what stands below the name: what is wanted, how it stands, a note."""
        said = bool(self.mark(paper)) or paper.id in self.draft.to_follow
        first = f"{line.detail} · {self.status(paper)}" if said else line.detail
        note = self.draft.notes.get(paper.id)
        return f"{first}\n{note}" if note else first

    def status(self, paper: Paper) -> str:
        """Return the mark in words."""
        if paper.id in self.draft.to_follow:
            return _("follows at hand-over")
        return {
            "present": _("here"),
            "missing": _("missing"),
            "not_applicable": _("does not apply"),
        }.get(self.mark(paper), _("not looked at yet"))


class _Paint(QStyledItemDelegate):
    """Draws a line: the sign of its mark, the name, softly what is wanted."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _line(self, index: Index) -> tuple[Lines, Line]:
        model = index.model()
        assert isinstance(model, Lines)
        return model, model.lines[index.row()]

    def _title_lines(self, line: Line, width: int) -> int:
        metrics = QFontMetrics(theme.font(13, QFont.Weight.DemiBold))
        box = metrics.boundingRect(QRect(0, 0, max(width, 80), 1000), Qt.TextFlag.TextWordWrap, line.title)
        return box.height()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return room for the whole name."""
        model, line = self._line(index)
        width = self._view.viewport().width()
        if line.paper is None:
            return QSize(width, self._title_lines(line, width - 8) + theme.now().px(14))
        note = theme.now().px(17) if model.draft.notes.get(line.paper.id) else 0
        return QSize(width, self._title_lines(line, width - 58) + theme.now().px(33) + note)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the line."""
        model, line = self._line(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if line.paper is None:
            self._heading(painter, option.rect, line)
        else:
            self._row(painter, option, model, line, line.paper)
        painter.restore()

    def _heading(self, painter: QPainter, room: QRect, line: Line) -> None:
        painter.setFont(theme.font(12, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.now().soft))
        flags = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        painter.drawText(room.adjusted(2, 4, -2, -4), flags, line.title)

    def _row(
        self, painter: QPainter, option: QStyleOptionViewItem, model: Lines, line: Line, paper: Paper
    ) -> None:
        look, room = theme.now(), option.rect.adjusted(1, 2, -1, -2)
        mark = model.mark(paper)
        icon, tone = LOOKS[mark]
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        painter.setBrush(QColor(look.bad_wash if mark == "missing" else look.hover))
        painter.setPen(QColor(look.accent) if chosen else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(room, 8, 8)
        size = look.px(18)
        theme.icon(icon, tone).paint(painter, QRect(room.left() + 12, room.top() + 9, size, size))
        words = room.adjusted(20 + size, 6, -12, -5)
        painter.setFont(theme.font(13, QFont.Weight.DemiBold))
        painter.setPen(QColor(look.soft if mark == "not_applicable" else look.text))
        height = self._title_lines(line, words.width())
        painter.drawText(words, Qt.TextFlag.TextWordWrap, line.title)
        below = words.adjusted(0, height + 1, 0, 0)
        painter.setFont(theme.font(12))
        painter.setPen(QColor(look.bad if mark == "missing" else look.soft))
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, model.detail(line, paper))


class Checklist(QListView):
    """Space: here or missing; N: a note; X: does not apply; letters work on the chosen line."""

    marked = Signal(str, str)  # requirement, mark
    noting = Signal(object)  # the Paper whose note shall be written
    following = Signal(object)  # the Paper that may follow

    def __init__(self) -> None:
        super().__init__()
        self.lines = Lines()
        self.setModel(self.lines)
        self.setItemDelegate(_Paint(self))
        self.setAccessibleName(_("Checklist of papers"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(1)
        self.clicked.connect(self._on_clicked)

    def show_draft(self, draft: Draft) -> None:
        """Show the papers of ``draft``; the chosen line stays where it was."""
        row = self.currentIndex().row()
        self.lines.show(draft)
        if self.lines.lines:
            first = next((n for n, line in enumerate(self.lines.lines) if line.paper), 0)
            self.setCurrentIndex(self.lines.index(row if 0 < row < len(self.lines.lines) else first))

    def paper(self) -> Paper | None:
        """Return the paper of the chosen line."""
        row = self.currentIndex().row()
        return self.lines.lines[row].paper if 0 <= row < len(self.lines.lines) else None

    def _on_clicked(self, index: QModelIndex) -> None:
        self.toggle()

    def toggle(self) -> None:
        """Here, and at the second time missing."""
        paper = self.paper()
        if paper is not None:
            here = self.lines.mark(paper) == "present"
            self.set_mark("missing" if here else "present")

    def set_mark(self, mark: Mark) -> None:
        """Mark the chosen paper and go to the next one that nobody looked at."""
        paper = self.paper()
        if paper is None:
            return
        self.marked.emit(paper.id, mark)
        self.lines.touched()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Work the chosen line."""
        paper = self.paper()
        match event.key():
            case Qt.Key.Key_Space if paper:
                self.toggle()
                self._step()
            case Qt.Key.Key_Minus if paper:
                self.set_mark("missing")
                self._step()
            case Qt.Key.Key_X if paper:
                self.set_mark("not_applicable")
                self._step()
            case Qt.Key.Key_N if paper:
                self.noting.emit(paper)
            case Qt.Key.Key_S if paper:
                self.following.emit(paper)
            case _:
                super().keyPressEvent(event)

    def _step(self) -> None:
        """Go to the next paper; stay on the last."""
        row = self.currentIndex().row()
        below = [n for n, line in enumerate(self.lines.lines) if n > row and line.paper]
        if below:
            self.setCurrentIndex(self.lines.index(below[0]))
