// Package random sets how many random cases the properties of a package try, and from which seed. It is for the packages whose cases
// are whole registers and chains, of which a run can try a few dozen only.
//
// A change must not be refused for a case that it has nothing to do with, so by default every run draws the same cases. LONG=1 draws
// new ones, and many more; -rapid.seed and -rapid.checks say otherwise in both.
package random

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"testing"
)

// Seed is the one from which every run draws, but for long ones.
const Seed = 20240328

// Main runs the tests of a package, for its TestMain: so many cases of each property by default, and so many under LONG=1. It returns
// the exit code.
func Main(m *testing.M, checks, long int) int {
	flag.Parse()
	unless("rapid.checks", strconv.Itoa(choose(checks, long)))
	unless("rapid.seed", strconv.Itoa(choose(Seed, 0)))
	return m.Run()
}

func choose(short, long int) int {
	if os.Getenv("LONG") != "" {
		return long
	}
	return short
}

// unless sets a flag of rapid that was not given.
func unless(name, value string) {
	given := flag.Lookup(name)
	if given == nil {
		panic(fmt.Sprintf("there is no flag -%s: only a package that tests with rapid has it", name))
	}
	if given.Value.String() != given.DefValue {
		return
	}
	if err := given.Value.Set(value); err != nil {
		panic(err)
	}
}
