package model_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// fault changes a register as a wrong rule would have made it; false where the register has nothing to change.
type fault struct {
	name, invariant string
	plant           func(f *faulty) bool
}

// faulty is a register with a fault, all of its records copied.
type faulty struct {
	all     []records.Object
	entries []*v1alpha1.FundingDisbursement
}

// faults are one for each invariant at least.
var faults = slices.Concat(starFaults, planFaults, licenseFaults)

// starFaults are those of stars and of money.
var starFaults = []fault{
	{"a star without its last signature", "I1", func(f *faulty) bool {
		app := first(f, func(a *v1alpha1.StarApplication) bool { return outcomeOf(a) == v1alpha1.ReasonAwarded })
		return app != nil && f.drop(func(o records.Object) bool {
			r, ok := o.(*v1alpha1.Review)
			return ok && r.Namespace == app.Namespace && r.Spec.SubjectRef.Name == app.Name && r.Spec.Stage == "Decision"
		})
	}},
	{"a notice that is a day too short", "I1", func(f *faulty) bool {
		return f.says(func(a *v1alpha1.StarApplication) bool { return outcomeOf(a) == v1alpha1.ReasonOnNotice }, v1alpha1.ReasonAwarded)
	}},
	{"a star that outlives its revocation", "I2", func(f *faulty) bool {
		return f.says(func(a *v1alpha1.StarApplication) bool {
			return outcomeOf(a) == v1alpha1.ReasonRevoked && a.Status.AwardedOn != ""
		}, v1alpha1.ReasonAwarded)
	}},
	{"a star in spite of a bar", "I3", func(f *faulty) bool {
		return f.says(func(a *v1alpha1.StarApplication) bool { return outcomeOf(a) == v1alpha1.ReasonReapplyBan }, v1alpha1.ReasonAwarded)
	}},
	{"an applicant who signs", "I4", func(f *faulty) bool {
		r := first(f, func(r *v1alpha1.Review) bool {
			return outcomeOf(r) == v1alpha1.ReasonCounted && r.Spec.SubjectRef.Kind == string(records.StarApplication)
		})
		if r != nil {
			app := first(f, func(a *v1alpha1.StarApplication) bool {
				return a.Namespace == r.Namespace && a.Name == r.Spec.SubjectRef.Name
			})
			if app == nil {
				return false
			}
			r.Spec.Reviewer = app.Spec.FiledBy
		}
		return r != nil
	}},
	{"a gap", "I5", func(f *faulty) bool {
		return len(f.entries) > 2 && f.drop(func(o records.Object) bool { return o == records.Object(f.entries[1]) })
	}},
	{"an entry that was edited", "I5", func(f *faulty) bool {
		if len(f.entries) < 2 {
			return false
		}
		f.entries[0].Spec.Rules = "sha256:" + v1alpha1.Digest(strings.Repeat("0", 64))
		return true
	}},
	{"a step twice", "I6", func(f *faulty) bool {
		for _, e := range f.entries {
			if e.Spec.Type == v1alpha1.EntryAward && e.Spec.ClaimNet == e.Spec.ClaimAfter {
				f.append(e.DeepCopy())
				return true
			}
		}
		return false
	}},
	{"a grant beyond the total", "I7", func(f *faulty) bool {
		e := f.entry(v1alpha1.EntryAward)
		if e != nil {
			e.Spec.TotalAfter = "0.00"
		}
		return e != nil
	}},
	{"an order beyond the balance", "I8", func(f *faulty) bool {
		e := f.entry(v1alpha1.EntryOrder)
		if e != nil {
			e.Spec.Amount = "-1000000.00"
		}
		return e != nil
	}},
	{"a recovery of more than was paid", "I9", func(f *faulty) bool {
		e := f.entry(v1alpha1.EntryRecovery)
		if e != nil {
			e.Spec.Amount = "-1000000.00"
		}
		return e != nil
	}},
	{"a grant during a hold", "I10", func(f *faulty) bool {
		e := f.entry(v1alpha1.EntryAward)
		if e == nil {
			return false
		}
		request := first(f, func(r *v1alpha1.AwardRequest) bool {
			return r.Namespace == e.Spec.Cause.Namespace && r.Name == e.Spec.Cause.Name
		})
		if request == nil {
			return false
		}
		app := first(f, func(a *v1alpha1.StarApplication) bool {
			return a.Namespace == request.Namespace && a.Name == request.Name
		})
		f.all = append(f.all, &v1alpha1.Incident{ObjectMeta: meta(app.Namespace, "planted"), Spec: v1alpha1.IncidentSpec{
			AllianceRef: app.Spec.AllianceRef, Subject: v1alpha1.SubjectAlliance, Ground: v1alpha1.GroundOther,
			FactsOn: e.Spec.Day, ReportedOn: e.Spec.Day, FiledBy: "supervisor",
		}})
		return true
	}},
	{"money taken for no reason", "I11", func(f *faulty) bool {
		for _, e := range f.entries {
			if amount, err := money.ParseSigned(string(e.Spec.Amount)); err == nil && amount < 0 && e.Spec.Type == v1alpha1.EntryCancellation {
				e.Spec.Cause.Kind = string(records.AwardRequest)
				return true
			}
		}
		return false
	}},
	{"a request that is forgotten", "I12", func(f *faulty) bool {
		last := len(f.entries) - 1
		return last > 0 && f.entries[last].Spec.Type == v1alpha1.EntryAward && f.drop(func(o records.Object) bool { return o == records.Object(f.entries[last]) })
	}},
	{"a sum that is wrong", "I13", func(f *faulty) bool {
		e := f.entry(v1alpha1.EntryAward)
		if e != nil {
			e.Spec.CommittedAfter = "1.00"
		}
		return e != nil
	}},
}

// first finds a record of a kind.
func first[T records.Object](f *faulty, is func(T) bool) (none T) {
	for _, object := range f.all {
		if record, ok := object.(T); ok && is(record) {
			return record
		}
	}
	return none
}

func (f *faulty) entry(kind v1alpha1.EntryType) *v1alpha1.FundingDisbursement {
	return first(f, func(e *v1alpha1.FundingDisbursement) bool { return e.Spec.Type == kind })
}

// says changes what is said of the first application of a kind.
func (f *faulty) says(is func(*v1alpha1.StarApplication) bool, reason string) bool {
	app := first(f, is)
	if app == nil {
		return false
	}
	for i := range app.Status.Conditions {
		if app.Status.Conditions[i].Type == v1alpha1.ConditionAwarded {
			app.Status.Conditions[i].Reason = reason
		}
	}
	return true
}

// drop takes records away.
func (f *faulty) drop(is func(records.Object) bool) (dropped bool) {
	var kept []records.Object
	for _, object := range f.all {
		if is(object) {
			dropped = true
		} else {
			kept = append(kept, object)
		}
	}
	f.all = kept
	return dropped
}

// append puts an entry behind the last.
func (f *faulty) append(e *v1alpha1.FundingDisbursement) {
	last := f.entries[len(f.entries)-1]
	e.Name, e.Spec.Sequence, e.Spec.Day = "planted", last.Spec.Sequence+1, last.Spec.Day
	f.all = append(f.all, e)
}

// TestFaultsAreFound plants faults into registers that are right, and asks that the naive model sees each.
func TestFaultsAreFound(t *testing.T) {
	set(t, "rapid.checks", "400") // it ends when all are found
	set(t, "rapid.seed", "20240328")
	found := map[string]int{}
	rapid.Check(t, func(rt *rapid.T) {
		if everywhere(found) {
			return
		}
		l := live(newHistory(rt), nil)
		l.watch = func(r *register.Register, _ map[string]int) {
			var spare *faulty // a copy into which nothing was planted yet
			for _, one := range faults {
				if found[one.name] > 0 {
					continue
				}
				if spare == nil {
					spare = copied(rt, r)
				}
				if one.plant(spare) {
					found[one.name] += bites(one, spare, l.today)
					spare = nil
				}
			}
		}
		l.run()
	})
	for _, one := range faults {
		if found[one.name] == 0 {
			t.Errorf("%s was planted in no history and found", one.name)
		}
	}
}

// everywhere says whether every fault was found.
func everywhere(found map[string]int) bool {
	for _, one := range faults {
		if found[one.name] == 0 {
			return false
		}
	}
	return true
}

// copied is a copy of a register.
func copied(t *rapid.T, r *register.Register) *faulty {
	f := &faulty{}
	for _, record := range r.Records() {
		twin, ok := record.DeepCopyObject().(records.Object)
		if !ok {
			t.Fatalf("%T can't be copied", record)
		}
		f.all = append(f.all, twin)
		if entry, ok := twin.(*v1alpha1.FundingDisbursement); ok {
			f.entries = append(f.entries, entry)
		}
	}
	return f
}

// bites says whether a fault that was planted into a register is found. One that never is fails the test; where what it changed does not
// matter on that day (it waits for something, say), another register is tried.
func bites(one fault, f *faulty, asOf calendar.Date) int {
	for _, wrong := range check(f.all, asOf, nil, false) {
		if strings.HasPrefix(wrong, one.invariant+":") {
			return 1
		}
	}
	return 0
}
