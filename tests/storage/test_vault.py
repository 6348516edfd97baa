import os
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import msgspec
import pytest

from counter_app.domain.errors import DataDamaged
from counter_app.storage import lock, slots, vault
from counter_app.storage.recovery import Mistyped
from counter_app.storage.slots import Cost
from counter_app.storage.vault import Holder, Vault

QUICK = Cost(memory=8)
NOW = 1_775_441_640_000_000
MINUTE = 60_000_000
KEY = bytes(range(32))


@pytest.fixture
def office(tmp_path: Path) -> Vault:
    office = Vault(tmp_path, QUICK)
    office.found(KEY)
    office.add(KEY, "siti", "Siti Rahma", "kantor camat")
    office.add(KEY, "budi", "Budi", "loket satu!")
    return office


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def again(tmp_path: Path) -> Vault:
    return Vault(tmp_path, QUICK)


def test_a_password_opens_the_database_key(office):
    assert office.unlock("siti", "kantor camat", now=NOW) == KEY
    assert office.unlock("budi", "loket satu!", now=NOW) == KEY


def test_new_keys_are_random():
    assert len(vault.new_key()) == 32
    assert vault.new_key() != vault.new_key()


def test_the_usual_cost_follows_the_design():
    assert Cost() == Cost(memory=46 * 1024, passes=1, lanes=1)


def test_a_wrong_password_is_refused_with_the_name(office):
    with pytest.raises(vault.WrongPassword, match="not the password of Siti Rahma: try again"):
        office.unlock("siti", "loket satu!", now=NOW)


def test_nobody_signs_in_under_an_unknown_id(office):
    with pytest.raises(vault.NoSuchHolder, match="as sitti"):
        office.unlock("sitti", "kantor camat", now=NOW)


def test_after_five_wrong_tries_even_the_right_password_waits(office, tmp_path):
    for _time in range(5):
        with pytest.raises(vault.WrongPassword, match="try again"):
            office.unlock("siti", "guessing", now=NOW)
    with pytest.raises(vault.WrongPassword, match="Wait 1 minute before"):
        office.unlock("siti", "guessing", now=NOW)
    with pytest.raises(vault.TooManyTries, match="wait 1 minute,"):
        again(tmp_path).unlock("siti", "kantor camat", now=NOW)
    assert office.unlock("budi", "loket satu!", now=NOW) == KEY
    assert office.unlock("siti", "kantor camat", now=NOW + MINUTE) == KEY
    with pytest.raises(vault.WrongPassword, match="try again"):
        office.unlock("siti", "guessing", now=NOW + MINUTE)


def test_a_password_is_the_same_however_the_keyboard_composes_it(office):
    office.set_password(KEY, "siti", unicodedata.normalize("NFD", "café pagi"))
    assert office.unlock("siti", unicodedata.normalize("NFC", "café pagi"), now=NOW) == KEY


def test_a_short_password_is_refused(office):
    with pytest.raises(vault.ShortPassword, match="at least 6 characters"):
        office.add(KEY, "tini", "Tini", "12345")
    with pytest.raises(vault.ShortPassword):
        office.set_password(KEY, "siti", unicodedata.normalize("NFD", "éééé"))
    assert office.unlock("siti", "kantor camat", now=NOW) == KEY


def test_staff_change_their_own_password(office):
    office.change_password("siti", "kantor camat", "tiga kata baru", now=NOW)
    assert office.unlock("siti", "tiga kata baru", now=NOW) == KEY
    with pytest.raises(vault.WrongPassword):
        office.unlock("siti", "kantor camat", now=NOW)


def test_a_password_set_by_somebody_else_ends_the_wait(office):
    for _time in range(6):
        with pytest.raises(vault.WrongPassword):
            office.unlock("siti", "guessing", now=NOW)
    office.set_password(KEY, "siti", "tiga kata baru")
    assert office.unlock("siti", "tiga kata baru", now=NOW) == KEY


def test_holders_are_listed_renamed_and_removed(office):
    office.rename("siti", "Siti Rahmawati")
    assert office.holders() == [Holder("siti", "Siti Rahmawati"), Holder("budi", "Budi")]
    assert office.unlock("siti", "kantor camat", now=NOW) == KEY
    office.remove("siti")
    assert office.holders() == [Holder("budi", "Budi")]
    with pytest.raises(vault.NoSuchHolder):
        office.unlock("siti", "kantor camat", now=NOW)


def test_an_id_has_one_slot(office):
    with pytest.raises(vault.HolderExists):
        office.add(KEY, "siti", "Siti Lain", "kata sandi")


def test_a_slot_of_another_id_does_not_open_even_with_its_password(office):
    stolen = office._load().staff[0]
    assert slots.unwrap(stolen, "kantor camat") == KEY
    assert slots.unwrap(msgspec.structs.replace(stolen, id="budi"), "kantor camat") is None


def test_the_recovery_key_opens_and_another_does_not(tmp_path):
    office = again(tmp_path)
    own = office.found(KEY)
    assert office.unlock_with_recovery(own.lower().replace("-", " ")) == KEY
    (tmp_path / "other").mkdir()
    other = again(tmp_path / "other").found(bytes(32))
    with pytest.raises(vault.WrongRecoveryKey, match="printed last"):
        office.unlock_with_recovery(other)
    with pytest.raises(Mistyped):
        office.unlock_with_recovery("no such key")


def test_an_office_is_founded_once(office, tmp_path):
    assert office.exists()
    with pytest.raises(vault.AlreadyFounded, match="choose an empty folder"):
        again(tmp_path).found(KEY)


def test_a_key_is_told_from_another(office):
    assert office.opens(KEY)
    assert not office.opens(bytes(32))
    with pytest.raises(ValueError, match="not the one"):
        office.add(bytes(32), "tini", "Tini", "kata sandi")


@pytest.mark.parametrize(("broken", "good"), [vault.NAMES, vault.NAMES[::-1]])
def test_a_damaged_copy_is_moved_aside_and_made_good(office, tmp_path, broken, good):
    damage(tmp_path / broken)
    assert again(tmp_path).unlock("siti", "kantor camat", now=NOW) == KEY
    assert (tmp_path / f"{broken}.damaged-1").exists()
    assert (tmp_path / broken).read_bytes() == (tmp_path / good).read_bytes()


@pytest.mark.parametrize("gone", vault.NAMES)
def test_a_missing_copy_is_written_again(office, tmp_path, gone):
    (tmp_path / gone).unlink()
    assert again(tmp_path).unlock("siti", "kantor camat", now=NOW) == KEY
    assert (tmp_path / gone).exists()


def test_a_copy_left_behind_by_a_crash_follows_the_newer_one(office, tmp_path):
    before = (tmp_path / "keys-copy.json").read_bytes()
    office.remove("siti")
    (tmp_path / "keys-copy.json").write_bytes(before)
    assert again(tmp_path).holders() == [Holder("budi", "Budi")]
    assert (tmp_path / "keys-copy.json").read_bytes() == (tmp_path / "keys.json").read_bytes()
    assert not (tmp_path / "keys-copy.json.damaged-1").exists()


def test_two_damaged_copies_stay_where_they_are_and_are_told(office, tmp_path):
    for name in vault.NAMES:
        damage(tmp_path / name)
    with pytest.raises(vault.KeysDamaged, match=r"Copy keys\.json from the newest backup") as refusal:
        again(tmp_path).holders()
    assert isinstance(refusal.value, DataDamaged)
    assert sorted(os.listdir(tmp_path)) == sorted((*vault.NAMES, lock.KEYS))


def test_windows_that_give_passwords_at_the_same_time_lose_none(office, tmp_path):
    names = [f"petugas{n}" for n in range(8)]
    together = Barrier(len(names))

    def give(name):
        together.wait()
        again(tmp_path).add(KEY, name, name.title(), "loket satu!")

    with ThreadPoolExecutor(len(names)) as pool:
        list(pool.map(give, names))
    assert {one.id for one in office.holders()} == {"siti", "budi", *names}


def test_whoever_waits_too_long_for_the_keys_is_told(office, tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "PATIENCE", 0)
    with lock.changing_keys(tmp_path), pytest.raises(lock.InUse):
        office.rename("siti", "Siti")
    office.rename("siti", "Siti")
    assert office.holders()[0].name == "Siti"


def test_any_changed_byte_is_noticed(office):
    data = slots.encode(office._load())
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1
        try:
            assert slots.decode(bytes(changed)) in (None, office._load())
        except slots.Newer:
            assert b'"format":1' not in changed


def test_slots_of_a_newer_version_are_left_alone(office, tmp_path):
    for name in vault.NAMES:
        path = tmp_path / name
        path.write_bytes(path.read_bytes().replace(b'"format":1', b'"format":2'))
    with pytest.raises(vault.NewerKeys, match="newer version"):
        again(tmp_path).holders()


def test_no_password_and_no_key_stand_in_clear_in_the_folder(office, tmp_path):
    everything = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    for secret in (KEY, KEY.hex().encode(), b"kantor camat"):
        assert secret not in everything
