package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strconv"
	"strings"
	"time"

	"k8s.io/apimachinery/pkg/api/meta"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/manager"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// The lines that children say.
const (
	saidSynced   = "synced"
	saidCaughtUp = "caught up"
	saidMemory   = "memory"
	saidListed   = "listed"
	saidReady    = "ready"
	saidLeads    = "leads"
)

// managerChild is a manager that starts over a settled register. It says when its cache was synced, when it had caught up, and what it holds.
func managerChild(ctx context.Context, config *rest.Config, asOf calendar.Date, all int) error {
	to, traffic := testenv.CountWrites(config)
	began := time.Now()
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	options := optionsOn(asOf)
	made, err := controllers.New(ctx, to, options)
	if err != nil {
		return err
	}
	return alongside(ctx, cancel, made, func(ctx context.Context) error {
		if !made.GetCache().WaitForCacheSync(ctx) {
			return errors.New("the cache did not sync")
		}
		if err := say(said{What: saidSynced, Seconds: sinceStart(began)}); err != nil {
			return err
		}
		last, err := caughtUp(ctx, all)
		if err != nil {
			return err
		}
		line := said{What: saidCaughtUp, Seconds: last.Sub(began).Seconds(), Writes: traffic.Snapshot().Writes("leases")}
		if err := errors.Join(say(line), sayMemory()); err != nil {
			return err
		}
		waits(ctx)
		runtime.KeepAlive(made)
		return nil
	})
}

// caughtUp waits until every record was looked at and nothing has been for a while, and returns when the last was.
func caughtUp(ctx context.Context, all int) (time.Time, error) {
	looked, last := 0, time.Now()
	for {
		now, waiting, err := looksSoFar()
		if err != nil {
			return last, err
		}
		if now != looked {
			looked, last = now, time.Now()
		}
		if looked >= all && waiting == 0 && time.Since(last) > quiet {
			return last, nil
		}
		select {
		case <-ctx.Done():
			return last, fmt.Errorf("%d looks at %d records, %d waiting: %w", looked, all, waiting, context.Cause(ctx))
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// looksSoFar is how often the controllers of this process looked at something, and how many wait for it.
func looksSoFar() (looks, waiting int, err error) {
	families, err := metrics.Registry.Gather()
	if err != nil {
		return 0, 0, err
	}
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			switch family.GetName() {
			case "controller_runtime_reconcile_total":
				looks += int(metric.GetCounter().GetValue())
			case "workqueue_depth":
				waiting += int(metric.GetGauge().GetValue())
			}
		}
	}
	return looks, waiting, nil
}

// informersChild holds every record in a bare informer cache.
func informersChild(ctx context.Context, config *rest.Config, _ calendar.Date, _ int) error {
	held, err := informers(ctx, config, nil)
	if err != nil {
		return err
	}
	if err := sayMemory(); err != nil {
		return err
	}
	waits(ctx)
	runtime.KeepAlive(held)
	return nil
}

// listChild lists every kind, one after the other, and keeps nothing.
func listChild(ctx context.Context, config *rest.Config, _ calendar.Date, all int) error {
	began := time.Now()
	reader, err := client.New(config, client.Options{Scheme: controllers.Scheme()})
	if err != nil {
		return err
	}
	total := 0
	for _, info := range records.Kinds {
		created, err := controllers.Scheme().New(v1alpha1.GroupVersion.WithKind(string(info.Kind) + "List"))
		if err != nil {
			return err
		}
		list, ok := created.(client.ObjectList)
		if !ok {
			return fmt.Errorf("%T is no list", created)
		}
		if err := reader.List(ctx, list); err != nil {
			return err
		}
		total += meta.LenList(list)
	}
	if total != all {
		return fmt.Errorf("%d records were listed, and there are %d", total, all)
	}
	return say(said{What: saidListed, Seconds: sinceStart(began)})
}

// sayMemory says what this process holds once everything that nobody needs is gone.
func sayMemory() error {
	runtime.GC()
	runtime.GC() // what had a finalizer goes in the second pass
	var held runtime.MemStats
	runtime.ReadMemStats(&held)
	kilobytes, _, _ := strings.Cut(field("/proc/self/status", "VmHWM"), " ")
	highest, err := strconv.ParseFloat(kilobytes, 64)
	if err != nil {
		highest = 0 // not a Linux: the highest resident memory stays unknown
	}
	return say(said{What: saidMemory, Heap: float64(held.HeapAlloc), Resident: highest * 1024})
}

// leaderChild is one of two managers. It says when it is ready to take over, and when it looks at its first record.
func leaderChild(ctx context.Context, config *rest.Config, asOf calendar.Date, _ int) error {
	options := optionsOn(asOf)
	options.LeaderElection, options.LeaderElectionNamespace = true, "default"
	made, err := controllers.New(ctx, config, options)
	if err != nil {
		return err
	}
	looking, cancel := context.WithCancel(ctx)
	defer cancel()
	go func() {
		if err := sayFirstLook(looking, made); err != nil {
			cancel()
		}
	}()
	return made.Start(looking)
}

func sayFirstLook(ctx context.Context, made manager.Manager) error {
	if !made.GetCache().WaitForCacheSync(ctx) {
		return errors.New("the cache did not sync")
	}
	if err := say(said{What: saidReady}); err != nil {
		return err
	}
	for ctx.Err() == nil {
		if looks, _, err := looksSoFar(); err != nil || looks > 0 {
			return errors.Join(err, say(said{What: saidLeads}))
		}
		time.Sleep(5 * time.Millisecond)
	}
	return ctx.Err()
}
