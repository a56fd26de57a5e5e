package faults_test

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/yaml"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
	"github.com/lianxing-dev/lianxing/test/invariants"
)

// The registers of the samples that are played: each has money, and all but that of activities stars of which one goes wrong. The first is
// a star that is revoked after it was paid, and given back by an appeal.
var played = []string{"e28", activities, "r11", "f19", "e26", "q12", "e05", "f16"}

// killed are those of which every kill point is tried.
var killed = played[:2]

// activities stands for the plans, reports and money of one alliance within the main register, which has no small one of them.
const activities = "activities"

// ofActivities says whether a document of the main register belongs to them.
func ofActivities(document *unstructured.Unstructured) bool {
	switch kind, name := document.GetKind(), document.GetName(); records.Kind(kind) {
	case "Namespace":
		return name == "shaoxing"
	case records.WorkCalendar:
		return true
	case records.Alliance:
		return document.GetNamespace() == "shaoxing" && name == "tea"
	case records.Ledger, records.Budget, records.Payment:
		return strings.HasPrefix(name, "activities")
	case records.ActivityProgram:
		return true
	case records.ActivityPlan, records.ActivityReport, records.Review:
		return document.GetNamespace() == "shaoxing" && strings.HasPrefix(name, "tea-")
	default:
		return false
	}
}

// afterwards is a day after everything that happens in them.
var afterwards = calendar.MustParse("2027-01-01")

// source is a register of the samples, as files.
type source struct {
	name    string
	folders []string
	// has says which documents of the folders belong to it.
	has       func(*unstructured.Unstructured) bool
	divisions []*unstructured.Unstructured
	documents []*unstructured.Unstructured
}

var (
	sourcesMu sync.Mutex
	sources   = map[string]*source{}
)

// load reads a register once.
func load(t testing.TB, name string) *source {
	t.Helper()
	sourcesMu.Lock()
	defer sourcesMu.Unlock()
	if s := sources[name]; s != nil {
		return s
	}
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	s := &source{name: name, has: func(*unstructured.Unstructured) bool { return true }}
	from := name
	if name == activities {
		s.has, from = ofActivities, expected.Base
	}
	for _, folder := range expected.Paths(from) {
		s.folders = append(s.folders, filepath.Join(root, folder))
		if err := s.read(filepath.Join(root, folder)); err != nil {
			t.Fatal(err)
		}
	}
	if len(s.documents) == 0 || len(s.divisions) == 0 {
		t.Fatalf("no register %s", name)
	}
	sources[name] = s
	return s
}

func (s *source) read(folder string) error {
	return filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".yaml" || entry.Name() == "kustomization.yaml" {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		decoder := yaml.NewYAMLOrJSONDecoder(bytes.NewReader(content), 4096)
		for {
			document := &unstructured.Unstructured{}
			if err := decoder.Decode(document); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return err
			}
			switch {
			case !s.has(document):
			case document.GetKind() == "Namespace":
				s.divisions = append(s.divisions, document)
			case len(document.Object) > 0:
				s.documents = append(s.documents, document)
			}
		}
	})
}

// datedBy is the field by which a record of a kind is dated. What has none is there from the beginning.
var datedBy = map[records.Kind]string{
	records.StarApplication: "filedOn", records.AwardRequest: "requestedOn", records.Review: "signedOn", records.Payment: "orderedOn",
	records.Incident: "reportedOn", records.Objection: "raisedOn", records.ActivityPlan: "filedOn", records.ActivityReport: "reportedOn",
}

func dateOf(document *unstructured.Unstructured) string {
	on, _, _ := unstructured.NestedString(document.Object, "spec", datedBy[records.Kind(document.GetKind())]) // none where it has no such field
	return on
}

// days are those of the records, in order.
func (s *source) days() (days []string) {
	for _, document := range s.documents {
		if on := dateOf(document); on != "" {
			days = append(days, on)
		}
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// until lists the documents that came by a day.
func (s *source) until(asOf calendar.Date) (came []*unstructured.Unstructured) {
	for _, document := range s.documents {
		if dateOf(document) <= asOf.String() {
			came = append(came, document)
		}
	}
	return came
}

// offline is the register that some documents come to at once, as of a day.
func (s *source) offline(t testing.TB, documents []*unstructured.Unstructured, asOf calendar.Date) []records.Object {
	t.Helper()
	view, problems, err := files.Load(s.folders...)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, problems)
	}
	came := map[string]bool{}
	for _, document := range documents {
		came[identityOf(document)] = true
	}
	var objects []records.Object
	for _, info := range records.Kinds {
		for _, object := range view.List(info.Kind) {
			if came[string(info.Kind)+" "+records.KeyOf(object).String()] {
				objects = append(objects, object)
			}
		}
	}
	if len(objects) != len(documents) {
		t.Fatalf("%d documents, %d of them in the files", len(documents), len(objects))
	}
	computed, err := register.Compute(files.NewMemory(view.Divisions(), objects), register.Options{AsOf: asOf, Fixed: true, Language: language})
	if err != nil {
		t.Fatal(err)
	}
	return computed.Records()
}

func identityOf(document *unstructured.Unstructured) string {
	return document.GetKind() + " " + records.KeyOf(document).String()
}

// language of the managers' messages.
const language = "zh"

// entriesOf counts the entries of a register.
func entriesOf(all []records.Object) (n int) {
	for _, object := range all {
		if records.KindOf(object) == records.FundingDisbursement {
			n++
		}
	}
	return n
}

// byLedger counts the entries of each ledger.
func byLedger(all []records.Object) map[records.Key]int {
	found := map[records.Key]int{}
	for _, object := range all {
		if entry, ok := object.(*v1alpha1.FundingDisbursement); ok {
			found[records.LedgerOfEntry(entry)]++
		}
	}
	return found
}

// differ lists where the API server has another register than the one that was computed.
func differ(have *invariants.Register, want []records.Object) []string {
	wrong := invariants.Differ(have.Records, want)
	slices.SortFunc(wrong, cmp.Compare[string])
	return wrong
}
