package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func TestOrderOfStages(t *testing.T) {
	run(t, []example{
		{name: "every stage in its turn", star: "Awarded", reviews: map[string]string{
			"Recommendation": "Counted", "Appraisal-1": "Counted", "Appraisal-2": "Counted", "Appraisal-3": "Counted", "Decision": "Counted"}},
		{name: "nobody has signed", change: func(c *starCase) { c.until("Recommendation") }, star: "Filed"},
		{name: "the first stage is done", change: func(c *starCase) { c.until("Appraisal") }, star: "UnderReview"},
		{name: "all of them on one day", change: func(c *starCase) {
			for _, review := range c.reviews {
				if review.Spec.SubjectRef.Kind == "StarApplication" {
					review.Spec.SignedOn = "2025-05-28"
				}
			}
		}, star: "Awarded"},
		{name: "a stage before the one before it was done", change: func(c *starCase) { c.reviews["Appraisal-2"].Spec.SignedOn = "2025-05-11" },
			star: "UnderReview", reviews: map[string]string{"Appraisal-1": "Counted", "Appraisal-2": "TooEarly", "Decision": "TooEarly"}},
		{name: "a decision before the last sheet", change: func(c *starCase) { c.reviews["Appraisal-3"].Spec.SignedOn = "2025-05-29" },
			star: "UnderReview", reviews: map[string]string{"Appraisal-3": "Counted", "Decision": "TooEarly"}},
		{name: "a signature before the application was filed", change: func(c *starCase) { c.reviews["Recommendation"].Spec.SignedOn = "2025-04-09" },
			star: "Filed", reviews: map[string]string{"Recommendation": "TooEarly", "Appraisal-1": "TooEarly"}},
		{name: "a signature on the day of filing", change: func(c *starCase) { c.reviews["Recommendation"].Spec.SignedOn = "2025-04-10" }, star: "Awarded"},
		{name: "a stage that the round does not have", change: func(c *starCase) { c.sign("Blessing", v1alpha1.Municipal, "somebody", "2025-05-20") },
			star: "Awarded", reviews: map[string]string{"Blessing": "UnknownStage"}},
		{name: "a stage in another case of letters", change: func(c *starCase) { c.reviews["Recommendation"].Spec.Stage = "recommendation" },
			star: "Filed", reviews: map[string]string{"Recommendation": "UnknownStage"}},
		{name: "a signature after the stage was done", change: func(c *starCase) { c.sign("Recommendation-2", v1alpha1.County, "another", "2025-05-13") },
			star: "Awarded", reviews: map[string]string{"Recommendation": "Counted", "Recommendation-2": "Superseded"}},
		{name: "a rejection after the stage was done", change: func(c *starCase) {
			c.sign("Recommendation-2", v1alpha1.County, "another", "2025-05-13").Spec.Verdict = v1alpha1.Reject
		}, star: "Awarded", reviews: map[string]string{"Recommendation-2": "Superseded"}},
		{name: "a signature of the day on which the stage was done", change: func(c *starCase) { c.sign("Recommendation-2", v1alpha1.County, "another", "2025-05-12") },
			star: "Awarded", reviews: map[string]string{"Recommendation": "Counted", "Recommendation-2": "Counted"}},
	})
}

func TestAuthority(t *testing.T) {
	run(t, []example{
		{name: "a county signs the city's stage", change: func(c *starCase) { c.reviews["Decision"].Spec.Authority = v1alpha1.County },
			star: "UnderReview", reviews: map[string]string{"Decision": "WrongAuthority"}},
		{name: "the province signs the city's stage", change: func(c *starCase) { c.reviews["Decision"].Spec.Authority = v1alpha1.Provincial },
			star: "UnderReview", reviews: map[string]string{"Decision": "WrongAuthority"}},
		{name: "the city signs the county's stage", change: func(c *starCase) { c.reviews["Recommendation"].Spec.Authority = v1alpha1.Municipal },
			star: "Filed", reviews: map[string]string{"Recommendation": "WrongAuthority"}},
		{name: "a rejection by the wrong authority rejects nothing", change: func(c *starCase) {
			c.sign("Decision-2", v1alpha1.County, "another", "2025-05-28").Spec.Verdict = v1alpha1.Reject
		}, star: "Awarded", reviews: map[string]string{"Decision": "Counted", "Decision-2": "WrongAuthority"}},
		{name: "a stage without an authority belongs to the one that awards", change: func(c *starCase) { c.round.Spec.Ratings[1].Stages[0].Authority = "" },
			star: "Filed", reviews: map[string]string{"Recommendation": "WrongAuthority"}},
	})
}

func TestRejection(t *testing.T) {
	reject := func(c *starCase, name string) {
		c.reviews[name].Spec.Verdict, c.reviews[name].Spec.Reason = v1alpha1.Reject, "because"
	}
	run(t, []example{
		{name: "a recommendation refused", change: func(c *starCase) { reject(c, "Recommendation") },
			star: "Rejected", money: "NoAward", reviews: map[string]string{"Recommendation": "Counted", "Appraisal-1": "TooEarly"}},
		{name: "a decision against it", change: func(c *starCase) { reject(c, "Decision") }, star: "Rejected"},
		{name: "a rejection wins over an approval of its day", change: func(c *starCase) {
			c.sign("Decision-0", v1alpha1.Municipal, "another", "2025-05-28").Spec.Verdict = v1alpha1.Reject
		}, star: "Rejected"},
		{name: "a rejection of the day after comes too late", change: func(c *starCase) {
			c.sign("Decision-2", v1alpha1.Municipal, "another", "2025-05-29").Spec.Verdict = v1alpha1.Reject
		}, star: "Awarded", reviews: map[string]string{"Decision-2": "Superseded"}},
		{name: "an approval of the day after comes too late", change: func(c *starCase) {
			c.sign("Decision-0", v1alpha1.Municipal, "another", "2025-05-27").Spec.Verdict = v1alpha1.Reject
		}, star: "Rejected", reviews: map[string]string{"Decision": "Superseded"}},
		{name: "one of two approvals and a rejection", change: func(c *starCase) {
			c.round.Spec.Ratings[1].Stages[2].Reviewers = 2
			c.sign("Decision-2", v1alpha1.Municipal, "another", "2025-05-30").Spec.Verdict = v1alpha1.Reject
		}, star: "Rejected"},
		{name: "sheets that reject are sheets", change: func(c *starCase) {
			for _, name := range []string{"Appraisal-1", "Appraisal-2", "Appraisal-3"} {
				reject(c, name)
			}
		}, star: "Awarded", reviews: map[string]string{"Appraisal-1": "Counted"}},
		{name: "a rejection ends the application, whatever is filed after it", change: func(c *starCase) {
			c.sign("Decision-0", v1alpha1.Municipal, "another", "2025-05-27").Spec.Verdict = v1alpha1.Reject
			for name, review := range c.reviews {
				if name != "Check" && name != "Leadership" {
					review.Spec.SubjectRef.Digest = c.digest(review)
				}
			}
			c.application.Spec.SelfAssessment = []v1alpha1.SelfAssessment{{Indicator: "service", Points: "30"}}
			for name, review := range c.reviews {
				if name != "Check" && name != "Leadership" && name != "Decision-0" {
					again := review.DeepCopy()
					again.Name, again.Spec.SubjectRef.Digest, again.Spec.SignedOn = review.Name+"-again", "", "2025-05-29"
					c.add(again)
				}
			}
		}, star: "Rejected"},
	})
}

func TestReturn(t *testing.T) {
	returned := func(c *starCase, name string) {
		c.reviews[name].Spec.Verdict, c.reviews[name].Spec.Reason = v1alpha1.ReturnBack, "because"
	}
	run(t, []example{
		{name: "the recommendation is returned", change: func(c *starCase) { returned(c, "Recommendation") },
			star: "Returned", reviews: map[string]string{"Recommendation": "Counted", "Decision": "TooEarly"}},
		{name: "no review of the digest counts, earlier or later", change: func(c *starCase) { returned(c, "Decision") },
			star: "Returned", reviews: map[string]string{"Recommendation": "Stale", "Appraisal-1": "Stale", "Decision": "Counted"}},
		{name: "a return wins over an approval of its day", change: func(c *starCase) {
			c.sign("Decision-2", v1alpha1.Municipal, "another", "2025-05-28").Spec.Verdict = v1alpha1.ReturnBack
		}, star: "Returned", reviews: map[string]string{"Decision": "Stale"}},
		{name: "a return of a scored stage", change: func(c *starCase) { returned(c, "Appraisal-2") },
			star: "Returned", reviews: map[string]string{"Appraisal-1": "Stale"}},
		{name: "a return after the stage was done", change: func(c *starCase) {
			c.sign("Recommendation-2", v1alpha1.County, "another", "2025-05-13").Spec.Verdict = v1alpha1.ReturnBack
		}, star: "Awarded", reviews: map[string]string{"Recommendation-2": "Superseded"}},
		{name: "what was returned has no points to be too few", change: func(c *starCase) {
			c.round.Spec.Ratings[1].MinPoints, c.round.Spec.Ratings[1].Enforcement = "95", v1alpha1.Binding
			returned(c, "Decision")
		}, star: "Returned"},
		{name: "another digest begins anew", change: func(c *starCase) {
			returned(c, "Recommendation")
			c.reviews["Recommendation"].Spec.SubjectRef.Digest = c.digest(c.reviews["Recommendation"])
			c.application.Spec.SelfAssessment = []v1alpha1.SelfAssessment{{Indicator: "service", Points: "30"}}
			c.sign("Recommendation-2", v1alpha1.County, "recommender", "2025-05-14")
		}, star: "Awarded", reviews: map[string]string{"Recommendation": "Stale", "Recommendation-2": "Counted"}},
	})
}

func TestDigests(t *testing.T) {
	pin := func(c *starCase) {
		for name, review := range c.reviews {
			if name != "Check" && name != "Leadership" {
				review.Spec.SubjectRef.Digest = c.digest(review)
			}
		}
	}
	edit := func(c *starCase) {
		c.application.Spec.SelfAssessment = []v1alpha1.SelfAssessment{{Indicator: "service", Points: "30"}}
	}
	run(t, []example{
		{name: "an edit before the decision makes every signature stale", change: func(c *starCase) {
			c.until("Decision")
			pin(c)
			edit(c)
		}, star: "Filed", reviews: map[string]string{"Recommendation": "Stale", "Appraisal-1": "Stale"}},
		{name: "an edit after the decision changes nothing", change: func(c *starCase) {
			pin(c)
			edit(c)
		}, star: "Awarded", reviews: map[string]string{"Recommendation": "Counted", "Decision": "Counted"}},
		{name: "one signature under another digest", change: func(c *starCase) { c.reviews["Decision"].Spec.SubjectRef.Digest = "sha256:other" },
			star: "UnderReview", reviews: map[string]string{"Decision": "Stale", "Recommendation": "Counted"}},
	})
	c := awarded()
	pin(c)
	edit(c)
	if !found(c.at("2025-12-31").StarApplication(torreya4).Result, "EditedAfterDecision", evaluation.Warns) {
		t.Error("an edit after the decision is no finding")
	}
}

func found(result evaluation.Result, reason string, verdict evaluation.Verdict) bool {
	for _, finding := range result.Findings {
		if finding.Reason == reason && finding.Verdict == verdict {
			return true
		}
	}
	return false
}

func TestSuperseding(t *testing.T) {
	run(t, []example{
		{name: "the same account changes its mind before the stage is done", change: func(c *starCase) {
			c.round.Spec.Ratings[1].Stages[0].Reviewers = 2
			c.sign("Recommendation-2", v1alpha1.County, "recommender", "2025-05-13")
			c.sign("Recommendation-3", v1alpha1.County, "another", "2025-05-14")
		}, star: "Awarded", reviews: map[string]string{"Recommendation": "Superseded", "Recommendation-2": "Counted", "Recommendation-3": "Counted"}},
		{name: "one account is one of two, however often it signs", change: func(c *starCase) {
			c.round.Spec.Ratings[1].Stages[0].Reviewers = 2
			c.sign("Recommendation-2", v1alpha1.County, "recommender", "2025-05-13")
		}, star: "UnderReview", reviews: map[string]string{"Recommendation": "Superseded", "Recommendation-2": "Counted"}},
		{name: "a later sheet of the same reviewer", change: func(c *starCase) {
			c.reviews["Appraisal-3"].Spec.SignedOn = "2025-05-22"
			c.sheet("Appraisal-4", v1alpha1.Municipal, "reviewer-1", "2025-05-21", "30 25 25 20")
		}, star: "Awarded", reviews: map[string]string{"Appraisal-1": "Superseded", "Appraisal-4": "Counted"}},
		{name: "a later signature that does not count supersedes nothing", change: func(c *starCase) {
			c.reviews["Appraisal-3"].Spec.SignedOn = "2025-05-22"
			c.sheet("Appraisal-4", v1alpha1.Municipal, "reviewer-1", "2025-05-21", "31 25 25 20")
		}, star: "Awarded", reviews: map[string]string{"Appraisal-1": "Counted", "Appraisal-4": "Incomplete"}},
	})
}

func TestNumberOfReviewers(t *testing.T) {
	run(t, []example{
		{name: "two of three sheets", change: func(c *starCase) { c.without("Appraisal-3") },
			star: "UnderReview", reviews: map[string]string{"Appraisal-1": "Counted", "Decision": "TooEarly"}},
		{name: "a stage that names no number needs one", change: func(c *starCase) {
			c.round.Spec.Ratings[1].Stages[1].Reviewers = 0
			c.without("Appraisal-2", "Appraisal-3")
		}, star: "Awarded"},
		{name: "a fourth sheet of the same day counts too", change: func(c *starCase) {
			c.sheet("Appraisal-4", v1alpha1.Municipal, "reviewer-4", "2025-05-20", "20 20 20 20")
		}, star: "Awarded", reviews: map[string]string{"Appraisal-4": "Counted"}},
		{name: "a fourth sheet of another day does not", change: func(c *starCase) {
			c.sheet("Appraisal-4", v1alpha1.Municipal, "reviewer-4", "2025-05-21", "20 20 20 20")
		}, star: "Awarded", reviews: map[string]string{"Appraisal-4": "Superseded"}},
	})
}

// A municipal alliance has nobody below the city who could sign: the county's stage is skipped.
func TestSkippedStages(t *testing.T) {
	w := newWorld()
	c := w.star(w.alliance("shaoxing", "tea", beanCode), 2025, v1alpha1.Four)
	check := example{star: "Awarded", money: "Granted", reviews: map[string]string{"Recommendation": "UnknownStage", "Appraisal-1": "Counted"}}
	check.check(t, c)
	for _, stage := range c.at("2025-12-31").StarApplication(records.KeyOf(c.application)).Approval.Stages {
		if skipped := stage.State == evaluation.StageSkipped; skipped != (stage.Stage.Name == "Recommendation") {
			t.Errorf("stage %s is %s", stage.Stage.Name, stage.State)
		}
	}
	// A rejection by the county is none of its business.
	c.reviews["Recommendation"].Spec.Verdict = v1alpha1.Reject
	check.check(t, c)
	// Where the last stage of a hearing is skipped, the last that is not decides.
	c.round.Spec.Objections.Stages = append(c.round.Spec.Objections.Stages, v1alpha1.Stage{Name: "Countersignature", Authority: v1alpha1.County})
	objection := c.object("one", "2025-06-05")
	c.heard(objection, "2025-06-06", v1alpha1.Approve)
	wantOutcome(t, records.Objection, c.at("2025-12-31").Objection(records.KeyOf(objection)).Result, "Upheld")
}
