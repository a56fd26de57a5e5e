package expected_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/test/expected"
)

// FuzzLoad: whatever a file of expected outcomes holds, it is read into rows that say what, when and where, or refused by its name.
func FuzzLoad(f *testing.F) {
	const row = "row: E1\nsays: x\ncases:\n- asOf: 2025-12-31\n  because: R1\n  records:\n  - "
	for _, seed := range []string{
		row + "{kind: Alliance, namespace: zhuji, name: torreya, fields: {'status.stages[name=Check].state': Passed}}",
		row + "{kind: Alliance, count: 1, where: {spec.industry: tea}}", row + "{kind: Alliance, namespace: zhuji, name: x, fields: {'a[b': 1}}",
		row + "{kind: Pod, name: x, absent: true}", row + "&a [*a]", row + "{<<: *a}", "row: [", "", "---\n---\n", "row: E1\nsays: 7\ncases: {}",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		folder := t.TempDir()
		if err := os.WriteFile(filepath.Join(folder, "events.yaml"), data, 0o600); err != nil {
			t.Fatal(err)
		}
		rows, err := expected.Load(folder)
		if err != nil {
			if len(rows) > 0 || !strings.Contains(err.Error(), "events.yaml") && !strings.Contains(err.Error(), folder) {
				t.Fatalf("%d rows, and %v", len(rows), err)
			}
			return
		}
		for _, row := range rows {
			if !strings.HasPrefix(row.Place, "events.yaml:") || row.Row == "" || row.Kind == "" || row.AsOf == "" || row.Because == "" {
				t.Fatalf("a row that does not say what it is about: %+v", row)
			}
		}
	})
}
