package evaluation_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// queued is three requests of one round, the budget of 2025 and what may be granted from it: torreya and bean ask for 20 000 on
// 2025-06-18, grape for 5 000 for its three stars on 06-20.
func queued(appropriations ...string) (*world, map[string]*starCase) {
	w := newWorld()
	get[*v1alpha1.Budget](w, "shaoxing", "stars-2025").Spec.Appropriations = nil
	w.drop(get[*v1alpha1.Budget](w, "shaoxing", "stars-2025"))
	if len(appropriations) > 0 {
		w.budget("2025", appropriations...)
	}
	round := get[*v1alpha1.EvaluationRound](w, "shaoxing", "2025")
	award := *round.Spec.Ratings[1].Award
	award.Amount = "5000.00"
	round.Spec.Ratings[0].Award = &award
	cases := map[string]*starCase{
		"torreya": w.star(w.alliance("zhuji", "torreya", torreyaCode), 2025, v1alpha1.Four),
		"bean":    w.star(w.alliance("xinchang", "bean", beanCode), 2025, v1alpha1.Four),
		"grape":   w.star(w.alliance("keqiao", "grape", ""), 2025, v1alpha1.Three),
	}
	cases["grape"].ask("2025-06-16", "2025-06-17", "2025-06-20")
	return w, cases
}

// The queue of a budget is strict, by the day of completion, then namespace and name: nobody overtakes, also not who asks for less.
func TestQueueOfABudget(t *testing.T) {
	for _, e := range []struct {
		name                 string
		appropriations       []string
		torreya, bean, grape string
	}{
		{"enough for all", []string{"2025-01-10 45000.00"}, "Granted", "Granted", "Granted"},
		{"enough for two", []string{"2025-01-10 44999.99"}, "Granted", "Granted", "PendingBudget"},
		{"for one: xinchang comes before zhuji", []string{"2025-01-10 25000.00"}, "PendingBudget", "Granted", "PendingBudget"},
		{"for none", []string{"2025-01-10 19999.99"}, "PendingBudget", "PendingBudget", "PendingBudget"},
		{"a later total", []string{"2025-01-10 20000.00", "2025-09-01 40000.00"}, "Granted", "Granted", "PendingBudget"},
		{"no budget", nil, "PendingBudget", "PendingBudget", "PendingBudget"},
		{"an appropriation to come", []string{"2026-01-10 45000.00"}, "PendingBudget", "PendingBudget", "PendingBudget"},
	} {
		w, cases := queued(e.appropriations...)
		pass := w.lived(t, "2025-12-31")
		for name, want := range map[string]string{"torreya": e.torreya, "bean": e.bean, "grape": e.grape} {
			if got := pass.Grant(records.KeyOf(cases[name].application)); !got.Result.Is(want) {
				t.Errorf("%s: %s is %s, want %s", e.name, name, said(got.Result), want)
			}
		}
	}
}

// Who waits is told for how much, of how much, since when, and behind whom.
func TestWaitsSayWhy(t *testing.T) {
	w, cases := queued("2025-01-10 25000.00")
	pass := w.lived(t, "2025-12-31")
	var waits []string
	for _, wait := range pass.Waits(starsLedger) {
		first := "nobody"
		if wait.First != nil {
			first = wait.First.Name
		}
		waits = append(waits, fmt.Sprintf("%s: %s asks for %s of %s from %d since %s behind %d, first %s, until %q",
			wait.Cause.Name, wait.Reason, wait.Asked, wait.Available, wait.Year, wait.EffectiveOn, wait.Before, first, wait.Until))
	}
	want := []string{
		`torreya-2025-4: PendingBudget asks for 20000.00 of 5000.00 from 2025 since 2025-06-18 behind 0, first nobody, until ""`,
		`grape-2025-3: PendingBudget asks for 5000.00 of 5000.00 from 2025 since 2025-06-20 behind 1, first torreya-2025-4, until ""`,
	}
	if !slices.Equal(waits, want) {
		t.Errorf("waits\n%s\nwant\n%s", strings.Join(waits, "\n"), strings.Join(want, "\n"))
	}
	for name, says := range map[string][]string{"torreya": {"20000.00", "5000.00", "2025-06-18"}, "grape": {"5000.00", "2025-06-20", "1", "torreya"}} {
		text := pass.Grant(records.KeyOf(cases[name].application)).Result.Outcome.Message.Text("zh")
		for _, part := range says {
			if !strings.Contains(text, part) {
				t.Errorf("%s is told %q, without %s", name, text, part)
			}
		}
	}
	open := evaluation.OpenRequests(w.entered(t, "2025-12-31"), starsLedger, pass.AsOf())
	for name, waits := range map[string]bool{"torreya": true, "bean": false, "grape": true} {
		if listed := slices.Contains(open, records.KeyOf(cases[name].application)); listed != waits {
			t.Errorf("%s is among the open requests: %t", name, listed)
		}
	}
}

// On the day of its last signature a request waits for that day's end, for whatever there is to be had.
func TestWaitsForTheDaysEnd(t *testing.T) {
	w, _ := queued("2025-01-10 45000.00")
	var got []ledger.Wait
	for _, wait := range w.lived(t, "2025-06-18").Waits(starsLedger) {
		got = append(got, ledger.Wait{Reason: wait.Reason, Cause: v1alpha1.Cause{Name: wait.Cause.Name}, Until: wait.Until})
	}
	if len(got) != 2 || got[0].Cause.Name != "bean-2025-4" || got[0].Reason != "AwaitingDayEnd" || got[0].Until.String() != "2025-06-19" ||
		got[1].Cause.Name != "torreya-2025-4" || got[1].Reason != "AwaitingDayEnd" {
		t.Errorf("waits %+v", got)
	}
}

// A request needs the ledger of its round: without one it is stalled.
func TestRequestWithoutLedger(t *testing.T) {
	c := awarded()
	c.drop(get[*v1alpha1.Ledger](c.world, "shaoxing", "stars"))
	wantStalled(t, c.lived(t, "2025-12-31").Grant(torreya4).Result, "ReferenceMissing")
}

// A step that is late is for the net of all steps of its claim that are known by then: who waits is told so once the day on which
// the other request was completed is over.
func TestWaitForOneClaim(t *testing.T) {
	w, _, _ := both()
	get[*v1alpha1.Budget](w, "shaoxing", "stars-2025").Spec.Appropriations[0].Total = "10000.00"
	for _, e := range []struct{ asOf, asks, next string }{
		{"2025-10-20", "20000.00", "2025-10-21"}, {"2025-10-21", "20000.00", "2025-10-22"}, {"2025-10-22", "50000.00", ""},
	} {
		got := w.lived(t, e.asOf).Grant(torreya4).Result
		wantOutcome(t, records.AwardRequest, got, "PendingBudget")
		if text := got.Outcome.Message.Text("en"); !strings.Contains(text, e.asks) {
			t.Errorf("%s: it is told %q, without %s", e.asOf, text, e.asks)
		}
		if e.next != "" {
			wantNext(t, got, e.next)
		}
	}
}

// TestDecisionsMoveTheQueue holds that a queue moves on the day on which a decision on an incident ends a request that waits in it.
func TestDecisionsMoveTheQueue(t *testing.T) {
	w, cases := queued("2025-01-10 19999.99")
	pass := w.lived(t, "2025-07-01")
	if moves := pass.QueueMoves(starsLedger); moves != 0 {
		t.Errorf("without an incident it moves on %s", moves)
	}
	cases["bean"].report("report", v1alpha1.GroundIllegalOperation, "2025-06-20", "2025-06-25").revoked("2025-07-03", "2025-07-08")
	for asOf, want := range map[string]string{"2025-07-01": "2025-07-03", "2025-07-03": "2025-07-08"} {
		if moves := w.lived(t, asOf).QueueMoves(starsLedger); moves.String() != want {
			t.Errorf("on %s it moves on %s, want %s", asOf, moves, want)
		}
	}
}
