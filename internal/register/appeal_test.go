package register_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

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
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(filepath.Join(root, filepath.FromSlash(expected.Paths("e28")[0])))); err != nil {
		t.Fatal(err)
	}
	for _, year := range []string{"2025", "2026"} {
		if err := os.Remove(filepath.Join(folder, "shaoxing", year, "payments.yaml")); err != nil {
			t.Fatal(err)
		}
	}
	budgets := filepath.Join(folder, "shaoxing", "budgets.yaml")
	text, err := os.ReadFile(budgets)
	if err != nil || !strings.Contains(string(text), "200000.00") {
		t.Fatal(err, string(text))
	}
	if err := os.WriteFile(budgets, []byte(strings.ReplaceAll(string(text), "200000.00", "5000.00")), 0o600); err != nil {
		t.Fatal(err)
	}
	view, problems, err := files.Load(folder)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
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
