package evaluation

import (
	"cmp"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// refuseInvoice asks of every invoice of a report whether it is that of another report (F-13).
func (p *Pass) refuseInvoice(j *judgement, report *v1alpha1.ActivityReport) bool {
	invoice, other := p.usedBefore(j, report)
	if other == nil {
		return j.refuse("", "F-13", "spec.costs", true, "", messages.Message{})
	}
	says := messages.New("ActivityReport/DuplicateInvoice", "invoice", invoice, "other", records.KeyOf(other).String(), "on", string(other.Spec.ReportedOn))
	if p.reportEntered(other) {
		says = messages.New("ActivityReport/DuplicateInvoice/Entered", "invoice", invoice, "other", records.KeyOf(other).String())
	}
	return j.refuse("", "F-13", "spec.costs", false, v1alpha1.ReasonDuplicateInvoice, says)
}

// usedBefore finds another report of the whole register that takes an invoice which this one names, and comes before it: the one with
// an entry in a ledger, else the one that was reported earlier, else the first by namespace and name.
func (p *Pass) usedBefore(j *judgement, report *v1alpha1.ActivityReport) (invoice string, first *v1alpha1.ActivityReport) {
	for _, line := range report.Spec.Costs {
		if line.Invoice == "" {
			continue
		}
		for _, other := range records.Find[*v1alpha1.ActivityReport](p.view, records.ReportsByInvoice, line.Invoice) {
			if p.compareReports(other, cmp.Or(first, report)) < 0 && p.takesInvoices(j, other) {
				first = other
			}
		}
		if first != nil {
			return line.Invoice, first
		}
	}
	return "", nil
}

// takesInvoices says whether a report keeps others from its invoices: the ledger has entered it, or it stands by itself. One
// without a plan that stands, late or not accepted takes none. That its invoices may be another's yet is not asked: two reports would ask each other.
func (p *Pass) takesInvoices(j *judgement, report *v1alpha1.ActivityReport) bool {
	if p.reportEntered(report) {
		return true
	}
	told := p.toldReport(records.KeyOf(report))
	j.awaits(told.Next)
	j.awaits(told.takenNext)
	return told.stands()
}

func (p *Pass) compareReports(a, b *v1alpha1.ActivityReport) int {
	rank := func(r *v1alpha1.ActivityReport) int {
		if p.reportEntered(r) {
			return 0
		}
		return 1
	}
	return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Spec.ReportedOn, b.Spec.ReportedOn), records.Less(a, b))
}

func (p *Pass) reportEntered(report *v1alpha1.ActivityReport) bool {
	return len(p.entriesOf(records.ActivityReport, records.KeyOf(report))) > 0
}
