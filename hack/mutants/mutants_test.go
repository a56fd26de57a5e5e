package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// planted is a module with one rule and three tests: one that guards it, one that does not, one that fails by itself.
var planted = map[string]string{
	"go.mod": "module example.org/planted\n\ngo 1.26\n",
	"rule.go": `package planted

// Refuses says whether a number is refused.
func Refuses(n int) bool { return n > 3 }

var table = []int{1}
`,
	"rule_test.go": `package planted

import "testing"

func TestRule(t *testing.T) {
	t.Run("refused", func(t *testing.T) {
		if !Refuses(4) {
			t.Error("4 is not refused")
		}
	})
}

func TestCareless(t *testing.T) { Refuses(4) }

func TestWrong(t *testing.T) { t.Error("always") }

func TestTable(t *testing.T) {
	if table[0] != 1 {
		t.Error("no 1")
	}
}
`,
}

func TestVerdicts(t *testing.T) {
	root := t.TempDir()
	for name, text := range planted {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	off := mutant{rule: "planted", file: "rule.go", source: "n > 3", replacement: "false && n > 3", pkg: ".", test: "^TestRule$/^refused$"}
	for _, c := range []struct {
		name   string
		change func(m *mutant)
		want   verdict
		says   string
	}{
		{"a rule with a test", func(*mutant) {}, killed, ""},
		{"a test that guards nothing", func(m *mutant) { m.test = "^TestCareless$" }, survived, "passes without the rule"},
		{"a change that changes nothing", func(m *mutant) { m.replacement = "n >= 4" }, survived, "passes without the rule"},
		{"a text that is not there", func(m *mutant) { m.source = "n > 4" }, notFound, "0 times"},
		{"a text that is there twice", func(m *mutant) { m.source = "n" }, notFound, "times in the file"},
		{"a file that is not there", func(m *mutant) { m.file = "gone.go" }, notFound, "gone.go"},
		{"a text that is no Go", func(m *mutant) { m.replacement = "n >" }, broken, "does not compile"},
		{"a type that does not fit", func(m *mutant) { m.replacement = `"n"` }, broken, "does not compile"},
		{"a panic", func(m *mutant) { m.source, m.replacement, m.test = "[]int{1}", "[]int{}", "^TestTable$" }, broken, "panics"},
		{"a test that fails anyway", func(m *mutant) { m.test = "^TestWrong$" }, unsound, "always"},
		{"a test that there is not", func(m *mutant) { m.test = "^TestRule$/^accepted$" }, unsound, ""},
	} {
		m := off
		c.change(&m)
		var out bytes.Buffer
		ok, err := check(t.Context(), &out, root, []mutant{m})
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if ok != (c.want == killed) || !strings.Contains(out.String(), string(c.want)) || !strings.Contains(out.String(), c.says) {
			t.Errorf("%s: ok %t, want %s and %q in\n%s", c.name, ok, c.want, c.says, out.String())
		}
	}
}

// Every rule that has to be guarded has a row, and every row's text still stands in its file.
func TestTableIsComplete(t *testing.T) {
	root, err := moduleRoot()
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]int{}
	for _, m := range table {
		number, _, _ := strings.Cut(m.rule, " ")
		rows[number]++
		source, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(m.file)))
		if err != nil || bytes.Count(source, []byte(m.source)) != 1 {
			t.Errorf("%s: the text does not stand in %s once (%v): %s", m.rule, m.file, err, m.source)
		}
		if _, err := regexp.Compile(m.test); err != nil || m.source == m.replacement {
			t.Errorf("%s: %v, or the text is replaced by itself", m.rule, err)
		}
	}
	for _, number := range []string{"R2", "R3", "R4", "R5", "R7", "R8", "R9", "R10", "R11", "R12", "R13", "R15", "R16", "R17", "R18", "R19", "R20",
		"R21", "R22", "R23", "R24", "R25", "R26", "R27", "R33", "R34", "R36", "R48"} {
		if rows[number] == 0 {
			t.Errorf("no row switches %s off", number)
		}
	}
	duties, err := os.ReadFile(filepath.Join(root, "internal", "evaluation", "duties.go"))
	if err != nil {
		t.Fatal(err)
	}
	if pairs := strings.Count(string(duties), "},\n") - strings.Count(string(duties), "{{"); rows["Duties:"] != pairs {
		t.Errorf("%d rows switch pairs of duties off, and the table of duties has %d", rows["Duties:"], pairs)
	}
}

func TestRunRefusesNonsense(t *testing.T) {
	for _, arguments := range [][]string{{"("}, {"no such rule"}} {
		if ok, err := run(t.Context(), &bytes.Buffer{}, arguments); ok || err == nil {
			t.Errorf("%q: ok %t, %v", arguments, ok, err)
		}
	}
}
