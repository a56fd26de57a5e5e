package main

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// cases is how many applications are followed at once.
const cases = 50

// requests follows applications from filed to paid, step by step, and counts what a manager asks of the API server.
func requests(ctx context.Context, b *bench) error {
	o := synthetic.Options{Seed: 1, Counties: 1, Alliances: cases, Only: synthetic.FourStars}
	p, err := synthetic.New(o)
	if err != nil {
		return err
	}
	steps, err := stepsOf(p)
	if err != nil {
		return err
	}
	s, err := b.serve(ctx, o, steps[0])
	if err != nil {
		return err
	}
	counted, traffic := testenv.CountWrites(s.Config)
	to, log := record(counted)
	f := &follower{server: s, log: log, traffic: traffic}
	err = s.run(ctx, to, func(ctx context.Context) error { return f.all(ctx, steps[1:]) })
	if err := errors.Join(err, s.Stop()); err != nil {
		return err
	}
	f.add(b)
	return nil
}

// stepsOf are the records of a province by the steps in which they are declared: what is there before, the applications, their
// reviews, the requests, and the reviews of these.
func stepsOf(p *synthetic.Province) ([][]records.Object, error) {
	all, err := p.All(false)
	if err != nil {
		return nil, err
	}
	steps := make([][]records.Object, 5)
	for _, object := range all {
		step := 0
		switch record := object.(type) {
		case *v1alpha1.StarApplication:
			step = 1
		case *v1alpha1.AwardRequest:
			step = 3
		case *v1alpha1.Review:
			step = 2
			if record.Spec.SubjectRef.Kind == string(records.AwardRequest) {
				step = 4
			}
		}
		steps[step] = append(steps[step], object)
	}
	return steps, nil
}

// follower declares one step after the other, each once the one before has settled.
type follower struct {
	server  *server
	log     *recording
	traffic *testenv.Traffic

	counts testenv.Counts
	// differing is how many statuses differed after a step from before it, and made how many entries were there that had not been.
	differing, made int
}

func (f *follower) all(ctx context.Context, steps [][]records.Object) error {
	if err := f.log.silence(ctx, 1); err != nil {
		return err
	}
	f.traffic.Reset()
	for _, step := range steps {
		if err := f.step(ctx, step); err != nil {
			return err
		}
	}
	payments, err := f.payments(ctx)
	if err != nil {
		return err
	}
	if err := f.step(ctx, payments); err != nil {
		return err
	}
	f.counts = f.traffic.Reset()
	all, err := f.server.stored(ctx)
	if err != nil {
		return err
	}
	found, err := synthetic.Found(f.server.province.LastDay(), all)
	if err != nil {
		return err
	}
	return f.server.province.Answers(true).Same(found)
}

// step declares records, waits until nothing is written any more, and counts what differs.
func (f *follower) step(ctx context.Context, declared []records.Object) error {
	before, err := f.statuses(ctx)
	if err != nil {
		return err
	}
	if len(declared) == 0 {
		return errors.New("a step without records: the province has no such course")
	}
	if err := synthetic.Create(ctx, f.server.client, declared, atOnce); err != nil {
		return err
	}
	f.log.touch()
	if err := f.log.silence(ctx, 1); err != nil {
		return err
	}
	after, err := f.statuses(ctx)
	if err != nil {
		return err
	}
	for name, status := range after {
		if before[name] != status {
			f.differing++
		}
		if _, ok := before[name]; !ok && name[:len(records.FundingDisbursement)] == string(records.FundingDisbursement) {
			f.made++
		}
	}
	return nil
}

// payments are those of the grants, as finance makes them.
func (f *follower) payments(ctx context.Context) ([]records.Object, error) {
	all, err := f.server.stored(ctx)
	if err != nil {
		return nil, err
	}
	var payments []records.Object
	for _, object := range all {
		entry, ok := object.(*v1alpha1.FundingDisbursement)
		if !ok {
			continue
		}
		payment, err := f.server.province.PaymentOf(entry)
		if err != nil {
			return nil, err
		}
		if payment != nil {
			payment.Spec.OrderedOn = v1alpha1.Date(f.server.province.LastDay().String())
			payment.Spec.PaidOn = payment.Spec.OrderedOn
			payments = append(payments, payment)
		}
	}
	return payments, nil
}

// statuses of all records by kind and key.
func (f *follower) statuses(ctx context.Context) (map[string]string, error) {
	all, err := f.server.stored(ctx)
	if err != nil {
		return nil, err
	}
	found := make(map[string]string, len(all))
	for _, object := range all {
		status, err := statusOf(object)
		if err != nil {
			return nil, err
		}
		found[fmt.Sprint(records.KindOf(object), " ", records.KeyOf(object))] = status
	}
	return found, nil
}

func (f *follower) add(b *bench) {
	var patches, creates, gets, events int
	for key, tally := range f.counts {
		switch {
		case key.Resource == "events":
			events += tally.Sent
		case key.Verb == "patch":
			patches += tally.Sent
		case key.Verb == "create":
			creates += tally.Sent
		case key.Verb == "get":
			gets += tally.Sent
		}
	}
	const each = float64(cases)
	b.add("d.writes", float64(patches+creates)/each, float64(f.differing+f.made)/each)
	b.add("d.patches", float64(patches)/each, float64(f.differing)/each)
	b.add("d.creates", float64(creates)/each, float64(f.made)/each)
	b.add("d.gets", float64(gets)/each, 0)
	b.add("d.events", float64(events)/each, 0)
	for _, line := range byVerb(f.counts) {
		b.note("d", line)
	}
}

// byVerb lists what was asked for one application, by verb and resource.
func byVerb(counts testenv.Counts) []string {
	lines := map[string]float64{}
	for key, tally := range counts {
		lines[key.Verb+" "+key.Resource] += float64(tally.Sent) / cases
	}
	var list []string
	for _, what := range slices.Sorted(maps.Keys(lines)) {
		list = append(list, fmt.Sprintf("%s: %.2f for one application", what, lines[what]))
	}
	return list
}
