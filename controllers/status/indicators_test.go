package status

import (
	"testing"

	dto "github.com/prometheus/client_model/go"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// TestPlanMetrics holds that the metrics have every indicator of every division in the latest year, and none of a plan that is gone.
func TestPlanMetrics(t *testing.T) {
	key := records.Key{Namespace: "shaoxing", Name: "upgrade"}
	year := func(number int32, recognized int32) evaluation.PlanYear {
		made := evaluation.PlanYear{Year: number}
		for _, division := range []records.Division{{Namespace: "shaoxing", Code: "330600"}, {Namespace: "zhuji", Code: "330681"}} {
			made.Divisions = append(made.Divisions, evaluation.DivisionFigures{Division: division, Figures: v1alpha1.IndicatorFigures{
				Coverage: v1alpha1.ScopeCounts{Recognized: recognized},
				Money:    []v1alpha1.MoneyFigures{{Line: "stars", Level: v1alpha1.Municipal, Source: "FiscalBudget", Granted: "0.00", Paid: "12.50", Recovered: "0.00"}},
			}})
		}
		return made
	}
	showPlan(key, &evaluation.ActionPlan{Years: []evaluation.PlanYear{year(2024, 1), year(2025, 3)}})
	shown := gathered(t, "lianxing_plan_indicator")
	if want := 2 * len(evaluation.Indicators()); len(shown) != want {
		t.Errorf("%d indicators are shown, want %d", len(shown), want)
	}
	found := false
	for _, metric := range shown {
		labels := labelsOf(metric)
		if labels["year"] != "2025" || labels["namespace"] != "shaoxing" || labels["plan"] != "upgrade" {
			t.Errorf("%v is shown", labels)
		}
		if labels["indicator"] == "coverage.recognized" && labels["division"] == "330681" {
			found = labels["level"] == "County" && metric.GetGauge().GetValue() == 3
		}
	}
	if !found {
		t.Error("zhuji does not have its three alliances")
	}
	wantPaid(t, 12.5)
	showPlan(key, nil)
	if left := len(gathered(t, "lianxing_plan_indicator")) + len(gathered(t, "lianxing_plan_money_yuan")); left != 0 {
		t.Errorf("%d metrics are left of a plan that is gone", left)
	}
}

// wantPaid holds that each division was paid so much by the city.
func wantPaid(t *testing.T, yuan float64) {
	t.Helper()
	for _, metric := range gathered(t, "lianxing_plan_money_yuan") {
		if labels := labelsOf(metric); labels["what"] == "paid" && (metric.GetGauge().GetValue() != yuan || labels["funder"] != "Municipal") {
			t.Errorf("%v is %v", labels, metric.GetGauge().GetValue())
		}
	}
}

func gathered(t *testing.T, name string) []*dto.Metric {
	t.Helper()
	families, err := metrics.Registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if family.GetName() == name {
			return family.GetMetric()
		}
	}
	return nil
}

func labelsOf(metric *dto.Metric) map[string]string {
	labels := map[string]string{}
	for _, pair := range metric.GetLabel() {
		labels[pair.GetName()] = pair.GetValue()
	}
	return labels
}
