package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Acceptance is a report with what its ledger made of it.
type Acceptance struct {
	*Report
	// Result of the whole: what the report waits for, that it was accepted, or why not.
	Result Result
	// Granted is the money that the ledger entered because of the report, and Entry the entry that granted it; none where Entry is empty.
	Granted money.Fen
	Entry   string
}

// ActivityReport judges a report to its end. What the ledger has entered stands, whatever became of the records; before that the
// report's own conditions decide, then the queue of its budget. Its money is its own line's: no star adds to it or takes from it (F-12).
func (p *Pass) ActivityReport(key records.Key) *Acceptance {
	a := &Acceptance{Report: p.report(key)}
	j := p.judge(records.ActivityReport, key)
	j.result, j.next = a.Report.Result, a.Next
	p.judgeAcceptance(j, a)
	a.Result = j.done()
	return a
}

// ClaimOfReport is the claim that a report makes, and the ledger that pays it; without a name while the plan or its program is not known. It
// asks nothing of the ledger, so that it costs no more where many wait in its queue.
func (p *Pass) ClaimOfReport(key records.Key) (records.Key, v1alpha1.Claim) {
	report := p.report(key)
	return report.Ledger, report.Claim
}

func (p *Pass) judgeAcceptance(j *judgement, a *Acceptance) {
	if a.Ledger.Name == "" || j.result.Stalled != nil {
		return
	}
	chain, account, ok := p.account(j, a.Ledger, a.Claim)
	if !ok {
		return
	}
	var last *v1alpha1.FundingDisbursement
	a.Granted, a.Entry, last = enteredBy(chain, records.ActivityReport, j.key)
	switch {
	case last != nil && account.Done(ledger.KeyOf(last.Spec.Cause)):
		if a.AcceptedOn == 0 || a.Approval.Digest != a.Digest {
			j.putBack("spec", messages.New("AwardRequest/EvidenceGone", "record", j.key.String()))
		}
		if a.moved {
			j.putBack("spec.planRef", messages.New("AwardRequest/LedgerMoved", "ledger", a.Ledger.String()))
		}
		j.yes(v1alpha1.ReasonAccepted, messages.New("ActivityReport/Accepted", "amount", a.Granted.String(), "entry", last.Name))
	case a.AcceptedOn != 0:
		p.awaitIncidents(&j.timeline, a.plan.alliance)
		program := records.KeyOf(a.plan.program.record)
		reason := p.judgeQueue(j, field{"spec.ledgerRef", records.ActivityProgram, program}, wanted{a.Ledger, a.Claim, records.ActivityReport, j.key, a.AcceptedOn})
		held, _ := p.heldPlan(j.key, p.asOf)
		if held && (reason == v1alpha1.ReasonOnHold || reason == v1alpha1.ReasonAwaitingDayEnd) {
			p.sayHeld(j, a.plan)
			if j.result.over() {
				j.result.Outcome.Reason = v1alpha1.ReasonNotAccepted
			}
		}
	}
}

// planSteps are the changes of what the claim of a plan comes to: its accepted report raises it to what is payable, once. Nothing
// lowers it: a revocation holds what runs, and takes nothing of what was accepted (F-12, Q-29).
func (p *Pass) planSteps(ledgerKey records.Key, claim v1alpha1.Claim) ledger.ClaimSteps {
	all := ledger.ClaimSteps{Claim: claim}
	r := p.report(records.Key{Namespace: claim.Plan.Namespace, Name: claim.Plan.Name})
	if r.AcceptedOn == 0 || r.Ledger != ledgerKey {
		return all
	}
	step := ledger.Step{
		Claim: claim,
		Cause: v1alpha1.Cause{
			Kind: string(records.ActivityReport), Namespace: r.record.Namespace, Name: r.record.Name,
			Stage: r.Approval.last().Stage.Name, Digest: r.Approval.Digest,
		},
		EffectiveOn: r.AcceptedOn, Net: r.Payable, Type: v1alpha1.EntryActivity, Payee: r.payee(),
		Year: budgetYear(r.AcceptedOn), Rules: r.plan.program.rules(),
	}
	all.Steps = []ledger.Step{step}
	return all
}

// reportEvident says whether a report is in view as it was accepted, with the reviews that accepted it.
func (p *Pass) reportEvident(key records.Key, cause v1alpha1.Cause) bool {
	r := p.report(key)
	return r.record != nil && r.Digest == cause.Digest && r.AcceptedOn != 0
}

// caseOfReport are the acts of a plan with its report, before any payment.
func (p *Pass) caseOfReport(key records.Key) acts {
	r := p.report(key)
	if r.record == nil || r.plan == nil || r.plan.record == nil {
		return nil
	}
	done := append(r.plan.filing(), act{duty: filesReport, by: r.record.Spec.FiledBy})
	t := timeline{asOf: p.asOf}
	if r.plan.Approval != nil {
		done = r.before(p, &t)
	}
	if r.Approval != nil {
		done = append(done, r.Approval.signed...)
	}
	return done
}

// OpenReports are the reports of whose plans a ledger may still have to enter something: those of every program that it pays, less those
// whose step is done.
func OpenReports(view records.View, key records.Key) []records.Key {
	var found []records.Key
	for _, program := range records.Find[*v1alpha1.ActivityProgram](view, records.ProgramsByLedger, key.String()) {
		for _, plan := range records.Find[*v1alpha1.ActivityPlan](view, records.PlansByProgram, records.KeyOf(program).String()) {
			report := records.KeyOf(plan)
			if _, ok := view.Get(records.ActivityReport, report); ok && !stepDone(view, records.ActivityReport, report) {
				found = append(found, report)
			}
		}
	}
	return found
}

// openPlans are the claims of accepted reports on a ledger that are not entered. It notes when time alone brings another.
func (p *Pass) openPlans(key records.Key, moves *timeline) (found []v1alpha1.Claim) {
	for _, report := range OpenReports(p.view, key) {
		judged := p.report(report)
		moves.awaits(judged.Next)
		if judged.AcceptedOn != 0 && judged.Ledger == key {
			found = append(found, judged.Claim)
		}
	}
	return found
}

// wanted is a step that a record waits for, and since when it is complete.
type wanted struct {
	ledger records.Key
	claim  v1alpha1.Claim
	kind   records.Kind
	key    records.Key
	on     calendar.Date
}
