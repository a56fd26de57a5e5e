package schema_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// FuzzSumsAgreeWithGo: where rules on the kinds add amounts up and compare them, which CEL does in floats or as texts, they say what whole fen
// say.
func FuzzSumsAgreeWithGo(f *testing.F) {
	for _, c := range [][3]string{
		{"0.10", "0.20", "0.30"}, {"0.10", "0.20", "0.31"}, {"9999999999999.99", "0.00", "9999999999999.99"}, {"9999999999999.98", "0.00", "9999999999999.99"},
		{"9999999999999.99", "9999999999999.99", "1.00"}, {"4503599627370.49", "0.01", "4503599627370.50"}, {"1.15", "2.30", "3.45"}, {"9.00", "10.00", "19.01"},
		{"0.00", "0.00", "0.00"}, {"0.29", "0.57", "0.86"}, {"20000.00", "3000.00", "23000.00"},
	} {
		f.Add(int64(money.MustParse(c[0])), int64(money.MustParse(c[1])), int64(money.MustParse(c[2])))
	}
	e := examplesFor(f)
	f.Fuzz(func(t *testing.T, one, other, last int64) {
		a, b, c := fen(one), fen(other), fen(last)
		first, second, third := a.String(), b.String(), c.String()
		report := e.named(t, records.ActivityReport, "")
		put(t, report, "spec.costs", []any{map[string]any{"item": "Meals", "amount": first}, map[string]any{"item": "Venue", "amount": second}})
		put(t, report, "spec.otherFunding", []any{map[string]any{"source": "虚构", "amount": third}})
		if refused := e.refusalAt(report, "spec.otherFunding"); (refused == "") != (c <= a+b) {
			t.Fatalf("others paid %s of %s and %s; admission says %q", third, first, second, refused)
		}
		award := e.named(t, records.FundingDisbursement, "stars-000002")
		put(t, award, "spec.committedAfter", first)
		put(t, award, "spec.totalAfter", second)
		if refused := e.refusalAt(award, "spec.committedAfter"); (refused == "") != (a <= b) {
			t.Fatalf("an award leaves %s of %s committed; admission says %q", first, second, refused)
		}
		for amount, holds := range map[string]bool{"1.00": b <= a, "-1.00": b >= a} {
			step := e.named(t, records.FundingDisbursement, "stars-000002")
			put(t, step, "spec.type", "Cancellation") // of a grant, or of what was to be recovered
			put(t, step, "spec.entry", "stars-000001")
			put(t, step, "spec.amount", amount)
			put(t, step, "spec.claimNet", first)
			put(t, step, "spec.claimAfter", second)
			if refused := e.refusalAt(step, "spec.claimAfter"); (refused == "") != holds {
				t.Fatalf("a step of %s brings its claim to %s and leaves it at %s; admission says %q", amount, first, second, refused)
			}
		}
	})
}

// fen turns any number into an amount that a record can say.
func fen(number int64) money.Fen {
	f := money.Fen(number % 1_000_000_000_000_000)
	return max(f, -f)
}
