"""The program of a new office, as the tests of the command line use it."""

from e2e.conftest import cheap, empty, founded, office_file, program

__all__ = ["cheap", "empty", "founded", "office_file", "program"]
