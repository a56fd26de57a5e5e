package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Review says whether one signature counts, and why not. It asks the chain that the signature belongs to, so that a signature and
// its subject never tell two stories.
func (p *Pass) Review(key records.Key) Result {
	j := p.judge(records.Review, key)
	p.judgeReview(j)
	return j.done()
}

func (p *Pass) judgeReview(j *judgement) {
	review, ok := records.Get[*v1alpha1.Review](p.view, j.key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
		return
	}
	signed, ok := j.date("spec.signedOn", review.Spec.SignedOn)
	if !ok || j.notYet(signed) {
		return
	}
	kind := records.Kind(review.Spec.SubjectRef.Kind)
	subject := records.Key{Namespace: j.key.Namespace, Name: review.Spec.SubjectRef.Name}
	find, ok := chains[kind]
	if _, there := p.view.Get(kind, subject); !ok || !there {
		j.missing("spec.subjectRef", kind, subject)
		return
	}
	approval, why := find(p, j, subject, review)
	if stalled := j.result.Stalled; stalled != nil { // its message speaks of fields of the subject
		j.stall(stalled.Reason, stalledOf(kind, subject, stalled))
	}
	if approval == nil {
		if j.result.Stalled == nil {
			j.no(v1alpha1.ReasonStale, why)
		}
		return
	}
	verdict, ok := approval.counting[review.Name]
	switch {
	case !ok && approval.Digest != review.Spec.SubjectRef.Digest:
		j.no(v1alpha1.ReasonStale, messages.New("Review/Stale", "signed", string(review.Spec.SubjectRef.Digest), "stands", string(approval.Digest)))
	case !ok:
		j.no(v1alpha1.ReasonUnknownStage, messages.New("Review/UnknownStage", "stage", review.Spec.Stage, "known", ""))
	case verdict.reason == v1alpha1.ReasonCounted:
		j.yes(verdict.reason, verdict.message)
	default:
		j.refuse("R13", "", "spec", false, verdict.reason, verdict.message)
	}
}

// chains find the chain of approval that a signature belongs to, by the kind of its subject. Where the subject does not come to be
// judged they return nil and say why: nothing under it counts then.
var chains = map[records.Kind]func(p *Pass, j *judgement, subject records.Key, review *v1alpha1.Review) (*Approval, messages.Message){
	records.StarApplication: func(p *Pass, j *judgement, subject records.Key, review *v1alpha1.Review) (*Approval, messages.Message) {
		a := p.StarApplication(subject)
		follows := Result{Next: a.Next, Stalled: a.Stalled}
		if a.Approval != nil && review.Spec.Stage != StageWithdrawal {
			follows.Next = a.signedNext // the end of a notice says nothing new of a signature before it
		}
		j.follow(&follows)
		if review.Spec.Stage == StageWithdrawal && a.withdrawal != nil {
			return a.withdrawal, messages.Message{}
		}
		return a.Approval, j.unjudged(&a.Result)
	},
	records.ActivityPlan: func(p *Pass, j *judgement, subject records.Key, review *v1alpha1.Review) (*Approval, messages.Message) {
		pl := p.runningPlan(subject)
		j.follow(&Result{Next: pl.Next, Stalled: pl.Stalled})
		if review.Spec.Stage == StageRelease && pl.Release != nil {
			return pl.Release, messages.Message{}
		}
		return pl.Approval, j.unjudged(&pl.Result)
	},
	records.ActivityReport: func(p *Pass, j *judgement, subject records.Key, _ *v1alpha1.Review) (*Approval, messages.Message) {
		r := p.report(subject)
		j.follow(&r.Result)
		return r.Approval, j.unjudged(&r.Result)
	},
	records.AwardRequest: func(p *Pass, j *judgement, subject records.Key, _ *v1alpha1.Review) (*Approval, messages.Message) {
		r := p.AwardRequest(subject)
		j.follow(&r.Result)
		return r.Approval, j.unjudged(&r.Result)
	},
	records.Incident: func(p *Pass, j *judgement, subject records.Key, review *v1alpha1.Review) (*Approval, messages.Message) {
		i := p.Incident(subject)
		j.follow(&i.Result)
		if i.Appeal != nil && i.Appeal.has(review.Spec.Stage) {
			return i.Appeal, messages.Message{}
		}
		if i.Rectification != nil && i.Rectification.has(review.Spec.Stage) {
			return i.Rectification, messages.Message{}
		}
		if i.unproven && i.Approval != nil && i.Approval.counting == nil {
			return nil, j.unjudged(&i.Result)
		}
		return i.Approval, j.unjudged(&i.Result)
	},
	records.Brand:        ofBrand,
	records.BrandLicense: ofLicense,
	records.Objection: func(p *Pass, j *judgement, subject records.Key, _ *v1alpha1.Review) (*Approval, messages.Message) {
		o := p.Objection(subject)
		j.follow(&o.Result)
		return o.Approval, j.unjudged(&o.Result)
	},
}

// follow waits for whatever another judgement waits for, and stalls where that is stalled.
func (j *judgement) follow(other *Result) {
	j.awaits(other.Next)
	if other.Stalled != nil {
		j.stall(other.Stalled.Reason, other.Stalled.Message)
	}
}

// stalledOf says whose record has to be put right, and what is wrong with it.
func stalledOf(kind records.Kind, key records.Key, stalled *Outcome) messages.Message {
	return messages.New("Any/StalledOf", "kind", string(kind), "record", key.String()).And(stalled.Message)
}

// unjudged says why the chain of a subject is not asked.
func (*judgement) unjudged(subject *Result) messages.Message {
	if subject.Outcome == nil {
		return messages.Message{}
	}
	return messages.New("Review/Stale/Subject", "reason", subject.Outcome.Reason)
}
