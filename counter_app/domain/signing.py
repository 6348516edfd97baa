"""Who may sign now, and as what (UU 30/2014 art. 14: Plh. and Plt.; a.n. and u.b. by mandate)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from counter_app.domain.errors import UserError
from counter_app.domain.events import Deputy
from counter_app.domain.words import form_label
from counter_app.i18n import _

ROLE_OF_FORM = {"an_sekcam": "sekcam", "an_kasi": "kasi"}  # the other forms: anybody else
DEFAULT_TITLES = {"camat": "Camat", "sekcam": "Sekretaris Camat", "kasi": "Kasi Pelayanan"}


class Official(NamedTuple):
    """Whoever signs on paper."""

    id: str
    role: str
    name: str
    title: str = ""
    nip: str = ""
    rank: str = ""


class Absence(NamedTuple):
    """A time during which an official is away; ``ends`` is exclusive, instants are UTC microseconds."""

    id: str
    official: str
    begins: int
    ends: int
    recorded: int
    reason: str = ""
    deputies: Sequence[Deputy] = ()


class Capacity(NamedTuple):
    """An official who may sign, in which form (empty: the signer himself), and who is replaced then."""

    official: Official
    form: str = ""
    letter: str = ""
    absent: Official | None = None


class Choice(NamedTuple):
    """Who can be named as the signer now; ``absent`` is who is stood in for, if anybody."""

    official: Official
    form: str = ""
    absent: Official | None = None


class OfficialAway(UserError):
    """The official is away at this moment."""

    def __init__(self, name: str, may: Iterable[str]) -> None:
        others = ", ".join(may).rstrip(".")  # a degree ends with its own full stop
        super().__init__(
            _("{name} is away now. May sign: {others}.").format(name=name, others=others)
            if others
            else _(
                "{name} is away now and nobody may sign instead. "
                "Record a deputy with the absence, or wait for the return."
            ).format(name=name)
        )


class MayNotSign(UserError):
    """The official may not sign this service in this form."""

    def __init__(self, name: str, application: str, may: Iterable[str]) -> None:
        others = ", ".join(may).rstrip(".")  # a degree ends with its own full stop
        super().__init__(
            _("{name} may not sign {application}. May sign: {others}.").format(
                name=name, application=application, others=others
            )
            if others
            else _("{name} may not sign {application}, and nobody else may now.").format(
                name=name, application=application
            )
        )


class FormNotAllowed(UserError):
    """The service does not accept this form of deputy."""

    def __init__(self, form: str, application: str, allowed: Iterable[str]) -> None:
        forms = ", ".join(form_label(f) for f in allowed)
        super().__init__(
            _("{application} may not be signed as {form}. Allowed forms: {forms}.").format(
                application=application, form=form_label(form), forms=forms or "-"
            )
        )


class WrongDeputy(UserError):
    """The official can't be a deputy in this form."""

    def __init__(self, name: str, form: str) -> None:
        super().__init__(
            _("{name} can't sign as {form}. Choose the form that fits the post, or another official.").format(
                name=name, form=form_label(form)
            )
        )


class UnknownOfficial(UserError):
    """No official has this id."""

    def __init__(self, official: str, known: list[str]) -> None:
        if names := ", ".join(known):
            text = _("There is no official '{official}'. Known: {known}.")
        else:
            text = _("There is no official '{official}': none is known yet. Add one in the settings.")
        super().__init__(text.format(official=official, known=names))


def known_official(id: str, officials: Sequence[Official]) -> Official:
    """Return the official with this id; refuse one that nobody has."""
    for official in officials:
        if official.id == id:
            return official
    raise UnknownOfficial(id, [o.id for o in officials])


def check_deputy(deputy: Official, form: str, absent: str) -> None:
    """Refuse a deputy whose post does not fit the form, or who is the absent official."""
    if deputy.id == absent or deputy.role != ROLE_OF_FORM.get(form, deputy.role):
        raise WrongDeputy(deputy.name, form)


def away(official: str, absences: Iterable[Absence], now: int) -> Absence | None:
    """Return the absence that holds at ``now``: the latest recorded that covers it."""
    covering = [a for a in absences if a.official == official and a.begins <= now < a.ends]
    return max(covering, key=lambda a: (a.recorded, a.id), default=None)


def signers(
    role: str,
    forms: Iterable[str],
    service: str,
    officials: Sequence[Official],
    absences: Sequence[Absence],
    now: int,
) -> list[Capacity]:
    """Return everyone who may sign ``service`` for ``role`` at ``now``, the holder of the post first."""
    allowed = set(forms)
    found: list[Capacity] = []
    by_id = {o.id: o for o in officials}
    for holder in officials:
        if holder.role != role:
            continue
        absence = away(holder.id, absences, now)
        if absence is None:
            found.append(Capacity(holder))
            continue
        for deputy in absence.deputies:
            if deputy.official in by_id and _fits(
                deputy, by_id[deputy.official], allowed, service, officials, absences, now
            ):
                found.append(Capacity(by_id[deputy.official], deputy.form, deputy.letter, holder))
    return found


def standing_in(
    absence: Absence, officials: Sequence[Official], absences: Sequence[Absence], now: int
) -> list[Capacity]:
    """Return the deputies of an absence who are here themselves at ``now``."""
    by_id = {o.id: o for o in officials}
    return [
        Capacity(by_id[deputy.official], deputy.form, deputy.letter)
        for deputy in absence.deputies
        if deputy.official in by_id and _stands_in(deputy, by_id[deputy.official], officials, absences, now)
    ]


def choices(officials: Sequence[Official], absences: Sequence[Absence], now: int) -> list[Choice]:
    """Return who can be named as the signer at ``now``: the camat, deputies of who is away, the others."""
    by_id = {o.id: o for o in officials}
    gone = {o.id: absence for o in officials if (absence := away(o.id, absences, now)) is not None}
    here = [Choice(o) for o in officials if o.id not in gone]
    deputies = [
        Choice(by_id[deputy.official], deputy.form, by_id[absent])
        for absent, absence in gone.items()
        for deputy in absence.deputies
        if deputy.official in by_id and _stands_in(deputy, by_id[deputy.official], officials, absences, now)
    ]
    first = [one for one in here if one.official.role == "camat"] + deputies
    named = {one.official.id for one in first}
    found = first + [one for one in here if one.official.id not in named]
    return list({(one.official.id, one.form): one for one in found}.values())


def _fits(
    deputy: Deputy,
    official: Official,
    allowed: set[str],
    service: str,
    officials: Sequence[Official],
    absences: Sequence[Absence],
    now: int,
) -> bool:
    if deputy.form not in allowed or (deputy.services and service not in deputy.services):
        return False
    return _stands_in(deputy, official, officials, absences, now)


def _stands_in(
    deputy: Deputy, official: Official, officials: Sequence[Official], absences: Sequence[Absence], now: int
) -> bool:
    if official.role != ROLE_OF_FORM.get(deputy.form, official.role):
        return False
    if away(official.id, absences, now) is not None:
        return False
    sekcams = [o for o in officials if o.role == "sekcam"]
    return deputy.form != "an_kasi" or all(away(o.id, absences, now) is not None for o in sekcams)


def choose(
    application: str,
    official: Official,
    form: str,
    allowed: Sequence[str],
    may: Sequence[Capacity],
    *,
    is_away: bool,
) -> Capacity:
    """Return the capacity in which ``official`` signs ``application``; refuse with who may instead."""
    names = [described(c) for c in may]
    if is_away:
        raise OfficialAway(official.name, names)
    if form and form not in allowed:
        raise FormNotAllowed(form, application, allowed)
    for capacity in may:
        if capacity.official.id == official.id and (not form or form == capacity.form):
            return capacity
    raise MayNotSign(official.name, application, names)


def described(capacity: Capacity) -> str:
    """Return the name, with the form in which the official signs."""
    return (
        f"{capacity.official.name} ({form_label(capacity.form)})" if capacity.form else capacity.official.name
    )


def title_on_paper(
    capacity: Capacity, office: str, officials: Sequence[Official] = (), head: str = "Camat"
) -> str:
    """Return the lines above a signature: ``Plh. SEKRETARIS CAMAT``, or ``a.n. CAMAT X`` and the own post.

    A deputy signs with the post of the official who is replaced. ``officials`` name the secretary that
    stands between with u.b.; ``head`` is what the head of such an office is called.
    """
    camat = Official("", "camat", "")
    own, first = (_post(one, office, head) for one in (capacity.official, camat))
    replaced = _post(capacity.absent or camat, office, head)
    match capacity.form:
        case "plh":
            return f"Plh. {replaced}"
        case "plt":
            return f"Plt. {replaced}"
        case "an_sekcam" | "an_kasi":
            return f"a.n. {replaced}\n{own}"
        case "ub":
            sekcam = next((o for o in officials if o.role == "sekcam"), Official("", "sekcam", ""))
            return f"a.n. {first}\n{_post(sekcam, office, head)}\nu.b.\n{own}"
    return own


def _post(official: Official, office: str, head: str) -> str:
    """Return a post in capitals; the head's has the office behind it."""
    if official.role == "camat":
        return f"{head} {office}".upper()
    return (official.title or DEFAULT_TITLES.get(official.role, "")).upper()
