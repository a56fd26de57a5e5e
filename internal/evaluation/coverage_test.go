package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

var round2025 = records.Key{Namespace: "shaoxing", Name: "2025"}

// coverage is how each alliance of a register stands towards the round of 2025.
func coverage(t *testing.T, w *world, asOf string) (map[string]evaluation.CoverageState, *evaluation.Coverage) {
	t.Helper()
	all, _ := w.at(asOf).Coverage(round2025)
	found := map[string]evaluation.CoverageState{}
	for _, covered := range all.Alliances {
		if _, twice := found[covered.Key.Name]; twice {
			t.Errorf("%s: %s is listed twice", asOf, covered.Key)
		}
		found[covered.Key.Name] = covered.State
	}
	return found, all
}

// Every recognised alliance of the round's divisions is listed once, whether or not it ever applied (R2).
func TestCoverage(t *testing.T) {
	w := newWorld()
	w.divisions = append(w.divisions, records.Division{Namespace: "hangzhou", Code: "330100"})
	w.star(w.alliance("zhuji", "applied", torreyaCode), 2025, v1alpha1.Four)
	w.star(w.alliance("zhuji", "refused", ""), 2025, v1alpha1.Four).application.Spec.FiledOn = "2025-05-01"
	w.alliance("zhuji", "silent", "")
	w.alliance("shaoxing", "municipal", "")
	w.alliance("hangzhou", "elsewhere", "")
	w.alliance("nowhere", "outside", "")
	w.alliance("xinchang", "undeclared", "").Spec.Recognition = nil
	w.alliance("xinchang", "recent", "").Spec.Recognition.Notice.OpensOn = "2025-06-03"     // recognised from 06-11
	w.alliance("xinchang", "lastminute", "").Spec.Recognition.Notice.OpensOn = "2025-04-23" // 24, 25, Sunday 27 is worked, 28, 29
	w.alliance("xinchang", "late", "").Spec.Recognition.Notice.OpensOn = "2025-04-24"       // one more: recognised from 05-01
	w.alliance("keqiao", "gone", "").Spec.DissolvedOn = "2025-03-15"
	w.alliance("keqiao", "going", "").Spec.DissolvedOn = "2025-12-01"
	w.alliance("keqiao", "twin", torreyaCode) // the same code, and later by name
	want := map[string]evaluation.CoverageState{
		"applied": evaluation.Applied, "refused": evaluation.Applied, "silent": evaluation.NotApplied, "municipal": evaluation.NotApplied,
		"lastminute": evaluation.NotApplied, "late": evaluation.NotEligible, "going": evaluation.NotApplied, "recent": evaluation.NotEligible,
	}
	same := func(asOf string, want map[string]evaluation.CoverageState) {
		t.Helper()
		got, _ := coverage(t, w, asOf)
		for name, state := range got {
			if want[name] != state {
				t.Errorf("%s: %s is %s, want %q", asOf, name, state, want[name])
			}
		}
		for name := range want {
			if _, ok := got[name]; !ok {
				t.Errorf("%s: %s is not listed", asOf, name)
			}
		}
	}
	get[*v1alpha1.Alliance](w, "keqiao", "twin").Spec.Recognition.DecidedOn = "2024-01-03"
	same("2025-06-30", want)
	delete(want, "recent")
	same("2025-06-10", want)
	delete(want, "going")
	want["recent"] = evaluation.NotEligible
	same("2025-12-01", want)
	_, all := coverage(t, w, "2025-06-30")
	if all.Count(evaluation.Applied) != 2 || all.Count(evaluation.NotApplied) != 4 || all.Count(evaluation.NotEligible) != 2 {
		t.Errorf("counts %d %d %d", all.Count(evaluation.Applied), all.Count(evaluation.NotApplied), all.Count(evaluation.NotEligible))
	}
	if all.Awarded[v1alpha1.Four] != 1 || all.Awarded[v1alpha1.Five] != 0 {
		t.Errorf("awarded %v", all.Awarded)
	}
}

// Whom the round offers nothing that is not below its level may not apply.
func TestCoverageOfAMunicipalAlliance(t *testing.T) {
	w := newWorld()
	w.alliance("shaoxing", "tea", beanCode)
	round := get[*v1alpha1.EvaluationRound](w, "shaoxing", "2025")
	round.Spec.Ratings = round.Spec.Ratings[:1]
	if got, _ := coverage(t, w, "2025-06-30"); got["tea"] != evaluation.NotEligible {
		t.Errorf("a municipal alliance that could only ask for three stars is %s", got["tea"])
	}
}

// A round is counted through the end of its year: who is recognised after that is none of it. Stars that are awarded later are.
func TestCoverageEndsWithTheYear(t *testing.T) {
	w := newWorld()
	w.alliance("zhuji", "nextyear", "").Spec.Recognition.Notice.OpensOn = "2026-01-05"
	opens("2025-12-29")(w.star(w.alliance("zhuji", "torreya", torreyaCode), 2025, v1alpha1.Four))
	got, all := coverage(t, w, "2026-06-30")
	if len(got) != 1 || got["torreya"] != evaluation.Applied || all.Awarded[v1alpha1.Four] != 1 {
		t.Errorf("covered %v, awarded %v", got, all.Awarded)
	}
}

// The next date of a round's figures is the first at which time alone can change one of them.
func TestCoverageKnowsItsNextDate(t *testing.T) {
	w := newWorld()
	w.star(w.alliance("zhuji", "torreya", torreyaCode), 2025, v1alpha1.Four)
	recent := w.alliance("xinchang", "recent", "")
	recent.Spec.Recognition.Notice.OpensOn, recent.Spec.DissolvedOn = "2025-04-01", "2025-07-01" // recognised from 04-10
	for asOf, want := range map[string]string{"2025-04-09": "2025-04-10", "2025-06-03": "2025-06-11", "2025-06-11": "2025-07-01"} {
		_, result := w.at(asOf).Coverage(round2025)
		wantNext(t, result, want)
	}
}

// Two rounds that cover one division in one year make both stalled, and what was filed under them: nobody knows which prices hold.
func TestTwoRounds(t *testing.T) {
	for _, e := range []struct {
		namespace, code, name string
		year                  int32
		stalled               bool
	}{
		{"zhejiang", "330000", "2025", 2025, true}, {"zhuji", "330681", "2025", 2025, true}, {"shaoxing", "330600", "again", 2025, true},
		{"hangzhou", "330100", "2025", 2025, false}, {"zhuji", "330681", "2026", 2026, false},
	} {
		c := awarded()
		c.divisions = append(c.divisions, records.Division{Namespace: e.namespace, Code: e.code})
		other := c.round.DeepCopy()
		other.Namespace, other.Name, other.Spec.Year = e.namespace, e.name, e.year
		c.add(other)
		pass := c.at("2025-12-31")
		results := map[string]evaluation.Result{
			"the one": pass.Round(round2025).Result, "the other": pass.Round(records.KeyOf(other)).Result,
			"the application": pass.StarApplication(torreya4).Result, "the request": pass.AwardRequest(torreya4).Result,
			"a signature": pass.Review(records.KeyOf(c.reviews["Decision"])),
		}
		for name, got := range results {
			if e.stalled {
				t.Log(e.namespace, e.name, name)
				wantStalled(t, got, "RoundAmbiguous")
			} else if got.Stalled != nil {
				t.Errorf("%s/%s: %s is stalled: %+v", e.namespace, e.name, name, got.Stalled)
			}
		}
	}
}

func TestRoundOpens(t *testing.T) {
	w := newWorld()
	for asOf, opened := range map[string]bool{"2025-02-28": false, "2025-03-01": true} {
		got := w.at(asOf).Round(round2025)
		if got.Opened != opened || got.Outcome != nil {
			t.Errorf("%s: opened %t, outcome %v", asOf, got.Opened, got.Outcome)
		}
		if !opened {
			wantNext(t, got.Result, "2025-03-01")
		}
	}
}
