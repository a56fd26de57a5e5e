package evaluation

import (
	"slices"
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// flagPlan notes what a person should look at before signing (R27-R29, Q-24, F-13). Nothing of it refuses a plan: people decide.
func (p *Pass) flagPlan(j *judgement, pl *Plan) {
	spec := pl.record.Spec
	if spec.Venue.Type == v1alpha1.VenueOther {
		pl.flag(j, "R28", "spec.venue.type", v1alpha1.FlagVenueOther, messages.New("ActivityPlan/VenueOther", "reason", spec.Venue.Reason))
	}
	if spec.Activity.Format == v1alpha1.FormatOther {
		pl.flag(j, "R29", "spec.activity.format", v1alpha1.FlagFormatOther, messages.New("ActivityPlan/FormatOther", "reason", spec.Activity.Reason))
	}
	if review := pl.unfrugal(); review != nil {
		pl.flag(j, "R27", "spec.costs", v1alpha1.FlagFrugalityFailed, messages.New("ActivityPlan/FrugalityFailed", "by", review.Name))
	}
	if late := pl.lateToCancel; late != nil {
		pl.flag(j, "", "spec.cancelledOn", v1alpha1.FlagCancelledTooLate, *late)
	}
	p.flagLimits(j, pl)
	for _, other := range records.Find[*v1alpha1.ActivityPlan](p.view, records.PlansByAlliance, records.KeyOf(pl.alliance).String()) {
		if other.Name != j.key.Name && similar(other.Spec, spec) && j.reached(day(other.Spec.FiledOn)) {
			pl.flag(j, "", "spec.activity", v1alpha1.FlagSimilarPlan, messages.New("ActivityPlan/SimilarPlan", "other", other.Name,
				"starts", string(other.Spec.Activity.StartsOn), "ends", string(other.Spec.Activity.EndsOn)))
			return
		}
	}
}

// asking are the plans of an alliance that were filed and ask for money: those that were refused or given up ask for none.
func (p *Pass) asking(j *judgement, pl *Plan) (found []*Plan) {
	for _, record := range records.Find[*v1alpha1.ActivityPlan](p.view, records.PlansByAlliance, records.KeyOf(pl.alliance).String()) {
		other := p.runningPlan(records.KeyOf(record))
		j.awaits(other.Next)
		if other.Stalled == nil && !other.over() && !other.Is(v1alpha1.ReasonNotYet) {
			found = append(found, other)
		}
	}
	return found
}

func (pl *Plan) flag(j *judgement, rule, path string, flag v1alpha1.Flag, says messages.Message) {
	pl.Flags = append(pl.Flags, flag)
	j.warn(rule, "", path, string(flag), says)
}

// flagLimits compares a plan with the limits of its program: by activity, by alliance and year, and by person and day (R27, Q-24).
func (p *Pass) flagLimits(j *judgement, pl *Plan) {
	limits := pl.program.record.Spec.Limits
	if limits == nil {
		return
	}
	asked := amountOf(pl.record.Spec.Requested)
	if most, ok := limit(limits.PerActivity); ok && asked > most {
		pl.flag(j, "R27", "spec.requested", v1alpha1.FlagOverActivityLimit, messages.New("ActivityPlan/OverActivityLimit", "asked", asked.String(), "most", most.String()))
	}
	if most, ok := limit(limits.PerAlliance); ok && !pl.over() {
		var sum money.Fen
		for _, other := range p.asking(j, pl) {
			if records.KeyOf(other.program.record) == records.KeyOf(pl.program.record) {
				sum += amountOf(other.record.Spec.Requested)
			}
		}
		if sum > most {
			pl.flag(j, "R27", "spec.requested", v1alpha1.FlagOverAllianceLimit, messages.New("ActivityPlan/OverAllianceLimit", "asked", sum.String(), "most", most.String()))
		}
	}
	days := int64(pl.ends-pl.starts) + 1
	heads := int64(pl.record.Spec.Activity.Participants) * days
	if most, ok := limit(limits.PerPersonDay); ok && heads > 0 && above(sumOf(pl.record.Spec.Costs), money.Fen(heads), most) {
		pl.flag(j, "R27", "spec.costs", v1alpha1.FlagOverPersonDayLimit, messages.New("ActivityPlan/OverPersonDayLimit", "cost", sumOf(pl.record.Spec.Costs).String(),
			"people", strconv.Itoa(int(pl.record.Spec.Activity.Participants)), "days", strconv.FormatInt(days, 10), "most", most.String()))
	}
}

// above says whether a sum is more than so much for each head. It divides, since a product may be too large.
func above(sum, heads, most money.Fen) bool {
	return sum/heads > most || sum/heads == most && sum%heads > 0
}

func limit(text v1alpha1.Yuan) (money.Fen, bool) {
	if text == "" {
		return 0, false
	}
	most, err := money.Parse(string(text))
	return most, err == nil
}

// unfrugal is the signature that approved a plan although its check of frugality was not passed; nil where there is none.
func (pl *Plan) unfrugal() *v1alpha1.Review {
	for i := range pl.Approval.Stages {
		for _, review := range pl.Approval.Stages[i].Counted {
			for _, check := range review.Spec.Checks {
				if check.Name == CheckFrugality && !check.Passed && review.Spec.Verdict == v1alpha1.Approve {
					return review
				}
			}
		}
	}
	return nil
}

// similar says whether two plans of one alliance may be one activity twice: at one venue on one of their days, whatever they call it (F-13).
func similar(a, b v1alpha1.ActivityPlanSpec) bool {
	return a.Venue.Name == b.Venue.Name && a.Activity.StartsOn <= b.Activity.EndsOn && b.Activity.StartsOn <= a.Activity.EndsOn
}

// amountOf reads an amount of somebody's record; what can't be read is nothing, as admission refuses it.
func amountOf(text v1alpha1.Yuan) money.Fen {
	amount, err := money.Parse(string(text))
	if err != nil {
		return 0
	}
	return amount
}

func sumOf(costs []v1alpha1.PlannedCost) (sum money.Fen) {
	for _, cost := range costs {
		sum += amountOf(cost.Amount)
	}
	return sum
}

func funded(list []v1alpha1.Funding) (sum money.Fen) {
	for _, one := range list {
		sum += amountOf(one.Amount)
	}
	return sum
}

// flagReport notes what a person should look at before accepting a report. It blocks nothing.
func (p *Pass) flagReport(j *judgement, r *Report) {
	note := func(rule, path string, flag v1alpha1.Flag, says messages.Message) {
		r.Flags = append(r.Flags, flag)
		j.warn(rule, "", path, string(flag), says)
	}
	if declared := funded(r.plan.record.Spec.OtherFunding); r.others < declared {
		note("R58", "spec.otherFunding", v1alpha1.FlagFundingMissing, messages.New("ActivityReport/FundingMissing", "declared", declared.String(), "reported", r.others.String()))
	}
	if slices.ContainsFunc(r.record.Spec.Costs, func(line v1alpha1.ReportedCost) bool { return line.Invoice == "" }) {
		note("", "spec.costs", v1alpha1.FlagInvoiceMissing, messages.New("ActivityReport/InvoiceMissing"))
	}
	if title, other, ok := p.sharedEvidence(j, r.record); ok {
		note("", "spec.evidence", v1alpha1.FlagSharedEvidence, messages.New("ActivityReport/SharedEvidence", "title", title, "other", other.String()))
	}
	for _, held := range r.record.Spec.HeldOn {
		if on := day(held); on < r.plan.starts || on > r.plan.ends {
			note("", "spec.heldOn", v1alpha1.FlagHeldOutsidePlan, messages.New("ActivityReport/HeldOutsidePlan", "held", string(held), "starts", r.plan.starts.String(), "ends", r.plan.ends.String()))
			return
		}
	}
}

// sharedEvidence finds a document of a report that another report shows too, by its content, and of several such reports the first (F-13).
func (p *Pass) sharedEvidence(j *judgement, report *v1alpha1.ActivityReport) (title string, first records.Key, found bool) {
	for _, shown := range report.Spec.Evidence {
		if shown.SHA256 == "" {
			continue
		}
		for _, other := range records.Find[*v1alpha1.ActivityReport](p.view, records.ReportsByEvidence, shown.SHA256) {
			key := records.KeyOf(other)
			if key == j.key || !j.reached(day(other.Spec.ReportedOn)) || found && key.String() > first.String() {
				continue
			}
			title, first, found = shown.Title, key, true
		}
		if found {
			return title, first, true
		}
	}
	return "", records.Key{}, false
}
