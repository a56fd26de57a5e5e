package boundaries_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// clockFunctions are the functions of package time that read the wall clock or wait for it.
var clockFunctions = []string{"Now", "Since", "Until", "Sleep", "After", "AfterFunc", "Tick", "NewTicker", "NewTimer"}

// TestPureRoomsReadNoClock holds the rules and the ledger, and every package of ours that they reach, to the date that
// they are given: the same records and the same date give the same register on any day.
func TestPureRoomsReadNoClock(t *testing.T) {
	folders := map[string]bool{}
	for _, room := range pureRooms {
		for _, dep := range deps(t, room) {
			if within(dep, module) {
				folders[filepath.Join(root, strings.TrimPrefix(dep, module))] = true
			}
		}
	}
	if len(folders) < len(pureRooms) {
		t.Fatalf("only %d folders to look at for %d rooms", len(folders), len(pureRooms))
	}
	for folder := range folders {
		files, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			source, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			uses, err := clockUses(file, source)
			if err != nil {
				t.Fatal(err)
			}
			for _, use := range uses {
				t.Errorf("%s; take the date as a parameter", use)
			}
		}
	}
}

func TestClockUses(t *testing.T) {
	for _, c := range []struct {
		name   string
		source string
		want   int
	}{
		{"a call", `import "time"; var t = time.Now()`, 1},
		{"a value", `import "time"; var clock = time.Now`, 1},
		{"another name", `import clock "time"; func f() { clock.Sleep(1) }`, 1},
		{"a dot import", `import . "time"; var t = Now()`, 1},
		{"several", `import "time"; func f(t time.Time) { _, _ = time.Since(t), time.Until(t); <-time.After(1) }`, 3},
		{"dates alone", `import "time"; var t = time.Date(2025, 6, 3, 0, 0, 0, 0, time.UTC)`, 0},
		{"a Now of ours", `import "example.com/time/v2"; var t = time.Now()`, 0},
		{"a method Until", `import "time"; type p struct{ time.Time }; func f(x p) { x.Until() }`, 0},
		{"a comment", `// time.Now() is not asked for.`, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			uses, err := clockUses("p.go", []byte("package p\n"+c.source))
			if err != nil {
				t.Fatal(err)
			}
			if len(uses) != c.want {
				t.Errorf("%d uses %v, want %d", len(uses), uses, c.want)
			}
		})
	}
}

// clockUses returns a sentence for each place where the source reads the clock. A dot import of time counts as one.
func clockUses(name string, source []byte) ([]string, error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, source, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	var uses []string
	local := ""
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", files.Position(spec.Pos()), err)
		}
		if path != "time" {
			continue
		}
		local = "time"
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if local == "." {
			uses = append(uses, fmt.Sprintf("%s imports all of time into its own scope", files.Position(spec.Pos())))
		}
	}
	if local == "" {
		return uses, nil
	}
	ast.Inspect(file, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if pkg, ok := selector.X.(*ast.Ident); ok && pkg.Name == local && slices.Contains(clockFunctions, selector.Sel.Name) {
			uses = append(uses, fmt.Sprintf("%s uses %s.%s", files.Position(node.Pos()), local, selector.Sel.Name))
		}
		return true
	})
	return uses, nil
}
