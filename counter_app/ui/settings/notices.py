"""Settings: what the office has to say to whoever waits; it stands on the display in the hall."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counter_app.i18n import N_, _
from counter_app.ui import theme
from counter_app.ui.parts.blocks import column, text
from counter_app.ui.parts.fields import Field
from counter_app.ui.parts.inputs import LongInput
from counter_app.ui.settings.section import OfficeForm
from counter_app.ui.workplace import Workplace

WIDE, HIGH = 640, 220


class NoticesSection(OfficeForm):
    """One notice a line."""

    name = "notices"
    label = N_("Notices")
    icon = "bullhorn-outline"
    lead = N_("Everybody in the hall reads them: no names and no NIK.")

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.notices = LongInput(each_line=True)
        self.notices.setMinimumHeight(theme.now().px(HIGH))
        self.form.add("notices", self._lines, self._show_lines, self.notices.textChanged)
        inner = QWidget()
        inner.setMaximumWidth(theme.now().px(WIDE))
        inner.setLayout(
            column(
                Field(_("&Notices, one a line"), self.notices),
                text(_("A long one is shown in parts, eight seconds each."), "hint"),
                None,
            )
        )
        self.place_inner(inner)

    def begin(self) -> None:
        """Begin at the text."""
        self.notices.setFocus()

    def _lines(self) -> list[str]:
        return [line.strip() for line in self.notices.toPlainText().splitlines() if line.strip()]

    def _show_lines(self, lines: list[str]) -> None:
        self.notices.setPlainText("\n".join(lines))
