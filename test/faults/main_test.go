// Package faults_test puts every fault that it knows between managers and their API server, kills managers at every call that they send,
// and holds what comes of it against the register that the files come to, and against the invariants (docs/invariants.md).
//
// make test runs a few of the faults. FAULTS=1 (make test-faults) runs all of them, with ROUNDS random rounds from SEED; what a seed draws
// is the same in every run, and it is printed.
package faults_test

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/go-logr/logr"
	ctrl "sigs.k8s.io/controller-runtime"

	"github.com/lianxing-dev/lianxing/test/running"
)

var (
	servers = running.Servers{CRDs: "../../config/crd/bases"}
	program running.Program
	all     = os.Getenv("FAULTS") != ""
	total   = newTally()
)

// atOnce is how many stages, each with an API server of its own, are played on side by side: managers wait more than they work.
const atOnce = 3

func TestMain(m *testing.M) {
	flag.Parse()
	if list := flag.Lookup("test.list").Value.String(); list != "" {
		os.Exit(m.Run())
	}
	ctrl.SetLogger(logr.Discard())
	debug.SetGCPercent(400) // managers that start over and over make garbage
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "test.parallel" })
	if !given {
		if err := flag.Set("test.parallel", strconv.Itoa(atOnce)); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	started := time.Now()
	code := m.Run()
	for _, err := range []error{servers.Stop(), program.Remove()} {
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = max(code, 1)
		}
	}
	report := fmt.Sprintf("faults: seed %d, %d s\n%s", seed(), int(time.Since(started).Seconds()), total)
	fmt.Print(report)
	if path := os.Getenv("FAULTS_REPORT"); path != "" { // go test shows nothing of what passes
		if err := os.WriteFile(path, []byte(report), 0o600); err != nil {
			fmt.Fprintln(os.Stderr, err)
			code = max(code, 1)
		}
	}
	os.Exit(code)
}

// fixedSeed is the one from which the short run draws: a change is not refused for a fault that it has nothing to do with.
const fixedSeed = 20240328

// long skips a test of the long run in the short one.
func long(t *testing.T) {
	t.Helper()
	if !all {
		t.Skip("the long run has this test: FAULTS=1 (make test-faults)")
	}
}

// seed is that of the run: SEED, else a fixed one for the short run, and one of the clock for the long one.
var seed = sync.OnceValue(func() uint64 {
	if text := os.Getenv("SEED"); text != "" {
		given, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			panic(fmt.Sprintf("SEED=%s is no whole number: %v", text, err)) // another seed would be another run
		}
		return given
	}
	if all {
		return uint64(time.Now().Unix())
	}
	return fixedSeed
})

// rounds is how many random rounds are played.
func rounds() int {
	if given, err := strconv.Atoi(os.Getenv("ROUNDS")); err == nil {
		return given
	}
	if all {
		return 60
	}
	return 2
}
