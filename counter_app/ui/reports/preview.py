"""The pages that will be printed: white paper on a calm ground, turned and enlarged by keys."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPalette
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QProgressBar, QPushButton, QStackedWidget, QToolButton, QWidget

from counter_app.i18n import _, number
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Card, Empty, button, column, key_text, row, text

PATIENCE = 300  # ms until it is said that something is being drawn
CLOSER = 1.25  # one step of enlarging
LEAST, MOST = 0.2, 5.0
LEGIBLE = 0.7  # of the size on paper
POINTS = 72  # to the inch
ALL_BUT_A_LINE = 0.9  # of the height that a page key moves on


class Preview(Card):
    """Shows a PDF, or a sentence in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self.view = _view(self.document)
        self._data = QBuffer(self)
        self._empty = Empty("file-search-outline", "")
        self._waiting = _Waiting()
        self._stack = QStackedWidget()
        self._late = QTimer(self, singleShot=True, interval=PATIENCE)
        self.pages = text("", "soft")
        self.fit_width = _mode(_("Fit &width"), "Ctrl+0")
        self.whole_page = _mode(_("Whole pa&ge"), "Ctrl+9")
        self.closer = _tool("magnify-plus-outline", _("Larger"), "Ctrl++")
        self.farther = _tool("magnify-minus-outline", _("Smaller"), "Ctrl+-")
        self.back = _tool("chevron-up", _("Page before"), "PgUp", taken=False)
        self.onward = _tool("chevron-down", _("Next page"), "PgDown", taken=False)
        self._build()
        self._listen()
        self._chosen = False  # how large, by the user
        self._zoom(QPdfView.ZoomMode.FitToWidth)
        self.say("")

    def _build(self) -> None:
        for page in (self.view, self._waiting, self._empty):
            self._stack.addWidget(page)
        self.body.setContentsMargins(6, 6, 6, 6)
        self.body.setSpacing(6)
        bar = row(
            6, self.back, self.onward, self.pages, None, self.fit_width, self.whole_page,
            self.farther, self.closer, gap=4,
        )  # fmt: skip
        self.add(bar, self._stack)
        self.body.setStretch(1, 1)

    def _listen(self) -> None:
        self.fit_width.clicked.connect(self._on_fit_width)
        self.whole_page.clicked.connect(self._on_whole_page)
        self.closer.clicked.connect(self._on_closer)
        self.farther.clicked.connect(self._on_farther)
        self.back.clicked.connect(self._on_back)
        self.onward.clicked.connect(self._on_onward)
        self.view.pageNavigator().currentPageChanged.connect(self._on_page)
        self.view.turned.connect(self.turn)
        self._late.timeout.connect(self._on_late)

    def wait(self) -> None:
        """Something new is being drawn; what is seen stays for a moment."""
        self._late.start()

    def show_pdf(self, pdf: bytes, *, stay: bool) -> None:
        """Show the pages of ``pdf``; with ``stay`` the page that was seen."""
        page = self.view.pageNavigator().currentPage() if stay else 0
        self._data.close()
        self._data.setData(QByteArray(pdf))
        self._data.open(QIODevice.OpenModeFlag.ReadOnly)
        self.document.load(self._data)
        self._turn_to(self.view)
        if not self._chosen:
            self._zoom_as_fits()
        self.view.pageNavigator().jump(min(page, self.document.pageCount() - 1), QPointF())
        self._on_page()

    def say(self, words: str, detail: str = "") -> None:
        """Show a sentence in the place of pages."""
        self.document.close()
        self._empty.say(words, detail)
        self._turn_to(self._empty)
        self._on_page()

    @property
    def words(self) -> str:
        """The sentence that stands in the place of pages."""
        return self._empty.title.text() if self._stack.currentWidget() is self._empty else ""

    @property
    def drawing(self) -> bool:
        """Whether it is said that something is being drawn."""
        return self._stack.currentWidget() is self._waiting

    @property
    def waits(self) -> bool:
        """Whether something is being drawn, said or not."""
        return self._late.isActive() or self.drawing

    def turn(self, by: int) -> None:
        """Go on by a page, or by what is seen of a page that is taller than the window."""
        bar, pages = self.view.verticalScrollBar(), self.view.pageNavigator()
        before, step = bar.value(), int(bar.pageStep() * ALL_BUT_A_LINE)
        page = pages.currentPage()
        if by > 0 and page + 1 >= self.document.pageCount():
            bar.setValue(before + step)
            return
        pages.jump(max(page + max(by, 0), 0), QPointF())
        if by < 0 and bar.value() >= before and page:
            pages.jump(page - 1, QPointF())
        if abs(bar.value() - before) > bar.pageStep():
            bar.setValue(before + by * step)

    def _turn_to(self, page: QWidget) -> None:
        self._late.stop()
        self._stack.setCurrentWidget(page)

    def _on_late(self) -> None:
        self.pages.setText("")
        self._stack.setCurrentWidget(self._waiting)

    def _on_page(self, _page: int = 0) -> None:
        count, at = self.document.pageCount(), self.view.pageNavigator().currentPage() + 1
        words = _("Page {n} of {count}").format(n=number(at), count=number(count)) if count else ""
        self.pages.setText(words)
        self.view.setAccessibleDescription(words)
        for part in (self.back, self.onward, self.closer, self.farther):
            part.setEnabled(count > 0)

    def _on_back(self) -> None:
        self.turn(-1)

    def _on_onward(self) -> None:
        self.turn(1)

    def _on_fit_width(self) -> None:
        self._choose(QPdfView.ZoomMode.FitToWidth)

    def _on_whole_page(self) -> None:
        self._choose(QPdfView.ZoomMode.FitInView)

    def _on_closer(self) -> None:
        self._zoom_to(self.factor() * CLOSER)

    def _on_farther(self) -> None:
        self._zoom_to(self.factor() / CLOSER)

    def _zoom_to(self, factor: float) -> None:
        self.view.setZoomFactor(min(max(factor, LEAST), MOST))
        self._choose(QPdfView.ZoomMode.Custom)

    def _choose(self, mode: QPdfView.ZoomMode) -> None:
        self._chosen = True
        self._zoom(mode)

    def _zoom(self, mode: QPdfView.ZoomMode) -> None:
        self.view.setZoomMode(mode)
        self.fit_width.setChecked(mode is QPdfView.ZoomMode.FitToWidth)
        self.whole_page.setChecked(mode is QPdfView.ZoomMode.FitInView)

    def _zoom_as_fits(self) -> None:
        """Show the whole page where it can be read so, else its width."""
        across, whole = self._fits()
        legible = whole >= LEGIBLE and whole < across
        self._zoom(QPdfView.ZoomMode.FitInView if legible else QPdfView.ZoomMode.FitToWidth)

    def factor(self) -> float:
        """Return how large the page is seen; 1 is as large as on paper."""
        across, whole = self._fits()
        fits = {QPdfView.ZoomMode.FitToWidth: across, QPdfView.ZoomMode.FitInView: whole}
        return fits.get(self.view.zoomMode(), self.view.zoomFactor())

    def _fits(self) -> tuple[float, float]:
        """Return the factors at which the width of a page, and the whole page, fit the window."""
        if not self.document.pageCount():
            return 1.0, 1.0
        margins, room = self.view.documentMargins(), self.view.viewport().size()
        inch = QGuiApplication.primaryScreen().logicalDotsPerInch() / POINTS
        size = self.document.pagePointSize(self.view.pageNavigator().currentPage()) * inch
        across = (room.width() - margins.left() - margins.right()) / size.width()
        return across, min(across, (room.height() - self.view.pageSpacing()) / size.height())


class _Pages(QPdfView):
    """The page keys turn pages."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__(None)  # type: ignore[call-overload]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Space: 1, Qt.Key.Key_PageUp: -1}
        if event.key() in turns:
            self.turned.emit(turns[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class _Waiting(QFrame):
    """A quiet bar while a paper is drawn."""

    def __init__(self) -> None:
        super().__init__()
        words = text(_("Drawing the report ..."), "strong")
        hint = text(_("{key} stops it").format(key=key_text("Esc")), "soft")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(theme.now().px(220))
        bar.setAccessibleName(words.text())
        parts = (row(None, part, None) for part in (words, bar, hint))
        self.setLayout(column(None, *parts, None, gap=theme.GAP))


def _view(document: QPdfDocument) -> _Pages:
    view = _Pages()
    view.setAccessibleName(_("Preview of the paper"))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setPageMode(QPdfView.PageMode.MultiPage)
    view.setDocumentMargins(QMargins(10, 5, 10, 5))
    view.setPageSpacing(10)
    palette = view.palette()
    palette.setColor(QPalette.ColorRole.Dark, QColor(theme.now().line))
    view.setPalette(palette)
    view.setDocument(document)
    return view


def _mode(words: str, key: str) -> QPushButton:
    found = button(words, "pill", tip=key_text(key))
    found.setShortcut(key)
    found.setCheckable(True)
    return found


def _tool(icon: str, words: str, key: str, *, taken: bool = True) -> QToolButton:
    found = QToolButton()
    found.setIcon(theme.icon(icon))
    found.setIconSize(QSize(theme.now().px(20), theme.now().px(20)))
    found.setToolTip(f"{words}   {key_text(key)}")
    found.setAccessibleName(words)
    found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if taken:
        found.setShortcut(key)
    return found
