package status

import (
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// The figures of the last year of each action plan that has begun, by division: what was before is in the time series.
var (
	planIndicator = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "lianxing_plan_indicator",
		Help: "Indicators of the action plan in its latest year, by division and indicator; docs/register.md says what each counts.",
	}, []string{"namespace", "plan", "year", "division", "level", "indicator"})
	planMoney = prometheus.NewGaugeVec(prometheus.GaugeOpts{
		Name: "lianxing_plan_money_yuan",
		Help: "What a line gave out of its budget of the latest year of the action plan, by division, line, level of the funder, source and what (granted, paid, recovered).",
	}, []string{"namespace", "plan", "year", "division", "line", "funder", "source", "what"})
)

func init() {
	metrics.Registry.MustRegister(planIndicator, planMoney)
}

// showPlan sets the metrics of an action plan to what was counted; those of one that is gone are none.
func showPlan(key records.Key, plan *evaluation.ActionPlan) {
	labels := prometheus.Labels{"namespace": key.Namespace, "plan": key.Name}
	planIndicator.DeletePartialMatch(labels)
	planMoney.DeletePartialMatch(labels)
	if plan == nil || len(plan.Years) == 0 {
		return
	}
	latest := plan.Years[len(plan.Years)-1]
	year := strconv.Itoa(int(latest.Year))
	for i := range latest.Divisions {
		division, figures := latest.Divisions[i].Division, &latest.Divisions[i].Figures
		for _, of := range evaluation.Indicators() {
			planIndicator.WithLabelValues(key.Namespace, key.Name, year, division.Code, string(division.Level()), of.Name).Set(float64(of.Value(figures)))
		}
		for _, line := range figures.Money {
			for what, amount := range map[string]v1alpha1.Yuan{"granted": line.Granted, "paid": line.Paid, "recovered": line.Recovered} {
				planMoney.WithLabelValues(key.Namespace, key.Name, year, division.Code, line.Line, string(line.Level), line.Source, what).Set(yuan(amount))
			}
		}
	}
}
