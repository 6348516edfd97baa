"""What every paper shares: the letterhead, who signs at the foot, who printed it."""

from __future__ import annotations

from counter_app.domain import signing
from counter_app.domain.catalogue import FORMS
from counter_app.domain.settings import Settings
from counter_app.i18n import _, date_text
from counter_app.office import records as r
from counter_app.office.desk import Desk


def head(desk: Desk) -> r.Head:
    """Return the letterhead."""
    return head_of(desk.settings, demo=desk.demo)


def head_of(s: Settings, *, demo: bool = False) -> r.Head:
    """Return the letterhead of an office with these settings."""
    phone = _("Tel. {number}").format(number=s.phone) if s.phone else ""
    postal = _("Postal code {code}").format(code=s.postal_code) if s.postal_code else ""
    contact = [phone, s.email, postal]
    return r.Head(
        government=_("Government of {city}").format(city=s.city),
        office=s.name,
        address=s.address,
        contact="  ".join(part for part in contact if part),
        place=s.place_on_paper,
        demo=demo,
        villages=s.words_for_villages.title,
    )


def camat(desk: Desk) -> r.Signer:
    """Return the block of the camat, or of whoever acts for him now."""
    return _holder("camat", desk)


def kasi(desk: Desk) -> r.Signer:
    """Return the block of the head of section, or of whoever acts for him now."""
    return _holder("kasi", desk)


def _holder(role: str, desk: Desk) -> r.Signer:
    officials = desk.officials()
    may = signing.signers(role, FORMS, "", officials, desk.absences(), desk.now)
    holder = (signing.Capacity(o) for o in officials if o.role == role)
    return block(may[0] if may else next(holder, None), desk, default=role)


def whoever_serves(desk: Desk) -> r.Signer:
    """Return the block of whoever is signed in: as an official who bears the name, else by the work."""
    name = desk.staff.name or desk.staff_name(desk.staff.id)
    known = next((o for o in desk.officials() if o.name.casefold() == name.casefold()), None)
    if known is not None:
        return block(signing.Capacity(known), desk, default=known.role)
    title = _("Service officer").upper()
    return r.Signer(title=f"{title},", name=name, rank="", nip="")


def block(capacity: signing.Capacity | None, desk: Desk, *, default: str) -> r.Signer:
    """Return a signature block; with dotted lines where the office has entered nobody."""
    known = capacity or signing.Capacity(signing.Official("", default, ""))
    s, o = desk.settings, known.official
    title = signing.title_on_paper(known, s.own_name, desk.officials(), s.head_title)
    return r.Signer(title=f"{title},", name=o.name, rank=o.rank, nip=o.nip)


def printed(desk: Desk) -> r.Print:
    """Return who prints, and when."""
    return r.Print(by=desk.staff.name or desk.staff.id, at=desk.local(desk.now), counter=desk.code)


def whereabouts(desk: Desk, moment: int) -> str:
    """Return where the camat is at ``moment``, in words, and who acts for him then."""
    officials, absences = desk.officials(), desk.absences(moment)
    holder = next((o for o in officials if o.role == "camat"), None)
    absence = signing.away(holder.id, absences, moment) if holder else None
    if holder is None:
        return "-"
    if absence is None:
        return _("present")
    deputies = [signing.described(c) for c in signing.standing_in(absence, officials, absences, moment)]
    text = _("{reason}, until {date}").format(
        reason=absence.reason, date=date_text(desk.local(absence.ends - 1).date())
    )
    return f"{text} ({', '.join(deputies)})" if deputies else text
