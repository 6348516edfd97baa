"""The installed program in a real window: worked by keys from outside, checked through the command line."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from program import OFFICE, PASSWORDS

from counter_app import config

PROGRAM = Path(sys.executable).with_name("counter-app")
PATIENCE = 60  # seconds that one thing may take on a busy machine
MISSING = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]

pytestmark = pytest.mark.skipif(
    bool(MISSING) and not os.environ.get("CI"), reason=f"not installed: {', '.join(MISSING)}"
)


class Display:
    """An X server without a screen, and hands that type there."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            pass_fds=[write],
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as told:
            self.name = f":{told.readline().strip()}"

    def window(self, title: str) -> str:
        """Wait for the window whose title begins with ``title``, give it the keys and return its id."""
        found = self._xdotool("search", "--sync", "--onlyvisible", "--name", f"^{title}")
        self._xdotool("windowfocus", "--sync", found)
        return found

    def type(self, words: str) -> None:
        self._xdotool("type", "--delay", "1", words)

    def press(self, *keys: str) -> None:
        self._xdotool("key", "--delay", "1", *keys)

    def close(self, window: str) -> None:
        """Close a window as a click on its cross does."""
        lib = ctypes.CDLL("libX11.so.6")
        lib.XOpenDisplay.restype = ctypes.c_void_p
        lib.XInternAtom.restype = ctypes.c_ulong
        display = ctypes.c_void_p(lib.XOpenDisplay(self.name.encode()))
        atoms = [lib.XInternAtom(display, name, False) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")]
        message = _Message(33, 0, 1, display.value, int(window), atoms[0], 32, (atoms[1], 0, 0, 0, 0))
        lib.XSendEvent(display, ctypes.c_ulong(int(window)), False, ctypes.c_long(0), ctypes.byref(message))
        lib.XCloseDisplay(display)

    def end(self) -> None:
        self._server.terminate()
        self._server.wait(PATIENCE)

    def _xdotool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments],
            env={**os.environ, "DISPLAY": self.name},
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        return done.stdout.strip().partition("\n")[0]


class _Message(ctypes.Structure):
    """XClientMessageEvent, padded to the size of an XEvent."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("room", ctypes.c_long * 24),
    )


class Desk:
    """A founded office and its program, started as often as wanted."""

    def __init__(self, folder: Path, display: Display) -> None:
        self.folder, self.display = folder, display
        self._running: subprocess.Popen[bytes] | None = None
        self._call("setup", str(OFFICE))
        config.save(folder, msgspec.structs.replace(config.load(folder), language="en"))

    def start(self) -> None:
        """Start the program and sign in as the first one in the list."""
        environment = {**os.environ, "DISPLAY": self.display.name, "QT_QPA_PLATFORM": "xcb"}
        self._running = subprocess.Popen([PROGRAM, "--data", str(self.folder)], env=environment)
        self.display.window("Sign in")
        self.display.type(PASSWORDS["siti"])
        self.display.press("Return")
        self.display.window("Counter L1")

    def close(self) -> int:
        """Close the window; return how the program ended."""
        assert self._running is not None
        self.display.close(self.display.window("Counter L1"))
        return self._running.wait(PATIENCE)

    def ask(self, question: str, **fields: Any) -> Any:
        """Ask beside the window, through the command line."""
        return json.loads(self._call("--as", "siti", "ask", question, json.dumps(fields)))

    def until(self, found: Callable[[], Any], act: Callable[[], None] = lambda: None) -> Any:
        """Do ``act`` and look, until something is found."""
        for _try in range(PATIENCE):
            act()
            if answer := found():
                return answer
        raise AssertionError("it did not come")

    def end(self) -> None:
        if self._running is not None and self._running.poll() is None:
            self._running.kill()
            self._running.wait(PATIENCE)

    def _call(self, *arguments: str) -> str:
        environment = {**os.environ, "COUNTER_APP_PASSWORD": PASSWORDS["siti"]}
        command = [PROGRAM, "--data", str(self.folder), *arguments]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    display = Display()
    desk = Desk(tmp_path / "data", display)
    yield desk
    desk.end()
    display.end()


def test_a_clerk_works_from_sign_in_to_receipt_and_finds_an_unfinished_errand_again(desk: Desk) -> None:
    desk.start()
    citizen(desk, "1671035506900001", "Dewi Sartika")
    number = desk.until(lambda: opened(desk), lambda: tick_all(desk))
    desk.display.press("F8")
    desk.until(lambda: "paper_printed" in events(desk, number))
    assert desk.ask("application", application=number)["state"] == "in_process"

    desk.display.press("F2")
    citizen(desk, "1671031203910002", "Kemas Hidayat")
    assert desk.close() == 0
    assert len(desk.ask("applications")) == 1

    desk.start()
    second = desk.until(lambda: opened(desk, besides=number), lambda: tick_all(desk))
    assert desk.ask("application", application=second)["name"] == "Kemas Hidayat"
    assert desk.close() == 0


def citizen(desk: Desk, nik: str, name: str) -> None:
    """Type who came, from the first input on."""
    desk.display.type(nik)
    desk.display.press("Tab")
    desk.display.type(name)


def tick_all(desk: Desk) -> None:
    """Choose the service, answer nothing, tick all papers; this may be done again."""
    desk.display.press("alt+v", "ctrl+a")
    desk.display.type("domisili")
    desk.display.press("Return", "F10")


def opened(desk: Desk, besides: str = "") -> str:
    rows = [row["application"] for row in desk.ask("applications") if row["application"] != besides]
    return rows[0] if rows else ""


def events(desk: Desk, number: str) -> list[str]:
    return [one["event"] for one in desk.ask("application", application=number)["timeline"]]
