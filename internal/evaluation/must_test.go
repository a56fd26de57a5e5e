package evaluation_test

import (
	"slices"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// rule is one of the rules that the policy states: a case that holds, and one that is refused.
type rule struct {
	number         string
	holds, refused func(t *testing.T)
}

// TestMustRules has both sides of every stated rule of this part of the register.
func TestMustRules(t *testing.T) {
	for _, r := range slices.Concat(starRules(), moneyRules(), supervisionRules(), brandRules(), activityRules()) {
		t.Run(r.number, func(t *testing.T) {
			t.Run("holds", r.holds)
			t.Run("refused", r.refused)
		})
	}
}

// is checks the case of awarded with one thing changed.
func is(change func(c *starCase), e example) func(t *testing.T) {
	return func(t *testing.T) {
		t.Helper()
		c := awarded()
		if change != nil {
			change(c)
		}
		e.check(t, c)
	}
}

func starRules() []rule {
	covers := func(t *testing.T, name string, want evaluation.CoverageState) {
		t.Helper()
		w := newWorld()
		w.star(w.alliance("zhuji", "torreya", torreyaCode), 2025, v1alpha1.Four)
		w.alliance("xinchang", "bean", beanCode)
		w.alliance("keqiao", "unrecognised", "").Spec.Recognition = nil
		if got, _ := coverage(t, w, "2025-12-31"); got[name] != want {
			t.Errorf("%s is %q, want %q", name, got[name], want)
		}
	}
	return []rule{
		// Every alliance in scope is listed, also those that never applied; who is not in scope is not.
		{"R2", func(t *testing.T) { covers(t, "torreya", evaluation.Applied); covers(t, "bean", evaluation.NotApplied) },
			func(t *testing.T) { covers(t, "unrecognised", "") }},
		// In scope is who is recognised, its notice over, in one of the round's divisions.
		{"R3", is(nil, example{star: "Awarded"}),
			is(func(c *starCase) { c.alliance.Spec.Recognition.Notice.OpensOn = "2025-04-08" }, example{star: "NotRecognized", money: "NoAward"})},
		// No star without an application.
		{"R4", func(t *testing.T) {
			if star := awarded().at("2025-12-31").Alliance(torreya).Star; star == nil || star.Rating != v1alpha1.Four {
				t.Errorf("an alliance that applied has the star %+v", star)
			}
		}, func(t *testing.T) {
			c := awarded()
			c.drop(c.application)
			if star := c.at("2025-12-31").Alliance(torreya).Star; star != nil {
				t.Errorf("an alliance that did not apply has the star %+v", star)
			}
			c.application.Spec.AllianceRef.Name = "other"
			c.add(c.application)
			c.world.alliance("zhuji", "other", "")
			if star := c.at("2025-12-31").Alliance(torreya).Star; star != nil {
				t.Errorf("an alliance has the star of another: %+v", star)
			}
		}},
		// Once a year: in the window, and under one round.
		{"R5", is(nil, example{star: "Awarded"}), func(t *testing.T) {
			is(func(c *starCase) { c.application.Spec.FiledOn = "2025-05-01" }, example{star: "OutsideWindow", money: "NoAward"})(t)
			c := awarded()
			second := c.round.DeepCopy()
			second.Name = "2025-again"
			c.add(second)
			wantStalled(t, c.at("2025-12-31").StarApplication(torreya4).Result, "RoundAmbiguous")
		}},
		// Three, four and five stars, from low to high, and no others.
		{"R12", func(t *testing.T) {
			for _, rating := range []v1alpha1.Rating{v1alpha1.Three, v1alpha1.Four, v1alpha1.Five} {
				w := newWorld()
				example{star: "Awarded"}.check(t, w.star(w.alliance("zhuji", "torreya", torreyaCode), 2025, rating))
			}
			w, _, _ := both()
			if star := w.at("2025-12-31").Alliance(torreya).Star; star == nil || star.Rating != v1alpha1.Five {
				t.Errorf("of four and five stars the higher is %+v", star)
			}
		}, func(t *testing.T) {
			for _, rating := range []v1alpha1.Rating{"", "0", "4", "Six", "4.5", "五", "four"} {
				is(func(c *starCase) { c.application.Spec.Rating = rating }, example{star: "RatingNotOffered", money: "StarNotFunded"})(t)
			}
		}},
		// Three stars are decided by the county, four by the city, five by the province.
		{"R13", func(t *testing.T) {
			for _, rating := range []v1alpha1.Rating{v1alpha1.Three, v1alpha1.Four, v1alpha1.Five} {
				w := newWorld()
				c := w.star(w.alliance("zhuji", "torreya", torreyaCode), 2025, rating)
				example{star: "Awarded", reviews: map[string]string{"Decision": "Counted"}}.check(t, c)
			}
		}, func(t *testing.T) {
			for _, rating := range []v1alpha1.Rating{v1alpha1.Three, v1alpha1.Four, v1alpha1.Five} {
				for _, authority := range []v1alpha1.Authority{v1alpha1.County, v1alpha1.Municipal, v1alpha1.Provincial} {
					w := newWorld()
					c := w.star(w.alliance("zhuji", "torreya", torreyaCode), 2025, rating)
					if authority == c.reviews["Decision"].Spec.Authority {
						continue
					}
					c.reviews["Decision"].Spec.Authority = authority
					example{star: "UnderReview", reviews: map[string]string{"Decision": "WrongAuthority"}}.check(t, c)
				}
			}
		}},
	}
}

// entitled checks what an alliance comes to for the stars of 2025 that it asked for, in that order.
func entitled(want string, ratings ...v1alpha1.Rating) func(t *testing.T) {
	return func(t *testing.T) {
		t.Helper()
		w := newWorld()
		alliance := w.alliance("zhuji", "torreya", torreyaCode)
		for i, rating := range ratings {
			c := w.star(alliance, 2025, rating)
			if signed := on(2025, []string{"11-03", "11-04"}[i]); c.request != nil {
				c.reviews["Check"].Spec.SignedOn, c.reviews["Leadership"].Spec.SignedOn = signed, signed
			}
		}
		all := w.at("2025-12-31").Steps(starsLedger, v1alpha1.Claim{Identity: torreyaCode, Year: 2025}).Steps
		got := "0.00"
		if len(all) > 0 {
			got = all[len(all)-1].Net.String()
		}
		if got != want {
			t.Errorf("%v come to %s, want %s", ratings, got, want)
		}
	}
}

func moneyRules() []rule {
	three := func(t *testing.T) (*starCase, *evaluation.Pass) {
		t.Helper()
		w := newWorld()
		c := w.star(w.alliance("zhuji", "torreya", torreyaCode), 2025, v1alpha1.Three)
		c.ask("2025-06-12", "2025-06-16", "2025-06-18")
		return c, w.lived(t, "2025-12-31")
	}
	return []rule{
		// Five stars are 50 000 yuan: that in all, and not on top of what four stars brought in the same year.
		{"R15", entitled("50000.00", v1alpha1.Five), entitled("50000.00", v1alpha1.Four, v1alpha1.Five)},
		// Four stars are 20 000 yuan, which five stars of the same year include.
		{"R16", entitled("20000.00", v1alpha1.Four), entitled("50000.00", v1alpha1.Five, v1alpha1.Four)},
		// Three stars bring no money of the city's.
		{"R17", is(nil, example{money: "Granted"}), func(t *testing.T) {
			c, pass := three(t)
			example{star: "Awarded", money: "StarNotFunded"}.check(t, c)
			if got := pass.Steps(starsLedger, v1alpha1.Claim{Identity: torreyaCode, Year: 2025}).Steps; len(got) > 0 {
				t.Errorf("three stars have steps of money: %+v", got)
			}
		}},
		// The award is one of the year, and was there when it was asked for.
		{"R18", is(nil, example{money: "Granted"}), func(t *testing.T) {
			is(func(c *starCase) { c.reviews["Decision"].Spec.Verdict = v1alpha1.Reject }, example{money: "NoAward"})(t)
			is(func(c *starCase) { c.request.Spec.RequestedOn = "2025-06-10" }, example{money: "NoAward"})(t)
			is(func(c *starCase) { c.request.Spec.RequestedOn = "2026-04-01" }, example{asOf: "2026-12-31", money: "ClaimExpired"})(t)
			if got := steps(awarded().world, "2026-12-31", torreyaCode, 2026); len(got) > 0 {
				t.Errorf("a star of 2025 brings money of 2026: %v", got)
			}
		}},
		// Nothing is payable without a request that people signed.
		{"R19", func(t *testing.T) { wantEntries(t, awarded(), 1) }, func(t *testing.T) {
			c := awarded()
			c.withoutRequest()
			example{star: "Awarded"}.check(t, c)
			wantEntries(t, c, 0)
			c = awarded()
			c.without("Leadership")
			wantEntries(t, c, 0)
			wantSteps(t, c.world, torreyaCode, 2025)
		}},
		// The city pays, also for what the province decided; a fixed sum, to the alliance and nobody else.
		{"R20", entitled("50000.00", v1alpha1.Five), func(t *testing.T) {
			w, _, _ := both()
			for _, payer := range []string{"zhejiang", "zhuji"} {
				if got := w.at("2025-12-31").Steps(records.Key{Namespace: payer, Name: "stars"}, v1alpha1.Claim{Identity: torreyaCode, Year: 2025}).Steps; len(got) > 0 {
					t.Errorf("%s pays: %+v", payer, got)
				}
			}
			is(func(c *starCase) {
				c.alliance.Spec.Members = []v1alpha1.Member{{Name: "member", CreditCode: companyCode, JoinedOn: "2024-01-01"}}
				c.request.Spec.Payee = v1alpha1.Payee{Name: "member", CreditCode: companyCode}
			}, example{money: "WrongPayee"})(t)
			c := awarded()
			c.reviews["Leadership"].Spec.Amount = "90000.00"
			wantSteps(t, c.world, torreyaCode, 2025, "torreya-2025-4 20000.00 on 2025-06-18 from 2025")
		}},
	}
}

// wantEntries counts the awards that the ledger enters.
func wantEntries(t *testing.T, c *starCase, want int) {
	t.Helper()
	got := 0
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](c.entered(t, "2025-12-31")) {
		if entry.Spec.Type == v1alpha1.EntryAward {
			got++
		}
	}
	if got != want {
		t.Errorf("the ledger has %d awards, want %d", got, want)
	}
}
