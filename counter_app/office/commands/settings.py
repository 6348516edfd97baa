"""Commands about the office itself: settings, officials, staff, services, the clock."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from counter_app.domain import events as e
from counter_app.domain.calendar import likely
from counter_app.domain.catalogue import PROFILES
from counter_app.domain.decoding import explained
from counter_app.domain.errors import UserError
from counter_app.domain.founding import check_contact, check_office, short_name
from counter_app.domain.letter_numbers import usable
from counter_app.domain.nip import usable_nip
from counter_app.domain.reason import reason
from counter_app.domain.retention import MOST_YEARS
from counter_app.domain.settings import Settings
from counter_app.domain.signing import known_official
from counter_app.domain.toml_faults import plain
from counter_app.i18n import _
from counter_app.office import closings, emblem
from counter_app.office.closures import calendar_of
from counter_app.office.commands.applications import clean
from counter_app.office.commands.staffing import known_staff
from counter_app.office.desk import Desk
from counter_app.office.office import ADMINS, SUPERVISORS, Changes, Command, handles

MOST = 1000  # days or minutes of a setting


class ChangeSettings(Command, frozen=True):
    """Change settings of the office: only the ones given change."""

    settings: dict[str, Any]


class SetEmblem(Command, frozen=True):
    """Put a picture (PNG or JPEG, as base64) at the head of sheets; an empty one takes it away."""

    picture: bytes


class SetOfficial(Command, frozen=True):
    """Add an official who signs, or change name, rank, NIP or title."""

    official: str
    role: Literal["camat", "sekcam", "kasi"]
    name: str
    title: str = ""
    nip: str = ""
    rank: str = ""


class RetireOfficial(Command, frozen=True):
    """The official no longer signs."""

    official: str


class SetStaff(Command, frozen=True):
    """Add a member of staff, or change name or role."""

    staff: str
    name: str
    role: Literal["clerk", "supervisor", "camat", "admin"]


class RetireStaff(Command, frozen=True):
    """A member of staff left; old entries and papers keep the name."""

    staff: str


class ChangeService(Command, frozen=True):
    """Put the office's own definition of a service (the text of its TOML file) in force.

    At once, or from the day on that it names as ``starts``; until then what was in force stays. Another
    definition for the same day takes the place of the one that was prepared.
    """

    definition: str


class ConfirmClock(Command, frozen=True):
    """Confirm that the computer's clock is right although it disagrees with the journal."""

    reason: str


class BadSettings(UserError):
    """A setting that does not exist or has a wrong value."""

    def __init__(self, detail: str) -> None:
        super().__init__(
            _("The settings can't be used ({detail}). Put it right; nothing was changed.").format(
                detail=detail.rstrip(".")
            )
        )


class LastSupervisor(UserError):
    """The office would have no supervisor left."""

    def __init__(self) -> None:
        super().__init__(_("This is the last supervisor. Make somebody else a supervisor first."))


@handles(ChangeSettings, ADMINS)
def change_settings(cmd: ChangeSettings, desk: Desk) -> Changes:
    values = msgspec.to_builtins(desk.settings) | cmd.settings
    check_contact(cmd.settings)
    return Changes([("office/office", e.OfficeChanged(settings=usable_settings(values)))])


def usable_settings(values: dict[str, Any]) -> Settings:
    """Return checked settings; refuse what can't be used."""
    unknown = sorted(set(values) - set(Settings.__struct_fields__))
    if unknown:
        raise BadSettings(_("unknown: {names}").format(names=", ".join(unknown)))
    try:
        settings = msgspec.convert(values, Settings)
        calendar_of(settings)
    except msgspec.ValidationError as error:
        raise BadSettings(": ".join(explained(error, Settings))) from error
    except (ValueError, KeyError, OSError) as error:  # what ZoneInfo says of a zone it does not know
        raise BadSettings(_("timezone: choose Asia/Jakarta, Asia/Makassar or Asia/Jayapura")) from error
    check_office(msgspec.structs.asdict(settings))
    if settings.profile not in PROFILES:
        raise BadSettings(_("profile: choose one of {known}").format(known=", ".join(PROFILES)))
    for name in ("patience_days", "queue_limit_minutes", "errand_minutes"):
        if not 0 <= getattr(settings, name) <= MOST:
            raise BadSettings(_("{name}: at most {n}").format(name=name, n=MOST))
    if not 0 <= settings.closed_after_years <= MOST_YEARS:
        raise BadSettings(_("{name}: at most {n}").format(name="closed_after_years", n=MOST_YEARS))
    usable(settings.letter_pattern)
    return settings


@handles(SetEmblem, ADMINS)
def set_emblem(cmd: SetEmblem, desk: Desk) -> Changes:
    picture = emblem.usable(cmd.picture) if cmd.picture else b""
    return Changes([("office/emblem", e.EmblemSet(picture=picture))])


@handles(SetOfficial, SUPERVISORS | {"admin"})
def set_official(cmd: SetOfficial, desk: Desk) -> Changes:
    event = e.OfficialSet(
        role=cmd.role,
        name=clean(cmd.name),
        title=cmd.title.strip(),
        nip=usable_nip(cmd.nip),
        rank=cmd.rank.strip(),
    )
    return Changes([(f"official/{short_name(cmd.official)}", event)])


@handles(RetireOfficial, SUPERVISORS | {"admin"})
def retire_official(cmd: RetireOfficial, desk: Desk) -> Changes:
    known_official(cmd.official, desk.officials())
    return Changes([(f"official/{cmd.official}", e.OfficialRetired())])


@handles(SetStaff, ADMINS)
def set_staff(cmd: SetStaff, desk: Desk) -> Changes:
    if cmd.role != "supervisor":
        _keep_a_supervisor(cmd.staff, desk)
    return Changes([(f"staff/{short_name(cmd.staff)}", e.StaffSet(name=clean(cmd.name), role=cmd.role))])


@handles(RetireStaff, ADMINS)
def retire_staff(cmd: RetireStaff, desk: Desk) -> Changes:
    known_staff(cmd.staff, desk)
    _keep_a_supervisor(cmd.staff, desk)
    return Changes([(f"staff/{cmd.staff}", e.StaffRetired())])


def _keep_a_supervisor(id: str, desk: Desk) -> None:
    supervisors = desk.rows("SELECT id FROM staff WHERE active = 1 AND role = 'supervisor'")
    if supervisors == [(id,)]:
        raise LastSupervisor


@handles(ChangeService, SUPERVISORS)
def change_service(cmd: ChangeService, desk: Desk) -> Changes:
    from counter_app.domain.catalogue_check import usable

    known = desk.catalogue
    definition = plain(cmd.definition)
    service = usable(definition, known_conditions=known.known_conditions(), known_services=known.ids())
    starts = likely(service.starts) if service.starts else None
    event = e.ServiceChanged2(
        definition=definition, starts=starts if starts and starts > desk.today else None
    )
    return Changes([(f"service/{service.id}", event)], {"service": service.id})


@handles(ConfirmClock, SUPERVISORS)
def confirm_clock(cmd: ConfirmClock, desk: Desk) -> Changes:
    confirmed = e.ClockConfirmed(reason=reason(cmd.reason))
    told = closings.told_ahead(closings.of_days_to_come(desk))
    return Changes([(f"clock/{desk.counter}", confirmed)], {}, told)


class RecordExport(Command, frozen=True):
    """Note that a list with whole NIKs leaves the program."""

    what: str


@handles(RecordExport, SUPERVISORS)
def record_export(cmd: RecordExport, desk: Desk) -> Changes:
    id = f"{desk.code}-{desk.next_seq()}"
    return Changes([(f"export/{id}", e.Exported(what=reason(cmd.what)))], {"export": id})
