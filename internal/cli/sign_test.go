package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/util/validation"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/cli"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// signing are the arguments of a signature on files, with more after them.
func signing(more ...string) []string {
	return append([]string{"sign", "star", "torreya-2025-4", "-n", "zhuji", "-f", register, "--stage", "Recommendation",
		"--authority", "County", "--verdict", "Approve", "--reviewer", "zhuji-lead"}, more...)
}

func TestSignWritesTheReview(t *testing.T) {
	r := run(t, nil, signing("--yes", "--document-no", "诸供〔2025〕11号", "--signed-on", "2025-03-19")...)
	r.want(t, cli.ExitDone, "被签署的记录 ("+applicationDigest+")", "filedOn: \"2025-03-10\"", "rating: Four")
	review := parseReview(t, r.out)
	if diff := cmp.Diff(v1alpha1.ReviewSpec{
		SubjectRef: v1alpha1.SubjectRef{Kind: "StarApplication", Name: "torreya-2025-4", Digest: applicationDigest},
		Stage:      "Recommendation", Authority: "County", Reviewer: "zhuji-lead", Verdict: "Approve",
		DocumentNo: "诸供〔2025〕11号", SignedOn: "2025-03-19",
	}, review.Spec); diff != "" {
		t.Error(diff)
	}
	if !regexp.MustCompile(`^torreya-2025-4-recommendation-zhuji-lead-[0-9a-f]{8}$`).MatchString(review.Name) || review.Namespace != "zhuji" {
		t.Errorf("the Review is called %s/%s", review.Namespace, review.Name)
	}
	if strings.Contains(r.out, "status") || strings.Contains(r.out, "creationTimestamp") {
		t.Errorf("it holds what a person does not write:\n%s", r.out)
	}
}

func TestEveryFieldHasItsFlag(t *testing.T) {
	r := run(t, nil, "sign", "award", "torreya-2025-4", "-n", "zhuji", "-f", register, "--stage", "Leadership", "--authority", "Municipal",
		"--verdict", "Reject", "--reviewer", "director", "--yes", "--score", "service=27", "--score", "standard=24.5",
		"--check", "Frugality=true:节俭:合规", "--check", "Seal=false", "--amount", "20000.00", "--reason", "材料不全(虚构)",
		"--notice-opens", "2025-03-24", "--channel", "https://example.org/notice")
	r.want(t, cli.ExitDone)
	spec := parseReview(t, r.out).Spec
	spec.SubjectRef.Digest = ""
	if diff := cmp.Diff(v1alpha1.ReviewSpec{
		SubjectRef: v1alpha1.SubjectRef{Kind: "AwardRequest", Name: "torreya-2025-4"},
		Stage:      "Leadership", Authority: "Municipal", Reviewer: "director", Verdict: "Reject",
		Scores:   []v1alpha1.Score{{Indicator: "service", Points: "27"}, {Indicator: "standard", Points: "24.5"}},
		Checks:   []v1alpha1.Check{{Name: "Frugality", Passed: true, Note: "节俭:合规"}, {Name: "Seal"}},
		Amount:   "20000.00",
		Reason:   "材料不全(虚构)",
		Notice:   &v1alpha1.NoticeOpening{OpensOn: "2025-03-24", Channel: "https://example.org/notice"},
		SignedOn: "2025-03-21", // today in Shaoxing
	}, spec); diff != "" {
		t.Error(diff)
	}
	if !parseReview(t, run(t, nil, signing("--yes", "--recused")...).out).Spec.Recused {
		t.Error("--recused is lost")
	}
}

func TestWhatWouldBeRefusedIsNotSigned(t *testing.T) {
	for name, c := range map[string]struct {
		more []string
		says string
	}{
		"no reason":            {[]string{"--verdict", "Reject"}, "spec.reason"},
		"an unknown verdict":   {[]string{"--verdict", "approve"}, `"Approve"`},
		"an unknown level":     {[]string{"--authority", "City"}, `"Municipal"`},
		"no date":              {[]string{"--signed-on", "2025-02-30"}, "spec.signedOn"},
		"a notice before":      {[]string{"--notice-opens", "2025-03-01"}, "spec.notice.opensOn"},
		"another encoding":     {[]string{"--reason", "\xd0\xe9\xb9\xb9"}, "--reason is not UTF-8"},
		"a score without":      {[]string{"--score", "service"}, "INDICATOR=POINTS"},
		"a score twice":        {[]string{"--score", "a=1", "--score", "a=2"}, "spec.scores"},
		"points that are none": {[]string{"--score", "a=many"}, "spec.scores[0].points"},
		"a check without":      {[]string{"--check", "Seal"}, "NAME=true"},
		"a channel alone":      {[]string{"--channel", "x"}, "--notice-opens"},
		"a sum that is none":   {[]string{"--amount", "20000"}, "spec.amount"},
		"a name":               {[]string{"--reviewer", "张三"}, "spec.reviewer"},
		"a server":             {[]string{"--dry-run", "server"}, "-f asks none"},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, nil, signing(append([]string{"--yes"}, c.more...)...)...)
			r.want(t, cli.ExitFailed, c.says)
			if r.out != "" {
				t.Errorf("it printed\n%s", r.out)
			}
		})
	}
	r := run(t, nil, "sign", "al", "torreya", "-f", register, "--yes", "--stage", "x", "--authority", "County", "--verdict", "Approve", "--reviewer", "x")
	r.want(t, cli.ExitFailed, "spec.subjectRef.kind")
}

func TestAPersonIsAsked(t *testing.T) {
	for typed, code := range map[string]int{
		"y\n": cli.ExitDone, "YES\n": cli.ExitDone, "是\n": cli.ExitDone,
		"n\n": cli.ExitFailed, "\n": cli.ExitFailed, "": cli.ExitFailed, "yesterday\n": cli.ExitFailed,
	} {
		r := run(t, &typed, signing("--language", "en")...)
		r.want(t, code, "Sign? [y/N]", "What is signed ("+applicationDigest+")")
		if (r.out != "") != (code == cli.ExitDone) {
			t.Errorf("after %q it printed %q", typed, r.out)
		}
	}
	run(t, nil, signing()...).want(t, cli.ExitFailed, applicationDigest, "--yes")
	yes := "y\n"
	r := run(t, &yes, "sign", "star", "torreya-2025-4", "-f", register, "-f", "-", "--stage", "x", "--authority", "County", "--verdict", "Approve", "--reviewer", "x")
	r.want(t, cli.ExitFailed, "--yes")
}

func TestAFileIsNeverWrittenOver(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "review.yaml")
	run(t, nil, signing("--yes", "-o", file)...).want(t, cli.ExitDone, file)
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	review := parseReview(t, string(written))
	run(t, nil, signing("--yes", "-o", file, "--verdict", "Return", "--reason", "x")...).want(t, cli.ExitFailed, "exists")
	again, err := os.ReadFile(file)
	if err != nil || string(again) != string(written) {
		t.Errorf("the file was changed (%v):\n%s", err, again)
	}

	folder := filepath.Join(root, "reviews")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	run(t, nil, signing("--yes", "-o", folder)...).want(t, cli.ExitDone, filepath.Join(folder, review.Name+".yaml"))
	run(t, nil, signing("--yes", "-o", filepath.Join(root, "no", "folder.yaml"))...).want(t, cli.ExitFailed, "no/folder.yaml")

	if r := run(t, nil, signing("--dry-run", "client", "-o", filepath.Join(root, "dry.yaml"))...); parseReview(t, r.out).Name != review.Name {
		t.Errorf("a dry run printed\n%s", r.out)
	}
	if _, err := os.Stat(filepath.Join(root, "dry.yaml")); err == nil {
		t.Error("a dry run wrote a file")
	}
}

// TestWhatWasSignedIsARecord loads the register with the signature in it, and finds it signed already.
func TestWhatWasSignedIsARecord(t *testing.T) {
	folder := t.TempDir()
	run(t, nil, signing("--yes", "-o", folder)...).want(t, cli.ExitDone)
	view, problems, err := files.Load(register, folder)
	if err != nil || len(problems) > 0 {
		t.Fatalf("problems %v, error %v", problems, err)
	}
	if got := len(view.List("Review")); got != 2 {
		t.Errorf("%d reviews, want 2", got)
	}
	run(t, nil, signing("--yes", "-f", folder)...).want(t, cli.ExitFailed, "signed already", folder)
	// A later signature of the same reviewer is another record.
	run(t, nil, signing("--yes", "-f", folder, "-o", folder, "--signed-on", "2025-03-25")...).want(t, cli.ExitDone)
}

func TestNamesOfReviewsAreValid(t *testing.T) {
	seen := map[string]bool{}
	for _, reviewer := range []string{"lead", "oidc:lead@example.org", "system:serviceaccount:a:b", "---", "X.Y_Z", strings.Repeat("x", 128)} {
		for _, stage := range []string{"Decision", "决定", "A stage: with (much) in its name"} {
			r := run(t, nil, signing("--yes", "--reviewer", reviewer, "--stage", stage)...)
			r.want(t, cli.ExitDone)
			name := parseReview(t, r.out).Name
			if wrong := validation.IsDNS1123Subdomain(name); len(wrong) > 0 || seen[name] {
				t.Errorf("%q: %v", name, wrong)
			}
			seen[name] = true
		}
	}
}

func TestBrokenRecordsElsewhereDoNotStopASignature(t *testing.T) {
	folder := t.TempDir()
	writeFile(t, filepath.Join(folder, "broken.yaml"), "a: [\n")
	run(t, nil, signing("--yes", "-f", folder)...).want(t, cli.ExitDone, "broken.yaml:1")
}
