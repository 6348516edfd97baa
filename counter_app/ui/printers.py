"""Sends a PDF to one of the system's printers, page by page, without a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from counter_app.domain.errors import UserError
from counter_app.i18n import _, listing
from counter_app.ui.cups import takes_papers

if TYPE_CHECKING:  # Qt's printing and PDF are loaded with the first paper, not with the window
    from PySide6.QtPrintSupport import QPrinter

RESOLUTION = 300  # dots per inch: what office printers draw text with


class NoPrinter(UserError):
    """The system knows no printer, or not the one that was chosen."""

    def __init__(self, name: str = "") -> None:
        if name:
            text = _("The printer {name} is not there. Switch it on, or choose another in Settings.")
        else:
            text = _("No printer is set up on this computer. Set one up in the system first.")
        super().__init__(text.format(name=name))


class PrinterFault(UserError):
    """The printer did not take the paper."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("The printer {name} did not take the paper. Check paper, ribbon and cable.").format(name=name)
        )


class QueueStopped(PrinterFault):
    """The system holds or refuses what is sent to the printer, mostly since a paper before jammed."""

    def __init__(self, name: str) -> None:
        UserError.__init__(
            self,
            _(
                "The system has stopped the printer {name}. Check paper, ribbon and cable, then resume it "
                "in the printers of the system's settings."
            ).format(name=name),
        )


class NoDefault(NoPrinter):
    """Several printers, and the system prefers none."""

    def __init__(self, names: list[str]) -> None:
        UserError.__init__(
            self,
            _(
                "This computer has no usual printer. Choose one in Settings, Papers and printers: {names}."
            ).format(names=listing(names)),
        )


class Printers(Protocol):
    """Where papers come out."""

    def usual(self) -> str:
        """Return the printer for papers that name none; empty where nobody can know."""

    def names(self) -> list[str]:
        """Return the names of the printers."""

    def send(self, pdf: bytes, *, printer: str, title: str, copies: int = 1) -> None:
        """Print ``pdf``; an empty ``printer`` is the system's default. Raises NoPrinter, PrinterFault."""


class SystemPrinters:
    """The printers of the system, through QPrinter. Safe on any thread."""

    def names(self) -> list[str]:
        """Return the names of the printers."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return list(QPrinterInfo.availablePrinterNames())

    def usual(self) -> str:
        """Return the system's default, or the only one that there is."""
        from PySide6.QtPrintSupport import QPrinterInfo

        names = self.names()
        only = names[0] if len(names) == 1 else ""
        return QPrinterInfo.defaultPrinterName() or only

    def send(self, pdf: bytes, *, printer: str, title: str, copies: int = 1) -> None:
        """Print ``pdf`` page by page, each in its own size."""
        device = self._device(printer)
        device.setDocName(title)
        device.setCopyCount(copies)
        draw(pdf, device)

    def _device(self, name: str) -> QPrinter:
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        wanted = name or self.usual()
        if not wanted and (names := self.names()):
            raise NoDefault(names)
        info = QPrinterInfo.printerInfo(wanted)
        if info.isNull():
            raise NoPrinter(wanted)
        if not takes_papers(wanted):
            raise QueueStopped(wanted)
        return QPrinter(info)


class FilePrinter:
    """Prints into PDF files of a folder: for a computer without a printer, for the tour and for tests."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.sent: list[str] = []

    def names(self) -> list[str]:
        """Return the one name."""
        return ["PDF"]

    def usual(self) -> str:
        """Return the one name."""
        return "PDF"

    def send(self, pdf: bytes, *, printer: str, title: str, copies: int = 1) -> None:
        """Print into a file of its own."""
        from PySide6.QtPrintSupport import QPrinter

        device = QPrinter()
        device.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        device.setOutputFileName(f"{self.folder}/{len(self.sent) + 1:03d}.pdf")
        device.setDocName(title)
        draw(pdf, device)
        self.sent.append(title)


def draw(pdf: bytes, device: QPrinter) -> None:
    """Draw every page of ``pdf`` on ``device``. Raises PrinterFault."""
    from PySide6.QtPdf import QPdfDocument
    from PySide6.QtPrintSupport import QPrinter

    data = QBuffer()
    data.setData(QByteArray(pdf))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(data)
    device.setResolution(RESOLUTION)
    painter = QPainter()
    try:
        for page in range(document.pageCount()):
            size = document.pagePointSize(page)
            _fit(device, size)
            started = device.newPage() if page else painter.begin(device)
            if not started:
                raise PrinterFault(device.printerName())
            dots = (size * RESOLUTION / 72).toSize()
            painter.drawImage(0, 0, document.render(page, dots))
    finally:
        if painter.isActive() and not painter.end():
            raise PrinterFault(device.printerName())
    if device.printerState() is QPrinter.PrinterState.Error:
        raise PrinterFault(device.printerName())


def _fit(device: QPrinter, size: QSizeF) -> None:
    """Take the page's own size: a roll, a half sheet, F4."""
    device.setFullPage(True)
    device.setPageLayout(
        QPageLayout(
            QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch),
            QPageLayout.Orientation.Portrait,
            QMarginsF(),
        )
    )
