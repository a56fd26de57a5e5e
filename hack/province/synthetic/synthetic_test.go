package synthetic_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// small is a province in which every course is drawn, and alliances of the cities carry out activities.
var small = synthetic.Options{Seed: 7, Cities: 2, Counties: 1, Alliances: 40, Years: 3, MunicipalEvery: 5}

func TestEveryCourseIsDrawn(t *testing.T) {
	p := province(t, small)
	var drawn []synthetic.Course
	for i := range p.Alliances() {
		life, err := p.Life(i)
		if err != nil {
			t.Fatal(err)
		}
		drawn = append(drawn, life.Courses...)
	}
	slices.Sort(drawn)
	if drawn = slices.Compact(drawn); !slices.Equal(drawn, synthetic.Courses()) {
		t.Errorf("drawn are %v of %v: the other tests say nothing of the rest", drawn, synthetic.Courses())
	}
}

// TestComputeGivesTheAnswers holds register.Compute to what is known of the province by construction.
func TestComputeGivesTheAnswers(t *testing.T) {
	for name, payments := range map[string]bool{"with payments": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			p := province(t, small)
			objects, err := p.All(payments)
			if err != nil {
				t.Fatal(err)
			}
			same(t, p.Answers(payments), compute(t, p, files.NewMemory(p.Divisions(), objects)))
		})
	}
}

// TestFilesGiveTheAnswers reads back what was written, as everybody reads files.
func TestFilesGiveTheAnswers(t *testing.T) {
	p := province(t, small)
	folder := filepath.Join(t.TempDir(), "province")
	total, err := p.Write(folder, true)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(folder, synthetic.AnswersFile))
	if err != nil {
		t.Fatal(err)
	}
	var written synthetic.Answers
	if err := json.Unmarshal(content, &written); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(folder, synthetic.AnswersFile)); err != nil {
		t.Fatal(err)
	}
	view, problems, err := files.Load(folder)
	if err != nil || len(problems) > 0 {
		t.Fatal(err, len(problems), problems[:min(len(problems), 3)])
	}
	if loaded := view.Counts().Loaded; loaded != total+len(p.Divisions()) {
		t.Errorf("%d loaded, want %d records and %d divisions", loaded, total, len(p.Divisions()))
	}
	same(t, &written, compute(t, p, view))
}

// TestTheSameAgain: the same seed gives the same province, and another one another.
func TestTheSameAgain(t *testing.T) {
	first, second, other := province(t, small), province(t, small), small
	other.Seed++
	for i := range first.Alliances() {
		if diff := cmp.Diff(life(t, first, i), life(t, second, i)); diff != "" {
			t.Fatal(diff)
		}
	}
	if cmp.Equal(first.Answers(true), province(t, other).Answers(true)) {
		t.Error("another seed gives the same answers")
	}
}

func TestOptionsAreAsked(t *testing.T) {
	for name, o := range map[string]synthetic.Options{
		"no alliance":     {},
		"too many cities": {Alliances: 1, Cities: 100},
		"too many years":  {Alliances: 1, Years: 51},
		"no such course":  {Alliances: 1, Only: "SixStars"},
	} {
		if _, err := synthetic.New(o); err == nil {
			t.Errorf("%s: it is accepted", name)
		}
	}
}

func province(t *testing.T, o synthetic.Options) *synthetic.Province {
	t.Helper()
	p, err := synthetic.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func life(t *testing.T, p *synthetic.Province, alliance int) []records.Object {
	t.Helper()
	l, err := p.Life(alliance)
	if err != nil {
		t.Fatal(err)
	}
	return l.Records
}

func compute(t *testing.T, p *synthetic.Province, view records.View) *synthetic.Answers {
	t.Helper()
	computed, err := register.Compute(view, register.Options{AsOf: p.LastDay(), Language: "zh"})
	if err != nil {
		t.Fatal(err)
	}
	found, err := synthetic.Found(p.LastDay(), computed.Records())
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func same(t *testing.T, want, have *synthetic.Answers) {
	t.Helper()
	if diff := cmp.Diff(want, have); diff != "" {
		t.Errorf("answers (-), found (+):\n%s", diff)
	}
}
