package faults_test

import (
	"bytes"
	"os/exec"
	"testing"

	"github.com/lianxing-dev/lianxing/test/expected"
)

// plantedFaults are the rows of hack/mutants that this suite has to find.
const plantedFaults = 6

// TestPlantedFaultsAreFound takes the guards of the ledgers away, one after the other, and asks that a test of this suite fails for each: a
// suite without a violation means something then.
func TestPlantedFaultsAreFound(t *testing.T) {
	long(t)
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	run := exec.CommandContext(t.Context(), "go", "run", "./hack/mutants", "^Fault: ")
	run.Dir = root
	said, err := run.CombinedOutput()
	t.Logf("%s", said)
	if err != nil {
		t.Errorf("a fault that was planted is not found: %v\n%s", err, said)
	}
	found := bytes.Count(said, []byte("killed      Fault: ")) // the line of each row
	if found != plantedFaults {
		t.Errorf("%d planted faults were found, want %d\n%s", found, plantedFaults, said)
	}
	total.try("planted faults found", found)
}
