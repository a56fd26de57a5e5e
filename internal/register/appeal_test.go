package register_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// TestAppealWaitsForItsBudget is E28 where a12 was never paid, so that the revocation cancels its 20 000, and where the budget of the year
// of the appeal has only 5 000: what the appeal gives back waits in that budget's queue, and the request says so.
func TestAppealWaitsForItsBudget(t *testing.T) {
	folder := folderOf(t, "e28")
	for _, year := range []string{"2025", "2026"} {
		if err := os.Remove(filepath.Join(folder, "shaoxing", year, "payments.yaml")); err != nil {
			t.Fatal(err)
		}
	}
	rewrite(t, filepath.Join(folder, "shaoxing", "budgets.yaml"), "200000.00", "5000.00")
	view := loaded(t, folder)
	for _, c := range []struct {
		asOf, status, reason string
		waiting              v1alpha1.Yuan
	}{
		{"2026-02-05", "False", v1alpha1.ReasonRevoked, ""},
		{"2026-03-17", "Unknown", v1alpha1.ReasonPendingBudget, "20000.00"},
		{"2026-12-31", "Unknown", v1alpha1.ReasonPendingBudget, "20000.00"},
	} {
		computed, err := register.Compute(view, register.Options{AsOf: calendar.MustParse(c.asOf), Fixed: true, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		for _, request := range register.Of[*v1alpha1.AwardRequest](computed, records.AwardRequest) {
			for _, condition := range request.Status.Conditions {
				if condition.Type == "Granted" && (string(condition.Status) != c.status || condition.Reason != c.reason) {
					t.Errorf("%s: %s is %s with %s, want %s with %s", c.asOf, request.Name, condition.Status, condition.Reason, c.status, c.reason)
				}
			}
		}
		for _, budget := range register.Of[*v1alpha1.Budget](computed, records.Budget) {
			if budget.Spec.Year != 2026 {
				continue
			}
			var waiting v1alpha1.Yuan
			if budget.Status.Waiting != nil {
				waiting = budget.Status.Waiting.Amount
			}
			if waiting != c.waiting {
				t.Errorf("%s: %q wait for the budget of 2026, want %q", c.asOf, waiting, c.waiting)
			}
		}
	}
}

// TestApproverPaysNothingTwice holds SD-2 for what an appeal gave back: the entry is caused by the incident, and the case is still that of the
// request which revived. Neither who applied, decided on the star, granted the money nor upheld the appeal may order the payment.
func TestApproverPaysNothingTwice(t *testing.T) {
	for _, account := range []string{"shaoxing-leader", "shaoxing-decider", "xinchang-peanuts-filer", "zhejiang-appeals"} {
		folder := folderOf(t, "e28")
		rewrite(t, filepath.Join(folder, "shaoxing", "2026", "payments.yaml"), "orderedBy: shaoxing-finance-orders", "orderedBy: "+account)
		// The receipt of the same file is not ordered: whoever reports it, it is a receipt.
		computed, err := register.Compute(loaded(t, folder), register.Options{AsOf: calendar.MustParse("2026-12-31"), Fixed: true, Language: "en"})
		if err != nil {
			t.Fatal(err)
		}
		for _, payment := range register.Of[*v1alpha1.Payment](computed, records.Payment) {
			if payment.Name != "stars-000008-1" {
				continue
			}
			if !slices.ContainsFunc(payment.Status.Conditions, func(c metav1.Condition) bool {
				return c.Type == "Booked" && c.Status == metav1.ConditionFalse && c.Reason == v1alpha1.ReasonSameSigner
			}) {
				t.Errorf("ordered by %s: %+v, want SameSigner", account, payment.Status.Conditions)
			}
		}
	}
}

// folderOf copies an overlay, to be edited.
func folderOf(t *testing.T, source string) string {
	t.Helper()
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(filepath.Join(root, filepath.FromSlash(expected.Paths(source)[0])))); err != nil {
		t.Fatal(err)
	}
	return folder
}

// rewrite replaces a text in a file that has it.
func rewrite(t *testing.T, file, old, replacement string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil || !strings.Contains(string(text), old) {
		t.Fatal(err, string(text))
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(string(text), old, replacement)), 0o600); err != nil {
		t.Fatal(err)
	}
}

func loaded(t *testing.T, folder string) *files.View {
	t.Helper()
	view, problems, err := files.Load(folder)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	return view
}
