package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func TestFiling(t *testing.T) {
	filed := func(on v1alpha1.Date) func(c *starCase) { return func(c *starCase) { c.application.Spec.FiledOn = on } }
	run(t, []example{
		{name: "the day before the window", change: filed("2025-02-28"), star: "OutsideWindow", money: "NoAward",
			reviews: map[string]string{"Recommendation": "Stale", "Decision": "Stale"}},
		{name: "its first day", change: filed("2025-03-01"), star: "Awarded"},
		{name: "its last day", change: filed("2025-04-30"), star: "Awarded"},
		{name: "the day after", change: filed("2025-05-01"), star: "OutsideWindow"},
		{name: "a round of another city", change: func(c *starCase) {
			c.divisions = append(c.divisions, records.Division{Namespace: "hangzhou", Code: "330100"})
			other := c.round.DeepCopy()
			other.Namespace = "hangzhou"
			c.add(other)
			c.application.Spec.RoundRef.Namespace = "hangzhou"
		}, star: "OutsideScope"},
		{name: "a rating that there is not", change: func(c *starCase) { c.application.Spec.Rating = "Six" }, star: "RatingNotOffered", money: "StarNotFunded"},
		{name: "a rating that the round does not offer", change: func(c *starCase) { c.round.Spec.Ratings = c.round.Spec.Ratings[:1] }, star: "RatingNotOffered"},
	})
	w := newWorld()
	for rating, want := range map[v1alpha1.Rating]string{v1alpha1.Three: "BelowOwnLevel", v1alpha1.Four: "Awarded", v1alpha1.Five: "Awarded"} {
		example{star: want}.check(t, w.star(w.alliance("shaoxing", "tea-"+digits[rating], ""), 2025, rating))
	}
}

// Points are the sum over indicators of the mean of the sheets, half up, two places; they inform, and a person decides, unless the
// round says Binding.
func TestPoints(t *testing.T) {
	service := func(points ...v1alpha1.Points) func(c *starCase) {
		return func(c *starCase) {
			for i, name := range []string{"Appraisal-1", "Appraisal-2", "Appraisal-3"} {
				c.reviews[name].Spec.Scores[0].Points = points[i]
			}
		}
	}
	two := func(c *starCase) {
		c.round.Spec.Ratings[1].Stages[1].Reviewers = 2
		c.without("Appraisal-3")
	}
	for _, e := range []struct {
		name   string
		change func(c *starCase)
		want   v1alpha1.Points
	}{
		{"three equal sheets of 27, 23, 22 and 18", func(*starCase) {}, "90.00"},
		{"a third of a point", service("27", "27", "28"), "90.33"},
		{"two thirds", service("27", "28", "28"), "90.67"},
		{"half a hundredth", func(c *starCase) { two(c); c.reviews["Appraisal-1"].Spec.Scores[0].Points = "27.01" }, "90.01"},
		{"one place", service("27.5", "27.5", "27.5"), "90.50"},
		{"a sheet that rejects", func(c *starCase) {
			service("0", "30", "30")(c)
			c.reviews["Appraisal-1"].Spec.Verdict = v1alpha1.Reject
		}, "83.00"}, // 20 + 23 + 22 + 18
		{"a sheet of somebody recused is left out", func(c *starCase) {
			c.sheet("Appraisal-4", v1alpha1.Municipal, "reviewer-4", "2025-05-20", "0 0 0 0").Spec.Recused = true
		}, "90.00"},
		{"one that came in on the same day is not", func(c *starCase) {
			c.sheet("Appraisal-4", v1alpha1.Municipal, "reviewer-4", "2025-05-20", "0 0 0 0")
		}, "67.50"},
		{"a superseded one is", func(c *starCase) {
			c.sheet("Appraisal-4", v1alpha1.Municipal, "reviewer-1", "2025-05-20", "30 25 25 20")
		}, "93.33"}, // (100 + 90 + 90) / 3
	} {
		c := awarded()
		e.change(c)
		got := c.at("2025-12-31").StarApplication(torreya4)
		if !got.Scored || got.PointsText() != e.want {
			t.Errorf("%s: %t, %s points, want %s", e.name, got.Scored, got.PointsText(), e.want)
		}
	}
	c := awarded()
	c.until("Appraisal-3")
	if got := c.at("2025-12-31").StarApplication(torreya4); got.Scored {
		t.Errorf("a stage that lacks a sheet has %s points", got.PointsText())
	}
}

func TestMinimumOfPoints(t *testing.T) {
	least := func(points v1alpha1.Points, enforcement string) func(c *starCase) {
		return func(c *starCase) {
			c.round.Spec.Ratings[1].MinPoints, c.round.Spec.Ratings[1].Enforcement = points, enforcement
		}
	}
	run(t, []example{
		{name: "too few, advisory", change: least("90.01", "Advisory"), star: "Awarded"},
		{name: "too few, binding", change: least("90.01", v1alpha1.Binding), star: "PointsTooFew", money: "NoAward"},
		{name: "enough, binding", change: least("90", v1alpha1.Binding), star: "Awarded"},
		{name: "binding waits for the sheets", change: func(c *starCase) { least("100", v1alpha1.Binding)(c); c.until("Appraisal-2") }, star: "UnderReview"},
		{name: "no minimum", change: least("", v1alpha1.Binding), star: "Awarded"},
	})
	c := awarded()
	least("90.01", "Advisory")(c)
	if !found(c.at("2025-12-31").StarApplication(torreya4).Result, "PointsTooFew", evaluation.Warns) {
		t.Error("points below an advisory minimum are no finding")
	}
}

// A star may be asked to follow the next lower one: of an alliance that could have had that, in force on the day of filing.
func TestLowerStar(t *testing.T) {
	for _, e := range []struct {
		name, asked string
		before      func(w *world, alliance *v1alpha1.Alliance)
		want        string
		warns       bool
	}{
		{"off", v1alpha1.RequireOff, nil, "Awarded", false},
		{"warn", v1alpha1.RequireWarn, nil, "Awarded", true},
		{"deny", v1alpha1.RequireDeny, nil, "LowerStarMissing", false},
		{"warn, with four stars", v1alpha1.RequireWarn, had(v1alpha1.Four, "2025-12-31"), "Awarded", false},
		{"deny, with four stars", v1alpha1.RequireDeny, had(v1alpha1.Four, "2025-12-31"), "Awarded", false},
		{"deny, with five stars before", v1alpha1.RequireDeny, had(v1alpha1.Five, "2025-12-31"), "Awarded", false},
		{"deny, with three stars", v1alpha1.RequireDeny, had(v1alpha1.Three, "2025-12-31"), "LowerStarMissing", false},
		{"deny, on the last day of four stars", v1alpha1.RequireDeny, had(v1alpha1.Four, "2025-04-10"), "Awarded", false},
		{"deny, the day after four stars", v1alpha1.RequireDeny, had(v1alpha1.Four, "2025-04-09"), "LowerStarMissing", false},
	} {
		w := newWorld()
		alliance := w.alliance("zhuji", "torreya", torreyaCode)
		if e.before != nil {
			e.before(w, alliance)
		}
		c := w.star(alliance, 2025, v1alpha1.Five)
		c.round.Spec.RequireLowerStar = e.asked
		got := c.at("2025-12-31").StarApplication(torreya5)
		if !got.Is(e.want) || found(got.Result, "LowerStarMissing", evaluation.Warns) != e.warns {
			t.Errorf("%s: it is %s with findings %v", e.name, said(got.Result), got.Findings)
		}
	}
	w := newWorld()
	municipal := w.star(w.alliance("shaoxing", "tea", beanCode), 2025, v1alpha1.Four)
	municipal.round.Spec.RequireLowerStar = v1alpha1.RequireDeny
	example{name: "a municipal alliance could not have had three", star: "Awarded"}.check(t, municipal)
	c := awarded()
	c.round.Spec.RequireLowerStar = v1alpha1.RequireDeny
	c.round.Spec.Ratings = c.round.Spec.Ratings[1:]
	example{name: "nor could anybody where the round does not offer it", star: "Awarded"}.check(t, c)
}

// had gives an alliance a star of 2024, through a day.
func had(rating v1alpha1.Rating, through v1alpha1.Date) func(w *world, alliance *v1alpha1.Alliance) {
	return func(w *world, alliance *v1alpha1.Alliance) {
		w.round(2024).Spec.ValidThrough = through
		w.star(alliance, 2024, rating)
	}
}
