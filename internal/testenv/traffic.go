package testenv

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"

	"k8s.io/client-go/rest"
)

// Traffic counts the requests that pass through it, decides their fate, and holds
// back what watches hear (Pause). Any number of clients may use it at once.
type Traffic struct {
	mu     sync.Mutex
	hook   func(Request) Fate
	counts Counts
	hits   map[Fate]int
	paused map[string]*pause
	open   map[*heldBody]bool
}

// CountWrites returns a copy of config whose requests pass through the Traffic beside
// it. Retries that a client makes by itself are requests of their own. The config
// given is left as it is; use the copy for every client and manager that is to be counted.
func CountWrites(config *rest.Config) (*rest.Config, *Traffic) {
	counted := rest.CopyConfig(config)
	traffic := &Traffic{counts: Counts{}, hits: map[Fate]int{}, paused: map[string]*pause{}, open: map[*heldBody]bool{}}
	counted.Wrap(func(next http.RoundTripper) http.RoundTripper {
		return &transport{traffic: traffic, next: next}
	})
	return counted, traffic
}

// Decide has hook decide the fate of every request from now on; nil delivers them all.
// The hook runs on the caller's goroutine, before the request is sent: it may be
// called many times at once, and it may wait, which holds that one request back.
func (t *Traffic) Decide(hook func(Request) Fate) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hook = hook
}

// Snapshot returns the counts so far. A request counts as sent before it is.
func (t *Traffic) Snapshot() Counts {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.counts.clone()
}

// Reset returns the counts so far and starts from zero, with no request lost between the two.
func (t *Traffic) Reset() Counts {
	t.mu.Lock()
	defer t.mu.Unlock()
	counts := t.counts
	t.counts = Counts{}
	return counts
}

func (t *Traffic) fate(request Request) Fate {
	t.mu.Lock()
	hook := t.hook
	t.mu.Unlock()
	if hook == nil {
		return Deliver
	}
	return hook(request)
}

func (t *Traffic) count(request Request, change func(*Tally)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	key := Key{Verb: request.Verb, Resource: request.Resource, DryRun: request.DryRun}
	tally := t.counts[key]
	change(&tally)
	t.counts[key] = tally
}

// transport is the Traffic's place in one client's way to the server.
type transport struct {
	traffic *Traffic
	next    http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	request, err := describe(r)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("testenv: %w", err), closeBody(r.Body))
	}
	fate := t.traffic.fate(request)
	if fate == Fail {
		t.traffic.count(request, func(tally *Tally) { tally.Failed++ })
		t.traffic.hit(fate)
		return nil, errors.Join(fmt.Errorf("%s: %w", request, ErrFailed), closeBody(r.Body))
	}
	if refusal, refused := refusals[fate]; refused {
		t.traffic.count(request, func(tally *Tally) { tally.Failed++ })
		t.traffic.hit(fate)
		return refusal.answer(r), closeBody(r.Body)
	}
	if request.Verb == "list" {
		if err := t.traffic.wait(r.Context(), request.Resource, nil); err != nil {
			return nil, errors.Join(err, closeBody(r.Body))
		}
	}
	if fate == Twice {
		if err := t.ahead(r, request); err != nil {
			return nil, errors.Join(err, closeBody(r.Body))
		}
	}
	t.traffic.count(request, func(tally *Tally) { tally.Sent++ })
	response, err := t.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	accepted := response.StatusCode >= 200 && response.StatusCode < 300
	swallowed := accepted && fate == Swallow
	t.traffic.count(request, func(tally *Tally) {
		if accepted {
			tally.Accepted++
		}
		if swallowed {
			tally.Swallowed++
		}
	})
	if swallowed {
		t.traffic.hit(fate)
		return nil, errors.Join(fmt.Errorf("%s: %w", request, ErrSwallowed), discard(request, response.Body))
	}
	if request.Verb == "watch" {
		response.Body = newHeldBody(r.Context(), t.traffic, request.Resource, response.Body)
	}
	return response, nil
}

// WrappedRoundTripper lets client-go look through to the transport below.
func (t *transport) WrappedRoundTripper() http.RoundTripper { return t.next }

func closeBody(body io.Closer) error {
	if body == nil {
		return nil
	}
	return body.Close()
}

// discard reads an answer to its end, so that the connection can be used again. A watch
// has no end and is only closed.
func discard(request Request, body io.ReadCloser) error {
	var err error
	if request.Verb != "watch" {
		_, err = io.Copy(io.Discard, body)
	}
	return errors.Join(err, body.Close())
}
