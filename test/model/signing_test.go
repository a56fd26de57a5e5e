package model_test

import (
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// chain is what people sign one after the other.
type chain struct {
	kind            records.Kind
	namespace, name string
	digest          v1alpha1.Digest
	filedBy         v1alpha1.Account
	stages          []signing
	// returnable subjects may be sent back.
	returnable bool
}

// signing is one stage of a chain.
type signing struct {
	name      string
	authority v1alpha1.Authority
	by        []v1alpha1.Account
	scored    bool
	document  bool
	notice    bool
	waivable  bool
	// check says that it records the check of frugality; amount is what it agrees to.
	check  bool
	amount v1alpha1.Yuan
	// rejects says that the stage says no.
	rejects bool
}

// ending is how a chain came to its end.
type ending string

const (
	complete ending = "complete"
	stopped  ending = "stopped"
	refused  ending = "refused"
	returned ending = "returned"
)

// account is a person who signs in the name of an authority.
func account(authority v1alpha1.Authority, number string) v1alpha1.Account {
	return v1alpha1.Account(strings.ToLower(string(authority)) + "-" + number)
}

func (c *chain) review(h *history, stage *signing, by v1alpha1.Account, on calendar.Date) *v1alpha1.Review {
	record := &v1alpha1.Review{ObjectMeta: meta(c.namespace, h.next("r"))}
	record.Spec = v1alpha1.ReviewSpec{
		SubjectRef: v1alpha1.SubjectRef{Kind: string(c.kind), Name: c.name, Digest: c.digest},
		Stage:      stage.name, Authority: stage.authority, Reviewer: by, Verdict: v1alpha1.Approve, SignedOn: text(on),
	}
	if stage.scored {
		record.Spec.Scores = []v1alpha1.Score{{Indicator: "service", Points: v1alpha1.Points(h.oneOf("points", "90", "85", "60", "95"))}}
	}
	if stage.document {
		record.Spec.DocumentNo = "样例决定(虚构)"
	}
	record.Spec.Amount = stage.amount
	if stage.check {
		record.Spec.Checks = []v1alpha1.Check{{Name: "Frugality", Passed: h.chance("frugal", 90)}}
	}
	if stage.notice {
		record.Spec.Notice = &v1alpha1.NoticeOpening{OpensOn: text(workdayFrom(on))}
	}
	return record
}

// sign lets people sign a chain from a day on, with mishaps, and says how and when it ended.
func (h *history) sign(c *chain, from calendar.Date) (ending, calendar.Date) {
	day := from
	for i := range c.stages {
		stage := &c.stages[i]
		if h.chance("stops", 3) {
			return stopped, day
		}
		day = day.AddDays(h.number("days", 0, 2))
		for n, by := range stage.by {
			if n > 0 {
				day = day.AddDays(h.number("days between", 0, 1))
			}
			if h.chance("mishap", 9) {
				h.mishap(c, i, by, day)
			}
			if end := h.verdict(c, stage, by, day); end != complete {
				return end, day
			}
		}
		if h.chance("signed after", 3) {
			h.file(day.AddDays(1), c.review(h, stage, account(stage.authority, "90"), day.AddDays(1)))
		}
	}
	return complete, day
}

// verdict files one signature as it should be; now and then it says no.
func (h *history) verdict(c *chain, stage *signing, by v1alpha1.Account, day calendar.Date) ending {
	record, end := c.review(h, stage, by, day), complete
	switch {
	case stage.rejects || !stage.scored && h.chance("rejects", h.unwilling(c)):
		record.Spec.Verdict, record.Spec.Reason, end = v1alpha1.Reject, "不同意", refused
		record.Spec.Notice, record.Spec.Amount = nil, ""
	case c.returnable && h.chance("returns", h.unwilling(c)):
		record.Spec.Verdict, record.Spec.Reason, end = v1alpha1.ReturnBack, "请补正", returned
		record.Spec.Notice, record.Spec.Amount = nil, ""
	case stage.waivable && h.chance("waives", 50):
		record.Spec.Verdict, record.Spec.Reason = v1alpha1.Waive, "放弃陈述"
	}
	h.file(day, record)
	if h.chance("signs twice", 2) {
		// The same act again under another name.
		again := record.DeepCopy()
		again.Name = h.next("r")
		h.file(day, again)
	}
	return end
}

// unwilling says how often a signature says no, out of a hundred.
func (h *history) unwilling(c *chain) int {
	switch c.kind {
	case records.AwardRequest:
		return h.in(claims, 10, 2)
	case records.ActivityReport:
		return h.in(works, 28, 14)
	case records.ActivityPlan, records.BrandLicense:
		return 7
	default:
		return 2
	}
}

// mishap files a signature that does not count.
func (h *history) mishap(c *chain, place int, by v1alpha1.Account, day calendar.Date) {
	stage := &c.stages[place]
	other := account(stage.authority, "80")
	record := c.review(h, stage, other, day)
	switch what := h.oneOf("what", "authority", "recused", "tied", "same", "early", "unknown", "incomplete", "stale", "again"); what {
	case "authority":
		record.Spec.Authority = map[v1alpha1.Authority]v1alpha1.Authority{
			v1alpha1.County: v1alpha1.Municipal, v1alpha1.Municipal: v1alpha1.County, v1alpha1.Provincial: v1alpha1.Municipal,
		}[stage.authority]
	case "recused":
		record.Spec.Recused, record.Spec.Scores, record.Spec.Notice, record.Spec.Amount = true, nil, nil, ""
	case "tied":
		record.Spec.Reviewer = tied
	case "same":
		record.Spec.Reviewer = c.filedBy
	case "early":
		if place+1 < len(c.stages) {
			record = c.review(h, &c.stages[place+1], account(c.stages[place+1].authority, "80"), day.AddDays(-1))
		} else {
			record = c.review(h, stage, other, day.AddDays(-20))
		}
	case "unknown":
		record.Spec.Stage = "Blessing"
	case "incomplete":
		record.Spec.DocumentNo, record.Spec.Scores, record.Spec.Amount = "", nil, ""
		if !stage.document && !stage.scored {
			record.Spec.Verdict, record.Spec.Reason = v1alpha1.Waive, "放弃"
		}
	case "stale":
		record.Spec.SubjectRef.Digest = "sha256:" + v1alpha1.Digest(strings.Repeat("0", 64))
	case "again":
		record.Spec.Reviewer = by
	}
	if record.Spec.Notice != nil && record.Spec.Notice.OpensOn < record.Spec.SignedOn {
		record.Spec.Notice.OpensOn = record.Spec.SignedOn
	}
	h.file(calendar.MustParse(string(record.Spec.SignedOn)), record)
}
