package running

import (
	"net/http"
	"time"

	"k8s.io/client-go/rest"
)

// Instant is a moment at which the API server's clock stands, as managers see it: a header of its answers says so. Time goes on from it.
type Instant struct{ ahead time.Duration }

// StandingAt is an instant that is a moment now.
func StandingAt(moment time.Time) Instant { return Instant{ahead: time.Until(moment)} }

// Clock is a manager's wall clock that is off by something.
func (i Instant) Clock(off time.Duration) func() time.Time {
	return func() time.Time { return time.Now().Add(i.ahead + off) }
}

// Told has every answer of the API server say that moment.
func (i Instant) Told(to *rest.Config) *rest.Config {
	to = rest.CopyConfig(to)
	to.Wrap(func(next http.RoundTripper) http.RoundTripper { return dated{next: next, now: i.Clock(0)} })
	return to
}

type dated struct {
	next http.RoundTripper
	now  func() time.Time
}

// RoundTrip passes a request on and sets the clock in its answer.
func (d dated) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := d.next.RoundTrip(r)
	if err == nil {
		response.Header.Set("Date", d.now().UTC().Format(http.TimeFormat))
	}
	return response, err
}
