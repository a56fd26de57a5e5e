package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// storedOf is what an API server stores of a register. It is kept in a file, since a heap that holds it would be collected less often than
// that of a manager.
func (b *bench) storedOf(ctx context.Context, register string, p *synthetic.Province, all []records.Object) ([]testenv.Stored, error) {
	file, ok := b.filled[register]
	if ok {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var stored []testenv.Stored
		return stored, json.Unmarshal(text, &stored)
	}
	if err := b.makeFolder(); err != nil {
		return nil, err
	}
	stored, err := b.create(ctx, p, all)
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(stored)
	if err != nil {
		return nil, err
	}
	file = filepath.Join(b.folder, fmt.Sprint(len(b.filled), ".json"))
	b.filled[register] = file
	return stored, os.WriteFile(file, text, 0o600)
}

func (b *bench) makeFolder() (err error) {
	if b.folder == "" {
		b.folder, err = os.MkdirTemp("", "lianxing-bench-")
	}
	return err
}

// create creates records on an API server, and returns what it stored.
func (b *bench) create(ctx context.Context, p *synthetic.Province, all []records.Object) ([]testenv.Stored, error) {
	s, err := b.start(ctx, p, all)
	if err != nil {
		return nil, err
	}
	// The API server lets the first create of a kind wait where it comes within two seconds of its definition.
	time.Sleep(2 * time.Second)
	var stored []testenv.Stored
	err = synthetic.Create(ctx, s.client, all, atOnce)
	if err == nil {
		stored, err = s.Stored(ctx, v1alpha1.GroupVersion.Group)
	}
	if err == nil && len(stored) != len(all) {
		err = fmt.Errorf("%d records were created, and etcd has %d", len(all), len(stored))
	}
	return stored, errors.Join(err, s.Stop())
}
