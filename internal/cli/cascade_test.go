package cli_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/cli"
)

const drill = `apiVersion: lianxing.dev/v1alpha1
kind: Incident
metadata: {name: drill, namespace: zhuji}
spec:
  allianceRef: {name: shijian-tea}
  subject: Alliance
  ground: IllegalOperation
  factsOn: "2025-06-01"
  reportedOn: "2026-06-01"
  description: fictitious
  filedBy: zhuji-supervisor
`

// TestCascadeIsSeenBefore reports and signs in a folder that nobody has applied, and holds that the register says what that would end and
// demand back: facts of June 2025 leave the 50000 yuan that were paid in October 2024 and take back those of November 2025 (F-06).
func TestCascadeIsSeenBefore(t *testing.T) {
	samples, folder := filepath.Join("..", "..", "config", "samples", "shaoxing"), t.TempDir()
	writeFile(t, filepath.Join(folder, "incident.yaml"), drill)
	shown := func(paths ...string) []string {
		arguments := []string{"register", "--as-of", "2026-12-31", "--language", "en"}
		for _, path := range paths {
			arguments = append(arguments, "-f", path)
		}
		r := runWith(t, cli.Program{Register: cli.ReportRegister}, nil, arguments...)
		r.want(t, cli.ExitDone)
		return strings.Split(r.out, "\n")
	}
	before := shown(samples)
	sign := func(stage, on string, flags ...string) {
		run(t, nil, slices.Concat([]string{"sign", "incident", "drill", "-n", "zhuji", "--authority", "Provincial", "--yes", "--stage", stage,
			"--reviewer", "zhejiang-" + strings.ToLower(stage), "--signed-on", on, "-f", samples, "-f", folder, "-o", folder}, flags)...).want(t, cli.ExitDone)
	}
	sign("Finding", "2026-06-10", "--verdict", "Approve", "--document-no", "样例罚〔2026〕9号")
	sign("Hearing", "2026-06-11", "--verdict", "Waive", "--reason", "waived in writing")
	sign("Revocation", "2026-06-20", "--verdict", "Approve", "--document-no", "样例撤〔2026〕9号")
	after := shown(samples, folder)

	for _, words := range [][]string{
		{"zhuji", "drill", "shijian-tea", "IllegalOperation", "2026-06-01", "Revoked"},
		{"zhuji", "shijian-tea-2025-5", "94.67", "Revoked", "2026-06-20"},
		{"stars-000034", "2026-06-20", "Decision", "0.00", "51330681PDY0000879 2024", "zhuji/drill"},
		{"stars-000035", "2026-06-20", "Recovery", "-50000.00", "stars-000026", "zhuji/drill"},
	} {
		holds := func(line string) bool {
			return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(line, word) })
		}
		if slices.ContainsFunc(before, holds) || !slices.ContainsFunc(after, holds) {
			t.Errorf("a line with %q stands there before, or not after", words)
		}
	}
}
