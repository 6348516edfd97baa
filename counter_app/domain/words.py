"""The words that people read for the codes that the program keeps."""

from __future__ import annotations

from counter_app.i18n import N_, _

STATES = ("checking", "returned", "in_process", "ready", "collected", "closed")
CAUSES = ("citizen", "blangko", "signature", "agency", "disruption", "office")
DISRUPTIONS = ("siak", "recorder", "printer", "power")
QUEUES = {  # what each is for (msgids)
    "A": N_("KTP"),
    "B": N_("Family card"),
    "C": N_("Moves"),
    "D": N_("Letters"),
    "E": N_("Recommendations"),
    "F": N_("Collection"),
    "G": N_("Information"),
}
ROLES = ("clerk", "supervisor", "camat", "admin")


def state_label(state: str) -> str:
    """Return the words for an application's state."""
    return {
        "checking": _("Being checked"),
        "returned": _("Returned to complete"),
        "in_process": _("In process"),
        "ready": _("Ready to collect"),
        "collected": _("Collected"),
        "closed": _("Closed"),
        "rejected": _("Rejected"),
        "withdrawn": _("Application withdrawn"),
    }.get(state, state)


def step_label(step: str) -> str:
    """Return the words for a step; one that comes twice has a suffix: ``verify_lapangan``."""
    words = {
        "verify": _("Verify"),
        "record": _("Record biometrics"),
        "dedupe": _("Check for double records at the centre"),
        "enter": _("Enter in SIAK"),
        "draft": _("Draft"),
        "print": _("Print"),
        "initial": _("Initials"),
        "sign": _("Signature"),
        "register": _("Number and stamp"),
        "forward": _("Forward to the agency"),
        "receive": _("Receive from the agency"),
        "hand_over": _("Hand over"),
    }
    kind = next((known for known in words if step == known or step.startswith(known + "_")), "")
    return words.get(kind, step)


def cause_label(cause: str) -> str:
    """Return the words for why an application stands still."""
    return {
        "citizen": _("Waiting for the citizen"),
        "blangko": _("Waiting for blank cards"),
        "signature": _("Waiting for a signature"),
        "agency": _("With another agency"),
        "disruption": _("Disruption"),
        "office": _("In the office's hands"),
    }.get(cause, cause)


def kind_label(kind: str) -> str:
    """Return the name of a kind of blank stock."""
    return {"ktp_el": _("KTP-el"), "kia": _("KIA"), "kk": _("KK")}.get(kind, kind)


def form_label(form: str) -> str:
    """Return how a form of deputy is written."""
    return {
        "plh": "Plh.",
        "plt": "Plt.",
        "an_sekcam": _("a.n. Camat, by the secretary"),
        "an_kasi": _("a.n. Camat, by the head of section"),
        "ub": "u.b.",
    }.get(form, form)


def short_form(form: str) -> str:
    """Return how a form of deputy is written before a name: ``a.n.``."""
    return {"plh": "Plh.", "plt": "Plt.", "ub": "u.b."}.get(form, "a.n.")


def disruption_label(what: str) -> str:
    """Return the words for what is down."""
    return {
        "siak": _("SIAK"),
        "recorder": _("Recording device"),
        "printer": _("Card printer"),
        "power": _("Electricity"),
    }.get(what, what)


def queue_label(group: str) -> str:
    """Return what a queue is for."""
    return _(QUEUES[group]) if group in QUEUES else group


def group_label(group: str) -> str:
    """Return the words for a recap group; one that an office made has its own name."""
    return {
        "Pindah": _("Moves"),
        "Surat": _("Letters"),
        "Rekomendasi": _("Recommendations"),
    }.get(group, group)


def ticket_class_label(klass: str) -> str:
    """Return the words for a class of ticket."""
    return {
        "regular": _("Regular"),
        "priority": _("Priority"),
        "returning": _("Returning with papers"),
    }.get(klass, klass)


def agency_label(agency: str) -> str:
    """Return the name of another agency."""
    return {"dukcapil": "Disdukcapil"}.get(agency, agency)


def addressee(agency: str, city: str) -> str:
    """Return to whom a list for an agency is addressed, with the city or regency behind it."""
    if agency == "dukcapil":
        return f"Kepala Dinas Kependudukan dan Pencatatan Sipil {city}"
    return _("the head of {agency}").format(agency=agency_label(agency))


def official_label(role: str) -> str:
    """Return the words for the post of whoever signs on paper."""
    return {
        "camat": "Camat",
        "sekcam": _("Secretary (sekcam)"),
        "kasi": _("Head of section (kasi)"),
    }.get(role, role)


def short_official(role: str) -> str:
    """Return the post of whoever signs as people say it: ``Sekcam``."""
    return role.capitalize()


def role_meaning(role: str) -> str:
    """Return in a sentence what a staff role may do (design, Staff)."""
    return {
        "clerk": _("Serves at the counter: queue, applications, papers, blank stock."),
        "supervisor": _("A clerk who also sees to staff, stock-taking, absences, reports and backups."),
        "camat": _("Reads everything, signs, enters absences. Does not serve at the counter."),
        "admin": _("Staff, settings, backups and restoring. Does not serve; an office can do without."),
    }.get(role, "")


def role_label(role: str) -> str:
    """Return the words for a staff role."""
    return {
        "clerk": _("Counter clerk"),
        "supervisor": _("Supervisor"),
        "camat": "Camat",
        "admin": _("Administrator"),
    }.get(role, role)
