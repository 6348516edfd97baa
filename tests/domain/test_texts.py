"""A text at every door: one line, at most 300 letters, wherever in a command it stands."""

from __future__ import annotations

import pytest
from program import OFFICE
from stories import staff

from counter_app.domain import founding
from counter_app.domain.texts import harmless, too_long
from counter_app.office.commands.applications import ApplicantInput, OpenApplication
from counter_app.office.commands.correcting import CorrectApplication
from counter_app.office.inputs import WrongField, cleaned


def test_control_and_direction_marks_are_taken_out():
    assert harmless("Jl.\nMelati\u202e 3") == "Jl. Melati 3"


def test_a_struct_that_needs_no_change_stays_the_same():
    command = OpenApplication(service="ktp_baru", applicant=ApplicantInput(name="Siti"))
    assert cleaned(command) is command


def test_a_text_deep_in_a_struct_is_refused_with_its_place():
    command = OpenApplication(service="ktp_baru", applicant=ApplicantInput(name="S" * 301))
    with pytest.raises(WrongField, match=r"applicant\.name.*300"):
        cleaned(command)


def test_what_a_window_sends_is_held_to_the_same_length_as_the_command_line(desk):
    app = desk.run("open_application", service="sktm", applicant={"name": "Budi"}).ids["application"]
    with pytest.raises(WrongField, match="reason"):
        desk.office.run(CorrectApplication(application=app, reason="x" * 301), staff("siti"))


def test_an_office_is_not_founded_with_a_name_without_end():
    long = OFFICE.read_text(encoding="utf-8").replace('name = "', 'name = "' + "K" * 301, 1)
    with pytest.raises(founding.BadFounding, match="300"):
        founding.read(long)


def test_the_places_of_long_texts_are_told():
    assert list(too_long({"a": "x" * 301, "b": {"c": "x"}})) == ["a"]
