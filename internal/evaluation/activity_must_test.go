package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// county moves the case to an alliance of a county.
func county(c *planCase) {
	c.alliance.Namespace, c.plan.Namespace, c.report.Namespace = "zhuji", "zhuji", "zhuji"
	for _, review := range c.reviews {
		review.Namespace = "zhuji"
	}
}

// ofCounty is what is said of the plan of the case after county.
func ofCounty(t *testing.T, c *planCase, want string) {
	t.Helper()
	key := records.Key{Namespace: "zhuji", Name: "tea-pruning"}
	pass := c.livedActivities(t, "2025-12-31")
	wantOutcome(t, records.ActivityPlan, pass.ActivityPlan(key).Result, want)
}

// activityRules are those of a plan's form and of the order in which it is signed.
func activityRules() []rule {
	return append(formRules(), []rule{
		// Only alliances of the city.
		{"R21", does(nil, activity{plan: "Completed", report: "Accepted"}), func(t *testing.T) {
			c := planned()
			county(c)
			ofCounty(t, c, "NotMunicipalAlliance")
		}},
		// Several plans in a year; people decide on the amount of each, and no more than was asked for.
		{"R22", func(t *testing.T) {
			c := planned()
			second := c.file("tea-again")
			c.approve(second, "3000.00")
			pass := c.livedActivities(t, "2025-12-31")
			for name, want := range map[string]string{"tea-pruning": "12000.00", "tea-again": "3000.00"} {
				if got := pass.ActivityPlan(records.Key{Namespace: "shaoxing", Name: name}); got.Approved.String() != want || !got.Is("Completed") {
					t.Errorf("%s is %s with %s, want %s", name, said(got.Result), got.Approved, want)
				}
			}
		}, func(t *testing.T) {
			for amount, want := range map[v1alpha1.Yuan]string{"": "Incomplete", "0.00": "Incomplete", "12000.01": "Incomplete", "12000.00": "Counted"} {
				does(func(c *planCase) { c.reviews["Leadership"].Spec.Amount = amount }, activity{reviews: map[string]string{"Leadership": want}})(t)
			}
			does(func(c *planCase) {
				c.program.Namespace, c.plan.Spec.ProgramRef.Namespace = "xinchang", "xinchang"
			}, activity{plan: "OutsideScope", report: "NotAccepted"})(t)
		}},
		// The secretariat receives, and the city signs.
		{"R24", does(nil, activity{reviews: map[string]string{"Secretariat": "Counted", "Leadership": "Counted"}}), func(t *testing.T) {
			does(func(c *planCase) { c.reviews["Leadership"].Spec.SignedOn = "2025-03-06" },
				activity{asOf: "2025-03-20", plan: "UnderReview", reviews: map[string]string{"Leadership": "TooEarly"}})(t)
			does(func(c *planCase) { c.without("Secretariat") },
				activity{asOf: "2025-03-20", plan: "UnderReview", reviews: map[string]string{"Leadership": "TooEarly"}})(t)
			for _, stage := range []string{"Secretariat", "Leadership"} {
				for _, authority := range []v1alpha1.Authority{v1alpha1.County, v1alpha1.Provincial} {
					does(func(c *planCase) { c.reviews[stage].Spec.Authority = authority },
						activity{asOf: "2025-03-20", plan: "UnderReview", reviews: map[string]string{stage: "WrongAuthority"}})(t)
				}
			}
		}},
		// First the leadership's consent, then the activity.
		{"R26", func(t *testing.T) {
			for asOf, want := range map[string]string{"2025-03-24": "Approved", "2025-03-25": "InProgress", "2025-03-26": "InProgress", "2025-03-27": "Completed"} {
				does(nil, activity{asOf: asOf, plan: want})(t)
			}
		}, func(t *testing.T) {
			late := func(signed v1alpha1.Date) func(c *planCase) {
				return func(c *planCase) { c.reviews["Leadership"].Spec.SignedOn = signed }
			}
			for _, signed := range []v1alpha1.Date{"2025-03-25", "2025-03-26"} {
				does(late(signed), activity{plan: "StartsBeforeApproval", report: "NotAccepted"})(t)
			}
			does(late("2025-03-26"), activity{asOf: "2025-03-25", plan: "MissedStart"})(t)
			does(func(c *planCase) { c.without("Leadership") }, activity{plan: "MissedStart", report: "NotAccepted"})(t)
			does(func(c *planCase) { c.report.Spec.HeldOn = []v1alpha1.Date{"2025-03-12", "2025-03-26"} }, activity{report: "NotAccepted"})(t)
		}},
		// The secretariat looks at frugality, and what is above a limit is flagged.
		{"R27", func(t *testing.T) {
			does(nil, activity{plan: "Completed", reviews: map[string]string{"Secretariat": "Counted"}})(t)
			does(func(c *planCase) { c.reviews["Secretariat"].Spec.Checks[0].Passed = false },
				activity{plan: "Completed", flags: []v1alpha1.Flag{"FrugalityFailed"}})(t)
			does(func(c *planCase) { c.plan.Spec.Activity.Participants = 10 }, activity{plan: "Completed", flags: []v1alpha1.Flag{"OverPersonDayLimit"}})(t)
		}, func(t *testing.T) {
			for _, checks := range [][]v1alpha1.Check{nil, {{Name: "Venue", Passed: true}}} {
				does(func(c *planCase) { c.reviews["Secretariat"].Spec.Checks = checks },
					activity{asOf: "2025-03-20", plan: "UnderReview", reviews: map[string]string{"Secretariat": "Incomplete", "Leadership": "TooEarly"}})(t)
			}
		}},
	}...)
}

// formRules are those that the form alone is asked.
func formRules() []rule {
	return []rule{
		// The types that the program supports.
		{"R23", func(t *testing.T) {
			for _, one := range []v1alpha1.ActivityType{"Training", "Exchange", "Guidance", "Other"} {
				does(func(c *planCase) { c.plan.Spec.Activity.Type = one }, activity{plan: "Completed", report: "Accepted"})(t)
			}
		}, func(t *testing.T) {
			does(func(c *planCase) { c.program.Spec.Types = []v1alpha1.ActivityType{"Exchange"} }, activity{plan: "TypeNotOffered", report: "NotAccepted"})(t)
			does(func(c *planCase) { c.plan.Spec.Activity.Type = "Banquet" }, activity{plan: "TypeNotOffered"})(t)
		}},
		// A complete form: what can't be read is named.
		{"R25", does(nil, activity{plan: "Completed"}), func(t *testing.T) {
			for path, spoil := range map[string]func(s *v1alpha1.ActivityPlanSpec){
				"spec.filedOn":           func(s *v1alpha1.ActivityPlanSpec) { s.FiledOn = "" },
				"spec.activity.startsOn": func(s *v1alpha1.ActivityPlanSpec) { s.Activity.StartsOn = "soon" },
				"spec.activity.endsOn":   func(s *v1alpha1.ActivityPlanSpec) { s.Activity.EndsOn = "2025-02-30" },
			} {
				c := planned()
				spoil(&c.plan.Spec)
				got := c.at("2025-12-31").ActivityPlan(pruning)
				wantStalled(t, got.Result, "InvalidRecord")
				if got.Stalled != nil && got.Stalled.Message.Args["path"] != path {
					t.Errorf("it names %s, want %s", got.Stalled.Message.Args["path"], path)
				}
			}
		}},
	}
}

// TestActivityAims: what the policy aims at is recorded and reported, and blocks nothing (R28, R29, R30, R58).
func TestActivityAims(t *testing.T) {
	counts := func(t *testing.T, change func(c *planCase)) v1alpha1.ActivityCounts {
		t.Helper()
		c := planned()
		change(c)
		got, _ := c.livedActivities(t, "2025-12-31").Activities(programOf2025)
		return got
	}
	t.Run("R28", func(t *testing.T) {
		elsewhere := func(c *planCase) { c.plan.Spec.Venue.Type, c.plan.Spec.Venue.Reason = v1alpha1.VenueOther, "no room" }
		does(elsewhere, activity{plan: "Completed", report: "Accepted", payable: "11460.00", flags: []v1alpha1.Flag{"VenueOther"}})(t)
		if got := counts(t, elsewhere); got.Approved != 1 || got.PreferredVenues != 0 {
			t.Errorf("elsewhere: %+v", got)
		}
		if got := counts(t, func(c *planCase) { c.plan.Spec.Venue.Type = v1alpha1.VenueField }); got.PreferredVenues != 1 {
			t.Errorf("in the field: %+v", got)
		}
	})
	t.Run("R29", func(t *testing.T) {
		otherwise := func(c *planCase) { c.plan.Spec.Activity.Format = v1alpha1.FormatOther }
		does(otherwise, activity{plan: "Completed", report: "Accepted", flags: []v1alpha1.Flag{"FormatOther"}})(t)
		if got := counts(t, otherwise); got.Approved != 1 || got.PreferredFormats != 0 {
			t.Errorf("otherwise: %+v", got)
		}
	})
	t.Run("R30", func(t *testing.T) {
		nobody := func(c *planCase) { c.report.Spec.Participants, c.report.Spec.FarmersReached = 0, 0 }
		does(nobody, activity{report: "Accepted", payable: "11460.00"})(t)
		if got := counts(t, func(*planCase) {}); got.Participants != 58 || got.FarmersReached != 41 || got.Accepted != 1 || got.Payable != "11460.00" {
			t.Errorf("reached: %+v", got)
		}
	})
	t.Run("R67", func(t *testing.T) {
		// An alliance of the city without an activity is counted as idle, and is as good as another: its star stands.
		c := planned()
		c.world.plan()
		idle := c.world.star(c.world.alliance("shaoxing", "pears", ""), 2025, v1alpha1.Four)
		figures := map[string]int64{"activities.active": 1, "activities.idle": 1, "activities.accepted": 1}
		for name, want := range figures {
			wantFigure(t, c.world, "2026-06-30", 2025, "shaoxing", name, want)
			wantFigure(t, c.world, "2026-06-30", 2025, "zhuji", name, 0)
		}
		if judged := c.at("2025-12-31").StarApplication(records.KeyOf(idle.application)); !judged.Is("Awarded") {
			t.Errorf("an alliance without an activity: %+v", judged.Outcome)
		}
	})
	t.Run("R58", func(t *testing.T) {
		others := func(c *planCase) {
			c.report.Spec.OtherFunding = []v1alpha1.Funding{{Source: "county", Amount: "460.00"}}
		}
		does(others, activity{plan: "Completed", report: "Accepted", payable: "11000.00"})(t)
		if got := counts(t, others); got.OtherFunding != "460.00" {
			t.Errorf("others: %+v", got)
		}
		declared := func(c *planCase) {
			c.plan.Spec.OtherFunding = []v1alpha1.Funding{{Source: "county", Amount: "1000.00"}}
		}
		does(declared, activity{report: "Accepted", reported: []v1alpha1.Flag{"FundingMissing"}})(t)
	})
}

// Warnings are findings of their rules, so that explain can tell them.
func TestFlagsAreFindings(t *testing.T) {
	c := planned()
	c.plan.Spec.Venue.Type = v1alpha1.VenueOther
	c.plan.Spec.Requested, c.plan.Spec.Costs[1].Amount = "16000.00", "12000.00"
	found := map[string]string{}
	for _, finding := range c.at("2025-12-31").ActivityPlan(pruning).Findings {
		if finding.Verdict == evaluation.Warns {
			found[finding.Reason] = finding.Rule
			for _, language := range []string{"zh", "en"} {
				if finding.Message.Text(language) == "" {
					t.Errorf("%s says nothing in %s", finding.Reason, language)
				}
			}
		}
	}
	if found["VenueOther"] != "R28" || found["OverActivityLimit"] != "R27" || len(found) != 2 {
		t.Errorf("warned of %v", found)
	}
}
