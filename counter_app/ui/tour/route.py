"""The way of the tour: a demo office, and one round through it in every dress."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable
from contextlib import chdir
from pathlib import Path

import msgspec
from PySide6.QtCore import qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from counter_app import config
from counter_app.bootstrap import AlreadyAnOffice
from counter_app.demo.founding import found
from counter_app.i18n import set_language
from counter_app.ui.app import dress
from counter_app.ui.garbage import Garbage
from counter_app.ui.tour import around, counter, desk, first_start, hall, lists, office, papers, stock
from counter_app.ui.tour.guide import SIZES, Guide, Look, Printer

LOOKS = (Look("id", "light"), Look("id", "dark"), Look("en", "light"), Look("en", "dark"))
STEPS: tuple[Callable[[Guide], None], ...] = (
    around.sign_in,
    hall.empty,
    counter.queue,
    counter.letter,
    counter.returned,
    counter.quick_check,
    counter.family,
    counter.aside,
    counter.jam,
    lists.views,
    lists.acts,
    lists.hand_over,
    lists.refusal,
    stock.delivery,
    stock.in_order,
    stock.out_of_line,
    desk.folder,
    desk.absence,
    desk.disruption,
    papers.reports,
    papers.dashboard,
    papers.what_if,
    office.settings,
    office.dress,
    hall.display,
    hall.self_service,
    around.search,
    around.help_and_keys,
    around.lock,
    around.roles,
)


SHOWN = Path("counter-app")  # the folder of the data as pictures show it: a name, no place of this machine


def work_through(out: Path, *, again: bool) -> None:
    """Found a demo office in ``out``/data and work through it. Raises UserError."""
    out = out.resolve()
    if config.exists(out):
        raise AlreadyAnOffice(out)
    out.mkdir(parents=True, exist_ok=True)
    found(out / "data", again=again, tell=_quiet).close()
    app = QApplication.instance() or QApplication(["counter-app"])
    assert isinstance(app, QApplication)
    Garbage(app)
    app.setCursorFlashTime(0)
    for look in LOOKS:
        with tempfile.TemporaryDirectory(dir=out, prefix=".tour-") as folder:
            (Path(folder) / "first").mkdir()
            with chdir(folder):
                _round(app, out, look)


def _round(app: QApplication, out: Path, look: Look) -> None:
    """Work once, in one dress, on a copy of the office; then found one beside it."""
    shutil.copytree(out / "data", SHOWN)
    settings = config.load(SHOWN)
    config.save(SHOWN, msgspec.structs.replace(settings, language=look.language, theme=look.theme))
    set_language(look.language)
    dress(app, SHOWN)
    guide = Guide(SHOWN, out, look, Printer(out / "papers" / look.language))
    _clear(guide, out)
    sys.excepthook = guide.note
    qInstallMessageHandler(guide.hear)
    try:
        guide.start()
        for step in STEPS:
            guide.begin(step.__name__)
            step(guide)
        guide.close()
        with chdir("first"):
            guide.start()
            first_start.found(guide)
            guide.close()
    finally:
        guide.close()
        sys.excepthook = sys.__excepthook__
        qInstallMessageHandler(None)


def _clear(guide: Guide, out: Path) -> None:
    """Take away what an earlier tour left in its own folders."""
    for size in SIZES:
        for file in guide.pictures(size).glob("[0-9][0-9]-*.png"):
            file.unlink()
    (out / f"{guide.look}-stopped.png").unlink(missing_ok=True)
    for file in (out / "papers" / guide.look.language).glob("[0-9][0-9]-*.pdf"):
        file.unlink()


def _quiet(_line: str) -> None:
    """Say nothing."""
