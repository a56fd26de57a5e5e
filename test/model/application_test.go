package model_test

import (
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// star is one application with what people expect to come of it.
type star struct {
	org    org
	year   int
	rating v1alpha1.Rating
	app    *v1alpha1.StarApplication
	// awarded is the day of the star as people expect it; 0 where they expect none.
	awarded calendar.Date
	// request for its money, nil where there is none, and the day on which it was signed; 0 where it was not.
	request *v1alpha1.AwardRequest
	granted calendar.Date
	// ended says that a decision on an incident stands against it, as people expect.
	ended bool
}

func (s *star) name() string { return s.org.name + "-" + strconv.Itoa(s.year) + suffixes[s.rating] }

func (s *star) applicant() v1alpha1.Account { return v1alpha1.Account("applicant-" + s.org.name) }

// apply lets an alliance apply for a star and people decide it.
func (h *history) apply(o org, year int, rating v1alpha1.Rating, filed calendar.Date) *star {
	s := &star{org: o, year: year, rating: rating}
	h.stars = append(h.stars, s)
	app := &v1alpha1.StarApplication{ObjectMeta: meta(o.namespace, s.name())}
	app.Spec = v1alpha1.StarApplicationSpec{
		AllianceRef: v1alpha1.LocalRef{Name: o.name}, RoundRef: v1alpha1.Ref{Namespace: city, Name: strconv.Itoa(year)},
		Rating: rating, FiledOn: text(filed), FiledBy: s.applicant(),
	}
	s.app = app
	h.file(filed, app)
	c := s.chain(h)
	day := filed.AddDays(h.number("first signed after", 1, 4))
	if h.chance("edited under review", 3) {
		// What was signed before the edit is stale; the chain starts anew.
		h.sign(&chain{kind: c.kind, namespace: c.namespace, name: c.name, digest: c.digest, filedBy: c.filedBy, stages: c.stages[:1]}, day)
		day = day.AddDays(4)
		s.app = h.reassessed(s.app, day, "80")
		c = s.chain(h)
	}
	end, decided := h.sign(c, day)
	s.withdraw(h, end, decided)
	if end == complete {
		s.notice(h, decided)
	}
	if h.chance("edited after", 2) {
		h.reassessed(s.app, decided.AddDays(h.number("edited on", 1, 90)), "99")
	}
	return s
}

// starsOf are the stars that an alliance applied for.
func (h *history) starsOf(o org) (found []*star) {
	for _, s := range h.stars {
		if s.org.name == o.name {
			found = append(found, s)
		}
	}
	return found
}

// reassessed brings a new version of an application.
func (h *history) reassessed(app *v1alpha1.StarApplication, day calendar.Date, points v1alpha1.Points) *v1alpha1.StarApplication {
	edited := app.DeepCopy()
	edited.Spec.SelfAssessment = []v1alpha1.SelfAssessment{{Indicator: "service", Points: points}}
	h.edit(day, edited)
	return edited
}

func (s *star) digest(h *history) v1alpha1.Digest {
	spec := s.app.Spec
	spec.WithdrawnOn = ""
	return h.digestOf(records.StarApplication, s.app.Namespace, s.app.Name, spec)
}

func (s *star) chain(h *history) *chain {
	c := &chain{kind: records.StarApplication, namespace: s.app.Namespace, name: s.app.Name, digest: s.digest(h), filedBy: s.applicant(), returnable: true}
	for _, terms := range h.rounds[s.year].Spec.Ratings {
		if terms.Rating != s.rating {
			continue
		}
		for i, stage := range terms.Stages {
			last := i == len(terms.Stages)-1
			signs := signing{name: stage.Name, authority: stage.Authority, scored: stage.Scored, document: last, notice: last}
			if signs.authority == "" {
				signs.authority = terms.Authority
			}
			if s.org.municipal() && signs.authority == v1alpha1.County && !last {
				continue // below the alliance's own level
			}
			for n := range max(1, stage.Reviewers) {
				signs.by = append(signs.by, account(signs.authority, strconv.Itoa(i+1)+strconv.Itoa(int(n))))
			}
			c.stages = append(c.stages, signs)
		}
	}
	return c
}

// withdraw takes an application back, now and then: before its notice, or after it with the consent that this needs, or without.
func (s *star) withdraw(h *history, end ending, decided calendar.Date) {
	if !h.chance("withdraws", h.in(disputes, 15, 4)) {
		return
	}
	on := decided.AddDays(h.number("withdrawn after", -3, 4))
	if text(on) < s.app.Spec.FiledOn {
		return
	}
	s.app = s.app.DeepCopy()
	s.app.Spec.WithdrawnOn = text(on)
	h.amend(max(on, decided), s.app)
	if max(on, decided) != on {
		h.untidy = "late"
	}
	if end == complete && on >= decided && h.chance("consent", 60) {
		c := &chain{kind: records.StarApplication, namespace: s.app.Namespace, name: s.app.Name, filedBy: s.applicant(),
			digest: h.digestOf(records.StarApplication, s.app.Namespace, s.app.Name, s.app.Spec)}
		stage := signing{name: "Withdrawal", authority: decides[s.rating], document: true}
		signed := on.AddDays(h.number("consent after", 0, 2))
		h.file(signed, c.review(h, &stage, account(stage.authority, "40"), signed))
	}
}

// notice carries a decided application through its notice, with objections.
func (s *star) notice(h *history, decided calendar.Date) {
	opens, length := workdayFrom(decided), int(h.rounds[s.year].Spec.Notice.WorkingDays)
	s.awarded = awardDay(opens, length)
	if h.chance("objection", h.in(disputes, 80, 12)) {
		s.object(h, opens)
	}
	if s.awarded != 0 && h.chance("late objection", h.in(disputes, 30, 3)) {
		late := s.objection(h, s.awarded.AddDays(h.number("late by", 0, 5)), v1alpha1.SignedRealName)
		h.hear(late, late.Spec.RaisedOn, false)
	}
}

func (s *star) objection(h *history, raised calendar.Date, signed string) *v1alpha1.Objection {
	record := &v1alpha1.Objection{ObjectMeta: meta(s.app.Namespace, h.next("o"))}
	record.Spec = v1alpha1.ObjectionSpec{
		SubjectRef: v1alpha1.ObjectionSubject{Kind: string(records.StarApplication), Name: s.app.Name},
		RaisedOn:   text(raised), Signed: signed, Grounds: "样例异议(虚构)", FiledBy: "secretariat",
	}
	h.file(raised, record)
	return record
}

// object raises an objection while the notice is up: anonymous, upheld, dismissed, or not decided.
func (s *star) object(h *history, opens calendar.Date) {
	raised := opens.AddDays(h.number("raised after", 0, 3))
	signed := h.oneOf("signed", v1alpha1.SignedRealName, v1alpha1.SignedSeal, v1alpha1.SignedAnonymous)
	record := s.objection(h, raised, signed)
	if signed == v1alpha1.SignedAnonymous {
		return
	}
	end, day := h.hear(record, record.Spec.RaisedOn, h.chance("upheld", 35))
	switch end {
	case complete, stopped, returned:
		s.awarded = 0
	case refused:
		s.awarded = max(s.awarded, workdayFrom(day.AddDays(1)))
	}
}

// hear decides an objection some days after it was raised, or never.
func (h *history) hear(record *v1alpha1.Objection, raised v1alpha1.Date, upheld bool) (ending, calendar.Date) {
	day := calendar.MustParse(string(raised))
	if h.chance("never heard", 15) {
		return stopped, day
	}
	c := &chain{
		kind: records.Objection, namespace: record.Namespace, name: record.Name, filedBy: "secretariat",
		digest: h.digestOf(records.Objection, record.Namespace, record.Name, record.Spec),
		stages: []signing{{name: "Hearing", authority: v1alpha1.Municipal, by: []v1alpha1.Account{account(v1alpha1.Municipal, "50")}, document: true, rejects: !upheld}},
	}
	return h.sign(c, day.AddDays(h.number("heard after", 1, 12)))
}
