import configparser
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_setup_names_every_package():
    setup = configparser.ConfigParser()
    setup.read(ROOT / "setup.cfg")
    on_disk = {
        ".".join(file.parent.relative_to(ROOT).parts) for file in (ROOT / "counter_app").rglob("__init__.py")
    }
    assert set(setup["options"]["packages"].split()) == on_disk | {"counter_app.resources"}
