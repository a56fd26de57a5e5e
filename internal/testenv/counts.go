package testenv

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Key is what requests are counted by.
type Key struct {
	// Verb is Kubernetes' verb, in lower case.
	Verb string
	// Resource is the plural name, with the subresource after a slash.
	Resource string
	// DryRun keeps apart what changed nothing.
	DryRun bool
}

// Tally counts the requests of one Key.
type Tally struct {
	// Sent counts the requests that went to the server, whatever it said.
	Sent int
	// Accepted counts those of Sent that the server answered with success.
	Accepted int
	// Swallowed counts those of Accepted whose answer was lost on purpose.
	Swallowed int
	// Failed counts the requests that were never sent, on purpose.
	Failed int
}

// Counts are requests by verb and resource.
type Counts map[Key]Tally

// Of returns the tally of a verb and a resource (with its subresource), dry runs apart.
func (c Counts) Of(verb, resource string) Tally { return c[Key{Verb: verb, Resource: resource}] }

// Writes returns how many writes were sent, dry runs aside, to all resources but those
// named in except (with their subresource: "leases" does not cover "leases/status").
func (c Counts) Writes(except ...string) int {
	return c.sum(func(k Key) bool { return isWrite(k.Verb) && !k.DryRun && !slices.Contains(except, k.Resource) }).Sent
}

// Total adds the tallies of every Key.
func (c Counts) Total() Tally { return c.sum(func(Key) bool { return true }) }

func (c Counts) sum(match func(Key) bool) Tally {
	var total Tally
	for key, tally := range c {
		if match(key) {
			total.Sent += tally.Sent
			total.Accepted += tally.Accepted
			total.Swallowed += tally.Swallowed
			total.Failed += tally.Failed
		}
	}
	return total
}

// Since returns what was counted after earlier, a snapshot of the same Traffic without
// a Reset between the two. Keys with nothing new are left out.
func (c Counts) Since(earlier Counts) Counts {
	later := Counts{}
	for key, now := range c {
		before := earlier[key]
		difference := Tally{
			Sent:      now.Sent - before.Sent,
			Accepted:  now.Accepted - before.Accepted,
			Swallowed: now.Swallowed - before.Swallowed,
			Failed:    now.Failed - before.Failed,
		}
		if difference != (Tally{}) {
			later[key] = difference
		}
	}
	return later
}

// String lists the counts, a line each, in a fixed order: what a failing test prints.
func (c Counts) String() string {
	lines := make([]string, 0, len(c))
	for key, tally := range c {
		dryRun := ""
		if key.DryRun {
			dryRun = " (dry run)"
		}
		lines = append(lines, fmt.Sprintf("%s %s%s: sent %d, accepted %d, swallowed %d, failed %d",
			key.Resource, key.Verb, dryRun, tally.Sent, tally.Accepted, tally.Swallowed, tally.Failed))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func (c Counts) clone() Counts { return maps.Clone(c) }
