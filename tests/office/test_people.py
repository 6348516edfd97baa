"""Who signs in: the journal's name and role and the vault's password go together."""

import pytest
from stories import KEY, staff

from counter_app.domain.events import PasswordSet
from counter_app.domain.life import UnknownStaff
from counter_app.office.clock import ClockBehind
from counter_app.office.commands.settings import LastSupervisor
from counter_app.office.inputs import WrongField
from counter_app.office.office import NotAllowed
from counter_app.office.people import People, record_recovery
from counter_app.storage import journal
from counter_app.storage.slots import Cost
from counter_app.storage.vault import (
    Holder,
    HolderExists,
    NoSuchHolder,
    ShortPassword,
    TooManyTries,
    Vault,
    WrongPassword,
)

SITI, ANI, TONO = staff("siti"), staff("ani"), staff("tono")


@pytest.fixture
def vault(tmp_path):
    vault = Vault(tmp_path, Cost(memory=8))
    vault.found(KEY)
    for id in ("siti", "ani"):
        vault.add(KEY, id, id.title(), f"sandi {id}")
    return vault


@pytest.fixture
def people(desk, vault):
    return People(desk.office, vault, KEY)


def known(desk):
    return {row["staff"]: (row["name"], row["role"]) for row in desk.ask("staff_list") if row["active"]}


def test_who_is_added_stands_in_the_journal_and_has_a_password(people, desk, vault):
    people.add(SITI, "joko", " Joko   Susilo ", "clerk", "loket dua")
    assert known(desk)["joko"] == ("Joko Susilo", "clerk")
    assert people.holders()[-1] == Holder("joko", "Joko Susilo")
    assert vault.unlock("joko", "loket dua", now=0) == KEY


@pytest.mark.parametrize(
    ("id", "name", "role", "password", "refusal"),
    [
        ("ani", "Ani Lain", "clerk", "loket dua", HolderExists),
        ("joko", "Joko", "clerk", "kecil", ShortPassword),
        ("joko", "Joko", "boss", "loket dua", WrongField),
        ("joko", " ", "clerk", "loket dua", Exception),
        ("../joko", "Joko", "clerk", "loket dua", Exception),
    ],
)
def test_who_can_not_be_added_leaves_nothing_behind(people, desk, id, name, role, password, refusal):
    before = desk.entries(), people.holders()
    with pytest.raises(refusal):
        people.add(SITI, id, name, role, password)
    assert (desk.entries(), people.holders()) == before


def test_a_slot_that_nobody_owns_is_swept_before_somebody_new_takes_the_id(people, vault):
    vault.add(KEY, "joko", "Joko", "loket tiga")
    people.add(TONO, "joko", "Joko", "clerk", "loket dua")
    assert vault.unlock("joko", "loket dua", now=0) == KEY


def test_name_and_role_change_on_papers_and_at_sign_in(people, desk):
    people.change(TONO, "ani", "Ani Lestari", "supervisor")
    assert known(desk)["ani"] == ("Ani Lestari", "supervisor")
    assert Holder("ani", "Ani Lestari") in people.holders()
    people.change(SITI, "budi", "Budi S.", "clerk")  # who has no password yet
    assert known(desk)["budi"] == ("Budi S.", "clerk")


def test_nobody_is_made_by_changing_and_the_last_supervisor_stays_one(people, desk):
    before = desk.entries(), people.holders()
    with pytest.raises(UnknownStaff):
        people.change(SITI, "joko", "Joko", "clerk")
    with pytest.raises(LastSupervisor):
        people.change(SITI, "siti", "Siti", "clerk")
    assert (desk.entries(), people.holders()) == before


def test_who_retires_opens_nothing_any_more(people, desk, vault):
    people.retire(SITI, "ani")
    assert "ani" not in known(desk)
    with pytest.raises(NoSuchHolder):
        vault.unlock("ani", "sandi ani", now=0)
    with pytest.raises(LastSupervisor):
        people.retire(SITI, "siti")


def test_a_retirement_that_broke_off_half_way_is_done_again(people, desk, vault):
    desk.run("retire_staff", by="siti", staff="ani")
    people.retire(SITI, "ani")
    assert [holder.id for holder in people.holders()] == ["siti"]


def test_the_own_password_changes_for_who_knows_the_old_one(people, vault):
    with pytest.raises(WrongPassword):
        people.set_own_password(ANI, "salah", "loket baru", now=0)
    with pytest.raises(ShortPassword):
        people.set_own_password(ANI, "sandi ani", "baru", now=0)
    people.set_own_password(ANI, "sandi ani", "loket baru", now=0)
    assert vault.unlock("ani", "loket baru", now=0) == KEY


def test_wrong_tries_at_the_old_password_slow_down(people):
    for _try in range(5):
        with pytest.raises(WrongPassword):
            people.set_own_password(ANI, "salah", "loket baru", now=0)
    with pytest.raises((WrongPassword, TooManyTries)):
        people.set_own_password(ANI, "salah", "loket baru", now=0)
    with pytest.raises(TooManyTries):
        people.set_own_password(ANI, "sandi ani", "loket baru", now=0)


def test_a_supervisor_gives_a_colleague_a_new_password(people, vault):
    people.set_password(SITI, "ani", "loket baru")
    people.set_password(TONO, "budi", "loket tiga")  # the first one
    assert vault.unlock("ani", "loket baru", now=0) == KEY
    assert vault.unlock("budi", "loket tiga", now=0) == KEY
    with pytest.raises(UnknownStaff):
        people.set_password(SITI, "joko", "loket baru")


def passwords(desk):
    """Return who gave whom a password, and how."""
    rows = desk.office.db.execute("SELECT stream, actor, payload FROM journal WHERE stream LIKE 'staff/%'")
    found = [(actor, stream[6:], journal.decode(payload)) for stream, actor, payload in rows]
    return [(who, id, event.how) for who, id, event in found if isinstance(event, PasswordSet)]


def test_every_new_password_is_an_entry_that_says_how(people, desk):
    people.add(SITI, "joko", "Joko", "clerk", "loket dua")
    people.set_password(TONO, "budi", "loket tiga")
    people.set_password(SITI, "ani", "loket baru")
    people.set_own_password(ANI, "loket baru", "loket lama", now=0)
    people.renew_own_password(SITI, "kantor baru")
    record_recovery(desk.office, "siti")
    assert passwords(desk) == [
        ("siti", "joko", "first"),
        ("tono", "budi", "first"),
        ("siti", "ani", "reset"),
        ("ani", "ani", "own"),
        ("siti", "siti", "own"),
        ("recovery", "siti", "recovery"),
    ]
    payloads = desk.office.db.execute("SELECT group_concat(payload) FROM journal").fetchone()[0]
    assert not any(word in str(payloads) for word in ("loket dua", "loket baru", "kantor baru"))


def test_a_password_that_is_refused_is_no_entry(people, desk):
    for act in (
        lambda: people.set_own_password(ANI, "salah", "loket baru", now=0),
        lambda: people.set_own_password(ANI, "sandi ani", "baru", now=0),
        lambda: people.set_password(SITI, "ani", "baru"),
        lambda: people.renew_own_password(SITI, "baru"),
    ):
        with pytest.raises((WrongPassword, ShortPassword)):
            act()
    assert passwords(desk) == []


def test_no_password_changes_without_its_entry(people, desk, vault):
    desk.clock.advance(minutes=-60)
    with pytest.raises(ClockBehind):
        people.set_password(SITI, "ani", "loket baru")
    assert vault.unlock("ani", "sandi ani", now=0) == KEY


def test_a_clerk_looks_after_nobody(people, desk):
    before = desk.entries(), people.holders()
    for work in (
        lambda: people.add(ANI, "joko", "Joko", "supervisor", "loket dua"),
        lambda: people.change(ANI, "ani", "Ani", "supervisor"),
        lambda: people.retire(ANI, "siti"),
        lambda: people.set_password(ANI, "siti", "sandi ani"),
    ):
        with pytest.raises(NotAllowed):
            work()
    assert (desk.entries(), people.holders()) == before
