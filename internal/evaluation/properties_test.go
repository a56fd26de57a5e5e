package evaluation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// describe writes what is said of a record, and the next date at which that may change by time alone.
func describe(pass *evaluation.Pass, object records.Object) (says string, next calendar.Date) {
	key := records.KeyOf(object)
	var result evaluation.Result
	more := ""
	switch object.(type) {
	case *v1alpha1.Alliance:
		got := pass.Alliance(key)
		result, more = got.Result, fmt.Sprintf("%s %+v %d", got.RecognizedOn, got.Star, got.ActiveMembers)
	case *v1alpha1.StarApplication:
		got := pass.StarApplication(key)
		result, more = got.Result, fmt.Sprintf("%s %+v %s %s", got.PointsText(), got.Notice, got.AwardedOn, got.ValidThrough)
	case *v1alpha1.AwardRequest:
		got := pass.Grant(key)
		result, more = got.Result, fmt.Sprintf("%s %+v %s", got.CompletedOn, got.Claim, got.Granted)
	case *v1alpha1.Objection:
		result = pass.Objection(key).Result
	case *v1alpha1.Review:
		result = pass.Review(key)
	case *v1alpha1.EvaluationRound:
		got, counted := pass.Coverage(key)
		round := pass.Round(key)
		result, more = round.Result, fmt.Sprintf("%t %v", round.Opened, got)
		if result.Next.IsZero() || !counted.Next.IsZero() && counted.Next < result.Next {
			result.Next = counted.Next
		}
	default:
		return "", 0
	}
	var parts []string
	if result.Outcome != nil {
		parts = append(parts, string(result.Outcome.Status), result.Outcome.Reason, result.Outcome.Message.Text("en"))
	}
	if result.Stalled != nil {
		parts = append(parts, "stalled", result.Stalled.Reason)
	}
	for _, finding := range result.Findings {
		parts = append(parts, fmt.Sprint(finding.Rule, finding.Article, finding.Path, finding.Verdict, finding.Reason, finding.Message.Text("en")))
	}
	return strings.Join(append(parts, more), "; "), result.Next
}

func describeSteps(pass *evaluation.Pass, claim v1alpha1.Claim) string {
	says := ""
	for _, step := range pass.Steps(starsLedger, claim).Steps {
		says += fmt.Sprintf("%s %s %s %d %s; ", step.Cause, step.EffectiveOn, step.Net, step.Year, step.Rules)
	}
	return says
}

func drawDay(t *rapid.T) calendar.Date {
	return calendar.MustParse("2024-01-01").AddDays(uniform(t, 1200, "day"))
}

// claims are all that the register's alliances may have claims of.
func claims() []v1alpha1.Claim {
	var list []v1alpha1.Claim
	for _, identity := range []string{torreyaCode, beanCode, "shaoxing/tea"} {
		for _, year := range []int32{2024, 2025} {
			list = append(list, v1alpha1.Claim{Identity: identity, Year: year})
		}
	}
	return list
}

// TestOrderOfArrivalIsNoInput: records in any order, asked in any order, alone or in one pass, give the same outcomes and steps.
func TestOrderOfArrivalIsNoInput(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, _ := drawHistory(t, true)
		asOf := drawDay(t)
		one := w.view()
		shuffled := &world{divisions: w.divisions, objects: rapid.Permutation(w.objects).Draw(t, "order")}
		pass := evaluation.At(shuffled.view(), asOf)
		for _, object := range shuffled.objects {
			alone, _ := describe(evaluation.At(one, asOf), object)
			if together, _ := describe(pass, object); together != alone {
				t.Fatalf("%s %s on %s:\n%s\n%s", records.KindOf(object), records.KeyOf(object), asOf, alone, together)
			}
		}
		for _, claim := range claims() {
			alone := describeSteps(evaluation.At(one, asOf), claim)
			if together := describeSteps(pass, claim); together != alone {
				t.Fatalf("%v on %s:\n%s\n%s", claim, asOf, alone, together)
			}
		}
	})
}

// TestNextIsHonest: from a day to the day before the next date nothing that is said of a record changes.
func TestNextIsHonest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, _ := drawHistory(t, true)
		view, asOf := w.view(), drawDay(t)
		pass := evaluation.At(view, asOf)
		for _, object := range w.objects {
			says, next := describe(pass, object)
			if !next.IsZero() && next <= asOf {
				t.Fatalf("%s %s on %s: the next date is %s", records.KindOf(object), records.KeyOf(object), asOf, next)
			}
			last := next.AddDays(-1)
			if next.IsZero() {
				last = asOf.AddDays(800)
			}
			if last == asOf {
				continue
			}
			for _, later := range []calendar.Date{last, asOf.AddDays(1 + uniform(t, int(last-asOf), "later"))} {
				if then, _ := describe(evaluation.At(view, later), object); then != says {
					t.Fatalf("%s %s says on %s, until %q:\n%s\nand on %s:\n%s", records.KindOf(object), records.KeyOf(object), asOf, next, says, later, then)
				}
			}
		}
	})
}

// TestNoStarWithoutNotice: a star comes after a complete chain and so many working days of notice, as counted here by hand, and
// never where an objection waits or was upheld.
func TestNoStarWithoutNotice(t *testing.T) {
	stars := 0
	rapid.Check(t, func(t *rapid.T) {
		w, cases := drawHistory(t, false)
		asOf := drawDay(t)
		pass := evaluation.At(w.view(), asOf)
		for _, c := range cases {
			got := pass.StarApplication(records.KeyOf(c.application))
			if got.AwardedOn.IsZero() {
				if got.Is("Awarded", "Lapsed") {
					t.Fatalf("%s is %s without a day of award", c.application.Name, said(got.Result))
				}
				continue
			}
			stars++
			if got.Approval.State != evaluation.ApprovalComplete || asOf < got.AwardedOn {
				t.Fatalf("on %s %s has a star from %s, its chain is %s", asOf, c.application.Name, got.AwardedOn, got.Approval.State)
			}
			if days := workingDaysBetween(got.Notice.Opens, got.AwardedOn); days < int(c.round.Spec.Notice.WorkingDays) {
				t.Fatalf("%s: awarded on %s after %d working days of notice from %s", c.application.Name, got.AwardedOn, days, got.Notice.Opens)
			}
			for _, object := range w.objects {
				if objection, ok := object.(*v1alpha1.Objection); ok && objection.Spec.SubjectRef.Name == c.application.Name && objection.Namespace == c.application.Namespace {
					if heard := pass.Objection(records.KeyOf(objection)); heard.Is("Open", "Upheld") {
						t.Fatalf("%s has a star, and the objection %s is %s", c.application.Name, objection.Name, said(heard.Result))
					}
				}
			}
		}
	})
	if stars < 100 {
		t.Errorf("only %d stars were looked at", stars)
	}
}

// workingDaysBetween counts the working days after one day and before another, by the notices alone.
func workingDaysBetween(from, to calendar.Date) int {
	days := 0
	for date := from + 1; date < to; date++ {
		spec := workCalendar(fmt.Sprint(date.Year())).Spec
		text := v1alpha1.Date(date.String())
		weekend := date.Weekday() == time.Saturday || date.Weekday() == time.Sunday
		if slices.Contains(spec.Workdays, text) || !weekend && !slices.Contains(spec.Holidays, text) {
			days++
		}
	}
	return days
}

// TestStepsNeverLower: the nets of a claim never fall, and with top-up the last is the greatest award of the year, and not the sum.
func TestStepsNeverLower(t *testing.T) {
	worth := map[v1alpha1.Rating]money.Fen{v1alpha1.Four: money.MustParse("20000.00"), v1alpha1.Five: money.MustParse("50000.00")}
	steps, upgrades := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w, cases := drawHistory(t, true)
		pass := evaluation.At(w.view(), drawDay(t))
		for _, claim := range claims() {
			var greatest, last money.Fen
			complete := 0
			for _, c := range cases {
				if c.request != nil && completes(pass, c, claim) {
					greatest = max(greatest, worth[c.application.Spec.Rating])
					complete++
				}
			}
			all := pass.Steps(starsLedger, claim).Steps
			if len(all) != complete {
				t.Fatalf("%v: %d steps of %d complete requests", claim, len(all), complete)
			}
			for _, step := range all {
				if step.Net < last || step.Lowers {
					t.Fatalf("%v: a step from %s to %s", claim, last, step.Net)
				}
				last = step.Net
			}
			terms := get[*v1alpha1.EvaluationRound](w, "shaoxing", fmt.Sprint(claim.Year)).Spec
			if terms.SameYearUpgrade == v1alpha1.TopUp && last != greatest && (terms.RepeatAward == v1alpha1.PerYear || last != 0) {
				t.Fatalf("%v comes to %s, and its greatest award is %s", claim, last, greatest)
			}
			steps += complete
			upgrades += max(0, complete-1)
		}
	})
	if steps < 20 || upgrades < 1 {
		t.Errorf("only %d steps and %d upgrades were looked at", steps, upgrades)
	}
}

// completes says whether the request of a case is complete, and of a claim.
func completes(pass *evaluation.Pass, c *starCase, claim v1alpha1.Claim) bool {
	got := pass.AwardRequest(records.KeyOf(c.request))
	return got.CompletedOn != 0 && got.Claim == claim
}
