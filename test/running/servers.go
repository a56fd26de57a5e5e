// Package running gives tests what they run their registers on: API servers that are handed from test to test, managers of this process,
// and the manager's own program as a process that can be killed.
package running

import (
	"context"
	"errors"
	"sync"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// Servers are the API servers that tests have for themselves, one after the other: starting one costs more than emptying one.
type Servers struct {
	// CRDs is the folder of the kinds, seen from the tests.
	CRDs string

	mu   sync.Mutex
	free []*testenv.Env
	all  []*testenv.Env
}

// Own gives one test an API server on which there is nothing but the kinds, and takes it back at the end of the test.
func (s *Servers) Own(t testing.TB) *testenv.Env {
	t.Helper()
	own, err := s.take()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := Empty(context.Background(), own); err != nil {
			t.Errorf("emptying an API server, which no other test gets: %v", err)
			return
		}
		s.give(own)
	})
	return own
}

// take returns an API server without a register, started where none is free.
func (s *Servers) take() (*testenv.Env, error) {
	s.mu.Lock()
	if last := len(s.free) - 1; last >= 0 {
		own := s.free[last]
		s.free = s.free[:last]
		s.mu.Unlock()
		return own, nil
	}
	s.mu.Unlock()
	own, err := testenv.Start(s.CRDs)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all = append(s.all, own)
	return own, nil
}

// give hands an API server on to the next test that wants one.
func (s *Servers) give(own *testenv.Env) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.free = append(s.free, own)
}

// Stop ends them all.
func (s *Servers) Stop() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var failed []error
	for _, own := range s.all {
		failed = append(failed, own.Stop())
	}
	return errors.Join(failed...)
}

// Empty removes every record of a register, and the namespaces of its divisions with everything that tests find in them.
func Empty(ctx context.Context, own *testenv.Env) error {
	to, err := client.New(own.Config, client.Options{Scheme: controllers.Scheme()})
	if err != nil {
		return err
	}
	set, err := kubernetes.NewForConfig(own.Config)
	if err != nil {
		return err
	}
	divisions, err := set.CoreV1().Namespaces().List(ctx, metav1.ListOptions{LabelSelector: records.DivisionLabel})
	if err != nil {
		return err
	}
	all, err := settled.Records(ctx, to)
	if err != nil {
		return err
	}
	for i := range all {
		if err := client.IgnoreNotFound(to.Delete(ctx, &all[i])); err != nil {
			return err
		}
	}
	for i := range divisions.Items {
		if err := remove(ctx, set, &divisions.Items[i]); err != nil {
			return err
		}
	}
	return nil
}

// remove deletes a namespace and finalizes it, which nobody else does where there is no controller manager.
func remove(ctx context.Context, set kubernetes.Interface, namespace *corev1.Namespace) error {
	if err := set.EventsV1().Events(namespace.Name).DeleteCollection(ctx, metav1.DeleteOptions{}, metav1.ListOptions{}); err != nil {
		return err
	}
	if err := set.CoreV1().Namespaces().Delete(ctx, namespace.Name, metav1.DeleteOptions{}); err != nil {
		return err
	}
	namespace.ResourceVersion = ""
	namespace.Spec.Finalizers = nil
	_, err := set.CoreV1().Namespaces().Finalize(ctx, namespace, metav1.UpdateOptions{})
	return err
}
