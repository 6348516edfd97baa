"""The drawer of this counter: which serial numbers came into it, which card is taken next."""

from __future__ import annotations

from collections.abc import Iterator

from counter_app.domain import blangko
from counter_app.office.desk import Desk
from counter_app.storage.indexes import RECEIVED, TAKEN, WITH_SERIAL


def new_serial(kind: str, serial: str, desk: Desk) -> None:
    """Refuse a serial number of a card that is used or spoiled, or that came with no delivery.

    An undone print gave its number back. Raises SerialUsed, SerialOutside.
    """
    if not serial:
        return
    other = desk.value(
        f"SELECT application FROM blangko_move WHERE kind = ? AND serial = ? AND {WITH_SERIAL} "
        "GROUP BY stream HAVING sum(quantity) < 0",
        kind,
        serial,
    )
    if other is not None:
        raise blangko.SerialUsed(serial, other)
    blangko.came(kind, serial, deliveries(kind, desk), desk.stock(kind))


def deliveries(kind: str, desk: Desk) -> Iterator[blangko.Delivery]:
    """Yield the deliveries of a kind to this counter, the newest first."""
    names = ", ".join("?" * len(desk.names))
    for quantity, first, last in desk.connection.execute(
        "SELECT quantity, serial, upto FROM blangko_move INDEXED BY blangko_move_came "
        f"WHERE {RECEIVED} AND kind = ? AND counter IN ({names}) ORDER BY at DESC",
        (kind, *desk.names),
    ):
        yield blangko.Delivery(int(quantity), str(first), str(last))


def proposed(kind: str, desk: Desk) -> str:
    """Return the serial number of the card that is taken next, as far as it can be told."""
    last = desk.value(
        f"SELECT serial FROM blangko_move INDEXED BY blangko_move_taken WHERE {TAKEN} AND kind = ? "
        f"AND counter IN ({', '.join('?' * len(desk.names))}) ORDER BY at DESC LIMIT 1",
        kind,
        *desk.names,
    )
    came = list(deliveries(kind, desk))
    if last is not None:
        return blangko.next_serial(str(last), came)
    ranged = [one for one in came if one.ends]
    return ranged[-1].first if ranged else ""
