package files_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// The head of every file below: a division, so that records have somewhere to be. It is 5 lines long.
const division = `apiVersion: v1
kind: Namespace
metadata: {name: zhuji, labels: {lianxing.dev/division: "330681"}}
---
# the record begins in line 6
`

// good is a record that stands after every broken one, to show that it is not lost.
const good = `---
apiVersion: lianxing.dev/v1alpha1
kind: Ledger
metadata: {name: after, namespace: zhuji}
spec: {checkpoint: {sequence: 0}, source: FiscalBudget}
`

const alliance = `apiVersion: lianxing.dev/v1alpha1
kind: Alliance
metadata: {name: torreya, namespace: zhuji}
spec:
  displayName: 样例
  creditCode: 51330681PDY001813A
  industry: 香榧
  filedBy: office
`

// place is the part of a problem that a person has to find.
type place struct {
	Line, Column int
	Reason       files.Reason
	Path         string
	Record       string
}

func TestProblemsAreNamedWhereTheyAre(t *testing.T) {
	at := func(line, column int, reason files.Reason, path, record string) place {
		return place{Line: line, Column: column, Reason: reason, Path: path, Record: record}
	}
	const torreya = "Alliance zhuji/torreya"
	edit := func(pairs ...string) string { return strings.NewReplacer(pairs...).Replace(alliance) }
	for _, c := range []struct {
		name string
		text string
		want []place
		says string // words of the English message of the first problem
	}{
		{"a tab", "a:\n\tb: 1\n", []place{at(7, 1, files.Syntax, "", "")}, "cannot start any token"},
		{"two colons", "a: 1\nb: c: d\n", []place{at(7, 5, files.Syntax, "", "")}, "mapping values are not allowed"},
		{"a quote that is not closed", "a: 1\nb: \"x\nc: 2\n", []place{at(7, 4, files.Syntax, "", "")}, "quoted scalar"},
		{"a bracket that is not closed", "a: 1\nb: [1,\n  2\n", []place{at(7, 4, files.Syntax, "", "")}, "flow sequence"},
		{"a bracket and nothing more", "a: 1\nb: [\n", []place{at(7, 0, files.Syntax, "", "")}, "flow node"},
		{"a wrong indentation", "a:\n  b: 1\n c: 2\n", []place{at(8, 2, files.Syntax, "", "")}, "did not find expected key"},
		{"a line without a colon", "a: 1\nword\nc: 3\n", []place{at(8, 1, files.Syntax, "", "")}, "could not find expected ':'"},
		{"an unknown anchor", "a: 1\nb: *x\n", []place{at(7, 4, files.Syntax, "", "")}, "unknown anchor"},
		{"no UTF-8", "a: \xff\n", []place{at(6, 1, files.Syntax, "", "")}, "UTF-8"},
		{"a key twice", alliance + "  industry: 茶\n", []place{at(14, 3, files.Syntax, "", "")}, `"industry" already set`},
		{"two keys twice", "a: 1\na: 2\nb: 1\nb: 1\n", []place{at(7, 1, files.Syntax, "", ""), at(9, 1, files.Syntax, "", "")}, `"a" already set`},
		{"another version of YAML", "...\n%YAML 1.2\n---\na: 1\n", []place{at(7, 1, files.Syntax, "", "")}, "incompatible"},
		{"a list", "- a\n- b\n", []place{at(6, 1, files.NotARecord, "", "")}, "begins with apiVersion"},
		{"a word", "hello\n", []place{at(6, 1, files.NotARecord, "", "")}, "hello"},
		{"no kind at all", "metadata: {name: x}\nspec: {}\n", []place{at(6, 1, files.NotARecord, "", "")}, "begins with apiVersion"},
		{"a kind that is no text", "apiVersion: v1\nkind: [x]\n", []place{at(6, 1, files.UnknownKind, "apiVersion", "")}, `no kind ""`},
		{"an unknown kind", edit("kind: Alliance", "kind: Aliance"), []place{at(7, 1, files.UnknownKind, "kind", "Aliance zhuji/torreya")}, "no kind Aliance"},
		{"an unknown version", edit("v1alpha1", "v1"), []place{at(6, 1, files.UnknownKind, "apiVersion", torreya)}, "lianxing.dev/v1 "},
		{"a misspelt group", edit("lianxing.dev", "lianxing.com"), []place{at(6, 1, files.UnknownKind, "apiVersion", torreya)}, "lianxing.com/v1alpha1 has no kind Alliance"},
		{"no group", edit("lianxing.dev/v1alpha1", "v1alpha1"), []place{at(6, 1, files.UnknownKind, "apiVersion", torreya)}, "v1alpha1 has no kind Alliance"},
		{"no apiVersion", edit("apiVersion: lianxing.dev/v1alpha1\n", ""), []place{at(6, 1, files.UnknownKind, "apiVersion", torreya)}, "no kind Alliance"},
		{"an unknown field", alliance + "  colour: green\n", []place{at(14, 3, files.UnknownField, "spec.colour", torreya)}, "spelling"},
		{"a field of the wrong case", edit("industry", "Industry"), []place{
			at(9, 1, files.Refused, "spec.industry", torreya), at(12, 3, files.UnknownField, "spec.Industry", torreya),
		}, "Required"},
		{"an unknown field of metadata", edit("namespace: zhuji", "namespace: zhuji, owner: x"), []place{at(8, 45, files.UnknownField, "metadata.owner", torreya)}, ""},
		{"a boolean key", alliance + "  succeeds:\n  - creditCode: 51330600PDY00001XU\n    on: 2023-05-08\n", []place{
			at(16, 5, files.Refused, "spec.succeeds[0].on", torreya), at(16, 5, files.UnknownField, "spec.succeeds[0].true", torreya),
		}, "Required"},
		{"a number for a text", edit("香榧", "12"), []place{at(12, 3, files.Refused, "spec.industry", torreya)}, "in quotes"},
		{"a text for an object", edit("spec:", "status: {}\nspec: x\nrest:"), []place{
			at(10, 1, files.Refused, "spec", torreya), at(11, 1, files.UnknownField, "rest", torreya),
		}, "must be of type object"},
		{"a missing field", edit("  industry: 香榧\n", ""), []place{at(9, 1, files.Refused, "spec.industry", torreya)}, "Required value"},
		{"a rule", edit("51330681PDY001813A", "51330681PDY0018139"), []place{at(11, 3, files.Refused, "spec.creditCode", torreya)}, "check"},
		{"a name", "apiVersion: lianxing.dev/v1alpha1\nkind: Objection\nmetadata: {name: A_B, namespace: zhuji}\nspec:\n" +
			"  {subjectRef: {kind: StarApplication, name: x}, raisedOn: 2025-01-02, signed: Seal, grounds: x, filedBy: x}\n", []place{
			at(8, 12, files.Refused, "metadata.name", "Objection zhuji/A_B"),
		}, "RFC 1123"},
		{"no name", edit("name: torreya, ", ""), []place{at(8, 1, files.NameMissing, "metadata", "Alliance zhuji/")}, "state its name"},
		{"a generated name", edit("name: torreya", "generateName: t"), []place{at(8, 1, files.NameMissing, "metadata", "Alliance zhuji/")}, "state its name"},
		{"no namespace", edit(", namespace: zhuji", ""), []place{at(8, 1, files.NamespaceMissing, "metadata", "Alliance /torreya")}, "namespace of a division"},
		{"a label that is no text", edit("namespace: zhuji", "namespace: zhuji, labels: {a: 1}"), []place{at(8, 1, files.Refused, "metadata", torreya)}, "labels"},
		{"a bad division", "apiVersion: v1\nkind: Namespace\nmetadata: {name: x, labels: {lianxing.dev/division: '33068'}}\n", []place{
			at(8, 30, files.DivisionCode, "metadata.labels[lianxing.dev/division]", "Namespace /x"),
		}, `"33068"`},
		{"a bad namespace", "apiVersion: v1\nkind: Namespace\nmetadata: {name: X}\n", []place{at(8, 12, files.Refused, "metadata.name", "Namespace /X")}, ""},
		{"a list without items", "apiVersion: v1\nkind: List\nitem: []\n", []place{at(6, 1, files.NotARecord, "items", "List /")}, "items"},
		{"a list with a broken item", "apiVersion: v1\nkind: List\nitems:\n- 7\n- " + strings.TrimSpace(strings.ReplaceAll(edit("香榧", "1"), "\n", "\n  ")) + "\n", []place{
			at(9, 3, files.NotARecord, "items[0]", "List /"), at(16, 5, files.Refused, "spec.industry", torreya),
		}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			view, problems := loadText(t, ".yaml", division+c.text+good)
			if diff := cmp.Diff(c.want, places(problems)); diff != "" {
				t.Errorf("%s\n%v", diff, problems)
			}
			if len(problems) > 0 && !strings.Contains(problems[0].Text("en"), c.says) {
				t.Errorf("%q does not say %q", problems[0].Text("en"), c.says)
			}
			if _, ok := view.Get(records.Ledger, records.Key{Namespace: "zhuji", Name: "after"}); !ok {
				t.Error("the record after it was lost")
			}
			if _, ok := view.Get(records.Alliance, records.Key{Namespace: "zhuji", Name: "torreya"}); ok {
				t.Error("the broken record was loaded")
			}
			checkCounts(t, view)
		})
	}
}

func places(problems []files.Problem) []place {
	var found []place
	for _, p := range problems {
		record := ""
		if p.Kind != "" {
			record = fmt.Sprintf("%s %s/%s", p.Kind, p.Namespace, p.Name)
		}
		found = append(found, place{Line: p.Line, Column: p.Column, Reason: p.Reason, Path: p.Path, Record: record})
	}
	return found
}

func loadText(t testing.TB, extension, text string) (*files.View, []files.Problem) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "records"+extension)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	view, problems, err := files.Load(file)
	if err != nil {
		t.Fatal(err)
	}
	return view, problems
}

func checkCounts(t testing.TB, view *files.View) {
	t.Helper()
	counts := view.Counts()
	if counts.Documents != counts.Loaded+counts.Skipped+counts.Broken {
		t.Errorf("documents got lost: %+v", counts)
	}
}

func TestProblemsOfJSON(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []place
	}{
		{"syntax", "{\"kind\": \"x\",\n\t\"spec\": {,}\n}", []place{{Line: 2, Column: 11, Reason: files.Syntax}}},
		{"cut off", "{\"kind\": \"x\",\n\"spec\": {", []place{{Line: 2, Column: 10, Reason: files.Syntax}}},
		{"a field twice", `{"apiVersion":"lianxing.dev/v1alpha1","kind":"Ledger","metadata":{"name":"a","namespace":"b"},"spec":{"source":"x","source":"y"}}`, []place{
			{Line: 1, Column: 103, Reason: files.Syntax, Record: "Ledger b/a"},
		}},
		{"an unknown field", "{\"apiVersion\":\"lianxing.dev/v1alpha1\",\"kind\":\"Ledger\",\n\"metadata\":{\"name\":\"a\",\"x\\\"y\": 1, \"bad\":{\"a\":1}}}", []place{
			{Line: 1, Column: 1, Reason: files.Refused, Path: "spec", Record: "Ledger /a"},
			{Line: 2, Column: 1, Reason: files.NamespaceMissing, Path: "metadata", Record: "Ledger /a"},
			{Line: 2, Column: 24, Reason: files.UnknownField, Path: `metadata.x"y`, Record: "Ledger /a"},
			{Line: 2, Column: 35, Reason: files.UnknownField, Path: "metadata.bad", Record: "Ledger /a"},
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			view, problems := loadText(t, ".json", c.text)
			if diff := cmp.Diff(c.want, places(problems)); diff != "" {
				t.Errorf("%s\n%v", diff, problems)
			}
			checkCounts(t, view)
		})
	}
}

func TestDuplicates(t *testing.T) {
	root := t.TempDir()
	for name, text := range map[string]string{
		"a.yaml": division + alliance,
		"b.yaml": "# once more\n" + strings.ReplaceAll(alliance, "香榧", "茶") + "---\n" + alliance,
	} {
		if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	view, problems, err := files.Load(filepath.Join(root, "b.yaml"), root)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]place{
		{Line: 6, Column: 1, Reason: files.Duplicate, Record: "Alliance zhuji/torreya"},
		{Line: 2, Column: 1, Reason: files.Duplicate, Record: "Alliance zhuji/torreya"},
		{Line: 11, Column: 1, Reason: files.Duplicate, Record: "Alliance zhuji/torreya"},
	}, places(problems)); diff != "" {
		t.Error(diff)
	}
	a, b := filepath.Join(root, "a.yaml"), filepath.Join(root, "b.yaml")
	for i, others := range []string{b + ":2, " + b + ":11", a + ":6, " + b + ":11", a + ":6, " + b + ":2"} {
		if message := problems[i].Message; !strings.Contains(message.EN, others) || !strings.Contains(message.ZH, others) {
			t.Errorf("%q and %q do not both name %s", message.EN, message.ZH, others)
		}
	}
	if found := view.List(records.Alliance); len(found) != 0 {
		t.Errorf("one of the contradicting records was believed: %v", found)
	}
	checkCounts(t, view)
}

func TestWhatStandsTwiceAndSaysTheSameIsBelieved(t *testing.T) {
	view, problems := loadText(t, ".yaml", division+alliance+"---\n"+strings.ReplaceAll(alliance, "样例", `"样例" # the same`)+"---\n"+division)
	if diff := cmp.Diff([]place{
		{Line: 1, Column: 1, Reason: files.Repeated, Record: "Namespace /zhuji"},
		{Line: 6, Column: 1, Reason: files.Repeated, Record: "Alliance zhuji/torreya"},
		{Line: 15, Column: 1, Reason: files.Repeated, Record: "Alliance zhuji/torreya"},
		{Line: 24, Column: 1, Reason: files.Repeated, Record: "Namespace /zhuji"},
	}, places(problems)); diff != "" {
		t.Errorf("%s\n%v", diff, problems)
	}
	if got, want := view.Counts(), (files.Counts{Documents: 4, Loaded: 2, Broken: 2}); got != want {
		t.Errorf("counts %+v, want %+v", got, want)
	}
	if _, line, _ := view.Position(records.Alliance, records.Key{Namespace: "zhuji", Name: "torreya"}, "spec.industry"); line != 12 {
		t.Errorf("the record is believed in line %d, want the first, 12", line)
	}
}

func TestABrokenNamespaceIsNamedOnce(t *testing.T) {
	_, problems := loadText(t, ".yaml", strings.Replace(division, "330681", "3306", 1)+alliance)
	if len(problems) != 1 || problems[0].Reason != files.DivisionCode {
		t.Errorf("problems %v, want the division's code alone", problems)
	}
}

func TestANamespaceHasToStandForADivision(t *testing.T) {
	view, problems := loadText(t, ".yaml", "apiVersion: v1\nkind: Namespace\nmetadata: {name: zhuji}\n---\n"+alliance+"---\n"+
		strings.Replace(alliance, "torreya", "tea", 1))
	if diff := cmp.Diff([]place{
		{Line: 7, Column: 27, Reason: files.NoDivision, Path: "metadata.namespace", Record: "Alliance zhuji/torreya"},
	}, places(problems)); diff != "" {
		t.Errorf("%s\n%v", diff, problems)
	}
	if len(view.List(records.Alliance)) != 2 {
		t.Error("the records were not loaded; an API server would hold them")
	}
	if len(problems) == 1 && !strings.Contains(problems[0].Message.EN, "with 2 records") {
		t.Errorf("%q does not say how many records there are", problems[0].Message.EN)
	}
	if got, want := view.Counts(), (files.Counts{Documents: 3, Loaded: 2, Skipped: 1}); got != want {
		t.Errorf("counts %+v, want %+v", got, want)
	}
}

func TestAnExportOfAClusterIsRead(t *testing.T) {
	exported := strings.Replace(alliance, "namespace: zhuji}", `namespace: zhuji, resourceVersion: "7", uid: x, generation: 3,
  creationTimestamp: "2025-01-01T00:00:00Z", managedFields: [{manager: kubectl, operation: Update}]}
status: {activeMembers: 3}`, 1)
	view, problems := loadText(t, ".yaml", division+exported)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if len(view.List(records.Alliance)) != 1 {
		t.Error("the record was not loaded")
	}
}

func TestEveryReasonSpeaksBothLanguages(t *testing.T) {
	_, problems := loadText(t, ".yaml", division+alliance+"  colour: 1\n---\nkind: Aliance\nspec: {}\n---\na: [\n")
	if len(problems) != 3 {
		t.Fatal(problems)
	}
	for _, p := range problems {
		zh, en := p.Message.In("zh"), p.Message.In("en")
		if zh == "" || en == "" || zh == en || strings.ContainsAny(zh+en, "{}") {
			t.Errorf("%s says %q and %q", p.Reason, zh, en)
		}
	}
}
