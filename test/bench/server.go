package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/go-logr/logr"
	"golang.org/x/sync/errgroup"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/manager"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/hack/demo/settled"
	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

const (
	crds = "config/crd/bases"
	// atOnce is how many requests the client that fills a server has under way.
	atOnce = 16
	// quiet is how long nothing may be written until a register is settled: longer than any pace of the manager.
	quiet = 3 * time.Second
	// learns is how long an API server may take to learn of what was put into its etcd.
	learns = 30 * time.Second
	// patience with a register that does not settle.
	patience = 10 * time.Minute
)

// server is an API server with a made-up register.
type server struct {
	*testenv.Env
	client   client.Client
	province *synthetic.Province
	// records that were created on it, and total of those that are there once it has settled.
	records []records.Object
	total   int
	// kubeconfig is the file of that name, once a child wanted it.
	kubeconfig string
}

// serve starts an API server that has records of a province: all but its payments where none are given. They are created on another one
// first, once a run, and every server that is to have them gets what that one stored: to create them takes as long as what is measured.
func (b *bench) serve(ctx context.Context, o synthetic.Options, all []records.Object) (*server, error) {
	p, err := synthetic.New(o)
	if err != nil {
		return nil, err
	}
	if all == nil {
		if all, err = p.All(false); err != nil {
			return nil, err
		}
	}
	stored, err := b.storedOf(ctx, fmt.Sprintf("%+v %d", o, len(all)), p, all)
	if err != nil {
		return nil, err
	}
	s, err := b.start(ctx, p, all)
	if err != nil {
		return nil, err
	}
	err = s.Put(ctx, stored)
	if err == nil {
		err = s.has(ctx, len(all))
	}
	if err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// keep is serve for a server that the runs of a letter share: each leaves it as it found it.
func (b *bench) keep(ctx context.Context, o synthetic.Options, all []records.Object) (*server, error) {
	register := fmt.Sprintf("%+v %d", o, len(all))
	if s := b.kept[register]; s != nil {
		return s, nil
	}
	s, err := b.serve(ctx, o, all)
	if err == nil {
		b.kept[register] = s
	}
	return s, err
}

// drop stops the servers that the runs of a letter shared.
func (b *bench) drop() error {
	var failed error
	for _, s := range b.kept {
		failed = errors.Join(failed, s.Stop())
	}
	clear(b.kept)
	return failed
}

// start starts an API server that has the namespaces of a province and serves every kind, and is to have these records.
func (b *bench) start(ctx context.Context, p *synthetic.Province, all []records.Object) (*server, error) {
	env, err := testenv.Start(crds)
	if err != nil {
		return nil, err
	}
	b.versions.Assets = env.Assets
	s := &server{Env: env, province: p, records: all}
	if s.client, err = client.New(s.Config, client.Options{Scheme: controllers.Scheme()}); err == nil {
		err = synthetic.CreateNamespaces(ctx, s.client, p.Divisions())
	}
	if err == nil {
		err = s.wake(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, env.Stop())
	}
	return s, nil
}

// wake asks for every kind at once: the API server begins to serve one when it is first asked for, which takes a second.
func (s *server) wake(ctx context.Context) error {
	asked, ctx := errgroup.WithContext(ctx)
	for _, info := range records.Kinds {
		list := &metav1.PartialObjectMetadataList{}
		list.SetGroupVersionKind(v1alpha1.GroupVersion.WithKind(string(info.Kind) + "List"))
		asked.Go(func() error { return s.client.List(ctx, list) })
	}
	return asked.Wait()
}

// has reads everything until all is there: as a server that has run for a while was read before, and since one learns of what is put into its
// etcd a moment later.
func (s *server) has(ctx context.Context, want int) error {
	ctx, cancel := context.WithTimeout(ctx, learns)
	defer cancel()
	for {
		all, err := s.stored(ctx)
		if err != nil || len(all) == want {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("an API server that was given %d records has %d", want, len(all))
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// optionsOn are those of cmd/manager, but for what a benchmark decides.
func optionsOn(today calendar.Date) controllers.Options {
	return controllers.Options{
		Language: "zh", AsOf: today, Concurrency: 4, MetricsAddress: "0", ProbeAddress: "0", Log: logr.Discard(), Several: true,
	}
}

// run runs a manager beside what is awaited of it, and ends it.
func (s *server) run(ctx context.Context, to *rest.Config, await func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	made, err := controllers.New(ctx, to, optionsOn(s.province.LastDay()))
	if err != nil {
		return err
	}
	return alongside(ctx, cancel, made, await)
}

// alongside starts a manager, waits for what is awaited of it, and ends it.
func alongside(ctx context.Context, cancel context.CancelFunc, made manager.Manager, await func(context.Context) error) error {
	ended := make(chan error, 1)
	go func() { ended <- made.Start(ctx) }()
	err := await(ctx)
	cancel()
	return errors.Join(err, <-ended)
}

// settle lets a manager work until nothing is written any more, and holds the register to what is known of it.
func (s *server) settle(ctx context.Context) error {
	to, log := record(s.Config)
	if err := s.run(ctx, to, func(ctx context.Context) error { return log.silence(ctx, s.entries(false)) }); err != nil {
		return err
	}
	return s.check(ctx)
}

// entries is how many entries the ledgers must come to.
func (s *server) entries(payments bool) int {
	total := 0
	for _, count := range s.province.Answers(payments).Entries {
		total += count
	}
	return total
}

// check holds what the server has to what is known of the province.
func (s *server) check(ctx context.Context) error {
	all, err := s.stored(ctx)
	if err != nil {
		return err
	}
	found, err := synthetic.Found(s.province.LastDay(), all)
	if err != nil {
		return err
	}
	return s.province.Answers(false).Same(found)
}

// stored are all records as the server has them.
func (s *server) stored(ctx context.Context) ([]records.Object, error) {
	all, err := settled.Records(ctx, s.client)
	if err != nil {
		return nil, err
	}
	objects := make([]records.Object, 0, len(all))
	for i := range all {
		info, ok := records.Info(records.Kind(all[i].GetKind()))
		if !ok {
			return nil, fmt.Errorf("%s is no kind of a register", all[i].GetKind())
		}
		object := info.New()
		if err := runtime.DefaultUnstructuredConverter.FromUnstructured(all[i].Object, object); err != nil {
			return nil, err
		}
		objects = append(objects, object)
	}
	return objects, nil
}

// statusOf is the status of a record as JSON; empty where it has none.
func statusOf(object records.Object) (string, error) {
	declared, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
	if err != nil {
		return "", err
	}
	text, err := json.Marshal(declared["status"])
	return string(text), err
}
