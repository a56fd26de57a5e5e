package naive_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// known is what the naive model may know of this module: the kinds, the calendar and money.
var known = map[string]bool{
	"github.com/lianxing-dev/lianxing/api/v1alpha1":      true,
	"github.com/lianxing-dev/lianxing/internal/calendar": true,
	"github.com/lianxing-dev/lianxing/internal/money":    true,
}

// TestItSharesNoRule asks that the naive model imports no rule of the register: what both took from one place, neither would find wrong.
func TestItSharesNoRule(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) < 5 {
		t.Fatalf("only %d files (%v)", len(files), err)
	}
	seen := 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, imported := range file.Imports {
			path, err := strconv.Unquote(imported.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(path, ".") && !known[path] {
				t.Errorf("%s imports %s", name, path)
			}
			if known[path] {
				seen++
			}
		}
	}
	if seen == 0 {
		t.Error("no file imports even the kinds")
	}
}
