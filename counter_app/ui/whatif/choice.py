"""What is changed: ticked by the supervisor, with how often; while it is played, how far it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QProgressBar, QWidget

from counter_app.i18n import _
from counter_app.simulation.scenario import CHANGES, change_label, change_words
from counter_app.ui import theme
from counter_app.ui.parts.blocks import Card, button, column, text
from counter_app.ui.parts.fields import Field, spin_box
from counter_app.ui.whatif import words
from counter_app.ui.whatif.player import Player

SEEDS = 5
INDENT = 27  # px: the words stand below the name, not below the box


class Choice(Card):
    """Which changes are played, and how often."""

    asked = Signal()  # to be played
    unwanted = Signal()  # to be stopped

    def __init__(self, player: Player) -> None:
        super().__init__(_("What is changed"), gap=4)
        self._player, self._pace = player, 0.0
        self.boxes = {change: QCheckBox(change_label(change)) for change in CHANGES}
        self.seeds = spin_box(SEEDS, 1, least=1)
        self.lasts, self.told = text("", "soft", wrap=True), text("", "soft", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.start_button = button(_("Play the years"), "primary", key="F9", icon="play")
        self.stop_button = button(_("Stop"), "caution", key="Esc", icon="stop")
        self._idle, self._running = QWidget(), QWidget()
        self._build()
        self._listen()
        self.show_state()

    def _build(self) -> None:
        for change, box in self.boxes.items():
            box.setChecked(True)
            box.setAccessibleDescription(change_words(change))
            told = text(change_words(change), "soft", wrap=True)
            told.setContentsMargins(theme.now().px(INDENT), 0, 0, 4)
            self.add(box, told)
        self._idle.setLayout(column(4, self.lasts, self.start_button))
        self._running.setLayout(column(8, self.bar, self.told, self.stop_button))
        often = Field(
            _("&Times that each year is played"),
            self.seeds,
            hint=_("Each time with other chance: more than once gives ranges instead of single numbers."),
        )
        meanwhile = _(
            "You can go on working meanwhile, and lock the screen. It ends when you sign out or close the "
            "window."
        )
        self.add(often, self._idle, self._running, text(meanwhile, "hint", wrap=True))
        self.body.addStretch()

    def _listen(self) -> None:
        for box in self.boxes.values():
            box.toggled.connect(self.show_state)
        self.seeds.valueChanged.connect(self.show_state)
        self.start_button.clicked.connect(self.asked)
        self.stop_button.clicked.connect(self.unwanted)
        self._player.progressed.connect(self._on_progress)
        self._player.began.connect(self._on_began)
        self._player.ended.connect(self._on_ended)

    @property
    def changes(self) -> list[str]:
        """What is ticked."""
        return [change for change, box in self.boxes.items() if box.isChecked()]

    @property
    def first(self) -> QWidget:
        """Where one begins."""
        return self.stop_button if self._player.playing else next(iter(self.boxes.values()))

    def know(self, pace: float) -> None:
        """Take how many seconds a year took here the last time."""
        self._pace = pace
        self.show_state()

    def show_state(self) -> None:
        """Show what can be done now."""
        playing = self._player.playing
        for one in (*self.boxes.values(), self.seeds):
            one.setEnabled(not playing)
        self._running.setVisible(playing)
        self._idle.setVisible(not playing)
        self.start_button.setEnabled(bool(self.changes))
        years = (len(self.changes) + 1) * self.seeds.value()
        lasts = words.lasts(years, self._pace) if self.changes else _("Tick at least one change.")
        self.lasts.setText(lasts)

    def _on_began(self) -> None:
        self._on_progress(0, 1)
        self.show_state()

    def _on_ended(self) -> None:
        left_off = self.stop_button.hasFocus()  # before it hides
        self.show_state()
        if left_off:
            self.start_button.setFocus()

    def _on_progress(self, done: int, of: int) -> None:
        self.bar.setMaximum(of if done else 0)  # 0: it moves without telling how far
        self.bar.setValue(done)
        self.told.setText(words.progress(done, of, self._player.left(done / of)))


def explained() -> Card:
    """Return what each change is, for who only reads."""
    card = Card(_("What is changed"), gap=theme.SMALL_GAP)
    for change in CHANGES:
        told = text(change_words(change), "soft", wrap=True)
        told.setContentsMargins(0, 0, 0, 6)
        card.add(text(change_label(change), "strong", wrap=True), told)
    card.add(text(_("A supervisor plays the years; the last comparison is seen here."), "hint", wrap=True))
    card.body.addStretch()
    return card
