package cli_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/cli"
)

const samples = "../../config/samples/shaoxing"

// exportOf exports the main ledger of the samples as of a day, with more arguments.
func exportOf(t *testing.T, asOf string, more ...string) string {
	t.Helper()
	r := run(t, nil, append([]string{"ledger", "export", "stars", "-n", "shaoxing", "-f", samples, "--as-of", asOf}, more...)...)
	r.want(t, cli.ExitDone)
	if r.err != "" {
		t.Errorf("it said %q", r.err)
	}
	return r.out
}

// entries are the documents of an export; the first part is its head.
func entries(export string) []string { return strings.Split(export, "---\n") }

func TestExportGrowsAtItsEnd(t *testing.T) {
	earlier, later := entries(exportOf(t, "2024-12-31")), entries(exportOf(t, "2025-12-31"))
	if len(earlier) < 5 || len(later) <= len(earlier) {
		t.Fatalf("%d documents, later %d", len(earlier), len(later))
	}
	for i, document := range earlier[1:] {
		if later[i+1] != document {
			t.Errorf("entry %d is later\n%snot\n%s", i+1, later[i+1], document)
		}
	}
	for _, words := range []string{"status:", "resourceVersion", "creationTimestamp", "uid"} {
		if strings.Contains(strings.Join(later, ""), words) {
			t.Errorf("the export holds %q, which is not declared", words)
		}
	}
	if again := entries(exportOf(t, "2025-12-31")); strings.Join(again, "") != strings.Join(later, "") {
		t.Error("the same chain is exported in two ways")
	}
}

// TestExportIsRead loads the register with its own export beside it: the entries that are there are taken as they are, and
// the head names the checkpoint that the register's last entry has.
func TestExportIsRead(t *testing.T) {
	for extension, output := range map[string]string{".yaml": "yaml", ".json": "json"} {
		early := exportOf(t, "2024-12-31", "-o", output)
		file := filepath.Join(t.TempDir(), "export"+extension)
		writeFile(t, file, early)
		if got, want := exportOf(t, "2025-12-31", "-f", file), exportOf(t, "2025-12-31"); got != want {
			t.Errorf("with its own %s beside it the register of a later day is another", output)
		}
		program := cli.Program{Register: cli.ReportRegister}
		r := runWith(t, program, nil, "register", "-f", samples, "-f", file, "--as-of", "2024-12-31", "-o", "yaml")
		r.want(t, cli.ExitDone)
		bare := runWith(t, program, nil, "register", "-f", samples, "--as-of", "2024-12-31", "-o", "yaml")
		if r.out != bare.out {
			t.Errorf("the register differs once its own %s is beside it", output)
		}
		head := strings.TrimSpace(strings.SplitN(early[strings.Index(early, "sha256:"):], "\n", 2)[0])
		if !strings.Contains(bare.out, "head: "+strings.Trim(head, `"`)+"\n") {
			t.Errorf("the head %s of the %s is not that of the register", head, output)
		}
	}
}

func TestWhatDoesNotVerifyIsNotExported(t *testing.T) {
	whole := entries(exportOf(t, "2024-12-31"))
	without := func(number int) []string { return append(append([]string{}, whole[:number]...), whole[number+1:]...) }
	edited := append([]string{}, whole...)
	edited[2] = strings.Replace(edited[2], "(虚构)", "(虚构二)", 1)
	if edited[2] == whole[2] {
		t.Fatalf("there is nothing to edit in\n%s", whole[2])
	}
	for name, c := range map[string]struct {
		documents []string
		says      []string
	}{
		"a gap":           {without(3), []string{"stars-000003", "missing"}},
		"an edited entry": {edited, []string{"stars-000003", "digest of the entry before"}},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "export.yaml")
			writeFile(t, file, strings.Join(c.documents, "---\n"))
			r := run(t, nil, "ledger", "export", "stars", "-n", "shaoxing", "-f", samples, "-f", file, "--as-of", "2024-12-31")
			r.want(t, cli.ExitFailed, c.says...)
			if r.out != "" {
				t.Errorf("it printed\n%s", r.out)
			}
		})
	}
}

func TestLedgerCommandsAreExplained(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "broken.yaml")
	writeFile(t, broken, "kind: Alliance\nspec: {}\n")
	for name, c := range map[string]struct {
		arguments []string
		says      string
	}{
		"a day without files":   {[]string{"export", "stars", "--as-of", "2025-12-31"}, "--as-of is for files"},
		"files without a day":   {[]string{"export", "stars", "-f", samples}, "--as-of"},
		"an unknown ledger":     {[]string{"export", "pearls", "-f", samples, "--as-of", "2025-12-31"}, "no Ledger pearls"},
		"an unknown output":     {[]string{"export", "stars", "-o", "table"}, "yaml, json"},
		"broken files":          {[]string{"export", "stars", "-f", samples, "-f", broken, "--as-of", "2025-12-31"}, "broken"},
		"a broken export":       {[]string{"restore", "stars", "-f", broken}, "as it was committed"},
		"no export":             {[]string{"restore", "stars"}, "-f PATH"},
		"an unknown dry run":    {[]string{"restore", "stars", "-f", samples, "--dry-run", "all"}, "client, server"},
		"a cluster that is not": {[]string{"restore", "stars", "-f", samples, "--kubeconfig", filepath.Join(t.TempDir(), "none")}, "no cluster to ask"},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, nil, append([]string{"ledger"}, c.arguments...)...)
			r.want(t, cli.ExitFailed, c.says)
			if r.out != "" {
				t.Errorf("it printed %q", r.out)
			}
		})
	}
}
