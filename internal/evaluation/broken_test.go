package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// judged is everything that is said of a case with an objection.
func judged(c *starCase, asOf string) map[string]evaluation.Result {
	pass := c.at(asOf)
	return map[string]evaluation.Result{
		"alliance": pass.Alliance(torreya).Result, "round": pass.Round(round2025).Result,
		"application": pass.StarApplication(torreya4).Result, "request": pass.Grant(torreya4).Result,
		"objection": pass.Objection(records.Key{Namespace: "zhuji", Name: torreya4.Name + "-one"}).Result,
		"decision":  pass.Review(records.Key{Namespace: "zhuji", Name: torreya4.Name + "-decision"}),
		"check":     pass.Review(records.Key{Namespace: "zhuji", Name: torreya4.Name + "-check"}),
		"hearing":   pass.Review(records.Key{Namespace: "zhuji", Name: torreya4.Name + "-one-hearing-" + torreya4.Name + "-one"}),
	}
}

func objected() *starCase {
	c := awarded()
	c.heard(c.object("one", "2025-06-04"), "2025-06-05", v1alpha1.Reject)
	return c
}

// What names something that is not there, or says a date that is none, is stalled for a reason, and so is what depends on it.
func TestBrokenRecords(t *testing.T) {
	for _, e := range []struct {
		name    string
		change  func(c *starCase)
		reason  string
		stalled []string
	}{
		{"all there", func(*starCase) {}, "", nil},
		{"no alliance", func(c *starCase) { c.drop(c.alliance) }, "ReferenceMissing",
			[]string{"alliance", "application", "request", "objection", "decision", "check", "hearing"}},
		{"no round", func(c *starCase) { c.drop(c.round) }, "ReferenceMissing",
			[]string{"round", "application", "request", "objection", "decision", "check", "hearing"}},
		{"no application", func(c *starCase) { c.drop(c.application) }, "ReferenceMissing",
			[]string{"application", "request", "objection", "decision", "check", "hearing"}},
		{"no request", func(c *starCase) { c.drop(c.request) }, "ReferenceMissing", []string{"request", "check"}},
		{"no division", func(c *starCase) { c.divisions = c.divisions[:2] }, "DivisionMissing",
			[]string{"alliance", "application", "request", "objection", "decision", "check", "hearing"}},
		{"no division of the round", func(c *starCase) { c.divisions = c.divisions[2:] }, "DivisionMissing",
			[]string{"round", "application", "request", "objection", "decision", "check", "hearing"}},
		{"an application filed on no day", func(c *starCase) { c.application.Spec.FiledOn = "2025-04-31" }, "InvalidRecord",
			[]string{"application", "request", "objection", "decision", "check", "hearing"}},
		{"a request on no day", func(c *starCase) { c.request.Spec.RequestedOn = "tomorrow" }, "InvalidRecord", []string{"request", "check"}},
		{"an objection on no day", func(c *starCase) { get[*v1alpha1.Objection](c.world, "zhuji", "torreya-2025-4-one").Spec.RaisedOn = "" },
			"InvalidRecord", []string{"objection", "hearing"}},
		{"a signature on no day", func(c *starCase) { c.reviews["Decision"].Spec.SignedOn = "2025-02-29" }, "InvalidRecord", []string{"decision"}},
		{"a round with no window", func(c *starCase) { c.round.Spec.Window.ClosesOn = "" }, "InvalidRecord",
			[]string{"round", "application", "request", "objection", "decision", "check", "hearing"}},
		{"a round with no end", func(c *starCase) { c.round.Spec.ValidThrough = "2026-13-31" }, "InvalidRecord",
			[]string{"round", "application", "request", "objection", "decision", "check", "hearing"}},
		{"an award of no amount", func(c *starCase) { c.round.Spec.Ratings[1].Award.Amount = "2万" }, "InvalidRecord", []string{"request", "check"}},
		{"a subject of another kind", func(c *starCase) { c.reviews["Decision"].Spec.SubjectRef.Kind = "Alliance" }, "ReferenceMissing", []string{"decision"}},
		{"an objection to another kind", func(c *starCase) {
			get[*v1alpha1.Objection](c.world, "zhuji", "torreya-2025-4-one").Spec.SubjectRef.Kind = "Alliance"
		}, "ReferenceMissing", []string{"objection", "hearing"}},
	} {
		t.Run(e.name, func(t *testing.T) {
			c := objected()
			e.change(c)
			stalled := map[string]bool{}
			for _, name := range e.stalled {
				stalled[name] = true
			}
			for name, got := range judged(c, "2025-12-31") {
				if stalled[name] {
					t.Log(name)
					wantStalled(t, got, e.reason)
				} else if got.Stalled != nil {
					t.Errorf("the %s is stalled: %+v", name, got.Stalled)
				}
			}
		})
	}
}

// What is dated after the day of evaluation counts from its day; until then it is NotYet, and nothing else knows of it.
func TestRecordsFromTheFuture(t *testing.T) {
	for name, on := range map[string]string{"application": "2025-04-10", "request": "2025-06-12", "objection": "2025-06-04", "decision": "2025-05-28",
		"check": "2025-06-16", "hearing": "2025-06-05"} {
		c := objected()
		before := c.at(on).AsOf().AddDays(-1).String()
		got := judged(c, before)[name]
		t.Log(name)
		wantOutcome(t, records.StarApplication, got, "NotYet")
		if got.Next.String() > on || got.Next.IsZero() {
			t.Errorf("%s: next is %s, want %s at the latest", name, got.Next, on)
		}
		if got := judged(c, on)[name]; got.Is("NotYet") || got.Outcome == nil && name != "request" {
			t.Errorf("on its day it is %s", said(got))
		}
	}
	// A signature of tomorrow changes nothing today.
	c := awarded()
	c.sign("Recommendation-2", v1alpha1.County, "another", "2025-05-11").Spec.Verdict = v1alpha1.Reject
	example{asOf: "2025-05-10", star: "Filed", next: "2025-05-11"}.check(t, c)
	example{asOf: "2025-05-11", star: "Rejected"}.check(t, c)
}

// What is not there at all can be asked for, and says so.
func TestNothingThere(t *testing.T) {
	pass := newWorld().at("2025-12-31")
	for _, got := range []evaluation.Result{pass.StarApplication(torreya4).Result, pass.Grant(torreya4).Result, pass.AwardRequest(torreya4).Result,
		pass.Objection(torreya4).Result, pass.Review(torreya4), pass.Alliance(torreya).Result, pass.Round(records.Key{Name: "2025"}).Result} {
		wantStalled(t, got, "ReferenceMissing")
	}
	if got, _ := pass.Coverage(torreya4); len(got.Alliances) != 0 {
		t.Errorf("a round that is not there covers %v", got.Alliances)
	}
	if order, book := pass.SameSigner(&v1alpha1.Payment{}); order || book {
		t.Error("a payment for nothing has signers")
	}
	if waits := pass.Waits(torreya4); len(waits) != 0 {
		t.Errorf("a ledger that is not there has waits %v", waits)
	}
}
