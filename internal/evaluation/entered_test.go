package evaluation_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// entered is the register with everything in its ledger that may be entered by a day.
func (w *world) entered(t *testing.T, asOf string) records.View {
	t.Helper()
	view, err := enter(w.view(), calendar.MustParse(asOf))
	if err != nil {
		t.Fatal(err)
	}
	return view
}

// enter walks the ledger of stars: its claims are those of all requests, and those that it has entered.
func enter(view records.View, asOf calendar.Date) (records.View, error) {
	return enterLedger(view, starsLedger, asOf)
}

func enterLedger(view records.View, key records.Key, asOf calendar.Date) (records.View, error) {
	claims := map[v1alpha1.Claim]bool{}
	for _, request := range records.List[*v1alpha1.AwardRequest](view) {
		claims[evaluation.At(view, calendar.Max).AwardRequest(records.KeyOf(request)).Claim] = true
	}
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](view) {
		if entry.Spec.Claim != nil {
			claims[*entry.Spec.Claim] = true
		}
	}
	return walk(view, key, slices.Collect(maps.Keys(claims)), asOf)
}

// walk enters into a ledger what may be entered by a day of the claims that are given.
func walk(view records.View, key records.Key, claims []v1alpha1.Claim, asOf calendar.Date) (records.View, error) {
	chain, err := ledger.Open(view, key, 0)
	if err != nil {
		return nil, err
	}
	source := ledger.Source{
		Today: asOf, Asks: evaluation.Asks(chain, asOf),
		Budgets:  records.Find[*v1alpha1.Budget](view, records.BudgetsByLedger, key.String()),
		Payments: records.Find[*v1alpha1.Payment](view, records.PaymentsByLedger, key.String()),
	}
	source.Ledger, _ = records.Get[*v1alpha1.Ledger](view, key)
	for _, claim := range claims {
		source.Claims = append(source.Claims, evaluation.At(chain.View(), asOf).Steps(key, claim))
	}
	walker := ledger.NewWalker(chain, source)
	for {
		next := walker.Next()
		if next.Entry == nil {
			return chain.View(), nil
		}
		if err := walker.Entered(next.Entry); err != nil {
			return nil, err
		}
		if claim := next.Entry.Spec.Claim; claim != nil {
			walker.Replace(evaluation.At(chain.View(), asOf).Steps(key, *claim))
		}
	}
}
