package running

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"
	"k8s.io/client-go/rest"

	"github.com/lianxing-dev/lianxing/controllers"
)

// syncPatience is how long a manager may take until its cache is synced.
const syncPatience = time.Minute

// Manager is a manager in this process.
type Manager struct {
	t      testing.TB
	synced func(context.Context) bool
	cancel context.CancelFunc
	ended  chan error
	once   sync.Once
}

// Start runs a manager until Stop or the end of the test.
func Start(t testing.TB, to *rest.Config, o controllers.Options) *Manager {
	t.Helper()
	m, err := Try(t, to, o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Try is Start for who expects that a manager may not even come up, since what it asks first may fail.
func Try(t testing.TB, to *rest.Config, o controllers.Options) (*Manager, error) {
	t.Helper()
	o.Several = true
	o.MetricsAddress, o.ProbeAddress = "0", "0"
	if o.Language == "" {
		o.Language = "zh"
	}
	if o.Concurrency == 0 {
		o.Concurrency = 4
	}
	o.Log = quietLog(t)
	ctx, cancel := context.WithCancel(context.Background())
	manager, err := controllers.New(ctx, to, o)
	if err != nil {
		cancel()
		return nil, err
	}
	m := &Manager{t: t, synced: manager.GetCache().WaitForCacheSync, cancel: cancel, ended: make(chan error, 1)}
	go func() { m.ended <- manager.Start(ctx) }()
	t.Cleanup(m.Stop)
	return m, nil
}

// Stop ends the manager and waits until it is gone. A manager that ended by itself, or with an error, fails the test.
func (m *Manager) Stop() {
	m.once.Do(func() {
		m.cancel()
		if err := <-m.ended; err != nil {
			m.t.Errorf("the manager ended: %v", err)
		}
	})
}

// Kill ends the manager as Stop does, whatever it says of its end. Nothing that it writes may arrive any more, and what it reads has to: a
// manager that is told to end before its cache is synced waits for that without an end (controller-runtime v0.25).
func (m *Manager) Kill() {
	m.once.Do(func() {
		ctx, cancel := context.WithTimeout(context.Background(), syncPatience)
		defer cancel()
		if !m.synced(ctx) {
			m.t.Errorf("a manager that is to be killed did not come up in %s", syncPatience)
			return
		}
		m.cancel()
		if err := <-m.ended; err != nil && testing.Verbose() {
			m.t.Logf("the manager that was killed ended: %v", err)
		}
	})
}

// quietLog shows what a manager says where a test runs with -v, and says nothing after its end.
func quietLog(t testing.TB) logr.Logger {
	if !testing.Verbose() {
		return logr.Discard()
	}
	var mu sync.Mutex
	over := false
	t.Cleanup(func() { mu.Lock(); defer mu.Unlock(); over = true })
	return funcr.New(func(prefix, args string) {
		mu.Lock()
		defer mu.Unlock()
		if !over {
			t.Log(prefix, args)
		}
	}, funcr.Options{})
}
