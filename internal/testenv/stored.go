package testenv

import (
	"context"
	"fmt"
	"slices"
)

// Stored is what etcd holds under one key.
type Stored struct {
	Key   []byte `json:"key"`
	Value []byte `json:"value"`
}

// atOnce is how many keys one request to etcd is about: it takes no more than 128 operations.
const atOnce = 100

// Stored reads everything that is stored of an API group, as the API server wrote it.
func (e *Env) Stored(ctx context.Context, group string) ([]Stored, error) {
	from, end := []byte("/registry/"+group+"/"), []byte("/registry/"+group+"0") // the character after the slash
	var all []Stored
	for {
		var page struct {
			Stored []Stored `json:"kvs"`
			More   bool     `json:"more"`
		}
		if err := e.etcd(ctx, "/v3/kv/range", map[string]any{"key": from, "range_end": end, "limit": atOnce}, &page); err != nil {
			return nil, err
		}
		all = append(all, page.Stored...)
		if !page.More {
			return all, nil
		}
		from = append(slices.Clone(page.Stored[len(page.Stored)-1].Key), 0) // the first that can follow
	}
}

// Put stores what was read from the etcd of another environment. The API server, which may run, learns of it a moment later, as it does of what
// another API server writes; it checks nothing anew, so that this is only for what one accepted. Namespaces have to be there.
func (e *Env) Put(ctx context.Context, all []Stored) error {
	type operation struct {
		Put Stored `json:"request_put"`
	}
	for some := range slices.Chunk(all, atOnce) {
		operations := make([]operation, 0, len(some))
		for _, s := range some {
			operations = append(operations, operation{s})
		}
		var answer struct {
			Succeeded bool `json:"succeeded"`
		}
		if err := e.etcd(ctx, "/v3/kv/txn", map[string]any{"success": operations}, &answer); err != nil {
			return err
		}
		if !answer.Succeeded {
			return fmt.Errorf("etcd stored nothing of %d keys from %s on", len(some), some[0].Key)
		}
	}
	return nil
}
