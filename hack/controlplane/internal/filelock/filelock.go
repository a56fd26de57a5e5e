// Package filelock keeps two runs of the same program from working on the same
// folder at the same time.
package filelock

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"time"
)

const (
	retryEvery = 200 * time.Millisecond
	tellEvery  = 10 * time.Second
)

// Lock is a lock that is held. The kernel gives it up when its holder dies, so a
// killed run leaves nothing to clean up.
type Lock struct{ file *os.File }

// Acquire takes the lock on path, whose folder it makes where it is missing, and
// waits for whoever holds it. It calls waiting, where given, at once and then every
// ten seconds with the time waited so far. It fails when ctx ends or when path can't be opened.
func Acquire(ctx context.Context, path string, waiting func(time.Duration)) (*Lock, error) {
	start := time.Now()
	next := start
	for {
		lock, err := try(path)
		if lock != nil || err != nil {
			return lock, err
		}
		if now := time.Now(); waiting != nil && !now.Before(next) {
			waiting(now.Sub(start))
			next = now.Add(tellEvery)
		}
		select {
		case <-ctx.Done():
			return nil, fmt.Errorf("waiting for the lock %s: %w", path, context.Cause(ctx))
		case <-time.After(retryEvery):
		}
	}
}

// try returns no lock and no error when somebody else holds it.
func try(path string) (*Lock, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("folder of the lock: %w", err)
	}
	file, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil // the folder was removed since; it is made again
	}
	if err != nil {
		return nil, fmt.Errorf("lock: %w", err)
	}
	if err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		closeErr := file.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) {
			return nil, closeErr
		}
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	// The holder before may have removed the file while this one waited on it: a
	// lock on a file that no path leads to keeps nobody out.
	held, errHeld := file.Stat()
	found, errFound := os.Stat(path)
	if errHeld != nil || errFound != nil || !os.SameFile(held, found) {
		return nil, file.Close()
	}
	return &Lock{file: file}, nil
}

// Release gives the lock up. The file stays, since others may be waiting on it.
func (l *Lock) Release() error { return l.file.Close() }
