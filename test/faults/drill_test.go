package faults_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/util/wait"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/cli"
	"github.com/lianxing-dev/lianxing/test/invariants"
)

// TestRestoreDrill has the plugin remove a whole register and build it again from its files: with the export of its ledger it is the same to
// the digest of every entry, and without it frozen.
func TestRestoreDrill(t *testing.T) {
	t.Parallel()
	s := newStage(t)
	from := load(t, played[0])
	want := from.offline(t, from.documents, afterwards)
	s.begin(from.name + ", restored from git")
	s.declare(from.divisions...)
	s.declare(from.documents...)
	s.protect()
	m := s.manager(s.env.Config, afterwards)
	q := invariants.Question{AsOf: afterwards, Language: language, Tidy: true}
	s.becomes(want, q)
	files := []string{"-f", from.folders[0], "--language", "en", "--patience", "1m"}

	code, _, said := s.drill(append(files, "--on", "https://10.9.8.7:6443", "--yes")...)
	if code != cli.ExitFailed || !strings.Contains(said, "was not meant") {
		t.Errorf("on a cluster that is another than --on says it ended with %d: %s", code, said)
	}
	code, out, said := s.drill(files...)
	if code != cli.ExitFailed || out != "" || !strings.Contains(said, "--yes") {
		t.Errorf("with nobody to confirm it ended with %d: %s", code, said)
	}
	s.becomes(want, q)

	code, out, said = s.drill(append(files, "--yes", "--seed", "7")...)
	if code != cli.ExitDone || !strings.HasPrefix(out, "the same register as before: 35 records, 9 entries") {
		t.Fatalf("it ended with %d, printed %q and said\n%s", code, out, said)
	}
	for _, step := range []string{"The exports of the ledgers are in ", "Every record, status and entry is gone", "In a random order (seed 7), 26 records", "Ledger shaoxing/stars is frozen", "9 entries put back"} {
		if !strings.Contains(said, step) {
			t.Errorf("it did not say %q but\n%s", step, said)
		}
	}
	if found := s.read(); entriesOf(found.Records) != entriesOf(want) {
		s.violated("there are other entries than before the drill")
	} else {
		s.violated(found.Violations(q)...)
	}

	if !all {
		m.Stop()
		return
	}
	code, out, said = s.drill(append(files, "--yes", "--without-export")...)
	if code != cli.ExitDone || out != "ledger shaoxing/stars has no export and stays frozen\n" {
		t.Errorf("without the export it ended with %d, printed %q and said\n%s", code, out, said)
	}
	if found := s.read(); entriesOf(found.Records) != 0 {
		s.violated("entries were made without the export")
	}
	s.kept(said, 9)
	m.Stop()
}

// kept asks for the export that a drill made before it removed everything, and removes it.
func (s *stage) kept(said string, entries int) {
	s.t.Helper()
	_, rest, _ := strings.Cut(said, "The exports of the ledgers are in ")
	folder, _, _ := strings.Cut(rest, ";")
	export, err := os.ReadFile(filepath.Join(folder, "shaoxing-stars.yaml"))
	if err != nil || strings.Count(string(export), "\nkind: FundingDisbursement") != entries {
		s.t.Errorf("the export that was kept: %v, %.300s", err, export)
	}
	if err := os.RemoveAll(folder); err != nil {
		s.t.Error(err)
	}
}

// protect installs what a real installation refuses to delete, and waits until the API server goes by it.
func (s *stage) protect() {
	s.t.Helper()
	data, err := os.ReadFile("../../config/admission/deletion.yaml")
	if err != nil {
		s.t.Fatal(err)
	}
	var installed []*unstructured.Unstructured
	for _, text := range strings.Split(string(data), "\n---\n") {
		object := &unstructured.Unstructured{}
		if err := yaml.Unmarshal([]byte(text), &object.Object); err != nil {
			s.t.Fatal(err)
		}
		if err := s.client.Create(s.t.Context(), object); err != nil {
			s.t.Fatal(err)
		}
		installed = append(installed, object)
	}
	s.goesBy(s.t.Context(), true)
	s.t.Cleanup(func() {
		for _, object := range installed {
			if err := s.client.Delete(context.Background(), object); err != nil {
				s.t.Error(err)
			}
		}
		s.goesBy(context.Background(), false) // the next test empties the API server
	})
}

// goesBy waits until the API server refuses to delete a calendar, or does not any more.
func (s *stage) goesBy(ctx context.Context, refuses bool) {
	s.t.Helper()
	calendar := &v1alpha1.WorkCalendar{ObjectMeta: metav1.ObjectMeta{Name: "2024"}}
	err := wait.PollUntilContextTimeout(ctx, lookAt, patience, true, func(ctx context.Context) (bool, error) {
		return apierrors.IsForbidden(s.client.Delete(ctx, calendar, client.DryRunAll)) == refuses, nil
	})
	if err != nil {
		s.t.Fatalf("waiting until the API server refuses deletions (%v): %v", refuses, err)
	}
}

// drill runs the plugin's drill against the stage.
func (s *stage) drill(arguments ...string) (code int, out, said string) {
	s.t.Helper()
	kubeconfig := filepath.Join(s.t.TempDir(), "kubeconfig")
	if err := os.WriteFile(kubeconfig, s.env.Kubeconfig, 0o600); err != nil {
		s.t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	p := cli.Program{Streams: cli.Streams{In: strings.NewReader(""), Out: &stdout, Err: &stderr}, Now: time.Now}
	code = p.Run(context.Background(), append([]string{"drill", "restore", "--kubeconfig", kubeconfig}, arguments...))
	return code, stdout.String(), stderr.String()
}
