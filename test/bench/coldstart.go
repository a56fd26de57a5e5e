package main

import (
	"context"
	"errors"
)

// coldStart starts a manager over a settled register.
func coldStart(ctx context.Context, b *bench) error {
	s, err := b.settledServer(ctx)
	if err != nil {
		return err
	}
	list, err := s.spawn(ctx, partList)
	if err != nil {
		return err
	}
	listed, err := list.await(saidListed)
	if err := errors.Join(err, list.finish()); err != nil {
		return err
	}
	manager, err := s.spawn(ctx, partManager)
	if err != nil {
		return err
	}
	synced, errSynced := manager.await(saidSynced)
	caught, errCaught := manager.await(saidCaughtUp)
	if err := errors.Join(errSynced, errCaught, manager.finish()); err != nil {
		return err
	}
	b.add("g.synced", synced.Seconds, listed.Seconds)
	b.add("g.caught", caught.Seconds, listed.Seconds)
	b.add("g.writes", float64(caught.Writes), 0)
	return nil
}
