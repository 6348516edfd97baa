"""What a backup is, what a restore would lose and what it came to, in whole sentences."""

from __future__ import annotations

from counter_app.care.restore import Lost, Restored
from counter_app.care.words import reason_words
from counter_app.domain.numbers import is_number
from counter_app.i18n import _, date_text, ngettext, number, time_text
from counter_app.storage.backup import Backup
from counter_app.ui.care.asker import Looked


def backup_words(one: Backup) -> str:
    """Return ``6 April 2026, 09.14 · daily · 1.234 entries``."""
    when = f"{date_text(one.at.date())}, {time_text(one.at)}"
    parts = [when, reason_words(one.reason)]
    if one.about:
        parts.append(entries_words(one.about.entries))
    return " · ".join(parts)


def entries_words(count: int) -> str:
    """Return ``1.234 entries``."""
    return ngettext("{n} entry", "{n} entries", count).format(n=number(count))


def looked_words(looked: Looked) -> str:
    """Return which backup it is."""
    if looked.made is None:
        return f"{looked.folder.name} · {entries_words(looked.loss.entries)}"
    return backup_words(looked.made)


def loss_words(looked: Looked) -> tuple[str, str, str]:
    """Return what a restore would lose: in few words, as a sentence, and the tone."""
    loss = looked.loss
    if loss.lost is None:
        return (
            _("What was written since can't be told"),
            _("The present data can't be read any more. Look at the papers of the days after the backup."),
            "warning",
        )
    if not loss.lost or loss.since is None:
        return _("Nothing would be lost"), _("The backup holds everything that is here now."), "ok"
    short = ngettext("{n} entry would be lost", "{n} entries would be lost", loss.lost)
    text = ngettext(
        "Written since {day} at {time}, about {n} application.",
        "Written since {day} at {time}, about {n} applications.",
        loss.applications,
    )
    since = {"day": date_text(loss.since.date()), "time": time_text(loss.since)}
    return (
        short.format(n=number(loss.lost)),
        text.format(n=number(loss.applications), **since),
        "bad",
    )


def about_words(lost: Lost) -> str:
    """Return the number of the application that an entry is about; empty for others."""
    return lost.subject if is_number(lost.subject) else ""


def restored_words(made: Restored, looked: Looked, *, older_key: bool) -> str:
    """Return in one line what a restore came to."""
    parts = [
        _("Restored: {entries} of the backup. This counter now gives numbers as {code}.").format(
            entries=entries_words(made.entries), code=made.code
        )
    ]
    if older_key:
        parts.append(_("The passwords of that day are in force again."))
    return " ".join([*parts, *_aside(made)])


def salvaged_words(made: Restored) -> str:
    """Return in one line what a salvage came to."""
    text = ngettext(
        "{n} entry was saved. This counter now gives numbers as {code}.",
        "{n} entries were saved. This counter now gives numbers as {code}.",
        made.entries,
    )
    parts = [text.format(n=number(made.entries), code=made.code)]
    for gap in made.missing:
        words = _("Missing: entries {first} to {last} of {counter}.")
        parts.append(words.format(first=gap.first, last=gap.last, counter=gap.counter))
    return " ".join([*parts, *_aside(made)])


def _aside(made: Restored) -> list[str]:
    if not made.aside.is_dir():
        return []
    return [_("What was there before lies in {folder}.").format(folder=made.aside)]
