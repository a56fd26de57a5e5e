package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"k8s.io/client-go/rest"
)

// write is a request that changed what is stored, as it went over the wire.
type write struct {
	method, path, query, contentType string
	body                             []byte
	began, ended                     time.Time
}

// resource is the plural name that a write is about, with the subresource.
func (w write) resource() string {
	parts := strings.Split(w.path, "/")
	for i, part := range parts {
		if part == "namespaces" && i+2 < len(parts) {
			parts = parts[i+2:]
			break
		}
		if i == len(parts)-1 && len(parts) > 4 {
			parts = parts[4:] // /apis/GROUP/VERSION/RESOURCE of a kind without namespaces
		}
	}
	if len(parts) > 2 {
		return parts[0] + "/" + parts[2]
	}
	return parts[0]
}

// isEntry says that it appends to a ledger.
func (w write) isEntry() bool { return w.method == http.MethodPost && w.resource() == entries }

const entries = "fundingdisbursements"

// recording keeps every write that a client makes and the server accepts.
type recording struct {
	mu     sync.Mutex
	writes []write
	last   time.Time
}

// record returns a copy of a configuration whose writes are kept.
func record(config *rest.Config) (*rest.Config, *recording) {
	copied := rest.CopyConfig(config)
	r := &recording{last: time.Now()}
	copied.Wrap(func(next http.RoundTripper) http.RoundTripper { return &recorder{recording: r, next: next} })
	return copied, r
}

type recorder struct {
	*recording
	next http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (r *recorder) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Method == http.MethodGet {
		return r.next.RoundTrip(request)
	}
	body, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	if err := request.Body.Close(); err != nil {
		return nil, err
	}
	request = request.Clone(request.Context())
	request.Body = io.NopCloser(bytes.NewReader(body))
	w := write{
		method: request.Method, path: request.URL.Path, query: request.URL.RawQuery, contentType: request.Header.Get("Content-Type"),
		body: body, began: time.Now(),
	}
	response, err := r.next.RoundTrip(request)
	if err != nil {
		return nil, err
	}
	w.ended = time.Now()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last = w.ended
	if response.StatusCode < http.StatusMultipleChoices {
		r.writes = append(r.writes, w)
	}
	return response, nil
}

// all are the writes so far.
func (r *recording) all() []write {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]write(nil), r.writes...)
}

// silence waits until so many entries were made and nothing is written any more.
func (r *recording) silence(ctx context.Context, wanted int) error {
	for {
		r.mu.Lock()
		made, since := 0, time.Since(r.last)
		for _, w := range r.writes {
			if w.isEntry() {
				made++
			}
		}
		r.mu.Unlock()
		if made >= wanted && since > quiet {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("%d of %d entries were made, the last write %s ago: %w", made, wanted, since.Round(time.Second), context.Cause(ctx))
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// touch begins the silence anew: something was declared that nobody has written about yet.
func (r *recording) touch() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.last = time.Now()
}

// adopt takes over the writes of another recording.
func (r *recording) adopt(other *recording) {
	writes := other.all()
	r.mu.Lock()
	defer r.mu.Unlock()
	r.writes = append(r.writes, writes...)
}
