package records

import (
	"slices"
	"strconv"
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// Index lists the records of one kind under values that are computed from one record alone.
type Index struct {
	// Name is unique among all indexes.
	Name string
	// Kind of the records that are listed.
	Kind Kind
	// Values under which a record is listed. It must not look at status: a status is no input of any rule.
	Values func(Object) []string
}

// The indexes. Every look-up of a rule by anything but a record's own name is a row of Indexes.
var (
	// ReviewsBySubject lists reviews under SubjectValue of what they sign.
	ReviewsBySubject = index("reviewsBySubject", Review, func(r *v1alpha1.Review) []string {
		return []string{SubjectValue(Kind(r.Spec.SubjectRef.Kind), Key{Namespace: r.Namespace, Name: r.Spec.SubjectRef.Name})}
	})
	// ObjectionsBySubject lists objections under SubjectValue of what they object to.
	ObjectionsBySubject = index("objectionsBySubject", Objection, func(o *v1alpha1.Objection) []string {
		return []string{SubjectValue(Kind(o.Spec.SubjectRef.Kind), Key{Namespace: o.Namespace, Name: o.Spec.SubjectRef.Name})}
	})
	// ApplicationsByAlliance lists applications under the namespace/name of their alliance.
	ApplicationsByAlliance = index("applicationsByAlliance", StarApplication, func(a *v1alpha1.StarApplication) []string {
		return []string{Key{Namespace: a.Namespace, Name: a.Spec.AllianceRef.Name}.String()}
	})
	// ApplicationsByRound lists applications under the namespace/name of their round.
	ApplicationsByRound = index("applicationsByRound", StarApplication, func(a *v1alpha1.StarApplication) []string {
		return []string{RefKey(a.Spec.RoundRef, a.Namespace).String()}
	})
	// PlansByAlliance lists plans under the namespace/name of their alliance.
	PlansByAlliance = index("plansByAlliance", ActivityPlan, func(a *v1alpha1.ActivityPlan) []string {
		return []string{Key{Namespace: a.Namespace, Name: a.Spec.AllianceRef.Name}.String()}
	})
	// PlansByProgram lists plans under the namespace/name of their program.
	PlansByProgram = index("plansByProgram", ActivityPlan, func(a *v1alpha1.ActivityPlan) []string {
		return []string{RefKey(a.Spec.ProgramRef, a.Namespace).String()}
	})
	// ProgramsByLedger lists programs under the namespace/name of the ledger that pays them.
	ProgramsByLedger = index("programsByLedger", ActivityProgram, func(a *v1alpha1.ActivityProgram) []string {
		return []string{RefKey(a.Spec.LedgerRef, a.Namespace).String()}
	})
	// ProgramsByYear lists programs under their year.
	ProgramsByYear = index("programsByYear", ActivityProgram, func(a *v1alpha1.ActivityProgram) []string {
		return []string{strconv.Itoa(int(a.Spec.Year))}
	})
	// ReportsByInvoice lists reports under each invoice that they name.
	ReportsByInvoice = index("reportsByInvoice", ActivityReport, func(a *v1alpha1.ActivityReport) []string {
		var invoices []string
		for _, line := range a.Spec.Costs {
			if line.Invoice != "" && !slices.Contains(invoices, line.Invoice) {
				invoices = append(invoices, line.Invoice)
			}
		}
		return invoices
	})
	// ReportsByEvidence lists reports under the sha256 of each document that they show.
	ReportsByEvidence = index("reportsByEvidence", ActivityReport, func(a *v1alpha1.ActivityReport) []string {
		var digests []string
		for _, shown := range a.Spec.Evidence {
			if shown.SHA256 != "" && !slices.Contains(digests, shown.SHA256) {
				digests = append(digests, shown.SHA256)
			}
		}
		return digests
	})
	// IncidentsByAlliance lists incidents under the namespace/name of their alliance.
	IncidentsByAlliance = index("incidentsByAlliance", Incident, func(i *v1alpha1.Incident) []string {
		return []string{Key{Namespace: i.Namespace, Name: i.Spec.AllianceRef.Name}.String()}
	})
	// AlliancesByNamespace lists alliances under their namespace.
	AlliancesByNamespace = index("alliancesByNamespace", Alliance, func(a *v1alpha1.Alliance) []string {
		return []string{a.Namespace}
	})
	// AlliancesByCode lists alliances under their own credit code.
	AlliancesByCode = index("alliancesByCode", Alliance, func(a *v1alpha1.Alliance) []string {
		return present(string(a.Spec.CreditCode))
	})
	// AlliancesByPredecessor lists alliances under the first organisation that they succeed, by its credit code and by its
	// namespace/name, whichever is declared.
	AlliancesByPredecessor = index("alliancesByPredecessor", Alliance, func(a *v1alpha1.Alliance) []string {
		if len(a.Spec.Succeeds) == 0 {
			return nil
		}
		first := a.Spec.Succeeds[0]
		values := present(string(first.CreditCode))
		if first.AllianceRef != nil {
			values = append(values, RefKey(*first.AllianceRef, a.Namespace).String())
		}
		return values
	})
	// InitiativesByAlliance lists initiatives under the namespace/name of their alliance.
	InitiativesByAlliance = index("initiativesByAlliance", Initiative, func(i *v1alpha1.Initiative) []string {
		return []string{Key{Namespace: i.Namespace, Name: i.Spec.AllianceRef.Name}.String()}
	})
	// RoundsByYear lists rounds under their year.
	RoundsByYear = index("roundsByYear", EvaluationRound, func(r *v1alpha1.EvaluationRound) []string {
		return []string{strconv.Itoa(int(r.Spec.Year))}
	})
	// BudgetsByLedger lists budgets under the namespace/name of their ledger.
	BudgetsByLedger = index("budgetsByLedger", Budget, func(b *v1alpha1.Budget) []string {
		return []string{Key{Namespace: b.Namespace, Name: b.Spec.LedgerRef.Name}.String()}
	})
	// EntriesByClaim lists entries under ClaimValue of their ledger and claim.
	EntriesByClaim = index("entriesByClaim", FundingDisbursement, func(e *v1alpha1.FundingDisbursement) []string {
		if e.Spec.Claim == nil {
			return nil
		}
		return []string{ClaimValue(LedgerOfEntry(e), *e.Spec.Claim)}
	})
	// EntriesByCause lists entries under SubjectValue of the record that caused them.
	EntriesByCause = index("entriesByCause", FundingDisbursement, func(e *v1alpha1.FundingDisbursement) []string {
		cause := e.Spec.Cause
		return []string{SubjectValue(Kind(cause.Kind), Key{Namespace: cause.Namespace, Name: cause.Name})}
	})
	// StepsByIdentity lists the entries of steps of claims of star money under the identity of the organisation.
	StepsByIdentity = index("stepsByIdentity", FundingDisbursement, func(e *v1alpha1.FundingDisbursement) []string {
		if e.Spec.Claim == nil || e.Spec.ClaimNet == "" {
			return nil
		}
		return present(e.Spec.Claim.Identity)
	})
	// EntriesByBudget lists entries under BudgetValue of their ledger and year.
	EntriesByBudget = index("entriesByBudget", FundingDisbursement, func(e *v1alpha1.FundingDisbursement) []string {
		return []string{BudgetValue(LedgerOfEntry(e), e.Spec.Year)}
	})
	// EntriesByLedger lists entries under the namespace/name of their ledger.
	EntriesByLedger = index("entriesByLedger", FundingDisbursement, func(e *v1alpha1.FundingDisbursement) []string {
		return []string{LedgerOfEntry(e).String()}
	})
	// PaymentsByEntry lists payments under the namespace/name of the entry that they pay.
	PaymentsByEntry = index("paymentsByEntry", Payment, func(p *v1alpha1.Payment) []string {
		return []string{Key{Namespace: p.Namespace, Name: p.Spec.DisbursementRef.Name}.String()}
	})
	// PaymentsByLedger lists payments under the namespace/name of the ledger of the entry that they pay.
	PaymentsByLedger = index("paymentsByLedger", Payment, func(p *v1alpha1.Payment) []string {
		return []string{LedgerOfEntryName(Key{Namespace: p.Namespace, Name: p.Spec.DisbursementRef.Name}).String()}
	})
	// PaymentsByVoucher lists booked payments under the namespace and voucher.
	PaymentsByVoucher = index("paymentsByVoucher", Payment, func(p *v1alpha1.Payment) []string {
		if p.Spec.Voucher == "" {
			return nil
		}
		return []string{VoucherValue(p.Namespace, p.Spec.Voucher)}
	})
)

// Indexes is the one table that both views are built from.
var Indexes = []*Index{
	ReviewsBySubject, ObjectionsBySubject, ApplicationsByAlliance, ApplicationsByRound, IncidentsByAlliance,
	AlliancesByNamespace, AlliancesByCode, AlliancesByPredecessor, InitiativesByAlliance, RoundsByYear, BudgetsByLedger,
	BrandsByNamespace, BrandsByAlliance, LicensesByBrand, LicensesByAlliance, LicensesByUser, LicensesByRenewed, IncidentsByLicense,
	PlansByAlliance, PlansByProgram, ProgramsByLedger, ProgramsByYear, ReportsByInvoice, ReportsByEvidence,
	EntriesByClaim, EntriesByCause, StepsByIdentity, EntriesByBudget, EntriesByLedger,
	PaymentsByEntry, PaymentsByLedger, PaymentsByVoucher,
}

func index[T Object](name string, kind Kind, values func(T) []string) *Index {
	return &Index{Name: name, Kind: kind, Values: func(object Object) []string {
		record, ok := object.(T)
		if !ok {
			return nil
		}
		return values(record)
	}}
}

func present(value string) []string {
	if value == "" {
		return nil
	}
	return []string{value}
}

// SubjectValue is how a record is written as the value of an index: Kind/namespace/name.
func SubjectValue(kind Kind, key Key) string {
	return string(kind) + "/" + key.String()
}

// ClaimValue is how a claim on a ledger is written as the value of an index.
func ClaimValue(ledger Key, claim v1alpha1.Claim) string {
	if claim.Plan != nil {
		return ledger.String() + "/plan/" + claim.Plan.Namespace + "/" + claim.Plan.Name
	}
	return ledger.String() + "/" + strconv.Itoa(int(claim.Year)) + "/" + claim.Identity
}

// BudgetValue is how the budget of a ledger and year is written as the value of an index.
func BudgetValue(ledger Key, year int32) string {
	return ledger.String() + "/" + strconv.Itoa(int(year))
}

// VoucherValue is how a voucher of a funder is written as the value of an index.
func VoucherValue(namespace, voucher string) string {
	return namespace + "/" + voucher
}

// RefKey returns the key that a reference names; a reference without a namespace means that of the record that holds it.
func RefKey(ref v1alpha1.Ref, own string) Key {
	if ref.Namespace == "" {
		return Key{Namespace: own, Name: ref.Name}
	}
	return Key{Namespace: ref.Namespace, Name: ref.Name}
}

// LedgerOfEntry returns the ledger that an entry belongs to: one of its own namespace.
func LedgerOfEntry(e *v1alpha1.FundingDisbursement) Key {
	return Key{Namespace: e.Namespace, Name: e.Spec.LedgerRef.Name}
}

// LedgerOfEntryName returns the ledger of an entry by the entry's name, LEDGER-000001; the name is empty where it is no such name.
func LedgerOfEntryName(entry Key) Key {
	at := strings.LastIndexByte(entry.Name, '-')
	if at < 0 {
		return Key{Namespace: entry.Namespace}
	}
	return Key{Namespace: entry.Namespace, Name: entry.Name[:at]}
}
