// Package admission asks a real API server what it refuses: everything that one record alone can show to be wrong, in a
// sentence that says how to mend it.
package admission

import (
	"testing"

	"github.com/lianxing-dev/lianxing/internal/testenv"
)

const definitionsPath = "../../config/crd/bases"

var env *testenv.Env

func TestMain(m *testing.M) {
	testenv.Main(m, &env, definitionsPath)
}
