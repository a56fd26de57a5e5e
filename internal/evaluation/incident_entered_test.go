package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// decidedCase is a star that was paid and then revoked for facts after the payment, with a round of another year, and all that the ledger entered
// by the end of the month: nothing was taken back, and a decision of 0.00 stands in the chain. Without money there is no request, and no entry.
func decidedCase(t *testing.T, money bool) *incidentCase {
	t.Helper()
	c := awarded()
	c.world.round(2026)
	if money {
		c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
	} else {
		c.withoutRequest()
	}
	return c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-07-01").revoked("2025-07-03", "2025-07-08").kept(t, "2025-07-31")
}

// kept keeps what was signed under the digests that it was signed for, and what the ledger enters by a day.
func (i *incidentCase) kept(t *testing.T, asOf string) *incidentCase {
	t.Helper()
	for _, review := range i.reviews {
		review.Spec.SubjectRef.Digest = i.digest(review)
	}
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](i.entered(t, asOf)) {
		i.add(entry)
	}
	return i
}

func (i *incidentCase) entries(t *testing.T, asOf string) []*v1alpha1.FundingDisbursement {
	t.Helper()
	return records.List[*v1alpha1.FundingDisbursement](i.entered(t, asOf))
}

var torreyaClaim = v1alpha1.Claim{Identity: torreyaCode, Year: 2025}

// edits are changes of a decided report behind the back of admission.
var edits = map[string]func(*incidentCase){
	"another ground":     func(i *incidentCase) { i.incident.Spec.Ground = v1alpha1.GroundOther },
	"another offender":   func(i *incidentCase) { i.incident.Spec.Subject = v1alpha1.SubjectMember },
	"earlier facts":      func(i *incidentCase) { i.incident.Spec.FactsOn = "2025-04-01" },
	"false material":     func(i *incidentCase) { i.incident.Spec.FalsifiedApplication = torreya4.Name },
	"another story":      func(i *incidentCase) { i.incident.Spec.Description = "something else" },
	"another filer":      func(i *incidentCase) { i.incident.Spec.FiledBy = "revoker" },
	"reported later":     func(i *incidentCase) { i.incident.Spec.ReportedOn = "2025-08-01" },
	"reported in a year": func(i *incidentCase) { i.incident.Spec.ReportedOn = "2026-12-01" },
	"an annulment instead": func(i *incidentCase) {
		i.incident.Spec.Ground, i.incident.Spec.Annuls = v1alpha1.GroundProceduralFault, "torreya-2024-4"
	},
}

// losses are what else may be gone, or say something else, under a report that stands as it was decided.
var losses = map[string]func(*incidentCase){
	"the round is gone":           func(i *incidentCase) { i.drop(i.round) },
	"the application is gone":     func(i *incidentCase) { i.drop(i.application) },
	"the star's decision is gone": func(i *incidentCase) { i.without("Decision") },
	"the finding is gone":         func(i *incidentCase) { i.without("Finding-report") },
	"the revocation is gone":      func(i *incidentCase) { i.without("Revocation-report") },
	"all signatures are gone":     func(i *incidentCase) { i.without("Finding-report", "Hearing-report", "Revocation-report") },
	"it was rejected":             func(i *incidentCase) { i.reviews["Revocation-report"].Spec.Verdict = v1alpha1.Reject },
	"it was returned":             func(i *incidentCase) { i.reviews["Revocation-report"].Spec.Verdict = v1alpha1.ReturnBack },
}

// TestEnteredDecisionStands holds that what a ledger entered as decided stands, whatever becomes of the records that showed it: no star stands
// again, nothing more is entered, and money is on hold until somebody has looked (R11, F-06).
func TestEnteredDecisionStands(t *testing.T) {
	all := map[string]func(*incidentCase){"the report is gone": func(i *incidentCase) { i.drop(i.incident) }}
	for name, change := range edits {
		all["edited: "+name] = change
	}
	for name, change := range losses {
		all[name] = change
	}
	for name, change := range all {
		t.Run(name, func(t *testing.T) {
			i := decidedCase(t, true)
			before := len(i.entries(t, "2025-12-31"))
			change(i)
			pass := i.lived(t, "2025-12-31")
			if _, ok := records.Get[*v1alpha1.Incident](i.view(), records.KeyOf(i.incident)); ok {
				wantIncident(t, pass, i, v1alpha1.ReasonEvidenceMissing)
			}
			if pass.StarApplication(torreya4).Is(v1alpha1.ReasonAwarded) {
				t.Error("the star stands again")
			}
			alliance := pass.Alliance(torreyaKey)
			if alliance.Star != nil || !alliance.OnHold {
				t.Errorf("star %v, on hold %v", alliance.Star, alliance.OnHold)
			}
			if !pass.EvidenceMissing(starsLedger, torreyaClaim) {
				t.Error("nobody has to look before more is granted")
			}
			if after := i.entries(t, "2025-12-31"); len(after) != before {
				t.Errorf("%d entries became %d, the last %+v", before, len(after), after[len(after)-1].Spec)
			}
			// Who was barred is barred, or has to wait until somebody has looked.
			next := i.world.star(i.alliance, 2026, v1alpha1.Three)
			if judged := i.at("2026-12-31").StarApplication(records.KeyOf(next.application)); !judged.Is(v1alpha1.ReasonReapplyBan, v1alpha1.ReasonEvidenceMissing) {
				t.Errorf("an application of the next year: %+v", judged.Outcome)
			}
		})
	}
}

// TestReportAsDecidedKeepsItsEffect holds that a report which stands as it was decided ends and bars as it did, though what it was decided by is gone.
func TestReportAsDecidedKeepsItsEffect(t *testing.T) {
	for name, change := range losses {
		t.Run(name, func(t *testing.T) {
			i := decidedCase(t, true)
			change(i)
			barred := i.lived(t, "2025-12-31").Alliance(torreyaKey).BarredThrough
			if want := calendar.MustParse("2026-12-31"); name != "the round is gone" && barred != want {
				t.Errorf("barred through %s, want %s", barred, want)
			}
		})
	}
}

// TestLossDecidesNothing holds that without an entry a loss or an edit decides nothing: no star is revoked or annulled by it, no entry follows,
// and where a decision is known to have been taken, or nobody can say who may take it, money is on hold.
func TestLossDecidesNothing(t *testing.T) {
	for name, change := range edits {
		t.Run("edited: "+name, func(t *testing.T) {
			i := decidedCase(t, false)
			change(i)
			pass := i.at("2025-12-31")
			if name == "reported in a year" {
				wantIncident(t, pass, i, v1alpha1.ReasonNotYet) // nothing in view says that it was another
				return
			}
			wantIncident(t, pass, i, v1alpha1.ReasonEvidenceMissing)
			wantApplication(t, pass, torreya4, v1alpha1.ReasonEvidenceMissing)
			if alliance := pass.Alliance(torreyaKey); alliance.BarredThrough != 0 || !alliance.OnHold {
				t.Errorf("barred through %s, on hold %v", alliance.BarredThrough, alliance.OnHold)
			}
		})
	}
	t.Run("a signature is gone", func(t *testing.T) {
		i := decidedCase(t, false)
		i.without("Revocation-report")
		wantIncident(t, i.at("2025-12-31"), i, v1alpha1.ReasonHeard)
		wantApplication(t, i.at("2025-12-31"), torreya4, v1alpha1.ReasonAwarded)
	})
}

// TestNoStarIsRevokedByALoss holds that signatures of a level that did not award the star never count because the star is lost (R13, E16): where a
// ledger paid for a star that is not in view, nobody can say who decides, and nothing is taken.
func TestNoStarIsRevokedByALoss(t *testing.T) {
	gone := map[string]func(*incidentCase){
		"the application":     func(i *incidentCase) { i.drop(i.application) },
		"the star's decision": func(i *incidentCase) { i.without("Decision") },
		"the round":           func(i *incidentCase) { i.drop(i.round) },
	}
	for name, change := range gone {
		for _, by := range []v1alpha1.Authority{v1alpha1.County, v1alpha1.Provincial} {
			t.Run(name+", signed by "+string(by), func(t *testing.T) {
				c := awarded()
				c.world.round(2024)
				c.paid(t, "stars-000003", "1", "2025-06-25", "2025-06-26")
				i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-14", "2025-07-01")
				i.by = by
				i.revoked("2025-07-03", "2025-07-08").kept(t, "2025-07-31")
				before := len(i.entries(t, "2025-12-31"))
				wantIncident(t, i.at("2025-12-31"), i, v1alpha1.ReasonReported)
				change(i)
				wantIncident(t, i.lived(t, "2025-12-31"), i, v1alpha1.ReasonEvidenceMissing)
				if !i.lived(t, "2025-12-31").Alliance(torreyaKey).OnHold {
					t.Error("money is not on hold")
				}
				if after := i.entries(t, "2025-12-31"); len(after) != before {
					t.Errorf("%d entries became %d, the last %+v", before, len(after), after[len(after)-1].Spec)
				}
			})
		}
	}
}

// TestPerhapsDecidedBars holds that an incident which people signed and of which nobody can say any more who decides on it may have been decided: no
// application of later is awarded as if there had been no bar.
func TestPerhapsDecidedBars(t *testing.T) {
	c := awarded()
	c.world.round(2026)
	i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-14", "2025-07-01").kept(t, "2025-07-05")
	next := i.world.star(i.alliance, 2026, v1alpha1.Three)
	key := records.KeyOf(next.application)
	i.drop(i.application)
	wantIncident(t, i.at("2026-12-31"), i, v1alpha1.ReasonEvidenceMissing)
	wantApplication(t, i.at("2026-12-31"), key, v1alpha1.ReasonAwarded) // nobody signed
	i.revoked("2025-07-03", "2025-07-08")
	wantApplication(t, i.at("2026-12-31"), key, v1alpha1.ReasonEvidenceMissing)
}

// TestHarmlessReportStaysHarmless holds that an edit of a report that could end no star ends none: it is found anew. Where people signed more
// stages than were asked for, it is not in view that it was harmless, and nothing is taken either.
func TestHarmlessReportStaysHarmless(t *testing.T) {
	for _, more := range []bool{false, true} {
		c := awarded()
		i := c.report("report", v1alpha1.GroundOther, "2025-06-27", "2025-07-01")
		want := v1alpha1.ReasonReported
		if more {
			i.revoked("2025-07-03", "2025-07-08")
			want = v1alpha1.ReasonEvidenceMissing
		} else {
			i.signed("Finding", "finder", "2025-07-03")
		}
		i.kept(t, "2025-07-31")
		wantIncident(t, i.lived(t, "2025-12-31"), i, v1alpha1.ReasonConfirmed)
		before := len(i.entries(t, "2025-12-31"))
		i.incident.Spec.Description = "a slip of the pen, mended"
		wantIncident(t, i.lived(t, "2025-12-31"), i, want)
		if judged := i.lived(t, "2025-12-31").StarApplication(torreya4); judged.Is(v1alpha1.ReasonRevoked, v1alpha1.ReasonAnnulled) {
			t.Errorf("the star: %+v", judged.Outcome)
		}
		if after := i.entries(t, "2025-12-31"); len(after) != before {
			t.Errorf("%d entries became %d", before, len(after))
		}
	}
}

// TestAnotherAllianceIsNotConcerned holds that a decided report which is edited to name another alliance ends no star of that one.
func TestAnotherAllianceIsNotConcerned(t *testing.T) {
	i := decidedCase(t, true)
	other := i.world.star(i.world.alliance("zhuji", "other", ""), 2025, v1alpha1.Three)
	key := records.KeyOf(other.application)
	wantApplication(t, i.at("2025-12-31"), key, v1alpha1.ReasonAwarded)
	i.incident.Spec.AllianceRef.Name = "other"
	wantApplication(t, i.at("2025-12-31"), key, v1alpha1.ReasonAwarded)
	if alliance := i.at("2025-12-31").Alliance(torreyaKey); alliance.Star != nil || !alliance.OnHold {
		t.Errorf("the alliance that it was decided about: star %v, on hold %v", alliance.Star, alliance.OnHold)
	}
}

// TestNoOrderUnderAnUnprovenDecision holds that nothing is ordered while it is not in view what was decided: neither a second attempt at money that
// the bank returned, nor what the decision would have cancelled.
func TestNoOrderUnderAnUnprovenDecision(t *testing.T) {
	for name, change := range map[string]func(*incidentCase){
		"edited":             func(i *incidentCase) { i.incident.Spec.Description = "other" },
		"the report is gone": func(i *incidentCase) { i.drop(i.incident) },
		"the round is gone":  func(i *incidentCase) { i.drop(i.round) },
	} {
		t.Run("a second attempt: "+name, func(t *testing.T) {
			i := decidedCase(t, true)
			change(i)
			first := get[*v1alpha1.Payment](i.world, "shaoxing", "stars-000003-1")
			first.Spec.Voucher, first.Spec.PaidOn = "", ""
			first.Spec.Returned = &v1alpha1.PaymentReturn{On: "2025-08-10", Slip: "s"}
			second := first.DeepCopy()
			second.Name, second.Spec.Returned, second.Spec.OrderedOn = "stars-000003-2", nil, "2025-09-01"
			i.add(second)
			wantNoOrderSince(t, i, "2025-08-01")
		})
		if name == "the report is gone" {
			continue // nothing in view says that there was one before a ledger did: the API server refuses that it is deleted
		}
		t.Run("before the decision was entered: "+name, func(t *testing.T) {
			c := awarded()
			c.world.round(2026)
			i := c.report("report", v1alpha1.GroundIllegalOperation, "2025-06-14", "2025-07-01").revoked("2025-07-03", "2025-07-08").kept(t, "2025-07-05")
			change(i)
			i.add(order(t, i))
			wantNoOrderSince(t, i, "2025-07-01")
			if head := last(t, i.entered(t, "2025-12-31")); head.Spec.Type != v1alpha1.EntryAward {
				t.Errorf("the last entry is a %s of %s", head.Spec.Type, head.Spec.Amount)
			}
		})
	}
}

func order(t *testing.T, i *incidentCase) *v1alpha1.Payment {
	t.Helper()
	entry, ok := records.Get[*v1alpha1.FundingDisbursement](i.view(), records.Key{Namespace: "shaoxing", Name: "stars-000003"})
	if !ok {
		t.Fatal("nothing was granted")
	}
	named, err := ledger.Digest(entry)
	if err != nil {
		t.Fatal(err)
	}
	payment := &v1alpha1.Payment{Spec: v1alpha1.PaymentSpec{
		DisbursementRef: v1alpha1.DisbursementRef{Name: "stars-000003", Digest: named}, Amount: "20000.00", OrderedOn: "2025-07-20", OrderedBy: "finance-orders",
	}}
	payment.Namespace, payment.Name = "shaoxing", "stars-000003-1"
	return payment
}

func wantNoOrderSince(t *testing.T, i *incidentCase, day v1alpha1.Date) {
	t.Helper()
	for _, entry := range i.entries(t, "2025-12-31") {
		if entry.Spec.Type == v1alpha1.EntryOrder && entry.Spec.Day >= day {
			t.Errorf("%s was ordered on %s by %s", entry.Spec.Amount, entry.Spec.Day, entry.Spec.Cause.Name)
		}
	}
}

// TestAppealAgainstAnUnprovenDecision holds that an appeal is heard against a decision that a ledger entered though a signature under it, or the
// star, is gone, and by nobody who signed in the case (SD-1): it gives back the star and ends the hold.
func TestAppealAgainstAnUnprovenDecision(t *testing.T) {
	for _, c := range []struct {
		name string
		lose func(*incidentCase)
		by   v1alpha1.Account
		want string
		star bool
	}{
		{"a signature is gone", losses["the finding is gone"], "appeal-officer", v1alpha1.ReasonOverturned, true},
		{"a signature is gone, and its signer appeals", losses["the finding is gone"], "revoker", v1alpha1.ReasonEvidenceMissing, false},
		{"the star is gone", losses["the application is gone"], "appeal-officer", v1alpha1.ReasonOverturned, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			i := decidedCase(t, true)
			signed := i.reviews["Revocation-report"].Spec.SubjectRef.Digest
			c.lose(i)
			review := i.appealed("2025-09-02")
			review.Spec.SubjectRef.Digest, review.Spec.Reviewer = signed, c.by
			pass := i.lived(t, "2025-12-31")
			wantIncident(t, pass, i, c.want)
			if alliance := pass.Alliance(torreyaKey); (alliance.Star != nil) != c.star || alliance.OnHold == (c.want == v1alpha1.ReasonOverturned) {
				t.Errorf("star %v, on hold %v", alliance.Star, alliance.OnHold)
			}
		})
	}
}

// TestLaterReportWaitsForTheFirst holds that a report after a decision that is not in view any more is decided by nobody: who awards the star, if
// there is one, is not known.
func TestLaterReportWaitsForTheFirst(t *testing.T) {
	i := decidedCase(t, true)
	later := i.report("later", v1alpha1.GroundMajorSafetyAccident, "2025-08-20", "2025-09-01")
	later.revoked("2025-09-03", "2025-09-08").kept(t, "2025-07-31")
	i.drop(i.incident)
	wantIncident(t, i.at("2025-12-31"), later, v1alpha1.ReasonEvidenceMissing)
}
