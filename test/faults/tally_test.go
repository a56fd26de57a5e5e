package faults_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// tally counts what a run tried, and what came of it.
type tally struct {
	mu sync.Mutex
	// tried counts kill points that were reached, rounds and so on; faults what hit a request or a record, by kind.
	tried, faults map[string]int
	violations    []string
}

func newTally() *tally { return &tally{tried: map[string]int{}, faults: map[string]int{}} }

func (c *tally) try(what string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tried[what] += n
}

func (c *tally) fault(what string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.faults[what] += n
}

func (c *tally) violated(what string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.violations = append(c.violations, what)
}

// hit says how many faults of a kind hit.
func (c *tally) hit(what string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.faults[what]
}

// String is what a run prints at its end.
func (c *tally) String() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	var b strings.Builder
	for _, what := range slices.Sorted(maps.Keys(c.tried)) {
		fmt.Fprintf(&b, "faults: %s: %d\n", what, c.tried[what])
	}
	for _, what := range slices.Sorted(maps.Keys(c.faults)) {
		fmt.Fprintf(&b, "faults: hit: %s: %d\n", what, c.faults[what])
	}
	fmt.Fprintf(&b, "faults: violations: %d\n", len(c.violations))
	return b.String()
}
