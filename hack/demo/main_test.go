package main

import (
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/lianxing-dev/lianxing/hack/demo/compare"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// samples are the records that the demonstration applies.
const samples = "../../config/samples/shaoxing"

func TestParse(t *testing.T) {
	good := []string{"--samples", samples, "--as-of", "2026-12-31"}
	s, err := parse(good, &bytes.Buffer{})
	if err != nil || s.samples != samples || s.asOf != calendar.MustParse("2026-12-31") || s.language != "zh" {
		t.Errorf("%+v %v", s, err)
	}
	for name, c := range map[string]struct {
		arguments []string
		want      string
	}{
		"no samples":       {good[2:], "--samples"},
		"no day":           {good[:2], "--as-of"},
		"a day of nowhere": {[]string{"--samples", samples, "--as-of", "2026-02-30"}, "--as-of"},
		"another language": {append([]string{"--language", "fr"}, good...), `"fr"`},
		"an argument":      {append(good, "down"), `"down"`},
		"a flag of nobody": {append([]string{"--force"}, good...), "force"},
	} {
		t.Run(name, func(t *testing.T) {
			err := run(t.Context(), c.arguments, &bytes.Buffer{}, &bytes.Buffer{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v does not name %s", err, c.want)
			}
		})
	}
}

// TestLoadRefuses holds that the demonstration does not begin with a file that it could only half compare.
func TestLoadRefuses(t *testing.T) {
	folder := t.TempDir()
	const broken = "apiVersion: lianxing.dev/v1alpha1\nkind: Ledger\nmetadata: {namespace: shaoxing, name: stars}\nspec: {source: Somewhere, checkpoint: {sequence: 0}}\n"
	if err := os.WriteFile(filepath.Join(folder, "ledger.yaml"), []byte(broken), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := load(settings{samples: folder, language: "en"}); err == nil || !strings.Contains(err.Error(), "ledger.yaml:4") {
		t.Errorf("a broken record is not named with file and line: %v", err)
	}
	if _, err := load(settings{samples: filepath.Join(folder, "nowhere")}); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// TestLeast holds the minimum against a count of the files' text, and the entries against what was worked out by hand from the
// samples (testdata/expected/ledger.yaml): in the end 4 appropriations, 12 awards and the recovery that payments name, and 15 payments.
// The three decisions that took nothing are not counted: they follow from a rule.
func TestLeast(t *testing.T) {
	view, err := load(settings{samples: samples})
	if err != nil {
		t.Fatal(err)
	}
	stored := countRecords(t)
	for asOf, entries := range map[string]int{
		"2024-03-29": 0, "2024-03-30": 1, // an appropriation is entered when its day is over
		"2024-06-25": 1, "2024-06-26": 11, // five payments are ordered, for five awards
		"2024-12-31": 15, "2025-10-10": 24, "2026-12-31": 39, // 7 of activities: an appropriation, and three grants with their orders; the county's own fund is one more
	} {
		want := compare.Counts{Records: stored + entries, Entries: entries, Fields: leastFields * (stored + entries)}
		if got := least(view, calendar.MustParse(asOf)); got != want {
			t.Errorf("%s: %+v, wanted %+v", asOf, got, want)
		}
	}
}

// countRecords counts the documents of the samples by nothing but their text.
func countRecords(t *testing.T) (count int) {
	t.Helper()
	document := regexp.MustCompile(`(?m)^apiVersion: lianxing\.dev/`)
	err := filepath.WalkDir(samples, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		count += len(document.FindAll(content, -1))
		return err
	})
	if err != nil || count == 0 {
		t.Fatalf("%d records: %v", count, err)
	}
	return count
}

func TestFreeAddress(t *testing.T) {
	var said strings.Builder
	if err := run(t.Context(), []string{"free-address"}, &said, &bytes.Buffer{}); err != nil {
		t.Fatal(err)
	}
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", strings.TrimSpace(said.String()))
	if err != nil {
		t.Fatalf("%q can't be listened on: %v", &said, err)
	}
	if err := listener.Close(); err != nil {
		t.Error(err)
	}
}

// TestAwaitManager holds that a manager which is not ready is waited for, and one that never is, is named.
func TestAwaitManager(t *testing.T) {
	var asked atomic.Int32
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/readyz" || asked.Add(1) < 3 {
			http.Error(w, "not yet", http.StatusInternalServerError)
		}
	}))
	defer server.Close()
	address := strings.TrimPrefix(server.URL, "http://")
	if err := awaitManager(t.Context(), address); err != nil || asked.Load() != 3 {
		t.Errorf("after %d questions: %v", asked.Load(), err)
	}
	server.Close()
	ctx, cancel := context.WithTimeout(t.Context(), 3*probeEvery)
	defer cancel()
	if err := awaitManager(ctx, address); !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), address) {
		t.Errorf("nobody answers any more, and the error is %v", err)
	}
}

// TestReading holds that what reads can't write.
func TestReading(t *testing.T) {
	reached := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached++ }))
	defer server.Close()
	through := http.Client{Transport: reading{http.DefaultTransport}, Timeout: time.Minute}
	for _, method := range []string{http.MethodGet, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete} {
		request, err := http.NewRequestWithContext(t.Context(), method, server.URL, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := through.Do(request)
		if (err == nil) != (method == http.MethodGet) {
			t.Errorf("%s: %v", method, err)
		}
		if err == nil {
			if err := answer.Body.Close(); err != nil {
				t.Error(err)
			}
		}
	}
	if reached != 1 {
		t.Errorf("%d requests came through, one reads", reached)
	}
}
