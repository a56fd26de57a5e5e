package register

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func (w *writer) activityProgram(record *v1alpha1.ActivityProgram) calendar.Date {
	key := records.KeyOf(record)
	judged := w.pass.ActivityProgram(key)
	result := judged.Result
	counts, counted := w.pass.Activities(key)
	w.later(&result.Next, counted)
	status := v1alpha1.ActivityProgramStatus{RecordStatus: kept(record.Status.RecordStatus), Opened: judged.Opened, Activities: &counts}
	next := w.conclude(record, &status.RecordStatus, result)
	record.Status = status
	return next
}

func (w *writer) activityPlan(record *v1alpha1.ActivityPlan) calendar.Date {
	judged := w.pass.ActivityPlan(records.KeyOf(record))
	status := v1alpha1.ActivityPlanStatus{
		RecordStatus: kept(record.Status.RecordStatus), SpecDigest: judged.Digest,
		Stages:     append(stagesOf(judged.Approval), stagesOf(judged.Release)...),
		ApprovedOn: v1alpha1.Date(judged.ApprovedOn.String()), Started: judged.Started,
		ReportBy: v1alpha1.Date(judged.ReportBy.String()), Flags: judged.Flags,
	}
	if judged.ApprovedOn != 0 {
		status.Approved = v1alpha1.Yuan(judged.Approved.String())
	}
	next := w.conclude(record, &status.RecordStatus, judged.Result)
	record.Status = status
	return next
}

func (w *writer) activityReport(record *v1alpha1.ActivityReport) calendar.Date {
	judged := w.pass.ActivityReport(records.KeyOf(record))
	status := v1alpha1.ActivityReportStatus{
		RecordStatus: kept(record.Status.RecordStatus), SpecDigest: judged.Digest, Stages: stagesOf(judged.Approval),
		AcceptedOn: v1alpha1.Date(judged.AcceptedOn.String()), Entry: judged.Entry, Flags: judged.Flags,
	}
	if judged.Cost > 0 {
		status.Cost = v1alpha1.Yuan(judged.Cost.String())
	}
	if judged.AcceptedOn != 0 {
		status.Payable = v1alpha1.Yuan(judged.Payable.String())
	}
	if judged.Granted > 0 {
		status.Amount = v1alpha1.Yuan(judged.Granted.String())
	}
	next := w.conclude(record, &status.RecordStatus, judged.Result)
	record.Status = status
	return next
}
