package synthetic

import (
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// activity adds the year's activity of a city's own alliance: planned, approved, held, reported and accepted. The money that was agreed to
// is what it costs.
func (l *Life) activity(year int) error {
	city := cityDivision(l.City).Namespace
	plan := &v1alpha1.ActivityPlan{
		TypeMeta: typeMeta(records.ActivityPlan), ObjectMeta: l.meta(fmt.Sprintf("-%d-training", year)),
		Spec: v1alpha1.ActivityPlanSpec{
			AllianceRef: v1alpha1.LocalRef{Name: l.name}, ProgramRef: v1alpha1.Ref{Namespace: city, Name: fmt.Sprint(year)},
			FiledOn: on(year, "03-05"), FiledBy: l.filer(),
			Activity: v1alpha1.Activity{
				Title: fmt.Sprintf("虚构实操培训%d", year), Type: v1alpha1.ActivityTraining, Format: v1alpha1.FormatHandsOn,
				StartsOn: on(year, "04-15"), EndsOn: on(year, "04-16"), Participants: 40, Expected: "掌握种植技术",
			},
			Speakers: 2, SpeakerHours: 8, SafetyPlan: true,
			Venue: v1alpha1.Venue{Type: v1alpha1.VenueFarmServiceCenter, Name: "虚构农事服务中心"},
			Costs: []v1alpha1.PlannedCost{{Item: "SpeakerFee", Amount: yuan(activityMoney)}}, Requested: yuan(activityMoney),
		},
	}
	l.Records = append(l.Records, plan)
	err := l.sign(records.ActivityPlan, plan.ObjectMeta, plan.Spec,
		signature{stage: stageSecretariat, authority: v1alpha1.Municipal, by: "activities", on: on(year, "03-07"), with: func(spec *v1alpha1.ReviewSpec) {
			spec.Checks = []v1alpha1.Check{{Name: "Frugality", Passed: true}}
		}},
		signature{stage: stageLeadership, authority: v1alpha1.Municipal, by: "leader", on: on(year, "03-12"), with: func(spec *v1alpha1.ReviewSpec) {
			numbered(spec)
			spec.Amount = yuan(activityMoney)
		}})
	if err != nil {
		return err
	}
	report := &v1alpha1.ActivityReport{
		TypeMeta: typeMeta(records.ActivityReport), ObjectMeta: plan.ObjectMeta,
		Spec: v1alpha1.ActivityReportSpec{
			PlanRef: v1alpha1.LocalRef{Name: plan.Name}, ReportedOn: on(year, "05-06"), FiledBy: l.filer(),
			HeldOn: []v1alpha1.Date{on(year, "04-15"), on(year, "04-16")}, Participants: 40, FarmersReached: 32,
			Costs:    []v1alpha1.ReportedCost{{Item: "SpeakerFee", Amount: yuan(activityMoney), Invoice: fmt.Sprintf("9%07d%012d", year, l.Alliance)}},
			Result:   "已完成(虚构)",
			Evidence: []v1alpha1.Evidence{{Title: "签到表和现场照片(虚构)"}},
		},
	}
	l.Records = append(l.Records, report)
	return l.sign(records.ActivityReport, report.ObjectMeta, report.Spec,
		signature{stage: stageAcceptance, authority: v1alpha1.Municipal, by: "acceptor", on: on(year, "05-13"), with: numbered})
}
