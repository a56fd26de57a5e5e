package schema_test

import (
	"slices"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/lianxing-dev/lianxing/internal/schema"
)

// TestUpdatesAreJudgedByWhatStoodBefore stores the samples, changes each and asks both: rules over oldSelf, also those that look
// at the stored status.
func TestUpdatesAreJudgedByWhatStoodBefore(t *testing.T) {
	namespaces(t)
	api, admission := newServer(t), embedded(t)
	stored := map[string]*unstructured.Unstructured{}
	for _, u := range samples(t) {
		if err := api.create(t.Context(), u); err != nil {
			t.Fatal(err)
		}
		stored[u.GetKind()+"/"+u.GetName()] = u
	}
	const (
		round, calendar, application = "EvaluationRound/2025", "WorkCalendar/2025", "StarApplication/torreya-2025-4"
		budget, ledger, entry        = "Budget/stars-2025", "Ledger/stars", "FundingDisbursement/stars-000002"
		payment, alliance            = "Payment/stars-000002-1", "Alliance/torreya"
	)
	opened := map[string]any{"opened": true}
	appropriation := func(on, total string) map[string]any {
		return map[string]any{"on": on, "total": total, "documentNo": "x"}
	}
	first := map[string]any{"on": "2025-01-15", "total": "600000.00", "documentNo": "虚构财〔2025〕3号"}
	for _, c := range []struct {
		name   string
		object string
		status map[string]any // of the stored object
		path   string
		value  any // nil removes
		refuse string
	}{
		{"an alliance gets a member", alliance, nil, "spec.members", []any{}, ""},
		{"a recognised alliance changes its industry", alliance, nil, "spec.industry", "茶", "industry"},
		{"an application is put right", application, nil, "spec.filedBy", "other", ""},
		{"an application changes its rating", application, nil, "spec.rating", "Five", "never change"},
		{"an application is withdrawn", application, nil, "spec.withdrawnOn", "2025-04-01", ""},
		{"an application is withdrawn before it was filed", application, nil, "spec.withdrawnOn", "2025-01-01", "filedOn"},
		{"a round moves its window", round, nil, "spec.window.closesOn", "2025-07-31", ""},
		{"a round that has opened moves its window", round, opened, "spec.window.closesOn", "2025-07-31", "window"},
		{"a round that has opened gets another year", round, opened, "spec.validThrough", "2027-12-31", "window"},
		{"a round that has opened loses its panel", round, opened, "spec.panel", nil, "panel"},
		{"a calendar loses a holiday", calendar, nil, "spec.holidays", []any{"2025-01-01"}, "amendment"},
		{"a calendar loses its amendment", calendar, nil, "spec.amendments", nil, "grow"},
		{"a budget grows", budget, nil, "spec.appropriations", []any{first, appropriation("2025-06-01", "700000.00")}, ""},
		{"a budget is written anew", budget, nil, "spec.appropriations", []any{appropriation("2025-06-01", "700000.00")}, "grow"},
		{"a checkpoint moves", ledger, nil, "spec.checkpoint", map[string]any{"sequence": int64(2), "head": "sha256:" + strings.Repeat("a", 64)}, ""},
		{"a checkpoint without its head", ledger, nil, "spec.checkpoint", map[string]any{"sequence": int64(2)}, "head"},
		{"a ledger has another source", ledger, nil, "spec.source", "Other", "source"},
		{"an entry changes", entry, nil, "spec.amount", "20000.01", "never changes"},
		{"a payment changes its voucher", payment, nil, "spec.voucher", "V/2", "set once"},
		{"a payment is returned", payment, nil, "spec.returned", map[string]any{"on": "2025-08-20", "slip": "R/1"}, ""},
		{"an unknown field", alliance, nil, "spec.colour", "green", "unknown field"},
		{"a name changes its kind of value", alliance, nil, "spec.displayName", int64(7), "must be of type string"},
		{"a label", alliance, nil, "metadata.labels", map[string]any{"a": "b"}, ""},
		{"a label that is none", alliance, nil, "metadata.labels", map[string]any{"a": "b c"}, "label"},
	} {
		t.Run(c.name, func(t *testing.T) {
			old := stored[c.object].DeepCopy()
			if c.status != nil {
				old.Object["status"] = runtime.DeepCopyJSON(c.status)
			}
			setStatus(t, api, old)
			changed := stored[c.object].DeepCopy()
			fields := strings.Split(c.path, ".")
			if c.value == nil {
				unstructured.RemoveNestedField(changed.Object, fields...)
			} else if err := unstructured.SetNestedField(changed.Object, runtime.DeepCopyJSONValue(c.value), fields...); err != nil {
				t.Fatal(err)
			}
			refusals := admission.Update(changed, old)
			err := api.update(t.Context(), changed)
			if difference := agree(err, refusals); difference != "" {
				t.Error(difference)
			}
			if (c.refuse == "") != (err == nil) || err != nil && !strings.Contains(err.Error(), c.refuse) {
				t.Errorf("the API server says %v, want it to speak of %q", err, c.refuse)
			}
			if c.refuse != "" && !slices.ContainsFunc(refusals, func(r schema.Refusal) bool { return strings.Contains(r.String(), c.refuse) }) {
				t.Errorf("offline says %v, want it to speak of %q", refusals, c.refuse)
			}
		})
	}
}

// setStatus gives the stored object the status of this one, or none.
func setStatus(t *testing.T, api *server, u *unstructured.Unstructured) {
	t.Helper()
	resource, err := api.resource(u)
	if err != nil {
		t.Fatal(err)
	}
	stored, err := resource.Get(t.Context(), u.GetName(), metav1.GetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if status, ok := u.Object["status"]; ok {
		stored.Object["status"] = runtime.DeepCopyJSONValue(status)
	} else {
		delete(stored.Object, "status")
	}
	if _, err := resource.UpdateStatus(t.Context(), stored, metav1.UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
}
