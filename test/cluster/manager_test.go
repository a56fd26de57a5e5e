package cluster_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/go-logr/logr"
	"github.com/go-logr/logr/funcr"
	"k8s.io/client-go/rest"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// The patience of the tests. A register is settled when nothing changed for a while.
const (
	quiet    = 2 * time.Second
	patience = 3 * time.Minute
)

func init() { ctrl.SetLogger(logr.Discard()) }

// running is a manager in this process.
type running struct {
	t      *testing.T
	cancel context.CancelFunc
	ended  chan error
	once   sync.Once
}

// start runs a manager until stop or the end of the test.
func start(t *testing.T, to *rest.Config, o controllers.Options) *running {
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
	r := &running{t: t, cancel: cancel, ended: make(chan error, 1)}
	go func() { r.ended <- manager.Start(ctx) }()
	t.Cleanup(r.stop)
	return r
}

// stop ends the manager and waits until it is gone.
func (r *running) stop() {
	r.once.Do(func() {
		r.cancel()
		if err := <-r.ended; err != nil {
			r.t.Errorf("the manager ended: %v", err)
		}
	})
}

// quietLog shows what a manager says where a test runs with -v, and says nothing after its end.
func quietLog(t *testing.T) logr.Logger {
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

// settle waits until the records of some namespaces do not change any more.
func settle(t *testing.T, reader client.Reader, namespaces ...string) {
	t.Helper()
	settleFor(t, reader, quiet, namespaces...)
}

// settleFor waits until they do not change for a while.
func settleFor(t *testing.T, reader client.Reader, quiet time.Duration, namespaces ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	if err := settled.Wait(ctx, reader, settled.Options{Quiet: quiet, Every: min(quiet/2, 400*time.Millisecond), Namespaces: namespaces}); err != nil {
		t.Fatal(err)
	}
}

func day(text string) calendar.Date { return calendar.MustParse(text) }
