"""The counter: one errand from the citizen's NIK to the printed receipt, on one screen, without a dialog."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counter_app.domain.checklist import Mark
from counter_app.i18n import _
from counter_app.printing.wording import cost_lines
from counter_app.ui import theme
from counter_app.ui.errand import asking, guide
from counter_app.ui.errand.again import Again, ComingBack
from counter_app.ui.errand.book import Book
from counter_app.ui.errand.citizen import CitizenForm
from counter_app.ui.errand.desk import ErrandDesk
from counter_app.ui.errand.draft import Draft, Paper
from counter_app.ui.errand.ending import Ending, ToSay
from counter_app.ui.errand.flow import Ended
from counter_app.ui.errand.papers_side import PapersSide
from counter_app.ui.errand.parked import Parked
from counter_app.ui.errand.questions import Asked, Questions, asked_of
from counter_app.ui.errand.queue_panel import QueuePanel
from counter_app.ui.errand.quick import print_slip
from counter_app.ui.errand.service import ServicePicker
from counter_app.ui.errand.turns import Turns
from counter_app.ui.parts.blocks import Card, button, row, scrolled, text
from counter_app.ui.screen import Screen
from counter_app.ui.states import moment
from counter_app.ui.workplace import Workplace

A_LOOK = 10_000  # ms between two looks at the clock


class Errand(Screen):
    """Queue at the left, citizen and service in the middle, papers at the right."""

    purpose, steps, keys = guide.PURPOSE, guide.STEPS, guide.KEYS
    topics = frozenset({"ticket", "counter", "service", "office"})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.queue = QueuePanel(place)
        self.citizen = CitizenForm(self.ops)
        self.service = ServicePicker()
        self.again = Again()
        self.questions = Questions()
        self.side = PapersSide()
        self.book = Book(place, self)
        self.turns = Turns(place, self.queue, self.book, self, self._on_fresh)
        self.parked = Parked(self._on_take)
        self.coming_back = ComingBack(place, self.citizen, self.service, self.again, self.book)
        self.desk = ErrandDesk(place, self.book, self)
        self.to_say = ToSay(place, self.citizen, self.service, self.questions)
        self.ending = Ending(place, self.desk, self.side.ended, self, self._take_up)
        self.quick = False
        self._quick_draft = Draft()
        self._going = False  # the focus goes on as soon as the papers are known
        self._build()
        self._listen()
        self._look = QTimer(self, interval=A_LOOK)
        self._look.timeout.connect(self.tick)
        self._look.start()
        self._show_draft()

    def _build(self) -> None:
        self.fresh = button(_("Next citizen"), "link", key="F2", icon="account-plus-outline")
        self.aside = button(_("Put aside"), "link", key="F6", icon="pause-circle-outline")
        self.check = button(_("Quick check"), "link", key="F4", icon="flash-outline")
        self.quick_head = text(
            _("Quick check: nothing is written. Tick what the citizen holds, then print."), "soft", wrap=True
        )
        inner = QWidget()
        work = Card()
        inner_layout = row(gap=0)
        column_ = Card(gap=theme.GAP)
        column_.setProperty("kind", "")
        column_.body.setContentsMargins(0, 0, 6, 0)
        column_.add(self.quick_head, self.citizen, self.service, self.again, self.questions)
        column_.body.addStretch()
        inner_layout.addWidget(column_)
        inner.setLayout(inner_layout)
        work.body.addWidget(scrolled(inner), 1)
        work.add(self.parked, row(self.fresh, self.aside, self.check, None))
        outer = row(self.queue, work, self.side, gap=theme.GAP)
        outer.setStretch(1, 5)
        outer.setStretch(2, 4)
        self.setLayout(outer)
        self.quick_head.hide()
        self.setTabOrder(self.service.input, self.side.checklist)

    def _listen(self) -> None:
        self.citizen.changed.connect(self._on_citizen)
        self.citizen.known.connect(self.service.setFocus)
        self.citizen.finished.connect(self.service.setFocus)
        self.citizen.scanned.connect(self._on_scanned)
        self.service.chosen.connect(self._on_service)
        self.questions.changed.connect(self._on_answers)
        self.questions.finished.connect(self.side.checklist.setFocus)
        self.side.checklist.marked.connect(self._on_mark)
        self.side.checklist.noting.connect(self._on_note)
        self.side.checklist.following.connect(self._on_follow)
        self.side.all_here.clicked.connect(self._on_all_here)
        self.side.return_.clicked.connect(self._on_return)
        self.side.accept.clicked.connect(self._on_accept)
        self.side.accept_more.clicked.connect(self._on_accept_more)
        ended = self.side.ended
        ended.next.clicked.connect(self._on_fresh)
        ended.more.clicked.connect(self._on_more)
        self.fresh.clicked.connect(self._on_fresh)
        self.aside.clicked.connect(self._on_fresh)
        self.check.clicked.connect(self._on_quick)
        self.queue.called.connect(self._on_called)
        self.book.restored.connect(self._on_restored)
        self.book.changed.connect(self._on_parked)
        self.desk.known.connect(self._on_known)
        self.desk.papers.connect(self._show_papers)
        self.desk.ended.connect(self._on_ended)
        QShortcut(QKeySequence("Ctrl+Del"), self, self._on_give_up)

    @property
    def draft(self) -> Draft:
        """The errand at work, or the quick check."""
        return self._quick_draft if self.quick else self.book.draft

    def open(self, show: Any) -> None:
        """Go on with an application where it was left; what is at work is put aside."""
        self.desk.fetch(str(show), self._take_up)

    def leave(self) -> None:
        """Keep what is unfinished."""
        self.book.save()

    def tick(self) -> None:
        """Show how long this errand takes."""
        began = moment(self.draft.began) if self.draft.began else None
        minutes = None if began is None else int((self.place.now() - began).total_seconds() // 60)
        self.queue.show_minutes(minutes, self.desk.standard)

    def _refresh(self) -> None:
        self.queue.refresh()
        self.desk.learn()

    def _on_known(self, known: dict[str, Any]) -> None:
        self.service.know(known["services"])
        self.citizen.know_villages(known["kelurahan"])
        self.tick()

    def _on_restored(self) -> None:
        self._show_draft()
        self.place.say(_("The errand goes on where it was left."), "accent")

    def _show_draft(self) -> None:
        """Show the draft at work from the beginning."""
        self.ending.last = None
        draft = self.draft
        self.again.offer(None)
        self.citizen.show_draft(draft)
        self.service.show_service(draft.service)
        self.questions.show_questions(Asked(), {}, None)
        self.to_say.age_rule = ""
        self.side.show_draft(draft, quick=self.quick)
        self.side.show_promise(None)
        self._show_ways()
        self.desk.ask_papers(draft)
        self.tick()

    def _show_ways(self) -> None:
        ended = self.ending.last is not None
        self.aside.setVisible(not ended and not self.quick)
        self.fresh.setVisible(not ended and not self.quick)
        self.check.setVisible(not ended)
        for part in (self.citizen, self.service, self.questions):
            part.setEnabled(not ended)

    def _on_citizen(self) -> None:
        before = (self.draft.birth_date, self.draft.sex, self.draft.proxy, self.draft.nik)
        self.citizen.fill(self.draft)
        self.book.touch()
        if before != (self.draft.birth_date, self.draft.sex, self.draft.proxy, self.draft.nik):
            self.desk.ask_papers(self.draft)

    def _on_service(self, id: str) -> None:
        draft = self.draft
        if self._waits():
            return
        if id != draft.service:
            draft.choose(id)
        self._touch()
        self._going = True
        self.desk.ask_papers(draft)

    def _on_answers(self) -> None:
        self.draft.answers, self.draft.counts = self.questions.answers(), self.questions.counts()
        if self.questions.event_day is not None:
            self.draft.event_date = self.questions.event_day.day()
        self._touch()
        self.desk.ask_papers(self.draft)

    def _touch(self) -> None:
        if not self.quick:
            self.book.touch()

    def _show_papers(self, draft: Draft, found: dict[str, Any]) -> None:
        if draft is not self.draft:
            return
        asked = asked_of(found, self.draft.counts)
        self.questions.show_questions(asked, self.draft.answers, self.draft.event_date)
        self.service.show_cost(cost_lines(found["cost"]) if found["cost"].amounts else [])
        self.to_say.age_rule = found["age_rule"]
        self.side.show_draft(self.draft, quick=self.quick)
        self.side.show_promise(None if self.quick else found["promise"])
        if self._going:
            self._going = False
            self._go_on()

    def _go_on(self) -> None:
        if self.questions.any:
            self.questions.begin()
        else:
            self.side.checklist.setFocus()

    def _on_mark(self, requirement: str, mark: Mark) -> None:
        self.draft.marks[requirement] = mark
        self._marked()

    def _on_all_here(self) -> None:
        self.draft.mark_all()
        self.side.checklist.lines.touched()
        self._marked()
        self.side.checklist.setFocus()

    def _marked(self) -> None:
        """The first mark opens the application, so that its time counts from here."""
        self.side.show_count(self.draft, quick=self.quick)
        self._touch()
        if not self.quick and self.to_say.wrong(self.draft) is None and not self._waits():
            self.desk.begin_file()

    def _waits(self) -> bool:
        """Whether another file of this citizen and service is offered first."""
        return not self.quick and self.coming_back.offers()

    def _on_scanned(self, number: str) -> None:
        self.place.open_application(number, self)

    def _on_note(self, paper: Paper) -> None:
        asking.note(self, self.draft, paper, self._on_noted)

    def _on_noted(self) -> None:
        self.side.checklist.show_draft(self.draft)
        self._touch()

    def _on_follow(self, paper: Paper) -> None:
        asking.follow(self, self.place, self.desk, paper, self._show_draft)

    def _on_accept(self) -> None:
        if self.quick:
            self.place.papers.print("leaflet", self.draft.service)
        elif self._can_end() and self.to_say.all_asked():
            self.desk.accept(more=False)

    def _on_accept_more(self) -> None:
        if self._can_end() and self.to_say.all_asked():
            self.desk.accept(more=True)

    def _on_return(self) -> None:
        if self.quick:
            print_slip(self.place, self.draft)
        elif self._can_end():
            self.desk.return_(self.side.deposited.isChecked())

    def _can_end(self) -> bool:
        """Tell whether this errand can be written; go to what can't, or to the file that is offered first."""
        return self.to_say.writable(self.draft) and not self._waits()

    def _on_ended(self, ended: Ended, more: bool) -> None:
        at_work = self.book.end(ended.draft.id)
        self.side.deposited.setChecked(False)
        if not at_work:  # the clerk went on with somebody else meanwhile
            self.ending.print(ended)
            return
        if more:
            self.book.same_visit(ended.draft)
            self._show_draft()
            self.citizen.nik.setFocus()
            text_ = _("{number} is accepted. The receipt is printed with the last file of this visit.")
            self.place.say(text_.format(number=ended.view["application"]))
            return
        self.ending.show_end(ended)
        self._show_ways()
        self.side.setCurrentIndex(1)
        self.side.ended.next.setFocus()

    def _on_fresh(self) -> None:
        """Begin with the next citizen; what is unfinished is put aside."""
        if self.quick:
            self._on_quick()
            return
        self.ending.last = None
        self.place.say("")
        self.book.put(self.book.fresh())
        self._show_draft()
        self.citizen.nik.setFocus()

    def _on_more(self) -> None:
        if self.ending.last is not None:
            self.book.same_visit(self.ending.last.draft)
            self._show_draft()
            self.citizen.nik.setFocus()

    def _on_take(self, draft: Draft) -> None:
        self.book.put(draft)
        self._show_draft()
        self._go_on() if draft.papers else self.citizen.nik.setFocus()

    def _take_up(self, draft: Draft) -> None:
        if self.quick:
            self._on_quick()
        draft = self.book.parked_of(draft.application) or draft
        self._on_take(self.coming_back.carried_into(draft))

    def _on_parked(self) -> None:
        self.parked.show_drafts(self.book.parked)

    def _on_called(self, ticket: str) -> None:
        if self.quick:
            self._on_quick()
        self.ending.last = None
        self.turns.begin(ticket)
        self._show_draft()
        self._go_on() if self.draft.papers else self.citizen.nik.setFocus()

    def _on_quick(self) -> None:
        """Go to the quick check and back; what was ticked there is taken along into an empty errand."""
        self.quick = not self.quick
        if self.quick:
            self._quick_draft = Draft()
        elif self.book.draft.empty and self._quick_draft.service:
            checked = self._quick_draft
            self.book.draft.service, self.book.draft.marks = checked.service, dict(checked.marks)
            self.book.draft.answers = dict(checked.answers)
        self.citizen.setVisible(not self.quick)
        self.quick_head.setVisible(self.quick)
        self.side.show_quick(self.quick)
        words = _("Back to the counter") if self.quick else _("Quick check")
        self.check.setText(f"{words}   F4")
        self.check.setShortcut("F4")
        self._show_draft()
        (self.service if self.quick else self.citizen.nik).setFocus()

    def _on_give_up(self) -> None:
        draft = self.book.draft
        if draft.application and not self.quick:
            asking.give_up(self, self.desk, draft, partial(self._on_given_up, draft.id))
        elif not draft.empty and not self.quick:
            self._on_given_up(draft.id)

    def _on_given_up(self, id: str) -> None:
        self.book.end(id)
        self._show_draft()
        self.citizen.nik.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The first digit after a receipt is the next citizen's, typed or scanned."""
        if self.ending.last is not None and event.text().isalnum():
            self._on_fresh()
            self.citizen.nik.insert(event.text())
            return
        super().keyPressEvent(event)

    def home(self) -> QWidget:
        """Return where the work goes on."""
        if self.ending.last is not None:
            return self.side.ended.next
        if self.draft.papers:
            return self.side.checklist
        return self.service if self.quick else self.citizen.nik
