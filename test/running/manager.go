package running

import (
	"context"
	"sync"
	"testing"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"
	"k8s.io/client-go/rest"

	"github.com/lianxing-dev/lianxing/controllers"
)

// Manager is a manager in this process.
type Manager struct {
	t      testing.TB
	cancel context.CancelFunc
	ended  chan error
	once   sync.Once
}

// Start runs a manager until Stop or the end of the test.
func Start(t testing.TB, to *rest.Config, o controllers.Options) *Manager {
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
		t.Fatal(err)
	}
	m := &Manager{t: t, cancel: cancel, ended: make(chan error, 1)}
	go func() { m.ended <- manager.Start(ctx) }()
	t.Cleanup(m.Stop)
	return m
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

// Kill ends the manager as Stop does, whatever it says of its end: one whose requests all fail has no way to end well.
func (m *Manager) Kill() {
	m.once.Do(func() {
		m.cancel()
		<-m.ended
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
