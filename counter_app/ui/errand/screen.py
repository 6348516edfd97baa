"""Loket."""

from __future__ import annotations
from counter_app.ui.screen import Screen


class Errand(Screen):
    """Loket."""
