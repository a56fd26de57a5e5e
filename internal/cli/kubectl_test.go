package cli_test

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// TestKubectlReadsFilesTheSame gives files to kubectl and to the loader: what one takes the other takes, also where YAML 1.1 has
// its traps.
func TestKubectlReadsFilesTheSame(t *testing.T) {
	_, kubeconfig := cluster(t)
	const head = "apiVersion: lianxing.dev/v1alpha1\n"
	const budget = head + "kind: Budget\nmetadata: {name: stars-2025, namespace: zhuji}\nspec:\n  ledgerRef: {name: stars}\n  year: 2025\n  filedBy: x\n  appropriations:\n"
	const ledger = head + "kind: Ledger\nmetadata: {name: stars, namespace: zhuji}\nspec: {checkpoint: {sequence: 0}, source: Other}\n"
	for name, c := range map[string]struct {
		extension, text string
		taken           bool
	}{
		"on in quotes":               {".yaml", budget + "  - {\"on\": 2025-01-15, total: \"1.00\", documentNo: z}\n", true},
		"on without quotes":          {".yaml", budget + "  - {on: 2025-01-15, total: \"1.00\", documentNo: z}\n", false},
		"a y without quotes":         {".yaml", budget + "  - {\"on\": 2025-01-15, total: \"1.00\", documentNo: y}\n", false},
		"a sum without quotes":       {".yaml", budget + "  - {\"on\": 2025-01-15, total: 1.00, documentNo: z}\n", false},
		"a merge that is overruled":  {".yaml", budget + "  - &a {\"on\": 2025-01-15, total: \"1.00\", documentNo: z}\n  - {<<: *a, total: \"2.00\"}\n", true},
		"a name that is a number":    {".yaml", head + "kind: WorkCalendar\nmetadata: {name: 2025}\nspec: {documentNo: z}\n", false},
		"two documents":              {".yaml", ledger + "---\n" + strings.ReplaceAll(ledger, "name: stars", "name: other"), true},
		"a list":                     {".yaml", "apiVersion: v1\nkind: List\nitems:\n- " + strings.TrimSpace(strings.ReplaceAll(ledger, "\n", "\n  ")) + "\n", true},
		"carriage returns":           {".yaml", strings.ReplaceAll(ledger, "\n", "\r\n"), true},
		"JSON with tabs":             {".json", "{\n\t\"apiVersion\": \"lianxing.dev/v1alpha1\", \"kind\": \"Ledger\", \"metadata\": {\"name\": \"a\", \"namespace\": \"zhuji\"},\n\t\"spec\": {\"checkpoint\": {\"sequence\": 0}, \"source\": \"Other\"}}", true},
		"JSON in a YAML file":        {".yaml", `{"apiVersion": "lianxing.dev/v1alpha1", "kind": "Ledger", "metadata": {"name": "a", "namespace": "zhuji"}, "spec": {"checkpoint": {"sequence": 0}, "source": "Other"}}`, true},
		"an unknown field":           {".yaml", strings.Replace(ledger, "source", "colour: green, source", 1), false},
		"a status":                   {".yaml", ledger + "status: {entries: 7}\n", true},
		"a null":                     {".yaml", strings.Replace(ledger, "sequence: 0", "sequence: 0, head: ", 1), true},
		"a null that is needed":      {".yaml", strings.Replace(ledger, "source: Other", "source: ", 1), false},
		"a whole number as a float":  {".yaml", strings.Replace(ledger, "sequence: 0", "sequence: 0.0", 1), true},
		"a number in octal":          {".yaml", strings.Replace(ledger, "sequence: 0", "sequence: 00", 1), true},
		"an unknown kind":            {".yaml", strings.Replace(ledger, "kind: Ledger", "kind: Leger", 1), false},
		"a tab":                      {".yaml", strings.Replace(ledger, "spec: ", "spec:\n\t", 1), false},
		"a quote that is not closed": {".yaml", strings.Replace(ledger, "source: Other", "source: \"Other", 1), false},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			file := filepath.Join(root, "records"+c.extension)
			writeFile(t, file, c.text)
			kubectl := exec.Command(filepath.Join(env.Assets, "kubectl"), "--kubeconfig", kubeconfig, "create", "--dry-run=server", "-f", file)
			said, err := kubectl.CombinedOutput()
			if (err == nil) != c.taken {
				t.Errorf("kubectl says %v, want taken %v:\n%s", err, c.taken, said)
			}
			division := filepath.Join(root, "namespace.yaml")
			writeFile(t, division, "apiVersion: v1\nkind: Namespace\nmetadata: {name: zhuji, labels: {lianxing.dev/division: '330681'}}\n")
			_, problems, loadErr := files.Load(root)
			if loadErr != nil {
				t.Fatal(loadErr)
			}
			if (len(problems) == 0) != c.taken {
				t.Errorf("the loader says %v, want taken %v", problems, c.taken)
			}
		})
	}
}
