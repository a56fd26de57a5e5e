package register_test

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"k8s.io/apimachinery/pkg/api/equality"
	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// sampleDays are days of the samples on which something waits.
var sampleDays = []string{"2024-10-23", "2025-10-16", "2026-12-31"}

// settledSamples are computed once: whoever changes a record changes a copy.
var settledSamples []*register.Register

// settledRegisters computes the samples as of some days: every record with its status, and every entry.
func settledRegisters(t *testing.T) (found []*register.Register) {
	t.Helper()
	if settledSamples != nil {
		return settledSamples
	}
	defer func() { settledSamples = found }()
	for _, source := range []string{expected.Base, "brands"} {
		view := load(t, source)
		for _, on := range sampleDays {
			computed, err := register.Compute(view, register.Options{AsOf: calendar.MustParse(on), Language: "zh"})
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, computed)
		}
	}
	return found
}

// anyRegister is a settled register: of the samples, or a random one on a random day.
func anyRegister(t *rapid.T, samples []*register.Register) *register.Register {
	if which := rapid.IntRange(0, len(samples)*4-1).Draw(t, "register"); which >= len(samples)*3 {
		return samples[which-len(samples)*3]
	}
	w := newWorld(t, samples[0].View.List(records.WorkCalendar), false)
	asOf := worldBegins.AddDays(rapid.IntRange(0, int(worldEnds-worldBegins)).Draw(t, "as of"))
	computed, err := register.Compute(w.view(), register.Options{AsOf: asOf, Language: "zh"})
	if err != nil {
		t.Fatal(err)
	}
	return computed
}

// TestAffected changes one record after another, and holds that every record whose status is another then was named: by what the
// record was and by what it is, which is all that a manager is told. It asks the same of the steps of claims.
func TestAffected(t *testing.T) {
	samples := settledRegisters(t)
	changes := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		r := anyRegister(rt, samples)
		o := register.Options{AsOf: r.AsOf, Language: "zh"}
		d := newDesk(rt, r.View, r.AsOf, r.Records())
		for range rapid.IntRange(1, 6).Draw(rt, "edits") {
			steps := stepsOf(d.view(), r.AsOf)
			change := d.edit()
			after := d.view()
			named := namedBy(after, change)
			for _, updated := range register.Statuses(after, o) {
				at := d.find(updated)
				if equality.Semantic.DeepEqual(d.objects[at], updated) {
					continue
				}
				d.objects[at] = updated
				changes[string(records.KindOf(updated))]++
				if target := (register.Target{Kind: records.KindOf(updated), Key: records.KeyOf(updated)}); !named[target] {
					rt.Fatalf("%s is not named after %s", target, change)
				}
			}
			for _, value := range otherSteps(steps, stepsOf(after, r.AsOf)) {
				if !claimsNamedBy(after, change)[value] && !change.removesEntry() {
					rt.Fatalf("claim %s is not named after %s: its steps were %s", value, change, steps[value])
				}
			}
		}
	})
	t.Logf("statuses that changed: %v", changes)
	if os.Getenv("LONG") == "" {
		return // a few histories don't come upon everything
	}
	for _, info := range records.Kinds {
		if changes[string(info.Kind)] == 0 && info.Kind != records.WorkCalendar {
			t.Errorf("no edit changed the status of a %s", info.Kind)
		}
	}
}

// String names a change for a person.
func (e edit) String() string {
	object := e.after
	if object == nil {
		object = e.before
	}
	return fmt.Sprintf("%s: %s %s", e.what, records.KindOf(object), records.KeyOf(object))
}

// tell asks for what a change bears on, as a manager does: after it, of what the record was and of what it is.
func (e edit) tell(about func(records.Object)) {
	if e.before != nil {
		about(e.before)
	}
	if e.after != nil {
		about(e.after)
	}
}

func namedBy(view records.View, change edit) map[register.Target]bool {
	named := map[register.Target]bool{}
	change.tell(func(object records.Object) {
		named[register.Target{Kind: records.KindOf(object), Key: records.KeyOf(object)}] = true
		targets, ledgers := register.Affected(view, object)
		for _, ledger := range ledgers {
			targets = append(targets, register.InQueue(view, ledger)...)
		}
		for _, target := range targets {
			named[target] = true
		}
	})
	return named
}

// removesEntry says whether the change is one after which a writer of the ledger starts anew.
func (e edit) removesEntry() bool {
	return e.after == nil && records.KindOf(e.before) == records.FundingDisbursement
}

func claimsNamedBy(view records.View, change edit) map[string]bool {
	named := map[string]bool{}
	change.tell(func(object records.Object) {
		for _, ref := range append(register.ClaimsOf(view, object), register.FormerClaims(view, object)...) {
			named[records.ClaimValue(ref.Ledger, ref.Claim)] = true
		}
	})
	return named
}

// otherSteps are the claims whose steps differ.
func otherSteps(before, after map[string]string) (claims []string) {
	for _, known := range []map[string]string{before, after} {
		for value := range known {
			if before[value] != after[value] {
				claims = append(claims, value)
			}
		}
	}
	return claims
}

// stepsOf writes down the steps of every claim that a record makes.
func stepsOf(view records.View, asOf calendar.Date) map[string]string {
	found := map[string]string{}
	for _, ref := range claimsIn(view) {
		text, err := json.Marshal(register.Steps(view, ref, asOf).Steps)
		if err != nil {
			panic(err)
		}
		if string(text) != "null" {
			found[records.ClaimValue(ref.Ledger, ref.Claim)] = string(text)
		}
	}
	return found
}

// TestSettledStaysSettled holds that a register that was computed is left as it is: in both languages, and however often.
func TestSettledStaysSettled(t *testing.T) {
	for _, r := range settledRegisters(t) {
		for _, language := range []string{"zh", "en"} {
			o := register.Options{AsOf: r.AsOf, Language: language}
			for _, object := range r.Records() {
				first, changed, _ := register.Refresh(r.View, object, o)
				if changed != (language == "en") {
					t.Errorf("%s as of %s: %s %s changes: %s", language, r.AsOf, records.KindOf(object), records.KeyOf(object), differences(object, first))
				}
				if second, changed, _ := register.Refresh(r.View, first, o); changed {
					t.Errorf("%s as of %s: %s %s changes once more: %s", language, r.AsOf, records.KindOf(object), records.KeyOf(object), differences(first, second))
				}
			}
		}
		if !slices.ContainsFunc(r.Records(), func(o records.Object) bool { return records.KindOf(o) == records.FundingDisbursement }) {
			t.Errorf("no entry as of %s", r.AsOf)
		}
	}
}

// differences shows two versions of a record.
func differences(before, after records.Object) string {
	left, errLeft := json.Marshal(before)
	right, errRight := json.Marshal(after)
	return fmt.Sprintf("%s\n%s %v %v", left, right, errLeft, errRight)
}
