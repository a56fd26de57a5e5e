package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

var samplesFolder = filepath.Join("..", "..", "config", "samples", "shaoxing")

func report(t *testing.T, asOf, language string) Report {
	t.Helper()
	view, problems, err := files.Load(samplesFolder)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	made, err := ReportRegister(view, calendar.MustParse(asOf), language)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// TestReportSaysEverything holds that nothing of the samples is left out: numbers of the register that people worked out by hand.
func TestReportSaysEverything(t *testing.T) {
	text, err := json.Marshal(report(t, "2026-12-31", "zh").Value)
	if err != nil {
		t.Fatal(err)
	}
	var value map[string][]map[string]any
	if err := json.Unmarshal([]byte(strings.NewReplacer(`"asOf":"2026-12-31",`, "", `"basis":"facts of the day as now recorded",`, "").Replace(string(text))), &value); err != nil {
		t.Fatal(err)
	}
	for field, want := range map[string]int{
		"rounds": 3, "stars": 5, "applications": 20, "objections": 2, "incidents": 5, "brands": 8, "licenses": 6, "requests": 15, "ledgers": 1, "payments": 15, "budgets": 3, "stalled": 0,
	} {
		if got := len(value[field]); got != want {
			t.Errorf("%d %s, want %d", got, field, want)
		}
	}
	onLists := 0
	for _, brand := range value["brands"] {
		if list, ok := brand["licensed"].([]any); ok {
			onLists += len(list)
		}
	}
	if onLists != 4 {
		t.Errorf("%d are on the licence lists, want 4", onLists)
	}
	entries, ok := value["ledgers"][0]["entries"].([]any)
	if !ok || len(entries) != 33 {
		t.Errorf("%d entries, want 33", len(entries))
	}
}

func TestSectionsInBothLanguages(t *testing.T) {
	chinese, english := report(t, "2025-10-10", "zh"), report(t, "2025-10-10", "en")
	if len(chinese.Sections) != len(english.Sections) || len(chinese.Sections) < 9 {
		t.Fatalf("%d sections in Chinese, %d in English", len(chinese.Sections), len(english.Sections))
	}
	for i, section := range english.Sections {
		if section.Title == "" || chinese.Sections[i].Title == "" || len(section.Header) != len(chinese.Sections[i].Header) {
			t.Errorf("section %d: %q and %q, %d and %d columns", i, section.Title, chinese.Sections[i].Title, len(section.Header), len(chinese.Sections[i].Header))
		}
		for _, row := range section.Rows {
			if len(row) != len(section.Header) {
				t.Errorf("%s: a row of %d cells under %d headings", section.Title, len(row), len(section.Header))
			}
		}
	}
}

// TestDocumentedFields holds docs/register.md and the fields that are printed to each other.
func TestDocumentedFields(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("..", "..", "docs", "register.md"))
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, cell := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(string(content), -1) {
		for part := range strings.SplitSeq(strings.ReplaceAll(cell[1], "[]", ""), ".") {
			documented[part] = true
		}
	}
	for _, field := range fieldsOf(reflect.TypeFor[registerView]()) {
		if !documented[field] {
			t.Errorf("docs/register.md does not name the field %q", field)
		}
	}
}

// fieldsOf are the names of all JSON fields of a type of this package and of those that it holds.
func fieldsOf(of reflect.Type) []string {
	for of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	if of.Kind() != reflect.Struct || of.PkgPath() != reflect.TypeFor[registerView]().PkgPath() {
		return nil
	}
	var names []string
	for i := range of.NumField() {
		field := of.Field(i)
		if name, _, _ := strings.Cut(field.Tag.Get("json"), ","); name != "" {
			names = append(names, name)
		}
		names = append(names, fieldsOf(field.Type)...)
	}
	return names
}
