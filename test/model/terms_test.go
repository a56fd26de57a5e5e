package model_test

import (
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// The stars, and what they are worth.
var (
	worth    = map[v1alpha1.Rating]v1alpha1.Yuan{v1alpha1.Four: "20000.00", v1alpha1.Five: "50000.00"}
	decides  = map[v1alpha1.Rating]v1alpha1.Authority{v1alpha1.Three: v1alpha1.County, v1alpha1.Four: v1alpha1.Municipal, v1alpha1.Five: v1alpha1.Provincial}
	suffixes = map[v1alpha1.Rating]string{v1alpha1.Three: "-3", v1alpha1.Four: "-4", v1alpha1.Five: "-5"}
)

// tied is a reviewer who may not judge the alliance torreya.
const tied v1alpha1.Account = "tied"

// round draws the terms of one year.
func (h *history) round(year int) *v1alpha1.EvaluationRound {
	record := &v1alpha1.EvaluationRound{ObjectMeta: metav1.ObjectMeta{Namespace: city, Name: strconv.Itoa(year)}}
	record.Spec = v1alpha1.EvaluationRoundSpec{
		Year:         int32(year), //nolint:gosec // a year of the model
		Basis:        []v1alpha1.BasisDocument{{Title: "样例办法(虚构)", DocumentNo: "样例〔2022〕1号"}},
		Window:       v1alpha1.Window{OpensOn: text(in(year, "03-01")), ClosesOn: text(in(year, "11-30"))},
		Indicators:   []v1alpha1.Indicator{{Name: "service", Title: "为农服务能力", MaxPoints: 100}},
		RecusalYears: 2,
		Panel: []v1alpha1.Panelist{{Account: tied, Ties: []v1alpha1.Tie{
			{CreditCode: orgs[0].code}, {CreditCode: orgs[1].code, Until: text(in(year, "03-01"))},
		}}},
		Ratings:          []v1alpha1.RatingTerms{{Rating: v1alpha1.Three, Authority: v1alpha1.County, Stages: []v1alpha1.Stage{{Name: "Decision"}}}},
		Notice:           v1alpha1.NoticeTerms{WorkingDays: int32(h.number("notice", 3, 7))}, //nolint:gosec // a few days
		Objections:       v1alpha1.ObjectionTerms{Stages: []v1alpha1.Stage{{Name: "Hearing", Authority: v1alpha1.Municipal}}},
		ValidThrough:     text(in(year+1, "12-31")),
		RequireLowerStar: h.oneOf("requireLowerStar", v1alpha1.RequireOff, v1alpha1.RequireWarn, v1alpha1.RequireOff, v1alpha1.RequireDeny),
		SameYearUpgrade:  h.oneOf("sameYearUpgrade", v1alpha1.TopUp, v1alpha1.TopUp, v1alpha1.SumOfAwards),
		RepeatAward:      h.oneOf("repeatAward", v1alpha1.PerYear, v1alpha1.PerYear, v1alpha1.PerYear, v1alpha1.FirstTimeOnly),
		Revocation: &v1alpha1.RevocationTerms{
			Grounds:  []v1alpha1.RevocationGround{"IllegalOperation", "MajorSafetyAccident", "SeriousCreditDefault"},
			Stages:   []v1alpha1.Stage{{Name: "Finding", WorkingDays: 3}, {Name: "Hearing"}, {Name: "Revocation"}},
			Appeal:   &v1alpha1.AppealTerms{Stages: []v1alpha1.Stage{{Name: "Appeal", Authority: v1alpha1.Provincial}}},
			BarYears: int32(h.number("barYears", 0, 1)), //nolint:gosec // none or one
			Recovery: "ByDateOfFacts", RecoveryWorkingDays: 20, ClaimReopensDays: 60, PlaqueDays: 15,
		},
	}
	if h.goesWell() {
		record.Spec.RequireLowerStar, record.Spec.RepeatAward = v1alpha1.RequireOff, v1alpha1.PerYear
	}
	four := v1alpha1.RatingTerms{Rating: v1alpha1.Four, Authority: v1alpha1.Municipal, MinPoints: "80", Enforcement: "Advisory", Stages: []v1alpha1.Stage{
		{Name: "Recommendation", Authority: v1alpha1.County}, {Name: "Appraisal", Authority: v1alpha1.Municipal, Reviewers: 2, Scored: true},
		{Name: "Decision", Authority: v1alpha1.Municipal},
	}}
	if !h.goesWell() && h.chance("binding", 30) {
		four.Enforcement = v1alpha1.Binding
	}
	five := v1alpha1.RatingTerms{Rating: v1alpha1.Five, Authority: v1alpha1.Provincial, Stages: []v1alpha1.Stage{
		{Name: "Recommendation", Authority: v1alpha1.Municipal}, {Name: "Decision"},
	}}
	for _, terms := range []v1alpha1.RatingTerms{four, five} {
		terms.Award = &v1alpha1.AwardTerms{
			Amount: worth[terms.Rating], LedgerRef: v1alpha1.Ref{Namespace: city, Name: starsLedger.Name}, RequestBy: text(in(year+1, "03-31")),
			Stages: []v1alpha1.Stage{{Name: "Check", Authority: v1alpha1.Municipal}, {Name: "Leadership", Authority: v1alpha1.Municipal}},
		}
		record.Spec.Ratings = append(record.Spec.Ratings, terms)
	}
	return record
}

// budgets declares the budgets: small ones, so that some have to wait, with totals that rise and fall later.
func (h *history) budgets() {
	for year := 2024; year <= 2026; year++ {
		record := &v1alpha1.Budget{ObjectMeta: metav1.ObjectMeta{Namespace: city, Name: starsLedger.Name + "-" + strconv.Itoa(year)}}
		record.Spec = v1alpha1.BudgetSpec{
			LedgerRef: v1alpha1.LocalRef{Name: starsLedger.Name}, Year: int32(year),
			RecoveredFundsReturn: h.chance("recoveredFundsReturn", 30), FiledBy: "budgets",
		}
		day := in(year, "02-10")
		if h.chance("no appropriation", 5) {
			h.file(day, record)
			continue
		}
		for range 1 + h.number("amendments", 0, 2) {
			tens := h.number("total", 2, 10)
			if h.goesWell() {
				tens += 10
			}
			record = record.DeepCopy()
			record.Spec.Appropriations = append(record.Spec.Appropriations, v1alpha1.Appropriation{
				On: text(day), Total: v1alpha1.Yuan(strconv.Itoa(tens) + "0000.00"), DocumentNo: "样例预算(虚构)",
			})
			h.file(day, record)
			day = day.AddDays(h.number("amended after", 60, 200))
		}
	}
}
