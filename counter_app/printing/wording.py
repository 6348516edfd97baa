"""Sentences that several papers share: what kind of paper is wanted, how long it takes, when to come."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date

from counter_app.domain.ages import Age
from counter_app.domain.collecting import proofs_text
from counter_app.i18n import _, date_text, long_date, ngettext, number, tenths, time_text, weekday_name
from counter_app.office.records import (
    Amount,
    Anchor,
    AuditReport,
    Cost,
    Forecast,
    Paper,
    QueueDay,
    QueueReport,
    Recap,
    ReceiptItem,
    Register,
)
from counter_app.printing.text import plain, rich

NOTHING = "–"  # noqa: RUF001
MINUS = "−"  # noqa: RUF001


def dash(count: int) -> str:
    """A number in a table; nothing is a dash."""
    return number(count) if count else NOTHING


def signed(count: int) -> str:
    """A difference with its sign; none is a dash."""
    sign = "+" if count > 0 else MINUS
    return sign + number(abs(count)) if count else NOTHING


def balance_cells(figures: Sequence[int], *, late: bool) -> list[str]:
    """The figures of section A as cells; what came late stands there only on a day that has some."""
    carried, corrected, *rest = figures
    return [dash(carried), *([signed(corrected)] if late else []), *map(dash, rest)]


def minutes(value: float | None) -> str:
    """Minutes with one decimal; none is a dash."""
    return NOTHING if value is None else number(round(value, 1))


def hours_minutes(count: int) -> str:
    """Minutes as hours and minutes; none is a dash."""
    return _("{h} h {m} min").format(h=count // 60, m=count % 60) if count else NOTHING


def expected(wait: tuple[int, int]) -> str:
    """The wait that is likely, from and to; empty where there is none."""
    low, high = wait
    if not high:
        return ""
    if not low:
        return _("up to {high} minutes").format(high=number(high))
    return _("about {low} to {high} minutes").format(low=number(low), high=number(high))


def left_open(day: QueueDay) -> str:
    """Say which numbers nobody ended on their day; empty where there are none."""
    words = ngettext(
        "{count} number was left open at the end of the day and counts in no waiting time.",
        "{count} numbers were left open at the end of the day and count in no waiting time.",
        day.left_open,
    )
    return words.format(count=number(day.left_open)) if day.left_open else ""


def amount(paper: Paper) -> str:
    """How many of a paper: 2 photos, 6 sheets (1 for each heir)."""
    count = max(paper.copies, 1)
    if not paper.per:
        return units(count, paper.unit)
    if not paper.count:
        return _("{sheets} for each: {per}").format(sheets=units(count, paper.unit), per=paper.per)
    each = number(count // paper.count)
    return _("{sheets} ({each} for each: {per})").format(
        sheets=units(count, paper.unit), each=each, per=paper.per
    )


def units(count: int, unit: str) -> str:
    """A number with what is counted: sheets, sets, pieces, photos."""
    words = {
        "set": ngettext("{count} set", "{count} sets", count),
        "piece": ngettext("{count} piece", "{count} pieces", count),
        "photo": ngettext("{count} photo", "{count} photos", count),
    }.get(unit) or ngettext("{count} sheet", "{count} sheets", count)
    return words.format(count=number(count))


def fresh(paper: Paper) -> str:
    """How old a paper may be; empty where nobody asks."""
    words = ngettext("not older than {count} day", "not older than {count} days", paper.valid_days)
    return words.format(count=number(paper.valid_days)) if paper.valid_days else ""


def wanted(paper: Paper) -> str:
    """Original or copy, how many and how old: what stands behind a paper's name; nothing for a person."""
    return ", ".join(filter(None, (_kind(paper), fresh(paper))))


def _kind(paper: Paper) -> str:
    count = amount(paper)
    if paper.doc == "in_person":
        return ""
    if paper.doc == "shown":
        return _("original, shown and given back")
    if paper.doc == "exchanged":
        return _("original, shown now and given up for the new one")
    if paper.doc == "shown_and_copy":
        return _("original shown, and photocopy, {sheets}").format(sheets=count)
    if paper.doc == "copy" and not _says_copy(paper.label):
        return _("photocopy, {sheets}").format(sheets=count)
    if paper.doc in ("handed_in", "statement") and not _says_original(paper.label):
        return _("original, {sheets}").format(sheets=count)
    return count


def _says_copy(label: str) -> bool:
    return _("photocopy").lower() in label.lower()


def _says_original(label: str) -> bool:
    return _("original").lower() in label.lower()


def kept(paper: Paper) -> str:
    """What became of a paper at the counter, as markup: what stays here is bold."""
    count = amount(paper)
    if paper.doc == "handed_in":
        return _("<b>original kept</b>, {sheets}").format(sheets=count)
    if paper.doc == "shown":
        return _("original shown")
    if paper.doc == "exchanged":
        return _("original shown; it is given up for the new one")
    if paper.doc == "shown_and_copy":
        return _("original shown, photocopy {sheets}").format(sheets=count)
    if paper.doc == "copy" and not _says_copy(paper.label):
        return _("photocopy {sheets}").format(sheets=count)
    return count


def received_line(paper: Paper) -> str:
    """One paper on a receipt, as markup."""
    note = f" ({plain(paper.note)})" if paper.note else ""
    return f"{plain(paper.label)}: {kept(paper)}{note}"


def wanted_line(paper: Paper) -> str:
    """One missing or required paper as markup, with where to get it."""
    kind = plain(wanted(paper))
    line = f"<b>{plain(paper.label)}</b>" + (f": {kind}" if kind else "")
    if paper.where:
        line += " " + rich(_("(from: {where})"), where=paper.where)
    return line + (f". {plain(paper.note)}" if paper.note else "")


def standard(working_days: int, minutes: int, days: int) -> str:
    """The published deadline in words."""
    if working_days:
        text = ngettext("{count} working day", "{count} working days", working_days)
    elif minutes:
        text = ngettext("{count} minute", "{count} minutes", minutes)
    else:
        text = ngettext("{count} calendar day", "{count} calendar days", days)
    return text.format(count=number(working_days or minutes or days))


def standard_line(item: ReceiptItem) -> str:
    """The standard and the day it names, as markup."""
    due = date_text(item.due.date())
    if item.minutes:
        due = _("{date} at {time}").format(date=due, time=time_text(item.due))
    time = standard(item.working_days, item.minutes, item.days)
    return rich(_("Standard: {time} (no later than {due})"), time=time, due=due)


def forecast_line(forecast: Forecast) -> str:
    """When the citizen can come if no day is known, as markup; a call is promised only if one is possible."""
    then = _("You will be contacted.") if forecast.call else _("Please ask again here with this number.")
    return f"{_waiting(forecast)} {plain(then)}"


def _waiting(forecast: Forecast) -> str:
    if forecast.kind != "blangko":
        return _("<b>Expected ready:</b> cannot be told yet.")
    rank = forecast.rank or NOTHING
    if forecast.delivery:
        known = _("<b>Waiting for a blank form</b>, place {rank}; delivery about {date}.")
        return rich(known, rank=rank, date=date_text(forecast.delivery))
    return rich(_("<b>Waiting for a blank form</b>, place {rank}; no delivery known yet."), rank=rank)


def rupiah(sum: int) -> str:
    """A sum of money."""
    return _("Rp{amount}").format(amount=number(sum))


def amount_line(one: Amount) -> str:
    """One thing to pay: what for, how much, for each of what, and when."""
    if one.label and not one.amount:
        money = _("as billed")
    elif one.per and one.count:
        money = _("{sum} ({each} for each of {count}: {per})").format(
            sum=rupiah(one.amount * one.count),
            each=rupiah(one.amount),
            count=number(one.count),
            per=one.per,
        )
    elif one.per:
        money = _("{sum} for each: {per}").format(sum=rupiah(one.amount), per=one.per)
    else:
        money = rupiah(one.amount)
    line = _("{what}: {sum}").format(what=one.label, sum=money) if one.label else money
    return _("{line}, if: {condition}").format(line=line, condition=one.condition) if one.condition else line


def cost_lines(cost: Cost) -> list[str]:
    """TIDAK DIPUNGUT BIAYA, or everything there is to pay, with the sum where there is more than one."""
    if not cost.amounts:
        return [_("FREE OF CHARGE")]
    lines = [amount_line(one) for one in cost.amounts]
    if len(lines) > 1 and cost.total is not None:
        lines.append(_("Altogether {sum}").format(sum=rupiah(cost.total)))
    return lines


def collector(*, in_person: bool) -> str:
    """Who may collect the product, and on what proof: as ``domain.collecting`` has it."""
    own = _("Bring {proofs}.").format(proofs=proofs_text(other=False))
    if in_person:
        return f"{_('Collected by the applicant in person only.')} {own}"
    others = _("If somebody else collects: {proofs}.").format(proofs=proofs_text(other=True))
    return f"{own} {others}"


def under(head: str, name: str) -> str:
    """A heading that belongs under another, where there is no room for two."""
    return _("{head}: {name}").format(head=head, name=name)


def cause_label(cause: str) -> str:
    """Why a file stands still."""
    return {
        "citizen": _("Waiting for the applicant"),
        "blangko": _("Waiting for blank forms"),
        "signature": _("Waiting for a signature"),
        "agency": _("At another agency"),
        "disruption": _("Disruption"),
        "office": _("At the office"),
    }.get(cause, cause)


def short_cause(cause: str) -> str:
    """Why an application is open, in a word or two for a table's heading."""
    return {
        "citizen": _("Applicant"),
        "blangko": _("Blank form"),
        "signature": _("Signature"),
        "agency": _("Other agency"),
        "disruption": _("Disruption"),
        "office": _("Office"),
    }.get(cause, cause)


def period(first: date, last: date) -> str:
    """A day, a month, a year or the days from ``first`` to ``last``."""
    if first == last:
        return long_date(first)
    if (first.day, last.day) == (1, monthrange(last.year, last.month)[1]) and first.year == last.year:
        if first.month == last.month:
            return month_text(first)
        if (first.month, last.month) == (1, 12):
            return _("Year {year}").format(year=first.year)
    return _("{first} to {last}").format(first=date_text(first), last=date_text(last))


def month_text(month: date) -> str:
    """A month and its year, without the day."""
    return date_text(month.replace(day=1)).removeprefix("1 ")


def age_text(age: Age) -> str:
    """Working days from and to: ``2-5``, ``> 120``."""
    return f"> {age.first - 1}" if age.last is None else f"{age.first}{NOTHING}{age.last}"


def percent(part: float | None) -> str:
    """A share in per cent with one decimal, without the sign; none is a dash."""
    return NOTHING if part is None else tenths(part * 100)


def explained_ages(record: Recap) -> str:
    """From when to when the ages run."""
    return _("Working days from complete acceptance to {day}.").format(day=date_text(record.until))


def explained_targets(record: Recap) -> str:
    """What is compared with what."""
    words = _("Target: the whole year. Realisation: accepted from 1 January to {day}.")
    return words.format(day=date_text(record.until))


def no_targets(record: Recap) -> str:
    """Say that the office set no target for the years of the period."""
    first, last = record.first.year, record.until.year
    years = str(first) if first == last else f"{first}{NOTHING}{last}"
    return _("No targets are set for {years}.").format(years=years)


def day_name(day: date) -> str:
    """The day of the week."""
    return weekday_name(day.weekday())


def month_name(day: date) -> str:
    """The month without its year."""
    return date_text(day).split()[1]


def only(record: AuditReport | QueueReport | Recap | Register) -> str:
    """Say so if a report covers one counter only."""
    if not record.one_counter:
        return ""
    return _("Report of counter {counter} only").format(counter=record.printed.counter)


def of_period() -> str:
    """Say which applications a register has."""
    return _("Registered in this period, or accepted in it (then with the day of acceptance)")


def counted(record: Register) -> str:
    """Close a register: how many applications it has, under which numbers of its first column."""
    count = len(record.rows)
    if count < 2:
        return _("This register has one application.") if count else _("No applications.")
    return _("This register has {count} applications, numbers 1 to {count}.").format(count=number(count))


def month_closed(month: date, count: int, up_to: int) -> str:
    """Close a month of a register: its applications, and all up to its end."""
    words = _("Total of {month}: {count}. Up to this month: {all}.")
    return words.format(month=month_text(month), count=number(count), all=number(up_to))


def seal(anchor: Anchor) -> str:
    """What ties a signed paper to the digital book: the newest entry and the start of its hash."""
    if not anchor.entries:
        return ""
    return _("Book seal: {entries}:{hash}").format(entries=anchor.entries, hash=anchor.hash)
