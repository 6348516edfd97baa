"""Everything that the journal keeps has words."""

import pytest

from counter_app.domain import events as e
from counter_app.domain.event_words import event_words


@pytest.mark.parametrize("kind", e.AnyEvent.__args__, ids=lambda kind: kind.__name__)
def test_every_event_has_words(kind):
    area, event, _version = kind.__struct_config__.tag.split(".")
    assert event_words(area, event) != event
