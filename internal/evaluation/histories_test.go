package evaluation_test

import (
	"fmt"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// uniform draws a number below another, each as likely as the next: what rapid draws by itself is mostly small. It shrinks to 0.
func uniform(t *rapid.T, below int, label string) int {
	x := rapid.Uint64().Draw(t, label)
	x = (x ^ x>>33) * 0xff51afd7ed558ccd
	return int((x ^ x>>33) % uint64(below)) //nolint:gosec // below a small number
}

// chance draws true once in so many times.
func chance(t *rapid.T, of int, label string) bool { return uniform(t, of, label) == of-1 }

// moved draws a date some days earlier or later.
func moved(t *rapid.T, date v1alpha1.Date, earlier, later int) v1alpha1.Date {
	parsed, err := calendar.Parse(string(date))
	if err != nil {
		return date
	}
	return v1alpha1.Date(parsed.AddDays(uniform(t, earlier+later+1, "days") - earlier).String())
}

// drawHistory draws a register in which most of what can happen does: cases of three alliances over two years, each with something out
// of place. The calendars are amended only where that is asked for.
func drawHistory(t *rapid.T, amended bool) (*world, []*starCase) {
	w := newWorld()
	w.round(2024)
	var cases []*starCase
	for _, who := range []struct{ namespace, name, code string }{{"zhuji", "torreya", torreyaCode}, {"xinchang", "bean", beanCode}, {"shaoxing", "tea", ""}} {
		alliance := w.alliance(who.namespace, who.name, who.code)
		if chance(t, 8, "dissolved") {
			alliance.Spec.DissolvedOn = moved(t, "2025-06-01", 200, 300)
		}
		if chance(t, 6, "recognised late") {
			alliance.Spec.Recognition.Notice.OpensOn = moved(t, "2025-04-10", 100, 20)
		}
		for _, year := range []int32{2024, 2025} {
			for _, rating := range []v1alpha1.Rating{v1alpha1.Three, v1alpha1.Four, v1alpha1.Five} {
				if chance(t, 2, "applies") {
					c := w.star(alliance, year, rating)
					c.disturb(t)
					cases = append(cases, c)
				}
			}
		}
	}
	for _, year := range []string{"2024", "2025"} {
		drawTerms(t, get[*v1alpha1.EvaluationRound](w, "shaoxing", year))
		if amended && chance(t, 2, "amended") {
			notice := get[*v1alpha1.WorkCalendar](w, "", year)
			notice.Spec.Amendments = []v1alpha1.CalendarAmendment{{
				PublishedOn: moved(t, v1alpha1.Date(year+"-06-04"), 10, 10),
				Holidays:    []v1alpha1.Date{moved(t, v1alpha1.Date(year+"-06-09"), 8, 8)},
				Workdays:    []v1alpha1.Date{moved(t, v1alpha1.Date(year+"-06-09"), 8, 8)},
			}}
		}
	}
	return w, cases
}

func drawTerms(t *rapid.T, round *v1alpha1.EvaluationRound) {
	spec := &round.Spec
	spec.RequireLowerStar = rapid.SampledFrom([]string{v1alpha1.RequireOff, v1alpha1.RequireWarn, v1alpha1.RequireDeny}).Draw(t, "require lower")
	spec.RepeatAward = rapid.SampledFrom([]string{v1alpha1.PerYear, v1alpha1.FirstTimeOnly}).Draw(t, "repeat")
	spec.SameYearUpgrade = rapid.SampledFrom([]string{v1alpha1.TopUp, v1alpha1.SumOfAwards}).Draw(t, "upgrade")
	spec.Notice.WorkingDays = int32(1 + uniform(t, 10, "notice")) //nolint:gosec // between 1 and 10
	if chance(t, 3, "binding") {
		spec.Ratings[1].MinPoints, spec.Ratings[1].Enforcement = "92", v1alpha1.Binding
	}
	if chance(t, 5, "a tie") {
		spec.Panel = []v1alpha1.Panelist{{Account: "reviewer-1", Ties: []v1alpha1.Tie{{CreditCode: torreyaCode, Until: moved(t, on(spec.Year-2, "06-01"), 60, 60)}}}}
	}
}

// deciding is the authority of each rating (R13).
var deciding = map[v1alpha1.Rating]v1alpha1.Authority{v1alpha1.Three: v1alpha1.County, v1alpha1.Four: v1alpha1.Municipal, v1alpha1.Five: v1alpha1.Provincial}

// disturb changes a case here and there.
func (c *starCase) disturb(t *rapid.T) {
	for _, name := range []string{"Recommendation", "Endorsement", "Appraisal-1", "Appraisal-2", "Appraisal-3", "Decision", "Check", "Leadership"} {
		if review := c.reviews[name]; review != nil && chance(t, 12, "disturbed") {
			disturbReview(t, review)
			if chance(t, 6, "gone") {
				c.without(name)
			}
		}
	}
	for i := range uniform(t, 6, "objections") / 3 {
		objection := c.object(fmt.Sprint(i), moved(t, c.reviewedOn(), 3, 12))
		if chance(t, 3, "anonymous") {
			objection.Spec.Signed = v1alpha1.SignedAnonymous
		}
		if !chance(t, 4, "unheard") {
			c.heard(objection, moved(t, objection.Spec.RaisedOn, 1, 20), rapid.SampledFrom([]v1alpha1.Verdict{v1alpha1.Approve, v1alpha1.Reject, v1alpha1.Reject, v1alpha1.Reject}).Draw(t, "heard"))
		}
	}
	if chance(t, 10, "withdrawn") {
		c.application.Spec.WithdrawnOn = moved(t, c.reviewedOn(), 30, 10)
		if !chance(t, 3, "unsigned") {
			c.sign("Withdrawal", deciding[c.application.Spec.Rating], "consenter", moved(t, c.application.Spec.WithdrawnOn, 1, 10))
		}
	}
	if c.request != nil && chance(t, 5, "asked otherwise") {
		c.request.Spec.RequestedOn = moved(t, c.request.Spec.RequestedOn, 20, 300)
	}
}

// reviewedOn is the day on which the notice opens, or would have.
func (c *starCase) reviewedOn() v1alpha1.Date {
	if decision := c.reviews["Decision"]; decision != nil && decision.Spec.Notice != nil {
		return decision.Spec.Notice.OpensOn
	}
	return on(c.round.Spec.Year, "06-03")
}

func disturbReview(t *rapid.T, review *v1alpha1.Review) {
	spec := &review.Spec
	switch uniform(t, 8, "what") {
	case 0:
		spec.Verdict = rapid.SampledFrom([]v1alpha1.Verdict{v1alpha1.Reject, v1alpha1.ReturnBack, v1alpha1.Waive}).Draw(t, "verdict")
	case 1:
		spec.Authority = rapid.SampledFrom([]v1alpha1.Authority{v1alpha1.County, v1alpha1.Municipal, v1alpha1.Provincial}).Draw(t, "authority")
	case 2:
		spec.Reviewer = rapid.SampledFrom([]v1alpha1.Account{"applicant", "reviewer-1", "recommender", "leader"}).Draw(t, "reviewer")
	case 3:
		spec.Recused = true
	case 4:
		spec.SubjectRef.Digest = "sha256:other"
	case 5:
		spec.DocumentNo, spec.Scores = "", nil
	case 6:
		if spec.Notice != nil {
			spec.Notice.OpensOn = moved(t, spec.Notice.OpensOn, 3, 120)
		}
	default:
		spec.SignedOn = moved(t, spec.SignedOn, 10, 30)
	}
}
