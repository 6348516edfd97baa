"""Errors a member of staff can act on. Anything else that is raised is a bug.

A refusal lives beside the rule that raises it; only what every layer needs stands here.
"""

from __future__ import annotations


class UserError(Exception):
    """Base of errors whose text is shown to the user as it stands."""


class DataDamaged(UserError):
    """Base of errors that say the data itself is harmed (exit status 3)."""


class WrongUsage(UserError):
    """Base of errors that name something that does not exist: a command, a question, a paper (exit 2)."""
