package cluster_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/running"
)

const crds = "../../config/crd/bases"

var spare = running.Servers{CRDs: crds}

// ownServer gives one test an API server on which there is nothing but the kinds.
func ownServer(t *testing.T) *testenv.Env {
	t.Helper()
	return spare.Own(t)
}
