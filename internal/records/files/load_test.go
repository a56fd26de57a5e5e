package files_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

const register = "testdata/register"

// load reads paths that have no problem.
func load(t testing.TB, paths ...string) *files.View {
	t.Helper()
	view, problems, err := files.Load(paths...)
	if err != nil {
		t.Fatal(err)
	}
	for _, problem := range problems {
		t.Errorf("unexpected: %v", problem)
	}
	return view
}

func TestLoadReadsARegister(t *testing.T) {
	view := load(t, register)
	if got, want := view.Counts(), (files.Counts{Documents: 26, Loaded: 25, Skipped: 1}); got != want {
		t.Errorf("counts %+v, want %+v", got, want)
	}
	if diff := cmp.Diff([]files.Skipped{{
		File: filepath.Join(register, "kustomization.yaml"), Line: 1,
		APIVersion: "kustomize.config.k8s.io/v1beta1", Kind: "Kustomization",
	}}, view.Skipped()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]records.Division{
		{Namespace: "shaoxing", Code: "330600", DisplayName: "绍兴市"},
		{Namespace: "zhuji", Code: "330681", DisplayName: "诸暨市"},
	}, view.Divisions()); diff != "" {
		t.Error(diff)
	}
	counts := map[records.Kind]int{}
	for _, info := range records.Kinds {
		counts[info.Kind] = len(view.List(info.Kind))
	}
	if diff := cmp.Diff(map[records.Kind]int{
		records.WorkCalendar: 1, records.EvaluationRound: 1, records.Alliance: 2, records.StarApplication: 1,
		records.Objection: 1, records.AwardRequest: 1, records.Review: 1, records.Ledger: 1, records.Budget: 1,
		records.FundingDisbursement: 3, records.Payment: 1, records.Incident: 2, records.Brand: 1, records.BrandLicense: 1,
		records.ActivityProgram: 1, records.ActivityPlan: 1, records.ActivityReport: 1, records.Initiative: 1, records.ActionPlan: 1,
	}, counts); diff != "" {
		t.Error(diff)
	}
	alliance, ok := records.Get[*v1alpha1.Alliance](view, records.Key{Namespace: "zhuji", Name: "torreya"})
	if !ok || alliance.Spec.DisplayName != "诸暨市样例香榧产业农合联(虚构)" || alliance.Spec.Recognition.Notice.WorkingDays != 20 {
		t.Errorf("the alliance is %+v", alliance)
	}
	if _, ok := view.Get(records.Alliance, records.Key{Namespace: "shaoxing", Name: "torreya"}); ok {
		t.Error("an alliance was found in another namespace")
	}
	var names []string
	for _, found := range records.List[*v1alpha1.Alliance](view) {
		names = append(names, found.Name)
	}
	if diff := cmp.Diff([]string{"pearl", "torreya"}, names); diff != "" {
		t.Error(diff)
	}
}

func TestIndexes(t *testing.T) {
	view := load(t, register)
	for _, c := range []struct {
		index *records.Index
		value string
		want  []string
	}{
		{records.ReviewsBySubject, "StarApplication/zhuji/torreya-2025-4", []string{"torreya-2025-4-recommendation-zhuji-lead"}},
		{records.ObjectionsBySubject, "StarApplication/zhuji/torreya-2025-4", []string{"torreya-1"}},
		{records.ApplicationsByAlliance, "zhuji/torreya", []string{"torreya-2025-4"}},
		{records.IncidentsByAlliance, "zhuji/torreya", []string{"torreya-2025-misuse", "torreya-2025-report"}},
		{records.IncidentsByLicense, "zhuji/cooperative", []string{"torreya-2025-misuse"}},
		{records.LicensesByBrand, "zhuji/torreya-brand", []string{"cooperative"}},
		{records.LicensesByRenewed, "zhuji/cooperative-2022", []string{"cooperative"}},
		{records.LicensesByUser, "zhuji/torreya-brand/样例合作社", []string{"cooperative"}},
		{records.BrandsByAlliance, "zhuji/torreya", []string{"torreya-brand"}},
		{records.ApplicationsByRound, "shaoxing/2025", []string{"torreya-2025-4"}},
		{records.AlliancesByNamespace, "zhuji", []string{"pearl", "torreya"}},
		{records.AlliancesByCode, "51330681PDY001813A", []string{"torreya"}},
		{records.AlliancesByPredecessor, "51330600PDY00001XU", []string{"torreya"}},
		{records.AlliancesByPredecessor, "shaoxing/old-torreya", []string{"torreya"}},
		{records.RoundsByYear, "2025", []string{"2025"}},
		{records.BudgetsByLedger, "shaoxing/stars", []string{"stars-2025"}},
		{records.EntriesByClaim, "shaoxing/stars/2025/51330681PDY001813A", []string{"stars-000002", "stars-000003"}},
		{records.EntriesByCause, "AwardRequest/zhuji/torreya-2025-4", []string{"stars-000002"}},
		{records.EntriesByBudget, "shaoxing/stars/2025", []string{"stars-000001", "stars-000002", "stars-000003"}},
		{records.EntriesByLedger, "shaoxing/stars", []string{"stars-000001", "stars-000002", "stars-000003"}},
		{records.PaymentsByEntry, "shaoxing/stars-000002", []string{"stars-000002-1"}},
		{records.PaymentsByLedger, "shaoxing/stars", []string{"stars-000002-1"}},
		{records.PaymentsByVoucher, "shaoxing/V/1", []string{"stars-000002-1"}},
		{records.AlliancesByCode, "", nil},
		{records.AlliancesByNamespace, "shaoxing", nil},
	} {
		t.Run(c.index.Name+"="+c.value, func(t *testing.T) {
			var names []string
			for _, object := range view.Find(c.index, c.value) {
				names = append(names, object.GetName())
			}
			if diff := cmp.Diff(c.want, names); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// documents are the objects of the register, each as YAML.
func documents(t *testing.T) []string {
	t.Helper()
	view := load(t, register)
	var found []string
	for _, info := range records.Kinds {
		for _, object := range view.List(info.Kind) {
			text, err := yaml.Marshal(object)
			if err != nil {
				t.Fatal(err)
			}
			found = append(found, string(text))
		}
	}
	for _, division := range view.Divisions() {
		found = append(found, fmt.Sprintf("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: %s\n  labels: {lianxing.dev/division: \"%s\"}\n"+
			"  annotations: {lianxing.dev/display-name: %s}\n", division.Namespace, division.Code, division.DisplayName))
	}
	return found
}

// TestLayoutMeansNothing spreads the same documents over files and folders at random, in any order and in any of the forms.
func TestLayoutMeansNothing(t *testing.T) {
	want := load(t, register)
	all := documents(t)
	rapid.Check(t, func(rt *rapid.T) {
		root := t.TempDir()
		shuffled := rapid.Permutation(all).Draw(rt, "order")
		for i := 0; len(shuffled) > 0; i++ {
			n := rapid.IntRange(1, len(shuffled)).Draw(rt, "documents in a file")
			folder := filepath.Join(root, filepath.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b"}), 0, 3).Draw(rt, "folder")...))
			if err := os.MkdirAll(folder, 0o755); err != nil {
				rt.Fatal(err)
			}
			name, text := form(rt, shuffled[:n])
			if err := os.WriteFile(filepath.Join(folder, fmt.Sprintf("%d%s", i, name)), []byte(text), 0o600); err != nil {
				rt.Fatal(err)
			}
			shuffled = shuffled[n:]
		}
		got, problems, err := files.Load(root)
		if err != nil || len(problems) > 0 {
			rt.Fatalf("problems %v, error %v", problems, err)
		}
		if diff := difference(want, got); diff != "" {
			rt.Fatal(diff)
		}
		if got.Counts().Loaded != len(all) {
			rt.Fatalf("%d documents loaded of %d", got.Counts().Loaded, len(all))
		}
	})
}

// form writes documents as a YAML stream, a YAML or JSON list, or a JSON stream, and returns the extension with the text.
func form(t *rapid.T, documents []string) (extension, text string) {
	asJSON := func(document string) string {
		converted, err := yaml.YAMLToJSON([]byte(document))
		if err != nil {
			t.Fatal(err)
		}
		return string(converted)
	}
	switch rapid.SampledFrom([]string{"stream", "list", "json", "jsonlist"}).Draw(t, "form") {
	case "list":
		text = "apiVersion: v1\nkind: List\nitems:\n"
		for _, document := range documents {
			text += "- " + strings.TrimSuffix(strings.ReplaceAll(document, "\n", "\n  "), "  ")
		}
		return ".yml", text
	case "json":
		for _, document := range documents {
			text += asJSON(document) + "\n"
		}
		return ".json", text
	case "jsonlist":
		items := make([]string, 0, len(documents))
		for _, document := range documents {
			items = append(items, asJSON(document))
		}
		return ".json", `{"apiVersion":"v1","kind":"List","items":[` + strings.Join(items, ",") + `]}`
	}
	separator := rapid.SampledFrom([]string{"---\n", "---\n# a comment\n---\n", "--- # next\n", "...\n---\n"}).Draw(t, "separator")
	return ".yaml", strings.Join(documents, separator)
}

// difference compares all that a view says, but for places.
func difference(want, got records.View) string {
	for _, info := range records.Kinds {
		if diff := cmp.Diff(want.List(info.Kind), got.List(info.Kind)); diff != "" {
			return diff
		}
	}
	for _, index := range records.Indexes {
		for _, object := range want.List(index.Kind) {
			for _, value := range index.Values(object) {
				if diff := cmp.Diff(want.Find(index, value), got.Find(index, value)); diff != "" {
					return diff
				}
			}
		}
	}
	return cmp.Diff(want.Divisions(), got.Divisions())
}

func TestFilesCountOnceHoweverTheyAreNamed(t *testing.T) {
	view := load(t, register, filepath.Join(register, "calendar.yaml"), filepath.Join(register, "shaoxing", "..", "calendar.yaml"))
	if got := view.Counts().Documents; got != 26 {
		t.Errorf("%d documents, want 26", got)
	}
}

func TestWhatAFolderGives(t *testing.T) {
	root := t.TempDir()
	calendar, err := os.ReadFile(filepath.Join(register, "calendar.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write := func(path, text string) {
		t.Helper()
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("a/b/c.YML", string(calendar))
	write("README.md", "# not for us")
	write("a/.hidden.yaml", ": broken")
	write(".git/config.yaml", ": broken")
	write("values.yaml", "replicas: 1\n")
	write("elsewhere/calendar", strings.ReplaceAll(string(calendar), "2025-09-28", "2025-09-27"))
	if err := os.Symlink(filepath.Join(root, "a"), filepath.Join(root, "link.yaml")); err != nil {
		t.Fatal(err)
	}
	view, problems, err := files.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) != 1 || problems[0].Reason != files.LinkedFolder || problems[0].File != filepath.Join(root, "link.yaml") {
		t.Errorf("problems %v, want the linked folder alone", problems)
	}
	if got, want := view.Counts(), (files.Counts{Documents: 2, Loaded: 1, Skipped: 1}); got != want {
		t.Errorf("counts %+v, want %+v", got, want)
	}
	named := load(t, filepath.Join(root, "elsewhere", "calendar"))
	if _, ok := named.Get(records.WorkCalendar, records.Key{Name: "2025"}); !ok {
		t.Error("a file without an extension was named but not read")
	}
}

func TestStandardInput(t *testing.T) {
	calendar, err := os.ReadFile(filepath.Join(register, "calendar.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	view, problems, err := files.Loader{Stdin: strings.NewReader(string(calendar) + "---\nkind: Alliance\n")}.Load("-")
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) != 1 || problems[0].File != "stdin" || problems[0].Line != 13 {
		t.Errorf("problems %v, want one in line 13 of stdin", problems)
	}
	if _, ok := view.Get(records.WorkCalendar, records.Key{Name: "2025"}); !ok {
		t.Error("the calendar was not read")
	}
}

func TestNothingToAsk(t *testing.T) {
	if _, _, err := files.Load(); err == nil {
		t.Error("no path was given, and that was accepted")
	}
	missing := filepath.Join(t.TempDir(), "nowhere")
	if _, _, err := files.Load(register, missing); err == nil || !strings.Contains(err.Error(), missing) {
		t.Errorf("error %v, want one that names %s", err, missing)
	}
}
