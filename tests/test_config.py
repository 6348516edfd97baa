from pathlib import Path

import pytest

from counter_app import config
from counter_app.config import Config, Printers

COUNTER = Config(counter="L1-7f3a", code="L1")


def test_settings_come_back_as_they_were_saved(tmp_path):
    chosen = Config(
        counter="L2-00ff",
        code="L2",
        demo=True,
        language="en",
        receipt="58",
        paper="F4",
        printers=Printers(receipt='EPSON "TM" é'),
        theme="dark",
        text_size="large",
        lock_minutes=240,
        groups=("A", "F"),
        second_backups="E:\\cadangan",
    )
    config.save(tmp_path, chosen)
    assert config.load(tmp_path) == chosen


def test_what_is_left_out_has_a_default(tmp_path):
    (tmp_path / "counter.toml").write_text('counter = "L1-7f3a"\ncode = "L1"\n')
    assert config.load(tmp_path) == COUNTER
    assert (COUNTER.language, COUNTER.receipt, COUNTER.paper) == ("id", "80", "A4")
    assert (COUNTER.theme, COUNTER.text_size, COUNTER.lock_minutes) == ("", "normal", 10)
    assert COUNTER.groups == ()
    config.save(tmp_path, COUNTER)
    assert (tmp_path / "counter.toml").read_text() == 'counter = "L1-7f3a"\ncode = "L1"\n'


def test_what_an_earlier_version_wrote_and_nothing_reads_is_left_alone(tmp_path):
    (tmp_path / "counter.toml").write_text('counter = "L1-7f3a"\ncode = "L1"\nsilent = false\n')
    assert config.load(tmp_path) == COUNTER


@pytest.mark.parametrize(
    ("choice", "field"),
    [
        ({"lock_minutes": 0}, "lock_minutes: at least 1"),
        ({"lock_minutes": 241}, "lock_minutes: at most 240"),
        ({"theme": "pink"}, "theme"),
        ({"groups": ("AB",)}, r"groups"),
    ],
)
def test_what_can_not_be_read_again_is_not_saved(tmp_path, choice, field):
    config.save(tmp_path, COUNTER)
    with pytest.raises(config.BadChoice, match=field):
        config.save(tmp_path, Config(counter="L1-7f3a", code="L1", **choice))
    assert config.load(tmp_path) == COUNTER


def test_a_folder_without_an_office_is_told(tmp_path):
    assert not config.exists(tmp_path)
    with pytest.raises(config.NotADataFolder, match="not a data folder of this program: name another"):
        config.load(tmp_path)
    with pytest.raises(config.NotADataFolder):
        config.load(tmp_path / "gone")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('counter = "L1-7f3a"\ncode = "L1"\nlanguag = "en"', "languag"),
        ('counter = "L1-7f3a"\ncode = "L1"\nreceipt = "70"', "70"),
        ('counter = "L1-7f3a"\ncode = "L1"\nlock_minutes = 999', "lock_minutes"),
        ('code = "L1"', "counter"),
        ("counter = \ncode = 1", "line 1"),
    ],
)
def test_a_slip_in_the_file_is_told_with_its_place(tmp_path, text, reason):
    (tmp_path / "counter.toml").write_text(text)
    with pytest.raises(config.BadConfig, match=f"counter.toml can't be read .*{reason}"):
        config.load(tmp_path)


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / "counter.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(config.BadConfig):
        config.load(tmp_path)


def test_the_option_goes_before_the_variable_and_that_before_the_platform(tmp_path):
    environment = {"COUNTER_APP_DATA": str(tmp_path / "named")}
    assert config.data_folder(tmp_path, environment) == tmp_path
    assert config.data_folder(None, environment) == tmp_path / "named"
    assert "counter-app" in str(config.data_folder(None, {}))


def test_backups_lie_in_the_data_folder_unless_set_otherwise(tmp_path):
    assert COUNTER.backups_folder(tmp_path) == tmp_path / "backups"
    elsewhere = Config(counter="L1-7f3a", code="L1", backups="/srv/backups")
    assert elsewhere.backups_folder(tmp_path) == Path("/srv/backups")


def test_a_new_counter_has_its_code_and_a_suffix_of_its_own():
    counter = config.new_counter("L1")
    assert counter.startswith("L1-")
    assert len(counter) == len("L1-7f3a")
    assert len({config.new_counter("L1") for _time in range(20)}) > 1
