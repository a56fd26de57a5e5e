package register_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// TestEveryKindHasAStatus holds that a record of any kind is told whether it was accepted, though nothing that it names is there.
func TestEveryKindHasAStatus(t *testing.T) {
	for _, info := range records.Kinds {
		updated, changed, _ := register.Refresh(files.NewMemory(nil, nil), info.New(), register.Options{AsOf: calendar.MustParse("2025-06-30"), Language: "en"})
		ready := false
		for _, condition := range register.Conditions(updated) {
			ready = ready || condition.Type == v1alpha1.ConditionReady
		}
		if !changed || !ready {
			t.Errorf("nothing is said of a %s", info.Kind)
		}
	}
}
