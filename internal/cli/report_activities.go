package cli

import (
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

type programView struct {
	Namespace        string `json:"namespace"`
	Name             string `json:"name"`
	Plans            int32  `json:"plans"`
	Approved         int32  `json:"approvedPlans"`
	PreferredVenues  int32  `json:"preferredVenues"`
	PreferredFormats int32  `json:"preferredFormats"`
	Accepted         int32  `json:"acceptedReports"`
	Participants     int64  `json:"participants"`
	FarmersReached   int64  `json:"farmersReached"`
	Payable          string `json:"payable,omitempty"`
	OtherFunding     string `json:"otherFunding,omitempty"`
}

type planView struct {
	outcomeView
	Alliance   string   `json:"alliance"`
	Type       string   `json:"type"`
	StartsOn   string   `json:"startsOn"`
	EndsOn     string   `json:"endsOn"`
	Requested  string   `json:"requested"`
	ApprovedOn string   `json:"approvedOn,omitempty"`
	Approved   string   `json:"approved,omitempty"`
	Flags      []string `json:"flags,omitempty"`
}

type activityReportView struct {
	outcomeView
	Cost       string   `json:"cost,omitempty"`
	AcceptedOn string   `json:"acceptedOn,omitempty"`
	Payable    string   `json:"payable,omitempty"`
	Amount     string   `json:"amount,omitempty"`
	Entry      string   `json:"entry,omitempty"`
	Flags      []string `json:"flags,omitempty"`
}

// addActivities shows the programs, the plans and what came of them.
func (v *registerView) addActivities(r *register.Register) {
	for _, program := range register.Of[*v1alpha1.ActivityProgram](r, records.ActivityProgram) {
		shown := programView{Namespace: program.Namespace, Name: program.Name}
		if counts := program.Status.Activities; counts != nil {
			shown = programView{program.Namespace, program.Name, counts.Plans, counts.Approved, counts.PreferredVenues, counts.PreferredFormats,
				counts.Accepted, counts.Participants, counts.FarmersReached, string(counts.Payable), string(counts.OtherFunding)}
		}
		v.Programs = append(v.Programs, shown)
	}
	for _, plan := range register.Of[*v1alpha1.ActivityPlan](r, records.ActivityPlan) {
		activity := plan.Spec.Activity
		v.Plans = append(v.Plans, planView{outcomeOf(plan), plan.Spec.AllianceRef.Name, string(activity.Type), string(activity.StartsOn),
			string(activity.EndsOn), string(plan.Spec.Requested), string(plan.Status.ApprovedOn), string(plan.Status.Approved), flags(plan.Status.Flags)})
	}
	for _, report := range register.Of[*v1alpha1.ActivityReport](r, records.ActivityReport) {
		status := report.Status
		v.Reports = append(v.Reports, activityReportView{outcomeOf(report), string(status.Cost), string(status.AcceptedOn), string(status.Payable),
			string(status.Amount), status.Entry, flags(status.Flags)})
	}
}

func flags(list []v1alpha1.Flag) (words []string) {
	for _, flag := range list {
		words = append(words, string(flag))
	}
	return words
}

// activityWords are the titles and headings of the tables of activities in one language.
type activityWords struct {
	programs, plans, reports             string
	programHead, planHead, activityHeads []string
}

var activitySectionWords = map[string]activityWords{
	"zh": {
		programs: "活动年度", plans: "活动计划", reports: "活动报告",
		programHead:   []string{"活动年度", "计划", "获准", "农事服务中心或田间", "实操或座谈", "已验收", "参加人数", "带动农户", "应付", "其他资金"},
		planHead:      []string{"区划", "计划", "农合联", "类型", "首日", "末日", "申请", "核定", "状态", "至", "提示", "说明"},
		activityHeads: []string{"区划", "报告", "费用", "验收", "应付", "核准", "状态", "条目", "提示", "说明"},
	},
	"en": {
		programs: "Programs of activities", plans: "Plans of activities", reports: "Reports of activities",
		programHead: []string{"PROGRAM", "PLANS", "APPROVED", "CENTRE OR FIELD", "HANDS-ON OR DISCUSSION", "ACCEPTED", "PARTICIPANTS", "FARMERS",
			"PAYABLE", "BY OTHERS"},
		planHead:      []string{"DIVISION", "PLAN", "ALLIANCE", "TYPE", "STARTS", "ENDS", "REQUESTED", "APPROVED", "STATE", "UNTIL", "FLAGS", "MESSAGE"},
		activityHeads: []string{"DIVISION", "REPORT", "COST", "ACCEPTED", "PAYABLE", "GRANTED", "STATE", "ENTRY", "FLAGS", "MESSAGE"},
	},
}

// activitySections are the tables of activities.
func (v *registerView) activitySections(w activityWords) []Section {
	return []Section{
		{Title: w.programs, Header: w.programHead, Rows: rows(v.Programs, func(p programView) []string {
			return []string{p.Namespace + "/" + p.Name, number(p.Plans), number(p.Approved), number(p.PreferredVenues), number(p.PreferredFormats),
				number(p.Accepted), long(p.Participants), long(p.FarmersReached), p.Payable, p.OtherFunding}
		})},
		{Title: w.plans, Header: w.planHead, Rows: rows(v.Plans, func(p planView) []string {
			return []string{p.Namespace, p.Name, p.Alliance, p.Type, p.StartsOn, p.EndsOn, p.Requested, p.Approved, p.Reason, p.Next,
				strings.Join(p.Flags, " "), p.Message}
		})},
		{Title: w.reports, Header: w.activityHeads, Rows: rows(v.Reports, func(r activityReportView) []string {
			return []string{r.Namespace, r.Name, r.Cost, r.AcceptedOn, r.Payable, r.Amount, r.Reason, r.Entry, strings.Join(r.Flags, " "), r.Message}
		})},
	}
}
