package register_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// sampleDays are days of the samples on which something waits.
var sampleDays = []string{"2024-06-20", "2024-10-23", "2025-10-12", "2025-10-16", "2026-12-31"}

// settledRegisters computes the samples as of some days: every record with its status, and every entry.
func settledRegisters(t *testing.T) (found []*register.Register) {
	t.Helper()
	view := load(t, expected.Base)
	for _, on := range sampleDays {
		computed, err := register.Compute(view, register.Options{AsOf: calendar.MustParse(on), Language: "zh"})
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, computed)
	}
	return found
}

// anyRegister is a settled register: of the samples, or a random one on a random day.
func anyRegister(t *rapid.T, samples []*register.Register) *register.Register {
	if which := rapid.IntRange(0, len(samples)*2-1).Draw(t, "register"); which < len(samples) {
		return samples[which]
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
			for i, object := range d.objects {
				updated, changed, _ := register.Refresh(after, object, o)
				if !changed {
					continue
				}
				changes[string(records.KindOf(object))]++
				if target := (register.Target{Kind: records.KindOf(object), Key: records.KeyOf(object)}); !named[target] {
					rt.Fatalf("%s is not named after %s", target, change)
				}
				d.objects[i] = updated
			}
			claims := claimsNamedBy(after, change)
			now := stepsOf(after, r.AsOf)
			for _, known := range []map[string]string{steps, now} {
				for value := range known {
					if now[value] != steps[value] && !claims[value] && !change.removesEntry() {
						rt.Fatalf("claim %s is not named after %s:\n%s\n%s", value, change, steps[value], now[value])
					}
				}
			}
		}
	})
	t.Logf("statuses that changed: %v", changes)
	if len(changes) < len(records.Kinds)-3 {
		t.Errorf("edits changed the statuses of %d kinds only", len(changes))
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
	for _, language := range []string{"zh", "en"} {
		for _, on := range sampleDays {
			o := register.Options{AsOf: calendar.MustParse(on), Fixed: true, Language: language}
			computed, err := register.Compute(load(t, expected.Base), o)
			if err != nil {
				t.Fatal(err)
			}
			for _, object := range computed.Records() {
				if updated, changed, _ := register.Refresh(computed.View, object, o); changed {
					t.Errorf("%s on %s: %s %s changes: %s", language, on, records.KindOf(object), records.KeyOf(object), differences(object, updated))
				}
			}
			if !slices.ContainsFunc(computed.Records(), func(o records.Object) bool { return records.KindOf(o) == records.FundingDisbursement }) {
				t.Errorf("no entry on %s", on)
			}
		}
	}
}

// differences shows two versions of a record.
func differences(before, after records.Object) string {
	left, errLeft := json.Marshal(before)
	right, errRight := json.Marshal(after)
	return fmt.Sprintf("%s\n%s %v %v", left, right, errLeft, errRight)
}
