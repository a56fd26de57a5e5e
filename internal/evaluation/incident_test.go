package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

var torreyaKey = records.Key{Namespace: "zhuji", Name: "torreya"}

// TestIncidentStages follows a report from its filing to the end of the star: it may be filed at any time (R7), money is on hold from the
// report on and the star stays until the decision.
func TestIncidentStages(t *testing.T) {
	c := awarded()
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-13", "2025-06-16")
	i.revoked("2025-06-20", "2025-06-24")
	for _, step := range []struct {
		on, incident, application, request string
		held                               bool
	}{
		{"2025-06-15", v1alpha1.ReasonNotYet, v1alpha1.ReasonAwarded, v1alpha1.ReasonUnderReview, false},
		{"2025-06-16", v1alpha1.ReasonReported, v1alpha1.ReasonAwarded, v1alpha1.ReasonUnderReview, true},
		{"2025-06-18", v1alpha1.ReasonReported, v1alpha1.ReasonAwarded, v1alpha1.ReasonOnHold, true},
		{"2025-06-20", v1alpha1.ReasonFound, v1alpha1.ReasonAwarded, v1alpha1.ReasonOnHold, true},
		{"2025-06-24", v1alpha1.ReasonRevoked, v1alpha1.ReasonRevoked, v1alpha1.ReasonRevoked, false},
		{"2026-06-24", v1alpha1.ReasonRevoked, v1alpha1.ReasonRevoked, v1alpha1.ReasonRevoked, false},
	} {
		pass := c.lived(t, step.on)
		wantIncident(t, pass, i, step.incident)
		wantApplication(t, pass, torreya4, step.application)
		wantGrant(t, pass, torreya4, step.request)
		alliance := pass.Alliance(torreyaKey)
		if alliance.OnHold != step.held || (alliance.Star != nil) != (step.application == v1alpha1.ReasonAwarded) {
			t.Errorf("%s: on hold %v, star %v", step.on, alliance.OnHold, alliance.Star)
		}
	}
	after := c.lived(t, "2025-06-25").Alliance(torreyaKey)
	if after.BarredThrough != calendar.MustParse("2026-12-31") || after.PlaqueDueOn != calendar.MustParse("2025-07-09") {
		t.Errorf("barred through %s, plaque due on %s", after.BarredThrough, after.PlaqueDueOn)
	}
	if !after.Is(v1alpha1.ReasonRecognized) {
		t.Errorf("the recognition of the alliance itself stays: %+v", after.Outcome)
	}
	wantEntry(t, last(t, c.entered(t, "2025-06-26")), v1alpha1.EntryDecision, "0.00", "2025-06-24")
}

// supervisionRules are the rules of the way out (R7-R11).
func supervisionRules() []rule {
	return []rule{
		// A report may come on any day, and somebody has to answer it by a day; what it is dated ahead of, it does not touch.
		{"R7", reportedIs("2025-07-01", "2025-08-13", v1alpha1.ReasonReported, true, true), reportedIs("2025-07-01", "2025-06-30", "", false, false)},
		{"R8", ends(v1alpha1.GroundIllegalOperation, v1alpha1.SubjectAlliance, true), ends(v1alpha1.GroundIllegalOperation, v1alpha1.SubjectMember, false)},
		{"R9", ends(v1alpha1.GroundMajorSafetyAccident, v1alpha1.SubjectAlliance, true), ends(v1alpha1.GroundMajorSafetyAccident, v1alpha1.SubjectMember, false)},
		{"R10", ends(v1alpha1.GroundSeriousCreditDefault, v1alpha1.SubjectAlliance, true), ends(v1alpha1.GroundSeriousCreditDefault, v1alpha1.SubjectBrandUser, false)},
		// Every star at once, five to none and never to four; by a ground of the list only.
		{"R11", fiveStarsEndInNone, func(t *testing.T) {
			ends(v1alpha1.GroundOther, v1alpha1.SubjectAlliance, false)(t)
			ends(v1alpha1.GroundBrandMisuse, v1alpha1.SubjectAlliance, false)(t)
		}},
	}
}

// reportedIs checks what a report comes to on a day, whether it is overdue then, and whether it holds money.
func reportedIs(reported v1alpha1.Date, asOf, reason string, overdue, held bool) func(t *testing.T) {
	return func(t *testing.T) {
		t.Helper()
		world := awarded()
		i := world.report("report", v1alpha1.GroundIllegalOperation, "2025-06-13", reported)
		pass := world.lived(t, asOf)
		judged := pass.Incident(records.KeyOf(i.incident))
		if reason != "" {
			wantIncident(t, pass, i, reason)
		} else if judged.ReportedOn != 0 {
			t.Errorf("it is dated ahead, and counts as reported on %s", judged.ReportedOn)
		}
		if got := judged.OverdueSince != 0; got != overdue {
			t.Errorf("overdue since %s, want overdue %v", judged.OverdueSince, overdue)
		}
		if got := pass.Alliance(torreyaKey).OnHold; got != held {
			t.Errorf("on hold %v, want %v", got, held)
		}
		wantApplication(t, pass, torreya4, v1alpha1.ReasonAwarded)
	}
}

// ends checks whether a ground that is found of a subject ends a star.
func ends(ground v1alpha1.IncidentGround, subject v1alpha1.IncidentSubject, ends bool) func(t *testing.T) {
	return func(t *testing.T) {
		t.Helper()
		world := awarded()
		i := world.report("report", ground, "2025-06-13", "2025-07-01")
		i.incident.Spec.Subject = subject
		i.revoked("2025-07-03", "2025-07-08")
		pass := world.lived(t, "2025-07-09")
		if ends {
			wantIncident(t, pass, i, v1alpha1.ReasonRevoked)
			wantApplication(t, pass, torreya4, v1alpha1.ReasonRevoked)
			return
		}
		wantIncident(t, pass, i, v1alpha1.ReasonConfirmed)
		wantApplication(t, pass, torreya4, v1alpha1.ReasonAwarded)
		wantGrant(t, pass, torreya4, v1alpha1.ReasonGranted)
	}
}

func fiveStarsEndInNone(t *testing.T) {
	t.Helper()
	c := awarded()
	c.star(c.alliance, 2025, v1alpha1.Five)
	i := c.report("report", v1alpha1.GroundMajorSafetyAccident, "2025-10-20", "2025-11-03")
	i.by = v1alpha1.Provincial
	i.revoked("2025-11-05", "2025-11-10")
	before, after := c.lived(t, "2025-11-09"), c.lived(t, "2025-11-10")
	if star := before.Alliance(torreyaKey).Star; star == nil || star.Rating != v1alpha1.Five {
		t.Errorf("R11: before the decision the star stays: %+v", star)
	}
	if star := after.Alliance(torreyaKey).Star; star != nil {
		t.Errorf("R11: a star is left: %+v", star)
	}
	wantApplication(t, after, torreya4, v1alpha1.ReasonRevoked)
	wantApplication(t, after, torreya5, v1alpha1.ReasonRevoked)
}

// TestWhoRevokes holds E16: five stars are revoked by the province; the city's signature does not count, and its subject lives on.
func TestWhoRevokes(t *testing.T) {
	c := awarded()
	c.star(c.alliance, 2025, v1alpha1.Five)
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-10-20", "2025-11-03")
	i.by = v1alpha1.Provincial
	i.revoked("2025-11-05", "2025-11-10")
	signature := c.reviews["Revocation-report"]
	signature.Spec.Authority = v1alpha1.Municipal
	pass := c.lived(t, "2025-12-01")
	if judged := pass.Review(records.KeyOf(signature)); !judged.Is(v1alpha1.ReasonWrongAuthority) {
		t.Errorf("the city's signature: %+v", judged.Outcome)
	}
	wantIncident(t, pass, i, v1alpha1.ReasonHeard)
	wantApplication(t, pass, torreya5, v1alpha1.ReasonAwarded)
}

// TestHearingOrWaiver holds that a revocation needs a hearing, or that the alliance waived it, and a finding the number of an official document.
func TestHearingOrWaiver(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*incidentCase)
		want   string
	}{
		"as it should be":       {func(*incidentCase) {}, v1alpha1.ReasonRevoked},
		"no hearing":            {func(i *incidentCase) { i.without("Hearing-report") }, v1alpha1.ReasonFound},
		"no document":           {func(i *incidentCase) { i.reviews["Finding-report"].Spec.DocumentNo = "" }, v1alpha1.ReasonReported},
		"a finding is waived":   {func(i *incidentCase) { i.reviews["Finding-report"].Spec.Verdict = v1alpha1.Waive }, v1alpha1.ReasonReported},
		"the reporter finds":    {func(i *incidentCase) { i.reviews["Finding-report"].Spec.Reviewer = "supervisor" }, v1alpha1.ReasonReported},
		"the finder decides":    {func(i *incidentCase) { i.reviews["Revocation-report"].Spec.Reviewer = "finder" }, v1alpha1.ReasonHeard},
		"the finding dismisses": {func(i *incidentCase) { i.reviews["Finding-report"].Spec.Verdict = v1alpha1.Reject }, v1alpha1.ReasonDismissed},
		"the decision rejects":  {func(i *incidentCase) { i.reviews["Revocation-report"].Spec.Verdict = v1alpha1.Reject }, v1alpha1.ReasonDismissed},
	} {
		t.Run(name, func(t *testing.T) {
			world := awarded()
			i := world.report("report", v1alpha1.GroundIllegalOperation, "2025-06-13", "2025-07-01")
			i.revoked("2025-07-03", "2025-07-08")
			c.change(i)
			wantIncident(t, world.lived(t, "2025-07-09"), i, c.want)
		})
	}
}

// TestDismissed holds E26: the hold is lifted, the star is unchanged and the request goes on.
func TestDismissed(t *testing.T) {
	c := awarded()
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-13", "2025-06-16")
	i.signed("Finding", "finder", "2025-07-03").Spec.Verdict = v1alpha1.Reject
	wantGrant(t, c.lived(t, "2025-07-02"), torreya4, v1alpha1.ReasonOnHold)
	after := c.lived(t, "2025-07-04")
	wantIncident(t, after, i, v1alpha1.ReasonDismissed)
	wantApplication(t, after, torreya4, v1alpha1.ReasonAwarded)
	wantGrant(t, after, torreya4, v1alpha1.ReasonGranted)
	wantEntry(t, last(t, c.entered(t, "2025-07-04")), v1alpha1.EntryAward, "20000.00", "2025-07-03")
}

// TestBar holds Q-14: the rest of the year and the whole next one; what was open ends with the revocation.
func TestBar(t *testing.T) {
	c := awarded()
	c.world.round(2026)
	c.world.round(2027)
	c.add(workCalendar("2027"))
	c.star(c.alliance, 2026, v1alpha1.Four)
	c.star(c.alliance, 2027, v1alpha1.Four)
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-07-01", "2025-07-02")
	i.revoked("2025-07-03", "2025-07-08")
	pass := c.lived(t, "2027-05-01")
	wantApplication(t, pass, records.Key{Namespace: "zhuji", Name: "torreya-2026-4"}, v1alpha1.ReasonReapplyBan)
	if judged := pass.StarApplication(records.Key{Namespace: "zhuji", Name: "torreya-2027-4"}); judged.Is(v1alpha1.ReasonReapplyBan) {
		t.Error("2027 is free again")
	}
	if barred := pass.Alliance(torreyaKey).BarredThrough; barred != 0 {
		t.Errorf("still barred through %s", barred)
	}
}

// TestOpenApplicationEnds holds that an application which is not awarded yet ends with the revocation.
func TestOpenApplicationEnds(t *testing.T) {
	c := awarded()
	c.star(c.alliance, 2025, v1alpha1.Five) // on notice from September
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-20", "2025-07-01")
	i.revoked("2025-07-03", "2025-07-08")
	pass := c.lived(t, "2025-12-01")
	if ended := wantApplication(t, pass, torreya5, v1alpha1.ReasonRevoked); ended.AwardedOn != 0 {
		t.Errorf("it was awarded on %s", ended.AwardedOn)
	}
	wantApplication(t, pass, torreya4, v1alpha1.ReasonRevoked)
}

// TestDeadlinesFollowTheCalendar holds that the days by which a stage has to be signed and money has to come back move with a calendar that is
// amended later: until then nobody knows of it, and on that day time alone changes the answer.
func TestDeadlinesFollowTheCalendar(t *testing.T) {
	c := awarded()
	c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	year := get[*v1alpha1.WorkCalendar](c.world, "", "2025")
	year.Spec.Amendments = []v1alpha1.CalendarAmendment{{PublishedOn: "2025-07-15", DocumentNo: "2", Holidays: []v1alpha1.Date{"2025-07-18"}}}
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01")
	for asOf, want := range map[string]string{"2025-07-14": "2025-07-15", "2025-07-15": "2025-08-14"} {
		if got := c.lived(t, asOf).Incident(records.KeyOf(i.incident)).Next; got != calendar.MustParse(want) {
			t.Errorf("on %s the report waits until %s, want %s", asOf, got, want)
		}
	}
	i.revoked("2025-07-03", "2025-07-08")
	for asOf, want := range map[string][2]string{"2025-07-14": {"2025-08-05", "2025-07-15"}, "2025-07-15": {"2025-08-06", ""}} {
		pass := c.lived(t, asOf)
		due, next, err := pass.RecoveryDue(last(t, c.entered(t, asOf)))
		if err != nil || due.String() != want[0] || next.String() != want[1] {
			t.Errorf("on %s the money is due on %s, and %q may move that (%v), want %v", asOf, due, next, err, want)
		}
	}
}
