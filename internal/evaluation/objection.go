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

// Objection judges an objection to a star on public notice (异议).
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
	subject := records.Key{Namespace: j.key.Namespace, Name: objection.Spec.SubjectRef.Name}
	if objection.Spec.SubjectRef.Kind != string(records.StarApplication) {
		j.missing("spec.subjectRef", records.Kind(objection.Spec.SubjectRef.Kind), subject)
		return
	}
	d, ok := p.dossier(j, subject)
	if !ok {
		return
	}
	if d.terms == nil {
		j.missing("spec.subjectRef", records.StarApplication, subject)
		return
	}
	a := &Application{dossier: d}
	if chain, err := d.chain(); err == nil {
		a.Approval = chain.approval(p.view, &j.timeline)
	}
	if p.refuseObjection(j, a, objection, raised) {
		return
	}
	found.Approval = p.hearing(&j.timeline, a, objection, found.Digest)
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

// refuseObjection says whether an objection is kept without being heard: nobody stands behind it, or the notice was over.
func (p *Pass) refuseObjection(j *judgement, a *Application, objection *v1alpha1.Objection, raised calendar.Date) bool {
	if anonymous(objection) {
		j.no(v1alpha1.ReasonAnonymous, messages.New("Objection/Anonymous"))
		return true
	}
	opens, ok := a.noticeOpens()
	if !ok {
		return false
	}
	a.Notice = &Notice{Opens: opens}
	// Where the calendar is missing nobody knows when the notice ends, so nothing is late.
	if err := p.closeNotice(&j.timeline, a); err != nil || raised <= a.Notice.Closes {
		return false
	}
	j.no(v1alpha1.ReasonLate, messages.New("Objection/Late", "raised", raised.String(), "closed", a.Notice.Closes.String()))
	return true
}

// anonymous says whether nobody stands behind an objection and nothing supports it: it is kept and blocks nothing.
func anonymous(objection *v1alpha1.Objection) bool {
	return objection.Spec.Signed == v1alpha1.SignedAnonymous && len(objection.Spec.Evidence) == 0
}

// hearing is the chain under which an objection is decided, by people who neither raised it nor signed what it is against.
func (p *Pass) hearing(t *timeline, a *Application, objection *v1alpha1.Objection, signed v1alpha1.Digest) *Approval {
	d := a.dossier
	s := d.subject(records.Objection, records.KeyOf(objection), d.round.record.Spec.Objections.Stages, hearsObjection)
	s.digest, s.filed, s.fixed = signed, day(objection.Spec.RaisedOn), true
	s.before = append(d.filing(), act{duty: filesObjection, by: objection.Spec.FiledBy})
	if a.Approval != nil {
		s.before = append(s.before, a.Approval.signed...)
	}
	return s.under(signed, s.reviews(p.view, t), p.view, t)
}

// objected sums up the objections to a star.
type objected struct {
	// upheld is the first that was upheld, open the first that waits; nil where none does.
	upheld, open *v1alpha1.Objection
	// decided is the day of the decision that upheld, else of the last that dismissed.
	decided calendar.Date
}

// objections asks every objection to an application that counts.
func (p *Pass) objections(t *timeline, a *Application) objected {
	var sum objected
	subject := records.SubjectValue(records.StarApplication, a.dossier.key)
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
