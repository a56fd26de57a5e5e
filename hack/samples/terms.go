package main

import (
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// The stages of the rounds. A review repeats their names.
const (
	stageRecommendation          = "Recommendation"
	stageMunicipalRecommendation = "MunicipalRecommendation"
	stageAppraisal               = "Appraisal"
	stageDecision                = "Decision"
	stageHearing                 = "Hearing"
	stageCheck                   = "Check"
	stageLeadership              = "Leadership"
	stageFinding                 = "Finding"
	stageRevocation              = "Revocation"
	stageAppeal                  = "Appeal"
)

// line is the ledger and the beginning of its budgets' names.
const line = "stars"

// indicators of the score sheet in the order in which histories give points. Names, weights and thresholds are a default of this
// project: the policy names the four dimensions and no numbers.
var indicators = []v1alpha1.Indicator{
	{Name: "service", Title: "为农服务能力", MaxPoints: 30},
	{Name: "standard", Title: "服务标准", MaxPoints: 25},
	{Name: "operation", Title: "规范运行", MaxPoints: 25},
	{Name: "influence", Title: "社会影响", MaxPoints: 20},
}

// roundTerms are what differs from year to year.
type roundTerms struct {
	year          int32
	opens, closes v1alpha1.Date
}

var rounds = []roundTerms{
	{2024, "2024-04-01", "2024-04-30"}, // the plan was explained on 2024-03-28
	{2025, "2025-03-01", "2025-04-30"},
	{2026, "2026-03-01", "2026-04-30"},
}

// ties of the city's reviewers, by their number: they exclude a reviewer for two years after their end.
//
//nolint:gosec // credit codes of organisations, and fictitious, are no credentials
var ties = map[int][]v1alpha1.Tie{
	2: {{CreditCode: "51330681PDY0000954", Until: "2023-05-31"}}, // a09, too long ago to matter in 2025
	4: {{CreditCode: "51330624PDY000124X", Until: "2024-07-10"}}, // a12: 14 months before the appraisal of 2025 (E23)
}

// appropriation is the first total of a year's budget.
type appropriation struct {
	year  int32
	on    v1alpha1.Date
	total v1alpha1.Yuan
}

var appropriations = []appropriation{
	{2024, "2024-03-29", "200000.00"},
	{2025, "2025-02-14", "160000.00"},
	{2026, "2026-01-15", "200000.00"},
}

func (t roundTerms) record() *v1alpha1.EvaluationRound {
	end := strconv.Itoa(int(t.year)+1) + "-12-31"
	return &v1alpha1.EvaluationRound{
		TypeMeta:   typeMeta("EvaluationRound"),
		ObjectMeta: metav1.ObjectMeta{Namespace: city, Name: strconv.Itoa(int(t.year))},
		Spec: v1alpha1.EvaluationRoundSpec{
			Year: t.year,
			Basis: []v1alpha1.BasisDocument{
				{Title: "浙江省产业农合联星级管理评价办法(试行)", DocumentNo: "浙农合发〔2022〕5号"},
				{Title: "绍兴市产业农合联星级管理评价办法(试行)", DocumentNo: "绍农合执发〔2022〕6号"},
			},
			Window:     v1alpha1.Window{OpensOn: t.opens, ClosesOn: t.closes},
			Indicators: indicators, Panel: panel(), RecusalYears: 2,
			Ratings: t.ratings(),
			Notice:  v1alpha1.NoticeTerms{WorkingDays: 5},
			Objections: v1alpha1.ObjectionTerms{
				Stages: []v1alpha1.Stage{{Name: stageHearing, Authority: v1alpha1.Municipal, WorkingDays: 10}},
			},
			ValidThrough:     v1alpha1.Date(end),
			RequireLowerStar: v1alpha1.RequireWarn, SameYearUpgrade: v1alpha1.TopUp, RepeatAward: v1alpha1.PerYear,
			Revocation: revocation(),
		},
	}
}

func (t roundTerms) ratings() []v1alpha1.RatingTerms {
	award := func(amount v1alpha1.Yuan) *v1alpha1.AwardTerms {
		return &v1alpha1.AwardTerms{
			Amount: amount, LedgerRef: v1alpha1.Ref{Namespace: city, Name: line},
			RequestBy: v1alpha1.Date(strconv.Itoa(int(t.year)+1) + "-03-31"),
			Stages: []v1alpha1.Stage{
				{Name: stageCheck, Authority: v1alpha1.Municipal, WorkingDays: 10},
				{Name: stageLeadership, Authority: v1alpha1.Municipal, WorkingDays: 10},
			},
		}
	}
	appraisal := func(by v1alpha1.Authority) v1alpha1.Stage {
		return v1alpha1.Stage{Name: stageAppraisal, Authority: by, Reviewers: 3, Scored: true}
	}
	return []v1alpha1.RatingTerms{
		{Rating: three, Authority: v1alpha1.County, MinPoints: "70", Enforcement: "Advisory", Stages: []v1alpha1.Stage{
			appraisal(v1alpha1.County),
			{Name: stageDecision, Authority: v1alpha1.County},
		}},
		{Rating: four, Authority: v1alpha1.Municipal, MinPoints: "80", Enforcement: "Advisory", Award: award("20000.00"), Stages: []v1alpha1.Stage{
			{Name: stageRecommendation, Authority: v1alpha1.County, WorkingDays: 20},
			appraisal(v1alpha1.Municipal),
			{Name: stageDecision, Authority: v1alpha1.Municipal},
		}},
		{Rating: five, Authority: v1alpha1.Provincial, MinPoints: "90", Enforcement: "Advisory", Award: award("50000.00"), Stages: []v1alpha1.Stage{
			{Name: stageRecommendation, Authority: v1alpha1.County, WorkingDays: 20},
			{Name: stageMunicipalRecommendation, Authority: v1alpha1.Municipal, WorkingDays: 20},
			appraisal(v1alpha1.Provincial),
			{Name: stageDecision, Authority: v1alpha1.Provincial},
		}},
	}
}

func revocation() *v1alpha1.RevocationTerms {
	return &v1alpha1.RevocationTerms{
		Grounds: []v1alpha1.RevocationGround{"IllegalOperation", "MajorSafetyAccident", "SeriousCreditDefault"},
		// They name no authority: who awards the star decides.
		Stages: []v1alpha1.Stage{
			{Name: stageFinding, WorkingDays: 30}, {Name: stageHearing, WorkingDays: 5}, {Name: stageRevocation, WorkingDays: 10},
		},
		Appeal: &v1alpha1.AppealTerms{
			Stages: []v1alpha1.Stage{{Name: stageAppeal, Authority: v1alpha1.Provincial}},
		},
		BarYears: 1, Recovery: "ByDateOfFacts", RecoveryWorkingDays: 20, ClaimReopensDays: 60, PlaqueDays: 15,
	}
}

// panel lists everybody who writes score sheets, at all three levels.
func panel() []v1alpha1.Panelist {
	var list []v1alpha1.Panelist
	for number := 1; number <= 4; number++ {
		list = append(list, v1alpha1.Panelist{Account: reviewer(city, number), Ties: ties[number]})
	}
	for _, at := range []string{"yuecheng", province} {
		for number := 1; number <= 3; number++ {
			list = append(list, v1alpha1.Panelist{Account: reviewer(at, number)})
		}
	}
	return list
}

func ledgerRecord() *v1alpha1.Ledger {
	return &v1alpha1.Ledger{
		TypeMeta:   typeMeta("Ledger"),
		ObjectMeta: metav1.ObjectMeta{Namespace: city, Name: line},
		Spec:       v1alpha1.LedgerSpec{Checkpoint: v1alpha1.Checkpoint{Sequence: 0}, Source: "FiscalBudget"},
	}
}

func (a appropriation) record() *v1alpha1.Budget {
	year := strconv.Itoa(int(a.year))
	return &v1alpha1.Budget{
		TypeMeta:   typeMeta("Budget"),
		ObjectMeta: metav1.ObjectMeta{Namespace: city, Name: line + "-" + year},
		Spec: v1alpha1.BudgetSpec{
			LedgerRef: v1alpha1.LocalRef{Name: line}, Year: a.year,
			Appropriations: []v1alpha1.Appropriation{{On: a.on, Total: a.total, DocumentNo: "绍供样例〔" + year + "〕预算号(虚构)"}},
			FiledBy:        account(city, roleFinanceBudgets),
		},
	}
}
