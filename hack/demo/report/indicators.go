package report

import (
	"fmt"
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// shownYears are the years of a plan that are printed: those that are over in the samples.
const shownYears = 2

// indicators shows each action plan: its targets, and its indicators of its first years, as its status has them. An indicator that is nothing in every
// year is left out.
func (r *report) indicators() error {
	for _, plan := range r.actionPlans {
		years := plan.Status.Indicators[:min(shownYears, len(plan.Status.Indicators))]
		rows := &table{heads: []string{r.words.indicator}, right: map[int]bool{}}
		for i := range years {
			rows.heads = append(rows.heads, strconv.Itoa(int(years[i].Year)))
			rows.right[i+1] = true
		}
		for _, of := range evaluation.Indicators() {
			addCounted(rows, years, messages.Indicator(of.Name, r.language), func(f *v1alpha1.IndicatorFigures) string { return strconv.FormatInt(of.Value(f), 10) }, "0")
		}
		r.addMoney(rows, years)
		heading := r.words.plan + " " + records.KeyOf(plan).String()
		notes := []string{fmt.Sprintf(r.words.runs, plan.Spec.Title, plan.Spec.StartsOn, plan.Status.EndsOn)}
		for _, target := range plan.Spec.Targets {
			assessed := target.Assessment
			if assessed == "" {
				assessed = r.words.notAssessed
			}
			notes = append(notes, fmt.Sprintf(r.words.target, target.By, target.Name, assessed))
		}
		if err := r.section(heading, rows, notes...); err != nil {
			return err
		}
	}
	return nil
}

// addCounted adds a row with a figure of each year, unless it is nothing in all of them.
func addCounted(rows *table, years []v1alpha1.YearIndicators, name string, figure func(*v1alpha1.IndicatorFigures) string, nothing string) {
	row, something := []string{name}, false
	for i := range years {
		value := figure(&years[i].IndicatorFigures)
		row, something = append(row, value), something || value != nothing
	}
	if something {
		rows.add(row...)
	}
}

// addMoney adds what each line paid, each by itself: a county's money is never added to the city's (R56).
func (r *report) addMoney(rows *table, years []v1alpha1.YearIndicators) {
	seen := map[[3]string]bool{}
	for i := range years {
		for _, line := range years[i].Money {
			key := [3]string{line.Line, string(line.Level), line.Source}
			if seen[key] {
				continue
			}
			seen[key] = true
			paid := func(f *v1alpha1.IndicatorFigures) string {
				for _, other := range f.Money {
					if key == [3]string{other.Line, string(other.Level), other.Source} {
						return string(other.Paid)
					}
				}
				return "0.00"
			}
			addCounted(rows, years, fmt.Sprintf(r.words.paid, line.Line, line.Level, line.Source), paid, "")
		}
	}
}
