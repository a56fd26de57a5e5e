package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// dossier is an application with the records that it names.
type dossier struct {
	key         records.Key
	application *v1alpha1.StarApplication
	alliance    *v1alpha1.Alliance
	division    records.Division
	round       *Round
	terms       *v1alpha1.RatingTerms
	filed       calendar.Date
}

// dossier collects what an application names. Where something is not there the judgement is stalled, and the answer false.
func (p *Pass) dossier(j *judgement, key records.Key) (*dossier, bool) {
	d := &dossier{key: key}
	var ok bool
	if d.application, ok = records.Get[*v1alpha1.StarApplication](p.view, key); !ok {
		j.missing("spec", records.StarApplication, key)
		return nil, false
	}
	if d.filed, ok = j.date("spec.filedOn", d.application.Spec.FiledOn); !ok {
		return nil, false
	}
	if d.division, ok = p.view.Division(key.Namespace); !ok {
		j.noDivision()
		return nil, false
	}
	named := records.Key{Namespace: key.Namespace, Name: d.application.Spec.AllianceRef.Name}
	if d.alliance, ok = records.Get[*v1alpha1.Alliance](p.view, named); !ok {
		j.missing("spec.allianceRef", records.Alliance, named)
		return nil, false
	}
	named = records.RefKey(d.application.Spec.RoundRef, key.Namespace)
	d.round = p.Round(named)
	if d.round.record == nil {
		j.missing("spec.roundRef", records.EvaluationRound, named)
		return nil, false
	}
	if stalled := d.round.Stalled; stalled != nil {
		j.stall(stalled.Reason, stalled.Message)
		return nil, false
	}
	d.terms = d.round.terms(d.application.Spec.Rating)
	return d, true
}

// chain is the application's chain of approval. Its digest is that of the spec without a withdrawal, which people are allowed to add to
// what was signed.
func (d *dossier) chain() (*subject, error) {
	spec := d.application.Spec
	spec.WithdrawnOn = ""
	signed, err := digestOf(records.StarApplication, d.key, spec)
	if err != nil {
		return nil, err
	}
	s := d.subject(records.StarApplication, d.key, d.terms.Stages, signsApplication)
	s.digest, s.filed = signed, d.filed
	s.before = d.filing()
	s.opensNotice, s.indicators = true, d.round.record.Spec.Indicators
	return s, nil
}

// filing are the acts that begin the case.
func (d *dossier) filing() acts {
	return acts{{duty: filesApplication, by: d.application.Spec.FiledBy}}
}

// subject is a chain of approval of the case, whichever record is signed.
func (d *dossier) subject(kind records.Kind, key records.Key, stages []v1alpha1.Stage, as duty) *subject {
	return &subject{
		kind: kind, key: key, stages: stages, duty: as,
		awarding: d.terms.Authority, level: d.division.Level(),
		recusal: recusal{round: d.round.record, alliance: d.alliance},
	}
}

func digestOf(kind records.Kind, key records.Key, spec any) (v1alpha1.Digest, error) {
	text, err := digest.Of(v1alpha1.Group, string(kind), key.Namespace, key.Name, spec)
	return v1alpha1.Digest(text), err
}
