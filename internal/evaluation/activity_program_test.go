package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// declared adds a copy of the program of 2025 in another namespace.
func (c *planCase) declared(namespace string) *v1alpha1.ActivityProgram {
	other := c.program.DeepCopy()
	other.Namespace = namespace
	c.add(other)
	return other
}

// A program is a city's (R24): a county or a province may not spend the city's ledger on terms of its own.
func TestProgramOfNoCity(t *testing.T) {
	for namespace, code := range map[string]string{"zhuji": "330681", "zhejiang": "330000"} {
		t.Run(namespace, func(t *testing.T) {
			c := planned()
			c.divisions = append(c.divisions, records.Division{Namespace: "zhejiang", Code: "330000"})
			other := c.declared(namespace)
			other.Spec.Eligibility, other.Spec.Limits = v1alpha1.EitherLevelOrStar, nil
			pass := c.livedActivities(t, "2025-12-31")
			judged := pass.ActivityProgram(records.KeyOf(other))
			wantStalled(t, judged.Result, "NotOfACity")
			if args := judged.Stalled.Message.Args; args["namespace"] != namespace || args["division"] != code {
				t.Errorf("it names %v", args)
			}
			// The city's stands beside it.
			if city := pass.ActivityProgram(programOf2025); city.Stalled != nil {
				t.Errorf("the city's is stalled: %+v", city.Stalled)
			}
			wantOutcome(t, records.ActivityPlan, pass.ActivityPlan(pruning).Result, "Completed")
			wantOutcome(t, records.ActivityReport, pass.ActivityReport(pruning).Result, "Accepted")
			// A plan under it is refused, and gets nothing.
			c.plan.Spec.ProgramRef.Namespace = namespace
			pass = c.livedActivities(t, "2025-12-31")
			plan := pass.ActivityPlan(pruning)
			wantOutcome(t, records.ActivityPlan, plan.Result, "OutsideScope")
			if plan.Stalled != nil || plan.Outcome.Message.ID != "ActivityPlan/OutsideScope/NotOfACity" {
				t.Errorf("the plan says %+v, stalled %+v", plan.Outcome, plan.Stalled)
			}
			report := pass.ActivityReport(pruning)
			if wantOutcome(t, records.ActivityReport, report.Result, "NotAccepted"); report.Granted != 0 {
				t.Errorf("%s were granted", report.Granted)
			}
		})
	}
}

// Two programs of a year over the same divisions stall, as two rounds do; those of two years, and of two cities, do not (R22).
func TestTwoProgramsOfAYear(t *testing.T) {
	for _, of := range []struct {
		name, code string
		year       int32
		stalls     bool
	}{
		{"the same city", "330600", 2025, true},
		{"another year", "330600", 2026, false},
		{"another city", "330100", 2025, false},
	} {
		t.Run(of.name, func(t *testing.T) {
			c := planned()
			c.divisions = append(c.divisions, records.Division{Namespace: "twin", Code: of.code})
			other := c.declared("twin")
			other.Spec.Year = of.year
			pass := c.livedActivities(t, "2025-12-31")
			if !of.stalls {
				wantOutcome(t, records.ActivityReport, pass.ActivityReport(pruning).Result, "Accepted")
				return
			}
			for _, key := range []records.Key{programOf2025, records.KeyOf(other)} {
				wantStalled(t, pass.ActivityProgram(key).Result, "ProgramAmbiguous")
			}
			wantStalled(t, pass.ActivityPlan(pruning).Result, "ProgramAmbiguous")
			wantStalled(t, pass.ActivityReport(pruning).Result, "ProgramAmbiguous")
		})
	}
}
