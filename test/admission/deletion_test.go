package admission

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	admissionregistrationv1 "k8s.io/api/admissionregistration/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"sigs.k8s.io/yaml"
)

const deletionPolicy = "../../config/admission/deletion.yaml"

// TestDeletion holds that nothing is deleted that was decided, signed, opened or entered, that what was not is, and that whoever writes
// why may delete all the same.
func TestDeletion(t *testing.T) {
	protect(t)
	for i, c := range []struct {
		name, kind string
		status     changes
		refused    bool
	}{
		{"an entry", "FundingDisbursement", nil, true},
		{"a ledger", "Ledger", nil, true},
		{"a budget", "Budget", nil, true},
		{"a calendar", "WorkCalendar", nil, true},
		{"a round that has not opened", "EvaluationRound", nil, false},
		{"a round that has", "EvaluationRound", changes{"status.opened": "true"}, true},
		{"a program that has opened", "ActivityProgram", changes{"status.opened": "true"}, true},
		{"an alliance that nobody has looked at", "Alliance", nil, false},
		{"an alliance", "Alliance", changes{"status.conditions": condition("Recognized", "True", "Recognized")}, true},
		{"an application that was filed", "StarApplication", changes{"status.conditions": condition("Awarded", "Unknown", "Filed")}, false},
		{"an application on notice", "StarApplication", changes{"status.conditions": condition("Awarded", "Unknown", "OnNotice")}, true},
		{"a star", "StarApplication", changes{"status.conditions": condition("Awarded", "True", "Awarded")}, true},
		{"a star that was revoked", "StarApplication", changes{"status.conditions": condition("Awarded", "False", "Revoked")}, true},
		{"a request that is signed", "AwardRequest", changes{"status.conditions": condition("Granted", "Unknown", "PendingBudget")}, true},
		{"a request in review", "AwardRequest", changes{"status.conditions": condition("Granted", "Unknown", "UnderReview")}, false},
		{"a signature", "Review", changes{"status.conditions": condition("Counted", "True", "Counted")}, true},
		{"a signature that does not count", "Review", changes{"status.conditions": condition("Counted", "False", "WrongAuthority")}, true},
		{"an application that somebody signed", "StarApplication", changes{
			"status.conditions": condition("Awarded", "Unknown", "UnderReview"), "status.stages": "[{name: Recommendation, state: Done, doneOn: 2025-05-12}]",
		}, true},
		{"a decision that is stalled", "Incident", changes{
			"status.conditions": condition("Confirmed", "Unknown", "DivisionMissing"), "status.decidedOn": "2025-07-08",
		}, true},
		{"a report", "Incident", changes{"status.conditions": condition("Confirmed", "Unknown", "Reported")}, false},
		{"a decision", "Incident", changes{"status.conditions": condition("Confirmed", "True", "Revoked")}, true},
		{"a decision that is not shown any more", "Incident", changes{"status.conditions": condition("Confirmed", "Unknown", "EvidenceMissing")}, true},
		{"a payment that is asked for", "Payment", changes{"status.conditions": condition("Booked", "Unknown", "Requested")}, false},
		{"a payment under way", "Payment", changes{"status.conditions": condition("Booked", "Unknown", "Ordered")}, true},
		{"a payment", "Payment", changes{"status.conditions": condition("Booked", "True", "Booked")}, true},
		{"a plan", "ActivityPlan", changes{"status.conditions": condition("Approved", "True", "Approved")}, true},
		{"a license", "BrandLicense", changes{"status.conditions": condition("Licensed", "True", "Licensed")}, true},
		{"what is ready and no more", "ActionPlan", changes{"status.conditions": condition("Ready", "True", "Evaluated")}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			stored := keep(t, fmt.Sprintf("deletion-%d", i), record(t, c.kind), c.status)
			switch err := deleteDry(t.Context(), t, stored); {
			case c.refused && (!apierrors.IsForbidden(err) || !strings.Contains(err.Error(), stored.GetName()) || !strings.Contains(err.Error(), "lianxing.dev/allow-deletion")):
				t.Errorf("wanted a refusal that names the record and the way out: %v", err)
			case !c.refused && err != nil:
				t.Error(err)
			}
			stored.SetAnnotations(map[string]string{"lianxing.dev/allow-deletion": "the test is over"})
			if _, err := store(t, stored).Update(t.Context(), stored, metav1.UpdateOptions{}); err != nil {
				t.Fatal(err)
			}
			if err := deleteDry(t.Context(), t, stored); err != nil {
				t.Errorf("with a reason: %v", err)
			}
		})
	}
}

func deleteDry(ctx context.Context, t *testing.T, stored *unstructured.Unstructured) error {
	t.Helper()
	return store(t, stored).Delete(ctx, stored.GetName(), metav1.DeleteOptions{DryRun: []string{metav1.DryRunAll}})
}

// protect installs the policy for a test, and waits until the API server goes by it.
func protect(t *testing.T) {
	t.Helper()
	data, err := os.ReadFile(deletionPolicy)
	if err != nil {
		t.Fatal(err)
	}
	texts := strings.Split(string(data), "\n---\n")
	if len(texts) != 4 {
		t.Fatalf("%s is not two policies with their bindings", deletionPolicy)
	}
	install(t, texts[2], texts[3])
	install(t, texts[0], texts[1])
	canary := keep(t, "deletion", record(t, "FundingDisbursement"), nil)
	err = wait.PollUntilContextTimeout(t.Context(), 50*time.Millisecond, time.Minute, true, func(ctx context.Context) (bool, error) {
		return apierrors.IsForbidden(deleteDry(ctx, t, canary)), nil
	})
	if err != nil {
		t.Fatalf("the API server does not go by the policy: %v", err)
	}
	canary.SetAnnotations(map[string]string{"lianxing.dev/allow-deletion": "the test is over"})
	if _, err := store(t, canary).Update(t.Context(), canary, metav1.UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
}

// install installs a policy and its binding for a test.
func install(t *testing.T, texts ...string) {
	t.Helper()
	var policy admissionregistrationv1.ValidatingAdmissionPolicy
	var binding admissionregistrationv1.ValidatingAdmissionPolicyBinding
	if yaml.UnmarshalStrict([]byte(texts[0]), &policy) != nil || yaml.UnmarshalStrict([]byte(texts[1]), &binding) != nil {
		t.Fatalf("%s is not two policies with their bindings", deletionPolicy)
	}
	client, err := kubernetes.NewForConfig(env.Config)
	if err != nil {
		t.Fatal(err)
	}
	admission := client.AdmissionregistrationV1()
	if _, err := admission.ValidatingAdmissionPolicies().Create(t.Context(), &policy, metav1.CreateOptions{FieldValidation: strictly}); err != nil {
		t.Fatal(err)
	}
	if _, err := admission.ValidatingAdmissionPolicyBindings().Create(t.Context(), &binding, metav1.CreateOptions{FieldValidation: strictly}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// The test's own context has ended by now.
		if err := admission.ValidatingAdmissionPolicyBindings().Delete(context.Background(), binding.Name, metav1.DeleteOptions{}); err != nil {
			t.Error(err)
		}
		if err := admission.ValidatingAdmissionPolicies().Delete(context.Background(), policy.Name, metav1.DeleteOptions{}); err != nil {
			t.Error(err)
		}
	})
}

// TestDeletionOfAll holds that neither the namespace of a division nor the definition of a kind is deleted, with all that is in it; and that a record
// which waits for a finalizer is not let go once it has been decided.
func TestDeletionOfAll(t *testing.T) {
	protect(t)
	client, err := kubernetes.NewForConfig(env.Config)
	if err != nil {
		t.Fatal(err)
	}
	dry := metav1.DeleteOptions{DryRun: []string{metav1.DryRunAll}}
	if err := client.CoreV1().Namespaces().Delete(t.Context(), namespace(t, "division"), dry); !apierrors.IsForbidden(err) || !strings.Contains(err.Error(), "lianxing.dev/allow-deletion") {
		t.Errorf("the namespace of a division: %v", err)
	}
	if err := client.CoreV1().Namespaces().Delete(t.Context(), "default", dry); err != nil && strings.Contains(err.Error(), "lianxing") {
		t.Errorf("another namespace: %v", err)
	}
	definitions, err := dynamic.NewForConfig(env.Config)
	if err != nil {
		t.Fatal(err)
	}
	of := definitions.Resource(schema.GroupVersionResource{Group: "apiextensions.k8s.io", Version: "v1", Resource: "customresourcedefinitions"})
	if err := of.Delete(t.Context(), "incidents.lianxing.dev", dry); !apierrors.IsForbidden(err) {
		t.Errorf("the definition of a kind: %v", err)
	}
	t.Run("finalizers", keepsDecided)
}

// keepsDecided takes the last finalizer from a record that was deleted while nobody had decided on it, and has been decided since.
func keepsDecided(t *testing.T) {
	waiting := record(t, "Incident", changes{"metadata.finalizers": "[example.com/keep]"})
	waiting.SetNamespace(namespace(t, "finalizer"))
	stored, err := store(t, waiting).Create(t.Context(), waiting, metav1.CreateOptions{})
	if err == nil {
		err = store(t, stored).Delete(t.Context(), stored.GetName(), metav1.DeleteOptions{})
	}
	if err == nil {
		stored, err = store(t, stored).Get(t.Context(), stored.GetName(), metav1.GetOptions{})
	}
	if err != nil {
		t.Fatal(err)
	}
	apply(t, stored, changes{"status.conditions": condition("Confirmed", "True", "Revoked")})
	if stored, err = store(t, stored).UpdateStatus(t.Context(), stored, metav1.UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
	for _, why := range []string{"", "the test is over"} {
		stored.SetFinalizers(nil)
		if why != "" {
			stored.SetFinalizers([]string{"example.com/keep"})
			stored.SetAnnotations(map[string]string{"lianxing.dev/allow-deletion": why})
			if stored, err = store(t, stored).Update(t.Context(), stored, metav1.UpdateOptions{}); err != nil {
				t.Fatal(err)
			}
			stored.SetFinalizers(nil)
		}
		_, err := store(t, stored).Update(t.Context(), stored, metav1.UpdateOptions{})
		if refused := apierrors.IsForbidden(err); refused != (why == "") {
			t.Errorf("the last finalizer of a decided record, %q: %v", why, err)
		}
	}
}
