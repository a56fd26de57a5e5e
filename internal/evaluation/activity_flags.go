package evaluation

import (
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
	p.flagLimits(j, pl)
	for _, other := range records.Find[*v1alpha1.ActivityPlan](p.view, records.PlansByAlliance, records.KeyOf(pl.alliance).String()) {
		if other.Name != j.key.Name && similar(other.Spec, spec) && j.reached(day(other.Spec.FiledOn)) {
			pl.flag(j, "", "spec.activity", v1alpha1.FlagSimilarPlan, messages.New("ActivityPlan/SimilarPlan", "other", other.Name))
			return
		}
	}
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
	if most, ok := limit(limits.PerAlliance); ok {
		var sum money.Fen
		for _, other := range records.Find[*v1alpha1.ActivityPlan](p.view, records.PlansByAlliance, records.KeyOf(pl.alliance).String()) {
			same := records.RefKey(other.Spec.ProgramRef, other.Namespace) == records.KeyOf(pl.program.record)
			if same && j.reached(day(other.Spec.FiledOn)) && !reachedBy(j, other.Spec.CancelledOn) {
				sum += amountOf(other.Spec.Requested)
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

func reachedBy(j *judgement, text v1alpha1.Date) bool { return j.reached(day(text)) }

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

// similar says whether two plans of one alliance may be one activity twice: same type, first day and venue (F-13).
func similar(a, b v1alpha1.ActivityPlanSpec) bool {
	return a.Activity.Type == b.Activity.Type && a.Activity.StartsOn == b.Activity.StartsOn && a.Venue.Type == b.Venue.Type && a.Venue.Name == b.Venue.Name
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
