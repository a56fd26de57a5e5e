package cli

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/spf13/pflag"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// reviewFlags are the fields of a Review as flags.
type reviewFlags struct {
	stage, authority, verdict, reviewer string
	signedOn                            string
	scores, checks                      []string
	documentNo, reason, amount          string
	noticeOpens, channel                string
	recused                             bool
}

func (f *reviewFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.stage, "stage", "", "stage that is signed, as its round names it (required)")
	flags.StringVar(&f.authority, "authority", "", "in whose name: County, Municipal or Provincial (required)")
	flags.StringVar(&f.verdict, "verdict", "", "Approve, Reject, Return or Waive (required)")
	flags.StringVar(&f.reviewer, "reviewer", "", "account that signs (required)")
	flags.StringVar(&f.signedOn, "signed-on", "", "day of the signature, as in 2025-06-03 (today in Asia/Shanghai where absent)")
	flags.StringArrayVar(&f.scores, "score", nil, "INDICATOR=POINTS of a scored stage; may be repeated")
	flags.StringArrayVar(&f.checks, "check", nil, "NAME=true or NAME=false, with :NOTE where there is one; may be repeated")
	flags.StringVar(&f.documentNo, "document-no", "", "number of the document of a deciding or finding stage")
	flags.StringVar(&f.reason, "reason", "", "reason, required unless the verdict is Approve")
	flags.StringVar(&f.amount, "amount", "", "yuan with two places, as in 20000.00, where the stage sets a sum")
	flags.StringVar(&f.noticeOpens, "notice-opens", "", "day on which the public notice is put up, where the stage opens one")
	flags.StringVar(&f.channel, "channel", "", "address where the notice stands")
	flags.BoolVar(&f.recused, "recused", false, "the reviewer has ties to the alliance, and does not count")
}

// build makes the Review of a subject. It has no status, and nothing that an API server writes.
func (f *reviewFlags) build(of subject, today calendar.Date) (*unstructured.Unstructured, error) {
	if err := f.readable(); err != nil {
		return nil, err
	}
	sum, err := of.digest()
	if err != nil {
		return nil, err
	}
	spec := v1alpha1.ReviewSpec{
		SubjectRef: v1alpha1.SubjectRef{Kind: string(of.kind), Name: of.key.Name, Digest: v1alpha1.Digest(sum)},
		Stage:      f.stage,
		Authority:  v1alpha1.Authority(f.authority),
		Reviewer:   v1alpha1.Account(f.reviewer),
		Recused:    f.recused,
		Verdict:    v1alpha1.Verdict(f.verdict),
		Amount:     v1alpha1.Yuan(f.amount),
		DocumentNo: f.documentNo,
		Reason:     f.reason,
		SignedOn:   v1alpha1.Date(today.String()),
	}
	if f.signedOn != "" {
		spec.SignedOn = v1alpha1.Date(f.signedOn)
	}
	if f.channel != "" && f.noticeOpens == "" {
		return nil, fmt.Errorf("--channel is where a notice stands: say with --notice-opens on which day it is put up")
	}
	if f.noticeOpens != "" {
		spec.Notice = &v1alpha1.NoticeOpening{OpensOn: v1alpha1.Date(f.noticeOpens), Channel: f.channel}
	}
	if spec.Scores, err = parseScores(f.scores); err != nil {
		return nil, err
	}
	if spec.Checks, err = parseChecks(f.checks); err != nil {
		return nil, err
	}
	name, err := reviewName(of.key, spec)
	if err != nil {
		return nil, err
	}
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(&spec)
	if err != nil {
		return nil, fmt.Errorf("the Review has no JSON: %w", err)
	}
	return &unstructured.Unstructured{Object: map[string]any{
		"apiVersion": v1alpha1.GroupVersion.String(), "kind": string(records.Review),
		"metadata": map[string]any{"name": name, "namespace": of.key.Namespace},
		"spec":     content,
	}}, nil
}

// readable refuses what was typed in another encoding: JSON would put other characters in its place without a word, and a signature never
// changes.
func (f *reviewFlags) readable() error {
	typed := [][2]string{
		{"stage", f.stage}, {"authority", f.authority}, {"verdict", f.verdict}, {"reviewer", f.reviewer}, {"signed-on", f.signedOn}, {"document-no", f.documentNo},
		{"reason", f.reason}, {"amount", f.amount}, {"notice-opens", f.noticeOpens}, {"channel", f.channel},
		{"score", strings.Join(f.scores, " ")}, {"check", strings.Join(f.checks, " ")},
	}
	for _, flag := range typed {
		if !utf8.ValidString(flag[1]) {
			return fmt.Errorf("--%s is not UTF-8 (%q): let the terminal write UTF-8, not GBK, and type it again", flag[0], flag[1])
		}
	}
	return nil
}

func parseScores(flags []string) ([]v1alpha1.Score, error) {
	var scores []v1alpha1.Score
	for _, flag := range flags {
		indicator, points, found := strings.Cut(flag, "=")
		if !found || indicator == "" || points == "" {
			return nil, fmt.Errorf("--score is %q: write INDICATOR=POINTS, as in service=27.5", flag)
		}
		scores = append(scores, v1alpha1.Score{Indicator: indicator, Points: v1alpha1.Points(points)})
	}
	return scores, nil
}

func parseChecks(flags []string) ([]v1alpha1.Check, error) {
	var checks []v1alpha1.Check
	for _, flag := range flags {
		name, rest, _ := strings.Cut(flag, "=")
		verdict, note, _ := strings.Cut(rest, ":")
		passed, err := strconv.ParseBool(verdict)
		if err != nil || name == "" {
			return nil, fmt.Errorf("--check is %q: write NAME=true or NAME=false, and a note after a colon, as in Frugality=true:in order", flag)
		}
		checks = append(checks, v1alpha1.Check{Name: name, Passed: passed, Note: note})
	}
	return checks, nil
}

// maxName is the longest name that an object may have; suffixLength is the part of a digest that ends a Review's.
const (
	maxName      = 253
	suffixLength = 8
)

var notOfNames = regexp.MustCompile(`[^a-z0-9]+`)

// reviewName is SUBJECT-STAGE-REVIEWER-xxxxxxxx, readable and a valid name whatever they hold. The end follows from the whole
// content, so that the same signature has the same name, and a later one by the same reviewer has another.
func reviewName(of records.Key, spec v1alpha1.ReviewSpec) (string, error) {
	words := strings.ToLower(of.Name + "-" + spec.Stage + "-" + string(spec.Reviewer))
	readable := strings.Trim(notOfNames.ReplaceAllString(words, "-"), "-")
	if limit := maxName - 1 - suffixLength; len(readable) > limit {
		readable = strings.TrimRight(readable[:limit], "-")
	}
	sum, err := digest.Of(v1alpha1.Group, string(records.Review), of.Namespace, readable, spec)
	if err != nil {
		return "", err
	}
	return strings.TrimLeft(readable+"-"+strings.TrimPrefix(sum, "sha256:")[:suffixLength], "-"), nil
}
