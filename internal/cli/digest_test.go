package cli_test

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/internal/cli"
)

// The digest of zhuji/torreya-2025-4 was computed apart from this program, with Python: sorted keys, no spaces, SHA-256.
const applicationDigest = "sha256:09feac59bec70a16f54d04baecaced780944badde24a7c5a1497e86cb1d151fb"

func TestDigestsOfFiles(t *testing.T) {
	r := run(t, nil, "digest", "-f", register)
	r.want(t, cli.ExitDone)
	lines := strings.Split(strings.TrimSpace(r.out), "\n")
	if len(lines) != 23 {
		t.Errorf("%d lines, want one for each of 23 records:\n%s", len(lines), r.out)
	}
	if want := applicationDigest + "  StarApplication zhuji/torreya-2025-4"; !strings.Contains(r.out, want+"\n") {
		t.Errorf("%q is not in\n%s", want, r.out)
	}
	if !strings.HasSuffix(lines[0], "  WorkCalendar 2025") {
		t.Errorf("the first line is %q", lines[0])
	}
	for _, output := range []string{"json", "yaml"} {
		var found []map[string]string
		text := []byte(run(t, nil, "digest", "-f", register, "-o", output).out)
		if output == "yaml" {
			var err error
			if text, err = yaml.YAMLToJSON(text); err != nil {
				t.Fatal(err)
			}
		}
		if err := json.Unmarshal(text, &found); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"kind": "StarApplication", "namespace": "zhuji", "name": "torreya-2025-4", "digest": applicationDigest}
		if diff := cmp.Diff(want, found[4]); diff != "" {
			t.Errorf("%s: %s", output, diff)
		}
	}
}

func TestDigestOfOneRecord(t *testing.T) {
	for _, word := range []string{"StarApplication", "starapplications", "star"} {
		for _, namespace := range [][]string{{"-n", "zhuji"}, nil} {
			r := run(t, nil, append([]string{"digest", word, "torreya-2025-4", "-f", register}, namespace...)...)
			r.want(t, cli.ExitDone)
			if r.out != applicationDigest+"\n" {
				t.Errorf("it printed %q", r.out)
			}
		}
	}
}

func TestBrokenRecordsAreNamedAndTheRestIsPrinted(t *testing.T) {
	root := t.TempDir()
	writeFile(t, filepath.Join(root, "a.yaml"), "apiVersion: v1\nkind: Namespace\nmetadata: {name: zhuji, labels: {lianxing.dev/division: '330681'}}\n---\n"+
		"apiVersion: lianxing.dev/v1alpha1\nkind: Ledger\nmetadata: {name: stars, namespace: zhuji}\nspec: {checkpoint: {sequence: 0}, source: Other}\n")
	writeFile(t, filepath.Join(root, "b.yaml"), "apiVersion: lianxing.dev/v1alpha1\nkind: Ledger\nmetadata: {name: broken, namespace: zhuji}\n"+
		"spec: {checkpoint: {sequence: 0}, source: Gold}\n---\napiVersion: v1\nkind: ConfigMap\n---\na: [\n")
	r := run(t, nil, "digest", "-f", root, "--language", "en")
	r.want(t, cli.ExitProblems, filepath.Join(root, "b.yaml")+":4:35: Ledger zhuji/broken: spec.source:", "b.yaml:9: is no valid YAML",
		"5 documents: 2 loaded, 2 broken, 1 skipped (v1 ConfigMap)")
	if lines := strings.Split(strings.TrimSpace(r.out), "\n"); len(lines) != 1 || !strings.HasSuffix(lines[0], "Ledger zhuji/stars") {
		t.Errorf("it printed\n%s", r.out)
	}
	run(t, nil, "digest", "-f", root).want(t, cli.ExitProblems, "共 5 份文档:载入 2,有误 2,跳过 1 (v1 ConfigMap)", "API 服务器会拒绝")
}

func TestTheSameNameInTwoNamespaces(t *testing.T) {
	root := t.TempDir()
	for name, code := range map[string]string{"zhuji": "330681", "shaoxing": "330600"} {
		writeFile(t, filepath.Join(root, name+".yaml"), "apiVersion: v1\nkind: Namespace\nmetadata: {name: "+name+", labels: {lianxing.dev/division: '"+code+"'}}\n---\n"+
			"apiVersion: lianxing.dev/v1alpha1\nkind: Ledger\nmetadata: {name: stars, namespace: "+name+"}\nspec: {checkpoint: {sequence: 0}, source: Other}\n")
	}
	run(t, nil, "digest", "ledger", "stars", "-f", root).want(t, cli.ExitFailed, "-n shaoxing or -n zhuji")
	run(t, nil, "digest", "ldg", "stars", "-f", root, "-n", "zhuji").want(t, cli.ExitDone)
}
