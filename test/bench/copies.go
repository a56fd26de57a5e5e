package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
)

// stocked starts an API server with all records of a province but its payments. They are created once in a benchmark; whoever is measured
// afterwards finds what was stored then, byte by byte, on servers that were just started.
func (b *bench) stocked(ctx context.Context, o synthetic.Options) (*server, error) {
	p, err := synthetic.New(o)
	if err != nil {
		return nil, err
	}
	all, err := p.All(false)
	if err != nil {
		return nil, err
	}
	s, err := b.start(o, all)
	if err != nil {
		return nil, err
	}
	if s.copied = b.copies[o]; s.copied != "" {
		err = s.renew()
	} else if err = s.fill(ctx); err == nil {
		err = b.copy(o, s)
	}
	if err != nil {
		return nil, errors.Join(err, s.Stop())
	}
	return s, nil
}

// renew puts everything back that was stored before anybody worked on it.
func (s *server) renew() error { return s.Restore(s.copied) }

// copy keeps what a server has stored.
func (b *bench) copy(o synthetic.Options, s *server) error {
	folder, err := os.MkdirTemp("", "bench-copy-")
	if err != nil {
		return err
	}
	b.copyFolders = append(b.copyFolders, folder)
	s.copied = filepath.Join(folder, "etcd")
	if err := s.Backup(s.copied); err != nil {
		return err
	}
	b.copies[o] = s.copied
	return nil
}

// dropCopies removes the copies, which another benchmark has no use for.
func (b *bench) dropCopies() error {
	var failed []error
	for _, folder := range b.copyFolders {
		failed = append(failed, os.RemoveAll(folder))
	}
	b.copies, b.copyFolders = map[synthetic.Options]string{}, nil
	return errors.Join(failed...)
}
