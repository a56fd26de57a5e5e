package testenv

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strconv"
	"syscall"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

// Fate is what becomes of a request.
type Fate int

const (
	// Deliver sends the request and hands its answer over.
	Deliver Fate = iota
	// Swallow sends the request and, when the server accepted it, loses the answer: it
	// happened, and the caller gets ErrSwallowed. A refusal is handed over, since nothing happened.
	Swallow
	// Fail sends nothing: it did not happen, and the caller gets ErrFailed.
	Fail
	// Twice sends the request two times and hands the second answer over, as when a proxy tries again: the first one
	// happened, and the second may be refused because of it. A watch is sent once.
	Twice
	// Conflict sends nothing and answers 409.
	Conflict
	// TooMany sends nothing and answers 429, with the second after which to come again.
	TooMany
	// Broken sends nothing and answers 500.
	Broken
)

// String names the fate, for what a suite prints.
func (f Fate) String() string {
	switch f {
	case Deliver:
		return "delivered"
	case Swallow:
		return "answer swallowed"
	case Fail:
		return "not sent"
	case Twice:
		return "sent twice"
	default:
	}
	return fmt.Sprintf("answered %d", refusals[f].code)
}

// ErrSwallowed is what a caller gets whose request happened and whose answer was lost.
// To it the connection was reset, as when a server or a network dies.
var ErrSwallowed = fmt.Errorf("testenv: the answer was lost: %w", syscall.ECONNRESET)

// ErrFailed is what a caller gets whose request was never sent.
var ErrFailed = fmt.Errorf("testenv: the request was not sent: %w", syscall.ECONNREFUSED)

// Hits counts the requests that met a fate other than Deliver, by fate: of Swallow those alone that the server had accepted.
func (t *Traffic) Hits() map[Fate]int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return maps.Clone(t.hits)
}

func (t *Traffic) hit(fate Fate) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.hits[fate]++
}

// refusal is an answer that no server gave.
type refusal struct {
	code   int
	reason metav1.StatusReason
	// after is the second after which to come again; 0 where the answer does not say.
	after int
}

var refusals = map[Fate]refusal{
	Conflict: {code: http.StatusConflict, reason: metav1.StatusReasonConflict},
	TooMany:  {code: http.StatusTooManyRequests, reason: metav1.StatusReasonTooManyRequests, after: 1},
	Broken:   {code: http.StatusInternalServerError, reason: metav1.StatusReasonInternalError},
}

// answer is what a server would send that refuses so.
func (f refusal) answer(r *http.Request) *http.Response {
	status := metav1.Status{
		TypeMeta: metav1.TypeMeta{Kind: "Status", APIVersion: "v1"}, Status: metav1.StatusFailure,
		Message: "testenv: refused on purpose", Reason: f.reason, Code: int32(f.code), //nolint:gosec // one of three
	}
	body, err := json.Marshal(status)
	if err != nil {
		panic(err) // a status of three fields
	}
	header := http.Header{"Content-Type": {"application/json"}}
	if f.after > 0 {
		header.Set("Retry-After", strconv.Itoa(f.after))
	}
	return &http.Response{
		Status: http.StatusText(f.code), StatusCode: f.code, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: header,
		Body: io.NopCloser(bytes.NewReader(body)), ContentLength: int64(len(body)), Request: r,
	}
}

// ahead sends a request that is going to be sent once more, and loses its answer. A request whose body can't be read twice, and a
// watch, are sent once.
func (t *transport) ahead(r *http.Request, request Request) error {
	if request.Verb == "watch" || r.Body != nil && r.Body != http.NoBody && r.GetBody == nil {
		return nil
	}
	first := r.Clone(r.Context())
	if r.GetBody != nil {
		body, err := r.GetBody()
		if err != nil {
			return err
		}
		first.Body = body
	}
	t.traffic.count(request, func(tally *Tally) { tally.Sent++ })
	response, err := t.next.RoundTrip(first) //nolint:bodyclose // discard closes it
	if err != nil {
		return err
	}
	if response.StatusCode >= 200 && response.StatusCode < 300 {
		t.traffic.count(request, func(tally *Tally) { tally.Accepted++ })
	}
	t.traffic.hit(Twice)
	return discard(request, response.Body)
}

// CutWatches ends every watch that is open now, as a server that restarts does, and says how many there were. Who watched asks again.
func (t *Traffic) CutWatches() (int, error) {
	t.mu.Lock()
	cut := make([]*heldBody, 0, len(t.open))
	for body := range t.open {
		cut = append(cut, body)
	}
	t.mu.Unlock()
	var failed []error
	for _, body := range cut {
		failed = append(failed, body.Close())
	}
	return len(cut), errors.Join(failed...)
}
