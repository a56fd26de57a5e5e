// Package controllers puts the manager together: the cache with its indexes, the status controllers, the writers of the
// ledgers, and the probes.
package controllers

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/runtime"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/client-go/rest"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/config"
	"sigs.k8s.io/controller-runtime/pkg/healthz"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers/changes"
	"github.com/lianxing-dev/lianxing/controllers/clock"
	"github.com/lianxing-dev/lianxing/controllers/ledger"
	"github.com/lianxing-dev/lianxing/controllers/status"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
)

// Name is the manager's: of the lease by which one of several leads, and of the field manager of what it writes. Election only
// saves work; what keeps the ledger right is the API server's refusal of a name that exists.
const Name = "lianxing-manager"

// renewDeadline is how long a leader tries to renew its lease before it gives up.
const renewDeadline = 10 * time.Second

// probePatience is how long a probe waits for the cache to say whether it is synced.
const probePatience = 500 * time.Millisecond

// Options are what a person decides of a manager.
type Options struct {
	// Language of the messages in statuses, zh or en.
	Language string
	// AsOf fixes today, for demonstrations and drills; the zero date follows the clock.
	AsOf calendar.Date
	// Concurrency is how many records of a kind, and how many ledgers, are worked on side by side.
	Concurrency int
	// LeaderElection makes several managers agree on one; LeaderElectionNamespace is where their lease is, by default the
	// manager's own namespace, which only a manager in a cluster has.
	LeaderElection          bool
	LeaderElectionNamespace string
	// MetricsAddress and ProbeAddress to listen on; "0" listens on none.
	MetricsAddress, ProbeAddress string
	// Log of the manager.
	Log logr.Logger

	// Now is the wall clock, time.Now where it is nil.
	Now func() time.Time
	// Namespaces to look at, for tests that share an API server; all where there are none. No flag sets it: a manager that sees a part of the
	// divisions would let those in view go before the others in the queue of a budget.
	Namespaces []string
	// Several managers share this process, so that the names of their controllers are not unique.
	Several bool
}

// Scheme knows what the manager reads and writes.
func Scheme() *runtime.Scheme {
	scheme := runtime.NewScheme()
	utilruntime.Must(corev1.AddToScheme(scheme))
	utilruntime.Must(v1alpha1.AddToScheme(scheme))
	return scheme
}

// New makes a manager that is ready to start. The error says what could not be set up.
func New(ctx context.Context, to *rest.Config, o Options) (manager.Manager, error) {
	today := clock.New(o.Now, o.AsOf)
	skew := clock.NewSkew(o.Now)
	to = rest.CopyConfig(to)
	to.Wrap(skew.Wrap)
	lock, err := o.lock(to)
	if err != nil {
		return nil, err
	}
	informers := &cluster.Informers{}
	options := o.manager()
	options.Cache.NewInformer = informers.New
	options.LeaderElectionResourceLockInterface = lock
	mgr, err := ctrl.NewManager(to, options)
	if err != nil {
		return nil, fmt.Errorf("making the manager: %w", err)
	}
	statuses, err := status.Setup(mgr, status.Options{Informers: informers, Clock: today, Language: o.Language, Concurrency: o.Concurrency})
	if err != nil {
		return nil, err
	}
	ledgers, err := ledger.Setup(mgr, ledger.Options{Informers: informers, Clock: today, Skew: skew, Concurrency: o.Concurrency})
	if err != nil {
		return nil, err
	}
	feed := changes.New(mgr.GetCache(), informers, statuses, ledgers)
	if err := feed.Attach(ctx); err != nil {
		return nil, err
	}
	return mgr, probes(mgr)
}

func (o Options) manager() ctrl.Options {
	namespaces := map[string]cache.Config{}
	for _, namespace := range o.Namespaces {
		namespaces[namespace] = cache.Config{}
	}
	return ctrl.Options{
		Scheme: Scheme(),
		Logger: o.Log,
		Cache: cache.Options{
			DefaultTransform:  cache.TransformStripManagedFields(),
			DefaultNamespaces: namespaces,
			// What is not watched on purpose must not be watched by accident.
			ReaderFailOnMissingInformer: true,
		},
		Client:                        client.Options{FieldOwner: Name},
		Controller:                    config.Controller{SkipNameValidation: &o.Several},
		LeaderElection:                o.LeaderElection,
		LeaderElectionReleaseOnCancel: true,
		RenewDeadline:                 new(renewDeadline),
		Metrics:                       metricsserver.Options{BindAddress: o.MetricsAddress},
		HealthProbeBindAddress:        o.ProbeAddress,
	}
}

// probes says that a manager lives as long as it answers, and is ready when its cache has everything.
func probes(mgr manager.Manager) error {
	if err := mgr.AddHealthzCheck("ping", healthz.Ping); err != nil {
		return fmt.Errorf("adding the liveness probe: %w", err)
	}
	synced := func(request *http.Request) error {
		ctx, cancel := context.WithTimeout(request.Context(), probePatience)
		defer cancel()
		if !mgr.GetCache().WaitForCacheSync(ctx) {
			return errors.New("the cache is not synced yet")
		}
		return nil
	}
	if err := mgr.AddReadyzCheck("cache", synced); err != nil {
		return fmt.Errorf("adding the readiness probe: %w", err)
	}
	return nil
}
