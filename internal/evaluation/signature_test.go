package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// A stage asks for more than a verdict: what it asks for and is absent makes a signature incomplete, and its subject waits on.
func TestIncompleteSignatures(t *testing.T) {
	run(t, []example{
		{name: "a decision without a document number", change: func(c *starCase) { c.reviews["Decision"].Spec.DocumentNo = "" },
			star: "UnderReview", reviews: map[string]string{"Decision": "Incomplete"}},
		{name: "a rejection without one", change: func(c *starCase) {
			c.reviews["Decision"].Spec.Verdict, c.reviews["Decision"].Spec.DocumentNo = v1alpha1.Reject, ""
		}, star: "UnderReview", reviews: map[string]string{"Decision": "Incomplete"}},
		{name: "a stage that does not decide needs none", change: func(c *starCase) { c.reviews["Recommendation"].Spec.DocumentNo = "" }, star: "Awarded"},
		{name: "a decision without a notice", change: func(c *starCase) { c.reviews["Decision"].Spec.Notice = nil },
			star: "UnderReview", reviews: map[string]string{"Decision": "Incomplete"}},
		{name: "a rejection needs no notice", change: func(c *starCase) {
			c.reviews["Decision"].Spec.Verdict, c.reviews["Decision"].Spec.Notice = v1alpha1.Reject, nil
		}, star: "Rejected"},
		{name: "a notice on a Sunday", change: opens("2025-06-08"), star: "UnderReview", reviews: map[string]string{"Decision": "Incomplete"}},
		{name: "a notice on a holiday", change: opens("2025-06-02"), star: "UnderReview", reviews: map[string]string{"Decision": "Incomplete"}},
		{name: "a notice on a Sunday that is worked", change: opens("2025-09-28"), star: "Awarded", reviews: map[string]string{"Decision": "Counted"}},
		{name: "a notice in a year without a calendar", change: opens("2028-01-05"), star: "CalendarMissing", reviews: map[string]string{"Decision": "Counted"}},
		{name: "a notice on a date that is none", change: opens("2025-06-31"), star: "UnderReview", reviews: map[string]string{"Decision": "Incomplete"}},
		{name: "a waiver outside a hearing", change: func(c *starCase) { c.reviews["Recommendation"].Spec.Verdict = v1alpha1.Waive },
			star: "Filed", reviews: map[string]string{"Recommendation": "Incomplete"}},
		{name: "the request's last signature without a document number", change: func(c *starCase) { c.reviews["Leadership"].Spec.DocumentNo = "" },
			money: "UnderReview", reviews: map[string]string{"Leadership": "Incomplete"}},
		{name: "the request's last signature puts up no notice", money: "Granted", reviews: map[string]string{"Leadership": "Counted", "Check": "Counted"}},
	})
}

func opens(on v1alpha1.Date) func(c *starCase) {
	return func(c *starCase) { c.reviews["Decision"].Spec.Notice.OpensOn = on }
}

func TestSheets(t *testing.T) {
	scores := func(change func(scores []v1alpha1.Score) []v1alpha1.Score) func(c *starCase) {
		return func(c *starCase) {
			c.reviews["Appraisal-2"].Spec.Scores = change(c.reviews["Appraisal-2"].Spec.Scores)
		}
	}
	incomplete := map[string]string{"Appraisal-1": "Counted", "Appraisal-2": "Incomplete", "Decision": "TooEarly"}
	examples := []example{
		{name: "no scores", change: scores(func([]v1alpha1.Score) []v1alpha1.Score { return nil })},
		{name: "an indicator is missing", change: scores(func(s []v1alpha1.Score) []v1alpha1.Score { return s[:3] })},
		{name: "an indicator that the round does not have", change: scores(func(s []v1alpha1.Score) []v1alpha1.Score {
			return append(s, v1alpha1.Score{Indicator: "luck", Points: "1"})
		})},
		{name: "an indicator twice", change: scores(func(s []v1alpha1.Score) []v1alpha1.Score { return append(s, s[0]) })},
		{name: "more than the maximum", change: scores(func(s []v1alpha1.Score) []v1alpha1.Score { s[0].Points = "30.01"; return s })},
		{name: "below nothing", change: scores(func(s []v1alpha1.Score) []v1alpha1.Score { s[0].Points = "-1"; return s })},
		{name: "no number", change: scores(func(s []v1alpha1.Score) []v1alpha1.Score { s[0].Points = "many"; return s })},
		{name: "three places", change: scores(func(s []v1alpha1.Score) []v1alpha1.Score { s[0].Points = "1.005"; return s })},
		{name: "nothing before the point", change: scores(func(s []v1alpha1.Score) []v1alpha1.Score { s[0].Points = ".5"; return s })},
		{name: "more digits than a number holds", change: scores(func(s []v1alpha1.Score) []v1alpha1.Score {
			s[0].Points = "100000000000000000000"
			return s
		})},
	}
	for i := range examples {
		examples[i].star, examples[i].reviews = "UnderReview", incomplete
	}
	run(t, append(examples, []example{
		{name: "the maximum", change: scores(func(s []v1alpha1.Score) []v1alpha1.Score { s[0].Points = "30"; return s }), star: "Awarded"},
		{name: "nothing", change: scores(func(s []v1alpha1.Score) []v1alpha1.Score { s[0].Points = "0"; return s }), star: "Awarded"},
		{name: "a sheet that returns needs no scores", change: func(c *starCase) {
			c.reviews["Appraisal-2"].Spec.Verdict, c.reviews["Appraisal-2"].Spec.Scores = v1alpha1.ReturnBack, nil
		}, star: "Returned"},
	}...))
}

// Whoever has ties to an alliance does not judge it: while they last, and for the round's recusalYears (2) after they end. The
// sheets are signed on 2025-05-20.
func TestRecusal(t *testing.T) {
	tied := func(tie v1alpha1.Tie) func(c *starCase) {
		return func(c *starCase) {
			c.round.Spec.Panel = []v1alpha1.Panelist{{Account: "reviewer-1"}, {Account: "reviewer-2", Ties: []v1alpha1.Tie{tie}}}
		}
	}
	recused := map[string]string{"Appraisal-1": "Counted", "Appraisal-2": "Recused", "Decision": "TooEarly"}
	counted := map[string]string{"Appraisal-2": "Counted", "Decision": "Counted"}
	ref := func(namespace, name string) *v1alpha1.Ref { return &v1alpha1.Ref{Namespace: namespace, Name: name} }
	run(t, []example{
		{name: "a reviewer says so", change: func(c *starCase) { c.reviews["Appraisal-2"].Spec.Recused = true }, star: "UnderReview", reviews: recused},
		{name: "still tied, by code", change: tied(v1alpha1.Tie{CreditCode: torreyaCode}), star: "UnderReview", reviews: recused},
		{name: "still tied, by name", change: tied(v1alpha1.Tie{AllianceRef: ref("zhuji", "torreya")}), star: "UnderReview", reviews: recused},
		{name: "tied to a namesake elsewhere", change: tied(v1alpha1.Tie{AllianceRef: ref("xinchang", "torreya")}), star: "Awarded", reviews: counted},
		{name: "a name without a namespace is one of the round's", change: tied(v1alpha1.Tie{AllianceRef: ref("", "torreya")}), star: "Awarded", reviews: counted},
		{name: "tied to another", change: tied(v1alpha1.Tie{CreditCode: beanCode}), star: "Awarded", reviews: counted},
		{name: "ended within the years", change: tied(v1alpha1.Tie{CreditCode: torreyaCode, Until: "2024-03-20"}), star: "UnderReview", reviews: recused},
		{name: "the last day of the years", change: tied(v1alpha1.Tie{CreditCode: torreyaCode, Until: "2023-05-20"}), star: "UnderReview", reviews: recused},
		{name: "the day after the years", change: tied(v1alpha1.Tie{CreditCode: torreyaCode, Until: "2023-05-19"}), star: "Awarded", reviews: counted},
		{name: "ends later", change: tied(v1alpha1.Tie{CreditCode: torreyaCode, Until: "2025-12-31"}), star: "UnderReview", reviews: recused},
		{name: "an end that can't be read is none", change: tied(v1alpha1.Tie{CreditCode: torreyaCode, Until: "2023-02-30"}), star: "UnderReview", reviews: recused},
		{name: "no years", change: func(c *starCase) {
			tied(v1alpha1.Tie{CreditCode: torreyaCode, Until: "2025-05-19"})(c)
			c.round.Spec.RecusalYears = 0
		}, star: "Awarded", reviews: counted},
		{name: "tied to the host", change: func(c *starCase) {
			tied(v1alpha1.Tie{CreditCode: companyCode})(c)
			c.alliance.Spec.Host = &v1alpha1.Host{DisplayName: "company", CreditCode: companyCode}
		}, star: "UnderReview", reviews: recused},
		{name: "tied to the company that it runs", change: func(c *starCase) {
			tied(v1alpha1.Tie{CreditCode: companyCode})(c)
			c.alliance.Spec.OperatingEntity = &v1alpha1.OperatingEntity{Name: "company", CreditCode: companyCode}
		}, star: "UnderReview", reviews: recused},
		{name: "tied to what it succeeds, by code", change: func(c *starCase) {
			tied(v1alpha1.Tie{CreditCode: beanCode})(c)
			c.alliance.Spec.Succeeds = []v1alpha1.Succession{{CreditCode: beanCode, On: "2024-01-01"}}
		}, star: "UnderReview", reviews: recused},
		{name: "tied to what it succeeds, by name", change: func(c *starCase) {
			tied(v1alpha1.Tie{AllianceRef: ref("xinchang", "bean")})(c)
			c.alliance.Spec.Succeeds = []v1alpha1.Succession{{AllianceRef: ref("xinchang", "bean"), On: "2024-01-01"}}
		}, star: "UnderReview", reviews: recused},
		{name: "a tie of somebody who only decides counts too", change: func(c *starCase) {
			c.round.Spec.Panel = []v1alpha1.Panelist{{Account: "decider", Ties: []v1alpha1.Tie{{CreditCode: torreyaCode}}}}
		}, star: "UnderReview", reviews: map[string]string{"Decision": "Recused"}},
		{name: "a substitute completes the stage", change: func(c *starCase) {
			tied(v1alpha1.Tie{CreditCode: torreyaCode})(c)
			c.sheet("Appraisal-4", v1alpha1.Municipal, "reviewer-4", "2025-05-21", "20 20 20 20")
		}, star: "Awarded", reviews: map[string]string{"Appraisal-2": "Recused", "Appraisal-4": "Counted"}},
	})
}

// A tie that ended on a leap day ends its two years on the last of February. In 2024 the sheets are signed around that day of 2026.
func TestRecusalFromALeapDay(t *testing.T) {
	for signed, want := range map[v1alpha1.Date]string{"2026-02-28": "Recused", "2026-03-01": "Counted"} {
		c := awarded()
		c.round.Spec.Panel = []v1alpha1.Panelist{{Account: "recommender", Ties: []v1alpha1.Tie{{CreditCode: torreyaCode, Until: "2024-02-29"}}}}
		c.until("Appraisal")
		c.reviews["Recommendation"].Spec.SignedOn = signed
		wantReview(t, c, "Recommendation", "2026-12-31", want)
	}
	for signed, want := range map[v1alpha1.Date]string{"2028-02-29": "Recused", "2028-03-01": "Counted"} {
		c := awarded()
		c.round.Spec.RecusalYears = 4
		c.round.Spec.Panel = []v1alpha1.Panelist{{Account: "recommender", Ties: []v1alpha1.Tie{{CreditCode: torreyaCode, Until: "2024-02-29"}}}}
		c.until("Appraisal")
		c.reviews["Recommendation"].Spec.SignedOn = signed
		wantReview(t, c, "Recommendation", "2028-12-31", want)
	}
}
