package admission

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// permanence is one thing of a stored record that may not change, with a change of the record that is let pass.
type permanence struct {
	name    string
	kind    string
	stored  changes // before it is stored
	status  changes // that the system writes then
	holds   changes
	refused changes
	path    string
	message string
}

func TestPermanence(t *testing.T) {
	for i, p := range permanent {
		t.Run(p.name, func(t *testing.T) {
			stored := keep(t, fmt.Sprintf("permanence-%d", i), record(t, p.kind, p.stored), p.status)
			t.Run("holds", func(t *testing.T) {
				if err := update(t, stored, p.holds); err != nil {
					t.Error(err)
				}
			})
			t.Run("refused", func(t *testing.T) {
				mustRefuse(t, update(t, stored, p.refused), p.path, p.message)
			})
		})
	}
}

// TestSecondApplication shows what the name of an application is for: the same star can't be asked for twice in a round.
func TestSecondApplication(t *testing.T) {
	first := keep(t, "second-application", record(t, "StarApplication"), nil)
	t.Run("R5/refused", func(t *testing.T) {
		again := record(t, "StarApplication", changes{"spec.filedOn": "2025-03-11"})
		again.SetNamespace(first.GetNamespace())
		_, err := store(t, again).Create(t.Context(), again, metav1.CreateOptions{})
		if !apierrors.IsAlreadyExists(err) {
			t.Errorf("a second application of the same name: %v", err)
		}
	})
	t.Run("R5/holds", func(t *testing.T) {
		other := record(t, "StarApplication", changes{"spec.rating": "Five", "metadata.name": "torreya-2025-5"})
		other.SetNamespace(first.GetNamespace())
		if _, err := store(t, other).Create(t.Context(), other, metav1.CreateOptions{}); err != nil {
			t.Error(err)
		}
	})
}

var namespaces atomic.Int64

// namespace makes one for this run of the test alone, and returns its name.
func namespace(t *testing.T, stem string) string {
	t.Helper()
	name := fmt.Sprintf("%s-%d", stem, namespaces.Add(1))
	if err := env.Namespace(t.Context(), name, "330681", "诸暨市"); err != nil {
		t.Fatal(err)
	}
	return name
}

// keep stores a record in a namespace of its own, and then its status.
func keep(t *testing.T, stem string, object *unstructured.Unstructured, status changes) *unstructured.Unstructured {
	t.Helper()
	if object.GetNamespace() != "" {
		object.SetNamespace(namespace(t, stem))
	}
	stored, err := store(t, object).Create(t.Context(), object, metav1.CreateOptions{FieldValidation: strictly})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		// Calendars lie in no namespace, so each test has to leave the year free. The test's own context has ended by now.
		if err := store(t, object).Delete(context.Background(), object.GetName(), metav1.DeleteOptions{}); err != nil {
			t.Error(err)
		}
	})
	if status == nil {
		return stored
	}
	apply(t, stored, status)
	stored, err = store(t, object).UpdateStatus(t.Context(), stored, metav1.UpdateOptions{FieldValidation: strictly})
	if err != nil {
		t.Fatal(err)
	}
	return stored
}

// update tries to change a stored record without keeping the change.
func update(t *testing.T, stored *unstructured.Unstructured, some changes) error {
	t.Helper()
	changed := stored.DeepCopy()
	apply(t, changed, some)
	options := metav1.UpdateOptions{DryRun: []string{metav1.DryRunAll}, FieldValidation: strictly}
	_, err := store(t, changed).Update(t.Context(), changed, options)
	return err
}
