package main

import (
	"context"
	"errors"
	"time"

	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
)

// drain lets a manager start over applications whose every record is there, and then has a loop that knows them beforehand make the same
// writes over the same records.
func drain(ctx context.Context, b *bench) error {
	o := synthetic.Options{Seed: 1, Counties: 4, Alliances: b.options.size, Only: synthetic.FourStars}
	s, err := b.stocked(ctx, o)
	if err != nil {
		return err
	}
	loop := &replay{server: s}
	began, loopBegan, err := s.drainTwice(ctx, loop)
	if err := errors.Join(err, s.Stop()); err != nil {
		return err
	}
	toEntry, toAny := rates(loop.writes, began)
	loopToEntry, loopToAny := rates(loop.made, loopBegan)
	b.add("a.entries", toEntry, loopToEntry)
	b.add("a.writes", toAny, loopToAny)
	return nil
}

// drainTwice lets a manager drain the records and then the loop, and says when each began.
func (s *server) drainTwice(ctx context.Context, loop *replay) (began, loopBegan time.Time, err error) {
	to, log := record(s.Config)
	began = time.Now()
	err = s.run(ctx, to, func(ctx context.Context) error { return log.silence(ctx, s.entries(false)) })
	if err == nil {
		err = s.check(ctx)
	}
	if err == nil {
		err = s.renew()
	}
	if err != nil {
		return began, loopBegan, err
	}
	loop.writes = log.all()
	loopBegan = time.Now()
	if err = loop.run(ctx); err == nil {
		err = s.check(ctx)
	}
	return began, loopBegan, err
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
