"""``say``: a call as it sounds in the hall, as a file to listen to."""

from __future__ import annotations

from pathlib import Path

import click

from counter_app import voice
from counter_app.cli.session import NoEnding, Session
from counter_app.config import NotADataFolder
from counter_app.i18n import _
from counter_app.storage.files import NoFolder, write_atomically


@click.command("say")
@click.argument("number", metavar="NUMBER")
@click.option("--counter", default="", help="The counter's code; default: this one.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.pass_obj
def say_command(session: Session, number: str, counter: str, output: Path) -> int:
    """Write the call of NUMBER, such as A012, to a .wav file, as the hall hears it; nobody signs in.

    Own recordings are used: the folder chosen in Settings, or voice in the data folder, with a file of the
    same name for each clip. A missing one, or one that is no plain WAV, is spoken by the program's voice.
    """
    chosen = session.settings
    if chosen is None and not counter:
        raise NotADataFolder(session.folder)
    if output.suffix.lower() != ".wav":
        raise NoEnding(output, [".wav"])
    if not output.absolute().parent.is_dir():
        raise NoFolder(output.absolute().parent)
    own = voice.folders(session.folder, chosen.voice.folder if chosen else "")
    write_atomically(output, voice.spoken(number, counter or (chosen.code if chosen else ""), own))
    click.echo(_("Written to {file}.").format(file=output), err=True)
    return 0
