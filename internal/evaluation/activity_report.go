package evaluation

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Report is what is said of a report up to its acceptance. What the ledger made of it is told by its entries.
type Report struct {
	Result
	// Digest is what a review of the report has to name.
	Digest v1alpha1.Digest
	// Approval is how far its acceptance has come; nil where it was not asked.
	Approval *Approval
	// AcceptedOn is the day on which the last stage was signed: its place in the queue. 0 while it is not accepted.
	AcceptedOn calendar.Date
	// Cost in all, and Payable of it: the least of cost, approval, and what others did not pay (F-13).
	Cost, Payable money.Fen
	// Claim that the money belongs to, and Ledger that pays it; they are known once the plan's program is.
	Claim  v1alpha1.Claim
	Ledger records.Key
	// Flags are what a person should look at. They block nothing.
	Flags []v1alpha1.Flag

	record *v1alpha1.ActivityReport
	plan   *Plan
	others money.Fen // what others paid
	moved  bool      // the program names another ledger now than the one that paid
	// passed says that all holds that is asked of the report by itself; taken is what people said to it then, and ended the decision of the
	// leadership that ended its plan meanwhile. takenNext is the next date at which time alone can change these two.
	passed    bool
	taken     *Approval
	ended     *release
	takenNext calendar.Date
}

// report judges a report up to its acceptance: of an approved plan, in time, with invoices that nobody used before, and accepted by
// others than those who filed and signed the plan. Accepted, it is the activity's request for money.
func (p *Pass) report(key records.Key) *Report {
	if known, ok := p.reports[key]; ok {
		return known
	}
	found := *p.toldReport(key)
	p.reports[key] = &found
	j := p.judge(records.ActivityReport, key)
	j.result, j.next = found.Result, found.Next
	if found.passed {
		p.judgeAccepted(j, &found)
	}
	found.Result = j.done()
	found.Findings = slices.Clip(found.Findings) // what is added for one who asks is not seen by the next
	return &found
}

// toldReport judges a report by itself: everything but whose its invoices are. It asks no other report, so that no two of them can ask
// each other for ever.
func (p *Pass) toldReport(key records.Key) *Report {
	if known, ok := p.told[key]; ok {
		return known
	}
	j := p.judge(records.ActivityReport, key)
	found := &Report{}
	p.judgeTold(j, found)
	found.Result = j.done()
	found.Findings = slices.Clip(found.Findings)
	p.told[key] = found
	return found
}

func (p *Pass) judgeTold(j *judgement, r *Report) {
	record, ok := records.Get[*v1alpha1.ActivityReport](p.view, j.key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
		return
	}
	r.record = record
	if r.Digest, ok = j.digest(record.Spec); !ok {
		return
	}
	reported, ok := j.date("spec.reportedOn", record.Spec.ReportedOn)
	if !ok {
		return
	}
	named := records.Key{Namespace: j.key.Namespace, Name: record.Spec.PlanRef.Name}
	r.plan = p.plan(named)
	if r.plan.record == nil {
		j.missing("spec.planRef", records.ActivityPlan, named)
		return
	}
	if stalled := r.plan.Stalled; stalled != nil {
		j.stall(stalled.Reason, stalledOf(records.ActivityPlan, named, stalled))
		return
	}
	if r.plan.program == nil {
		return
	}
	r.price()
	r.Ledger, r.moved = p.payingLedger(records.ActivityReport, j.key, r.plan.program.ledger())
	if j.notYet(reported) || p.refuseReport(j, r, reported) {
		return
	}
	r.passed = true
	t := timeline{asOf: p.asOf}
	r.taken = p.acceptance(&t, r, reported)
	r.ended = p.endedByLeadership(&t, r.plan, r.taken)
	r.takenNext = t.next
}

// stands says whether a report was refused by nobody and nothing, as far as it is judged by itself.
func (r *Report) stands() bool {
	return r.passed && r.taken.State != ApprovalRejected && r.ended == nil
}

// judgeAccepted asks whose the invoices of a report are, unless people refused it anyway, and then what came of its acceptance.
func (p *Pass) judgeAccepted(j *judgement, r *Report) {
	j.awaits(r.takenNext)
	if r.stands() && p.refuseInvoice(j, r.record) {
		return
	}
	p.flagReport(j, r)
	r.Approval = r.taken
	if j.waitsForApproval(r.Approval, v1alpha1.ReasonUnderReview) {
		if r.Approval.State == ApprovalRejected {
			j.result.Outcome.Reason = v1alpha1.ReasonNotAccepted
		}
		return
	}
	if r.ended != nil {
		j.no(v1alpha1.ReasonNotAccepted, r.ended.ended())
		return
	}
	r.AcceptedOn = r.Approval.On
}

// price finds what is payable: the least of what the activity cost, what leadership agreed to, and what others did not pay (F-13).
func (r *Report) price() {
	for _, line := range r.record.Spec.Costs {
		r.Cost += amountOf(line.Amount)
	}
	r.others = funded(r.record.Spec.OtherFunding)
	r.Payable = min(r.plan.Approved, r.Cost, max(0, r.Cost-r.others))
	r.Claim = v1alpha1.Claim{Plan: &v1alpha1.Ref{Namespace: r.plan.record.Namespace, Name: r.plan.record.Name}}
}

// refuseReport asks everything that decides about a report by itself, before people accept it.
func (p *Pass) refuseReport(j *judgement, r *Report, reported calendar.Date) bool {
	plan := r.plan
	if plan.Outcome == nil || !plan.approved() {
		j.awaits(plan.Next)
		return j.planOpen(plan)
	}
	first := calendar.Max
	for _, held := range r.record.Spec.HeldOn {
		first = min(first, day(held))
	}
	if j.refuse("R26", "", "spec.heldOn", plan.ApprovedOn < first, v1alpha1.ReasonNotAccepted,
		messages.New("ActivityReport/HeldBeforeApproval", "held", first.String(), "approved", plan.ApprovedOn.String())) {
		return true
	}
	late, unknown := p.late(j, plan, reported)
	return late || unknown
}

// approved says whether leadership agreed to a plan in time, and nobody gave it up.
func (pl *Plan) approved() bool {
	return pl.Is(v1alpha1.ReasonApproved, v1alpha1.ReasonInProgress, v1alpha1.ReasonCompleted)
}

// planOpen says that a report waits for its plan, or has none that stands.
func (j *judgement) planOpen(plan *Plan) bool {
	if plan.over() {
		return j.refuse("R26", "", "spec.planRef", false, v1alpha1.ReasonNotAccepted,
			messages.New("ActivityReport/PlanEnded", "plan", plan.record.Name, "reason", plan.Outcome.Reason))
	}
	j.unknown(v1alpha1.ReasonUnderReview, messages.New("ActivityReport/PlanOpen", "plan", plan.record.Name))
	return true
}

// late says whether a report came after its time. While the calendar of the last day is missing, one that came after that day waits for it.
func (p *Pass) late(j *judgement, plan *Plan, reported calendar.Date) (late, unknown bool) {
	last := plan.ends.AddDays(int(plan.program.record.Spec.ReportWithinDays))
	by, missing := p.reportBy(&j.timeline, plan)
	if by == 0 && reported > last {
		j.unknown(v1alpha1.ReasonCalendarMissing, messages.New("ActivityReport/CalendarMissing",
			"reported", reported.String(), "by", last.String(), "year", yearText(missing)))
		return false, true
	}
	return j.refuse("", "", "spec.reportedOn", reported <= max(by, last), v1alpha1.ReasonLate,
		messages.New("ActivityReport/Late", "reported", reported.String(), "by", max(by, last).String())), false
}

// acceptance is the chain by which a report is accepted, by others than those who filed and signed its plan (SD-1, SD-5).
func (p *Pass) acceptance(t *timeline, r *Report, reported calendar.Date) *Approval {
	s := &subject{
		kind: records.ActivityReport, key: records.KeyOf(r.record), digest: r.Digest, filed: reported,
		stages: r.plan.program.record.Spec.Acceptance, awarding: v1alpha1.Municipal, level: r.plan.level(), duty: acceptsReport,
		before: r.before(p, t),
	}
	return p.claimApproval(t, s)
}

// before are the acts of the case before anybody accepts the report.
func (r *Report) before(p *Pass, t *timeline) acts {
	done := append(r.plan.filing(), act{duty: filesReport, by: r.record.Spec.FiledBy})
	done = append(done, r.plan.Approval.signed...)
	for _, release := range p.releases(t, r.plan, nil) {
		done = append(done, release.approval.dated()...) // one that comes later does not undo an acceptance
	}
	return done
}

// payee is the alliance, or the host of one without a credit code.
func (r *Report) payee() *v1alpha1.Payee {
	spec := r.plan.alliance.Spec
	if spec.CreditCode == "" && spec.Host != nil {
		return &v1alpha1.Payee{Name: spec.Host.DisplayName, CreditCode: spec.Host.CreditCode}
	}
	return &v1alpha1.Payee{Name: spec.DisplayName, CreditCode: spec.CreditCode}
}
