package cli_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/cli"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// plain runs the plugin with a text as its standard input and nobody at the terminal.
func plain(in string, arguments ...string) (code int, out, said string) {
	var stdout, stderr bytes.Buffer
	p := cli.Program{Streams: cli.Streams{In: strings.NewReader(in), Out: &stdout, Err: &stderr}, Now: time.Now}
	code = p.Run(context.Background(), arguments)
	return code, stdout.String(), stderr.String()
}

// FuzzAsOf: what --as-of takes for a day is a day, and what is none is refused by name.
func FuzzAsOf(f *testing.F) {
	for _, text := range []string{"2026-12-31", "2026-02-29", "2024-02-29", "2026-1-1", "", " 2026-12-31", "2026-12-31\n", "０２-01", "--help", "0000-00-00", "9999-12-31"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		_, err := calendar.Parse(text)
		code, out, said := plain("", "ledger", "export", "stars", "-n", "shaoxing", "-f", "-", "--as-of="+text)
		if code != cli.ExitFailed || out != "" {
			t.Fatalf("an export of nothing ended with %d and printed %q", code, out)
		}
		if refused := strings.Contains(said, "--as-of"); refused != (err != nil) {
			t.Fatalf("--as-of=%q is refused: %t (%s); the calendar says %v", text, refused, said, err)
		}
	})
}

// FuzzExport changes a part of an export: whatever comes of it, what still verifies up to the same checkpoint has the same entries, so that
// no other can be put back.
func FuzzExport(f *testing.F) {
	code, export, said := plain("", "ledger", "export", "stars", "-n", "shaoxing", "-f", "../../config/samples/overlays/e28", "--as-of", "2026-12-31")
	if code != cli.ExitDone {
		f.Fatal(said)
	}
	key := records.Key{Namespace: "shaoxing", Name: "stars"}
	chain, digests, err := read(export, key)
	if err != nil || len(digests) < 5 {
		f.Fatalf("%d entries: %v", len(digests), err)
	}
	want := chain.Checkpoint()
	f.Add(uint(0), uint(0), []byte(nil))
	f.Add(uint(strings.Index(export, "amount: ")+9), uint(1), []byte("9"))
	f.Add(uint(strings.LastIndex(export, "---")), uint(0), []byte("---\n"))
	f.Add(uint(strings.Index(export, "previous: ")), uint(20), []byte("x"))
	f.Add(uint(len(export)), uint(0), []byte("---\napiVersion: lianxing.dev/v1alpha1\nkind: FundingDisbursement\nmetadata: {name: stars-000001, namespace: shaoxing}\n"))
	f.Fuzz(func(t *testing.T, at, length uint, with []byte) {
		start := int(at % uint(len(export)+1))
		end := min(len(export), start+int(length%64))
		text := export[:start] + string(with) + export[end:]
		chain, found, err := read(text, key)
		if err != nil || chain.Checkpoint() != want {
			return // it is refused, or is that of another checkpoint
		}
		if !slices.Equal(found, digests) {
			t.Fatalf("another chain verifies up to the same checkpoint:\n%s", text)
		}
	})
}

// read reads an export as ledger restore does.
func read(text string, key records.Key) (*ledger.Chain, []string, error) {
	view, _, err := files.Loader{Stdin: strings.NewReader(text)}.Load("-")
	if err != nil {
		return nil, nil, err
	}
	chain, entries, err := ledger.ReadWhole(view, key, nil)
	if err != nil {
		return nil, nil, err
	}
	var digests []string
	for _, entry := range entries {
		named, err := ledger.Digest(entry)
		if err != nil {
			return nil, nil, err
		}
		digests = append(digests, string(named))
	}
	return chain, digests, nil
}
