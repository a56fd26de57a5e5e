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

// ownServer starts an API server for one test.
func ownServer(t *testing.T) *testenv.Env {
	t.Helper()
	own, err := testenv.Start("../../config/crd/bases")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := own.Stop(); err != nil {
			t.Errorf("stopping the API server: %v", err)
		}
	})
	return own
}
