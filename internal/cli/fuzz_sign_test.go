package cli_test

import (
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/cli"
)

// toBeSigned is what FuzzSign signs: one application and its county.
const toBeSigned = `apiVersion: v1
kind: Namespace
metadata: {name: zhuji, labels: {lianxing.dev/division: "330681"}}
---
apiVersion: lianxing.dev/v1alpha1
kind: StarApplication
metadata: {name: torreya-2025-4, namespace: zhuji}
spec:
  allianceRef: {name: torreya}
  roundRef: {namespace: shaoxing, name: "2025"}
  rating: Four
  filedOn: 2025-03-10
  filedBy: torreya-office
`

// FuzzSign: what stands behind the flags of a signature is in the Review as it was typed, or nothing is signed and it is said why.
func FuzzSign(f *testing.F) {
	for _, c := range [][7]string{
		{"Recommendation", "zhuji-lead", "service=27", "Seal=true", "2025-03-20", "20000.00", "虚构"},
		{"Appraisal", "expert-1", "service=27.5", "Frugality=false:节俭:合规", "", "", ""},
		{"", "", "service", "Seal", "2025-02-30", "5万", " "},
		{"初审", "a b", "=1", "=true", "today", "-1.00", "---\nx: y"},
		{"a", "b", "a=", "Seal=yes", "0000-00-00", "0.00", "\xff"},
		{"-", "-", "a=b=c", "Seal=T: ", "\n", "0.001", "on"},
		{"Recommendation", "zhuji-lead", "service=27", "Seal=true", "2025-03-20", "20000.00", "\xd0\xe9\xb9\xb9"}, // 虚构, typed in GBK
		{strings.Repeat("长", 100), strings.Repeat("x", 300), "x=1", "x=1", "2025-03-20", "1.00", strings.Repeat("y", 3000)},
	} {
		f.Add(c[0], c[1], c[2], c[3], c[4], c[5], c[6])
	}
	f.Fuzz(func(t *testing.T, stage, reviewer, score, check, signedOn, amount, reason string) {
		arguments := []string{"sign", "star", "torreya-2025-4", "-n", "zhuji", "-f", "-", "--yes", "--authority=County", "--verdict=Approve",
			"--stage=" + stage, "--reviewer=" + reviewer, "--signed-on=" + signedOn, "--amount=" + amount, "--reason=" + reason}
		if score != "" {
			arguments = append(arguments, "--score="+score)
		}
		if check != "" {
			arguments = append(arguments, "--check="+check)
		}
		code, out, said := plain(toBeSigned, arguments...)
		if code == cli.ExitFailed {
			refusedWithReason(t, arguments, out, said)
			return
		}
		review := parseReview(t, out)
		if code != cli.ExitDone || len(validation.IsDNS1123Subdomain(review.Name)) > 0 {
			t.Fatalf("%q ended with %d and a Review named %q", arguments, code, review.Name)
		}
		spec := review.Spec
		if said := [4]string{spec.Stage, string(spec.Reviewer), string(spec.Amount), spec.Reason}; said != [4]string{stage, reviewer, amount, reason} {
			t.Fatalf("%q is signed as\n%s", arguments, out)
		}
		if day, err := calendar.Parse(string(spec.SignedOn)); err != nil || signedOn != "" && day.String() != signedOn {
			t.Fatalf("--signed-on=%q is signed as %q", signedOn, spec.SignedOn)
		}
		checkLines(t, spec, score, check)
		if _, again, _ := plain(toBeSigned, arguments...); signedOn != "" && again != out {
			t.Fatalf("signed again it is another Review:\n%s\n%s", out, again)
		}
	})
}

// refusedWithReason asks that nothing was signed, and that it is said why.
func refusedWithReason(t *testing.T, arguments []string, out, said string) {
	t.Helper()
	if _, why, found := strings.Cut(said, "error: "); !found || strings.TrimSpace(why) == "" || out != "" {
		t.Fatalf("%q ended with %q and printed %q", arguments, said, out)
	}
}

// checkLines asks that a score and a check stand in a Review as they were typed.
func checkLines(t *testing.T, spec v1alpha1.ReviewSpec, score, check string) {
	t.Helper()
	var scores, checks []string
	for _, line := range spec.Scores {
		scores = append(scores, line.Indicator+"="+string(line.Points))
	}
	for _, line := range spec.Checks {
		name, verdict, _ := strings.Cut(check, "=")
		verdict, _, _ = strings.Cut(verdict, ":")
		passed := slices.Contains([]string{"true", "True", "TRUE", "t", "T", "1"}, verdict)
		if line.Name != name || line.Passed != passed {
			t.Fatalf("--check=%q is signed as %+v", check, line)
		}
		written := name + "=" + verdict
		if line.Note != "" || strings.HasSuffix(check, ":") && check == written+":" {
			written += ":" + line.Note
		}
		checks = append(checks, written)
	}
	if got := strings.Join(scores, "\n") + "\n" + strings.Join(checks, "\n"); got != score+"\n"+check {
		t.Fatalf("--score=%q and --check=%q are signed as %q", score, check, got)
	}
}
