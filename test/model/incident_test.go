package model_test

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// report files an incident about an alliance on a day and carries it as far as it comes. It returns the day on which it ended.
func (h *history) report(o org, known []*star, reported calendar.Date) calendar.Date {
	record := &v1alpha1.Incident{ObjectMeta: meta(o.namespace, h.next("i"))}
	facts := reported.AddDays(-h.number("facts before", 0, 6))
	if h.chance("old facts", h.in(debts, 90, 50)-h.in(flights, 35, 0)) {
		facts = reported.AddDays(-h.number("facts long before", 20, 200))
	}
	record.Spec = v1alpha1.IncidentSpec{
		AllianceRef: v1alpha1.LocalRef{Name: o.name}, Subject: v1alpha1.SubjectAlliance, Ground: v1alpha1.GroundIllegalOperation,
		FactsOn: text(facts), ReportedOn: text(reported), Description: "样例事件(虚构)", FiledBy: "supervisor",
	}
	h.charge(record, known)
	h.file(reported, record)
	if h.chance("reported twice", 2) {
		again := record.DeepCopy()
		again.Name = h.next("i")
		h.file(reported, again)
	}
	return h.decide(record, o, known, reported)
}

// charge draws whose offence it is, and which.
func (h *history) charge(record *v1alpha1.Incident, known []*star) {
	spec := &record.Spec
	ground := h.number("ground", 0, 11)
	switch {
	case h.theme == debts && ground > 5:
		ground = 8 // without a bar, new money is asked for while the old is owed
	case h.theme == flights:
		ground %= 8
	}
	switch ground {
	case 4, 5:
		spec.Ground = v1alpha1.GroundMajorSafetyAccident
	case 6, 7:
		spec.Ground = v1alpha1.GroundSeriousCreditDefault
	case 8, 9:
		if len(known) > 0 {
			spec.Ground, spec.Annuls = v1alpha1.GroundProceduralFault, known[h.in(debts, len(known)-1, h.number("annuls", 0, len(known)-1))].app.Name
		}
	case 10:
		spec.Ground = v1alpha1.GroundOther
	case 11:
		spec.Subject, spec.Member = v1alpha1.SubjectMember, "样例合作社(虚构)"
	}
	if revokes(record) && len(known) > 0 && h.chance("falsified", 25) {
		spec.FalsifiedApplication = known[h.number("falsified application", 0, len(known)-1)].app.Name
	}
}

func revokes(record *v1alpha1.Incident) bool {
	switch record.Spec.Ground {
	case v1alpha1.GroundIllegalOperation, v1alpha1.GroundMajorSafetyAccident, v1alpha1.GroundSeriousCreditDefault:
		return record.Spec.Subject == v1alpha1.SubjectAlliance
	default:
		return false
	}
}

// awarding is the authority that people take to have awarded the highest star that holds on a day.
func awarding(o org, known []*star, on calendar.Date) v1alpha1.Authority {
	best := v1alpha1.Authority("")
	for _, s := range known {
		if s.org.name != o.name || s.awarded == 0 || s.awarded > on || s.ended || on > in(s.year+1, "12-31") {
			continue
		}
		if a := decides[s.rating]; best == "" || a == v1alpha1.Provincial || best == v1alpha1.County {
			best = a
		}
	}
	if best == "" {
		return o.level()
	}
	return best
}

// decide lets people find, hear and decide an incident, and perhaps an appeal against it.
func (h *history) decide(record *v1alpha1.Incident, o org, known []*star, reported calendar.Date) calendar.Date {
	authority := awarding(o, known, reported)
	c := &chain{
		kind: records.Incident, namespace: record.Namespace, name: record.Name, filedBy: "supervisor", returnable: true,
		digest: h.digestOf(records.Incident, record.Namespace, record.Name, record.Spec),
		stages: []signing{
			{name: "Finding", authority: authority, by: []v1alpha1.Account{account(authority, "11")}, document: true, rejects: h.chance("not found", 12)},
			{name: "Hearing", authority: authority, by: []v1alpha1.Account{account(authority, "12")}, waivable: true},
			{name: "Revocation", authority: authority, by: []v1alpha1.Account{account(authority, "13")}, document: true, rejects: h.chance("not revoked", 5)},
		},
	}
	annuls := record.Spec.Ground == v1alpha1.GroundProceduralFault
	if !annuls && !revokes(record) {
		c.stages = c.stages[:1]
	}
	if h.chance("not pursued", 12) {
		c.stages = c.stages[:h.number("pursued through", 0, len(c.stages)-1)]
		_, day := h.sign(c, reported)
		return day
	}
	end, day := h.sign(c, reported.AddDays(h.number("found after", 0, h.in(flights, 1, 5))))
	if end != complete || !annuls && !revokes(record) {
		return day
	}
	for _, s := range known {
		s.ended = s.ended || s.app.Name == record.Spec.Annuls || !annuls && s.org.name == o.name
	}
	if h.chance("appeal", h.in(disputes, 70, 30)-h.in(debts, 22, 0)) {
		return h.appeal(c, known, day.AddDays(h.number("appealed after", 1, 70)))
	}
	return day
}

// appeal decides an appeal against a decision.
func (h *history) appeal(decided *chain, known []*star, on calendar.Date) calendar.Date {
	c := *decided
	c.returnable = false
	c.stages = []signing{{
		name: "Appeal", authority: v1alpha1.Provincial, by: []v1alpha1.Account{account(v1alpha1.Provincial, "20")},
		document: true, rejects: h.chance("appeal rejected", 25),
	}}
	end, day := h.sign(&c, on)
	if end == complete {
		for _, s := range known {
			s.ended = false
		}
	}
	return day
}
