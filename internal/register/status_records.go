package register

import (
	"slices"
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

func (w *writer) calendar(record *v1alpha1.WorkCalendar) calendar.Date {
	status := v1alpha1.WorkCalendarStatus{RecordStatus: kept(record.Status.RecordStatus)}
	var result evaluation.Result
	year, ok := records.CalendarYear(record)
	if ok {
		status.WorkingDays = workingDays(year, w.options.AsOf)
	} else {
		result.Stalled = invalid("spec", record.Name)
	}
	w.later(&result.Next, amendments(year)...)
	next := w.conclude(record, &status.RecordStatus, result)
	record.Status = status
	return next
}

func invalid(path, value string) *evaluation.Outcome {
	return &evaluation.Outcome{Status: metav1.ConditionTrue, Reason: v1alpha1.ReasonInvalidRecord,
		Message: messages.New("Any/InvalidRecord", "path", path, "value", value)}
}

// workingDays counts the working days of a year as known on a day.
func workingDays(year *calendar.Year, asOf calendar.Date) (count int32) {
	source := calendar.Years{year.Year: year}
	first, err := calendar.Parse(strconv.Itoa(year.Year) + "-01-01")
	if err != nil {
		return 0
	}
	for date := first; date.Year() == year.Year && date < calendar.Max; date = date.AddDays(1) {
		if works, err := calendar.IsWorkday(source, date, asOf); err == nil && works {
			count++
		}
	}
	return count
}

func amendments(year *calendar.Year) (days []calendar.Date) {
	if year == nil {
		return nil
	}
	for _, amendment := range year.Amendments {
		days = append(days, amendment.PublishedOn)
	}
	return days
}

func (w *writer) round(record *v1alpha1.EvaluationRound) calendar.Date {
	key := records.KeyOf(record)
	judged := w.pass.Round(key)
	coverage, counted := w.pass.Coverage(key)
	result := judged.Result
	w.later(&result.Next, counted.Next)
	status := v1alpha1.EvaluationRoundStatus{
		RecordStatus: kept(record.Status.RecordStatus),
		Opened:       judged.Opened,
		Scope: &v1alpha1.ScopeCounts{
			Recognized: int32(len(coverage.Alliances)), //nolint:gosec // a province has 100 000
			Applied:    coverage.Count(evaluation.Applied), NotApplied: coverage.Count(evaluation.NotApplied),
			NotEligible: coverage.Count(evaluation.NotEligible),
		},
		Awarded: &v1alpha1.AwardedCounts{
			Three: coverage.Awarded[v1alpha1.Three], Four: coverage.Awarded[v1alpha1.Four], Five: coverage.Awarded[v1alpha1.Five],
		},
	}
	supervision, watched := w.pass.Supervision(key)
	status.Supervision = supervision
	w.later(&result.Next, watched)
	if w.options.Fixed {
		status.AsOf = v1alpha1.Date(w.options.AsOf.String())
	}
	next := w.conclude(record, &status.RecordStatus, result)
	record.Status = status
	return next
}

func (w *writer) alliance(record *v1alpha1.Alliance) calendar.Date {
	judged := w.pass.Alliance(records.KeyOf(record))
	status := v1alpha1.AllianceStatus{
		RecordStatus: kept(record.Status.RecordStatus),
		Star:         judged.Star, ActiveMembers: judged.ActiveMembers, OnHold: judged.OnHold,
		BarredThrough: v1alpha1.Date(judged.BarredThrough.String()), PlaqueDueOn: v1alpha1.Date(judged.PlaqueDueOn.String()),
		RecognizedOn: v1alpha1.Date(judged.RecognizedOn.String()),
	}
	next := w.conclude(record, &status.RecordStatus, judged.Result)
	record.Status = status
	return next
}

func (w *writer) application(record *v1alpha1.StarApplication) calendar.Date {
	judged := w.pass.StarApplication(records.KeyOf(record))
	status := v1alpha1.StarApplicationStatus{
		RecordStatus: kept(record.Status.RecordStatus),
		SpecDigest:   judged.Digest, Stages: stagesOf(judged.Approval),
		AwardedOn: v1alpha1.Date(judged.AwardedOn.String()), ValidThrough: v1alpha1.Date(judged.ValidThrough.String()),
	}
	if judged.Scored {
		status.Points = judged.PointsText()
	}
	if judged.Notice != nil {
		status.Notice = &v1alpha1.NoticeStatus{OpensOn: v1alpha1.Date(judged.Notice.Opens.String()), ClosesOn: v1alpha1.Date(judged.Notice.Closes.String())}
	}
	next := w.conclude(record, &status.RecordStatus, judged.Result)
	record.Status = status
	return next
}

func (w *writer) objection(record *v1alpha1.Objection) calendar.Date {
	judged := w.pass.Objection(records.KeyOf(record))
	status := v1alpha1.ObjectionStatus{
		RecordStatus: kept(record.Status.RecordStatus), SpecDigest: judged.Digest, Stages: stagesOf(judged.Approval),
	}
	next := w.conclude(record, &status.RecordStatus, judged.Result)
	record.Status = status
	return next
}

func (w *writer) request(record *v1alpha1.AwardRequest) calendar.Date {
	judged := w.pass.Grant(records.KeyOf(record))
	status := v1alpha1.AwardRequestStatus{
		RecordStatus: kept(record.Status.RecordStatus), SpecDigest: judged.Digest, Stages: stagesOf(judged.Approval),
		CompletedOn: v1alpha1.Date(judged.CompletedOn.String()), Entry: judged.Entry,
	}
	if judged.Granted > 0 {
		status.Amount = v1alpha1.Yuan(judged.Granted.String())
	}
	next := w.conclude(record, &status.RecordStatus, judged.Result)
	record.Status = status
	return next
}

func (w *writer) incident(record *v1alpha1.Incident) calendar.Date {
	judged := w.pass.Incident(records.KeyOf(record))
	status := v1alpha1.IncidentStatus{
		RecordStatus: kept(record.Status.RecordStatus), SpecDigest: judged.Digest,
		Stages:    slices.Concat(stagesOf(judged.Approval), stagesOf(judged.Rectification), stagesOf(judged.Appeal)),
		DecidedOn: v1alpha1.Date(judged.DecidedOn.String()), OverdueSince: v1alpha1.Date(judged.OverdueSince.String()),
	}
	if judged.Round.Name != "" {
		status.Round = &v1alpha1.Ref{Namespace: judged.Round.Namespace, Name: judged.Round.Name}
	}
	next := w.conclude(record, &status.RecordStatus, judged.Result)
	record.Status = status
	return next
}

func (w *writer) review(record *v1alpha1.Review) calendar.Date {
	status := v1alpha1.ReviewStatus{RecordStatus: kept(record.Status.RecordStatus)}
	next := w.conclude(record, &status.RecordStatus, w.pass.Review(records.KeyOf(record)))
	record.Status = status
	return next
}

// stagesOf shows how far a chain of approval has come.
func stagesOf(approval *evaluation.Approval) []v1alpha1.StageStatus {
	if approval == nil {
		return nil
	}
	stages := make([]v1alpha1.StageStatus, 0, len(approval.Stages))
	for i := range approval.Stages {
		stage := &approval.Stages[i]
		shown := v1alpha1.StageStatus{Name: stage.Stage.Name, State: stage.State, DoneOn: v1alpha1.Date(stage.DoneOn.String())}
		if stage.State != evaluation.StageSkipped {
			shown.Signed, shown.Needed = int32(stage.Signed()), int32(stage.Needed()) //nolint:gosec // 20 reviewers at most, and few superseded sheets
		}
		stages = append(stages, shown)
	}
	return stages
}
