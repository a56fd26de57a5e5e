// Package cluster_test runs whole managers against a real API server: what they write, what they never write twice, and what
// becomes of a ledger when caches lag, answers are lost and managers die.
package cluster_test

import (
	"flag"
	"fmt"
	"os"
	"runtime/debug"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// atOnce is how many of these tests run side by side. They wait more than they work, so that there are more of them than processors.
const atOnce = "4"

var env *testenv.Env

func TestMain(m *testing.M) {
	flag.Parse()
	given := false
	flag.Visit(func(f *flag.Flag) { given = given || f.Name == "test.parallel" })
	if !given {
		if err := flag.Set("test.parallel", atOnce); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	// Managers that start over and over make garbage, and under the race detector collecting it is most of the work.
	debug.SetGCPercent(400)
	testenv.Main(suite{m}, &env, crds)
}

// suite is all tests, and the end of the API servers that they took.
type suite struct{ *testing.M }

// Run runs all tests.
func (s suite) Run() int {
	code := s.M.Run()
	if err := spare.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = max(code, 1)
	}
	return code
}
