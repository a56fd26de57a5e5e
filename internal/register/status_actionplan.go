package register

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func (w *writer) initiative(record *v1alpha1.Initiative) calendar.Date {
	judged := w.pass.Initiative(records.KeyOf(record))
	status := v1alpha1.InitiativeStatus{
		RecordStatus: kept(record.Status.RecordStatus),
		Industry:     judged.Industry, Participants: judged.Participants, Strangers: judged.Strangers,
	}
	next := w.conclude(record, &status.RecordStatus, judged.Result)
	record.Status = status
	return next
}

func (w *writer) actionPlan(record *v1alpha1.ActionPlan) calendar.Date {
	judged := w.pass.ActionPlan(records.KeyOf(record))
	if w.options.Plans != nil {
		w.options.Plans(records.KeyOf(record), judged)
	}
	status := v1alpha1.ActionPlanStatus{RecordStatus: kept(record.Status.RecordStatus), EndsOn: v1alpha1.Date(judged.EndsOn.String())}
	for _, year := range judged.Years {
		status.Indicators = append(status.Indicators, v1alpha1.YearIndicators{Year: year.Year, IndicatorFigures: year.Total})
	}
	next := w.conclude(record, &status.RecordStatus, judged.Result)
	record.Status = status
	return next
}
