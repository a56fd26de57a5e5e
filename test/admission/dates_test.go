package admission

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

const dateMessage = "must be a real date from 1900 to 2199"

// TestDatesInCELAndGo tries every day and the days around every month's end, of leap years and others, against the function
// that reads dates in Go.
func TestDatesInCELAndGo(t *testing.T) {
	var dates []string
	for _, year := range []int{0, 1899, 1900, 1999, 2000, 2023, 2024, 2025, 2100, 2199, 2200, 9999} {
		for month := range 14 {
			for _, day := range []int{0, 1, 2, 15, 27, 28, 29, 30, 31, 32} {
				dates = append(dates, fmt.Sprintf("%04d-%02d-%02d", year, month, day))
			}
		}
	}
	for month := 1; month <= 12; month++ {
		for day := 1; day <= 31; day++ {
			dates = append(dates, fmt.Sprintf("2024-%02d-%02d", month, day))
		}
	}
	dates = append(dates,
		"", "2025", "2025-06", "2025-6-3", "2025-06-3", "2025-6-03", "25-06-03", "20250603", "2025/06/03", "2025.06.03", "03-06-2025",
		"2025-06-0x", "2025-06-3 ", " 2025-6-03", "+025-06-03", "-025-06-03", "２025-06-03", "2025－06－03", "2025-06–03",
		"2025年6月3日", "2025-W23-2", "2025-154", "today", "0", "null", "2025-06-\n3",
	)
	good := 0
	for batch := range slices.Chunk(dates, 900) {
		found := refusals(t, create(t, joinedOn(t, batch)))
		for i, date := range batch {
			_, err := calendar.Parse(date)
			path := fmt.Sprintf("spec.members[%d].joinedOn", i)
			refused := slices.ContainsFunc(found, func(r refusal) bool {
				return r.path == path && strings.Contains(r.message, dateMessage)
			})
			if refused == (err == nil) {
				t.Errorf("%q: refused by CEL %v, by Go: %v", date, refused, err)
			}
			if !refused {
				good++
			}
		}
	}
	t.Logf("%d of %d dates are real", good, len(dates))
	if good < 1000 || len(dates)-good < 700 {
		t.Errorf("%d of %d dates are real: too few of one sort", good, len(dates))
	}
}

func joinedOn(t *testing.T, dates []string) *unstructured.Unstructured {
	t.Helper()
	members := make([]any, 0, len(dates))
	for _, date := range dates {
		members = append(members, map[string]any{"name": "样例(虚构)", "category": "Grower", "joinedOn": date})
	}
	object := record(t, "Alliance")
	if err := unstructured.SetNestedSlice(object.Object, members, "spec", "members"); err != nil {
		t.Fatal(err)
	}
	return object
}

// TestMoneyInCELAndGo holds the two rules of money against the functions that read it in Go.
func TestMoneyInCELAndGo(t *testing.T) {
	texts := []string{
		"0.00", "0.01", "0.10", "1.00", "9.99", "10.00", "50000.00", "9999999999999.99", "1234567890123.45", "100.05",
		"", "0", "1", "0.0", "1.0", "1.000", ".00", ".01", "1.", "00.00", "01.00", "00.01", "-0.00", "-0.01", "-1.00", "-50000.00",
		"-9999999999999.99", "-01.00", "-.01", "--1.00", "- 1.00", "+1.00", "1,000.00", "1_000.00", "1e3", "1.0e3", "0x1.00", "NaN", "Inf",
		" 1.00", "1.00 ", "1 .00", "1,00", "1。00", "１.00", "5万", "50000.00元", "¥1.00", "1.00\n", "-", ".", "-.", "1.2.3",
	}
	for _, text := range texts {
		_, err := money.Parse(text)
		judge(t, "Budget", "spec.appropriations[0].total", text, err)
		_, err = money.ParseSigned(text)
		judge(t, "FundingDisbursement", "spec.amount", text, err)
	}
}

// TestEntryNamesInCELAndGo holds the rules over the names of entries against the function that reads them in Go: a name that one
// took and the other did not would be an entry that nobody finds, or a chain that stands still.
func TestEntryNamesInCELAndGo(t *testing.T) {
	names := []string{
		"stars-000001", "stars-000007", "stars-999999", "stars-1000000", "stars-123456789012", "stars-999999999999999999",
		"stars-000000", "stars-0", "stars-7", "stars-00007", "stars-0000007", "stars-0000000000007", "stars--00007", "stars--000007", "stars-00000x",
		"stars", "stars-000007-1", "star-000007", "starss-000007", "activities-000007", "stars.000007", "000007",
	}
	good := 0
	for _, name := range names {
		sequence, ok := ledger.EntrySequence("stars", name)
		if ok {
			good++
		}
		got := refusals(t, create(t, record(t, "FundingDisbursement", changes{
			"metadata.name": fmt.Sprintf("%q", name), "spec.sequence": fmt.Sprint(max(sequence, 1)),
		})))
		if asEntry := !slices.ContainsFunc(got, func(r refusal) bool { return strings.Contains(r.message, nameOfEntry) }); asEntry != ok {
			t.Errorf("%s: an entry of stars in CEL %t, in Go %t", name, asEntry, ok)
		}
		got = refusals(t, create(t, record(t, "Payment", changes{
			"metadata.name": fmt.Sprintf("%q", name+"-1"), "spec.disbursementRef.name": fmt.Sprintf("%q", name), "spec.corrects": absent,
		})))
		// A payment names an entry of any ledger.
		of := records.LedgerOfEntryName(records.Key{Name: name}).Name
		_, isEntry := ledger.EntrySequence(of, name)
		isEntry = isEntry && !strings.HasSuffix(of, "-") // no ledger has such a name
		if named := len(got) == 0; named != isEntry {
			t.Errorf("%s: payable in CEL %t, in Go %t: %q", name, named, isEntry, got)
		}
	}
	if good < 5 || len(names)-good < 10 {
		t.Errorf("%d of %d names are right: too few of one sort", good, len(names))
	}
}

// judge compares what CEL and Go say of an amount. Where the type of the entry asks for another sign, that is another rule.
func judge(t *testing.T, kind, path, text string, inGo error) {
	t.Helper()
	refused := false
	for _, r := range refusals(t, create(t, record(t, kind, changes{path: fmt.Sprintf("%q", text)}))) {
		if strings.Contains(r.message, "must be yuan") || strings.Contains(r.message, "Too long") {
			refused = refused || r.path == path
		}
	}
	if refused == (inGo == nil) {
		t.Errorf("%s %q: refused by CEL %v, by Go: %v", kind, text, refused, inGo)
	}
}
