package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// The notice runs from 2025-06-03 to 06-10, and the star would come on 06-11. An objection never stops that clock: the award waits
// for the later of the notice's end and the decision, and comes on the working day after.
func TestObjections(t *testing.T) {
	type decided struct {
		on      v1alpha1.Date
		verdict v1alpha1.Verdict
	}
	for _, e := range []struct {
		name            string
		raised          v1alpha1.Date
		change          func(o *v1alpha1.Objection)
		decided         *decided
		asOf            string
		objection, star string
		awarded         string
	}{
		{"open during the notice", "2025-06-05", nil, nil, "2025-06-10", "Open", "OnNotice", ""},
		{"open after it", "2025-06-05", nil, nil, "2025-06-11", "Open", "ObjectionOpen", ""},
		{"raised on its first day", "2025-06-03", nil, nil, "2025-06-11", "Open", "ObjectionOpen", ""},
		{"raised on its last day", "2025-06-10", nil, nil, "2025-06-11", "Open", "ObjectionOpen", ""},
		{"raised the day after", "2025-06-11", nil, nil, "2025-06-11", "Late", "Awarded", "2025-06-11"},
		{"raised before it", "2025-05-29", nil, nil, "2025-06-11", "Open", "ObjectionOpen", ""},
		{"raised later than today", "2025-06-06", nil, nil, "2025-06-05", "NotYet", "OnNotice", ""},
		{"dismissed within it", "2025-06-05", nil, &decided{"2025-06-06", v1alpha1.Reject}, "2025-06-30", "Dismissed", "Awarded", "2025-06-11"},
		{"dismissed on its last day", "2025-06-05", nil, &decided{"2025-06-10", v1alpha1.Reject}, "2025-06-30", "Dismissed", "Awarded", "2025-06-11"},
		{"dismissed the day after", "2025-06-05", nil, &decided{"2025-06-11", v1alpha1.Reject}, "2025-06-30", "Dismissed", "Awarded", "2025-06-12"},
		{"dismissed on a Friday", "2025-06-05", nil, &decided{"2025-06-13", v1alpha1.Reject}, "2025-06-30", "Dismissed", "Awarded", "2025-06-16"},
		{"dismissed on a Saturday", "2025-06-05", nil, &decided{"2025-06-14", v1alpha1.Reject}, "2025-06-30", "Dismissed", "Awarded", "2025-06-16"},
		{"dismissed, on the day itself", "2025-06-05", nil, &decided{"2025-06-13", v1alpha1.Reject}, "2025-06-15", "Dismissed", "OnNotice", ""},
		{"upheld within it", "2025-06-05", nil, &decided{"2025-06-06", v1alpha1.Approve}, "2025-06-06", "Upheld", "ObjectionUpheld", ""},
		{"upheld after it", "2025-06-05", nil, &decided{"2025-07-07", v1alpha1.Approve}, "2025-12-31", "Upheld", "ObjectionUpheld", ""},
		{"with a seal", "2025-06-05", signed(v1alpha1.SignedSeal), nil, "2025-06-11", "Open", "ObjectionOpen", ""},
		{"anonymous without evidence", "2025-06-05", signed(v1alpha1.SignedAnonymous), nil, "2025-06-11", "Anonymous", "Awarded", "2025-06-11"},
		{"anonymous with evidence", "2025-06-05", func(o *v1alpha1.Objection) {
			o.Spec.Signed, o.Spec.Evidence = v1alpha1.SignedAnonymous, []v1alpha1.Evidence{{Title: "photograph"}}
		}, nil, "2025-06-11", "Open", "ObjectionOpen", ""},
		{"late, and found right all the same", "2025-06-11", nil, &decided{"2025-06-12", v1alpha1.Approve}, "2025-06-30", "Late", "Awarded", "2025-06-11"},
		{"heard before it was raised", "2025-06-05", nil, &decided{"2025-06-04", v1alpha1.Approve}, "2025-06-11", "Open", "ObjectionOpen", ""},
		{"never returned", "2025-06-05", nil, &decided{"2025-06-06", v1alpha1.ReturnBack}, "2025-06-11", "Open", "ObjectionOpen", ""},
	} {
		t.Run(e.name, func(t *testing.T) {
			c := awarded()
			objection := c.object("one", e.raised)
			if e.change != nil {
				e.change(objection)
			}
			if e.decided != nil {
				c.heard(objection, e.decided.on, e.decided.verdict)
			}
			pass := c.at(e.asOf)
			wantOutcome(t, records.Objection, pass.Objection(records.KeyOf(objection)).Result, e.objection)
			star := pass.StarApplication(torreya4)
			wantOutcome(t, records.StarApplication, star.Result, e.star)
			if star.AwardedOn.String() != e.awarded {
				t.Errorf("awarded on %q, want %q", star.AwardedOn, e.awarded)
			}
		})
	}
}

func signed(as string) func(o *v1alpha1.Objection) {
	return func(o *v1alpha1.Objection) { o.Spec.Signed = as }
}

func TestSeveralObjections(t *testing.T) {
	both := func(first, second v1alpha1.Verdict) func(c *starCase) {
		return func(c *starCase) {
			for i, verdict := range []v1alpha1.Verdict{first, second} {
				objection := c.object([]string{"one", "two"}[i], "2025-06-05")
				if verdict != "" {
					c.heard(objection, []v1alpha1.Date{"2025-06-16", "2025-06-12"}[i], verdict)
				}
			}
		}
	}
	run(t, []example{
		{name: "one dismissed and one open", change: both(v1alpha1.Reject, ""), star: "ObjectionOpen"},
		{name: "one upheld and one open", change: both(v1alpha1.Approve, ""), star: "ObjectionUpheld", money: "NoAward"},
		{name: "one open and one upheld", change: both("", v1alpha1.Approve), star: "ObjectionUpheld"},
		{name: "both dismissed, before the later", change: both(v1alpha1.Reject, v1alpha1.Reject), asOf: "2025-06-15", star: "ObjectionOpen", next: "2025-06-16"},
		{name: "both dismissed", change: both(v1alpha1.Reject, v1alpha1.Reject), asOf: "2025-06-16", star: "OnNotice", next: "2025-06-17"},
		{name: "both dismissed, the day after", change: both(v1alpha1.Reject, v1alpha1.Reject), asOf: "2025-06-17", star: "Awarded"},
	})
}

// A hearing is a chain of approval like any other.
func TestHearing(t *testing.T) {
	hearing := func(change func(c *starCase, hearing *v1alpha1.Review)) func(c *starCase) {
		return func(c *starCase) {
			review := c.heard(c.object("one", "2025-06-05"), "2025-06-06", v1alpha1.Approve)
			c.reviews["Hearing"] = review
			change(c, review)
		}
	}
	run(t, []example{
		{name: "by another authority", change: hearing(func(_ *starCase, r *v1alpha1.Review) { r.Spec.Authority = v1alpha1.Provincial }),
			star: "ObjectionOpen", reviews: map[string]string{"Hearing": "WrongAuthority"}},
		{name: "without a document number", change: hearing(func(_ *starCase, r *v1alpha1.Review) { r.Spec.DocumentNo = "" }),
			star: "ObjectionOpen", reviews: map[string]string{"Hearing": "Incomplete"}},
		{name: "under another digest", change: hearing(func(_ *starCase, r *v1alpha1.Review) { r.Spec.SubjectRef.Digest = "sha256:other" }),
			star: "ObjectionOpen", reviews: map[string]string{"Hearing": "Stale"}},
		{name: "under a stage that there is not", change: hearing(func(_ *starCase, r *v1alpha1.Review) { r.Spec.Stage = "Appeal" }),
			star: "ObjectionOpen", reviews: map[string]string{"Hearing": "UnknownStage"}},
		{name: "of an anonymous one", change: hearing(func(c *starCase, _ *v1alpha1.Review) {
			get[*v1alpha1.Objection](c.world, "zhuji", "torreya-2025-4-one").Spec.Signed = v1alpha1.SignedAnonymous
		}), star: "Awarded", reviews: map[string]string{"Hearing": "Stale"}},
		{name: "by somebody with ties to the alliance", change: hearing(func(c *starCase, r *v1alpha1.Review) {
			c.round.Spec.Panel = []v1alpha1.Panelist{{Account: r.Spec.Reviewer, Ties: []v1alpha1.Tie{{CreditCode: torreyaCode}}}}
		}), star: "ObjectionOpen", reviews: map[string]string{"Hearing": "Recused"}},
		{name: "as it should be", change: hearing(func(*starCase, *v1alpha1.Review) {}), star: "ObjectionUpheld", reviews: map[string]string{"Hearing": "Counted"}},
	})
}

// While a calendar is missing nobody knows when the notice ends, so no objection is late.
func TestObjectionWithoutCalendar(t *testing.T) {
	c := awarded()
	opens("2026-12-28")(c)
	objection := c.object("one", "2027-03-01")
	wantOutcome(t, records.Objection, c.at("2027-06-30").Objection(records.KeyOf(objection)).Result, "Open")
	c.add(workCalendar("2027"))
	wantOutcome(t, records.Objection, c.at("2027-06-30").Objection(records.KeyOf(objection)).Result, "Late")
}
