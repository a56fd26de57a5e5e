package files_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	yaml "go.yaml.in/yaml/v4"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// FuzzLoad puts arbitrary bytes between two good documents: nothing panics, every document is loaded, skipped or broken, what is broken
// has a problem with a place inside the file, and the two good ones are there.
func FuzzLoad(f *testing.F) {
	for _, seed := range []string{
		alliance, good, "a: [", "a: \"x", "|\n text\n---x\n", "...\n---\n...", "%YAML 1.1\n---\na: 1", "--- {kind: List, apiVersion: v1, items: [{}, 1]}",
		"a: &x {b: *x}", "<<: *a", "a: &a [*a]", "? [x]\n: y", "{\"kind\": \"x\"}", "\r---\rkind: Alliance\r", "\u2028---\u2028kind: Budget", "\xef\xbb\xbfkind: x",
		"!!binary aGk=", "a: !!timestamp 2025-01-01", "on: 1\nOn: 2", "apiVersion: lianxing.dev/v1alpha1\nkind: AllianceList\nitems: [{metadata: {name: x, namespace: zhuji}}]",
		"apiVersion: lianxing.dev/v1alpha1\nkind: Alliance\nmetadata: {name: [x], namespace: {a: 1}, labels: 7}", "- - - - a", "metadata:\nspec:\n", "a: 1e999", "...#.", "'\n---\n'",
	} {
		f.Add([]byte(seed))
	}
	const before = division + "apiVersion: lianxing.dev/v1alpha1\nkind: Ledger\nmetadata: {name: before, namespace: zhuji}\n" +
		"spec: {checkpoint: {sequence: 0}, source: FiscalBudget}\n---\n"
	f.Fuzz(func(t *testing.T, middle []byte) {
		text := slices.Concat([]byte(before), middle, []byte("\n"+good))
		view, problems, err := files.Loader{Stdin: bytes.NewReader(text)}.Load("-")
		if err != nil {
			t.Fatal(err)
		}
		checkCounts(t, view)
		checkPlaces(t, text, problems)
		if view.Counts().Broken > 0 && len(problems) == 0 {
			t.Error("something is broken, and nothing says so")
		}
		if held, ok := documentsIn(text); ok && !bytes.Contains(middle, []byte("items")) && view.Counts().Documents < held {
			t.Errorf("a parser finds %d documents, and %+v are accounted for", held, view.Counts())
		}
		for _, name := range []string{"before", "after"} {
			_, ok := view.Get(records.Ledger, records.Key{Namespace: "zhuji", Name: name})
			if !ok && !bytes.Contains(middle, []byte(name)) {
				t.Errorf("the good document %q was lost; problems: %v", name, problems)
			}
		}
	})
}

// checkPlaces asks that every problem has its place inside the text, and says something.
func checkPlaces(t *testing.T, text []byte, problems []files.Problem) {
	t.Helper()
	lines := 1
	for _, end := range []string{"\n", "\r", "\u0085", "\u2028", "\u2029"} {
		lines += strings.Count(string(text), end)
	}
	for _, p := range problems {
		if p.File != "stdin" || p.Line < 1 || p.Line > lines || p.Message.ZH == "" || p.Message.EN == "" {
			t.Errorf("a problem without a place or a word: %#v", p)
		}
	}
}

// documentsIn counts the documents of a stream that are not empty, by a parser's own idea of where one ends; false where it
// can't read the stream to its end.
func documentsIn(text []byte) (count int, ok bool) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	for {
		var node yaml.Node
		switch err := decoder.Decode(&node); {
		case errors.Is(err, io.EOF):
			return count, true
		case err != nil:
			return 0, false
		case len(node.Content) > 0 && node.Content[0].Tag != "!!null":
			count++
		}
	}
}
