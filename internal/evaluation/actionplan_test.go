package evaluation_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// A plan runs so many years from its first day, and shows the years that have begun (R64, Q-28).
func TestPlanRunsItsYears(t *testing.T) {
	for _, c := range []struct {
		starts v1alpha1.Date
		years  int32
		asOf   string
		ends   string
		shown  string
		next   string
	}{
		{"2024-03-28", 3, "2024-03-27", "2027-03-27", "[]", "2024-03-28"},
		{"2024-03-28", 3, "2024-03-28", "2027-03-27", "[2024]", "2025-01-01"},
		{"2024-03-28", 3, "2025-12-31", "2027-03-27", "[2024 2025]", "2026-01-01"},
		{"2024-03-28", 3, "2027-01-01", "2027-03-27", "[2024 2025 2026 2027]", ""},
		{"2024-03-28", 3, "2030-01-01", "2027-03-27", "[2024 2025 2026 2027]", ""},
		{"2024-01-01", 3, "2030-01-01", "2026-12-31", "[2024 2025 2026]", ""},
		{"2024-02-29", 1, "2030-01-01", "2025-02-28", "[2024 2025]", ""},
		{"2024-02-29", 4, "2030-01-01", "2028-02-28", "[2024 2025 2026 2027 2028]", ""},
	} {
		w := newWorld()
		plan := w.plan()
		plan.Spec.StartsOn, plan.Spec.Years = c.starts, c.years
		judged := w.at(c.asOf).ActionPlan(plan2024)
		shown := []int32{}
		for _, year := range judged.Years {
			shown = append(shown, year.Year)
		}
		if judged.EndsOn.String() != c.ends || fmt.Sprint(shown) != c.shown || judged.Stalled != nil || judged.Outcome != nil {
			t.Errorf("%s and %d years as of %s: ends %s with %v, want %s with %s; %+v", c.starts, c.years, c.asOf, judged.EndsOn, shown, c.ends, c.shown, judged.Result)
		}
		if judged.Next.String() != c.next {
			t.Errorf("%s as of %s: next %s, want %s", c.starts, c.asOf, judged.Next, c.next)
		}
	}
}

// Targets are words that people assess (R63, R64): reported as they are, and nothing is judged by them, in time or late.
func TestTargetsBlockNothing(t *testing.T) {
	c := awarded()
	plan := c.plan()
	plan.Spec.Targets = []v1alpha1.Target{{Name: "作用发挥明显", By: "2025-12-31"}, {Name: "服务体系", By: "2027-03-27", Assessment: "基本建成"}}
	for _, asOf := range []string{"2025-12-31", "2028-01-01"} {
		if judged := c.at(asOf).ActionPlan(plan2024); judged.Stalled != nil || len(judged.Findings) > 0 {
			t.Errorf("%s: %+v", asOf, judged.Result)
		}
	}
	example{star: "Awarded", money: "Granted"}.check(t, c)
}

// Every division and every level is there, those with nothing too (R55), and their figures come to the total.
func TestEveryDivisionAndLevelIsThere(t *testing.T) {
	w := newWorld()
	w.divisions = append(w.divisions, records.Division{Namespace: "hangzhou", Code: "330100"})
	w.plan()
	w.alliance("zhuji", "torreya", torreyaCode)
	w.alliance("xinchang", "bean", beanCode)
	w.alliance("shaoxing", "tea", "")
	w.alliance("hangzhou", "elsewhere", "")
	year := yearOfPlan(t, w.at("2025-12-31"), 2025)
	var got []string
	for _, counted := range year.Divisions {
		got = append(got, fmt.Sprintf("%s %d", counted.Division.Namespace, counted.Figures.Coverage.Recognized))
	}
	for _, counted := range year.Levels {
		got = append(got, fmt.Sprintf("%s %d", counted.Level, counted.Figures.Coverage.Recognized))
	}
	got = append(got, fmt.Sprintf("total %d", year.Total.Coverage.Recognized))
	want := []string{"shaoxing 1", "keqiao 0", "xinchang 1", "zhuji 1", "County 2", "Municipal 1", "Provincial 0", "total 3"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if keqiao := figuresIn(t, year, "keqiao"); len(keqiao.Services) != 8 || len(keqiao.Money) != 1 || keqiao.Money[0].Paid != "0.00" {
		t.Errorf("a division with nothing has %+v", keqiao)
	}
}

// Coverage is that of the year's round (R2), and stars are those in force on the last day of the year (R12), whatever became of them later.
func TestCoverageAndStarsOfAYear(t *testing.T) {
	c := awarded()
	c.plan()
	c.world.alliance("xinchang", "bean", beanCode)
	for _, asOf := range []string{"2025-03-01", "2025-06-11", "2025-12-31", "2026-06-30", "2027-06-30"} {
		year := yearOfPlan(t, c.at(asOf), 2025)
		round, _ := c.at(min(asOf, "2025-12-31")).Coverage(round2025)
		got := year.Total.Coverage
		if int(got.Recognized) != len(round.Alliances) || got.Applied != round.Count(evaluation.Applied) ||
			got.NotApplied != round.Count(evaluation.NotApplied) || got.NotEligible != round.Count(evaluation.NotEligible) {
			t.Errorf("%s: coverage %+v, the round has %+v", asOf, got, round)
		}
	}
	for asOf, want := range map[string]int64{"2025-06-10": 0, "2025-06-11": 1, "2025-12-31": 1, "2027-06-30": 1} {
		wantFigure(t, c.world, asOf, 2025, "zhuji", "stars.four", want)
		wantFigure(t, c.world, "2027-06-30", 2024, "zhuji", "stars.four", 0)
	}
	wantFigure(t, c.world, "2027-06-30", 2026, "zhuji", "stars.four", 1) // through the last day of 2026
	// No round covers 2026: all are recognised, and none is one of the three.
	if got := yearOfPlan(t, c.at("2026-12-31"), 2026).Total.Coverage; got != (v1alpha1.ScopeCounts{Recognized: 2}) {
		t.Errorf("without a round: %+v", got)
	}
}

// What a county gives out of its own funds is a line of its own, and never added to the city's (R56, F-15); it is reported, and holds back
// nothing of the city's.
func TestCountyMoneyIsKeptApart(t *testing.T) {
	c := awarded()
	c.plan()
	terms := &c.round.Spec.Ratings[0]
	terms.Award = c.round.Spec.Ratings[1].Award.DeepCopy()
	terms.Award.Amount, terms.Award.LedgerRef = "5000.00", v1alpha1.Ref{Name: "stars"} // the county's own
	c.add(&v1alpha1.Ledger{ObjectMeta: named("zhuji", "stars"), Spec: v1alpha1.LedgerSpec{Source: "CooperationFund"}})
	budget := c.budget("2025", "2025-01-10 5000.00")
	budget.Namespace = "zhuji"
	other := c.star(c.world.alliance("zhuji", "pear", beanCode), 2025, v1alpha1.Three)
	other.ask("2025-06-12", "2025-06-16", "2025-06-18")
	view, err := enter(c.view(), calendar.MustParse("2025-12-31"))
	if err == nil {
		view, err = enterLedger(view, records.Key{Namespace: "zhuji", Name: "stars"}, calendar.MustParse("2025-12-31"))
	}
	if err != nil {
		t.Fatal(err)
	}
	year := yearOfPlan(t, evaluation.At(view, calendar.MustParse("2025-12-31")), 2025)
	want := []v1alpha1.MoneyFigures{
		{Line: "stars", Level: v1alpha1.Municipal, Source: "FiscalBudget", Granted: "20000.00", Paid: "0.00", Recovered: "0.00"},
		{Line: "stars", Level: v1alpha1.County, Source: "CooperationFund", Granted: "5000.00", Paid: "0.00", Recovered: "0.00"},
	}
	for name, got := range map[string][]v1alpha1.MoneyFigures{"zhuji": figuresIn(t, year, "zhuji").Money, "in all": year.Total.Money} {
		if !slices.Equal(got, want) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	for _, line := range figuresIn(t, year, "xinchang").Money {
		if line.Granted != "0.00" {
			t.Errorf("xinchang got %+v", line)
		}
	}
}

// A region may have its own terms of what the policy leaves open (R62): its round says so, and another region's are as they were.
func TestRegionsHaveTheirOwnTerms(t *testing.T) {
	c := awarded()
	c.divisions = append(c.divisions, records.Division{Namespace: "hangzhou", Code: "330100"})
	own := c.round.DeepCopy()
	own.Namespace, own.Spec.Notice.WorkingDays, own.Spec.ValidThrough = "hangzhou", 7, "2027-12-31"
	c.add(own)
	other := c.star(c.world.alliance("hangzhou", "lotus", ""), 2025, v1alpha1.Four)
	other.application.Spec.RoundRef.Namespace = "hangzhou"
	pass := c.at("2025-12-31")
	theirs, ours := pass.StarApplication(records.KeyOf(other.application)), pass.StarApplication(torreya4)
	if theirs.AwardedOn.String() != "2025-06-13" || theirs.ValidThrough.String() != "2027-12-31" {
		t.Errorf("by its own terms it is awarded on %s through %s", theirs.AwardedOn, theirs.ValidThrough)
	}
	if ours.AwardedOn.String() != "2025-06-11" || ours.ValidThrough.String() != "2026-12-31" {
		t.Errorf("the other region's is awarded on %s through %s", ours.AwardedOn, ours.ValidThrough)
	}
}

// A plan whose namespace is no division, and one that is not there, say so.
func TestPlanOfNoDivision(t *testing.T) {
	w := newWorld()
	wantStalled(t, w.at("2025-12-31").ActionPlan(plan2024).Result, "ReferenceMissing")
	w.plan().Namespace = "nowhere"
	wantStalled(t, w.at("2025-12-31").ActionPlan(records.Key{Namespace: "nowhere", Name: "plan"}).Result, "DivisionMissing")
	w.plan().Spec.StartsOn = "2024-02-30"
	wantStalled(t, w.at("2025-12-31").ActionPlan(plan2024).Result, "InvalidRecord")
}

// Every number of the figures is an indicator, under the path of its field: a number that is counted and not shown would be lost.
func TestIndicatorsAreComplete(t *testing.T) {
	known := map[string]bool{}
	for _, of := range evaluation.Indicators() {
		if known[of.Name] {
			t.Errorf("%s stands twice", of.Name)
		}
		known[of.Name] = true
	}
	var figures v1alpha1.IndicatorFigures
	found := 0
	for _, path := range numbersIn(reflect.TypeOf(figures), "") {
		found++
		if strings.HasPrefix(path, "services.") {
			for _, capability := range []string{"Information", "Inputs", "Technology", "Standards", "Branding", "Sales", "Safety", "Other"} {
				found++
				if !known["services."+capability+strings.TrimPrefix(path, "services")] {
					t.Errorf("%s of %s is no indicator", path, capability)
				}
			}
			found--
		} else if !known[path] {
			t.Errorf("%s is no indicator", path)
		}
	}
	if found != len(known) {
		t.Errorf("%d numbers and %d indicators", found, len(known))
	}
}

// numbersIn are the paths of the whole numbers of a type, as JSON has them.
func numbersIn(of reflect.Type, path string) (paths []string) {
	kind := of.Kind()
	if kind == reflect.Int32 || kind == reflect.Int64 {
		return []string{path}
	}
	if kind == reflect.Pointer || kind == reflect.Slice {
		return numbersIn(of.Elem(), path)
	}
	if kind == reflect.Struct {
		for i := range of.NumField() {
			name, _, _ := strings.Cut(of.Field(i).Tag.Get("json"), ",")
			paths = append(paths, numbersIn(of.Field(i).Type, strings.Trim(path+"."+name, "."))...)
		}
	}
	return paths
}
