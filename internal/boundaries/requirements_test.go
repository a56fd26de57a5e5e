package boundaries_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// rulesOfThePolicy is how many rules docs/requirements.md has to list.
const rulesOfThePolicy = 67

// TestRequirementsAreCarriedAndShown holds docs/requirements.md to the code: every rule of the policy has its force, something that carries it, and a
// test that shows it, and all that is named is there.
func TestRequirementsAreCarriedAndShown(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "docs", "requirements.md"))
	if err != nil {
		t.Fatal(err)
	}
	known := sourceOf(t)
	if len(known.names) < 1000 || len(known.tests) < 100 {
		t.Fatalf("only %d names and %d tests were found", len(known.names), len(known.tests))
	}
	for _, fault := range known.faults(string(text)) {
		t.Errorf("docs/requirements.md: %s", fault)
	}
}

// TestRequirementsBite plants what must be found.
func TestRequirementsBite(t *testing.T) {
	known := &source{names: map[string]bool{"rules.Refuse": true, "api.Spec.Field": true}, tests: map[string]bool{"internal/rules.TestRule": true},
		subtests: map[string]map[string]bool{"internal/rules.TestRule": {"R1": true}, "internal/rules.TestOther": {"R9": true}}}
	good := make([]string, 0, rulesOfThePolicy)
	for number := 1; number <= rulesOfThePolicy; number++ {
		good = append(good, fmt.Sprintf("| R%d | MUST | says | `rules.Refuse`, `api.Spec.Field` | `internal/rules.TestRule/R1` |", number))
	}
	for name, c := range map[string]struct {
		row  string // instead of the row of R7
		want string
	}{
		"nothing wrong":                 {good[6], ""},
		"a rule that is left out":       {"", "R7 is missing"},
		"a rule that stands twice":      {good[6] + "\n" + good[6], "R7 stands twice"},
		"a force that there is not":     {"| R7 | MAY | says | `rules.Refuse` | `internal/rules.TestRule` |", "MAY"},
		"nothing that carries it":       {"| R7 | AIM | says | people | `internal/rules.TestRule` |", "R7 names nothing that carries it"},
		"nothing that shows it":         {"| R7 | AIM | says | `rules.Refuse` | by hand |", "R7 names no test"},
		"a function that there is not":  {"| R7 | AIM | says | `rules.Accept` | `internal/rules.TestRule` |", "rules.Accept"},
		"a field that there is not":     {"| R7 | AIM | says | `api.Spec.Gone` | `internal/rules.TestRule` |", "api.Spec.Gone"},
		"a test that there is not":      {"| R7 | AIM | says | `rules.Refuse` | `internal/rules.TestGone` |", "internal/rules.TestGone"},
		"a subtest that there is not":   {"| R7 | AIM | says | `rules.Refuse` | `internal/rules.TestRule/R9` |", "R9"},
		"a subtest of another test":     {"| R7 | AIM | says | `rules.Refuse` | `internal/rules.TestRule/R9` |", "has no subtest \"R9\""},
		"a cell too few":                {"| R7 | AIM | `rules.Refuse` | `internal/rules.TestRule` |", "R7 has 4 cells"},
		"one of several that is absent": {"| R7 | AIM | says | `rules.Refuse`, `rules.Gone` | `internal/rules.TestRule` |", "rules.Gone"},
	} {
		t.Run(name, func(t *testing.T) {
			rows := slices.Clone(good)
			rows[6] = c.row
			faults := known.faults(strings.Join(rows, "\n"))
			if c.want == "" && len(faults) > 0 || c.want != "" && !strings.Contains(strings.Join(faults, "\n"), c.want) {
				t.Errorf("%q, want %q", faults, c.want)
			}
		})
	}
}

// TestSubtestsAreThoseThatRun has the three ways in which the tests of this repository name their subtests, and what is none of them.
func TestSubtestsAreThoseThatRun(t *testing.T) {
	const written = `package p
type row struct { of int; name, other string }
var more = []row{{1, "positional", "no"}, {of: 1, name: "keyed", other: "neither"}}
func rows() []row { return append(more, []row{{name: "returned"}}...) }
func TestAll(t *testing.T) {
	t.Run("literal", func(t *testing.T) { t.Log("logged") })
	for _, r := range slices.Concat(rows(), []row{{2, "here", ""}}) {
		t.Run(r.name, func(t *testing.T) { t.Run("inner", nil) })
	}
	for name := range map[string]bool{"key": true} {
		t.Run(name, nil)
	}
	for name := range map[string]bool{"not run": true} {
		t.Log(name)
	}
}
func TestOther(t *testing.T) { t.Run("elsewhere", nil) }`
	file, err := parser.ParseFile(token.NewFileSet(), "p_test.go", written, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	s := &source{tests: map[string]bool{}, subtests: map[string]map[string]bool{}, folders: map[string]*folder{}}
	s.readTest("p", file)
	s.readSubtests("p", s.folders["p"])
	got := slices.Sorted(maps.Keys(s.subtests["p.TestAll"]))
	if want := []string{"here", "inner", "key", "keyed", "literal", "positional", "returned"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// source is what the repository declares.
type source struct {
	// names are package.Name and package.Type.Member.
	names map[string]bool
	// tests are folder.TestName.
	tests map[string]bool
	// subtests are the names of the subtests of each of them.
	subtests map[string]map[string]bool
	// folders are what the tests of each folder declare.
	folders map[string]*folder
}

var (
	rowOf    = regexp.MustCompile(`(?m)^\| R(\d+) \|(.*)\|$`)
	quoted   = regexp.MustCompile("`([^`]+)`")
	testName = regexp.MustCompile(`\.Test[A-Z]`)
)

// faults are what is wrong with a table of requirements.
func (s *source) faults(text string) (found []string) {
	seen := map[string]bool{}
	for _, row := range rowOf.FindAllStringSubmatch(text, -1) {
		rule, cells := "R"+row[1], strings.Split(row[2], "|")
		if seen[rule] {
			found = append(found, rule+" stands twice")
		}
		seen[rule] = true
		if len(cells) != 4 {
			found = append(found, fmt.Sprintf("%s has %d cells, want 5: rule, force, what it asks, what carries it, what shows it", rule, len(cells)+1))
			continue
		}
		if force := strings.TrimSpace(cells[0]); !slices.Contains([]string{"MUST", "AIM", "CTX"}, force) {
			found = append(found, fmt.Sprintf("%s has the force %q, which is none of MUST, AIM, CTX", rule, force))
		}
		found = append(found, s.carries(rule, cells[2])...)
		found = append(found, s.shows(rule, cells[3])...)
	}
	for number := 1; number <= rulesOfThePolicy; number++ {
		if rule := "R" + strconv.Itoa(number); !seen[rule] {
			found = append(found, rule+" is missing")
		}
	}
	return found
}

func (s *source) carries(rule, cell string) (found []string) {
	names := quoted.FindAllStringSubmatch(cell, -1)
	if len(names) == 0 {
		return []string{rule + " names nothing that carries it"}
	}
	for _, name := range names {
		if !s.names[name[1]] {
			found = append(found, fmt.Sprintf("%s is carried by %s, which there is not", rule, name[1]))
		}
	}
	return found
}

func (s *source) shows(rule, cell string) (found []string) {
	names := quoted.FindAllStringSubmatch(cell, -1)
	if len(names) == 0 {
		return []string{rule + " names no test that shows it"}
	}
	for _, name := range names {
		at := testName.FindStringIndex(name[1])
		if at == nil {
			found = append(found, fmt.Sprintf("%s is shown by %s, which is no test: write folder.TestName/subtest", rule, name[1]))
			continue
		}
		folder := name[1][:at[0]]
		test, subtest, _ := strings.Cut(name[1][at[0]+1:], "/")
		if !s.tests[folder+"."+test] {
			found = append(found, fmt.Sprintf("%s is shown by %s.%s, which there is not", rule, folder, test))
			continue
		}
		for part := range strings.SplitSeq(subtest, "/") {
			if part != "" && !s.subtests[folder+"."+test][part] {
				found = append(found, fmt.Sprintf("%s is shown by %s, and %s.%s has no subtest %q", rule, name[1], folder, test, part))
			}
		}
	}
	return found
}

// sourceOf reads what the repository declares, tests included.
func sourceOf(t *testing.T) *source {
	t.Helper()
	s := &source{names: map[string]bool{}, tests: map[string]bool{}, subtests: map[string]map[string]bool{}, folders: map[string]*folder{}}
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() && path != root && (entry.Name() == "bin" || strings.HasPrefix(entry.Name(), ".")) {
			if err == nil {
				err = fs.SkipDir
			}
			return err
		}
		if entry.IsDir() || filepath.Ext(path) != ".go" {
			return nil
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		s.read(filepath.ToSlash(folder), file, strings.HasSuffix(path, "_test.go"))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for at, declared := range s.folders {
		s.readSubtests(at, declared)
	}
	s.readOutcomes(t)
	return s
}

// readOutcomes adds the rows of testdata/expected: the test of the outcomes has a subtest for each of them.
func (s *source) readOutcomes(t *testing.T) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(root, "testdata", "expected", "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range regexp.MustCompile(`(?m)^row: (\S+)$`).FindAllStringSubmatch(string(text), -1) {
			s.subtests["internal/register.TestExpectedOutcomes"][row[1]] = true
		}
	}
}

func (s *source) read(folder string, file *ast.File, test bool) {
	if test {
		s.readTest(folder, file)
		return
	}
	for _, declaration := range file.Decls {
		switch declared := declaration.(type) {
		case *ast.FuncDecl:
			name := declared.Name.Name
			if declared.Recv != nil {
				name = receiver(declared.Recv.List[0].Type) + "." + name
			}
			s.names[file.Name.Name+"."+name] = true
		case *ast.GenDecl:
			for _, spec := range declared.Specs {
				s.readSpec(file.Name.Name, spec)
			}
		}
	}
}

func receiver(of ast.Expr) string {
	switch named := of.(type) {
	case *ast.StarExpr:
		return receiver(named.X)
	case *ast.IndexExpr:
		return receiver(named.X)
	case *ast.Ident:
		return named.Name
	}
	return ""
}

func (s *source) readSpec(pkg string, spec ast.Spec) {
	switch declared := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range declared.Names {
			s.names[pkg+"."+name.Name] = true
		}
	case *ast.TypeSpec:
		s.names[pkg+"."+declared.Name.Name] = true
		fields, ok := declared.Type.(*ast.StructType)
		if !ok {
			return
		}
		for _, field := range fields.Fields.List {
			for _, name := range field.Names {
				s.names[pkg+"."+declared.Name.Name+"."+name.Name] = true
			}
		}
	}
}

func (s *source) readTest(at string, file *ast.File) {
	if s.folders[at] == nil {
		s.folders[at] = newFolder()
	}
	s.folders[at].add(file)
}

// readSubtests notes the tests of a folder, and the subtests that each of them runs.
func (s *source) readSubtests(at string, declared *folder) {
	for name, function := range declared.functions {
		if isTest(function) {
			s.tests[at+"."+name] = true
			s.subtests[at+"."+name] = declared.subtests(function)
		}
	}
}
