package testenv

import (
	"context"
	"io"
	"strings"
	"sync"
)

// pause is a resource that is held back, by one or more who asked for it.
type pause struct {
	holders int
	over    chan struct{}
}

// Pause holds back everything that watches of these resources (plural names) would
// hear, and every list of them, until the function that it returns is called: a cache
// that is behind. Nothing is lost, only late. Single gets aren't held back, nor what a
// watch had handed over before. Of several pauses of one resource the last to end counts.
func (t *Traffic) Pause(resources ...string) (resume func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, resource := range resources {
		if t.paused[resource] == nil {
			t.paused[resource] = &pause{over: make(chan struct{})}
		}
		t.paused[resource].holders++
	}
	var once sync.Once
	return func() { once.Do(func() { t.resume(resources) }) }
}

func (t *Traffic) resume(resources []string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, resource := range resources {
		p := t.paused[resource]
		if p.holders--; p.holders == 0 {
			close(p.over)
			delete(t.paused, resource)
		}
	}
}

// wait returns when the resource is not paused, or with io.EOF when closed is closed,
// or with an error when ctx ends.
func (t *Traffic) wait(ctx context.Context, resource string, closed <-chan struct{}) error {
	resource, _, _ = strings.Cut(resource, "/")
	for {
		t.mu.Lock()
		p := t.paused[resource]
		t.mu.Unlock()
		if p == nil {
			return nil
		}
		select {
		case <-p.over:
		case <-closed:
			return io.EOF
		case <-ctx.Done():
			return context.Cause(ctx)
		}
	}
}

// heldBody is the body of a watch: what has arrived is handed over when its resource isn't paused.
type heldBody struct {
	io.ReadCloser
	ctx      context.Context //nolint:containedctx // it ends with the request whose body this is
	traffic  *Traffic
	resource string
	closed   chan struct{}
	once     sync.Once
}

func newHeldBody(ctx context.Context, t *Traffic, resource string, body io.ReadCloser) *heldBody {
	held := &heldBody{ReadCloser: body, ctx: ctx, traffic: t, resource: resource, closed: make(chan struct{})}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.open[held] = true
	return held
}

// Read waits after reading and not before: an event that arrives during a pause finds
// a reader that was waiting for it since before the pause.
func (b *heldBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if ended := b.traffic.wait(b.ctx, b.resource, b.closed); ended != nil {
		return 0, ended
	}
	return n, err
}

// Close ends a Read that waits for the end of a pause, and one that waits for the server.
func (b *heldBody) Close() error {
	b.once.Do(func() {
		close(b.closed)
		b.traffic.mu.Lock()
		defer b.traffic.mu.Unlock()
		delete(b.traffic.open, b)
	})
	return b.ReadCloser.Close()
}
