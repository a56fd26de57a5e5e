package main

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/creditcode"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// written is where the samples stand, as seen from this folder.
var written = filepath.Join("..", "..", "config", "samples")

// TestFilesAreThoseOfTheTables fails when a sample was edited by hand, or the tables were changed without `make samples`.
func TestFilesAreThoseOfTheTables(t *testing.T) {
	want, err := samples()
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range want {
		got, err := os.ReadFile(filepath.Join(written, filepath.FromSlash(name)))
		if err != nil {
			t.Errorf("%v; run make samples", err)
		} else if !bytes.Equal(got, content) {
			t.Errorf("%s is not what the tables give; run make samples", name)
		}
	}
	stale, err := want.stale(written)
	if err != nil {
		t.Fatal(err)
	}
	if len(stale) > 0 {
		t.Errorf("the tables no longer give %v; run make samples", stale)
	}
}

// TestFilesAreAccepted loads each register as the offline commands do: schema and rules of the API server, by its own library.
func TestFilesAreAccepted(t *testing.T) {
	at := func(parts ...string) string { return filepath.Join(append([]string{written}, parts...)...) }
	for name, c := range map[string]struct {
		paths     []string
		documents int // at least; an empty folder must not pass
	}{
		"base":          {[]string{at(base)}, 270},
		"p04":           {[]string{at("overlays", "p04", "before")}, 8},
		"p09":           {[]string{at("overlays", "p09")}, 12},
		"p13":           {[]string{at("overlays", "p13")}, 23},
		"p14":           {[]string{at("overlays", "p14")}, 23},
		"e05":           {[]string{at("overlays", "e05")}, 27},
		"e22":           {[]string{at("overlays", "e22")}, 16},
		"e23":           {[]string{at("overlays", "e23")}, 14},
		"e24":           {[]string{at("overlays", "e24", "before")}, 9},
		"e25":           {[]string{at("overlays", "e25", "before")}, 13},
		"e26":           {[]string{at("overlays", "e26")}, 16},
		"e28":           {[]string{at("overlays", "e28")}, 28},
		"e29":           {[]string{at("overlays", "e29")}, 18},
		"e30":           {[]string{at("overlays", "e30")}, 14},
		"f16":           {[]string{at("overlays", "f16")}, 17},
		"f17":           {[]string{at("overlays", "f17")}, 70},
		"f19":           {[]string{at("overlays", "f19")}, 36},
		"q12":           {[]string{at("overlays", "q12")}, 20},
		"r11":           {[]string{at("overlays", "r11")}, 36},
		"calendar-2027": {[]string{at(base), at("overlays", "calendar-2027")}, 229},
	} {
		t.Run(name, func(t *testing.T) {
			view, problems, err := files.Load(c.paths...)
			if err != nil {
				t.Fatal(err)
			}
			for _, problem := range problems {
				t.Error(problem.Text("en"))
			}
			counts := view.Counts()
			if counts.Loaded < c.documents || counts.Loaded != counts.Documents {
				t.Errorf("%+v, want at least %d documents, all of them loaded", counts, c.documents)
			}
		})
	}
}

// choices are the registers that are written, by name.
func choices(t *testing.T) map[string]choice {
	t.Helper()
	all := map[string]choice{base: everything()}
	for name, overlay := range registers {
		chosen, err := overlay()
		if err != nil {
			t.Fatal(err)
		}
		all[name] = chosen
	}
	return all
}

// TestActsAreOnWorkingDaysInOrder walks each history and each incident: nobody signs or pays on a day off, and no act comes before the
// one that it needs.
func TestActsAreOnWorkingDaysInOrder(t *testing.T) {
	years := years(t)
	for name, c := range choices(t) {
		for _, h := range c.histories {
			t.Run(fmt.Sprintf("%s %s %s %d %s", name, h.row, h.alliance, h.year, h.rating), func(t *testing.T) {
				inOrder(t, years, h.filed, h.recommended, h.forwarded, h.appraised, h.decided, h.notice)
				asked := inOrder(t, years, h.notice, h.money.requested, h.money.checked, h.money.granted)
				// An entry is written when its day is over, so it can't be paid on that day.
				if h.money.ordered != "" && inOrder(t, years, h.money.ordered, h.money.paid, h.money.returned) > 0 &&
					mustBeWorked(t, years, h.money.ordered) <= asked {
					t.Errorf("completed on %s, ordered on %s", asked, h.money.ordered)
				}
				if h.money.again != nil {
					inOrder(t, years, h.money.returned, h.money.again.ordered, h.money.again.paid)
				}
			})
		}
		for _, i := range c.incidents {
			t.Run(fmt.Sprintf("%s %s %s %s", name, i.row, i.alliance, i.name), func(t *testing.T) {
				inOrder(t, years, i.reported, i.found, i.heard, i.tried, i.revoked, i.appealed)
				if i.facts > i.reported {
					t.Errorf("facts of %s were reported on %s", i.facts, i.reported)
				}
				last := i.revoked
				for _, receipt := range i.receipts {
					inOrder(t, years, last, receipt.ordered, receipt.paid)
					last = receipt.paid
				}
				if i.again != nil {
					inOrder(t, years, i.appealed, i.again.ordered, i.again.paid)
				}
			})
		}
	}
}

// inOrder holds that acts are on working days and in their order, and returns the last of them. An act without a date did not happen.
func inOrder(t *testing.T, years calendar.Years, acts ...v1alpha1.Date) calendar.Date {
	t.Helper()
	var before calendar.Date
	for _, on := range acts {
		if on == "" {
			continue
		}
		day := mustBeWorked(t, years, on)
		if day < before {
			t.Errorf("%s comes before %s", day, before)
		}
		before = day
	}
	return before
}

func mustBeWorked(t *testing.T, years calendar.Years, on v1alpha1.Date) calendar.Date {
	t.Helper()
	day, err := calendar.Parse(string(on))
	if err != nil {
		t.Fatal(err)
	}
	worked, err := calendar.IsWorkday(years, day, day)
	if err != nil {
		t.Fatal(err)
	}
	if !worked {
		t.Errorf("%s is a day off", on)
	}
	return day
}

func years(t *testing.T) calendar.Years {
	t.Helper()
	list := calendar.Years{}
	for _, y := range append(slices.Clone(calendars), fictitious2027) {
		record, err := y.record()
		if err != nil {
			t.Fatal(err)
		}
		year, ok := records.CalendarYear(record)
		if !ok {
			t.Fatalf("calendar %d can't be read", y.year)
		}
		list[y.year] = year
	}
	return list
}

// TestDutiesAreSeparate holds that within one case no account acts in two roles: file, sign each stage, hear an objection, grant,
// order and book; report, find, hear, revoke and hear the appeal. The reviewers of one stage are three accounts. A payment does not say
// whose case it belongs to, so that of e29, which its approver ordered, is for the expected outcomes to tell.
func TestDutiesAreSeparate(t *testing.T) {
	signed := 0
	for name, c := range choices(t) {
		r, err := build(c)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.pay(); err != nil {
			t.Fatal(err)
		}
		cases := map[string]map[v1alpha1.Account]string{} // the account's role, by case
		for _, p := range r.placed {
			for _, act := range actsOf(p.object) {
				if cases[act.of] == nil {
					cases[act.of] = map[v1alpha1.Account]string{}
				}
				if had := cases[act.of][act.by]; had != "" && had != act.as {
					t.Errorf("%s: %s: %s acts as %s and as %s", name, act.of, act.by, had, act.as)
				}
				cases[act.of][act.by] = act.as
				signed++
			}
		}
		if len(cases) < len(c.histories)+len(c.incidents) {
			t.Errorf("%s: only %d cases were looked at", name, len(cases))
		}
	}
	if signed < 450 {
		t.Errorf("only %d acts were looked at", signed)
	}
}

// act is something that an account did in a case.
type act struct {
	of string
	by v1alpha1.Account
	as string
}

// actsOf lists who acts in a record. A case is known by its application's name; who orders and books belongs to all.
func actsOf(object records.Object) []act {
	switch record := object.(type) {
	case *v1alpha1.StarApplication:
		return []act{{record.Name, record.Spec.FiledBy, "filer"}}
	case *v1alpha1.AwardRequest:
		return []act{{record.Name, record.Spec.FiledBy, "filer"},
			{record.Name, account(city, roleFinanceOrders), "orders"}, {record.Name, account(city, roleFinanceBooks), "books"}}
	case *v1alpha1.Objection:
		return []act{{record.Spec.SubjectRef.Name, record.Spec.FiledBy, "filer of objections"}}
	case *v1alpha1.Incident:
		return []act{{record.Name, record.Spec.FiledBy, "supervisor"}}
	case *v1alpha1.Review:
		of, as := record.Spec.SubjectRef.Name, record.Spec.SubjectRef.Kind+" "+record.Spec.Stage
		if record.Spec.SubjectRef.Kind == "Objection" {
			of = strings.TrimSuffix(of, "-objection")
		}
		if record.Spec.Stage == stageAppraisal {
			as = record.Name // each sheet by another account
		}
		return []act{{of, record.Spec.Reviewer, as}}
	case *v1alpha1.Payment:
		return []act{{"payments", record.Spec.OrderedBy, "orders"}, {"payments", cmp.Or(record.Spec.BookedBy, "nobody"), "books"}}
	}
	return nil
}

func TestOrganisations(t *testing.T) {
	codes, names := map[string]string{}, map[string]string{}
	for _, o := range organisations {
		key := o.division + "/" + o.name
		if names[key] != "" {
			t.Errorf("%s and %s are both called %s", names[key], o.id, key)
		}
		names[key] = o.id
		if o.code == "" {
			if o.host == nil {
				t.Errorf("%s has neither code nor host", o.id)
			}
			continue
		}
		if err := creditcode.Validate(o.code); err != nil {
			t.Errorf("%s: %v", o.id, err)
		}
		if codes[o.code] != "" {
			t.Errorf("%s and %s share a code", codes[o.code], o.id)
		}
		codes[o.code] = o.id
	}
	if len(names) != 17 {
		t.Errorf("%d organisations, want 17", len(names))
	}
}

// TestCalendars counts the working days of each published year, as a check on the spans.
func TestCalendars(t *testing.T) {
	years := years(t)
	for year, want := range map[int]int{2024: 251, 2025: 248, 2026: 248} {
		got := 0
		for day := calendar.MustParse(fmt.Sprintf("%d-01-01", year)); day.Year() == year; day = day.AddDays(1) {
			worked, err := calendar.IsWorkday(years, day, day)
			if err != nil {
				t.Fatal(err)
			}
			if worked {
				got++
			}
		}
		if got != want {
			t.Errorf("%d has %d working days, want %d", year, got, want)
		}
	}
}
