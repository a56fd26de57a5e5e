package files_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// BenchmarkLoad reads a register of 2 000 alliances and their applications in 40 files.
func BenchmarkLoad(b *testing.B) {
	root := b.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	write("division.yaml", division)
	const perFile, fileCount = 100, 40
	for i := range fileCount {
		var text strings.Builder
		for j := range perFile / 2 {
			name := fmt.Sprintf("a%d-%d", i, j)
			text.WriteString(strings.ReplaceAll(alliance, "torreya", name) + "---\n")
			fmt.Fprintf(&text, "apiVersion: lianxing.dev/v1alpha1\nkind: StarApplication\nmetadata: {name: %s-2025-4, namespace: zhuji}\n"+
				"spec:\n  allianceRef: {name: %s}\n  roundRef: {namespace: zhuji, name: \"2025\"}\n  rating: Four\n  filedOn: 2025-03-10\n  filedBy: office\n---\n", name, name)
		}
		write(fmt.Sprintf("%d.yaml", i), text.String())
	}
	for b.Loop() {
		view, problems, err := files.Load(root)
		if err != nil || len(problems) > 0 {
			b.Fatal(err, problems)
		}
		if got := view.Counts().Loaded; got != perFile*fileCount+1 {
			b.Fatalf("%d loaded", got)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/(perFile*fileCount), "ns/document")
}
