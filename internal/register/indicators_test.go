package register_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// figuresAlone are the figures of one division or level, as a record of their own.
type figuresAlone map[string]any

func (f figuresAlone) Get(string, string, string) (map[string]any, bool) { return f, true }
func (f figuresAlone) List(string) []map[string]any                      { return []map[string]any{f} }

// checkIndicators asks what no record shows: what a plan counts of one division or level (R55).
func checkIndicators(t *testing.T, row expected.Row, r *register.Register) []string {
	t.Helper()
	if row.Indicators == nil {
		return nil
	}
	figures := figuresOf(r, records.Key{Namespace: row.Namespace, Name: row.Name}, row.Indicators)
	if figures == nil {
		return []string{fmt.Sprintf("nothing is counted of %s in %d", row.Indicators.Of, row.Indicators.Year)}
	}
	text, err := json.Marshal(figures)
	alone := figuresAlone{}
	if err == nil {
		err = json.Unmarshal(text, &alone)
	}
	if err != nil {
		t.Fatal(err)
	}
	asked := expected.Row{Expectation: expected.Expectation{Kind: row.Kind, Name: row.Name, Fields: row.Indicators.Figures}}
	return asked.Check(alone)
}

// figuresOf are the figures of whom a row names; nil where nothing is counted of them.
func figuresOf(r *register.Register, plan records.Key, of *expected.Indicators) *v1alpha1.IndicatorFigures {
	counted := r.Plan(plan)
	if counted == nil {
		return nil
	}
	for _, year := range counted.Years {
		if year.Year != of.Year {
			continue
		}
		for i := range year.Levels {
			if string(year.Levels[i].Level) == of.Of {
				return &year.Levels[i].Figures
			}
		}
		for i := range year.Divisions {
			if year.Divisions[i].Division.Namespace == of.Of {
				return &year.Divisions[i].Figures
			}
		}
	}
	return nil
}
