package cluster_test

import (
	"context"
	"testing"
	"time"

	"github.com/go-logr/logr"
	"k8s.io/client-go/rest"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/test/running"
)

// The patience of the tests. A register is settled when nothing changed for a while.
const (
	quiet    = 2 * time.Second
	patience = 3 * time.Minute
)

func init() { ctrl.SetLogger(logr.Discard()) }

// start runs a manager until Stop or the end of the test.
func start(t *testing.T, to *rest.Config, o controllers.Options) *running.Manager {
	t.Helper()
	return running.Start(t, to, o)
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
