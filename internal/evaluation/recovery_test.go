package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// TestRecoveryByDateOfFacts holds F-06: facts before the award or before the payment take everything back, facts after it nothing.
func TestRecoveryByDateOfFacts(t *testing.T) {
	for name, c := range map[string]struct {
		facts     v1alpha1.Date
		falsified bool
		kind      v1alpha1.EntryType
		amount    v1alpha1.SignedYuan
		request   string
	}{
		"before the award":          {"2025-04-01", false, v1alpha1.EntryRecovery, "-20000.00", v1alpha1.ReasonRevoked},
		"after it, before the pay":  {"2025-06-20", false, v1alpha1.EntryRecovery, "-20000.00", v1alpha1.ReasonRevoked},
		"on the day of the payment": {"2025-06-26", false, v1alpha1.EntryRecovery, "-20000.00", v1alpha1.ReasonRevoked},
		"after the payment":         {"2025-06-27", false, v1alpha1.EntryDecision, "0.00", v1alpha1.ReasonGranted},
		"false material":            {"2025-06-27", true, v1alpha1.EntryRecovery, "-20000.00", v1alpha1.ReasonRevoked},
	} {
		t.Run(name, func(t *testing.T) {
			world := awarded()
			world.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
			i := world.report("report", v1alpha1.GroundIllegalOperation, c.facts, "2025-07-01")
			if c.falsified {
				i.incident.Spec.FalsifiedApplication = torreya4.Name
			}
			i.revoked("2025-07-03", "2025-07-08")
			view := world.entered(t, "2025-07-09")
			wantEntry(t, last(t, view), c.kind, c.amount, "2025-07-08")
			pass := world.lived(t, "2025-07-09")
			wantGrant(t, pass, torreya4, c.request)
			if c.kind != v1alpha1.EntryRecovery {
				return
			}
			due, _, err := pass.RecoveryDue(last(t, view))
			if err != nil || due != calendar.MustParse("2025-08-05") {
				t.Errorf("due on %s (%v), want 20 working days after 2025-07-08", due, err)
			}
		})
	}
}

// TestUnorderedIsCancelled holds F-05: what was not ordered frees the budget at once.
func TestUnorderedIsCancelled(t *testing.T) {
	c := awarded()
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-13", "2025-07-01")
	i.revoked("2025-07-03", "2025-07-08")
	entry := last(t, c.entered(t, "2025-07-09"))
	wantEntry(t, entry, v1alpha1.EntryCancellation, "-20000.00", "2025-07-08")
	if entry.Spec.CommittedAfter != "0.00" || entry.Spec.ClaimAfter != "0.00" {
		t.Errorf("committed %s, claim at %s", entry.Spec.CommittedAfter, entry.Spec.ClaimAfter)
	}
}

// TestAppeal holds E28 and F-20: the star stands again, the bar is gone, the incident is kept, what is still to be recovered is given up
// first and what was recovered is paid again, once, from the budget of the year of the appeal.
func TestAppeal(t *testing.T) {
	c := awarded()
	c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01")
	i.revoked("2025-07-03", "2025-07-08")
	receipt := c.paid(t, "stars-000005", "1", "2025-07-21", "2025-07-21")
	receipt.Spec.Amount = "12000.00"
	i.appealed("2026-02-03")
	wantApplication(t, c.lived(t, "2026-02-02"), torreya4, v1alpha1.ReasonRevoked)
	pass := c.lived(t, "2026-02-04")
	wantIncident(t, pass, i, v1alpha1.ReasonOverturned)
	wantApplication(t, pass, torreya4, v1alpha1.ReasonAwarded)
	wantGrant(t, pass, torreya4, v1alpha1.ReasonGranted)
	alliance := pass.Alliance(torreyaKey)
	if alliance.BarredThrough != 0 || alliance.Star == nil || alliance.PlaqueDueOn != 0 {
		t.Errorf("barred through %s, star %v, plaque due on %s", alliance.BarredThrough, alliance.Star, alliance.PlaqueDueOn)
	}
	view := c.entered(t, "2026-12-31")
	entry := last(t, view)
	wantEntry(t, entry, v1alpha1.EntryAward, "12000.00", "2026-02-03")
	if entry.Spec.Year != 2026 || entry.Spec.ClaimAfter != "20000.00" {
		t.Errorf("charged to %d, claim at %s", entry.Spec.Year, entry.Spec.ClaimAfter)
	}
	given, ok := records.Get[*v1alpha1.FundingDisbursement](view, records.Key{Namespace: "shaoxing", Name: "stars-000008"})
	if !ok || given.Spec.Type != v1alpha1.EntryCancellation || given.Spec.Amount != "8000.00" || given.Spec.Entry != "stars-000005" {
		t.Errorf("before it: %+v", given)
	}
}

// TestAnnulment holds F-19: one star ends, without a bar, and the claim comes to what the other awards of the year are worth.
func TestAnnulment(t *testing.T) {
	c := awarded()
	c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	c.star(c.alliance, 2025, v1alpha1.Five)
	c.paid(t, "stars-000005", "1", "2025-10-27", "2025-10-28")
	i := c.report("fault", v1alpha1.GroundProceduralFault, "2025-09-10", "2025-11-03")
	i.incident.Spec.Annuls, i.by = torreya5.Name, v1alpha1.Provincial
	i.revoked("2025-11-05", "2025-11-10")
	pass := c.lived(t, "2025-11-11")
	wantIncident(t, pass, i, v1alpha1.ReasonAnnulled)
	wantApplication(t, pass, torreya5, v1alpha1.ReasonAnnulled)
	wantApplication(t, pass, torreya4, v1alpha1.ReasonAwarded)
	alliance := pass.Alliance(torreyaKey)
	if alliance.BarredThrough != 0 || alliance.Star == nil || alliance.Star.Rating != v1alpha1.Four {
		t.Errorf("barred through %s, star %+v", alliance.BarredThrough, alliance.Star)
	}
	entry := last(t, c.entered(t, "2025-11-11"))
	wantEntry(t, entry, v1alpha1.EntryRecovery, "-30000.00", "2025-11-10")
	if entry.Spec.ClaimAfter != "20000.00" {
		t.Errorf("the claim stands at %s", entry.Spec.ClaimAfter)
	}
	wantGrant(t, pass, torreya4, v1alpha1.ReasonGranted)
	wantGrant(t, pass, torreya5, v1alpha1.ReasonAnnulled)
}

// TestRecoveryOpen holds F-21: while something is still to be recovered, nothing new is granted, and then it is.
func TestRecoveryOpen(t *testing.T) {
	c := awarded()
	c.world.round(2026)
	c.round2025().Spec.Revocation.BarYears = 0
	c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01")
	i.revoked("2025-07-03", "2025-07-08")
	again := c.star(c.alliance, 2026, v1alpha1.Four)
	wantGrant(t, c.lived(t, "2026-06-30"), records.KeyOf(again.request), v1alpha1.ReasonRecoveryOpen)
	c.paid(t, "stars-000005", "1", "2026-07-01", "2026-07-01")
	wantGrant(t, c.lived(t, "2026-07-02"), records.KeyOf(again.request), v1alpha1.ReasonGranted)
}

func (c *starCase) round2025() *v1alpha1.EvaluationRound {
	return get[*v1alpha1.EvaluationRound](c.world, "shaoxing", "2025")
}

// TestRecoveredIsNotKept holds F-06 where money was recovered and granted again: what came back is nothing that was paid before the facts
// of a second revocation.
func TestRecoveredIsNotKept(t *testing.T) {
	c := awarded()
	c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	first := c.report("first", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01")
	first.revoked("2025-07-03", "2025-07-08")
	c.paid(t, "stars-000005", "1", "2025-07-21", "2025-07-21")
	first.appealed("2025-08-04")
	wantEntry(t, last(t, c.entered(t, "2025-08-10")), v1alpha1.EntryAward, "20000.00", "2025-08-04")
	second := c.report("second", v1alpha1.GroundIllegalOperation, "2025-07-25", "2025-08-11")
	second.revoked("2025-08-12", "2025-08-14")
	wantEntry(t, last(t, c.entered(t, "2025-09-01")), v1alpha1.EntryCancellation, "-20000.00", "2025-08-14")
	wantGrant(t, c.lived(t, "2025-09-01"), torreya4, v1alpha1.ReasonRevoked)
}

// TestOnlyItsOwnClaimIsReopened holds F-20: an appeal re-opens the time of the star that was taken, and no other that ran out before.
func TestOnlyItsOwnClaimIsReopened(t *testing.T) {
	for name, reportedOn := range map[string]v1alpha1.Date{"another star is annulled": "2026-07-01", "it ran out before": "2026-07-02"} {
		t.Run(name, func(t *testing.T) {
			c := awarded()
			c.world.round(2026)
			later := c.star(c.alliance, 2026, v1alpha1.Four)
			c.request.Spec.RequestedOn = "2026-08-01"
			c.reviews["Check"].Spec.SignedOn, c.reviews["Leadership"].Spec.SignedOn = "2026-08-03", "2026-08-03"
			i := later.report("fault", v1alpha1.GroundIllegalOperation, "2026-05-10", reportedOn)
			if name == "another star is annulled" {
				i.incident.Spec.Ground, i.incident.Spec.Annuls = v1alpha1.GroundProceduralFault, later.application.Name
			}
			i.revoked("2026-07-03", "2026-07-08")
			i.appealed("2026-07-20")
			wantGrant(t, c.lived(t, "2026-09-01"), torreya4, v1alpha1.ReasonClaimExpired)
		})
	}
}

// TestCorrectedReceiptCountsOnce holds F-07: a receipt and its correction are one, also where the correction is dated first.
func TestCorrectedReceiptCountsOnce(t *testing.T) {
	c := awarded()
	c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	c.report("report", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01").revoked("2025-07-03", "2025-07-08")
	receipt := c.paid(t, "stars-000005", "1", "2025-07-20", "2025-07-22")
	receipt.Spec.Amount = "10000.00"
	correction := receipt.DeepCopy()
	correction.Name, correction.Spec.PaidOn = "stars-000005-2", "2025-07-21"
	correction.Spec.Corrects = &v1alpha1.Correction{Name: receipt.Name, Reason: "another day"}
	c.add(correction)
	view := c.entered(t, "2025-08-01")
	wantEntry(t, last(t, view), v1alpha1.EntryReceipt, "10000.00", "2025-07-21")
	chain, err := ledger.Open(view, starsLedger, 0)
	if err != nil {
		t.Fatal(err)
	}
	account, err := chain.Account(v1alpha1.Claim{Identity: torreyaCode, Year: 2025})
	if err != nil || account.ToRecover() != 10000_00 {
		t.Errorf("%s are still to be recovered (%v), want 10000.00", account.ToRecover(), err)
	}
}

// TestRecoveryOfARegrantIsCounted holds that the figures of supervision count what is to be recovered of what an appeal gave back (F-20).
func TestRecoveryOfARegrantIsCounted(t *testing.T) {
	c := awarded()
	c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	first := c.report("first", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01")
	first.revoked("2025-07-03", "2025-07-08")
	c.paid(t, "stars-000005", "1", "2025-07-21", "2025-07-21")
	first.appealed("2025-08-04")
	c.paid(t, "stars-000007", "1", "2025-08-06", "2025-08-06")
	c.report("second", v1alpha1.GroundIllegalOperation, "2025-04-02", "2025-08-11").revoked("2025-08-12", "2025-08-14")
	wantEntry(t, last(t, c.entered(t, "2025-08-20")), v1alpha1.EntryRecovery, "-20000.00", "2025-08-14")
	counts, _ := c.lived(t, "2025-08-20").Supervision(records.KeyOf(c.round))
	if len(counts) != 1 || counts[0].OpenRecoveries != 1 || counts[0].Recoverable != "20000.00" {
		t.Errorf("counted: %+v", counts)
	}
}

// TestCorrectionSaysNoMore holds F-16: a payment that corrects a booking puts its voucher and day right. What else it says is shown on it, and
// counts in nothing.
func TestCorrectionSaysNoMore(t *testing.T) {
	for name, wrong := range map[string]struct {
		change func(*v1alpha1.Payment)
		reason string
		detail ledger.PaymentDetail
		by     string // whose booking counts
	}{
		"the voucher":    {func(*v1alpha1.Payment) {}, v1alpha1.ReasonBooked, ledger.DetailCorrection, "stars-000003-2"},
		"another amount": {func(p *v1alpha1.Payment) { p.Spec.Amount = "200000.00" }, v1alpha1.ReasonUnexpected, ledger.DetailOtherAmount, ""},
		"a return": {func(p *v1alpha1.Payment) { p.Spec.Returned = &v1alpha1.PaymentReturn{On: "2025-06-30", Slip: "1"} },
			v1alpha1.ReasonUnexpected, ledger.DetailReturnElsewhere, "stars-000003-2"},
	} {
		t.Run(name, func(t *testing.T) {
			c := awarded()
			paid := c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
			correction := paid.DeepCopy()
			correction.Name, correction.Spec.Voucher = "stars-000003-2", "right"
			correction.Spec.Corrects = &v1alpha1.Correction{Name: paid.Name, Reason: "another voucher"}
			wrong.change(correction)
			c.add(correction)
			chain, err := ledger.Open(c.entered(t, "2025-07-01"), starsLedger, 0)
			if err != nil {
				t.Fatal(err)
			}
			asks := c.lived(t, "2025-07-01").Asks(starsLedger)
			judge := func(payment *v1alpha1.Payment) ledger.PaymentState {
				state, err := ledger.JudgePayment(chain, payment, calendar.MustParse("2025-07-01"), asks)
				if err != nil {
					t.Fatal(err)
				}
				return state
			}
			if got := judge(correction); got.Reason != wrong.reason || got.Detail != wrong.detail {
				t.Errorf("the correction: %+v", got)
			}
			if got := judge(paid); got.Reason != v1alpha1.ReasonBooked || got.Other.Name != wrong.by {
				t.Errorf("what it corrects: %+v", got)
			}
		})
	}
}

// TestWhatStandsDecides holds F-20 for two revocations of which one is overturned: the claim comes to what the other leaves, in either order.
func TestWhatStandsDecides(t *testing.T) {
	for name, order := range map[string][2]v1alpha1.Date{"the one that takes first": {"2025-07-08", "2025-07-10"}, "the one that leaves first": {"2025-07-10", "2025-07-08"}} {
		t.Run(name, func(t *testing.T) {
			c := awarded()
			c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
			takes := c.report("takes", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01")
			takes.revoked("2025-07-03", order[0])
			c.report("leaves", v1alpha1.GroundIllegalOperation, "2025-06-30", "2025-07-01").revoked("2025-07-03", order[1])
			takes.appealed("2025-08-04")
			entry := last(t, c.entered(t, "2025-08-05"))
			wantEntry(t, entry, v1alpha1.EntryCancellation, "20000.00", "2025-08-04")
			if entry.Spec.ClaimAfter != "20000.00" {
				t.Errorf("the claim stands at %s", entry.Spec.ClaimAfter)
			}
			wantApplication(t, c.lived(t, "2025-08-05"), torreya4, v1alpha1.ReasonRevoked)
		})
	}
}

// TestFalseMaterialOfARegrant holds F-06: what was had with false material comes back whole, also where an appeal had given it back.
func TestFalseMaterialOfARegrant(t *testing.T) {
	c := awarded()
	c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	first := c.report("first", v1alpha1.GroundIllegalOperation, "2025-04-01", "2025-07-01")
	first.revoked("2025-07-03", "2025-07-08")
	c.paid(t, "stars-000005", "1", "2025-07-21", "2025-07-21")
	first.appealed("2025-08-04")
	c.paid(t, "stars-000007", "1", "2025-08-06", "2025-08-06")
	second := c.report("second", v1alpha1.GroundIllegalOperation, "2025-08-09", "2025-08-11")
	second.incident.Spec.FalsifiedApplication = torreya4.Name
	second.revoked("2025-08-12", "2025-08-14")
	wantEntry(t, last(t, c.entered(t, "2025-09-01")), v1alpha1.EntryRecovery, "-20000.00", "2025-08-14")
}
