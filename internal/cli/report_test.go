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
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/messages"
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
		"rounds": 3, "stars": 5, "applications": 20, "objections": 2, "incidents": 5, "requests": 15, "ledgers": 3, "payments": 18, "budgets": 5, "stalled": 0,
		"programs": 1, "plans": 11, "reports": 4, "brands": 8, "licenses": 6, "initiatives": 12, "exemplars": 2, "actionPlans": 1,
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
	for _, ledger := range value["ledgers"] {
		if entries, ok := ledger["entries"].([]any); ledger["name"] == "stars" && (!ok || len(entries) != 33) {
			t.Errorf("%d entries of stars, want 33", len(entries))
		}
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

// TestIndicatorsAreDocumentedAndNamed holds docs/register.md and the names of indicators in both languages to what is counted.
func TestIndicatorsAreDocumentedAndNamed(t *testing.T) {
	content, err := os.ReadFile(filepath.Join("..", "..", "docs", "register.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range evaluation.Indicators() {
		parts := strings.Split(of.Name, ".")
		if last := parts[len(parts)-1]; !regexp.MustCompile("`[^`]*\\b" + last + "`").Match(content) {
			t.Errorf("docs/register.md does not name %s", of.Name)
		}
		if !strings.Contains(string(content), of.Rule) {
			t.Errorf("docs/register.md does not say that %s is asked for by %s", of.Name, of.Rule)
		}
		chinese, english := messages.Indicator(of.Name, "zh"), messages.Indicator(of.Name, "en")
		if chinese == of.Name || english == of.Name || chinese == english || english == "" {
			t.Errorf("%s is called %q and %q", of.Name, chinese, english)
		}
	}
	if got := messages.Indicator("nothing.known", "en"); got != "nothing.known" {
		t.Errorf("an indicator that there is not is called %q", got)
	}
}

// TestIndicatorsByDivision holds that the table of a year has a row for every division and level, those with nothing too (R55).
func TestIndicatorsByDivision(t *testing.T) {
	for _, section := range report(t, "2026-12-31", "en").Sections {
		if section.Title != "Indicators of the action plan shaoxing/upgrade-2024 2025" {
			continue
		}
		var of []string
		for _, row := range section.Rows {
			of = append(of, strings.Join(row[:3], " "))
		}
		want := "shaoxing Municipal 3, yuecheng County 2, keqiao County 2, shangyu County 2, xinchang County 2, zhuji County 3, shengzhou County 3, " +
			"all County 14, all Municipal 3, all Provincial 0, all  17"
		if got := strings.Join(of, ", "); got != want {
			t.Errorf("%s\nwant %s", got, want)
		}
		return
	}
	t.Error("there is no table of 2025")
}

// TestExemplarsAreListed holds that exemplars are listed by industry and division (R60).
func TestExemplarsAreListed(t *testing.T) {
	value, ok := report(t, "2026-12-31", "en").Value.(*registerView)
	if !ok || len(value.Exemplars) != 2 {
		t.Fatalf("%+v", value)
	}
	for i, want := range []string{"小京生花生 330624 peanuts", "石笕茶 330681 shijian-tea"} {
		if e := value.Exemplars[i]; e.Industry+" "+e.Division+" "+e.Alliance != want {
			t.Errorf("exemplar %d is %+v, want %s", i, e, want)
		}
	}
}
