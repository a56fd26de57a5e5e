package main

import (
	"context"
	"errors"
)

// memory compares what a manager holds of a settled register with an informer cache of the same objects. Each is a process of its own.
func memory(ctx context.Context, b *bench) error {
	s, err := b.settledServer(ctx)
	if err != nil {
		return err
	}
	ours, err := s.memoryOf(ctx, partManager)
	if err != nil {
		return err
	}
	bare, err := s.memoryOf(ctx, partInformers)
	if err != nil {
		return err
	}
	const megabyte = 1 << 20
	objects := float64(s.total)
	b.add("f.heap", ours.Heap/objects, bare.Heap/objects)
	b.add("f.rss", ours.Resident/megabyte, bare.Resident/megabyte)
	return nil
}

func (s *server) memoryOf(ctx context.Context, part string) (said, error) {
	child, err := s.spawn(ctx, part)
	if err != nil {
		return said{}, err
	}
	line, err := child.await(saidMemory)
	return line, errors.Join(err, child.finish())
}
