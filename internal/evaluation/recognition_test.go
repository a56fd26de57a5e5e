package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

var torreya = records.Key{Namespace: "zhuji", Name: "torreya"}

// A notice of five working days that opens on Tuesday 2025-06-03 ends on Tuesday 06-10.
func recognizedLate(w *world) *v1alpha1.Alliance {
	alliance := w.alliance("zhuji", "torreya", torreyaCode)
	alliance.Spec.Recognition.DecidedOn = "2025-05-30"
	alliance.Spec.Recognition.Notice.OpensOn = "2025-06-03"
	return alliance
}

func TestRecognition(t *testing.T) {
	for _, e := range []struct {
		name             string
		change           func(alliance *v1alpha1.Alliance)
		asOf, want, next string
	}{
		{"before its notice", nil, "2025-06-02", "AwaitingNotice", "2025-06-11"},
		{"on the last day of its notice", nil, "2025-06-10", "AwaitingNotice", "2025-06-11"},
		{"the day after", nil, "2025-06-11", "Recognized", "never"},
		{"not declared", func(a *v1alpha1.Alliance) { a.Spec.Recognition = nil }, "2025-06-11", "NotDeclared", "never"},
		{"twenty working days", func(a *v1alpha1.Alliance) { a.Spec.Recognition.Notice.WorkingDays = 20 }, "2025-07-01", "AwaitingNotice", "2025-07-02"},
		{"no calendar", func(a *v1alpha1.Alliance) { a.Spec.Recognition.Notice.OpensOn = "2026-12-28" }, "2027-06-30", "CalendarMissing", "never"},
		{"dissolved later", func(a *v1alpha1.Alliance) { a.Spec.DissolvedOn = "2025-09-01" }, "2025-08-31", "Recognized", "2025-09-01"},
		{"dissolved", func(a *v1alpha1.Alliance) { a.Spec.DissolvedOn = "2025-09-01" }, "2025-09-01", "Dissolved", "never"},
	} {
		w := newWorld()
		alliance := recognizedLate(w)
		if e.change != nil {
			e.change(alliance)
		}
		got := w.at(e.asOf).Alliance(torreya)
		t.Log(e.name)
		wantOutcome(t, records.Alliance, got.Result, e.want)
		wantNext(t, got.Result, e.next)
		if recognized := got.RecognizedOn.String(); e.want == "Recognized" && recognized != "2025-06-11" {
			t.Errorf("recognised on %q", recognized)
		}
	}
	w := newWorld()
	recognizedLate(w).Spec.DissolvedOn = "2025-06-05"
	if got := w.at("2025-12-31").Alliance(torreya); !got.RecognizedOn.IsZero() || !got.Is("Dissolved") {
		t.Errorf("dissolved before its notice was over, it is %s, recognised on %q", said(got.Result), got.RecognizedOn)
	}
	w = newWorld()
	recognizedLate(w).Spec.Recognition.Notice.OpensOn = "2025-06-31"
	wantStalled(t, w.at("2025-12-31").Alliance(torreya).Result, "InvalidRecord")
}

// Who applies has to be recognised on the day of filing: the decision made, and its notice over (R3).
func TestFilingNeedsRecognition(t *testing.T) {
	recognition := func(opens v1alpha1.Date) func(c *starCase) {
		return func(c *starCase) { c.alliance.Spec.Recognition.Notice.OpensOn = opens }
	}
	run(t, []example{
		{name: "the notice ended the day before", change: recognition("2025-04-01"), star: "Awarded"},            // 04-02 03 07 08 09
		{name: "the notice ends on the day of filing", change: recognition("2025-04-02"), star: "NotRecognized"}, // 04-03 07 08 09 10
		{name: "no recognition", change: func(c *starCase) { c.alliance.Spec.Recognition = nil }, star: "NotRecognized"},
		{name: "a notice without a calendar", change: recognition("2026-12-28"), star: "CalendarMissing", money: "NoAward"},
		{name: "dissolved on that day", change: dissolved("2025-04-10"), star: "NotRecognized"},
		{name: "dissolved the day after", change: dissolved("2025-04-11"), star: "NotRecognized"}, // before its award
		{name: "dissolved on the day of the award", change: dissolved("2025-06-11"), star: "NotRecognized", money: "NoAward"},
		{name: "dissolved after the award", change: dissolved("2025-06-12"), asOf: "2025-06-11", star: "Awarded", next: "2025-06-12"},
		{name: "dissolved with a star", change: dissolved("2025-06-12"), asOf: "2025-06-12", star: "Lapsed"},
	})
}

func dissolved(on v1alpha1.Date) func(c *starCase) {
	return func(c *starCase) { c.alliance.Spec.DissolvedOn = on }
}

// Of several alliances under one credit code the first stands: the one with an entry, else the earlier decision, else the name.
func TestDuplicateCreditCodes(t *testing.T) {
	duplicate := func(c *starCase, name string, decided v1alpha1.Date) *v1alpha1.Alliance {
		other := c.world.alliance("zhuji", name, torreyaCode)
		other.Spec.Recognition.DecidedOn = decided
		return other
	}
	for _, e := range []struct {
		name, other, decided string
		entered              bool
		want                 string // the name of the one that stands
	}{
		{"the earlier decision", "a", "2024-01-03", false, "torreya"},
		{"the later decision", "z", "2024-01-01", false, "z"},
		{"one day: the name", "a", "2024-01-02", false, "a"},
		{"one day: the name, the other way", "z", "2024-01-02", false, "torreya"},
		{"the one with an entry", "z", "2024-01-01", true, "torreya"},
	} {
		c := awarded()
		if e.entered {
			// It got its money before the other was declared.
			for _, entry := range records.List[*v1alpha1.FundingDisbursement](c.entered(t, "2025-12-31")) {
				c.add(entry)
			}
		}
		duplicate(c, e.other, v1alpha1.Date(e.decided))
		pass := c.at("2025-12-31")
		for _, name := range []string{"torreya", e.other} {
			got := pass.Alliance(records.Key{Namespace: "zhuji", Name: name})
			if stalled := got.Stalled != nil && got.Stalled.Reason == "DuplicateCreditCode"; stalled == (name == e.want) {
				t.Errorf("%s: %s is %s, and %s should stand", e.name, name, said(got.Result), e.want)
			}
		}
		want := "Awarded"
		if e.want != "torreya" {
			want = "NotRecognized"
		}
		wantOutcome(t, records.StarApplication, pass.StarApplication(torreya4).Result, want)
	}
	c := awarded()
	c.alliance.Spec.CreditCode = ""
	c.world.alliance("zhuji", "other", "")
	if got := c.at("2025-12-31").Alliance(torreya); !got.Is("Recognized") {
		t.Errorf("two alliances without a code are no duplicates, and yet one is %s", said(got.Result))
	}
}

// A star holds from its award through the day that its round says; the highest is shown, of two equal ones that of the later year.
func TestStars(t *testing.T) {
	run(t, []example{
		{name: "its first day", asOf: "2025-06-11", star: "Awarded", next: "2027-01-01"},
		{name: "its last day", asOf: "2026-12-31", star: "Awarded", next: "2027-01-01"},
		{name: "the day after", asOf: "2027-01-01", star: "Lapsed", next: "never"},
	})
	w := newWorld()
	w.round(2024)
	alliance := w.alliance("zhuji", "torreya", torreyaCode)
	w.star(alliance, 2024, v1alpha1.Five)
	w.star(alliance, 2024, v1alpha1.Four)
	w.star(alliance, 2025, v1alpha1.Four)
	get[*v1alpha1.EvaluationRound](w, "shaoxing", "2024").Spec.ValidThrough = "2025-06-30"
	for _, e := range []struct {
		asOf, application, through string
	}{
		{"2024-06-11", "", ""},
		{"2024-06-12", "torreya-2024-4", "2025-06-30"},
		{"2024-10-10", "torreya-2024-5", "2025-06-30"},
		{"2025-06-30", "torreya-2024-5", "2025-06-30"},
		{"2025-07-01", "torreya-2025-4", "2026-12-31"},
		{"2027-01-01", "", ""},
	} {
		got := w.at(e.asOf).Alliance(torreya)
		star := v1alpha1.StarStatus{}
		if got.Star != nil {
			star = *got.Star
		}
		if star.Application != e.application || string(star.ValidThrough) != e.through {
			t.Errorf("%s: the star is %+v, want that of %q through %q", e.asOf, star, e.application, e.through)
		}
	}
}

func TestActiveMembers(t *testing.T) {
	w := newWorld()
	w.alliance("zhuji", "torreya", torreyaCode).Spec.Members = []v1alpha1.Member{
		{Name: "stays", JoinedOn: "2024-01-01"}, {Name: "leaves", JoinedOn: "2024-01-01", LeftOn: "2025-06-01"}, {Name: "joins", JoinedOn: "2025-06-01"},
		{Name: "comes later", JoinedOn: "2025-06-02"},
	}
	for asOf, want := range map[string]int32{"2023-12-31": 0, "2024-01-01": 2, "2025-05-31": 2, "2025-06-01": 2, "2025-06-02": 3} {
		if got := w.at(asOf).Alliance(torreya).ActiveMembers; got != want {
			t.Errorf("%s: %d members, want %d", asOf, got, want)
		}
	}
	wantNext(t, w.at("2025-05-31").Alliance(torreya).Result, "2025-06-01")
}
