"""What a service costs this citizen: its fee, and what is added by the conditions that hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

import msgspec

from counter_app.domain.catalogue import NO_LABEL, Label, Plan
from counter_app.domain.checklist import applies


class Charge(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One amount to pay, as an application carries it."""

    amount: int  # rupiah; with ``per``, for each
    label: Label = NO_LABEL  # none: the service's own fee
    per: Label = NO_LABEL  # "m2"
    count: int = 0  # how many of ``per``; 0: not asked yet

    @property
    def total(self) -> int | None:
        """Return what is to pay; None while nobody knows how many there are."""
        if not self.per.id:
            return self.amount
        return self.amount * self.count if self.count else None


def charges(plan: Plan, holding: AbstractSet[str], counts: Mapping[str, int] | None = None) -> list[Charge]:
    """Return what is to pay under the conditions that hold, nothing where the service is free."""
    service, known = plan.service, counts or {}
    own = [Charge(amount=service.fee)] if service.fee else []
    more = [
        Charge(amount=fee.amount, label=fee.label, per=fee.per, count=known.get(fee.per.id, 0))
        for fee in service.fees
        if applies(fee, holding)
    ]
    return own + more


def total(every: Iterable[Charge]) -> int | None:
    """Return the sum; None while one of them is not known."""
    sums = [charge.total for charge in every]
    known = [one for one in sums if one is not None]
    return sum(known) if len(known) == len(sums) else None
