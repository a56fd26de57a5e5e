package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	toolscache "k8s.io/client-go/tools/cache"
	"sigs.k8s.io/controller-runtime/pkg/cache"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// latency files applications at a steady rate while a manager runs, and measures from each one's creation until its status is written. The
// reference is an informer that answers each with a patch of a few bytes.
func latency(ctx context.Context, b *bench) error {
	arrivals := b.options.rate * int(b.options.during/time.Second)
	o := synthetic.Options{Seed: 1, Counties: 4, Alliances: max(b.options.size, arrivals), Only: synthetic.FourStars}
	ours, err := b.steadily(ctx, o, arrivals, func(s *server, log *recording, file func(context.Context) error) error {
		to, copied := record(s.Config)
		return s.run(ctx, to, func(ctx context.Context) error {
			if err := copied.silence(ctx, 1); err != nil {
				return err
			}
			err := file(ctx)
			log.adopt(copied)
			return err
		})
	})
	if err != nil {
		return err
	}
	bare, err := b.steadily(ctx, o, arrivals, func(s *server, log *recording, file func(context.Context) error) error {
		to, copied := record(s.Config)
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		if err := answer(ctx, s, func() (client.Client, error) { return client.New(to, client.Options{Scheme: controllers.Scheme()}) }); err != nil {
			return err
		}
		err := file(ctx)
		log.adopt(copied)
		return err
	})
	if err != nil {
		return err
	}
	for _, q := range []struct {
		row string
		at  float64
	}{{"b.p50", 0.5}, {"b.p95", 0.95}, {"b.p99", 0.99}} {
		b.add(q.row, quantile(ours, q.at), quantile(bare, q.at))
	}
	return nil
}

// steadily fills a server with everything but the applications, lets somebody answer, and files applications at the rate of the run. It returns
// the milliseconds until each was answered, sorted.
func (b *bench) steadily(ctx context.Context, o synthetic.Options, arrivals int, answered func(*server, *recording, func(context.Context) error) error) ([]float64, error) {
	p, err := synthetic.New(o)
	if err != nil {
		return nil, err
	}
	steps, err := stepsOf(p)
	if err != nil {
		return nil, err
	}
	s, err := b.serve(ctx, o, steps[0])
	if err != nil {
		return nil, err
	}
	filed := map[string]time.Time{}
	log := &recording{}
	err = answered(s, log, func(ctx context.Context) (err error) {
		filed, err = s.file(ctx, steps[1][:arrivals], time.Second/time.Duration(b.options.rate))
		if err != nil {
			return err
		}
		time.Sleep(quiet) // what was not answered by then is missing, which is an error
		return nil
	})
	if err := errors.Join(err, s.Stop()); err != nil {
		return nil, err
	}
	var took []float64
	for _, w := range log.all() {
		path := strings.TrimSuffix(w.path, "/status")
		if began, ok := filed[path]; ok && path != w.path {
			took = append(took, float64(w.ended.Sub(began).Microseconds())/1000)
			delete(filed, path)
		}
	}
	if len(filed) > 0 {
		return nil, fmt.Errorf("%d of %d applications were not answered", len(filed), arrivals)
	}
	slices.Sort(took)
	return took, nil
}

// file creates a record every so often, and returns when each creation was sent, by path.
func (s *server) file(ctx context.Context, all []records.Object, every time.Duration) (map[string]time.Time, error) {
	var mu sync.Mutex
	var failed error
	filed := map[string]time.Time{}
	var under sync.WaitGroup
	ticks := time.NewTicker(every)
	defer ticks.Stop()
	for _, object := range all {
		select {
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		case <-ticks.C:
		}
		under.Go(func() {
			began := time.Now()
			err := synthetic.Create(ctx, s.client, []records.Object{object}, 1)
			mu.Lock()
			defer mu.Unlock()
			failed = errors.Join(failed, err)
			filed[pathOf(object)] = began
		})
	}
	under.Wait()
	return filed, failed
}

// answer patches the status of every application that an informer sees for the first time.
func answer(ctx context.Context, s *server, made func() (client.Client, error)) error {
	to, err := made()
	if err != nil {
		return err
	}
	seen, err := informers(ctx, s.Config, nil)
	if err != nil {
		return err
	}
	informer, err := seen.GetInformer(ctx, &v1alpha1.StarApplication{}, cache.BlockUntilSynced(true))
	if err != nil {
		return err
	}
	queue := make(chan *v1alpha1.StarApplication, 1024)
	for range lanesOf {
		go func() {
			for application := range queue {
				patched := application.DeepCopy()
				patched.Status.ObservedGeneration = application.Generation
				if err := to.Status().Patch(ctx, patched, client.MergeFrom(application)); err != nil {
					continue // an application without an answer is found by whoever counts them
				}
			}
		}()
	}
	_, err = informer.AddEventHandler(toolscache.ResourceEventHandlerFuncs{AddFunc: func(object any) {
		if application, ok := object.(*v1alpha1.StarApplication); ok {
			queue <- application
		}
	}})
	return err
}
