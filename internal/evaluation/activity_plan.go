package evaluation

import (
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Plan is what is said of a plan for an activity.
type Plan struct {
	Result
	// Digest is what a review of the plan has to name.
	Digest v1alpha1.Digest
	// Approval is how far the chain has come; nil where it was not asked.
	Approval *Approval
	// Release is the decision whether a plan goes on that a revocation has stopped; nil where none is asked for.
	Release *Approval
	// ApprovedOn is the day on which leadership agreed, and Approved the amount that it agreed to; 0 while it has not.
	ApprovedOn calendar.Date
	Approved   money.Fen
	// Started says that it was approved in time and its first day has come.
	Started bool
	// ReportBy is the last day on which it can be reported; 0 while it is not approved, and while the calendar of that day is missing.
	ReportBy calendar.Date
	// Flags are what a person should look at. They block nothing.
	Flags []v1alpha1.Flag

	record       *v1alpha1.ActivityPlan
	alliance     *v1alpha1.Alliance
	division     records.Division
	program      *Program
	filed        calendar.Date
	starts, ends calendar.Date
	// lateToCancel says why its cancellation cancels nothing; nothing where there is none, or it does.
	lateToCancel *messages.Message
}

// ActivityPlan judges a plan to its end: by a municipal alliance (R21), for the year's program (R22), of a type that is supported (R23),
// through the secretariat (R24) to the leadership before its first day (R26); on hold while its alliance is looked into.
func (p *Pass) ActivityPlan(key records.Key) *Plan {
	if known, ok := p.activities[key]; ok {
		return known
	}
	found := *p.runningPlan(key)
	p.activities[key] = &found
	j := p.judge(records.ActivityPlan, key)
	j.result, j.next = found.Result, found.Next
	j.result.Findings = slices.Clip(j.result.Findings) // those of the plan without its flags stay as they are
	if found.Approval != nil {
		p.flagPlan(j, &found)
	}
	found.Result = j.done()
	return &found
}

// runningPlan judges a plan to its end, and compares it with no other: that is what the flags of another ask.
func (p *Pass) runningPlan(key records.Key) *Plan {
	if known, ok := p.running[key]; ok {
		return known
	}
	found := *p.plan(key)
	p.running[key] = &found
	j := p.judge(records.ActivityPlan, key)
	j.result, j.next = found.Result, found.Next
	if found.ApprovedOn != 0 && found.Stalled == nil {
		p.judgeHeldPlan(j, &found)
	}
	found.Result = j.done()
	return &found
}

// plan judges a plan up to its approval, as if nothing held it: that is what its report asks.
func (p *Pass) plan(key records.Key) *Plan {
	if known, ok := p.plans[key]; ok {
		return known
	}
	j := p.judge(records.ActivityPlan, key)
	found := &Plan{}
	p.judgePlan(j, found)
	found.Result = j.done()
	p.plans[key] = found
	return found
}

func (p *Pass) judgePlan(j *judgement, pl *Plan) {
	if !p.readPlan(j, pl) || j.notYet(pl.filed) || p.refusePlan(j, pl) {
		return
	}
	pl.Approval = pl.chain().anew(p.view, &j.timeline)
	if pl.Approval.State == ApprovalComplete {
		pl.ApprovedOn, pl.Approved = pl.Approval.On, pl.agreed()
	}
	if pl.cancelled(p, j) {
		return
	}
	if pl.ApprovedOn == 0 {
		pl.unapproved(j)
		return
	}
	// R26: first the leadership's consent, then the activity.
	if j.refuse("R26", "", "spec.activity.startsOn", pl.ApprovedOn < pl.starts, v1alpha1.ReasonStartsBeforeApproval,
		messages.New("ActivityPlan/StartsBeforeApproval", "starts", pl.starts.String(), "approved", pl.ApprovedOn.String())) {
		return
	}
	pl.ReportBy, _ = p.reportBy(&j.timeline, pl)
	pl.running(j)
}

// readPlan collects what a plan names. Where something is not there the judgement is stalled, and the answer false.
func (p *Pass) readPlan(j *judgement, pl *Plan) bool {
	record, ok := records.Get[*v1alpha1.ActivityPlan](p.view, j.key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
		return false
	}
	pl.record = record
	spec := record.Spec
	spec.CancelledOn = "" // it may be added to what was signed
	if pl.Digest, ok = j.digest(spec); !ok {
		return false
	}
	for _, read := range []struct {
		path string
		text v1alpha1.Date
		into *calendar.Date
	}{
		{"spec.filedOn", spec.FiledOn, &pl.filed},
		{"spec.activity.startsOn", spec.Activity.StartsOn, &pl.starts},
		{"spec.activity.endsOn", spec.Activity.EndsOn, &pl.ends},
	} {
		if *read.into, ok = j.date(read.path, read.text); !ok {
			return false
		}
	}
	if pl.division, ok = p.view.Division(j.key.Namespace); !ok {
		j.noDivision()
		return false
	}
	named := records.Key{Namespace: j.key.Namespace, Name: spec.AllianceRef.Name}
	if pl.alliance, ok = records.Get[*v1alpha1.Alliance](p.view, named); !ok {
		j.missing("spec.allianceRef", records.Alliance, named)
		return false
	}
	named = records.RefKey(spec.ProgramRef, j.key.Namespace)
	program := p.ActivityProgram(named)
	if program.record == nil {
		j.missing("spec.programRef", records.ActivityProgram, named)
		return false
	}
	pl.program = program
	if stalled := program.Stalled; stalled != nil && !program.misplaced { // a plan under one that is no city's is refused
		j.stall(stalled.Reason, stalled.Message)
		return false
	}
	return true
}

// refusePlan asks everything that the plan itself decides, as of the day on which it was filed.
func (p *Pass) refusePlan(j *judgement, pl *Plan) bool {
	if j.refuse("R24", "", "spec.programRef", !pl.program.misplaced, v1alpha1.ReasonOutsideScope,
		messages.New("ActivityPlan/OutsideScope/NotOfACity", "program", records.KeyOf(pl.program.record).String())) {
		return true
	}
	if j.refuse("R22", "", "spec.programRef", pl.program.division.Covers(pl.division), v1alpha1.ReasonOutsideScope,
		messages.New("ActivityPlan/OutsideScope", "program", records.KeyOf(pl.program.record).String(), "division", pl.division.Code)) {
		return true
	}
	if j.refuse("R21", "Q-07", "spec.allianceRef", p.eligible(j, pl), v1alpha1.ReasonNotMunicipalAlliance,
		pl.notMunicipal()) {
		return true
	}
	if j.refuse("R23", "", "spec.activity.type", pl.program.offers(pl.record.Spec.Activity.Type), v1alpha1.ReasonTypeNotOffered,
		messages.New("ActivityPlan/TypeNotOffered", "type", string(pl.record.Spec.Activity.Type))) {
		return true
	}
	return p.refuseUnrecognized(j, pl.alliance, pl.filed)
}

// eligible says whether an alliance is a municipal one (市级产业农合联) by the reading of its program: by its own level, by a star that
// the city awards (four, and no other), or by one of the two (R21, Q-07). No star is needed where the level decides.
func (p *Pass) eligible(j *judgement, pl *Plan) bool {
	asked := pl.program.record.Spec.Eligibility
	if asked != v1alpha1.FourStar && pl.division.Level() == v1alpha1.Municipal {
		return true
	}
	if asked == v1alpha1.OrganisationLevel {
		return false
	}
	star := p.starOn(pl.alliance, pl.filed)
	for _, application := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByAlliance, records.KeyOf(pl.alliance).String()) {
		j.awaits(p.award(records.KeyOf(application)).awardNext)
	}
	return star != nil && star.dossier.terms.Rating == v1alpha1.Four
}

// notMunicipal says whom the program supports.
func (pl *Plan) notMunicipal() messages.Message {
	level, filed := string(pl.division.Level()), pl.filed.String()
	switch pl.program.record.Spec.Eligibility {
	case v1alpha1.FourStar:
		return messages.New("ActivityPlan/NotMunicipalAlliance/FourStar", "filed", filed)
	case v1alpha1.EitherLevelOrStar:
		return messages.New("ActivityPlan/NotMunicipalAlliance/Either", "level", level, "filed", filed)
	default:
		return messages.New("ActivityPlan/NotMunicipalAlliance/OrganisationLevel", "level", level)
	}
}

// chain is the plan's chain of approval: the secretariat, which looks at its frugality, then the leadership, which sets the amount
// (R24, R26, R27).
func (pl *Plan) chain() *subject {
	asked, err := money.Parse(string(pl.record.Spec.Requested))
	if err != nil {
		asked = 0 // admission refuses it; nothing can be agreed to then
	}
	return &subject{
		kind: records.ActivityPlan, key: records.KeyOf(pl.record), digest: pl.Digest, filed: pl.filed,
		stages: pl.program.record.Spec.Stages, awarding: v1alpha1.Municipal, level: pl.level(), duty: signsPlan,
		before: pl.filing(), check: CheckFrugality, setsAmount: true, atMost: asked,
	}
}

// level is that of the alliance; a plan is the city's matter, whichever level the alliance is of.
func (pl *Plan) level() v1alpha1.Authority {
	if records.Rank(pl.division.Level()) > records.Rank(v1alpha1.Municipal) {
		return v1alpha1.Municipal
	}
	return pl.division.Level()
}

// CheckFrugality is the check that the secretariat records of a plan (以节俭、高效的目标要求, R27).
const CheckFrugality = "Frugality"

// filing are the acts that begin the case.
func (pl *Plan) filing() acts {
	return acts{{duty: filesPlan, by: pl.record.Spec.FiledBy}}
}

// agreed is the amount of the leadership's signatures: of several the least.
func (pl *Plan) agreed() money.Fen {
	var least money.Fen
	for i, review := range pl.Approval.last().Counted {
		amount, err := money.Parse(string(review.Spec.Amount))
		if err == nil && (i == 0 || amount < least) {
			least = amount
		}
	}
	return least
}

// cancelled ends a plan that was given up in time.
func (pl *Plan) cancelled(p *Pass, j *judgement) bool {
	on := day(pl.record.Spec.CancelledOn)
	if !j.reached(on) {
		return false
	}
	if pl.lateToCancel = pl.tooLateToCancel(p, j, on); pl.lateToCancel != nil {
		return false
	}
	j.no(v1alpha1.ReasonCancelled, messages.New("ActivityPlan/Cancelled", "on", on.String()))
	return true
}

// tooLateToCancel says why a cancellation cancels nothing: money was entered, whatever day is written down since, or the activity was held or
// reported by then, and is accepted or not as people see it. It looks at what the report declares alone, since the report asks the plan; a day
// before the first one of the plan is none on which the activity was held.
func (pl *Plan) tooLateToCancel(p *Pass, j *judgement, on calendar.Date) *messages.Message {
	if len(p.entriesOf(records.ActivityReport, j.key)) > 0 {
		says := messages.New("ActivityPlan/CancelledTooLate/Entered", "on", on.String())
		return &says
	}
	report, ok := records.Get[*v1alpha1.ActivityReport](p.view, j.key)
	if !ok || !j.reached(day(report.Spec.ReportedOn)) {
		return nil
	}
	first := day(report.Spec.ReportedOn)
	for _, held := range report.Spec.HeldOn {
		if day := day(held); day >= pl.starts {
			first = min(first, day)
		}
	}
	if on < first {
		return nil
	}
	says := messages.New("ActivityPlan/CancelledTooLate", "on", on.String(), "held", first.String())
	return &says
}

// unapproved says what a plan waits for, or what ended it, before the leadership agreed. One whose first day comes before that has missed
// it: it has to be dated anew, and signed anew.
func (pl *Plan) unapproved(j *judgement) {
	j.waitsForApproval(pl.Approval, v1alpha1.ReasonUnderReview)
	if pl.Approval.State != ApprovalRejected && j.reached(pl.starts) {
		j.no(v1alpha1.ReasonMissedStart, messages.New("ActivityPlan/MissedStart", "starts", pl.starts.String()))
	}
}

// running says how far an approved activity has come.
func (pl *Plan) running(j *judgement) {
	pl.Started = j.reached(pl.starts)
	switch {
	case !pl.Started:
		j.yes(v1alpha1.ReasonApproved, messages.New("ActivityPlan/Approved", "amount", pl.Approved.String(), "on", pl.ApprovedOn.String(), "starts", pl.starts.String()))
	case !j.reached(pl.ends.AddDays(1)):
		j.yes(v1alpha1.ReasonInProgress, messages.New("ActivityPlan/InProgress", "starts", pl.starts.String(), "ends", pl.ends.String()))
	default:
		j.yes(v1alpha1.ReasonCompleted, messages.New("ActivityPlan/Completed", "ends", pl.ends.String(), "by", orOpen(pl.ReportBy)))
	}
}

// over says whether a plan came to its end without being held.
func (r *Result) over() bool { return r.Outcome != nil && r.Outcome.Status == metav1.ConditionFalse }

// reportBy is the last day on which an activity can be reported: so many days after its last day, and where nobody works on that, the
// next working day. 0 while the calendar that this needs is missing, of the year that is told.
func (p *Pass) reportBy(t *timeline, pl *Plan) (by calendar.Date, missing int) {
	last := pl.ends.AddDays(int(pl.program.record.Spec.ReportWithinDays))
	by, err := workdaysOf(p.view, t).after(last.AddDays(-1))
	if err != nil {
		missing, _ = calendar.MissingYear(err)
		return 0, missing
	}
	return by, 0
}
