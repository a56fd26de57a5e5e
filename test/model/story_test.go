package model_test

import (
	"slices"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// succession is the day on which an alliance takes over another's rights and duties.
var succession = calendar.MustParse("2025-01-15")

// newHistory draws what people declare in two or three years: mostly sensible stories, with mishaps.
func newHistory(t *rapid.T) *history {
	h := &history{t: t, rounds: map[int]*v1alpha1.EvaluationRound{}}
	h.theme = h.oneOf("theme", plain, flights, debts, lost, yearEnds, claims, disputes, flights, debts, lost, claims, claims, debts, debts, lost, lost, yearEnds, yearEnds, works, works)
	for year := 2024; year <= 2026; year++ {
		h.rounds[year] = h.round(year)
		h.amend(begins, h.rounds[year])
		h.publish(year)
	}
	h.publish(2027)
	ledger := &v1alpha1.Ledger{ObjectMeta: meta(city, starsLedger.Name)}
	ledger.Spec.Source = "FiscalBudget"
	h.amend(begins, ledger)
	h.budgets()
	declared := map[string]bool{}
	stories := h.number("stories", 1, 3)
	if h.goesWell() {
		stories = max(2, stories)
	}
	for range stories {
		o := orgs[h.number("alliance", 0, len(orgs)-1)]
		if declared[o.name] {
			continue
		}
		if o.before > 0 && !declared[orgs[o.before-1].name] {
			before := orgs[o.before-1]
			declared[before.name] = true
			h.declare(before)
			if h.chance("predecessor lives", 60) {
				h.live(before, 2024)
			}
		}
		declared[o.name] = true
		h.declare(o)
		first := h.number("first year", 2024, 2025)
		if o.before > 0 && !h.chance("lived before", 30) {
			first = 2025
		}
		if h.theme == debts {
			first = 2024
		}
		h.live(o, first)
	}
	if h.chance("activities", max(h.in(yearEnds, 95, 45), h.in(works, 100, 0))) {
		h.activities(declared)
	}
	if h.chance("brands", h.in(yearEnds, 90, 40)) {
		h.brands(declared)
	}
	h.prune()
	h.tamper()
	return h
}

// publish brings a calendar, or not: the one of 2026 may be missing, or come late.
func (h *history) publish(year int) {
	day := begins
	if year == 2026 {
		switch lot := h.number("calendar of 2026", 0, 9); {
		case lot >= h.in(yearEnds, 6, 9):
			return
		case lot >= h.in(yearEnds, 2, 8):
			h.untidy, day = "late", in(2026, "02-01").AddDays(h.number("published after", 0, 60))
		}
	}
	h.amend(day, workCalendar(year))
}

// declare records an alliance as recognised, most often long before it applies.
func (h *history) declare(o org) {
	record := &v1alpha1.Alliance{ObjectMeta: meta(o.namespace, o.name)}
	decided := begins
	switch lot := h.number("recognised", 0, 19); {
	case lot >= h.in(yearEnds, 14, 20):
		decided = in(2025, "12-22")
	case lot == 18 && !h.goesWell():
		decided = in(2024, "04-08")
	case lot == 17 && !h.goesWell():
		decided = 0
	}
	record.Spec = v1alpha1.AllianceSpec{
		DisplayName: "样例产业农合联" + o.name + "(虚构)", CreditCode: o.code, Industry: o.name, FiledBy: "secretariat",
		Members: []v1alpha1.Member{{Name: members[0], Category: "Cooperative", JoinedOn: "2024-01-01"}, {Name: members[1], Category: "Cooperative", JoinedOn: "2024-01-01"}},
	}
	if h.chance("a member leaves", 60) {
		record.Spec.Members[1].LeftOn = text(in(2024, "10-01").AddDays(h.number("left after", 0, 350)))
	}
	if o.host != "" {
		record.Spec.Host = &v1alpha1.Host{DisplayName: "样例实业有限公司(虚构)", CreditCode: o.host}
	}
	if o.before > 0 {
		before := orgs[o.before-1]
		record.Spec.Succeeds = []v1alpha1.Succession{{CreditCode: before.code, On: text(succession)}}
		if h.chance("new", 70) {
			decided = max(decided, in(2024, "12-16"))
		}
	}
	if decided != 0 {
		record.Spec.Recognition = &v1alpha1.Recognition{
			Authority: o.level(), DocumentNo: "样例认定(虚构)", DecidedOn: text(decided),
			Notice: v1alpha1.NoticePeriod{OpensOn: text(workdayFrom(decided)), WorkingDays: 10},
		}
	}
	h.amend(begins, record)
	if h.chance("dissolved", 7) {
		on := in(2025, "01-15").AddDays(h.number("dissolved after", 0, 500))
		ended := record.DeepCopy()
		ended.Spec.DissolvedOn = text(on)
		if on > max(decided, begins) {
			h.amend(on, ended)
		}
	}
	if h.chance("duplicate", 3) && o.code != "" {
		twin := record.DeepCopy()
		twin.Name = o.name + "-twin"
		h.amend(begins, twin)
	}
}

// live lets an alliance apply, ask, upgrade, offend and appeal over the years.
func (h *history) live(o org, year int) {
	var known []*star
	day := in(year, "03-04").AddDays(h.number("filed after", 0, 40))
	if h.chance("at the end of the year", h.in(yearEnds, 75, 5)) {
		if h.theme == yearEnds {
			year = 2025
		}
		day = in(year, "11-20").AddDays(h.number("filed after", 0, 14))
	}
	for ; year <= 2026; year++ {
		day = max(day, in(year, "03-04").AddDays(h.number("filed after", 0, 30)))
		known, day = h.liveYear(o, year, known, day)
		if !h.chance("another year", h.in(debts, 90, 25)) {
			break
		}
	}
}

// liveYear lets an alliance apply in one year, and all that follows.
func (h *history) liveYear(o org, year int, known []*star, day calendar.Date) ([]*star, calendar.Date) {
	rating := v1alpha1.Rating(h.oneOf("rating", "Four", "Four", "Four", "Five", "Five", "Three"))
	if h.goesWell() && rating == v1alpha1.Three {
		rating = v1alpha1.Five
	}
	if h.chance("outside the window", 3) {
		day = in(year, "02-20")
	}
	s := h.apply(o, year, rating, max(day, begins))
	known = append(known, s)
	if h.chance("early incident", 7) {
		day = h.report(o, known, max(day, begins).AddDays(h.number("reported after", 0, 12)))
	}
	day = h.claim(s, day)
	if rating != v1alpha1.Three && h.chance("second star", max(h.in(claims, 60, 20), h.in(lost, 90, 20))) {
		second := map[v1alpha1.Rating]v1alpha1.Rating{v1alpha1.Four: v1alpha1.Five, v1alpha1.Five: v1alpha1.Four}[rating]
		upgrade := h.apply(o, year, second, max(s.awarded, day).AddDays(h.number("upgraded after", 0, 20)))
		known = append(known, upgrade)
		day = h.claim(upgrade, max(s.awarded, day))
	}
	if h.chance("incident", max(h.in(flights, 90, 40), h.in(debts, 90, 40))-h.in(lost, 30, 0)) {
		after := h.number("reported soon after", h.in(flights, 3, 1), h.in(flights, 6, 9))
		if h.chance("reported late", max(h.in(debts, 90, 30)-h.in(flights, 25, 0))) {
			after = h.number("reported long after", 15, 120)
		}
		day = h.report(o, known, max(day, s.granted, s.awarded).AddDays(after))
		if h.chance("another incident", 12) {
			day = h.report(o, known, day.AddDays(h.number("reported again after", -5, 30)))
		}
		if s.request == nil && s.awarded != 0 && h.chance("asks after all", 60) {
			h.ask(s, day.AddDays(h.number("asks after", 1, 30)))
		}
	}
	return known, day
}

// claim lets an alliance ask for the money of a star, most often once it has it.
func (h *history) claim(s *star, day calendar.Date) calendar.Date {
	switch {
	case s.awarded != 0 && !h.chance("does not ask", 8):
		h.ask(s, s.awarded.AddDays(h.number("asks after", 0, 12)))
	case s.awarded == 0 && h.chance("asks in vain", 25):
		h.ask(s, day.AddDays(30))
	}
	return max(day, s.awarded, s.granted)
}

// lose takes away the last signature under each request, some days after it was given: the ledger has entered it, and finance has not
// paid yet.
func (h *history) lose() {
	lost := map[string]bool{}
	for _, a := range slices.Clone(h.acts) {
		review, ok := a.object.(*v1alpha1.Review)
		if !ok || review.Spec.Stage != "Leadership" || review.Spec.Verdict != v1alpha1.Approve {
			continue
		}
		// The first of a year: another request of the same claim finds the evidence missing.
		if claim := review.Namespace + review.Spec.SubjectRef.Name[:len(review.Spec.SubjectRef.Name)-2]; !lost[claim] && h.chance("lost", 85) {
			lost[claim] = true
			h.remove(a.day.AddDays(h.number("lost after", 2, 5)), review)
		}
	}
}

// prune takes records away, now and then: a signature under a request most often.
func (h *history) prune() {
	if h.theme == lost {
		h.lose()
	}
	if !h.chance("pruned", 4) {
		return
	}
	what := h.oneOf("pruned what", "Review/AwardRequest", "Review/AwardRequest", "Review/StarApplication", "AwardRequest", "Alliance", "EvaluationRound", "Review/Incident",
		"Review/ActivityPlan", "ActivityReport", "Review/BrandLicense")
	var found []act
	for _, a := range h.acts {
		kind := string(a.id.kind)
		if review, ok := a.object.(*v1alpha1.Review); ok {
			kind += "/" + review.Spec.SubjectRef.Kind
		}
		if kind == what && a.object != nil {
			found = append(found, a)
		}
	}
	if len(found) == 0 {
		return
	}
	a := found[h.number("pruned which", 0, len(found)-1)]
	last := a.day
	for _, other := range h.acts {
		if other.id == a.id {
			last = max(last, other.day)
		}
	}
	if last == begins {
		last = in(2024, "06-01")
	}
	h.remove(last.AddDays(h.number("pruned after", 2, 60)), a.object)
}
