package main

import "github.com/lianxing-dev/lianxing/api/v1alpha1"

// history is one application, from filing to money: each date is an act, and its field says whose. An act without a date did not
// happen. Accounts follow from division and role, see accounts.go.
type history struct {
	row      string // of the table of expected outcomes
	alliance string // id of the organisation
	year     int32  // of the round
	rating   v1alpha1.Rating

	filed       v1alpha1.Date // by the alliance
	recommended v1alpha1.Date // by the county, for four and five stars; municipal alliances skip it
	forwarded   v1alpha1.Date // by the city, for five stars
	appraised   v1alpha1.Date // by three reviewers of the deciding level, one sheet each
	sheets      [3]string     // points for service, standard, operation and influence
	decided     v1alpha1.Date // by the deciding level, which puts up the notice
	notice      v1alpha1.Date // first day of the public notice

	decidedAs v1alpha1.Authority // E7: who signed the decision, where it was not the deciding level
	reviewers [3]int             // E23: which of the panel wrote the sheets; zeros mean 1, 2 and 3

	objection *objection
	money     money
}

// objection is raised by somebody outside and filed for them by the city's secretariat.
type objection struct {
	name   string // after the application's
	raised v1alpha1.Date
	signed string
	says   string
	heard  v1alpha1.Date // by the city's hearing officer
	upheld bool
	why    string
}

// money is a request and its payment.
type money struct {
	requested v1alpha1.Date // by the alliance
	checked   v1alpha1.Date // by the city's secretariat
	granted   v1alpha1.Date // by the city's leadership: from this day the request is complete
	ordered   v1alpha1.Date // by finance, after the day on which the entry was written
	paid      v1alpha1.Date // booked by another account of finance

	payee *v1alpha1.Payee // E22: where it is not the alliance itself

	orderedBy v1alpha1.Account // E29: who ordered, where it was not finance
	returned  v1alpha1.Date    // F-16: the bank sent the money back
	again     *transfer        // the second attempt after that
}

// transfer is an order and its booking, or money that came back.
type transfer struct {
	ordered, paid v1alpha1.Date
	amount        v1alpha1.Yuan // of money that came back; else that of the entry
}

const (
	three = v1alpha1.Three
	four  = v1alpha1.Four
	five  = v1alpha1.Five
)

// histories are everything that happened in the sample register, by round; incidents.go has what came after.
var histories = []history{
	// 2024: the city's batch stands on notice from 3 June; those of the province and of a county from 26 September.
	{row: "E1 E2", alliance: "a01", year: 2024, rating: four,
		filed: "2024-04-08", appraised: "2024-05-22", sheets: [3]string{"27 22 23 17", "26 23 22 18", "28 22 22 17"},
		decided: "2024-05-31", notice: "2024-06-03",
		money: money{requested: "2024-06-13", checked: "2024-06-18", granted: "2024-06-20", ordered: "2024-06-26", paid: "2024-06-27"}},
	{row: "E1 E2", alliance: "a04", year: 2024, rating: four,
		filed: "2024-04-09", recommended: "2024-05-14", appraised: "2024-05-22", sheets: [3]string{"28 22 22 18", "27 23 22 17", "27 22 23 18"},
		decided: "2024-05-31", notice: "2024-06-03",
		money: money{requested: "2024-06-13", checked: "2024-06-18", granted: "2024-06-20", ordered: "2024-06-26", paid: "2024-06-27"}},
	{row: "E1 E2", alliance: "a06", year: 2024, rating: four,
		filed: "2024-04-10", recommended: "2024-05-15", appraised: "2024-05-22", sheets: [3]string{"25 21 20 16", "25 20 21 17", "26 21 20 16"},
		decided: "2024-05-31", notice: "2024-06-03",
		money: money{requested: "2024-06-13", checked: "2024-06-18", granted: "2024-06-20", ordered: "2024-06-26", paid: "2024-06-27"}},
	{row: "E1 E2", alliance: "a12", year: 2024, rating: four,
		filed: "2024-04-12", recommended: "2024-05-13", appraised: "2024-05-23", sheets: [3]string{"26 22 21 17", "27 21 22 17", "26 22 22 17"},
		decided: "2024-05-31", notice: "2024-06-03",
		money: money{requested: "2024-06-13", checked: "2024-06-18", granted: "2024-06-20", ordered: "2024-06-26", paid: "2024-06-27"}},
	{row: "E1 E2", alliance: "a15", year: 2024, rating: four,
		filed: "2024-04-15", appraised: "2024-05-23", sheets: [3]string{"26 21 22 16", "25 22 21 17", "26 22 21 16"},
		decided: "2024-05-31", notice: "2024-06-03",
		money: money{requested: "2024-06-13", checked: "2024-06-18", granted: "2024-06-20", ordered: "2024-06-26", paid: "2024-06-27"}},
	{row: "E3 E4", alliance: "a04", year: 2024, rating: five,
		filed: "2024-04-29", recommended: "2024-07-10", forwarded: "2024-07-24", appraised: "2024-09-10",
		sheets:  [3]string{"29 24 23 19", "28 23 24 18", "28 24 23 19"},
		decided: "2024-09-25", notice: "2024-09-26",
		money: money{requested: "2024-10-14", checked: "2024-10-17", granted: "2024-10-22", ordered: "2024-10-29", paid: "2024-10-31"}},
	{row: "E3 E10", alliance: "a08", year: 2024, rating: five,
		filed: "2024-04-16", recommended: "2024-07-11", forwarded: "2024-07-24", appraised: "2024-09-11",
		sheets:  [3]string{"28 23 23 18", "28 24 23 18", "29 23 23 18"},
		decided: "2024-09-25", notice: "2024-09-26",
		money: money{requested: "2024-10-16", checked: "2024-10-21", granted: "2024-10-24", ordered: "2024-10-30", paid: "2024-11-01"}},
	{row: "E6", alliance: "a02", year: 2024, rating: three,
		filed: "2024-04-17", appraised: "2024-09-12", sheets: [3]string{"22 18 19 14", "23 19 18 14", "22 19 18 15"},
		decided: "2024-09-25", notice: "2024-09-26",
		money: money{requested: "2024-10-15"}},
	{row: "E7", alliance: "a02", year: 2024, rating: four,
		filed: "2024-04-18", recommended: "2024-05-16", appraised: "2024-05-23", sheets: [3]string{"23 20 20 15", "23 19 20 15", "24 20 19 15"},
		decided: "2024-05-31", notice: "2024-06-03", decidedAs: v1alpha1.County},
	{row: "E8", alliance: "a03", year: 2024, rating: three, filed: "2024-04-26"},

	// 2025: the city's batch from 26 September, over the holidays; the province's from 10 November.
	{row: "E13", alliance: "a05", year: 2025, rating: four,
		filed: "2025-03-18", recommended: "2025-06-10", appraised: "2025-09-10", sheets: [3]string{"26 21 21 16", "25 22 21 16", "26 21 22 16"},
		decided: "2025-09-25", notice: "2025-09-26",
		objection: &objection{name: "objection", raised: "2025-10-09", signed: v1alpha1.SignedSeal, says: "申报材料中的服务农户数与实际不符(虚构)",
			heard: "2025-10-20", upheld: true}},
	{row: "E19", alliance: "a09", year: 2025, rating: four,
		filed: "2025-03-20", recommended: "2025-06-11", appraised: "2025-09-10", sheets: [3]string{"27 22 21 17", "27 22 22 16", "26 23 22 17"},
		decided: "2025-09-25", notice: "2025-09-26",
		money: money{requested: "2025-10-11", checked: "2025-10-13", granted: "2025-10-13", ordered: "2025-10-22", paid: "2025-10-24"}},
	{row: "E19", alliance: "a10", year: 2025, rating: four,
		filed: "2025-03-24", recommended: "2025-06-12", appraised: "2025-09-11", sheets: [3]string{"27 21 22 18", "26 22 22 17", "27 22 22 17"},
		decided: "2025-09-25", notice: "2025-09-26",
		money: money{requested: "2025-10-11", checked: "2025-10-13", granted: "2025-10-14", ordered: "2025-10-23", paid: "2025-10-27"}},
	{row: "E14 E19", alliance: "a12", year: 2025, rating: four,
		filed: "2025-03-26", recommended: "2025-06-13", appraised: "2025-09-11", sheets: [3]string{"27 22 22 17", "27 23 22 17", "28 22 22 17"},
		decided: "2025-09-25", notice: "2025-09-26",
		objection: &objection{name: "complaint", raised: "2025-10-13", signed: v1alpha1.SignedRealName, says: "对评分结果有不同意见(虚构)"},
		money:     money{requested: "2025-10-13", checked: "2025-10-14", granted: "2025-10-15", ordered: "2025-10-23", paid: "2025-10-27"}},
	// E12: it is barred from applying since its revocation of March.
	{row: "E12", alliance: "a06", year: 2025, rating: four, filed: "2025-04-10"},
	{row: "E19", alliance: "a13", year: 2025, rating: four,
		filed: "2025-04-02", recommended: "2025-06-16", appraised: "2025-09-12", sheets: [3]string{"26 22 22 16", "26 21 22 17", "26 22 21 17"},
		decided: "2025-09-25", notice: "2025-09-26",
		money: money{requested: "2025-12-08", checked: "2025-12-11", granted: "2025-12-15"}},
	{row: "E19", alliance: "a01", year: 2025, rating: five,
		filed: "2025-04-08", forwarded: "2025-07-15", appraised: "2025-10-28", sheets: [3]string{"29 23 24 19", "28 24 24 18", "29 24 23 18"},
		decided: "2025-11-07", notice: "2025-11-10",
		money: money{requested: "2025-11-18", checked: "2025-11-19", granted: "2025-11-20", ordered: "2025-11-25", paid: "2025-11-28"}},
	{row: "E10 E19", alliance: "a08", year: 2025, rating: five,
		filed: "2025-04-10", recommended: "2025-06-18", forwarded: "2025-07-15", appraised: "2025-10-29",
		sheets:  [3]string{"29 24 23 19", "29 23 24 18", "28 24 24 19"},
		decided: "2025-11-07", notice: "2025-11-10",
		money: money{requested: "2025-11-18", checked: "2025-11-20", granted: "2025-11-21", ordered: "2025-11-26", paid: "2025-11-28"}},
	{row: "E15 E16 E19", alliance: "a07", year: 2025, rating: five,
		filed: "2025-04-11", recommended: "2025-06-19", forwarded: "2025-07-15", appraised: "2025-10-29",
		sheets:  [3]string{"28 24 23 18", "28 23 23 19", "29 23 23 18"},
		decided: "2025-11-07", notice: "2025-11-10",
		money: money{requested: "2025-11-19", checked: "2025-11-21", granted: "2025-11-24"}},

	// 2026: the notice would end in 2027, whose calendar is not known.
	{row: "E21", alliance: "a11", year: 2026, rating: five,
		filed: "2026-04-14", recommended: "2026-07-08", forwarded: "2026-08-12", appraised: "2026-11-18",
		sheets:  [3]string{"28 24 23 18", "28 23 24 19", "29 23 23 18"},
		decided: "2026-12-25", notice: "2026-12-28"},
}
