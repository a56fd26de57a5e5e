package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/go-logr/logr"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/leaderelection"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
	"k8s.io/klog/v2"

	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// The lease of the manager: its own deadline, and what controller-runtime adds.
const (
	leaseDuration = 15 * time.Second
	renewDeadline = 10 * time.Second
	retryPeriod   = 2 * time.Second
)

// candidateChild is one of two that elect a leader and do nothing else.
func candidateChild(ctx context.Context, config *rest.Config, _ calendar.Date, _ int) error {
	klog.SetLogger(logr.Discard()) // what it says of every try is no part of the table
	lock, err := resourcelock.NewFromKubeconfig(resourcelock.LeasesResourceLock, "default", "bare-election",
		resourcelock.ResourceLockConfig{Identity: fmt.Sprint(os.Getpid())}, config, renewDeadline)
	if err != nil {
		return err
	}
	failed := make(chan error, 1)
	elector, err := leaderelection.NewLeaderElector(leaderelection.LeaderElectionConfig{
		Lock: lock, LeaseDuration: leaseDuration, RenewDeadline: renewDeadline, RetryPeriod: retryPeriod, ReleaseOnCancel: true,
		Callbacks: leaderelection.LeaderCallbacks{
			OnStartedLeading: func(context.Context) { failed <- say(said{What: saidLeads}) },
			OnStoppedLeading: func() {},
		},
	})
	if err != nil {
		return err
	}
	if err := say(said{What: saidReady}); err != nil {
		return err
	}
	elector.Run(ctx)
	select {
	case err := <-failed:
		return err
	default:
		return errors.Join(ctx.Err(), errors.New("it never led"))
	}
}
