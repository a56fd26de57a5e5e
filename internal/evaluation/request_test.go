package evaluation_test

import (
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func TestLifeOfARequest(t *testing.T) {
	for _, e := range []struct{ asOf, want, next string }{
		{"2025-06-11", "NotYet", "2025-06-12"},
		{"2025-06-12", "UnderReview", "2025-06-16"},
		{"2025-06-16", "UnderReview", "2025-06-18"},
		{"2025-06-18", "AwaitingDayEnd", "2025-06-19"},
		{"2025-06-19", "Granted", ""}, // what was granted stays so when the star lapses
	} {
		got := awarded().lived(t, e.asOf).Grant(torreya4)
		t.Log(e.asOf)
		wantOutcome(t, records.AwardRequest, got.Result, e.want)
		wantNext(t, got.Result, e.next)
		if granted := got.Granted.String(); e.want == "Granted" && (granted != "20000.00" || got.Entry == "") {
			t.Errorf("granted %s by entry %q", granted, got.Entry)
		}
	}
}

func TestRequests(t *testing.T) {
	requested := func(on v1alpha1.Date) func(c *starCase) {
		return func(c *starCase) {
			c.request.Spec.RequestedOn, c.reviews["Check"].Spec.SignedOn, c.reviews["Leadership"].Spec.SignedOn = on, on, on
		}
	}
	verdict := func(name string, verdict v1alpha1.Verdict) func(c *starCase) {
		return func(c *starCase) { c.reviews[name].Spec.Verdict, c.reviews[name].Spec.Reason = verdict, "because" }
	}
	run(t, []example{
		{name: "a star without money", change: func(c *starCase) { c.round.Spec.Ratings[1].Award = nil }, money: "StarNotFunded",
			reviews: map[string]string{"Check": "Stale"}},
		{name: "no star yet", change: requested("2025-06-10"), asOf: "2025-06-10", money: "NoAward", reviews: map[string]string{"Leadership": "Stale"}},
		{name: "asked for before the star", change: requested("2025-06-10"), money: "NoAward"},
		{name: "on the day of the award", change: requested("2025-06-11"), money: "Granted"},
		{name: "a star that will not come", change: verdict("Decision", v1alpha1.Reject), money: "NoAward"},
		{name: "the last day to ask", change: requested("2026-03-31"), asOf: "2026-12-31", money: "Granted"},
		{name: "the day after", change: requested("2026-04-01"), asOf: "2026-12-31", money: "ClaimExpired"},
		{name: "the day after, waived", change: func(c *starCase) {
			requested("2026-04-01")(c)
			c.request.Spec.Waiver = &v1alpha1.Waiver{Reason: "flood"}
		}, asOf: "2026-12-31", money: "Granted"},
		{name: "a star that has ended since is paid", change: requested("2026-03-31"), asOf: "2027-06-30", star: "Lapsed", money: "Granted"},
		{name: "nobody has signed", change: func(c *starCase) { c.without("Check", "Leadership") }, money: "UnderReview"},
		{name: "half signed", change: func(c *starCase) { c.without("Leadership") }, money: "UnderReview"},
		{name: "signed before it was asked for", change: func(c *starCase) { c.reviews["Check"].Spec.SignedOn = "2025-06-11" },
			money: "UnderReview", reviews: map[string]string{"Check": "TooEarly", "Leadership": "TooEarly"}},
		{name: "signed by the county", change: func(c *starCase) { c.reviews["Leadership"].Spec.Authority = v1alpha1.County },
			money: "UnderReview", reviews: map[string]string{"Leadership": "WrongAuthority"}},
		{name: "refused", change: verdict("Leadership", v1alpha1.Reject), money: "Rejected"},
		{name: "returned", change: verdict("Check", v1alpha1.ReturnBack), money: "Returned"},
		{name: "edited after it was signed", change: func(c *starCase) {
			for _, name := range []string{"Check", "Leadership"} {
				c.reviews[name].Spec.SubjectRef.Digest = c.digest(c.reviews[name])
			}
			c.request.Spec.Payee.AccountTail = "9999"
		}, money: "UnderReview", reviews: map[string]string{"Check": "Stale", "Leadership": "Stale"}},
		{name: "a sum in a signature changes nothing", change: func(c *starCase) { c.reviews["Leadership"].Spec.Amount = "90000.00" }, money: "Granted"},
	})
}

// Money goes to the alliance, or to the legal person that stands in for it (Q-25, E22).
func TestPayees(t *testing.T) {
	payee := func(code v1alpha1.CreditCode) func(c *starCase) {
		return func(c *starCase) { c.request.Spec.Payee.CreditCode = code }
	}
	hosted := func(c *starCase) {
		c.alliance.Spec.Host = &v1alpha1.Host{DisplayName: "company", CreditCode: companyCode}
	}
	run(t, []example{
		{name: "the alliance", money: "Granted"},
		{name: "its host", change: func(c *starCase) { hosted(c); payee(companyCode)(c) }, money: "Granted"},
		{name: "the alliance that has a host too", change: hosted, money: "Granted"},
		{name: "another alliance", change: payee(beanCode), money: "WrongPayee"},
		{name: "a company that is not its host", change: payee(companyCode), money: "WrongPayee"},
		{name: "nobody with a code", change: payee(""), money: "WrongPayee"},
		{name: "its operating company", change: func(c *starCase) {
			c.alliance.Spec.OperatingEntity = &v1alpha1.OperatingEntity{CreditCode: companyCode}
			payee(companyCode)(c)
		}, money: "WrongPayee"},
		{name: "an unregistered one in its own name", change: func(c *starCase) { hosted(c); c.alliance.Spec.CreditCode = ""; payee("")(c) }, money: "WrongPayee"},
		{name: "the host of an unregistered one", change: func(c *starCase) { hosted(c); c.alliance.Spec.CreditCode = ""; payee(companyCode)(c) }, money: "Granted"},
	})
}

// What the ledger has entered stands, whatever becomes of the records; a person has to look.
func TestGrantedStays(t *testing.T) {
	for name, change := range map[string]func(c *starCase){
		"the request is edited":    func(c *starCase) { c.request.Spec.Payee.AccountTail = "9999" },
		"a signature is gone":      func(c *starCase) { c.without("Leadership") },
		"the star is gone":         func(c *starCase) { c.without("Decision") },
		"the alliance is refused":  func(c *starCase) { c.alliance.Spec.Recognition = nil },
		"the round pays no longer": func(c *starCase) { c.round.Spec.Ratings[1].Award.Amount = "1.00" },
	} {
		c := granted(t)
		change(c)
		got := c.at("2025-12-31").Grant(torreya4)
		t.Log(name)
		wantOutcome(t, records.AwardRequest, got.Result, "Granted")
		if warned := found(got.Result, "EvidenceMissing", evaluation.Warns); warned == strings.HasPrefix(name, "the round") {
			t.Errorf("%s: a finding of missing evidence: %t", name, warned)
		}
	}
}

// granted is the case of awarded with what the ledger entered because of it; its signatures name the digests that they were given for.
func granted(t *testing.T) *starCase {
	t.Helper()
	c := awarded()
	for _, review := range c.reviews {
		review.Spec.SubjectRef.Digest = c.digest(review)
	}
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](c.entered(t, "2025-06-30")) {
		c.add(entry)
	}
	return c
}

// While a cause that the chain names is not in view nothing is granted to its claim, and nothing is taken away.
func TestMissingEvidence(t *testing.T) {
	claim := v1alpha1.Claim{Identity: torreyaCode, Year: 2025}
	for _, e := range []struct {
		name    string
		change  func(c *starCase)
		missing bool
	}{
		{"all there", func(*starCase) {}, false},
		{"a signature is gone", func(c *starCase) { c.without("Leadership") }, true},
		{"the request is gone", func(c *starCase) { c.drop(c.request) }, true},
		{"the request is another", func(c *starCase) { c.request.Spec.Payee.AccountTail = "9999" }, true},
		{"the star is gone", func(c *starCase) { c.without("Decision") }, true},
		{"a later signature of another digest", func(c *starCase) {
			c.signUnder(c.request, "Leadership-2", v1alpha1.Municipal, "another", "2025-07-01").Spec.SubjectRef.Digest = "sha256:other"
		}, false},
	} {
		c := granted(t)
		e.change(c)
		c.world.star(c.alliance, 2025, v1alpha1.Five)
		if got := c.at("2025-12-31").EvidenceMissing(starsLedger, claim); got != e.missing {
			t.Errorf("%s: evidence missing: %t", e.name, got)
		}
		want := map[bool]string{false: "Granted", true: "EvidenceMissing"}[e.missing]
		five := c.lived(t, "2025-12-31").Grant(torreya5)
		wantOutcome(t, records.AwardRequest, five.Result, want)
		for _, entry := range records.List[*v1alpha1.FundingDisbursement](c.entered(t, "2025-12-31")) {
			if strings.HasPrefix(string(entry.Spec.Amount), "-") {
				t.Errorf("%s: entry %s takes %s away", e.name, entry.Name, entry.Spec.Amount)
			}
		}
	}
}
