"""The first start: an office founded by keys, up to its recovery key."""

from __future__ import annotations

from typing import Any

from counter_app import config
from counter_app.ui.setup.recovery import RecoveryPage
from counter_app.ui.tour.guide import Guide

PASSWORD = "tiga kata mudah"


def found(guide: Guide) -> None:
    """Go through the wizard as somebody would who has little to say."""
    guide.expect(not config.exists(guide.folder), "the folder is empty")
    guide.picture("wizard-welcome")
    guide.press("Alt+Right")
    guide.type("sebe ulu ii")
    guide.press("Return")
    guide.type("Jalan Jenderal Ahmad Yani")
    guide.picture("wizard-office", still=True)
    guide.press("Alt+Right")
    guide.picture("wizard-rules")
    guide.press("Alt+Right")
    guide.picture("wizard-officials")
    guide.press("Alt+Right")
    guide.type("Siti Rahma")
    guide.press("Tab", "Tab", "Tab")
    guide.type(PASSWORD)
    guide.press("Tab")
    guide.type(PASSWORD)
    guide.picture("wizard-staff")
    guide.press("Alt+Right")
    guide.picture("wizard-counter")
    guide.press("Alt+Right")
    guide.picture("wizard-backups")
    guide.press("Alt+Right")
    guide.picture("wizard-summary")
    guide.expect(not config.exists(guide.folder), "nothing is written before the last step")
    guide.press("Return")
    guide.expect(isinstance(_wizard(guide).page, RecoveryPage), "the recovery key is shown")
    guide.expect(config.exists(guide.folder), "the office is founded")
    guide.picture("wizard-recovery-key")
    _wizard(guide).page.away.setFocus()
    guide.press("Space")  # else the window stays open


def _wizard(guide: Guide) -> Any:
    assert guide.window is not None
    return guide.window.page
