package synthetic

import (
	"fmt"
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// The names of the ledgers. Every division has one for stars, and every city one for activities.
const (
	StarLine     = "stars"
	ActivityLine = "activities"
)

// What an award and an activity are worth, in fen, and what every budget is appropriated: more than all can ask for.
const (
	fourStarMoney money.Fen = 20_000_00
	fiveStarMoney money.Fen = 50_000_00
	activityMoney money.Fen = 3_000_00
	appropriated  money.Fen = 9_000_000_000_00
)

// The stages of the rounds and programs. A review repeats their names.
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
	stageSecretariat             = "Secretariat"
	stageAcceptance              = "Acceptance"
)

// SharedOf are the records of a city that belong to no alliance: rounds, programs, ledgers and budgets.
func (p *Province) SharedOf(city int) []records.Object {
	var all []records.Object
	own := cityDivision(city).Namespace
	for year := FirstYear; year <= p.lastYear(); year++ {
		all = append(all, round(own, year))
	}
	all = append(all, p.fund(own, StarLine)...)
	for county := range p.o.Counties {
		all = append(all, p.fund(countyDivision(city, county).Namespace, StarLine)...)
	}
	if p.o.MunicipalEvery > 0 {
		all = append(all, p.fund(own, ActivityLine)...)
		for year := FirstYear; year <= p.lastYear(); year++ {
			all = append(all, program(own, year))
		}
	}
	return all
}

// workCalendar of a year is made up: New Year, the first days of May and of October, and no weekend that is worked.
func workCalendar(year int) *v1alpha1.WorkCalendar {
	record := &v1alpha1.WorkCalendar{
		TypeMeta: typeMeta(records.WorkCalendar), ObjectMeta: metav1.ObjectMeta{Name: strconv.Itoa(year)},
		Spec: v1alpha1.WorkCalendarSpec{DocumentNo: fmt.Sprintf("虚构的%d年节假日安排(不得用于实际工作)", year)},
	}
	for _, day := range []string{"01-01", "05-01", "05-02", "05-03", "10-01", "10-02", "10-03", "10-04", "10-05", "10-06", "10-07"} {
		record.Spec.Holidays = append(record.Spec.Holidays, on(year, day))
	}
	return record
}

// fund is a ledger of a division, with a budget for each year.
func (p *Province) fund(namespace, line string) []records.Object {
	all := []records.Object{&v1alpha1.Ledger{
		TypeMeta: typeMeta(records.Ledger), ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: line},
		Spec: v1alpha1.LedgerSpec{Checkpoint: v1alpha1.Checkpoint{Sequence: 0}, Source: "FiscalBudget"},
	}}
	for year := FirstYear; year <= p.lastYear(); year++ {
		all = append(all, &v1alpha1.Budget{
			TypeMeta: typeMeta(records.Budget), ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: line + "-" + strconv.Itoa(year)},
			Spec: v1alpha1.BudgetSpec{
				LedgerRef: v1alpha1.LocalRef{Name: line}, Year: number(year), FiledBy: "finance-budgets",
				Appropriations: []v1alpha1.Appropriation{{On: on(year, "01-10"), Total: yuan(appropriated), DocumentNo: fmt.Sprintf("虚构〔%d〕预算号", year)}},
			},
		})
	}
	return all
}

var indicators = []v1alpha1.Indicator{
	{Name: "service", Title: "为农服务能力", MaxPoints: 30},
	{Name: "standard", Title: "服务标准", MaxPoints: 25},
	{Name: "operation", Title: "规范运行", MaxPoints: 25},
	{Name: "influence", Title: "社会影响", MaxPoints: 20},
}

// round is a city's evaluation of a year: its stars are paid by the ledger of the alliance's own division.
func round(city string, year int) *v1alpha1.EvaluationRound {
	record := &v1alpha1.EvaluationRound{
		TypeMeta: typeMeta(records.EvaluationRound), ObjectMeta: metav1.ObjectMeta{Namespace: city, Name: strconv.Itoa(year)},
		Spec: v1alpha1.EvaluationRoundSpec{
			Year:       number(year),
			Basis:      []v1alpha1.BasisDocument{{Title: "虚构的星级管理评价办法", DocumentNo: "虚构〔2022〕1号"}},
			Window:     v1alpha1.Window{OpensOn: on(year, "03-01"), ClosesOn: on(year, "04-30")},
			Indicators: indicators, RecusalYears: 2,
			Ratings: ratings(year),
			Notice:  v1alpha1.NoticeTerms{WorkingDays: 5},
			Objections: v1alpha1.ObjectionTerms{
				Stages: []v1alpha1.Stage{{Name: stageHearing, Authority: v1alpha1.Municipal, WorkingDays: 10}},
			},
			ValidThrough:     on(year+1, "12-31"),
			RequireLowerStar: v1alpha1.RequireOff, SameYearUpgrade: v1alpha1.TopUp, RepeatAward: v1alpha1.PerYear,
			Revocation: revocation(),
		},
	}
	for _, account := range reviewers {
		record.Spec.Panel = append(record.Spec.Panel, v1alpha1.Panelist{Account: account})
	}
	return record
}

func ratings(year int) []v1alpha1.RatingTerms {
	award := func(amount money.Fen) *v1alpha1.AwardTerms {
		return &v1alpha1.AwardTerms{
			Amount: yuan(amount), LedgerRef: v1alpha1.Ref{Name: StarLine}, RequestBy: on(year+1, "03-31"),
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
		{Rating: v1alpha1.Three, Authority: v1alpha1.County, MinPoints: "70", Enforcement: "Advisory", Stages: []v1alpha1.Stage{
			appraisal(v1alpha1.County),
			{Name: stageDecision, Authority: v1alpha1.County},
		}},
		{Rating: v1alpha1.Four, Authority: v1alpha1.Municipal, MinPoints: "80", Enforcement: "Advisory", Award: award(fourStarMoney), Stages: []v1alpha1.Stage{
			{Name: stageRecommendation, Authority: v1alpha1.County, WorkingDays: 20},
			appraisal(v1alpha1.Municipal),
			{Name: stageDecision, Authority: v1alpha1.Municipal},
		}},
		{Rating: v1alpha1.Five, Authority: v1alpha1.Provincial, MinPoints: "90", Enforcement: "Advisory", Award: award(fiveStarMoney), Stages: []v1alpha1.Stage{
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
		Stages: []v1alpha1.Stage{
			{Name: stageFinding, WorkingDays: 30}, {Name: stageHearing, WorkingDays: 5}, {Name: stageRevocation, WorkingDays: 10},
		},
		Appeal:   &v1alpha1.AppealTerms{Stages: []v1alpha1.Stage{{Name: stageAppeal, Authority: v1alpha1.Provincial}}},
		BarYears: 1, Recovery: "ByDateOfFacts", RecoveryWorkingDays: 20, ClaimReopensDays: 60, PlaqueDays: 15,
	}
}

// program is a city's support for the activities of its own alliances in a year.
func program(city string, year int) *v1alpha1.ActivityProgram {
	return &v1alpha1.ActivityProgram{
		TypeMeta: typeMeta(records.ActivityProgram), ObjectMeta: metav1.ObjectMeta{Namespace: city, Name: strconv.Itoa(year)},
		Spec: v1alpha1.ActivityProgramSpec{
			Year: number(year), Eligibility: v1alpha1.OrganisationLevel,
			Types: []v1alpha1.ActivityType{v1alpha1.ActivityTraining, v1alpha1.ActivityExchange, v1alpha1.ActivityGuidance},
			Stages: []v1alpha1.Stage{
				{Name: stageSecretariat, Authority: v1alpha1.Municipal, WorkingDays: 5},
				{Name: stageLeadership, Authority: v1alpha1.Municipal, WorkingDays: 5},
			},
			Acceptance:       []v1alpha1.Stage{{Name: stageAcceptance, Authority: v1alpha1.Municipal, WorkingDays: 10}},
			LedgerRef:        v1alpha1.Ref{Namespace: city, Name: ActivityLine},
			ReportWithinDays: 30,
		},
	}
}

func yuan(f money.Fen) v1alpha1.Yuan { return v1alpha1.Yuan(f.String()) }

// number is a year as records write it.
func number(year int) int32 {
	return int32(year) //nolint:gosec // New refuses more than mostYears after FirstYear
}
