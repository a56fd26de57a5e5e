package evaluation_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// steps writes the steps of a claim: the request, the net, the day of its effect, and the year of the budget.
func steps(w *world, asOf, identity string, year int32) []string {
	var list []string
	for _, step := range w.at(asOf).Steps(starsLedger, v1alpha1.Claim{Identity: identity, Year: year}).Steps {
		list = append(list, fmt.Sprintf("%s %s on %s from %d", step.Cause.Name, step.Net, step.EffectiveOn, step.Year))
	}
	return list
}

func wantSteps(t *testing.T, w *world, identity string, year int32, want ...string) {
	t.Helper()
	if got := steps(w, "2026-12-31", identity, year); !slices.Equal(got, want) {
		t.Errorf("%s %d: steps %v, want %v", identity, year, got, want)
	}
}

// both is torreya's four and five stars of 2025, both asked for.
func both() (w *world, four, five *starCase) {
	w = newWorld()
	alliance := w.alliance("zhuji", "torreya", torreyaCode)
	return w, w.star(alliance, 2025, v1alpha1.Four), w.star(alliance, 2025, v1alpha1.Five)
}

// For one organisation and year the claim comes to the greatest of its awards, and not to their sum (F-02, F-03).
func TestTopUp(t *testing.T) {
	w, four, five := both()
	wantSteps(t, w, torreyaCode, 2025, "torreya-2025-4 20000.00 on 2025-06-18 from 2025", "torreya-2025-5 50000.00 on 2025-10-21 from 2025")
	if got := steps(w, "2025-10-20", torreyaCode, 2025); len(got) != 1 {
		t.Errorf("the day before the second is complete there are %v", got)
	}
	// The other way round the second adds nothing, and takes nothing away.
	four.reviews["Check"].Spec.SignedOn, four.reviews["Leadership"].Spec.SignedOn = "2025-11-03", "2025-11-05"
	wantSteps(t, w, torreyaCode, 2025, "torreya-2025-5 50000.00 on 2025-10-21 from 2025", "torreya-2025-4 50000.00 on 2025-11-05 from 2025")
	pass := w.lived(t, "2025-12-31")
	wantOutcome(t, records.AwardRequest, pass.Grant(torreya5).Result, "Granted")
	wantOutcome(t, records.AwardRequest, pass.Grant(torreya4).Result, "AlreadyFunded")
	// On one day the names decide.
	five.reviews["Leadership"].Spec.SignedOn = "2025-11-05"
	wantSteps(t, w, torreyaCode, 2025, "torreya-2025-4 20000.00 on 2025-11-05 from 2025", "torreya-2025-5 50000.00 on 2025-11-05 from 2025")
}

func TestSumOfAwards(t *testing.T) {
	w, four, _ := both()
	four.round.Spec.SameYearUpgrade = v1alpha1.SumOfAwards
	wantSteps(t, w, torreyaCode, 2025, "torreya-2025-4 20000.00 on 2025-06-18 from 2025", "torreya-2025-5 70000.00 on 2025-10-21 from 2025")
}

// A new award of the next year pays again, unless the round pays first awards only (F-04, Q-17).
func TestRepeatedAwards(t *testing.T) {
	w, four, five := both()
	w.drop(five.application, five.request)
	before := w.round(2024)
	earlier := w.star(four.alliance, 2024, v1alpha1.Five)
	wantSteps(t, w, torreyaCode, 2024, "torreya-2024-5 50000.00 on 2024-10-21 from 2024")
	wantSteps(t, w, torreyaCode, 2025, "torreya-2025-4 20000.00 on 2025-06-18 from 2025")
	before.Spec.RepeatAward, four.round.Spec.RepeatAward = v1alpha1.FirstTimeOnly, v1alpha1.FirstTimeOnly
	wantSteps(t, w, torreyaCode, 2024, "torreya-2024-5 50000.00 on 2024-10-21 from 2024")
	wantSteps(t, w, torreyaCode, 2025, "torreya-2025-4 0.00 on 2025-06-18 from 2025")
	wantOutcome(t, records.AwardRequest, w.lived(t, "2025-12-31").Grant(torreya4).Result, "AlreadyFunded")
	// Where the older star is asked for after the newer one, the first is the newer: it was there before anybody knew of the other.
	earlier.request.Spec.Waiver = &v1alpha1.Waiver{Reason: "flood"}
	earlier.reviews["Leadership"].Spec.SignedOn = "2025-06-19"
	wantSteps(t, w, torreyaCode, 2025, "torreya-2025-4 20000.00 on 2025-06-18 from 2025")
	wantSteps(t, w, torreyaCode, 2024, "torreya-2024-5 0.00 on 2025-06-19 from 2025")
}

// Within one year FirstTimeOnly tops up as ever.
func TestFirstTimeOnlyWithinAYear(t *testing.T) {
	w, four, _ := both()
	four.round.Spec.RepeatAward = v1alpha1.FirstTimeOnly
	wantSteps(t, w, torreyaCode, 2025, "torreya-2025-4 20000.00 on 2025-06-18 from 2025", "torreya-2025-5 50000.00 on 2025-10-21 from 2025")
}

// The claim is of the year of the round, the budget of the year of the last signature (F-08).
func TestBudgetYear(t *testing.T) {
	c := awarded()
	c.reviews["Leadership"].Spec.SignedOn = "2026-01-05"
	wantSteps(t, c.world, torreyaCode, 2025, "torreya-2025-4 20000.00 on 2026-01-05 from 2026")
	wantSteps(t, c.world, torreyaCode, 2026)
}

// A claim has steps on the ledger that its round names, and of requests that are complete.
func TestStepsOfARequest(t *testing.T) {
	c := awarded()
	all := c.at("2025-12-31").Steps(starsLedger, v1alpha1.Claim{Identity: torreyaCode, Year: 2025}).Steps
	if len(all) != 1 {
		t.Fatalf("steps %+v", all)
	}
	step := all[0]
	if step.Cause.Kind != "AwardRequest" || step.Cause.Namespace != "zhuji" || step.Cause.Stage != "Leadership" || step.Lowers ||
		step.Cause.Digest != c.digest(c.reviews["Leadership"]) || step.Type != v1alpha1.EntryAward || step.Payee == nil || step.Payee.CreditCode != torreyaCode {
		t.Errorf("the step is %+v", step)
	}
}

// What prices a step is its round without its panel, and who pays it is the ledger that the round names.
func TestStepsFollowTheirRound(t *testing.T) {
	c := awarded()
	claim := v1alpha1.Claim{Identity: torreyaCode, Year: 2025}
	step := c.at("2025-12-31").Steps(starsLedger, claim).Steps[0]
	c.round.Spec.Panel = append(c.round.Spec.Panel, v1alpha1.Panelist{Account: "new"})
	if grown := c.at("2025-12-31").Steps(starsLedger, step.Claim).Steps[0]; grown.Rules != step.Rules || step.Rules == "" {
		t.Errorf("a panel that grows changes the rules: %q, before %q", grown.Rules, step.Rules)
	}
	c.round.Spec.Ratings[1].Award.Amount = "30000.00"
	priced := c.at("2025-12-31").Steps(starsLedger, step.Claim).Steps[0]
	if priced.Rules == step.Rules || priced.Net != money.MustParse("30000.00") {
		t.Errorf("other prices are other rules: %s by %q", priced.Net, priced.Rules)
	}
	c.round.Spec.Ratings[1].Award.LedgerRef = v1alpha1.Ref{Name: "stars"}
	if got := c.at("2025-12-31").Steps(records.Key{Namespace: "zhuji", Name: "stars"}, step.Claim).Steps; len(got) != 1 {
		t.Errorf("a ledger without a namespace is one of the alliance's own division: %+v", got)
	}
	wantSteps(t, c.world, torreyaCode, 2025)
}

// Nothing but a complete request gives money.
func TestNoSteps(t *testing.T) {
	plan := v1alpha1.Claim{Plan: &v1alpha1.Ref{Namespace: "zhuji", Name: "torreya-2025-4"}}
	if got := awarded().at("2025-12-31").Steps(starsLedger, plan).Steps; len(got) != 0 {
		t.Errorf("a plan has steps of star money: %+v", got)
	}
	for name, change := range map[string]func(c *starCase){
		"no request":        func(c *starCase) { c.drop(c.request) },
		"not complete":      func(c *starCase) { c.without("Leadership") },
		"the star is gone":  func(c *starCase) { c.without("Decision") },
		"another's payee":   func(c *starCase) { c.request.Spec.Payee.CreditCode = beanCode },
		"the round is gone": func(c *starCase) { c.drop(c.round) },
	} {
		c := awarded()
		change(c)
		if got := steps(c.world, "2025-12-31", torreyaCode, 2025); len(got) != 0 {
			t.Errorf("%s: steps %v", name, got)
		}
	}
}
