"""The program outlives the calls of a day."""

from __future__ import annotations

import sys
from typing import Any

from PySide6.QtWidgets import QLabel

from counter_app.ui.lasting import MANY, keep_none


def test_a_day_of_calls_leaves_none_alive(qtbot: Any) -> None:
    keep_none()
    label = QLabel()
    qtbot.addWidget(label)
    for _n in range(20_000):
        label.setText("Permohonan")
    assert sys.version_info >= (3, 12) or sys.getrefcount(None) > MANY // 2
