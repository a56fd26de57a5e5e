package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Objection is what is said of an objection.
type Objection struct {
	Result
	// Digest is what a review of the objection has to name.
	Digest v1alpha1.Digest
	// Approval is its hearing: complete means upheld, rejected dismissed. Nil where it is not heard.
	Approval *Approval
}

// opposed is what an objection is about: a decision on notice, and the chain under which an objection to it is heard.
type opposed struct {
	noticed
	hearing *subject // its acts are those that began the case
}

// Objection judges an objection to a star or a licence on public notice (异议).
func (p *Pass) Objection(key records.Key) *Objection {
	if known, ok := p.objected[key]; ok {
		return known
	}
	j := p.judge(records.Objection, key)
	found := &Objection{}
	p.judgeObjection(j, found)
	found.Result = j.done()
	p.objected[key] = found
	return found
}

func (p *Pass) judgeObjection(j *judgement, found *Objection) {
	objection, ok := records.Get[*v1alpha1.Objection](p.view, j.key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
		return
	}
	if found.Digest, ok = j.digest(objection.Spec); !ok {
		return
	}
	raised, ok := j.date("spec.raisedOn", objection.Spec.RaisedOn)
	if !ok || j.notYet(raised) {
		return
	}
	o := p.opposed(j, objection)
	if o == nil || p.refuseObjection(j, &o.noticed, objection, raised) {
		return
	}
	found.Approval = p.hearing(&j.timeline, o, objection, found.Digest)
	switch hearing := found.Approval; hearing.State {
	case ApprovalComplete:
		j.yes(v1alpha1.ReasonUpheld, messages.New("Objection/Upheld", "on", hearing.On.String()))
	case ApprovalRejected:
		j.no(v1alpha1.ReasonDismissed, messages.New("Objection/Dismissed", "on", hearing.On.String(), "reason", hearing.By.Spec.Reason))
	default:
		j.waitsForApproval(hearing, v1alpha1.ReasonOpen)
		j.result.Outcome.Reason = v1alpha1.ReasonOpen
	}
}

// opposed finds what an objection is about. Where it is not there the judgement is stalled, and there is none.
func (p *Pass) opposed(j *judgement, objection *v1alpha1.Objection) *opposed {
	subject := records.Key{Namespace: j.key.Namespace, Name: objection.Spec.SubjectRef.Name}
	switch kind := records.Kind(objection.Spec.SubjectRef.Kind); kind {
	case records.StarApplication:
		return p.opposedStar(j, subject)
	case records.BrandLicense:
		return p.opposedLicense(j, subject)
	default:
		j.missing("spec.subjectRef", kind, subject)
		return nil
	}
}

func (p *Pass) opposedStar(j *judgement, key records.Key) *opposed {
	d, ok := p.dossier(j, key)
	if !ok {
		return nil
	}
	if d.terms == nil {
		j.missing("spec.subjectRef", records.StarApplication, key)
		return nil
	}
	a := &Application{dossier: d}
	if chain, err := d.chain(); err == nil {
		a.Approval = chain.approval(p.view, &j.timeline)
	}
	hearing := d.subject(records.Objection, j.key, d.round.record.Spec.Objections.Stages, hearsObjection)
	hearing.before = d.filing()
	return &opposed{noticed: *a.noticed(), hearing: hearing}
}

// refuseObjection says whether an objection is kept without being heard: nobody stands behind it, or the notice was over.
func (p *Pass) refuseObjection(j *judgement, n *noticed, objection *v1alpha1.Objection, raised calendar.Date) bool {
	if anonymous(objection) {
		j.no(v1alpha1.ReasonAnonymous, messages.New("Objection/Anonymous"))
		return true
	}
	// Where the calendar is missing nobody knows when the notice ends, so nothing is late.
	notice, err := p.notice(&j.timeline, n)
	if notice == nil || err != nil || raised <= notice.Closes {
		return false
	}
	j.no(v1alpha1.ReasonLate, messages.New("Objection/Late", "raised", raised.String(), "closed", notice.Closes.String()))
	return true
}

// anonymous says whether nobody stands behind an objection and nothing supports it: it is kept and blocks nothing.
func anonymous(objection *v1alpha1.Objection) bool {
	return objection.Spec.Signed == v1alpha1.SignedAnonymous && len(objection.Spec.Evidence) == 0
}

// hearing is the chain under which an objection is decided, by people who neither raised it nor signed what it is against.
func (p *Pass) hearing(t *timeline, o *opposed, objection *v1alpha1.Objection, signed v1alpha1.Digest) *Approval {
	s := o.hearing
	s.digest, s.filed, s.fixed = signed, day(objection.Spec.RaisedOn), true
	s.before = append(s.before, act{duty: filesObjection, by: objection.Spec.FiledBy})
	if o.approval != nil {
		s.before = append(s.before, o.approval.signed...)
	}
	return s.under(signed, s.reviews(p.view, t), p.view, t)
}

// objected sums up the objections to a star or a licence.
type objected struct {
	// upheld is the first that was upheld, open the first that waits; nil where none does.
	upheld, open *v1alpha1.Objection
	// decided is the day of the decision that upheld, else of the last that dismissed.
	decided calendar.Date
}

// objections asks every objection to a decision that counts.
func (p *Pass) objections(t *timeline, kind records.Kind, key records.Key) objected {
	var sum objected
	subject := records.SubjectValue(kind, key)
	for _, objection := range records.Find[*v1alpha1.Objection](p.view, records.ObjectionsBySubject, subject) {
		judged := p.Objection(records.KeyOf(objection))
		t.awaits(judged.Next)
		switch {
		case judged.Is(v1alpha1.ReasonUpheld):
			if sum.upheld == nil || judged.Approval.On < sum.decided {
				sum.upheld, sum.decided = objection, judged.Approval.On
			}
		case judged.Is(v1alpha1.ReasonDismissed) && sum.upheld == nil:
			sum.decided = max(sum.decided, judged.Approval.On)
		case judged.Is(v1alpha1.ReasonOpen) && sum.open == nil:
			sum.open = objection
		}
	}
	return sum
}
