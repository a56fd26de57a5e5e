package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// A later report waits for ever because of an earlier decision whose effect is known: its report and its star stand as they were, one signature is
// gone; and it goes on waiting after an appeal against that was upheld.
func TestLossLaterReportWaitsForEver(t *testing.T) {
	for _, appealed := range []bool{false, true} {
		i := decidedCase(t, true)
		signed := i.reviews["Revocation-report"].Spec.SubjectRef.Digest
		i.without("Finding-report")
		later := i.report("later", v1alpha1.GroundMajorSafetyAccident, "2025-08-20", "2025-09-01")
		later.by = v1alpha1.County // no star was in force
		later.revoked("2025-11-03", "2025-11-08").kept(t, "2025-01-01")
		if appealed {
			i.appealed("2025-09-15").Spec.SubjectRef.Digest = signed
			wantIncident(t, i.lived(t, "2025-12-31"), i, v1alpha1.ReasonOverturned)
		}
		wantIncident(t, i.lived(t, "2025-12-31"), later, v1alpha1.ReasonRevoked)
	}
}

// A late record that is in view undoes the award of a star that was paid for (an objection of the time of the notice, upheld). Nothing is lost.
func TestLossLateObjectionIsNoLoss(t *testing.T) {
	c := awarded()
	c.world.round(2026)
	c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-07-01")
	i.by = v1alpha1.County
	i.revoked("2025-07-03", "2025-07-08").kept(t, "2025-06-30")
	objection := c.object("late", "2025-06-05")
	c.heard(objection, "2025-06-20", v1alpha1.Approve)
	i.add(objection)
	wantApplication(t, i.lived(t, "2025-12-31"), torreya4, v1alpha1.ReasonObjectionUpheld)
	judged := i.lived(t, "2025-12-31").Incident(records.KeyOf(i.incident))
	if judged.Is(v1alpha1.ReasonEvidenceMissing) {
		t.Errorf("%+v", judged.Outcome)
	}
}

// What was granted, half ordered and half not, is cancelled and demanded back; then the report is gone.
func TestLossHalfCancelledHalfRecovered(t *testing.T) {
	for name, change := range map[string]func(*incidentCase){
		"nothing": func(*incidentCase) {}, "gone": func(i *incidentCase) { i.drop(i.incident) }, "edited": edits["earlier facts"], "signature": losses["the finding is gone"],
		"round": losses["the round is gone"], "application": losses["the application is gone"],
	} {
		t.Run(name, func(t *testing.T) {
			c := awarded()
			c.world.round(2026)
			payment := c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
			payment.Spec.Amount = "12000.00"
			i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01").revoked("2025-07-03", "2025-07-08").kept(t, "2025-07-31")
			before := i.entries(t, "2025-12-31")
			due, _, err := i.lived(t, "2025-12-31").RecoveryDue(before[len(before)-1])
			change(i)
			after := i.entries(t, "2025-12-31")
			if len(before) != len(after) {
				t.Errorf("%s became %s", show(before), show(after))
			}
			pass := i.lived(t, "2025-12-31")
			if name == "round" {
				return // the days are its terms
			}
			if now, _, err2 := pass.RecoveryDue(after[len(after)-1]); now != due || err != nil || err2 != nil {
				t.Errorf("%s: due on %s became %s (%v, %v)", after[len(after)-1].Spec.Type, due, now, err, err2)
			}
		})
	}
}

// The loss comes between two entries of one step: an order was under way, so half was cancelled and half waits.
func TestLossLossWhileAPaymentIsInFlight(t *testing.T) {
	for name, change := range map[string]func(*incidentCase){
		"nothing": func(*incidentCase) {}, "gone": func(i *incidentCase) { i.drop(i.incident) }, "edited": edits["another story"], "signature": losses["the finding is gone"],
		"round": losses["the round is gone"], "application": losses["the application is gone"],
	} {
		t.Run(name, func(t *testing.T) {
			c := awarded()
			c.world.round(2026)
			payment := c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
			payment.Spec.Amount, payment.Spec.Voucher, payment.Spec.PaidOn, payment.Spec.BookedBy = "12000.00", "", "", ""
			i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01").revoked("2025-07-03", "2025-07-08").kept(t, "2025-07-31")
			before := len(i.entries(t, "2025-07-31"))
			change(i)
			booked := get[*v1alpha1.Payment](i.world, "shaoxing", payment.Name)
			booked.Spec.Voucher, booked.Spec.PaidOn, booked.Spec.BookedBy = "v", "2025-08-05", "finance-books"
			after := i.entries(t, "2025-12-31")
			t.Log(show(after[before:]))
			if taken := takenFrom(after); taken != "-8000.00 -12000.00 " {
				t.Errorf("taken %s", taken)
			}
		})
	}
}

// A request waits in the queue when the decision comes, and the budget grows after the loss.
func TestLossQueuedRequest(t *testing.T) {
	for name, change := range map[string]func(*incidentCase){
		"nothing": func(*incidentCase) {}, "gone": func(i *incidentCase) { i.drop(i.incident) }, "edited": edits["another story"], "signature": losses["the finding is gone"],
		"round": losses["the round is gone"], "application": losses["the application is gone"],
	} {
		t.Run(name, func(t *testing.T) {
			c := awarded()
			c.world.round(2026)
			budget := get[*v1alpha1.Budget](c.world, "shaoxing", "stars-2025")
			budget.Spec.Appropriations[0].Total = "10.00"
			i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01").revoked("2025-07-03", "2025-07-08").kept(t, "2025-07-31")
			before := i.entries(t, "2025-07-31")
			change(i)
			budget.Spec.Appropriations = append(budget.Spec.Appropriations, v1alpha1.Appropriation{On: "2025-08-10", Total: "200000.00", DocumentNo: "2"})
			after := i.entries(t, "2025-12-31")
			t.Log(show(before), show(after[len(before):]))
			for _, e := range after {
				if e.Spec.Type == v1alpha1.EntryAward {
					t.Errorf("%s was granted", e.Spec.Amount)
				}
			}
		})
	}
}

// An entered annulment of one of two stars; its report is gone. Also as of days before.
func TestLossAnnulmentEnteredAndGone(t *testing.T) {
	i, _ := annulsFive(t)
	i.kept(t, "2025-11-30")
	before := i.entries(t, "2025-12-31")
	wantApplication(t, i.lived(t, "2025-12-31"), torreya4, v1alpha1.ReasonAwarded)
	i.drop(i.incident)
	if after := i.entries(t, "2025-12-31"); len(after) != len(before) {
		t.Error(show(after))
	}
	for day := calendar.MustParse("2025-06-01"); day < calendar.MustParse("2026-01-10"); day = day.AddDays(11) {
		pass := i.at(day.String())
		a := pass.Alliance(torreyaKey)
		t.Log(day, said(pass.StarApplication(torreya4).Result), said(pass.StarApplication(torreya5).Result), a.OnHold, a.Star)
	}
}

// A round that pays first awards only pays a second time where the request of the first is gone, though the ledger has paid it.
func TestLossFirstTimeOnlyAfterALoss(t *testing.T) {
	for name, lose := range map[string]func(c *starCase){
		"nothing": func(*starCase) {}, "the request": func(c *starCase) { c.drop(c.request) }, "a signature": func(c *starCase) { c.without("Leadership") },
		"the application": func(c *starCase) { c.drop(c.application) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld()
			get[*v1alpha1.EvaluationRound](w, "shaoxing", "2025").Spec.RepeatAward = v1alpha1.FirstTimeOnly
			w.round(2024).Spec.RepeatAward = v1alpha1.FirstTimeOnly
			alliance := w.alliance("zhuji", "torreya", torreyaCode)
			first := w.star(alliance, 2024, v1alpha1.Four)
			for _, entry := range records.List[*v1alpha1.FundingDisbursement](w.entered(t, "2024-12-31")) {
				w.add(entry)
			}
			w.star(alliance, 2025, v1alpha1.Four)
			lose(first)
			granted := 0
			list := records.List[*v1alpha1.FundingDisbursement](w.entered(t, "2025-12-31"))
			for _, e := range list {
				if e.Spec.Type == v1alpha1.EntryAward {
					granted++
				}
			}
			if granted != 1 {
				t.Errorf("granted %d times %s", granted, show(list))
			}
		})
	}
}

// What an unproven decision holds is counted among the requests on hold (R7).
func TestLossUnprovenHoldIsCounted(t *testing.T) {
	for _, edited := range []bool{false, true} {
		c := awarded()
		get[*v1alpha1.Budget](c.world, "shaoxing", "stars-2025").Spec.Appropriations[0].Total = "10.00"
		i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01")
		i.signed("Finding", "finder", "2025-07-03")
		if edited {
			i = i.revoked("2025-07-03", "2025-07-08").kept(t, "2025-07-05")
			i.incident.Spec.Description = "other"
		}
		pass := i.lived(t, "2025-12-31")
		counts, _ := pass.Supervision(round2025)
		if len(counts) == 0 || counts[0].RequestsOnHold != 1 {
			t.Errorf("edited %v: %+v", edited, counts)
		}
	}
}

// TestLossLetsNobodyPay holds that who signed for money, or upheld the appeal that gave it back, does not order it (SD-2), though the report of the incident is
// gone or edited.
func TestLossLetsNobodyPay(t *testing.T) {
	for name, lose := range map[string]func(*incidentCase){
		"nothing": func(*incidentCase) {}, "gone": func(i *incidentCase) { i.drop(i.incident) }, "edited": edits["another story"], "signature": losses["the finding is gone"],
	} {
		t.Run(name, func(t *testing.T) {
			c := awarded()
			c.world.round(2026)
			i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-14", "2025-07-01").revoked("2025-07-03", "2025-07-08")
			i.appealed("2025-09-02")
			i.kept(t, "2025-09-30")
			entry := last(t, i.entered(t, "2025-09-30"))
			wantEntry(t, entry, v1alpha1.EntryAward, "20000.00", "2025-09-02")
			lose(i)
			for by, want := range map[v1alpha1.Account]bool{i.reviews["Leadership"].Spec.Reviewer: true, "appeal-officer": true, "finance-orders": false} {
				payment := &v1alpha1.Payment{Spec: v1alpha1.PaymentSpec{DisbursementRef: v1alpha1.DisbursementRef{Name: entry.Name}, OrderedBy: by}}
				payment.Namespace, payment.Name = entry.Namespace, entry.Name+"-1"
				if ordering, _ := i.at("2025-12-31").SameSigner(payment); ordering != want {
					t.Errorf("ordered by %s: the same signer %v, want %v", by, ordering, want)
				}
			}
		})
	}
}

// TestAnnulledBeforeASuccession holds that a star which was annulled before its alliance took over another organisation's name pays nothing under that name.
func TestAnnulledBeforeASuccession(t *testing.T) {
	c := awarded()
	c.alliance.Spec.Succeeds = []v1alpha1.Succession{{CreditCode: beanCode, On: "2025-06-10"}}
	i := c.report("fault", v1alpha1.GroundProceduralFault, "2025-05-01", "2025-06-02")
	i.incident.Spec.Annuls, i.by = c.application.Name, v1alpha1.County // no star was in force yet
	i.revoked("2025-06-04", "2025-06-06")
	wantApplication(t, i.at("2025-12-31"), torreya4, v1alpha1.ReasonAnnulled)
	for _, entry := range i.entries(t, "2025-12-31") {
		if entry.Spec.Type == v1alpha1.EntryAward {
			t.Errorf("%s was granted for a star that was annulled on 6 June", entry.Spec.Amount)
		}
	}
}
