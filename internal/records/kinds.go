package records

import (
	"reflect"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// Kind is the name of a kind of record, as in "Alliance".
type Kind string

// The kinds of the register.
const (
	ActionPlan          Kind = "ActionPlan"
	ActivityPlan        Kind = "ActivityPlan"
	ActivityProgram     Kind = "ActivityProgram"
	ActivityReport      Kind = "ActivityReport"
	Alliance            Kind = "Alliance"
	AwardRequest        Kind = "AwardRequest"
	Brand               Kind = "Brand"
	BrandLicense        Kind = "BrandLicense"
	Budget              Kind = "Budget"
	EvaluationRound     Kind = "EvaluationRound"
	FundingDisbursement Kind = "FundingDisbursement"
	Incident            Kind = "Incident"
	Initiative          Kind = "Initiative"
	Ledger              Kind = "Ledger"
	Objection           Kind = "Objection"
	Payment             Kind = "Payment"
	Review              Kind = "Review"
	StarApplication     Kind = "StarApplication"
	WorkCalendar        Kind = "WorkCalendar"
)

// KindInfo is what both views need to know of a kind.
type KindInfo struct {
	Kind Kind
	// Plural is the name of its resource.
	Plural string
	// ClusterScoped kinds have no namespace.
	ClusterScoped bool
	// New returns an empty record of the kind.
	New func() Object
}

// Kinds is the table of all kinds, in the order in which a register is printed.
var Kinds = []KindInfo{
	{Kind: WorkCalendar, Plural: "workcalendars", ClusterScoped: true, New: func() Object { return &v1alpha1.WorkCalendar{} }},
	{Kind: EvaluationRound, Plural: "evaluationrounds", New: func() Object { return &v1alpha1.EvaluationRound{} }},
	{Kind: Alliance, Plural: "alliances", New: func() Object { return &v1alpha1.Alliance{} }},
	{Kind: StarApplication, Plural: "starapplications", New: func() Object { return &v1alpha1.StarApplication{} }},
	{Kind: Objection, Plural: "objections", New: func() Object { return &v1alpha1.Objection{} }},
	{Kind: Incident, Plural: "incidents", New: func() Object { return &v1alpha1.Incident{} }},
	{Kind: AwardRequest, Plural: "awardrequests", New: func() Object { return &v1alpha1.AwardRequest{} }},
	{Kind: Initiative, Plural: "initiatives", New: func() Object { return &v1alpha1.Initiative{} }},
	{Kind: Brand, Plural: "brands", New: func() Object { return &v1alpha1.Brand{} }},
	{Kind: BrandLicense, Plural: "brandlicenses", New: func() Object { return &v1alpha1.BrandLicense{} }},
	{Kind: ActivityProgram, Plural: "activityprograms", New: func() Object { return &v1alpha1.ActivityProgram{} }},
	{Kind: ActivityPlan, Plural: "activityplans", New: func() Object { return &v1alpha1.ActivityPlan{} }},
	{Kind: ActivityReport, Plural: "activityreports", New: func() Object { return &v1alpha1.ActivityReport{} }},
	{Kind: Review, Plural: "reviews", New: func() Object { return &v1alpha1.Review{} }},
	{Kind: Ledger, Plural: "ledgers", New: func() Object { return &v1alpha1.Ledger{} }},
	{Kind: Budget, Plural: "budgets", New: func() Object { return &v1alpha1.Budget{} }},
	{Kind: FundingDisbursement, Plural: "fundingdisbursements", New: func() Object { return &v1alpha1.FundingDisbursement{} }},
	{Kind: Payment, Plural: "payments", New: func() Object { return &v1alpha1.Payment{} }},
	{Kind: ActionPlan, Plural: "actionplans", New: func() Object { return &v1alpha1.ActionPlan{} }},
}

var (
	infoByKind = map[Kind]KindInfo{}
	kindByType = map[reflect.Type]Kind{}
)

func init() {
	for _, info := range Kinds {
		infoByKind[info.Kind] = info
		kindByType[reflect.TypeOf(info.New())] = info.Kind
	}
}

// Info returns the row of a kind, or false where there is no such kind.
func Info(kind Kind) (KindInfo, bool) {
	info, ok := infoByKind[kind]
	return info, ok
}

// KindOf returns the kind of a record by its Go type, or "" where it is none of the register's.
func KindOf(object Object) Kind {
	return kindByType[reflect.TypeOf(object)]
}

func kindOf[T Object]() Kind {
	return kindByType[reflect.TypeFor[T]()]
}
