"""The shipped services are whole, and an office's own lie over them."""

from __future__ import annotations

import re

import pytest

from counter_app.domain.catalogue import Label, Plan, Step
from counter_app.domain.catalogue_check import problems
from counter_app.domain.checklist import Facts, derived, missing, needed_now, used
from counter_app.i18n import set_language
from counter_app.office.catalogue import Catalogue, UnknownService, shipped, shipped_ids

PROFILES = ("palembang_2017", "current")
CATALOGUES = {profile: Catalogue(profile=profile) for profile in PROFILES}
OLD, NEW = CATALOGUES["palembang_2017"], CATALOGUES["current"]
IDS = [
    "ktp_baru",
    "ktp_hilang",
    "ktp_rusak",
    "ktp_ubah",
    "suket_ktp",
    "kk_baru",
    "kk_ganti_kepala",
    "kk_pisah",
    "kk_tambah",
    "kk_kurang",
    "kk_ubah",
    "kk_hilang_rusak",
    "kia",
    "pindah_keluar",
    "pindah_datang",
    "pindah_dalam_kota",
    "surat_pengantar",
    "domisili",
    "sktm",
    "sku",
    "nikah_pengantar",
    "dispensasi_nikah",
    "ahli_waris",
    "skck_pengantar",
    "izin_keramaian",
    "legalisasi",
]
EVERY = [(profile, service) for profile in PROFILES for service in IDS]

DEP4 = "[camat: plh, plt, an_sekcam, an_kasi]"
COUNTERSIGN = f"verify, initial, sign{DEP4}, register, hand_over"
ISSUE = f"verify, draft, print, initial, sign{DEP4}, register, hand_over"
PLAIN = "verify, register, hand_over"
KTP_2017 = "verify, initial, sign[camat: plh, plt, an_sekcam], print[ktp_el], hand_over"
KK_2017 = "verify, enter, print[kk], initial, sign[camat: plh, plt], register, hand_over"
MOVE_2017 = "verify, enter, print, initial, sign[camat: plh, plt], register, hand_over"
SENT = "verify, enter, forward[dukcapil], print, hand_over"
SUKET = "verify, forward[dukcapil], receive[dukcapil], hand_over"
TABLE = {
    "ktp_baru": (
        "verify, record, dedupe[dukcapil], initial<record, sign[camat: plh, plt, an_sekcam], "
        "print[ktp_el]<dedupe+sign, hand_over",
        "14 hk",
        "verify, record, dedupe[dukcapil], print[ktp_el], hand_over",
        "14 hk",
    ),
    **dict.fromkeys(
        ("ktp_hilang", "ktp_rusak", "ktp_ubah"),
        (KTP_2017, "14 hk", "verify, print[ktp_el], hand_over", "1 hk"),
    ),
    **dict.fromkeys([name for name in IDS if name.startswith("kk_")], (KK_2017, "3 hk", SENT, "3 hk")),
    "kia": (None, None, "verify, enter, print[kia], hand_over", "3 hk"),
    "pindah_keluar": (MOVE_2017, "1 hk", SENT, "1 hk"),
    "pindah_datang": (MOVE_2017, "3 hk", SENT, "3 hk"),
    "pindah_dalam_kota": (MOVE_2017, "3 hk", SENT, "3 hk"),
    "surat_pengantar": (ISSUE, "12 m", ISSUE, "12 m"),
    "domisili": (COUNTERSIGN, "10 m", PLAIN, "10 m"),
    "sktm": (COUNTERSIGN, "15 m", COUNTERSIGN, "15 m"),
    "sku": (COUNTERSIGN, "12 m", PLAIN, "12 m"),
    "dispensasi_nikah": (ISSUE, "10 m", ISSUE, "10 m"),
    "nikah_pengantar": (PLAIN, "12 m", PLAIN, "12 m"),
    "skck_pengantar": (PLAIN, "10 m", PLAIN, "10 m"),
    "ahli_waris": tuple(["verify, initial, sign[camat: plh, plt], register, hand_over", "1 hk"] * 2),
    "legalisasi": tuple([f"verify, sign{DEP4}, register, hand_over", "10 m"] * 2),
    "izin_keramaian": tuple([ISSUE.replace(", an_kasi", ""), "30 m"] * 2),
    "suket_ktp": (SUKET, "1 hk", None, None),
}


def steps_of(plan: Plan) -> str:
    """Write the steps as steps.md does; ``<`` names forerunners other than the step before."""
    words: list[str] = []
    before: list[str] = []
    for step in plan.steps:
        words.append(_word(step) + ("" if step.after == before else "<" + "+".join(step.after or [])))
        before = [step.id]
    return ", ".join(words)


def _word(step: Step) -> str:
    signers = f": {', '.join(step.deputies)}" if step.deputies else ""
    return f"{step.id}[{step.of}{signers}]" if step.of else step.id


def time_of(plan: Plan) -> str:
    standard = plan.standard
    return f"{standard.working_days} hk" if standard.working_days else f"{standard.minutes} m"


def test_exactly_the_26_services_are_shipped() -> None:
    assert len(IDS) == 26
    assert shipped_ids() == sorted(IDS)
    assert all(NEW.plan(service).service.id == service for service in IDS)


@pytest.mark.parametrize("service", IDS)
def test_a_shipped_file_has_no_problems(service: str) -> None:
    assert problems(shipped(f"services/{service}.toml"), known_conditions=NEW.known_conditions()) == []


@pytest.mark.parametrize(("profile", "service"), EVERY)
def test_steps_and_standard_are_those_of_the_profile(profile: str, service: str) -> None:
    plan = CATALOGUES[profile].plan(service)
    steps, time = TABLE[service][:2] if profile == "palembang_2017" else TABLE[service][2:]
    assert plan.enabled is (steps is not None)
    if steps:
        assert (steps_of(plan), time_of(plan)) == (steps, time)


@pytest.mark.parametrize(("profile", "service"), EVERY)
def test_everything_that_is_printed_has_both_languages(profile: str, service: str) -> None:
    plan = CATALOGUES[profile].plan(service)
    own = plan.service
    always = [own.label, own.issuer, *(r.label for r in plan.requirements), *(g.label for g in plan.groups)]
    conditions = CATALOGUES[profile].conditions(plan)
    always += [conditions[name].label for name in used(plan)]
    perhaps = [own.note, own.hint, own.event, plan.age.note]
    perhaps += [label for r in plan.requirements for label in (r.where, r.note, r.per)]
    assert all(label.id and label.en for label in always)
    assert all(bool(label.id) == bool(label.en) for label in perhaps)


@pytest.mark.parametrize(("profile", "service"), EVERY)
def test_a_label_does_not_repeat_what_the_paper_says_beside_it(profile: str, service: str) -> None:
    for requirement in CATALOGUES[profile].plan(service).requirements:
        assert not re.match("Fotokopi (?!yang)", requirement.label.id)
        assert not re.search(r"\((salah satu|ditunjukkan|ditarik)\)", requirement.label.id)


@pytest.mark.parametrize(("profile", "service"), EVERY)
def test_a_law_is_named_as_indonesians_do(profile: str, service: str) -> None:
    plan = CATALOGUES[profile].plan(service)
    assert plan.law
    assert not any("art." in law for law in [*plan.law, plan.service.free_law])
    population = plan.service.issuer.id == "Disdukcapil"
    assert plan.service.free_law == ("UU 24/2013 pasal 79A" if population else "")


def test_services_come_in_the_order_of_the_recap() -> None:
    groups = [OLD.plan(service).service.group for service in OLD.offered()]
    assert list(dict.fromkeys(groups)) == ["KTP", "KK", "Pindah", "Surat", "Rekomendasi"]
    assert len(OLD.offered()) == len(NEW.offered()) == 25
    assert OLD.groups() == ["KTP", "KK", "KIA", "Pindah", "Surat", "Rekomendasi"]


def needs(catalogue: Catalogue, service: str, *hold: str) -> set[str]:
    needed = needed_now(catalogue.plan(service), set(hold))
    return {item.id for item in needed.items if not item.optional}


def test_the_papers_of_2017_are_not_those_of_today() -> None:
    assert needs(OLD, "ktp_baru") == {
        "f121", "kk_fc", "akta_lahir_fc", "hadir_rekam", "pengantar_rt", "pengantar_lurah"
    }  # fmt: skip
    assert needs(NEW, "ktp_baru") == {"f102", "kk_fc", "hadir_rekam"}
    assert "f115" in needs(OLD, "kk_baru")
    assert "f116" in needs(OLD, "kk_ubah")
    assert "f106" not in needs(OLD, "kk_ubah")
    assert {"f102", "f106"} <= needs(NEW, "kk_ubah")


def test_a_lost_family_card_needs_the_lurah_in_2017_and_the_police_today() -> None:
    assert needs(OLD, "kk_hilang_rusak", "lost") == {"f116", "hilang_lurah", "ktp_fc", "pengantar_rt"}
    assert needs(NEW, "kk_hilang_rusak", "lost") == {"f102", "lapor_polisi", "ktp_fc"}
    assert "pengantar_lurah" in needs(OLD, "kk_hilang_rusak", "damaged")


def test_a_wedding_soon_brings_a_dispensation_or_a_statement() -> None:
    plan = NEW.plan("nikah_pengantar")
    hold = derived(plan, NEW.conditions(plan), Facts(age=25, working_days_to_event=9))
    items, groups = needed_now(plan, hold)
    assert {"dispensasi", "pernyataan_waktu"} <= {item.id for item in items}
    assert "waktu" in missing(items, groups, {}).groups
    assert "waktu" not in missing(items, groups, {"pernyataan_waktu": "present"}).groups
    assert not derived(plan, NEW.conditions(plan), Facts(age=25, working_days_to_event=10))


def test_blangko_is_booked_by_what_the_citizen_came_for() -> None:
    uses = {service: NEW.plan(service).service.use for service in IDS if service.startswith("ktp_")}
    assert uses == {"ktp_baru": "new", "ktp_hilang": "lost", "ktp_rusak": "damaged", "ktp_ubah": "change"}


def test_an_unknown_service_is_refused_with_close_names() -> None:
    with pytest.raises(UnknownService, match=r"'ktp_bar'.*ktp_baru"):
        NEW.plan("ktp_bar")
    with pytest.raises(UnknownService, match="choose one"):
        NEW.plan("../../etc/passwd")


def test_labels_speak_the_language_in_force_and_fall_back_to_the_id() -> None:
    assert NEW.label("kia") == "Child identity card (KIA)"
    assert NEW.requirement_label("ktp_ubah", "bukti") == "Proof of the change"
    set_language("id")
    assert NEW.label("kia") == "Kartu Identitas Anak (KIA)"
    assert NEW.requirement_label("ktp_baru", "kk_fc") == "Kartu Keluarga"
    assert NEW.requirement_label("ktp_baru", "gone") == "gone"
    assert NEW.requirement_label("gone", "kk_fc") == "kk_fc"
    assert NEW.label("gone") == "gone"


def test_a_requirement_of_another_profile_keeps_its_name() -> None:
    assert NEW.requirement_label("ktp_baru", "f121") == "F-1.21 application for a KTP"
    here = [catalogue.requirement("ktp_baru", "pengantar_rt") for catalogue in (OLD, NEW)]
    assert [r.optional for r in here if r] == [False, True]


class Shelf:
    """Shipped resources that remember what was read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def __call__(self, name: str) -> str:
        self.read.append(name)
        return shipped(name)


def test_only_what_is_asked_for_is_read_and_only_once() -> None:
    shelf = Shelf()
    catalogue = Catalogue(shelf, "current")
    assert catalogue.plan("kia") is catalogue.plan("kia")
    assert shelf.read == ["services/kia.toml"]


OWN = """
id = "iumk"
group = "Perizinan"
queue = "E"
steps = [{ id = "verify" }, { id = "hand_over" }]
requirement = []
[label]
id = "Izin usaha mikro"
"""


def test_an_office_adds_and_changes_services() -> None:
    changed = shipped("services/kia.toml").replace("working_days = 3", "working_days = 2")
    catalogue = Catalogue(shipped, "current", {"iumk": OWN, "kia": changed})
    assert catalogue.plan("kia").standard.working_days == 2
    assert catalogue.label("iumk") == "Izin usaha mikro"
    assert catalogue.offered()[-1] == "iumk"
    assert catalogue.groups()[-1] == "Perizinan"
    assert catalogue.plan("iumk").service.label == Label(id="Izin usaha mikro")


def test_conditions_are_the_common_ones_and_the_services_own() -> None:
    conditions = NEW.conditions(NEW.plan("nikah_pengantar"))
    assert {"near_wedding", "under19", "lost"} <= conditions.keys()
    assert "lost" in NEW.known_conditions()
    assert "near_wedding" not in NEW.known_conditions()
    every = {name for service in IDS for catalogue in (OLD, NEW) for name in used(catalogue.plan(service))}
    assert NEW.known_conditions() <= every


def test_the_regions_of_the_city_are_shipped_with_their_sources() -> None:
    lines = shipped("regions/palembang.csv").splitlines()
    assert lines[0].startswith("#")
    assert any(line.startswith("16.71.03.1007,Sentosa,kelurahan,16.71.03,") for line in lines)
