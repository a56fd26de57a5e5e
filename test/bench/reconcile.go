package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// looks is how many records are looked at for one number.
const looks = 10_000

// looked are the kinds of which one record is looked at: those that belong to one case. What sums up a round or a budget grows with it on
// purpose, and is done at a pace.
var looked = []records.Kind{records.Alliance, records.StarApplication, records.AwardRequest, records.Review, records.FundingDisbursement}

// reconcile measures what one look at a record costs in registers of different sizes, on the informer cache that a manager reads.
func reconcile(ctx context.Context, b *bench) error {
	var smallest cost
	for i, size := range b.options.sizes {
		found, err := costAt(ctx, b, size)
		if err != nil {
			return err
		}
		b.note("e", fmt.Sprintf("%d records: %.0f µs a reconcile, %.0f µs a change", found.records, found.refresh, found.told))
		switch {
		case i == 0:
			smallest = found
		case i == len(b.options.sizes)-1:
			b.add("e.refresh", found.refresh, smallest.refresh)
			b.add("e.told", found.told, smallest.told)
		}
	}
	return nil
}

// cost of one look in microseconds, in a register of so many records.
type cost struct {
	records       int
	refresh, told float64
}

// perAlliance is how many records an alliance of the made-up province has in a year, with its entries and payments.
const perAlliance = 9

func costAt(ctx context.Context, b *bench, size int) (cost, error) {
	o := synthetic.Options{Seed: 1, Cities: 1, Counties: 4, Alliances: max(size/perAlliance, 1)}
	all, err := settledRecords(o)
	if err != nil {
		return cost{}, err
	}
	s, err := b.keep(ctx, o, all)
	if err != nil {
		return cost{}, err
	}
	return s.cost(ctx, b.turn)
}

// settledRecords are those of a province with its payments, and the entries that follow from them.
func settledRecords(o synthetic.Options) ([]records.Object, error) {
	p, err := synthetic.New(o)
	if err != nil {
		return nil, err
	}
	all, err := p.All(true)
	if err != nil {
		return nil, err
	}
	view, err := register.Enter(files.NewMemory(p.Divisions(), all), p.LastDay())
	if err != nil {
		return nil, err
	}
	return append(all, view.List(records.FundingDisbursement)...), nil
}

func (s *server) cost(ctx context.Context, turn int) (cost, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	held := &cluster.Informers{}
	if _, err := informers(ctx, s.Config, held); err != nil {
		return cost{}, err
	}
	view := cluster.New(ctx, held)
	var sample []records.Object
	for _, kind := range looked {
		sample = append(sample, view.List(kind)...)
	}
	drawn := rand.New(rand.NewPCG(1, uint64(turn))) //nolint:gosec // a sample, the same for every size of a turn
	drawn.Shuffle(len(sample), func(i, j int) { sample[i], sample[j] = sample[j], sample[i] })
	sample = sample[:min(looks, len(sample))]
	options := register.Options{AsOf: s.province.LastDay(), Language: "zh", Now: metav1.Now(), Books: &register.Books{}}
	found := cost{records: len(s.records)}
	found.refresh = each(sample, func(object records.Object) { register.Refresh(cluster.New(ctx, held), object, options) })
	found.told = each(sample, func(object records.Object) {
		told := cluster.New(ctx, held)
		register.Affected(told, object)
		register.ClaimsOf(told, object)
	})
	return found, view.Err()
}

// each is how long something takes a processor for one record, in microseconds, what it leaves to the collector included. It is done once before it is measured: a manager that has run for a
// while has seen every record.
func each(sample []records.Object, look func(records.Object)) float64 {
	for _, object := range sample {
		look(object)
	}
	runtime.GC() // what others left is not theirs
	began := processor()
	for at := range looks {
		look(sample[at%len(sample)])
	}
	return float64((processor() - began).Microseconds()) / looks
}
