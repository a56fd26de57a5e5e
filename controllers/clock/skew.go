package clock

import (
	"net/http"
	"sync"
	"time"
)

// MaxSkew is how far the wall clock may be from the API server's. A manager that is further off would enter the steps of a day
// that is not over, or of one that finance has not seen begin.
const MaxSkew = 5 * time.Minute

// Skew compares the wall clock with the API server's, which every answer carries in its Date header. It is safe for
// concurrent use.
type Skew struct {
	now func() time.Time

	mu     sync.Mutex
	server time.Time // by the last answer
	seen   time.Time // when it came, with the reading of the monotonic clock, which nobody sets
}

// NewSkew compares a wall clock, time.Now where it is nil.
func NewSkew(now func() time.Time) *Skew {
	if now == nil {
		now = time.Now
	}
	return &Skew{now: now}
}

// Wrap makes a client's transport tell the server's clock: hand it to rest.Config.Wrap.
func (s *Skew) Wrap(next http.RoundTripper) http.RoundTripper {
	return transport{next: next, skew: s}
}

// Now is how far the wall clock is ahead of the API server's, below zero where it is behind, and false before the first answer.
// The time since that answer is measured by the monotonic clock, so a wall clock that is set between two answers is noticed.
func (s *Skew) Now() (time.Duration, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.server.IsZero() {
		return 0, false
	}
	expected := s.server.Add(time.Since(s.seen))
	return s.now().Round(0).Sub(expected), true
}

// Exceeded says that the wall clock is more than MaxSkew from the API server's. Before the first answer it is not: nothing can
// be written without one.
func (s *Skew) Exceeded() (time.Duration, bool) {
	skew, known := s.Now()
	return skew, known && skew.Abs() > MaxSkew
}

func (s *Skew) observe(date string) {
	server, err := http.ParseTime(date)
	if err != nil {
		return // a proxy may leave the header out; the answer before stands
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.server, s.seen = server, time.Now()
}

type transport struct {
	next http.RoundTripper
	skew *Skew
}

// RoundTrip passes the request on and reads the server's clock from the answer.
func (t transport) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := t.next.RoundTrip(request)
	if err == nil {
		t.skew.observe(response.Header.Get("Date"))
	}
	return response, err
}
