package synthetic_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// small is a province in which every course is drawn, and an alliance of the city carries out activities.
var small = synthetic.Options{Seed: 7, Cities: 2, Counties: 2, Alliances: 60, Years: 3, MunicipalEvery: 5}

func province(t *testing.T, o synthetic.Options) *synthetic.Province {
	t.Helper()
	p, err := synthetic.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// all are the records of a province, with the payments of each city.
func all(t *testing.T, p *synthetic.Province) []records.Object {
	t.Helper()
	objects, err := p.All(true)
	if err != nil {
		t.Fatal(err)
	}
	return objects
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

func TestComputeGivesTheAnswers(t *testing.T) {
	p := province(t, small)
	if drawn := courses(t, p); len(drawn) != len(synthetic.Courses()) {
		t.Fatalf("drawn are %v of %v", drawn, synthetic.Courses())
	}
	if diff := cmp.Diff(p.Answers(true), compute(t, p, files.NewMemory(p.Divisions(), all(t, p)))); diff != "" {
		t.Errorf("answers (-), computed (+):\n%s", diff)
	}
}

func courses(t *testing.T, p *synthetic.Province) []synthetic.Course {
	t.Helper()
	var drawn []synthetic.Course
	for i := range p.Alliances() {
		life, err := p.Life(i)
		if err != nil {
			t.Fatal(err)
		}
		drawn = append(drawn, life.Courses...)
	}
	slices.Sort(drawn)
	return slices.Compact(drawn)
}
