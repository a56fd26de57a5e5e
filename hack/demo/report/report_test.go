package report_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/hack/demo/report"
)

// small reads the register of testdata/register.yaml, which was written by hand as an API server would return it.
func small(t *testing.T) []unstructured.Unstructured {
	t.Helper()
	content, err := os.ReadFile(filepath.Join("testdata", "register.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	var all []unstructured.Unstructured
	for _, document := range bytes.Split(content, []byte("\n---\n")) {
		one := unstructured.Unstructured{}
		raw, err := yaml.YAMLToJSON(document)
		if err == nil {
			err = one.UnmarshalJSON(raw)
		}
		if err != nil {
			t.Fatalf("%v in:\n%s", err, document)
		}
		all = append(all, one)
	}
	return all
}

// TestPrint holds the whole report of a small register against what was laid out by hand, in both languages.
func TestPrint(t *testing.T) {
	for _, language := range []string{"zh", "en"} {
		t.Run(language, func(t *testing.T) {
			want, err := os.ReadFile(filepath.Join("testdata", language+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			if err := report.Print(&got, small(t), language); err != nil {
				t.Fatal(err)
			}
			wanted, lines := strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")
			for i := range max(len(wanted), len(lines)) {
				if a, b := at(lines, i), at(wanted, i); a != b {
					t.Errorf("line %d:\n  is     %q\n  wanted %q", i+1, a, b)
				}
			}
		})
	}
}

func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(no such line)"
}

// TestOrder holds that the order in which records are read changes nothing.
func TestOrder(t *testing.T) {
	all := small(t)
	var forwards, backwards strings.Builder
	if err := report.Print(&forwards, all, "zh"); err != nil {
		t.Fatal(err)
	}
	var turned []unstructured.Unstructured
	for i := range all {
		turned = append(turned, all[len(all)-1-i])
	}
	if err := report.Print(&backwards, turned, "zh"); err != nil {
		t.Fatal(err)
	}
	if forwards.String() != backwards.String() {
		t.Errorf("the order of reading shows:\n%s\nand\n%s", &forwards, &backwards)
	}
}

// TestNothing holds that an empty register says that there is nothing, under every heading.
func TestNothing(t *testing.T) {
	var got strings.Builder
	if err := report.Print(&got, nil, "en"); err != nil {
		t.Fatal(err)
	}
	// Stars, what waits, what was refused, what ended, budgets, activities, brands; there is no ledger.
	if n := strings.Count(got.String(), "(none)"); n != 7 {
		t.Errorf("%d of 7 headings say that there is nothing:\n%s", n, &got)
	}
}

func TestPrintFails(t *testing.T) {
	if err := report.Print(&strings.Builder{}, nil, "fr"); err == nil || !strings.Contains(err.Error(), `"fr"`) {
		t.Errorf("another language: %v", err)
	}
	broken := small(t)[:1]
	broken[0].Object["status"] = "Done"
	if err := report.Print(&strings.Builder{}, broken, "en"); err == nil || !strings.Contains(err.Error(), broken[0].GetName()) {
		t.Errorf("a record that can't be read is not named: %v", err)
	}
	counted := &full{room: 1000}
	if err := report.Print(counted, small(t), "zh"); err != nil {
		t.Fatal(err)
	}
	for room := range 1000 - counted.room {
		err := report.Print(&full{room: room}, small(t), "zh")
		if !errors.Is(err, errFull) {
			t.Errorf("after %d lines nothing more could be written, and the report says %v", room, err)
		}
	}
}

var errFull = errors.New("no room left")

// full takes some writes and no more.
type full struct{ room int }

func (f *full) Write(text []byte) (int, error) {
	if f.room == 0 {
		return 0, errFull
	}
	f.room--
	return len(text), nil
}
