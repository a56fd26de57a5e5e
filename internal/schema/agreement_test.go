package schema_test

import (
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/creditcode"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/schema"
)

// These targets hold what is checked twice against each other: by the rules on the kinds (patterns and CEL), and by the packages that read
// the records later. What one takes the other takes. A field that admission let through and the rules can't read would be one of
// which nobody is told.

// examples are good objects, for fields to be put into copies of them.
type examples struct {
	admission *schema.Admission
	good      []*unstructured.Unstructured
}

func examplesFor(t testing.TB) examples {
	t.Helper()
	return examples{embedded(t), samples(t)}
}

// named copies the first good object of a kind, or the one of that name.
func (e examples) named(t testing.TB, kind records.Kind, name string) *unstructured.Unstructured {
	t.Helper()
	for _, one := range e.good {
		if one.GetKind() == string(kind) && (name == "" || one.GetName() == name) {
			return one.DeepCopy()
		}
	}
	t.Fatalf("there is no good %s %s", kind, name)
	return nil
}

// put sets a field, whose path has no lists.
func put(t testing.TB, u *unstructured.Unstructured, path string, value any) {
	t.Helper()
	if err := unstructured.SetNestedField(u.Object, value, strings.Split(path, ".")...); err != nil {
		t.Fatal(err)
	}
}

// refusalAt is what admission says of one field; "" where it takes it.
func (e examples) refusalAt(u *unstructured.Unstructured, path string) string {
	said := ""
	for _, refusal := range e.admission.Create(u) {
		if refusal.Path == path {
			said = refusal.String()
		}
	}
	return said
}

// FuzzRulesAgreeWithGo puts a text into the fields whose form is checked twice.
func FuzzRulesAgreeWithGo(f *testing.F) {
	for _, text := range []string{
		"51330681PDY0000879", "51330681PDY0000870", "51330681pdy0000879", "91330683PDY000108J", "2025-02-28", "2025-02-29", "2024-02-29", "1900-02-29", "2025-13-01", "2025-1-01",
		"0000-01-01", "9999-12-31", "2100-02-29", "2000-02-29", "50000.00", "0.00", "-0.01", "00.01", "9999999999999.99", "10000000000000.00", "1.0", "1", "５.00", "1.00\n", "",
		"sha256:" + strings.Repeat("a", 64), "sha256:" + strings.Repeat("A", 64), "sha256:" + strings.Repeat("a", 63), "Sha256:" + strings.Repeat("0", 64),
		"stars-000001", "stars-000000", "stars-1000000", "stars-01", "-000001", "stars-city-000012", "2025-10-11",
	} {
		f.Add(text)
	}
	e := examplesFor(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range []struct {
			kind  records.Kind
			path  string
			reads bool
		}{
			{records.Alliance, "spec.creditCode", creditcode.Validate(text) == nil},
			{records.StarApplication, "spec.filedOn", isDate(text)},
			{records.Payment, "spec.orderedOn", isDate(text)},
			{records.Payment, "spec.amount", isAmount(text) && text != "0.00"}, // nobody pays nothing
			{records.Payment, "spec.disbursementRef.digest", digest.Valid(text)},
			{records.Payment, "spec.disbursementRef.name", isEntryName(text)},
		} {
			u := e.named(t, c.kind, "")
			put(t, u, c.path, text)
			if refused := e.refusalAt(u, c.path); (refused == "") != c.reads {
				t.Fatalf("%s %s: %q is read by Go: %t; admission says %q", c.kind, c.path, text, c.reads, refused)
			}
		}
	})
}

func isDate(text string) bool {
	_, err := calendar.Parse(text)
	return err == nil
}

func isAmount(text string) bool {
	_, err := money.Parse(text)
	return err == nil
}

// maxEntry is where admission ends: no ledger comes to so many entries, and its rules read numbers of 18 digits.
const maxEntry = 1e18

// isEntryName reads LEDGER-000001 as payments name it, which say nothing else of the ledger.
func isEntryName(text string) bool {
	of := records.LedgerOfEntryName(records.Key{Name: text}).Name
	sequence, ok := ledger.EntrySequence(of, text)
	return ok && sequence < maxEntry && isLedgerName(of)
}

func isLedgerName(text string) bool {
	return len(text) <= 40 && len(validation.IsDNS1123Label(text)) == 0
}

// FuzzEntryNamesAgreeWithGo: an entry has the name of its ledger and number, and names an earlier one, by admission just when it does by the
// package that walks the chain.
func FuzzEntryNamesAgreeWithGo(f *testing.F) {
	for _, tail := range []string{"-000001", "-000003", "-000000", "-3", "-0000003", "-1000000", "--00003", "-city-000003", ".x", ""} {
		f.Add("stars", tail, int64(3))
	}
	f.Add("stars-000001", "-000002", int64(2))
	f.Add("stars", "-999999999999999999", int64(999999999999999999))
	f.Add("stars", "-9223372036854775807", int64(9223372036854775807))
	e := examplesFor(f)
	f.Fuzz(func(t *testing.T, of, tail string, sequence int64) {
		name := of + tail
		// What is no name of any object, and a number that is none, is refused elsewhere, and then these rules are not asked.
		if len(validation.IsDNS1123Subdomain(name)) > 0 || !isLedgerName(of) || sequence < 1 {
			t.Skip()
		}
		number, ok := ledger.EntrySequence(of, name)
		u := e.named(t, records.FundingDisbursement, "stars-000003")
		put(t, u, "metadata.name", name)
		put(t, u, "spec.ledgerRef.name", of)
		put(t, u, "spec.sequence", sequence)
		put(t, u, "spec.entry", name)
		own := ok && number == sequence && number < maxEntry
		if refused := e.refusalAt(u, "metadata"); (refused == "") != own {
			t.Fatalf("entry %d of %s is named %s by Go: %t; admission says %q", sequence, of, name, own, refused)
		}
		earlier := ok && number < sequence && number < maxEntry
		if refused := e.refusalAt(u, "spec.entry"); (refused == "") != earlier {
			t.Fatalf("%s is an entry of %s before %d by Go: %t; admission says %q", name, of, sequence, earlier, refused)
		}
	})
}

// FuzzCalendarsAgreeWithGo: a day off that is worked is one of the year and of a weekend, and what admission takes can be read and counts as
// worked.
func FuzzCalendarsAgreeWithGo(f *testing.F) {
	for _, day := range []string{"2025-09-28", "2025-09-27", "2025-09-26", "2025-02-29", "1999-01-02", "2100-01-02", "2101-01-01", "2025-9-28", "", "+025-09-28"} {
		f.Add("2025", day)
		f.Add(day[:min(len(day), 4)], day)
	}
	e := examplesFor(f)
	f.Fuzz(func(t *testing.T, name, text string) {
		record := &v1alpha1.WorkCalendar{Spec: v1alpha1.WorkCalendarSpec{DocumentNo: "虚构", Workdays: []v1alpha1.Date{v1alpha1.Date(text)}}}
		record.SetGroupVersionKind(v1alpha1.GroupVersion.WithKind(string(records.WorkCalendar)))
		record.Name = name
		content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(record)
		if err != nil {
			t.Fatal(err)
		}
		refusals := e.admission.Create(&unstructured.Unstructured{Object: content})
		day, err := calendar.Parse(text)
		year, ok := records.CalendarYear(record)
		weekend := day.Weekday() == 0 || day.Weekday() == 6
		want := ok && err == nil && weekend && name == text[:4] && day.Year() >= 2000 && day.Year() <= 2100
		if (len(refusals) == 0) != want {
			t.Fatalf("%q of the year %q is taken by Go: %t; admission says %v", text, name, want, refusals)
		}
		if !want {
			return
		}
		if works, err := calendar.IsWorkday(calendar.Years{year.Year: year}, day, calendar.Max); err != nil || !works {
			t.Fatalf("%s is declared as worked in %s, and counts as worked: %t, %v", text, name, works, err)
		}
	})
}
