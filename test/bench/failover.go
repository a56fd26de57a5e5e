package main

import (
	"context"
	"errors"
	"os"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"
)

// failover ends the leader of two, by a kill and by telling it to stop, and measures until the other does its first work.
func failover(ctx context.Context, b *bench) error {
	s, err := b.settledServer(ctx)
	if err != nil {
		return err
	}
	if _, err := s.kubeconfigFile(); err != nil {
		return err // the children are told of one file
	}
	for _, end := range []struct {
		row string
		by  os.Signal
	}{{"h.killed", syscall.SIGKILL}, {"h.stopped", syscall.SIGTERM}} {
		// Both at once, since what they do nearly all of the time is wait for a lease of their own.
		var ours, bare float64
		both, ctx := errgroup.WithContext(ctx)
		both.Go(func() (err error) { ours, err = s.takeOver(ctx, partLeader, end.by); return err })
		both.Go(func() (err error) { bare, err = s.takeOver(ctx, partCandidate, end.by); return err })
		if err := both.Wait(); err != nil {
			return err
		}
		b.add(end.row, ours, bare)
	}
	return nil
}

// takeOver starts two of a part, ends the one that leads, and returns after how many seconds the other does.
func (s *server) takeOver(ctx context.Context, part string, by os.Signal) (float64, error) {
	first, err := s.spawn(ctx, part)
	if err != nil {
		return 0, err
	}
	if _, err := first.await(saidLeads); err != nil {
		return 0, errors.Join(err, first.Wait())
	}
	second, err := s.spawn(ctx, part)
	if err != nil {
		return 0, errors.Join(err, first.Process.Kill())
	}
	_, err = second.await(saidReady)
	// The lease has to have been renewed since the second saw it, as it is in a cluster that has run for a while.
	time.Sleep(retryPeriod)
	began := time.Now()
	err = errors.Join(err, first.Process.Signal(by))
	if err == nil {
		_, err = second.await(saidLeads)
	}
	took := time.Since(began).Seconds()
	err = errors.Join(err, second.Process.Signal(syscall.SIGTERM)) // which releases the lease for the next
	first.end()
	second.end()
	return took, err
}
