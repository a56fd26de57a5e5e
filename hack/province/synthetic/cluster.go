package synthetic

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// CreateNamespaces declares divisions on an API server.
func CreateNamespaces(ctx context.Context, to client.Client, divisions []records.Division) error {
	for _, d := range divisions {
		if err := to.Create(ctx, NamespaceOf(d)); err != nil {
			return fmt.Errorf("namespace %s: %w", d.Namespace, err)
		}
	}
	return nil
}

// Create declares records on an API server, so many side by side. The records themselves are left as they are. The error names the first
// record that was refused; the others were sent or not.
func Create(ctx context.Context, to client.Client, all []records.Object, concurrency int) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	next := make(chan records.Object)
	var workers sync.WaitGroup
	for range max(concurrency, 1) {
		workers.Go(func() {
			for object := range next {
				if ctx.Err() != nil {
					continue // another record was refused
				}
				if err := create(ctx, to, object); err != nil {
					cancel(fmt.Errorf("%s %s: %w", records.KindOf(object), records.KeyOf(object), err))
				}
			}
		})
	}
	for _, object := range all {
		next <- object
	}
	close(next)
	workers.Wait()
	return context.Cause(ctx)
}

func create(ctx context.Context, to client.Client, object records.Object) error {
	copied, ok := object.DeepCopyObject().(client.Object)
	if !ok {
		return errors.New("it is no object of an API server")
	}
	return to.Create(ctx, copied)
}
