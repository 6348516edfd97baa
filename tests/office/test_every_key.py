"""Every key of a service file changes a screen, a paper or a decision: none passes and does nothing."""

import re

import msgspec
import pytest
from stories import nik

from counter_app.domain import catalogue
from counter_app.domain.catalogue_check import BadService
from counter_app.domain.errors import UserError
from counter_app.i18n import set_language
from counter_app.office.catalogue import UnknownService

TEXT = """
id = "contoh"
label = { id = "Contoh", en = "Sample" }
issuer = { id = "Kantor", en = "Office" }
product = { id = "Kartu", en = "Card" }
group = "KTP"
queue = "A"
standard = { minutes = 15 }
use = "change"
use_when = { sent = "damaged" }
fee = 10000
fee_law = "Perda 1"
validity_months = 6
collect_in_person = false
law = ["UU 1"]
note = { id = "Catatan", en = "Remark" }
hint = { id = "Petunjuk", en = "Hint" }
before = "kk_ubah"
event = { id = "Tanggal acara", en = "Day of the event" }
enabled = true
age = { least = 20, below = 60, unless = ["lost"], note = { id = "jangan", en = "do not" } }
steps = [
  { id = "verify" },
  { id = "sign", need = "signature", of = "camat", deputies = ["plh"] },
  { id = "forward", after = ["verify"], need = "agency", of = "dukcapil", limit_days = 7, depends = "siak" },
  { id = "draft", label = { id = "Kirim", en = "Send" }, after = ["verify"] },
  { id = "print", after = ["sign", "forward", "draft"], need = "blangko", of = "ktp_el" },
  { id = "hand_over" },
]
[[fees]]
label = { id = "Denda", en = "Fine" }
amount = 500
per = { id = "hari", en = "day" }
when = ["sent"]
when_any = ["sent", "lost"]
unless = ["damaged"]
[[requirement]]
id = "surat"
label = { id = "Surat", en = "Letter" }
doc = "handed_in"
copies = 2
unit = "set"
optional = false
where = { id = "RT", en = "Neighbourhood" }
note = { id = "Asli", en = "Signed" }
per = { id = "anak", en = "child" }
valid_days = 10
basis = "law"
when = ["sent"]
when_any = ["sent", "lost"]
unless = ["damaged"]
profiles = ["palembang_2017"]
[[requirement]]
id = "satu"
label = { id = "Satu", en = "One" }
doc = "copy"
group = "bukti"
profiles = ["palembang_2017"]
[[requirement]]
id = "dua"
label = { id = "Dua", en = "Two" }
doc = "copy"
group = "bukti"
profiles = ["palembang_2017"]
[[requirement]]
id = "bebas"
label = { id = "Bebas", en = "Free" }
doc = "copy"
when = ["near", "older", "asked"]
[[groups]]
id = "bukti"
label = { id = "Bukti", en = "Proof" }
min = 1
when = ["sent"]
when_any = ["sent", "lost"]
unless = ["damaged"]
profiles = ["palembang_2017"]
[[reasons]]
label = { id = "Mengapa?", en = "Why?" }
of = ["lost", "damaged"]
optional = true
[conditions.sent]
label = { id = "Dikuasakan?", en = "By proxy?" }
yes = { id = "dikuasakan", en = "by proxy" }
no = { id = "sendiri", en = "in person" }
derive = { proxy = true }
[conditions.near]
label = { id = "Sudah dekat?", en = "Soon?" }
derive = { event_within = 5 }
[conditions.older]
label = { id = "Lebih tua?", en = "Older?" }
implied_by = { age_from = 30, age_below = 50 }
[conditions.asked]
label = { id = "Menikah?", en = "Married?" }
ask_when = { sex = "P" }
[profiles.palembang_2017]
standard = { minutes = 10 }
"""
PROFILE = "[profiles.palembang_2017]\n"

# Of each key: what stands in the file, and what is written instead.
CHANGED = {
    "Label.id": ('id = "Petunjuk"', 'id = "Lain"'),
    "Label.en": ('en = "Hint"', 'en = "Other"'),
    "Service.id": ('id = "contoh"', 'id = "lain"'),
    "Service.label": ('label = { id = "Contoh", en = "Sample" }', 'label = { id = "Lain" }'),
    "Service.group": ('group = "KTP"', 'group = "KK"'),
    "Service.queue": ('queue = "A"', 'queue = "B"'),
    "Service.requirement": ('id = "bebas"', 'id = "lain"'),
    "Service.steps": ('  { id = "verify" },\n', '  { id = "verify" },\n  { id = "initial" },\n'),
    "Service.standard": (PROFILE + "standard = { minutes = 10 }", PROFILE),
    "Service.issuer": ('"Office"', '"Agency"'),
    "Service.product": ('en = "Card"', 'en = "Book"'),
    "Service.use": ('use = "change"', 'use = "lost"'),
    "Service.use_when": ('sent = "damaged"', 'sent = "lost"'),
    "Service.fee": ("fee = 10000", "fee = 20000"),
    "Service.fees": ("amount = 500", "amount = 600"),
    "Service.fee_law": ("Perda 1", "Perda 2"),
    "Service.free_law": ('fee_law = "Perda 1"', 'fee_law = "Perda 1"\nfree_law = "UU"'),
    "Service.validity_months": ("validity_months = 6", "validity_months = 7"),
    "Service.validity_days": ("validity_months = 6", "validity_days = 7"),
    "Service.collect_in_person": ("in_person = false", "in_person = true"),
    "Service.age": ("least = 20", "least = 21"),
    "Service.groups": ("min = 1", "min = 2"),
    "Service.reasons": ('en = "Why?"', 'en = "How?"'),
    "Service.conditions": ("Soon?", "Near?"),
    "Service.law": ('"UU 1"', '"UU 2"'),
    "Service.note": ("Remark", "Other"),
    "Service.hint": ("Hint", "Other"),
    "Service.before": ("kk_ubah", "kia"),
    "Service.event": ("Day of the event", "Day of the feast"),
    "Service.enabled": ("enabled = true\n", "enabled = false\n"),
    "Service.starts": ('use = "change"', 'use = "change"\nstarts = 2027-01-01'),
    "Service.profiles": ("standard = { minutes = 10 }\n[[", "standard = { minutes = 10 }\n[["),
    "Requirement.id": ('id = "surat"', 'id = "lain"'),
    "Requirement.label": ("Letter", "Paper"),
    "Requirement.doc": ('doc = "handed_in"', 'doc = "shown"'),
    "Requirement.copies": ("copies = 2", "copies = 3"),
    "Requirement.unit": ('unit = "set"', 'unit = "piece"'),
    "Requirement.optional": ("optional = false\nwhere", "optional = true\nwhere"),
    "Requirement.when": ('basis = "law"\nwhen = ["sent"]', 'basis = "law"\nwhen = ["lost"]'),
    "Requirement.when_any": (
        '"lost"]\nunless = ["damaged"]\nprofiles',
        '"near"]\nunless = ["damaged"]\nprofiles',
    ),
    "Requirement.unless": ('unless = ["damaged"]\nprofiles', 'unless = ["near"]\nprofiles'),
    "Requirement.group": ('en = "Two" }\ndoc = "copy"\ngroup = "bukti"', 'en = "Two" }\ndoc = "copy"'),
    "Requirement.per": ('en = "child"', 'en = "pupil"'),
    "Requirement.where": ("Neighbourhood", "Village"),
    "Requirement.note": ("Signed", "Stamped"),
    "Requirement.valid_days": ("valid_days = 10", "valid_days = 11"),
    "Requirement.basis": ('basis = "law"', 'basis = "practice"'),
    "Requirement.profiles": (
        'profiles = ["palembang_2017"]\n[[requirement]]',
        'profiles = ["current"]\n[[requirement]]',
    ),
    "Group.id": ('"bukti"', '"lain"'),
    "Group.label": ("Proof", "Evidence"),
    "Group.min": ("min = 1", "min = 2"),
    "Group.when": ('min = 1\nwhen = ["sent"]', 'min = 1\nwhen = ["near"]'),
    "Group.when_any": (
        'min = 1\nwhen = ["sent"]\nwhen_any = ["sent", "lost"]',
        'min = 1\nwhen = ["sent"]\nwhen_any = ["near", "lost"]',
    ),
    "Group.unless": (
        'unless = ["damaged"]\nprofiles = ["palembang_2017"]\n[[reasons',
        'unless = ["near"]\nprofiles = ["palembang_2017"]\n[[reasons',
    ),
    "Group.profiles": ('profiles = ["palembang_2017"]\n[[reasons', 'profiles = ["current"]\n[[reasons'),
    "Step.id": ('"verify"', '"enter"'),
    "Step.label": ('en = "Send"', 'en = "Post"'),
    "Step.after": ('after = ["verify"]', 'after = ["sign"]'),
    "Step.need": ('need = "signature", of = "camat", deputies = ["plh"]', 'need = "agency", of = "camat"'),
    "Step.of": ('of = "dukcapil"', 'of = "bpn"'),
    "Step.deputies": ('["plh"]', '["plt"]'),
    "Step.limit_days": ("limit_days = 7", "limit_days = 8"),
    "Step.depends": ('depends = "siak"', 'depends = "printer"'),
    "Standard.working_days": (
        PROFILE + "standard = { minutes = 10 }",
        PROFILE + "standard = { working_days = 2 }",
    ),
    "Standard.minutes": (PROFILE + "standard = { minutes = 10 }", PROFILE + "standard = { minutes = 20 }"),
    "Standard.days": (PROFILE + "standard = { minutes = 10 }", PROFILE + "standard = { days = 2 }"),
    "Fee.label": ("Fine", "Charge"),
    "Fee.amount": ("amount = 500", "amount = 600"),
    "Fee.per": ('en = "day"', 'en = "week"'),
    "Fee.when": ('en = "day" }\nwhen = ["sent"]', 'en = "day" }\nwhen = ["near"]'),
    "Fee.when_any": (
        'en = "day" }\nwhen = ["sent"]\nwhen_any = ["sent", "lost"]',
        'en = "day" }\nwhen = ["sent"]\nwhen_any = ["near", "lost"]',
    ),
    "Fee.unless": (
        'unless = ["damaged"]\n[[requirement]]\nid = "surat"',
        'unless = ["near"]\n[[requirement]]\nid = "surat"',
    ),
    "Reason.label": ("Why?", "How?"),
    "Reason.of": ('of = ["lost", "damaged"]', 'of = ["lost", "asked"]'),
    "Reason.optional": ("optional = true", "optional = false"),
    "Age.least": ("least = 20", "least = 41"),
    "Age.below": ("below = 60", "below = 30"),
    "Age.unless": ('unless = ["lost"], note', "note"),
    "Age.note": ("do not", "never"),
    "Condition.label": ("Soon?", "Near?"),
    "Condition.yes": ('en = "by proxy"', 'en = "sent"'),
    "Condition.no": ('no = { id = "sendiri", en = "in person" }\n', ""),
    "Condition.derive": ("derive = { event_within = 5 }", "implied_by = { event_within = 5 }"),
    "Condition.implied_by": ("implied_by = { age_from = 30, age_below = 50 }", "derive = { age_from = 30 }"),
    "Condition.ask_when": ('ask_when = { sex = "P" }\n', ""),
    "Derive.age_from": ("age_from = 30", "age_from = 45"),
    "Derive.age_below": ("age_below = 50", "age_below = 31"),
    "Derive.sex": ('sex = "P"', 'sex = "L"'),
    "Derive.proxy": ("proxy = true", "proxy = false"),
    "Derive.event_within": ("event_within = 5", "event_within = 1"),
    "Derive.outside_region": ('sex = "P"', 'sex = "P", outside_region = true'),
    "Profile.enabled": (PROFILE, PROFILE + "enabled = false\n"),
    "Profile.standard": (PROFILE + "standard = { minutes = 10 }", PROFILE + "standard = { minutes = 20 }"),
    "Profile.steps": (PROFILE, PROFILE + 'steps = [{ id = "hand_over" }]\n'),
    "Profile.age": (PROFILE, PROFILE + "age = { least = 41 }\n"),
    "Profile.law": (PROFILE, PROFILE + 'law = ["UU 3"]\n'),
}
CHANGED["Service.profiles"] = CHANGED["Profile.law"]


def parts():
    return [
        one
        for one in vars(catalogue).values()
        if isinstance(one, type) and issubclass(one, catalogue.Part) and one is not catalogue.Part
    ]


def test_every_key_of_the_decoder_is_looked_at():
    known = {f"{part.__name__}.{field}" for part in parts() for field in part.__struct_fields__}
    assert known == set(CHANGED)


def picture(desk, text):
    """Return all that screens, papers and rules make of a service, without the numbers that run on."""
    desk.run("change_service", by="siti", definition=text)
    id = re.search(r'id = "(\w+)"', text)[1]
    seen = [
        *(_leaflet(desk, id, language) for language in ("id", "en")),
        next(row for row in desk.ask("services", all=True) if row["service"] == id),
        *(_tried(desk, desk.ask, "requirements", service=id, **facts) for facts in FACTS),
        *(_opened(desk, id, facts) for facts in FACTS),
    ]
    return re.sub(r"L1-\d{8}-\d{4}|at=datetime[^)]*\)", "", repr(seen))


# What the check refuses: why it is free beside a fee, half a condition, a group without papers, no fact.
REFUSED = {"Service.free_law", "Condition.no", "Group.profiles", "Derive.proxy", "Derive.outside_region"}
EVERYWHERE = {"Group.id", "Step.id"}  # named by others too


def _leaflet(desk, id, language):
    set_language(language)
    return desk.ask("leaflet", service=id)


FACTS = (
    {"nik": nik(41), "proxy": True, "event_date": "2026-04-09"},
    {"nik": nik(41), "conditions": ["lost"], "event_date": "2026-12-01"},
    {"nik": nik(42, woman=True), "proxy": True, "conditions": ["lost"], "counts": {"anak": 2}},
    {"nik": nik(43, born="010195"), "conditions": ["damaged", "asked"]},
    {"nik": nik(44, born="010120")},
    {},
)


def _tried(desk, act, name, **fields):
    try:
        return msgspec.to_builtins(act(name, **fields))
    except UserError as error:
        return str(error)


def _opened(desk, id, facts):
    """Open, mark and accept a file of these facts; return all that is kept and shown of it."""
    person = {"name": "Warga", "nik": facts.get("nik", "")}
    fields = {k: facts[k] for k in ("conditions", "counts", "event_date") if k in facts}
    if facts.get("proxy"):
        fields["submitter"] = {"name": "Wakil", "relation": "anak"}
    try:
        number = desk.run("open_application", service=id, applicant=person, **fields).ids["application"]
    except UserError as error:
        return str(error)
    slip = _tried(desk, desk.ask, "slip", application=number)
    if any(row["needed"] for row in desk.show(number)["requirements"]):
        desk.complete(number)
    accepted = _tried(
        desk, lambda name, **more: desk.run(name, **more).ids, "accept_application", application=number
    )
    app = desk.desk().application(number)
    kept = [
        app.use,
        app.recap_group,
        app.collect_in_person,
        app.charges,
        app.steps,
        app.due,
        app.items,
        app.groups,
    ]
    return [
        slip,
        accepted,
        kept,
        desk.show(number)["steps"],
        _tried(desk, desk.ask, "receipt", application=number),
    ]


def test_one_file_always_gives_the_same_picture(found):
    assert picture(found(), TEXT) == picture(found(), TEXT)


@pytest.mark.parametrize("key", CHANGED)
def test_a_changed_key_changes_what_is_seen_or_is_refused(found, key):
    old, new = CHANGED[key]
    assert old in TEXT
    changed = TEXT.replace(old, new, -1 if key in EVERYWHERE else 1)
    if key in REFUSED:
        with pytest.raises(BadService):
            picture(found(), changed)
    elif key == "Service.starts":
        with pytest.raises(UnknownService):  # it can't be opened yet
            picture(found(), changed)
    else:
        assert picture(found(), changed) != picture(found(), TEXT)
