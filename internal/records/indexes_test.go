package records_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// TestTableOfKinds: each kind stands once, makes records of its own type, and is found by name and by type.
func TestTableOfKinds(t *testing.T) {
	seen := map[records.Kind]bool{}
	for _, info := range records.Kinds {
		if seen[info.Kind] {
			t.Errorf("%s stands twice", info.Kind)
		}
		seen[info.Kind] = true
		if got := records.KindOf(info.New()); got != info.Kind {
			t.Errorf("New of %s makes a %q", info.Kind, got)
		}
		if found, ok := records.Info(info.Kind); !ok || found.Plural != info.Plural {
			t.Errorf("Info(%s): %+v, %t", info.Kind, found, ok)
		}
		if !strings.EqualFold(info.Plural, string(info.Kind)+"s") && info.Plural != "fundingdisbursements" {
			t.Errorf("the resource of %s is %s", info.Kind, info.Plural)
		}
	}
	if len(seen) != 14 {
		t.Errorf("%d kinds, want 14", len(seen))
	}
	if _, ok := records.Info("Pod"); ok {
		t.Error("a Pod is a record")
	}
}

// TestTableOfIndexes: each index stands once, lists a kind that there is, and takes a record of another kind or without content
// for nothing it could fail on.
func TestTableOfIndexes(t *testing.T) {
	seen := map[string]bool{}
	for _, index := range records.Indexes {
		if seen[index.Name] {
			t.Errorf("%s stands twice", index.Name)
		}
		seen[index.Name] = true
		if _, ok := records.Info(index.Kind); !ok {
			t.Errorf("%s lists the kind %s, which there is not", index.Name, index.Kind)
		}
		for _, info := range records.Kinds {
			if values := index.Values(info.New()); info.Kind != index.Kind && len(values) > 0 {
				t.Errorf("%s lists a %s under %v", index.Name, info.Kind, values)
			}
		}
	}
}

func TestValuesOfIndexes(t *testing.T) {
	stars := records.Key{Namespace: "shaoxing", Name: "stars"}
	plan := v1alpha1.Ref{Namespace: "shaoxing", Name: "tea-pruning"}
	values := []string{
		records.SubjectValue(records.StarApplication, records.Key{Namespace: "zhuji", Name: "torreya-2025-4"}),
		records.ClaimValue(stars, v1alpha1.Claim{Identity: "51330681PDY001813A", Year: 2025}),
		records.ClaimValue(stars, v1alpha1.Claim{Identity: "zhuji/tea", Year: 2025}),
		records.ClaimValue(stars, v1alpha1.Claim{Plan: &plan}),
		records.BudgetValue(stars, 2025),
		records.VoucherValue("shaoxing", "2025-01-0042"),
		records.RefKey(v1alpha1.Ref{Name: "stars"}, "zhuji").String(),
		records.RefKey(v1alpha1.Ref{Namespace: "shaoxing", Name: "stars"}, "zhuji").String(),
	}
	want := []string{
		"StarApplication/zhuji/torreya-2025-4", "shaoxing/stars/2025/51330681PDY001813A", "shaoxing/stars/2025/zhuji/tea",
		"shaoxing/stars/plan/shaoxing/tea-pruning", "shaoxing/stars/2025", "shaoxing/2025-01-0042", "zhuji/stars", "shaoxing/stars",
	}
	if diff := cmp.Diff(want, values); diff != "" {
		t.Error(diff)
	}
}

func TestLedgerOfEntryName(t *testing.T) {
	for name, want := range map[string]string{
		"stars-000001": "stars", "stars-city-000001": "stars-city", "stars-1000000": "stars", "stars": "", "": "", "-1": "",
	} {
		if got := records.LedgerOfEntryName(records.Key{Namespace: "shaoxing", Name: name}); got != (records.Key{Namespace: "shaoxing", Name: want}) {
			t.Errorf("%q is an entry of %q, want %q", name, got, want)
		}
	}
}

// TestCalendarYear: a calendar counts as it stands or, where a day of it can't be read, not at all: a period would end by a
// guess.
func TestCalendarYear(t *testing.T) {
	good := func() *v1alpha1.WorkCalendar {
		record := &v1alpha1.WorkCalendar{}
		record.Name = "2025"
		record.Spec.Holidays = []v1alpha1.Date{"2025-01-01"}
		record.Spec.Workdays = []v1alpha1.Date{"2025-01-26"}
		record.Spec.Amendments = []v1alpha1.CalendarAmendment{{
			PublishedOn: "2025-06-20", Holidays: []v1alpha1.Date{"2025-09-03"}, Workdays: []v1alpha1.Date{"2025-09-06"},
		}}
		return record
	}
	year, ok := records.CalendarYear(good())
	if !ok || year.Year != 2025 || year.Holidays[0].String() != "2025-01-01" || year.Workdays[0].String() != "2025-01-26" {
		t.Fatalf("%+v, %t", year, ok)
	}
	if a := year.Amendments[0]; a.PublishedOn.String() != "2025-06-20" || a.Holidays[0].String() != "2025-09-03" || a.Workdays[0].String() != "2025-09-06" {
		t.Errorf("%+v", a)
	}
	for what, spoil := range map[string]func(*v1alpha1.WorkCalendar){
		"name":             func(c *v1alpha1.WorkCalendar) { c.Name = "spring" },
		"holiday":          func(c *v1alpha1.WorkCalendar) { c.Spec.Holidays[0] = "2025-02-30" },
		"workday":          func(c *v1alpha1.WorkCalendar) { c.Spec.Workdays[0] = "" },
		"publication":      func(c *v1alpha1.WorkCalendar) { c.Spec.Amendments[0].PublishedOn = "2025-6-20" },
		"amended holiday":  func(c *v1alpha1.WorkCalendar) { c.Spec.Amendments[0].Holidays[0] = "x" },
		"amended workday":  func(c *v1alpha1.WorkCalendar) { c.Spec.Amendments[0].Workdays[0] = "x" },
		"the first of two": func(c *v1alpha1.WorkCalendar) { c.Spec.Holidays = []v1alpha1.Date{"x", "2025-01-01"} },
	} {
		record := good()
		spoil(record)
		if year, ok := records.CalendarYear(record); ok {
			t.Errorf("a %s that can't be read: %+v", what, year)
		}
		overlay := records.NewOverlay(nothing{})
		overlay.Add(record)
		if _, ok := records.Calendars(overlay).Year(2025); ok {
			t.Errorf("a %s that can't be read: the calendar counts", what)
		}
	}
	overlay := records.NewOverlay(nothing{})
	overlay.Add(good())
	if _, ok := records.Calendars(overlay).Year(2025); !ok {
		t.Error("the calendar of 2025 is not found")
	}
	if _, ok := records.Calendars(overlay).Year(2026); ok {
		t.Error("a calendar of 2026 is found")
	}
}
