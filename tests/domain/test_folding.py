"""What two counters wrote while apart: the first counts, the second is a conflict."""

from counter_app.domain import events as e
from counter_app.domain.folding import fold

PLAN = [e.PlannedStep("verify"), e.PlannedStep("sign", ["verify"]), e.PlannedStep("hand_over", ["sign"])]
OPENED = e.ApplicationOpened2(
    service="surat_pengantar", recap_group="Surat", use="", applicant=e.Applicant("Siti"), items=[]
)


def folded(*events):
    entries = [e.Entry("L1-test", n, n, n, "ani", event) for n, event in enumerate(events, start=1)]
    return fold("L1-20260406-0001", entries)


def test_a_step_done_elsewhere_after_the_hand_over_is_a_conflict_and_opens_no_other():
    app = folded(
        OPENED,
        e.ApplicationAccepted(steps=PLAN, due=9),
        e.ApplicationHandedOver2(receiver="Siti"),
        e.StepCompleted(step="verify"),
    )
    assert app.state == "collected"
    assert [act.note for act in app.conflicts] == ["step_completed"]
    assert all(span.until is not None for span in app.spans)


def test_an_acceptance_after_the_hand_over_is_a_conflict():
    app = folded(OPENED, e.ApplicationHandedOver2(receiver="Siti"), e.ApplicationAccepted(steps=PLAN, due=9))
    assert (app.state, app.spans) == ("collected", [])
    assert [act.note for act in app.conflicts] == ["accepted"]
