"""An invented day stands or falls together, and what it refuses is undone by itself."""

import pytest

from counter_app.domain.errors import UserError


def test_what_is_refused_within_a_day_leaves_the_rest(desk):
    with desk.office.together():
        number = desk.opened("letter")
        with pytest.raises(UserError):
            desk.run("accept_application", application=number)
        assert desk.show(number)["state"] == "checking"
        desk.complete(number)
        desk.run("accept_application", application=number)
    assert desk.show(number)["state"] == "in_process"


def test_a_day_that_fails_was_never_played(desk):
    entries = desk.entries()

    def failing():
        with desk.office.together():
            desk.accepted("letter")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert desk.entries() == entries
