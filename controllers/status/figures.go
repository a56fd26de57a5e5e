package status

import (
	"github.com/prometheus/client_golang/prometheus"
	"sigs.k8s.io/controller-runtime/pkg/metrics"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers/clock"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// figure is one number of supervision, by round and division.
type figure struct {
	gauge *prometheus.GaugeVec
	value func(counts v1alpha1.SupervisionCounts, today calendar.Date) float64
}

func newFigure(name, help string, value func(v1alpha1.SupervisionCounts, calendar.Date) float64) figure {
	f := figure{value: value, gauge: prometheus.NewGaugeVec(prometheus.GaugeOpts{Name: "lianxing_supervision_" + name, Help: help},
		[]string{"namespace", "round", "division"})}
	metrics.Registry.MustRegister(f.gauge)
	return f
}

// figures are the numbers that the status of a round gives, as metrics.
var figures = []figure{
	newFigure("open_incidents", "Incidents judged by the round that are not decided.",
		func(c v1alpha1.SupervisionCounts, _ calendar.Date) float64 { return float64(c.OpenIncidents) }),
	newFigure("overdue_incidents", "Incidents judged by the round whose stage is overdue.",
		func(c v1alpha1.SupervisionCounts, _ calendar.Date) float64 { return float64(c.OverdueIncidents) }),
	newFigure("requests_on_hold", "Complete requests of the round that an open incident holds.",
		func(c v1alpha1.SupervisionCounts, _ calendar.Date) float64 { return float64(c.RequestsOnHold) }),
	newFigure("longest_hold_days", "For how many days the first of these requests has been held.",
		func(c v1alpha1.SupervisionCounts, today calendar.Date) float64 { return daysSince(c.HeldSince, today) }),
	newFigure("open_recoveries", "Claims of the round's year of which something is still to be recovered.",
		func(c v1alpha1.SupervisionCounts, _ calendar.Date) float64 { return float64(c.OpenRecoveries) }),
	newFigure("overdue_recoveries", "Claims of the round's year whose recovery is overdue.",
		func(c v1alpha1.SupervisionCounts, _ calendar.Date) float64 { return float64(c.OverdueRecoveries) }),
	newFigure("recoverable_yuan", "What is still to be recovered of the round's year, in yuan.",
		func(c v1alpha1.SupervisionCounts, _ calendar.Date) float64 { return yuan(c.Recoverable) }),
	newFigure("never_applied", "Alliances in scope that applied in no round so far.",
		func(c v1alpha1.SupervisionCounts, _ calendar.Date) float64 { return float64(c.NeverApplied) }),
}

func daysSince(since v1alpha1.Date, today calendar.Date) float64 {
	from, err := calendar.Parse(string(since))
	if err != nil {
		return 0
	}
	return float64(today - from)
}

func yuan(amount v1alpha1.Yuan) float64 {
	fen, err := money.Parse(string(amount))
	if err != nil {
		return 0
	}
	return float64(fen) / float64(money.Yuan)
}

// showFigures sets the metrics of a round to what its status says; those of a record that is no round, or is gone, are none.
func showFigures(key records.Key, object records.Object, today *clock.Clock) {
	labels := prometheus.Labels{"namespace": key.Namespace, "round": key.Name}
	for _, f := range figures {
		f.gauge.DeletePartialMatch(labels)
	}
	round, ok := object.(*v1alpha1.EvaluationRound)
	if !ok {
		return
	}
	for _, counts := range round.Status.Supervision {
		for _, f := range figures {
			f.gauge.WithLabelValues(key.Namespace, key.Name, counts.Division).Set(f.value(counts, today.Today()))
		}
	}
}
