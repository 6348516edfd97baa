"""Who may collect a product, and on what proof: the rule that leaflets, receipts and the counter share."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from counter_app.domain.errors import UserError
from counter_app.i18n import _

Proof = Literal["id_card", "family_card"]

OWN_PROOFS: tuple[Proof, ...] = ("id_card", "family_card")  # who has no card yet is in the family card
OTHERS_PROOFS: tuple[Proof, ...] = (
    "id_card",
)  # of whoever collects for somebody, beside the power of attorney
RELATIONS = ("spouse", "parent", "child", "sibling", "proxy")
_POWER = re.compile(r"\bkuasa\b|power of attorney", re.IGNORECASE)
_WORDS: dict[Proof, re.Pattern[str]] = {
    "id_card": re.compile(r"\bid_card\b|\be?-?ktp\b|kartu tanda penduduk|identity card", re.IGNORECASE),
    "family_card": re.compile(r"\bfamily_card\b|\bkk\b|kartu keluarga|family card", re.IGNORECASE),
}


class WrongProof(UserError):
    """The receiver can't be known by this proof."""

    def __init__(self, proof: str, *, other: bool) -> None:
        super().__init__(
            _('"{proof}" does not prove who collects. Ask for: {proofs}.').format(
                proof=proof, proofs=proofs_text(other=other)
            )
        )


class NoPower(UserError):
    """Somebody collects for the applicant without a power of attorney."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "Somebody else collects for {name} only with a power of attorney. "
                "Ask for it, or let {name} come."
            ).format(name=name)
        )


class Shown(NamedTuple):
    """What the receiver showed."""

    proof: str = ""  # a Proof; empty: nobody said
    power: bool | None = None  # a power of attorney was handed in; None: nobody said


def shown(proof: str, power: bool | None, name: str, *, other: bool) -> Shown:
    """Return what was shown; ``other``: not by the applicant, ``name``. Raises WrongProof, NoPower."""
    said = proof.strip()
    power = power if power is not None or not _POWER.search(said) else True
    if other and power is False:
        raise NoPower(name)
    allowed = OTHERS_PROOFS if other else OWN_PROOFS
    found = [one for one in allowed if _WORDS[one].search(said)]
    if said and not found:
        raise WrongProof(proof_label(said), other=other)
    return Shown(found[0] if found else "", power if other else None)


def proof_label(proof: str) -> str:
    """Return the words for a proof; what an earlier version wrote stays as it was."""
    return {"id_card": _("identity card (KTP-el)"), "family_card": _("family card (KK)")}.get(proof, proof)


def relation_label(relation: str) -> str:
    """Return the words for how the receiver belongs to the applicant; own words stay as they are."""
    return {
        "spouse": _("husband or wife"),
        "parent": _("parent"),
        "child": _("child"),
        "sibling": _("brother or sister"),
        "proxy": _("proxy"),
    }.get(relation, relation)


def proofs_text(*, other: bool) -> str:
    """Return what whoever collects brings, in one line."""
    if other:
        return _("a power of attorney and the identity card (KTP-el) of whoever collects")
    return _("identity card (KTP-el) or family card (KK)")
