// Package cluster_test runs whole managers against a real API server: what they write, what they never write twice, and what
// becomes of a ledger when caches lag, answers are lost and managers die.
package cluster_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/internal/testenv"
)

var env *testenv.Env

func TestMain(m *testing.M) {
	testenv.Main(m, &env, "../../config/crd/bases")
}
