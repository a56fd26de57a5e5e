package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/ledger"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// incidentCase is an incident about the alliance of a case.
type incidentCase struct {
	*starCase
	incident *v1alpha1.Incident
	by       v1alpha1.Authority
}

// report adds an incident about the alliance itself.
func (c *starCase) report(name string, ground v1alpha1.IncidentGround, factsOn, reportedOn v1alpha1.Date) *incidentCase {
	incident := &v1alpha1.Incident{ObjectMeta: named(c.alliance.Namespace, name), Spec: v1alpha1.IncidentSpec{
		AllianceRef: v1alpha1.LocalRef{Name: c.alliance.Name}, Subject: v1alpha1.SubjectAlliance, Ground: ground,
		FactsOn: factsOn, ReportedOn: reportedOn, Description: "fictitious", FiledBy: "supervisor",
	}}
	c.add(incident)
	return &incidentCase{starCase: c, incident: incident, by: v1alpha1.Municipal}
}

// signed adds a signature under the incident in the name of the level that awarded.
func (i *incidentCase) signed(stage string, by v1alpha1.Account, on v1alpha1.Date) *v1alpha1.Review {
	return i.signUnder(i.incident, stage+"-"+i.incident.Name, i.by, by, on)
}

// revoked finds, waives the hearing and decides.
func (i *incidentCase) revoked(foundOn, decidedOn v1alpha1.Date) *incidentCase {
	i.signed("Finding", "finder", foundOn)
	i.signed("Hearing", "hearing-officer", decidedOn).Spec.Verdict = v1alpha1.Waive
	i.reviews["Hearing-"+i.incident.Name].Spec.Reason = "waived in writing"
	i.signed("Revocation", "revoker", decidedOn)
	return i
}

// appealed upholds an appeal.
func (i *incidentCase) appealed(on v1alpha1.Date) *v1alpha1.Review {
	return i.signUnder(i.incident, "Appeal-"+i.incident.Name, v1alpha1.Provincial, "appeal-officer", on)
}

// paid orders and books an entry as the ledger has it by the day before the order.
func (c *starCase) paid(t *testing.T, entryName, number string, orderedOn, paidOn v1alpha1.Date) *v1alpha1.Payment {
	t.Helper()
	view := c.entered(t, string(orderedOn))
	entry, ok := records.Get[*v1alpha1.FundingDisbursement](view, records.Key{Namespace: "shaoxing", Name: entryName})
	if !ok {
		t.Fatalf("there is no entry %s on %s", entryName, orderedOn)
	}
	named, err := ledger.Digest(entry)
	if err != nil {
		t.Fatal(err)
	}
	amount := v1alpha1.Yuan(entry.Spec.Amount)
	if entry.Spec.Type == v1alpha1.EntryRecovery {
		amount = amount[1:]
	}
	payment := &v1alpha1.Payment{Spec: v1alpha1.PaymentSpec{
		DisbursementRef: v1alpha1.DisbursementRef{Name: entryName, Digest: named}, Amount: amount,
		OrderedOn: orderedOn, OrderedBy: "finance-orders", Voucher: "v-" + entryName + "-" + number, PaidOn: paidOn, BookedBy: "finance-books",
	}}
	payment.Namespace, payment.Name = "shaoxing", entryName+"-"+number
	c.add(payment)
	return payment
}

// last is the last entry of the ledger on a day.
func last(t *testing.T, view records.View) *v1alpha1.FundingDisbursement {
	t.Helper()
	chain, err := ledger.Open(view, starsLedger, 0)
	if err != nil {
		t.Fatal(err)
	}
	head, ok := chain.Head()
	if !ok {
		t.Fatal("the chain is empty")
	}
	return head
}

func wantApplication(t *testing.T, pass *evaluation.Pass, key records.Key, reason string) *evaluation.Application {
	t.Helper()
	judged := pass.StarApplication(key)
	if judged.Outcome == nil || judged.Outcome.Reason != reason {
		t.Errorf("%s on %s: %+v, want %s", key, pass.AsOf(), judged.Outcome, reason)
	}
	return judged
}

func wantGrant(t *testing.T, pass *evaluation.Pass, key records.Key, reason string) *evaluation.Grant {
	t.Helper()
	judged := pass.Grant(key)
	if judged.Result.Outcome == nil || judged.Result.Outcome.Reason != reason {
		t.Errorf("request %s on %s: %+v, want %s", key, pass.AsOf(), judged.Result.Outcome, reason)
	}
	return judged
}

func wantIncident(t *testing.T, pass *evaluation.Pass, i *incidentCase, reason string) *evaluation.Incident {
	t.Helper()
	judged := pass.Incident(records.KeyOf(i.incident))
	if judged.Outcome == nil || judged.Outcome.Reason != reason {
		t.Errorf("incident on %s: %+v, want %s", pass.AsOf(), judged.Outcome, reason)
	}
	return judged
}

func wantEntry(t *testing.T, entry *v1alpha1.FundingDisbursement, kind v1alpha1.EntryType, amount v1alpha1.SignedYuan, day v1alpha1.Date) {
	t.Helper()
	if entry.Spec.Type != kind || entry.Spec.Amount != amount || entry.Spec.Day != day {
		t.Errorf("the last entry is a %s of %s on %s, want %s of %s on %s", entry.Spec.Type, entry.Spec.Amount, entry.Spec.Day, kind, amount, day)
	}
}
