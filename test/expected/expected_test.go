package expected_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// events that the samples have to show, by their row in the table of events.
var events = []string{"E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10", "E11", "E12", "E13", "E14", "E15", "E16",
	"E17", "E18", "E19", "E20", "E21", "E22", "E23", "E24", "E25", "E26", "E28", "E29", "E30", "F-10", "F-16", "F-17", "F-19", "R7", "R8", "R9", "R10", "R11", "R33", "R34", "R36", "R38", "R48", "R55", "R67", "Brands", "Ledger",
	"P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P10", "P11", "P12", "P13", "P14"}

func TestEveryEventOccurs(t *testing.T) {
	rows := expected.Rows()
	for _, event := range events {
		if !slices.ContainsFunc(rows, func(r expected.Row) bool { return r.Row == event }) {
			t.Errorf("no expected outcome of %s", event)
		}
	}
	for _, row := range rows {
		if !slices.Contains(events, row.Row) {
			t.Errorf("%s: an event that this test does not know; add it to the list", row)
		}
	}
	if len(rows) < 400 {
		t.Errorf("%d rows: some have gone", len(rows))
	}
}

// TestSourcesStand holds that each source has its folders and that somebody asks it.
func TestSourcesStand(t *testing.T) {
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	rows := expected.Rows()
	for _, source := range expected.Sources() {
		for _, folder := range expected.Paths(source) {
			if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(folder))); err != nil {
				t.Error(err)
			}
		}
		if !slices.ContainsFunc(rows, func(r expected.Row) bool { return r.Source == source }) {
			t.Errorf("no row asks %s", source)
		}
	}
	if expected.Paths("nowhere") != nil {
		t.Error("a source that there is not has folders")
	}
}

// TestLoadRefuses holds that a slip of the pen in a file of outcomes is an error, never a row that checks nothing.
func TestLoadRefuses(t *testing.T) {
	const head = "row: E1\nsays: so\ncases:\n- asOf: \"2024-06-12\"\n  because: R4\n  records:\n"
	for name, c := range map[string]struct{ text, want string }{
		"an unknown field of a case":    {strings.Replace(head, "because", "why", 1) + "  - {kind: Alliance, namespace: a, name: b, absent: true}\n", "why"},
		"an unknown field of a record":  {head + "  - {kind: Alliance, namespace: a, name: b, fieldz: {status.star: null}}\n", "fieldz"},
		"a kind that there is not":      {head + "  - {kind: Aliance, namespace: a, name: b, absent: true}\n", "Aliance"},
		"a row that says nothing":       {head + "  - {kind: Alliance, namespace: a, name: b}\n", "absent or what it says"},
		"absent and yet something":      {head + "  - {kind: Alliance, namespace: a, name: b, absent: true, fields: {spec.x: y}}\n", "one of the two"},
		"a status that there is not":    {head + "  - {kind: Alliance, namespace: a, name: b, condition: Recognized, status: Yes}\n", "Yes"},
		"a reason without condition":    {head + "  - {kind: Alliance, namespace: a, name: b, reason: Recognized, fields: {spec.x: y}}\n", "reason"},
		"a count without where":         {head + "  - {kind: Alliance, count: 0}\n", "where"},
		"neither name nor count":        {head + "  - {kind: Alliance, where: {spec.x: y}}\n", "count"},
		"a date without quotes":         {head + "  - {kind: Alliance, namespace: a, name: b, fields: {status.recognizedOn: 2024-05-11}}\n", "recognizedOn"},
		"a path that is none":           {head + "  - {kind: Alliance, namespace: a, name: b, fields: {\"status.stages[0]\": x}}\n", "selector"},
		"a day that does not exist":     {strings.Replace(head, "2024-06-12", "2024-06-31", 1) + "  - {kind: Alliance, namespace: a, name: b, absent: true}\n", "asOf"},
		"a source that there is not":    {strings.Replace(head, "- asOf", "- source: e99\n  asOf", 1) + "  - {kind: Alliance, namespace: a, name: b, absent: true}\n", "e99"},
		"a creation that is there":      {head + "  - {kind: Alliance, namespace: a, name: b, fields: {spec.x: y}, refused: {create: c.yaml, path: spec.x}}\n", "absent"},
		"a refusal of no field":         {head + "  - {kind: Alliance, namespace: a, name: b, absent: true, refused: {create: c.yaml}}\n", "path"},
		"a refusal of nothing":          {head + "  - {kind: Alliance, namespace: a, name: b, refused: {path: spec.x}}\n", "update"},
		"a namespace left out":          {head + "  - {kind: Alliance, name: b, absent: true}\n", "namespace"},
		"no reason given why":           {strings.Replace(head, "because: R4", "because: \"\"", 1) + "  - {kind: Alliance, namespace: a, name: b, absent: true}\n", "because"},
		"a coverage that there is not":  {head + "  - {kind: EvaluationRound, namespace: a, name: \"2024\", coverage: {alliance: a/b, state: Maybe}}\n", "coverage"},
		"cases without records":         {"row: E1\nsays: so\ncases:\n- asOf: \"2024-06-12\"\n  because: R4\n", "no records"},
		"a document that says nothing":  {"row: E1\n", "says or cases"},
		"a second document that breaks": {head + "  - {kind: Alliance, namespace: a, name: b, absent: true}\n---\nrow: [\n", "outcomes.yaml"},
		"nothing at all":                {"", "no expected outcomes"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			if err := os.WriteFile(filepath.Join(folder, "outcomes.yaml"), []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			rows, err := expected.Load(folder)
			if err == nil {
				t.Fatalf("loaded %d rows", len(rows))
			}
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v does not name %q", err, c.want)
			}
		})
	}
}

// oneRecord is a register of a single record.
type oneRecord map[string]any

func (o oneRecord) Get(kind, namespace, name string) (map[string]any, bool) {
	return o, kind == "Alliance" && namespace == "zhuji" && name == "torreya"
}

func (o oneRecord) List(string) []map[string]any { return []map[string]any{o} }

func TestCheck(t *testing.T) {
	record := oneRecord{
		"metadata": map[string]any{"name": "torreya"},
		"status": map[string]any{
			"star":       map[string]any{"rating": "Five", "year": float64(2025)},
			"stages":     []any{map[string]any{"name": "Check", "state": "Done"}},
			"conditions": []any{map[string]any{"type": "Recognized", "status": "True", "reason": "Recognized"}},
			"onHold":     "",
		},
	}
	one := expected.Expectation{Kind: "Alliance", Namespace: "zhuji", Name: "torreya"}
	fields := func(at string, value any) expected.Expectation {
		e := one
		e.Fields = map[string]any{at: value}
		return e
	}
	says := func(status, reason string) expected.Expectation {
		e := one
		e.Condition, e.Status, e.Reason = "Recognized", status, reason
		return e
	}
	count := func(rating string, n int) expected.Expectation {
		return expected.Expectation{Kind: "Alliance", Where: map[string]any{"status.star.rating": rating}, Count: &n}
	}
	absent := func(name string) expected.Expectation {
		return expected.Expectation{Kind: "Alliance", Namespace: "zhuji", Name: name, Absent: true}
	}
	for name, c := range map[string]struct {
		e     expected.Expectation
		wrong int
	}{
		"a text":                          {fields("status.star.rating", "Five"), 0},
		"another text":                    {fields("status.star.rating", "Four"), 1},
		"a number, as JSON has it":        {fields("status.star.year", 2025), 0},
		"another number":                  {fields("status.star.year", 2024), 1},
		"absent":                          {fields("status.barredThrough", nil), 0},
		"absent, but it is there":         {fields("status.star", nil), 1},
		"empty counts as absent":          {fields("status.onHold", nil), 0},
		"there, but it is absent":         {fields("status.star.awardedOn", "2025-10-11"), 1},
		"an element of a list":            {fields("status.stages[name=Check].state", "Done"), 0},
		"an element that is not there":    {fields("status.stages[name=Leadership].state", "Done"), 1},
		"a path through a text":           {fields("status.star.rating.x", "y"), 1},
		"the condition":                   {says("True", "Recognized"), 0},
		"the condition, whatever reason":  {says("True", ""), 0},
		"another status":                  {says("False", "Recognized"), 1},
		"another reason":                  {says("True", "Dissolved"), 1},
		"the count":                       {count("Five", 1), 0},
		"another count":                   {count("Five", 2), 1},
		"none are so":                     {count("Four", 0), 0},
		"no such record":                  {absent("tea"), 0},
		"no such record, but it is there": {absent("torreya"), 1},
	} {
		t.Run(name, func(t *testing.T) {
			if wrong := (expected.Row{Expectation: c.e}).Check(record); len(wrong) != c.wrong {
				t.Errorf("%q, want %d", wrong, c.wrong)
			}
		})
	}
	missing := one
	missing.Name, missing.Fields = "tea", map[string]any{"status.star": nil}
	if wrong := (expected.Row{Expectation: missing}).Check(record); len(wrong) != 1 {
		t.Errorf("a record that is not there: %q", wrong)
	}
}

// TestRefusedFilesStand holds that the file of every record which admission has to refuse is there.
func TestRefusedFilesStand(t *testing.T) {
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, row := range expected.Rows() {
		if row.Refused == nil {
			continue
		}
		asked++
		file := expected.Beside(row.Source, row.Refused.Update+row.Refused.Create) // one of the two is empty
		if info, err := os.Stat(filepath.Join(root, filepath.FromSlash(file))); err != nil || info.IsDir() {
			t.Errorf("%s: %s is no file: %v", row, file, err)
		}
	}
	if asked < 2 {
		t.Errorf("only %d rows are about admission", asked)
	}
}

// TestNamedRecordsStand holds that a row speaks of a record that its source has: entries aside, which the system writes.
func TestNamedRecordsStand(t *testing.T) {
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	views := map[string]records.View{}
	for _, source := range expected.Sources() {
		var folders []string
		for _, folder := range expected.Paths(source) {
			folders = append(folders, filepath.Join(root, filepath.FromSlash(folder)))
		}
		view, problems, err := files.Load(folders...)
		if err != nil || len(problems) > 0 {
			t.Fatalf("%s: %v %v", source, err, problems)
		}
		views[source] = view
	}
	asked := 0
	for _, row := range expected.Rows() {
		kind := records.Kind(row.Kind)
		if row.Count != nil || kind == records.FundingDisbursement {
			continue
		}
		asked++
		if row.Absent {
			continue
		}
		if _, ok := views[row.Source].Get(kind, records.Key{Namespace: row.Namespace, Name: row.Name}); !ok {
			t.Errorf("%s: there is no such record", row)
		}
		if row.Coverage == nil {
			continue
		}
		namespace, name, _ := strings.Cut(row.Coverage.Alliance, "/")
		if _, ok := views[row.Source].Get(records.Alliance, records.Key{Namespace: namespace, Name: name}); !ok {
			t.Errorf("%s: there is no alliance %s", row, row.Coverage.Alliance)
		}
	}
	if asked < 250 {
		t.Errorf("only %d rows name a record", asked)
	}
}
