package register_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// TestMovedTermsPayNothingTwice has every round and program name another ledger on a day, as who deletes them and declares them anew can: what
// was paid is not paid again by a ledger that has not heard of it, no alliance comes to more than five stars are worth in a year (F-02), and who
// was paid is told so as before.
func TestMovedTermsPayNothingTwice(t *testing.T) {
	for _, moved := range []string{"2024-06-25", "2025-07-01", "2026-01-05"} {
		t.Run(moved, func(t *testing.T) {
			before := computeOn(t, load(t, expected.Base), moved)
			paid := grantsOf(before)
			after := computeOn(t, files.NewMemory(before.View.Divisions(), movedTerms(before)), "2026-12-31")
			now := grantsOf(after)
			for cause, ledgers := range now {
				if strings.Contains(ledgers, " ") {
					t.Errorf("%s was granted money by %s", cause, ledgers)
				}
			}
			for cause, ledger := range paid {
				if now[cause] != ledger {
					t.Errorf("%s was paid by %s, and now by %q", cause, ledger, now[cause])
				}
			}
			atMostFiveStars(t, after)
			told(t, after, paid)
		})
	}
}

// atMostFiveStars holds that no claim of a year comes to more than five stars are worth, all ledgers together.
func atMostFiveStars(t *testing.T, computed *register.Register) {
	t.Helper()
	sums := map[string]money.Fen{}
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](computed.View) {
		if entry.Spec.ClaimNet == "" || entry.Spec.Claim.Plan != nil { // an order moves what was granted
			continue
		}
		amount, err := money.ParseSigned(string(entry.Spec.Amount))
		if err != nil {
			t.Fatal(err)
		}
		sums[fmt.Sprint(entry.Spec.Claim.Identity, entry.Spec.Claim.Year)] += amount
	}
	for claim, sum := range sums {
		if sum > 50000_00 {
			t.Errorf("%s comes to %s yuan", claim, sum)
		}
	}
}

func computeOn(t *testing.T, view records.View, day string) *register.Register {
	t.Helper()
	computed, err := register.Compute(view, register.Options{AsOf: calendar.MustParse(day), Language: "en"})
	if err != nil {
		t.Fatal(err)
	}
	return computed
}

// grantsOf are the ledgers that granted money, by what they granted it for.
func grantsOf(computed *register.Register) map[string]string {
	found := map[string]string{}
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](computed.View) {
		cause := entry.Spec.Cause
		if cause.Kind == string(records.AwardRequest) || cause.Kind == string(records.ActivityReport) {
			found[cause.Kind+" "+cause.Namespace+"/"+cause.Name] += " " + entry.Spec.LedgerRef.Name
		}
	}
	for cause := range found {
		found[cause] = strings.TrimSpace(found[cause])
	}
	return found
}

// movedTerms are the records of a register, which it changes: another ledger is in all its terms.
func movedTerms(computed *register.Register) []records.Object {
	other := v1alpha1.Ref{Namespace: "shaoxing", Name: "other"}
	objects := []records.Object{&v1alpha1.Ledger{ObjectMeta: metav1.ObjectMeta{Namespace: other.Namespace, Name: other.Name}, Spec: v1alpha1.LedgerSpec{Source: "FiscalBudget"}}}
	for year := int32(2024); year <= 2026; year++ {
		objects = append(objects, &v1alpha1.Budget{ObjectMeta: metav1.ObjectMeta{Namespace: other.Namespace, Name: fmt.Sprintf("other-%d", year)}, Spec: v1alpha1.BudgetSpec{
			LedgerRef: v1alpha1.LocalRef{Name: other.Name}, Year: year, FiledBy: "budgets",
			Appropriations: []v1alpha1.Appropriation{{On: v1alpha1.Date(fmt.Sprintf("%d-02-01", year)), Total: "900000.00", DocumentNo: "样例预算(虚构)"}},
		}})
	}
	for _, object := range computed.Records() {
		switch record := object.(type) {
		case *v1alpha1.EvaluationRound:
			for i := range record.Spec.Ratings {
				if award := record.Spec.Ratings[i].Award; award != nil {
					award.LedgerRef = other
				}
			}
		case *v1alpha1.ActivityProgram:
			record.Spec.LedgerRef = other
		}
		objects = append(objects, object)
	}
	return objects
}

// told holds that whoever was granted money by a ledger that the terms name no more is told so.
func told(t *testing.T, computed *register.Register, paid map[string]string) {
	t.Helper()
	pass := evaluation.At(computed.View, calendar.MustParse("2026-12-31"))
	var findings []evaluation.Finding
	for _, request := range records.List[*v1alpha1.AwardRequest](computed.View) {
		if paid[string(records.AwardRequest)+" "+records.KeyOf(request).String()] != "" {
			findings = append(findings, pass.Grant(records.KeyOf(request)).Result.Findings...)
		}
	}
	for _, report := range records.List[*v1alpha1.ActivityReport](computed.View) {
		if paid[string(records.ActivityReport)+" "+records.KeyOf(report).String()] != "" {
			findings = append(findings, pass.ActivityReport(records.KeyOf(report)).Result.Findings...)
		}
	}
	if !slices.ContainsFunc(findings, func(f evaluation.Finding) bool { return f.Message.ID == "AwardRequest/LedgerMoved" }) {
		t.Error("nobody is told that the terms name another ledger")
	}
}
