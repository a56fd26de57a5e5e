package register_test

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
	"github.com/lianxing-dev/lianxing/test/random"
)

func TestMain(m *testing.M) { os.Exit(random.Main(m, 6, 2000)) }

// lived is a register that is lived day by day: records arrive, and every ledger is brought up to the day.
type lived struct {
	fatal     func(...any)
	divisions []records.Division
	objects   []records.Object
	entries   []records.Object
	// arrives is the day on which a record is applied; before it nobody sees it.
	arrives func(records.Object) calendar.Date
}

func (l *lived) on(day calendar.Date) *files.Memory {
	seen := slices.Clone(l.entries)
	for _, object := range l.objects {
		if l.arrives(object) <= day {
			seen = append(seen, asDeclared(object, day))
		}
	}
	return files.NewMemory(l.divisions, seen)
}

// pass lets a day pass: what may be entered on it is.
func (l *lived) pass(day calendar.Date) records.View {
	view, err := register.Enter(l.on(day), day)
	if err != nil {
		l.fatal(err)
	}
	l.entries = l.entries[:0:0]
	l.entries = append(l.entries, view.List(records.FundingDisbursement)...)
	return view
}

// eventful says whether something is written into a record on a day, or was on the day before, whose steps are entered now.
func (l *lived) eventful(day calendar.Date) bool {
	return slices.ContainsFunc(l.objects, func(object records.Object) bool {
		on := append(datesOf(object), l.arrives(object))
		return slices.Contains(on, day) || slices.Contains(on, day.AddDays(-1))
	})
}

// sameChains compares every entry of two registers by its digest.
func sameChains(once, daily records.View) error {
	want, have := records.List[*v1alpha1.FundingDisbursement](once), records.List[*v1alpha1.FundingDisbursement](daily)
	for i := range min(len(want), len(have)) {
		left, err := ledger.Digest(want[i])
		if err != nil {
			return err
		}
		if right, err := ledger.Digest(have[i]); err != nil || left != right {
			return fmt.Errorf("at once %+v\nday by day %+v", want[i].Spec, have[i].Spec)
		}
	}
	if len(want) != len(have) {
		return fmt.Errorf("%d entries at once, %d day by day", len(want), len(have))
	}
	return nil
}

// summary is what must not depend on when a record came: stars, steps and nets. A decision that has nothing to lower is no step where
// it was known before the request that it stands against, and one where it came after: the ledger had granted by then. Nor is there a net of
// what is on hold: a report that comes late may come after the grant, which it doesn't take back.
func summary(view records.View, asOf calendar.Date) (list []string) {
	for _, alliance := range records.List[*v1alpha1.Alliance](view) {
		updated, _, _ := register.Refresh(view, alliance, register.Options{AsOf: asOf, Language: "zh"})
		if judged, ok := updated.(*v1alpha1.Alliance); ok && judged.Status.Star != nil {
			list = append(list, fmt.Sprintf("star of %s: %+v", alliance.Name, *judged.Status.Star))
		}
	}
	for _, ref := range claimsIn(view) {
		var before money.Fen
		for _, step := range register.Steps(view, ref, asOf).Steps {
			if step.Lowers && step.Net == before {
				continue
			}
			before = step.Net
			list = append(list, fmt.Sprintf("step %+v on %s: %s", step.Cause, step.EffectiveOn, step.Net))
		}
		chain, err := ledger.Open(view, ref.Ledger, 0)
		if err != nil {
			return append(list, err.Error())
		}
		account, err := chain.Account(ref.Claim)
		if err != nil {
			return append(list, err.Error())
		}
		if held, _ := register.Source(chain, asOf).Asks.Held(ref.Claim, asOf); !held {
			list = append(list, fmt.Sprintf("net of %s: %s", records.ClaimValue(ref.Ledger, ref.Claim), account.After))
		}
	}
	return list
}

// claimsIn are all claims that any request or report makes.
func claimsIn(view records.View) (refs []register.ClaimRef) {
	seen := map[string]bool{}
	for _, request := range append(view.List(records.AwardRequest), view.List(records.ActivityReport)...) {
		for _, ref := range register.ClaimsOf(view, request) {
			if value := records.ClaimValue(ref.Ledger, ref.Claim); !seen[value] {
				seen[value] = true
				refs = append(refs, ref)
			}
		}
	}
	slices.SortFunc(refs, func(a, b register.ClaimRef) int {
		return cmp.Compare(records.ClaimValue(a.Ledger, a.Claim), records.ClaimValue(b.Ledger, b.Claim))
	})
	return refs
}

// TestSamplesDayByDay lives the samples through every day on which something is declared, and the day after it: the chain is the
// one that is computed at once.
func TestSamplesDayByDay(t *testing.T) {
	for _, source := range expected.Sources() {
		if source == "calendar-2027" && os.Getenv("LONG") == "" {
			continue // the main register and little more
		}
		t.Run(source, func(t *testing.T) {
			view := load(t, source)
			l := &lived{fatal: t.Fatal, divisions: view.Divisions(), objects: allOf(view), arrives: declaredOn}
			ends := calendar.MustParse("2027-03-31")
			for day := calendar.MustParse("2024-01-01"); day < ends; day++ {
				if l.eventful(day) {
					l.pass(day)
				}
			}
			once, err := register.Enter(view, ends)
			if err != nil {
				t.Fatal(err)
			}
			if err := sameChains(once, l.pass(ends)); err != nil {
				t.Error(err)
			}
			if source == expected.Base && len(l.entries) < 20 {
				t.Errorf("only %d entries", len(l.entries))
			}
		})
	}
}

func allOf(view records.View) (objects []records.Object) {
	for _, info := range records.Kinds {
		objects = append(objects, view.List(info.Kind)...)
	}
	return objects
}

// datesOf are the days on which something is written into a record.
func datesOf(object records.Object) []calendar.Date {
	days := []calendar.Date{declaredOn(object)}
	switch record := object.(type) {
	case *v1alpha1.ActivityPlan:
		if record.Spec.CancelledOn != "" {
			days = append(days, calendar.MustParse(string(record.Spec.CancelledOn)))
		}
	case *v1alpha1.Budget:
		for _, appropriation := range record.Spec.Appropriations {
			days = append(days, calendar.MustParse(string(appropriation.On)))
		}
	case *v1alpha1.Payment:
		if record.Spec.PaidOn != "" {
			days = append(days, calendar.MustParse(string(record.Spec.PaidOn)))
		}
		if record.Spec.Returned != nil {
			days = append(days, calendar.MustParse(string(record.Spec.Returned.On)))
		}
	}
	return days
}

// TestHistoriesDayByDay lives random registers day by day, with payments that finance orders, books and gets back as it goes: the chain
// is the one that the same records come to at once, to the digest.
func TestHistoriesDayByDay(t *testing.T) {
	calendars := load(t, expected.Base).List(records.WorkCalendar)
	seen := map[v1alpha1.EntryType]int{}
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(rt, calendars, false)
		l := &lived{fatal: rt.Fatal, divisions: w.divisions, objects: w.objects, arrives: declaredOn}
		for day := worldBegins; day <= worldEnds; day++ {
			if l.eventful(day) || w.chance("looked at", 20) {
				l.finance(w, day)
				l.pass(day)
			}
		}
		daily := l.pass(worldEnds)
		once, err := register.Enter(files.NewMemory(l.divisions, l.objects), worldEnds)
		if err != nil {
			rt.Fatal(err)
		}
		if err := sameChains(once, daily); err != nil {
			rt.Fatal(err)
		}
		for _, entry := range records.List[*v1alpha1.FundingDisbursement](daily) {
			seen[entry.Spec.Type]++
		}
	})
	t.Logf("entries: %v", seen)
	often := []v1alpha1.EntryType{v1alpha1.EntryAppropriation, v1alpha1.EntryActivity, v1alpha1.EntryAward, v1alpha1.EntryOrder}
	if os.Getenv("LONG") != "" {
		often = append(often, v1alpha1.EntryReturn, v1alpha1.EntryDecision)
	}
	for _, kind := range often {
		if seen[kind] == 0 {
			t.Errorf("no history had an entry of type %s", kind)
		}
	}
}

// finance orders the payment of a grant now and then, and books it or learns from the bank that it came back.
func (l *lived) finance(w *world, day calendar.Date) {
	paid := map[string]int{}
	for _, object := range l.objects {
		if payment, ok := object.(*v1alpha1.Payment); ok {
			paid[payment.Namespace+"/"+payment.Spec.DisbursementRef.Name]++
		}
	}
	for _, object := range l.entries {
		entry, ok := object.(*v1alpha1.FundingDisbursement)
		if !ok || entry.Spec.Type != v1alpha1.EntryAward && entry.Spec.Type != v1alpha1.EntryActivity || paid[records.KeyOf(entry).String()] > 0 || !w.chance("order", 8) {
			continue
		}
		named, err := ledger.Digest(entry)
		if err != nil {
			l.fatal(err)
		}
		payment := &v1alpha1.Payment{Spec: v1alpha1.PaymentSpec{
			DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name, Digest: named},
			Amount:          v1alpha1.Yuan(entry.Spec.Amount), OrderedOn: date(day), OrderedBy: "orders",
		}}
		payment.Namespace, payment.Name = entry.Namespace, entry.Name+"-1"
		switch after := day.AddDays(w.number("after", 1, 9)); w.number("bank", 0, 3) {
		case 0:
			payment.Spec.Returned = &v1alpha1.PaymentReturn{On: date(after), Slip: "1"}
		case 1, 2:
			payment.Spec.PaidOn, payment.Spec.BookedBy, payment.Spec.Voucher = date(after), "books", entry.Namespace+entry.Name
		}
		l.objects = append(l.objects, payment)
	}
}

// refuses says whether a record stands in the way of an award. Where it comes late the money is gone, and only a revocation takes it back.
func refuses(object records.Object) bool {
	switch record := object.(type) {
	case *v1alpha1.Objection:
		return true
	case *v1alpha1.Review:
		return record.Spec.Verdict != v1alpha1.Approve || record.Spec.SubjectRef.Kind == string(records.Objection)
	}
	return false
}

// TestLateRecords applies the records of random registers up to forty days after the days that they are dated to, in any order:
// stars, steps and nets are those of a register that had all of them at once. The budgets suffice, since who came too late finds
// the money of a smaller one gone.
func TestLateRecords(t *testing.T) {
	calendars := load(t, expected.Base).List(records.WorkCalendar)
	grants := 0
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(rt, calendars, true)
		delays := map[records.Object]int{}
		for _, object := range w.objects {
			if !refuses(object) && w.chance("late", 3) {
				delays[object] = w.number("days", 1, 40)
			}
		}
		l := &lived{fatal: rt.Fatal, divisions: w.divisions, objects: w.objects, arrives: func(object records.Object) calendar.Date {
			return declaredOn(object).AddDays(delays[object])
		}}
		for day := worldBegins; day <= worldEnds; day++ {
			if l.eventful(day) {
				l.pass(day)
			}
		}
		late := l.pass(worldEnds.AddDays(41))
		once, err := register.Enter(w.view(), worldEnds.AddDays(41))
		if err != nil {
			rt.Fatal(err)
		}
		have, want := summary(late, worldEnds.AddDays(41)), summary(once, worldEnds.AddDays(41))
		if !slices.Equal(have, want) {
			rt.Fatalf("late:\n%v\nat once:\n%v", have, want)
		}
		grants += len(l.entries)
	})
	if grants == 0 {
		t.Error("no history had an entry")
	}
}
