package evaluation_test

import (
	"fmt"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// show writes the entries of a register by a day.
func show(list []*v1alpha1.FundingDisbursement) (text string) {
	for _, e := range list {
		claim := int32(0)
		if e.Spec.Claim != nil {
			claim = e.Spec.Claim.Year
		}
		text += fmt.Sprintf("\n  %s %s %s about %q because of %s %s/%s, effective %s on %s, claim %d net %s after %s", e.Name, e.Spec.Type, e.Spec.Amount, e.Spec.Entry,
			e.Spec.Cause.Kind, e.Spec.Cause.Name, e.Spec.Cause.Stage, e.Spec.EffectiveOn, e.Spec.Day, claim, e.Spec.ClaimNet, e.Spec.ClaimAfter)
	}
	return text
}

// takenFrom is what was cancelled and demanded back in all.
func takenFrom(list []*v1alpha1.FundingDisbursement) (taken string) {
	for _, e := range list {
		if e.Spec.Type == v1alpha1.EntryCancellation || e.Spec.Type == v1alpha1.EntryRecovery {
			taken += string(e.Spec.Amount) + " "
		}
	}
	return taken
}

// annulsFive is torreya with four and five stars of 2025, both granted, and an annulment of the five.
func annulsFive(t *testing.T) (i *incidentCase, four *starCase) {
	t.Helper()
	w, four, five := both()
	w.round(2026)
	i = five.report("fault", v1alpha1.GroundProceduralFault, "2025-11-01", "2025-11-10")
	i.incident.Spec.Annuls, i.by = five.application.Name, v1alpha1.Provincial
	i.revoked("2025-11-12", "2025-11-18")
	return i, four
}

// The request of another star of the claim vanishes before an annulment is entered.
func TestLossAnnulmentTakesMoreWhereARequestIsGone(t *testing.T) {
	for name, lose := range map[string]func(i *incidentCase, four *starCase){
		"nothing":                     func(*incidentCase, *starCase) {},
		"the request":                 func(i *incidentCase, four *starCase) { i.drop(four.request) },
		"a signature of the request":  func(_ *incidentCase, four *starCase) { four.without("Leadership") },
		"the application":             func(i *incidentCase, four *starCase) { i.drop(four.application) },
		"the application's decision":  func(_ *incidentCase, four *starCase) { four.without("Decision") },
		"the application's appraisal": func(_ *incidentCase, four *starCase) { four.without("Appraisal-1") },
	} {
		t.Run(name, func(t *testing.T) {
			i, four := annulsFive(t)
			i.kept(t, "2025-11-16")
			four.world = i.world
			lose(i, four)
			list := i.entries(t, "2025-12-31")
			t.Log(show(list))
			if got := takenFrom(list); got != "-30000.00 " && got != "" {
				t.Errorf("taken %s, want -30000.00 or nothing", got)
			}
		})
	}
}

// The appeal was entered, then a signature of the decision is lost.
func TestLossAppealEnteredThenDecisionSignatureLost(t *testing.T) {
	all := map[string]func(*incidentCase){"nothing": func(*incidentCase) {}, "the appeal": func(i *incidentCase) { i.without("Appeal-report") }}
	for name, change := range losses {
		all[name] = change
	}
	for name, lose := range all {
		t.Run(name, func(t *testing.T) {
			i := decidedCase(t, true)
			i.appealed("2025-09-02")
			i.kept(t, "2025-09-30")
			before := len(i.entries(t, "2025-12-31"))
			lose(i)
			pass := i.lived(t, "2025-12-31")
			judged := pass.Incident(records.KeyOf(i.incident))
			alliance := pass.Alliance(torreyaKey)
			if !judged.Is(v1alpha1.ReasonOverturned, v1alpha1.ReasonEvidenceMissing) {
				t.Errorf("incident %+v", judged.Outcome)
			}
			if alliance.BarredThrough != 0 {
				t.Errorf("barred through %s", alliance.BarredThrough)
			}
			if after := i.entries(t, "2025-12-31"); len(after) != before {
				t.Errorf("%d became %d %s", before, len(after), show(after))
			}
		})
	}
}

// Appeal entered, report edited or gone.
func TestLossAppealEnteredThenReportEdited(t *testing.T) {
	all := map[string]func(*incidentCase){"the report is gone": func(i *incidentCase) { i.drop(i.incident) }}
	for name, change := range edits {
		all["edited: "+name] = change
	}
	for name, lose := range all {
		t.Run(name, func(t *testing.T) {
			i := decidedCase(t, true)
			i.appealed("2025-09-02")
			i.kept(t, "2025-09-30")
			lose(i)
			pass := i.lived(t, "2025-12-31")
			if alliance := pass.Alliance(torreyaKey); alliance.Star == nil || alliance.OnHold {
				t.Errorf("what was given back does not stand: star %v, on hold %v", alliance.Star, alliance.OnHold)
			}
			if judged := pass.Incident(records.KeyOf(i.incident)); name != "the report is gone" && judged.Outcome.Message.ID != "Incident/Edited/Overturned" {
				t.Errorf("it is said: %+v", judged.Outcome)
			}
		})
	}
}

// A legitimate edit of a report that was never decided, where all stages had signatures that did not count.
func TestLossLegitimateEditOfAnUndecidedReport(t *testing.T) {
	for name, c := range map[string]struct {
		first  func(i *incidentCase)
		mended func(i *incidentCase)
	}{
		"the filer found it himself": {
			func(i *incidentCase) {
				i.revoked("2025-07-03", "2025-07-08").reviews["Finding-report"].Spec.Reviewer = "supervisor"
			},
			func(i *incidentCase) { i.incident.Spec.Description = "found anew" },
		},
		"the day of the report was a slip": {
			func(i *incidentCase) {
				i.incident.Spec.ReportedOn = "2025-07-10"
				i.revoked("2025-07-03", "2025-07-08")
			},
			func(i *incidentCase) { i.incident.Spec.ReportedOn = "2025-07-01" },
		},
	} {
		t.Run(name, func(t *testing.T) {
			i := awarded().report("report", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-07-01")
			c.first(i)
			i.kept(t, "2025-06-30")
			wantIncident(t, i.at("2025-07-15"), i, v1alpha1.ReasonReported)
			c.mended(i)
			for _, old := range []string{"Finding-report", "Hearing-report", "Revocation-report"} {
				again := i.reviews[old].DeepCopy()
				again.Name += "-again"
				again.Spec.SubjectRef.Digest, again.Spec.SignedOn, again.Spec.Reviewer = "", "2025-07-20", again.Spec.Reviewer+"-2"
				i.add(again)
			}
			wantIncident(t, i.at("2025-12-31"), i, v1alpha1.ReasonRevoked)
		})
	}
}

// An heir in another namespace is not whom the incident was about.
func TestLossHeirIsNotConcerned(t *testing.T) {
	c := awarded()
	c.world.round(2026)
	c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	heir := c.world.alliance("keqiao", "heir", "51330603PDY000044W")
	heir.Spec.Succeeds = []v1alpha1.Succession{{CreditCode: torreyaCode, On: "2025-06-20"}}
	star := c.world.star(heir, 2025, v1alpha1.Three)
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-07-01").revoked("2025-07-03", "2025-07-08").kept(t, "2025-07-31")
	key := records.KeyOf(star.application)
	wantApplication(t, i.lived(t, "2025-12-31"), key, v1alpha1.ReasonAwarded)
	i.drop(i.incident)
	wantApplication(t, i.lived(t, "2025-12-31"), key, v1alpha1.ReasonAwarded)
	if i.lived(t, "2025-12-31").Alliance(records.KeyOf(heir)).Star == nil {
		t.Error("a report about another alliance, in another namespace, is gone, and the heir's star with it")
	}
}

// A signature that decided is gone, and another one of the same stage takes its place on a later day.
func TestLossDayOfADecision(t *testing.T) {
	c := awarded()
	c.world.round(2026)
	c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-12-01").revoked("2025-12-20", "2025-12-30")
	second := i.signed("Revocation-report2", "revoker-2", "2026-01-05")
	second.Spec.SubjectRef.Name = "report"
	second.Spec.Stage = "Revocation"
	i.kept(t, "2026-01-31")
	t.Log(show(i.entries(t, "2026-02-28")))
	before := i.lived(t, "2026-02-28").Alliance(torreyaKey).BarredThrough
	i.without("Revocation-report")
	pass := i.lived(t, "2026-02-28")
	if after := pass.Alliance(torreyaKey).BarredThrough; after != before {
		t.Errorf("barred through %s, after a loss through %s", before, after)
	}
	if ends := pass.StarApplication(torreya4).ValidThrough; ends != calendar.MustParse("2025-12-29") {
		t.Errorf("the star was valid through %s, and was revoked on 2025-12-30", ends)
	}
}

// The round that judged is gone, and another one with another bar judges.
func twoRounds(t *testing.T, change func(*v1alpha1.RevocationTerms)) (i *incidentCase, later *starCase) {
	t.Helper()
	w := newWorld()
	change(w.round(2024).Spec.Revocation)
	w.round(2026)
	alliance := w.alliance("zhuji", "torreya", torreyaCode)
	first := w.star(alliance, 2024, v1alpha1.Four)
	first.paid(t, "stars-000002", "1", "2024-06-25", "2024-06-26")
	later = w.star(alliance, 2025, v1alpha1.Four)
	later.withoutRequest()
	i = later.report("report", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-07-01").revoked("2025-07-03", "2025-07-08")
	return i, later
}

func TestLossBarOfAnotherRound(t *testing.T) {
	for name, lose := range map[string]func(i *incidentCase){
		"the round":       func(i *incidentCase) { i.drop(i.round) },
		"the application": func(i *incidentCase) { i.drop(i.application) },
	} {
		t.Run(name, func(t *testing.T) {
			i, _ := twoRounds(t, func(r *v1alpha1.RevocationTerms) { r.BarYears = 5 })
			i.kept(t, "2025-07-31")
			before := i.lived(t, "2025-12-31").Alliance(torreyaKey).BarredThrough
			t.Log(show(i.entries(t, "2025-12-01")))
			lose(i)
			pass := i.lived(t, "2025-12-31")
			if after := pass.Alliance(torreyaKey).BarredThrough; after > before {
				t.Errorf("barred through %s, after a loss through %s", before, after)
			}
		})
	}
}

// An appeal that was entered is not seen any more where another round names its stage otherwise.
func TestLossEnteredAppealUnderAnotherRound(t *testing.T) {
	for name, change := range map[string]func(*v1alpha1.RevocationTerms){
		"no appeal":     func(r *v1alpha1.RevocationTerms) { r.Appeal = nil },
		"another stage": func(r *v1alpha1.RevocationTerms) { r.Appeal.Stages[0].Name = "Reconsideration" },
	} {
		t.Run(name, func(t *testing.T) {
			i, _ := twoRounds(t, change)
			i.appealed("2025-09-02")
			i.kept(t, "2025-09-30")
			t.Log(show(i.entries(t, "2025-12-01")))
			key := records.Key{Namespace: "zhuji", Name: "torreya-2024-4"}
			wantApplication(t, i.lived(t, "2025-12-01"), key, v1alpha1.ReasonAwarded)
			i.drop(i.round)
			pass := i.lived(t, "2025-12-01")
			wantApplication(t, pass, key, v1alpha1.ReasonAwarded)
		})
	}
}

// An entered decision is edited into the misuse of a brand.
func TestLossEditedIntoAMisuse(t *testing.T) {
	l := licensed()
	l.world.round(2026)
	l.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	i := l.report("report", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-07-01").revoked("2025-07-03", "2025-07-08")
	f := i.signed("Finding-county", "finder-2", "2025-07-02") // a level that had no say in it
	f.Spec.SubjectRef.Name, f.Spec.Authority = "report", v1alpha1.County
	i.kept(t, "2025-07-31")
	l.want(t, "2025-07-20", v1alpha1.ReasonLicensed)
	i.incident.Spec.Subject, i.incident.Spec.Ground, i.incident.Spec.LicenseRef = v1alpha1.SubjectBrandUser, v1alpha1.GroundBrandMisuse, &v1alpha1.Ref{Name: l.license.Name}
	l.want(t, "2025-07-20", v1alpha1.ReasonLicensed)
	l.want(t, "2025-12-31", v1alpha1.ReasonLicensed)
}
