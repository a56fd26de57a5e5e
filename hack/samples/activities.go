package main

import (
	"path"
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// The stages of the programs. A review repeats their names.
const (
	stageSecretariat = "Secretariat"
	stageAcceptance  = "Acceptance"
)

const (
	roleActivities = "activities" // receives the plans of activities for the secretariat
	roleAcceptor   = "acceptor"   // accepts what was reported of them
)

// activityLine is the ledger of activities and the beginning of its budgets' names.
const activityLine = "activities"

// activity is one plan, from filing to money: each date is an act, and its field says whose. An act without a date did not happen.
type activity struct {
	row      string // of the table of expected outcomes
	alliance string // id of the organisation
	name     string

	kind                v1alpha1.ActivityType
	format              v1alpha1.ActivityFormat
	title, expected     string
	starts, ends        v1alpha1.Date
	people              int32
	venue               v1alpha1.VenueType
	place, placeReason  string
	costs               []v1alpha1.PlannedCost
	requested, own      v1alpha1.Yuan
	filed               v1alpha1.Date // by the alliance
	checked             v1alpha1.Date // by the secretariat
	approved            v1alpha1.Date // by the city's leadership
	amount              v1alpha1.Yuan // that it agrees to
	reason, noFrugality string        // of a type or format that needs one; why the check was not passed

	// amended is what was asked for when the plan was signed, where it was changed afterwards (P9).
	amended *change
	report  *report
}

// change is a plan as it was before.
type change struct {
	costs     []v1alpha1.PlannedCost
	requested v1alpha1.Yuan
}

// report is what came of a plan.
type report struct {
	on       v1alpha1.Date   // by the alliance
	held     []v1alpha1.Date // the days of the activity
	people   int32
	farmers  int32
	costs    []v1alpha1.ReportedCost
	others   []v1alpha1.Funding
	accepted v1alpha1.Date // by another account of the secretariat
	ordered  v1alpha1.Date // by finance, after the day on which the entry was written
	paid     v1alpha1.Date // booked by another account of finance
}

func cost(item v1alpha1.CostItem, amount v1alpha1.Yuan) v1alpha1.PlannedCost {
	return v1alpha1.PlannedCost{Item: item, Amount: amount}
}

func spent(item v1alpha1.CostItem, amount v1alpha1.Yuan, invoice string) v1alpha1.ReportedCost {
	return v1alpha1.ReportedCost{Item: item, Amount: amount, Invoice: invoice}
}

// program is the year's support for activities. Limits and days are a default of this project: the policy names no sums.
func program(year int32, eligibility v1alpha1.Eligibility) *v1alpha1.ActivityProgram {
	return &v1alpha1.ActivityProgram{
		TypeMeta:   typeMeta("ActivityProgram"),
		ObjectMeta: metav1.ObjectMeta{Namespace: city, Name: strconv.Itoa(int(year))},
		Spec: v1alpha1.ActivityProgramSpec{
			Year: year, Eligibility: eligibility,
			Types: []v1alpha1.ActivityType{v1alpha1.ActivityTraining, v1alpha1.ActivityExchange, v1alpha1.ActivityGuidance, v1alpha1.ActivityOther},
			Stages: []v1alpha1.Stage{
				{Name: stageSecretariat, Authority: v1alpha1.Municipal, WorkingDays: 5},
				{Name: stageLeadership, Authority: v1alpha1.Municipal, WorkingDays: 5},
			},
			Acceptance:       []v1alpha1.Stage{{Name: stageAcceptance, Authority: v1alpha1.Municipal, WorkingDays: 10}},
			Limits:           &v1alpha1.ActivityLimits{PerActivity: "15000.00", PerAlliance: "40000.00", PerPersonDay: "300.00"},
			LedgerRef:        v1alpha1.Ref{Namespace: city, Name: activityLine},
			ReportWithinDays: 30,
		},
	}
}

// addPrograms writes the programs of the years in which activities are held, with the ledger and the budgets that pay them.
func (r *register) addPrograms(c choice) {
	if len(c.activities) == 0 {
		return
	}
	eligibility := c.eligibility
	if eligibility == "" {
		eligibility = v1alpha1.OrganisationLevel
	}
	ledger := ledgerRecord()
	ledger.Name = activityLine
	r.add(path.Join(city, "ledger-activities.yaml"), ledger)
	seen := map[string]bool{}
	for _, a := range c.activities {
		name := string(a.starts[:4])
		if seen[name] {
			continue
		}
		seen[name] = true
		year := calendarYear(name)
		r.add(path.Join(city, "programs", name+".yaml"), program(year, eligibility))
		budget := appropriation{year, v1alpha1.Date(name + "-02-14"), "60000.00"}.record()
		budget.Name, budget.Spec.LedgerRef.Name = activityLine+"-"+name, activityLine
		r.add(path.Join(city, "budgets-activities.yaml"), budget)
	}
}

func calendarYear(text string) int32 {
	year, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return 0 // no date of the table begins so
	}
	return int32(year)
}

// spec is the form of the plan.
func (a activity) spec(who organisation) v1alpha1.ActivityPlanSpec {
	spec := v1alpha1.ActivityPlanSpec{
		AllianceRef: v1alpha1.LocalRef{Name: who.name},
		ProgramRef:  v1alpha1.Ref{Namespace: city, Name: string(a.starts[:4])},
		FiledOn:     a.filed, FiledBy: who.filer(),
		Activity: v1alpha1.Activity{Title: a.title, Type: a.kind, Format: a.format, StartsOn: a.starts, EndsOn: a.ends,
			Participants: a.people, Expected: a.expected, Reason: a.reason},
		Venue: v1alpha1.Venue{Type: a.venue, Name: a.place, Reason: a.placeReason},
		Costs: a.costs, Requested: a.requested, OwnFunding: a.own, SafetyPlan: true,
	}
	if a.kind == v1alpha1.ActivityTraining {
		spec.Speakers, spec.SpeakerHours = 2, 8
	}
	return spec
}

// addActivity writes down everything that happened to a plan.
func (r *register) addActivity(a activity) error {
	who, err := find(a.alliance)
	if err != nil {
		return err
	}
	folder := path.Join(who.division, "activities-"+string(a.starts[:4]))
	record := &v1alpha1.ActivityPlan{
		TypeMeta:   typeMeta("ActivityPlan"),
		ObjectMeta: metav1.ObjectMeta{Namespace: who.division, Name: a.name},
		Spec:       a.spec(who),
	}
	r.add(path.Join(folder, "plans.yaml"), record)
	signed := *record.Spec.DeepCopy()
	if a.amended != nil {
		signed.Costs, signed.Requested = a.amended.costs, a.amended.requested
	}
	if err := r.sign(folder, "ActivityPlan", a.name, signed, a.chain()); err != nil {
		return err
	}
	return r.addReport(folder, a, who)
}

// chain lists the signatures under a plan, in the order of the program's stages.
func (a activity) chain() []signature {
	var list []signature
	if a.checked != "" {
		frugal := v1alpha1.Check{Name: "Frugality", Passed: a.noFrugality == "", Note: a.noFrugality}
		list = append(list, signature{stage: stageSecretariat, authority: v1alpha1.Municipal, by: account(city, roleActivities), on: a.checked,
			checks: []v1alpha1.Check{frugal}})
	}
	if a.approved != "" {
		list = append(list, signature{stage: stageLeadership, authority: v1alpha1.Municipal, by: account(city, roleLeader), on: a.approved,
			document: true, amount: a.amount})
	}
	return list
}

// addReport files what came of a plan, with its acceptance, and remembers its payment for when the ledger is known.
func (r *register) addReport(folder string, a activity, who organisation) error {
	if a.report == nil {
		return nil
	}
	record := &v1alpha1.ActivityReport{
		TypeMeta:   typeMeta("ActivityReport"),
		ObjectMeta: metav1.ObjectMeta{Namespace: who.division, Name: a.name},
		Spec: v1alpha1.ActivityReportSpec{
			PlanRef: v1alpha1.LocalRef{Name: a.name}, ReportedOn: a.report.on, FiledBy: who.filer(), HeldOn: a.report.held,
			Participants: a.report.people, FarmersReached: a.report.farmers, Costs: a.report.costs, OtherFunding: a.report.others,
			Result:   a.expected + ",已完成(虚构)",
			Evidence: []v1alpha1.Evidence{{Title: "签到表和现场照片(虚构,原件存农合联)"}},
		},
	}
	r.add(path.Join(folder, "reports.yaml"), record)
	if a.report.ordered != "" {
		r.pending = append(r.pending, payment{about: origin{kind: v1alpha1.EntryActivity, namespace: who.division, name: a.name},
			ordered: a.report.ordered, orderedBy: account(city, roleFinanceOrders), paid: a.report.paid})
	}
	if a.report.accepted == "" {
		return nil
	}
	return r.sign(folder, "ActivityReport", a.name, record.Spec, []signature{{stage: stageAcceptance, authority: v1alpha1.Municipal,
		by: account(city, roleAcceptor), on: a.report.accepted, document: true}})
}
