package main

import (
	"context"
	"errors"
	"time"

	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
)

// drain lets a manager start over applications whose every record is there, and then makes the same writes on a second API server, as a loop
// that knows them beforehand.
func drain(ctx context.Context, b *bench) error {
	o := synthetic.Options{Seed: 1, Counties: 4, Alliances: b.options.size, Only: synthetic.FourStars}
	s, err := b.serve(ctx, o, nil)
	if err != nil {
		return err
	}
	to, log := record(s.Config)
	began := time.Now()
	err = s.run(ctx, to, func(ctx context.Context) error { return log.silence(ctx, s.entries(false)) })
	if err == nil {
		err = s.check(ctx)
	}
	if err := errors.Join(err, s.Stop()); err != nil {
		return err
	}
	ours := log.all()
	same, err := b.serve(ctx, o, nil)
	if err != nil {
		return err
	}
	loop := &replay{server: same, writes: ours}
	loopBegan := time.Now()
	err = loop.run(ctx)
	if err == nil {
		err = same.check(ctx)
	}
	if err := errors.Join(err, same.Stop()); err != nil {
		return err
	}
	toEntry, toAny := rates(ours, began)
	loopToEntry, loopToAny := rates(loop.made, loopBegan)
	b.add("a.entries", toEntry, loopToEntry)
	b.add("a.writes", toAny, loopToAny)
	return nil
}

// rates are entries a second up to the last entry, and writes a second up to the last write.
func rates(writes []write, began time.Time) (toEntry, toAny float64) {
	var made int
	var lastEntry, last time.Duration
	for _, w := range writes {
		after := w.ended.Sub(began)
		last = max(last, after)
		if w.isEntry() {
			made++
			lastEntry = max(lastEntry, after)
		}
	}
	return float64(made) / lastEntry.Seconds(), float64(len(writes)) / last.Seconds()
}
