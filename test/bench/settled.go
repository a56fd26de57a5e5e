package main

import (
	"context"
	"errors"
	"os"

	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
)

// settledServer is an API server with a register of the run's size that a manager has settled. It is made once, and serves all benchmarks that
// change nothing.
func (b *bench) settledServer(ctx context.Context) (*server, error) {
	if b.settled != nil {
		return b.settled, nil
	}
	s, err := b.serve(ctx, synthetic.Options{Seed: 1, Counties: 4, Alliances: b.options.size, MunicipalEvery: 10}, nil)
	if err != nil {
		return nil, err
	}
	b.settled = s
	if err := s.settle(ctx); err != nil {
		return nil, err
	}
	all, err := s.stored(ctx)
	s.total = len(all)
	return s, err
}

// close ends the server that was kept, and removes what was written beside it.
func (b *bench) close() error {
	err := os.RemoveAll(b.folder)
	if b.settled == nil {
		return err
	}
	if b.settled.kubeconfig != "" {
		err = errors.Join(err, os.Remove(b.settled.kubeconfig))
	}
	return errors.Join(err, b.settled.Stop())
}
