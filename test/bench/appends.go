package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"k8s.io/client-go/rest"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/config"
	metricsserver "sigs.k8s.io/controller-runtime/pkg/metrics/server"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/controllers/changes"
	"github.com/lianxing-dev/lianxing/controllers/clock"
	"github.com/lianxing-dev/lianxing/controllers/ledger"
	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// chains is how many are appended to side by side.
const chains = 64

// appends measures a manager that has nothing but the writers of the ledgers.
func appends(ctx context.Context, b *bench) error {
	for _, c := range []struct {
		row      string
		counties int
	}{{"c.one", 1}, {"c.many", chains}} {
		o := synthetic.Options{Seed: 1, Counties: c.counties, Alliances: b.options.size, Only: synthetic.FourStars}
		if err := appendsOf(ctx, b, c.row, o); err != nil {
			return err
		}
	}
	return nil
}

// appendsOf has the entries made twice on one server, by the writers and by a loop, and removed each time. Who comes first takes turns.
func appendsOf(ctx context.Context, b *bench, row string, o synthetic.Options) error {
	s, err := b.keep(ctx, o, nil)
	if err != nil {
		return err
	}
	var ours, loop float64
	byWriters := func() (err error) { ours, err = s.byWriters(ctx); return err }
	byLoop := func() (err error) { loop, err = s.byLoop(ctx); return err }
	first, second := byWriters, byLoop
	if b.turn%2 == 1 {
		first, second = byLoop, byWriters
	}
	for _, enter := range []func() error{first, second} {
		if err := errors.Join(enter(), s.removeEntries(ctx)); err != nil {
			return err
		}
		time.Sleep(quiet) // a server that has removed thousands is busy with it for a while, and the next would pay for it
	}
	b.add(row, ours, loop)
	return nil
}

// removeEntries empties every ledger.
func (s *server) removeEntries(ctx context.Context) error {
	for _, d := range s.province.Divisions() {
		if err := s.client.DeleteAllOf(ctx, &v1alpha1.FundingDisbursement{}, client.InNamespace(d.Namespace)); err != nil {
			return err
		}
	}
	return nil
}

// byWriters lets the writers make all entries, and returns how many they made a second from the first to the last.
func (s *server) byWriters(ctx context.Context) (float64, error) {
	to, log := record(s.Config)
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := s.onlyWriters(ctx, cancel, to, log); err != nil {
		return 0, err
	}
	return pace(log.all()), nil
}

func (s *server) onlyWriters(ctx context.Context, cancel context.CancelFunc, to *rest.Config, log *recording) error {
	skew, several := clock.NewSkew(nil), true
	to.Wrap(skew.Wrap)
	informers := &cluster.Informers{}
	manager, err := ctrl.NewManager(to, ctrl.Options{
		Scheme: controllers.Scheme(), Cache: cache.Options{DefaultTransform: cache.TransformStripManagedFields(), NewInformer: informers.New},
		Controller: config.Controller{SkipNameValidation: &several},
		Metrics:    metricsserver.Options{BindAddress: "0"},
	})
	if err != nil {
		return err
	}
	writers, err := ledger.Setup(manager, ledger.Options{Informers: informers, Clock: clock.New(nil, s.province.LastDay()), Skew: skew, Concurrency: chains})
	if err != nil {
		return err
	}
	if err := changes.New(manager.GetCache(), informers, writers).Attach(ctx); err != nil {
		return err
	}
	return alongside(ctx, cancel, manager, func(ctx context.Context) error { return log.silence(ctx, s.entries(false)) })
}

// byLoop creates the entries that follow from the records, each chain in its order, the chains side by side.
func (s *server) byLoop(ctx context.Context) (float64, error) {
	view, err := register.Enter(files.NewMemory(s.province.Divisions(), s.records), s.province.LastDay())
	if err != nil {
		return 0, err
	}
	byChain := map[string][]*v1alpha1.FundingDisbursement{}
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](view) {
		byChain[entry.Namespace] = append(byChain[entry.Namespace], entry)
	}
	to, log := record(s.Config)
	made, err := client.New(to, client.Options{Scheme: controllers.Scheme()})
	if err != nil {
		return 0, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var all sync.WaitGroup
	for _, entries := range byChain {
		all.Go(func() {
			for _, entry := range entries {
				if err := made.Create(ctx, entry.DeepCopy()); err != nil {
					cancel(fmt.Errorf("%s: %w", entry.Name, err))
					return
				}
			}
		})
	}
	all.Wait()
	if err := context.Cause(ctx); err != nil {
		return 0, err
	}
	return pace(log.all()), nil
}

// pace is how many entries were made a second, from the first to the last.
func pace(writes []write) float64 {
	var made int
	var first, last time.Time
	for _, w := range writes {
		if !w.isEntry() {
			continue
		}
		if made == 0 || w.began.Before(first) {
			first = w.began
		}
		if w.ended.After(last) {
			last = w.ended
		}
		made++
	}
	return float64(made) / last.Sub(first).Seconds()
}
