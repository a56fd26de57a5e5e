package main

import (
	"bufio"
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
)

func TestSpread(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []float64
		want   spread
	}{
		{"none", nil, spread{}},
		{"one", []float64{3}, spread{3, 3, 3}},
		{"two, between which the median lies", []float64{4, 1}, spread{2.5, 1, 4}},
		{"three in any order", []float64{9, 1, 2}, spread{2, 1, 9}},
	} {
		if got := spreadOf(c.values); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	if p := quantile([]float64{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0.95); p != 9.5 {
		t.Errorf("p95 of 0 to 10 is %g", p)
	}
}

// TestRatioIsOfEachRun: the ratio of a row is the median of the runs' ratios, and not the ratio of the medians.
func TestRatioIsOfEachRun(t *testing.T) {
	b := &bench{found: map[string]*series{}, options: options{runs: 3}}
	for _, run := range [][2]float64{{10, 10}, {10, 20}, {60, 40}} {
		b.add("a.entries", run[0], run[1])
	}
	m := b.report(time.Second, nil).Rows[0]
	if m.Ratio.Median != 1 || m.Ratio.Least != 0.5 || m.Ratio.Most != 1.5 || m.Missed {
		t.Errorf("%+v, missed %v", m.Ratio, m.Missed)
	}
	b.add("c.one", 1, 2)
	report := b.report(time.Second, []string{"-docs", "docs/benchmarks.md", "-runs", "3"})
	for _, part := range []string{"make bench DOCS=1 BENCHFLAGS='-runs 3'", "≥ 0.9 missed", "## Aims that were missed", "0.50 against ≥ 0.9"} {
		if !strings.Contains(report.page(), part) {
			t.Errorf("the page lacks %q:\n%s", part, report.page())
		}
	}
}

func TestAims(t *testing.T) {
	for _, c := range []struct {
		aim   aim
		ratio float64
		met   bool
	}{
		{aim{}, 100, true},
		{atLeast(0.9), 0.9, true}, {atLeast(0.9), 0.89, false},
		{atMost(1.2), 1.2, true}, {atMost(1.2), 1.21, false},
	} {
		if c.aim.met(c.ratio) != c.met {
			t.Errorf("aim %s of %g: met %v", c.aim, c.ratio, !c.met)
		}
	}
}

// TestEveryRowIsWhole: what misses its aim has to be able to say why.
func TestEveryRowIsWhole(t *testing.T) {
	seen := map[string]bool{}
	for _, letter := range table {
		for _, row := range letter.rows {
			if seen[row.id] || !strings.HasPrefix(row.id, letter.letter+".") || row.what == "" || row.reference == "" || row.unit == "" {
				t.Errorf("row %q of %s is not whole, or there twice", row.id, letter.letter)
			}
			if (row.aim != aim{}) != (row.cause != "") {
				t.Errorf("row %q: an aim needs a cause for where it is missed, and nothing else does", row.id)
			}
			seen[row.id] = true
		}
	}
}

func TestResourceOfAWrite(t *testing.T) {
	for path, want := range map[string]string{
		"/apis/lianxing.dev/v1alpha1/namespaces/city-01/alliances/a000001/status": "alliances/status",
		"/apis/lianxing.dev/v1alpha1/namespaces/city-01/fundingdisbursements":     entries,
		"/apis/lianxing.dev/v1alpha1/workcalendars/2024/status":                   "workcalendars/status",
		"/apis/events.k8s.io/v1/namespaces/city-01/events":                        "events",
	} {
		if got := (write{path: path}).resource(); got != want {
			t.Errorf("%s is of %s, want %s", path, got, want)
		}
	}
}

// TestPiecesAreTheProvince: what is evaluated piece by piece comes to what is known of the whole, and a grant too few is seen.
func TestPiecesAreTheProvince(t *testing.T) {
	var pieces bytes.Buffer
	if err := makePieces(&pieces, 120, 2); err != nil {
		t.Fatal(err)
	}
	p, err := synthetic.New(evaluated(120, 2))
	if err != nil {
		t.Fatal(err)
	}
	e := &evaluator{province: p, stars: map[v1alpha1.Rating]int{}}
	if err := e.all(bufio.NewReader(&pieces)); err != nil {
		t.Fatal(err)
	}
	if err := e.check(); err != nil || e.applications == 0 || e.reading.cpu <= 0 || e.computing.allocations == 0 {
		t.Errorf("%v; %d applications, reading %+v, computing %+v", err, e.applications, e.reading, e.computing)
	}
	e.grants--
	if e.check() == nil {
		t.Error("a grant too few is not seen")
	}
}

func TestOptions(t *testing.T) {
	for _, refused := range []string{"-size 10", "-runs 0", "-only z", "-docs x -only a", "-sizes 5", "rest"} {
		if _, err := parse(strings.Fields(refused)); err == nil {
			t.Errorf("%s is accepted", refused)
		}
	}
	o, err := parse(strings.Fields("-sizes 1000,100000 -only a,c"))
	if err != nil || o.sizes.String() != "1000,100000" {
		t.Errorf("%v, %v", o.sizes, err)
	}
}
