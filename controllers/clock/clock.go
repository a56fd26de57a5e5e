// Package clock tells the controllers which day it is, and whether the clock that says so can be trusted. The rules below have
// no clock: a date is handed to them, and it comes from here.
package clock

import (
	"time"

	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// Clock is the day that a manager works by: the wall clock's in Asia/Shanghai, or one that a person fixed.
type Clock struct {
	now   func() time.Time
	fixed calendar.Date
}

// New follows a source of the present instant, time.Now where it is nil. A date that is given fixes today (--as-of); the zero
// date follows the source.
func New(now func() time.Time, asOf calendar.Date) *Clock {
	if now == nil {
		now = time.Now
	}
	return &Clock{now: now, fixed: asOf}
}

// Now is the present instant, also where today is fixed: a status says when it was written, not for which day.
func (c *Clock) Now() time.Time { return c.now() }

// Today is the date in Asia/Shanghai by which records are judged.
func (c *Clock) Today() calendar.Date {
	if c.Fixed() {
		return c.fixed
	}
	return calendar.Today(c.now())
}

// Fixed says that a person gave today's date, so that time changes nothing.
func (c *Clock) Fixed() bool { return !c.fixed.IsZero() }

// Until is how long it takes until a date begins in Asia/Shanghai. It is 0, for never, where the date is none or today is
// fixed, and at least a moment otherwise, so that a caller can hand it on as the time after which to look again.
func (c *Clock) Until(date calendar.Date) time.Duration {
	if date.IsZero() || c.Fixed() {
		return 0
	}
	return max(date.Start().Sub(c.now()), time.Second)
}
