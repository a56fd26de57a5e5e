package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// The life of the case, day by day: what it is on a day, and when time alone changes that.
func TestLifeOfAnApplication(t *testing.T) {
	run(t, []example{
		{asOf: "2025-04-09", star: "NotYet", next: "2025-04-10"},
		{asOf: "2025-04-10", star: "Filed", next: "2025-05-12"},
		{asOf: "2025-05-12", star: "UnderReview", next: "2025-05-20"},
		{asOf: "2025-05-20", star: "UnderReview", next: "2025-05-28"},
		{asOf: "2025-05-28", star: "OnNotice", next: "2025-06-03"},
		{asOf: "2025-06-02", star: "OnNotice", next: "2025-06-03"},
		{asOf: "2025-06-03", star: "OnNotice", next: "2025-06-11"},
		{asOf: "2025-06-10", star: "OnNotice", next: "2025-06-11"},
		{asOf: "2025-06-11", star: "Awarded", next: "2027-01-01"},
	})
}

// The notice counts working days, without the one on which it opens; the star comes on the working day after (§3.0's vectors).
func TestNoticeCountsWorkingDays(t *testing.T) {
	for _, e := range []struct {
		round          int32
		opens          v1alpha1.Date
		days           int32
		closes, awards string
	}{
		{2024, "2024-06-03", 5, "2024-06-11", "2024-06-12"},
		{2024, "2024-09-26", 5, "2024-10-09", "2024-10-10"},
		{2024, "2024-09-26", 7, "2024-10-11", "2024-10-12"}, // a Saturday that is worked
		{2024, "2024-12-25", 5, "2025-01-02", "2025-01-03"},
		{2024, "2025-01-24", 5, "2025-02-07", "2025-02-08"}, // a Saturday that is worked
		{2025, "2025-09-26", 5, "2025-10-10", "2025-10-11"}, // a Saturday that is worked
		{2025, "2025-10-09", 10, "2025-10-22", "2025-10-23"},
		{2025, "2026-02-12", 5, "2026-02-26", "2026-02-27"},
		{2025, "2026-09-18", 5, "2026-09-24", "2026-09-28"}, // after the Mid-Autumn days
		{2025, "2026-09-28", 7, "2026-10-13", "2026-10-14"},
	} {
		w := newWorld()
		if e.round == 2024 {
			w.round(2024)
		}
		c := w.star(w.alliance("zhuji", "torreya", torreyaCode), e.round, v1alpha1.Four)
		opens(e.opens)(c)
		c.round.Spec.Notice.WorkingDays = e.days
		got := c.at("2026-12-31").StarApplication(records.KeyOf(c.application))
		if got.Notice == nil || got.Notice.Closes.String() != e.closes || got.AwardedOn.String() != e.awards {
			t.Errorf("opened on %s: notice %+v and award %s, want it to end on %s and the star on %s", e.opens, got.Notice, got.AwardedOn, e.closes, e.awards)
		}
		example{asOf: e.closes, star: "OnNotice", next: e.awards}.check(t, c)
	}
}

// A notice that would end in a year without a calendar is held, until that is declared (E21).
func TestNoticeWithoutCalendar(t *testing.T) {
	c := awarded()
	opens("2026-12-28")(c)
	for _, asOf := range []string{"2026-12-27", "2026-12-28", "2027-06-30"} {
		example{asOf: asOf, star: "CalendarMissing"}.check(t, c)
	}
	c.add(workCalendar("2027")) // 12-29, 30, 31, 01-04, 05
	example{asOf: "2027-01-05", star: "OnNotice", next: "2027-01-06"}.check(t, c)
	example{asOf: "2027-01-06", star: "Lapsed"}.check(t, c) // the round's stars hold through 2026
	c.round.Spec.ValidThrough = "2027-12-31"
	example{asOf: "2027-01-06", star: "Awarded"}.check(t, c)
	// A calendar with a date that is none counts as missing.
	get[*v1alpha1.WorkCalendar](c.world, "", "2027").Spec.Holidays[0] = "2027-02-30"
	example{asOf: "2027-01-06", star: "CalendarMissing"}.check(t, c)
}

// The award needs the calendar of the year in which it falls, though the notice ended before.
func TestAwardWithoutCalendar(t *testing.T) {
	c := awarded()
	opens("2026-12-24")(c) // 25, 28, 29, 30, 31: Friday is worked, and Thursday is the last of the year
	example{asOf: "2026-12-31", star: "OnNotice", next: "2027-01-01"}.check(t, c)
	example{asOf: "2027-01-01", star: "CalendarMissing"}.check(t, c)
}

// An amendment of the calendar counts from the day of its publication: until then nobody knows of it.
func TestAmendedCalendar(t *testing.T) {
	c := awarded()
	year := get[*v1alpha1.WorkCalendar](c.world, "", "2025")
	year.Spec.Amendments = []v1alpha1.CalendarAmendment{{PublishedOn: "2025-06-06", DocumentNo: "2", Holidays: []v1alpha1.Date{"2025-06-10"}}}
	example{asOf: "2025-06-05", star: "OnNotice", next: "2025-06-06"}.check(t, c)
	example{asOf: "2025-06-06", star: "OnNotice", next: "2025-06-12"}.check(t, c)
	example{asOf: "2025-06-11", star: "OnNotice"}.check(t, c)
	example{asOf: "2025-06-12", star: "Awarded"}.check(t, c)
}

func TestWithdrawal(t *testing.T) {
	withdrawn := func(on v1alpha1.Date) func(c *starCase) {
		return func(c *starCase) { c.application.Spec.WithdrawnOn = on }
	}
	consent := func(on, signed v1alpha1.Date) func(c *starCase) {
		return func(c *starCase) {
			c.application.Spec.WithdrawnOn = on
			c.sign("Withdrawal", v1alpha1.Municipal, "consenter", signed)
		}
	}
	run(t, []example{
		{name: "before anything was signed", change: withdrawn("2025-04-11"), star: "Withdrawn", money: "NoAward"},
		{name: "a day ahead", change: func(c *starCase) { withdrawn("2025-05-15")(c); c.until("Appraisal") }, asOf: "2025-05-14", star: "UnderReview", next: "2025-05-15"},
		{name: "during the reviews, whatever is signed after", change: withdrawn("2025-05-15"), star: "Withdrawn"},
		{name: "the day before the notice opens", change: withdrawn("2025-06-02"), star: "Withdrawn"},
		{name: "the day on which it opens, unsigned", change: withdrawn("2025-06-03"), star: "Awarded"},
		{name: "the day on which it opens, signed", change: consent("2025-06-03", "2025-06-04"), star: "Withdrawn", money: "NoAward",
			reviews: map[string]string{"Withdrawal": "Counted"}},
		{name: "signed on the last day of the notice", change: consent("2025-06-03", "2025-06-10"), star: "Withdrawn"},
		{name: "signed on the day of the award", change: consent("2025-06-03", "2025-06-11"), star: "Awarded", money: "Granted"},
		{name: "signed before it was asked for", change: consent("2025-06-05", "2025-06-04"), star: "Awarded", reviews: map[string]string{"Withdrawal": "TooEarly"}},
		{name: "signed by another authority", change: func(c *starCase) {
			consent("2025-06-03", "2025-06-04")(c)
			c.reviews["Withdrawal"].Spec.Authority = v1alpha1.County
		}, star: "Awarded", reviews: map[string]string{"Withdrawal": "WrongAuthority"}},
		{name: "signed by the one who withdraws", change: func(c *starCase) {
			consent("2025-06-03", "2025-06-04")(c)
			c.reviews["Withdrawal"].Spec.Reviewer = "applicant"
		}, star: "Awarded", reviews: map[string]string{"Withdrawal": "SameSigner"}},
		{name: "signed without a document number", change: func(c *starCase) {
			consent("2025-06-03", "2025-06-04")(c)
			c.reviews["Withdrawal"].Spec.DocumentNo = ""
		}, star: "Awarded", reviews: map[string]string{"Withdrawal": "Incomplete"}},
		{name: "consent refused", change: func(c *starCase) {
			consent("2025-06-03", "2025-06-04")(c)
			c.reviews["Withdrawal"].Spec.Verdict = v1alpha1.Reject
		}, star: "Awarded"},
		{name: "signed for the application without its withdrawal", change: func(c *starCase) {
			consent("2025-06-03", "2025-06-04")(c)
			c.reviews["Withdrawal"].Spec.SubjectRef.Digest = c.digest(c.reviews["Decision"])
		}, star: "Awarded", reviews: map[string]string{"Withdrawal": "Stale"}},
		{name: "signed long after, an objection having held up the award", change: func(c *starCase) {
			consent("2025-06-03", "2025-07-01")(c)
			c.object("one", "2025-06-05")
		}, star: "Withdrawn"},
		{name: "what was rejected before stays rejected", change: func(c *starCase) {
			withdrawn("2025-05-15")(c)
			c.reviews["Recommendation"].Spec.Verdict = v1alpha1.Reject
		}, star: "Rejected"},
		{name: "what is rejected later was withdrawn", change: func(c *starCase) {
			withdrawn("2025-05-11")(c)
			c.reviews["Recommendation"].Spec.Verdict = v1alpha1.Reject
		}, star: "Withdrawn"},
		{name: "what was returned may be withdrawn", change: func(c *starCase) {
			withdrawn("2025-05-15")(c)
			c.reviews["Recommendation"].Spec.Verdict = v1alpha1.ReturnBack
		}, star: "Withdrawn"},
	})
	for name, c := range map[string]*starCase{"WithdrawalUnsigned": awarded(), "WithdrawnTooLate": awarded()} {
		withdrawn("2025-06-03")(c)
		if name == "WithdrawnTooLate" {
			consent("2025-06-03", "2025-06-11")(c)
		}
		if !found(c.at("2025-12-31").StarApplication(torreya4).Result, name, evaluation.Warns) {
			t.Errorf("%s is no finding", name)
		}
	}
}
