package cli

import (
	"fmt"
	"strconv"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// registerView is what `register -o json` and `-o yaml` print. The names of its fields are stable and only added to; they are
// described in docs/register.md. Dates are calendar dates in Asia/Shanghai, amounts are yuan with two places.
type registerView struct {
	AsOf string `json:"asOf"`
	// Basis says which facts were asked: those of the day as the records tell them now.
	Basis        string               `json:"basis"`
	Stars        []starView           `json:"stars"`
	Applications []applicationView    `json:"applications"`
	Objections   []outcomeView        `json:"objections"`
	Incidents    []incidentView       `json:"incidents"`
	Requests     []requestView        `json:"requests"`
	Reviews      []outcomeView        `json:"reviews"`
	Programs     []programView        `json:"programs"`
	Plans        []planView           `json:"plans"`
	Reports      []activityReportView `json:"reports"`
	Ledgers      []ledgerView         `json:"ledgers"`
	Payments     []outcomeView        `json:"payments"`
	Budgets      []budgetView         `json:"budgets"`
	Rounds       []roundView          `json:"rounds"`
	Brands       []brandView          `json:"brands"`
	Licenses     []licenseView        `json:"licenses"`
	// Initiatives with the Exemplars among them, and the ActionPlans that all is measured against.
	Initiatives []initiativeView `json:"initiatives"`
	Exemplars   []exemplarView   `json:"exemplars"`
	ActionPlans []actionPlanView `json:"actionPlans"`
	// Stalled are the records that a person must change first.
	Stalled []outcomeView `json:"stalled"`
}

// outcomeView is a record with its outcome.
type outcomeView struct {
	Kind      records.Kind `json:"kind"`
	Namespace string       `json:"namespace,omitempty"`
	Name      string       `json:"name"`
	Status    string       `json:"status"`
	Reason    string       `json:"reason"`
	Message   string       `json:"message"`
	Next      string       `json:"next,omitempty"`
}

type starView struct {
	Namespace    string `json:"namespace"`
	Alliance     string `json:"alliance"`
	DisplayName  string `json:"displayName"`
	Rating       string `json:"rating"`
	Year         int32  `json:"year"`
	AwardedOn    string `json:"awardedOn"`
	ValidThrough string `json:"validThrough"`
	Application  string `json:"application"`
}

type applicationView struct {
	outcomeView
	Alliance     string `json:"alliance"`
	Rating       string `json:"rating"`
	Points       string `json:"points,omitempty"`
	NoticeOpens  string `json:"noticeOpens,omitempty"`
	NoticeCloses string `json:"noticeCloses,omitempty"`
	AwardedOn    string `json:"awardedOn,omitempty"`
	ValidThrough string `json:"validThrough,omitempty"`
}

type incidentView struct {
	outcomeView
	Alliance     string `json:"alliance"`
	Ground       string `json:"ground"`
	ReportedOn   string `json:"reportedOn"`
	DecidedOn    string `json:"decidedOn,omitempty"`
	OverdueSince string `json:"overdueSince,omitempty"`
}

type requestView struct {
	outcomeView
	CompletedOn string `json:"completedOn,omitempty"`
	Amount      string `json:"amount,omitempty"`
	Entry       string `json:"entry,omitempty"`
}

type ledgerView struct {
	Namespace string      `json:"namespace"`
	Name      string      `json:"name"`
	Entries   []entryView `json:"entries"`
	Head      string      `json:"head,omitempty"`
	Verified  int64       `json:"verifiedThrough"`
	Frozen    string      `json:"frozen,omitempty"`
}

type entryView struct {
	Name    string                           `json:"name"`
	Digest  string                           `json:"digest"`
	Balance string                           `json:"balance"`
	State   string                           `json:"state"`
	Spec    v1alpha1.FundingDisbursementSpec `json:"spec"`
}

type budgetView struct {
	Namespace string `json:"namespace"`
	Name      string `json:"name"`
	Total     string `json:"total"`
	Committed string `json:"committed"`
	Paid      string `json:"paid"`
	Recovered string `json:"recovered"`
	Available string `json:"available"`
	Waiting   int32  `json:"waitingClaims"`
	Asked     string `json:"waitingAmount,omitempty"`
}

type roundView struct {
	Namespace   string `json:"namespace"`
	Name        string `json:"name"`
	Recognized  int32  `json:"recognized"`
	Applied     int32  `json:"applied"`
	NotApplied  int32  `json:"notApplied"`
	NotEligible int32  `json:"notEligible"`
	Three       int32  `json:"three"`
	Four        int32  `json:"four"`
	Five        int32  `json:"five"`
}

// ReportRegister computes a register and shows it. The error is that of register.Compute.
func ReportRegister(view records.View, asOf calendar.Date, language string) (Report, error) {
	computed, err := register.Compute(view, register.Options{AsOf: asOf, Fixed: true, Language: language})
	if err != nil {
		return Report{}, err
	}
	shown := &registerView{AsOf: asOf.String(), Basis: "facts of the day as now recorded"}
	shown.addPeople(computed)
	shown.addActivities(computed)
	shown.addMoney(computed)
	shown.addBrands(computed)
	shown.addPlans(computed)
	for _, object := range computed.Records() {
		if stalled := apimeta.FindStatusCondition(register.Conditions(object), v1alpha1.ConditionStalled); stalled != nil {
			shown.Stalled = append(shown.Stalled, outcomeFrom(object, stalled))
		}
	}
	sections := shown.sections(sectionWords[language], activitySectionWords[language], brandSectionWords[language])
	return Report{Value: shown, Sections: append(sections, shown.planSections(planSectionWords[language])...)}, nil
}

// addPeople shows what was applied for, signed, objected to and reported.
func (v *registerView) addPeople(r *register.Register) {
	for _, round := range register.Of[*v1alpha1.EvaluationRound](r, records.EvaluationRound) {
		scope, awarded := round.Status.Scope, round.Status.Awarded
		v.Rounds = append(v.Rounds, roundView{round.Namespace, round.Name, scope.Recognized, scope.Applied, scope.NotApplied, scope.NotEligible,
			awarded.Three, awarded.Four, awarded.Five})
	}
	for _, alliance := range register.Of[*v1alpha1.Alliance](r, records.Alliance) {
		if star := alliance.Status.Star; star != nil {
			v.Stars = append(v.Stars, starView{alliance.Namespace, alliance.Name, alliance.Spec.DisplayName, string(star.Rating), star.Year,
				string(star.AwardedOn), string(star.ValidThrough), star.Application})
		}
	}
	for _, application := range register.Of[*v1alpha1.StarApplication](r, records.StarApplication) {
		shown := applicationView{
			outcomeView: outcomeOf(application), Alliance: application.Spec.AllianceRef.Name, Rating: string(application.Spec.Rating),
			Points: string(application.Status.Points), AwardedOn: string(application.Status.AwardedOn), ValidThrough: string(application.Status.ValidThrough),
		}
		if notice := application.Status.Notice; notice != nil {
			shown.NoticeOpens, shown.NoticeCloses = string(notice.OpensOn), string(notice.ClosesOn)
		}
		v.Applications = append(v.Applications, shown)
	}
	for _, objection := range register.Of[*v1alpha1.Objection](r, records.Objection) {
		v.Objections = append(v.Objections, outcomeOf(objection))
	}
	for _, incident := range register.Of[*v1alpha1.Incident](r, records.Incident) {
		v.Incidents = append(v.Incidents, incidentView{outcomeOf(incident), incident.Spec.AllianceRef.Name, string(incident.Spec.Ground),
			string(incident.Spec.ReportedOn), string(incident.Status.DecidedOn), string(incident.Status.OverdueSince)})
	}
	for _, request := range register.Of[*v1alpha1.AwardRequest](r, records.AwardRequest) {
		v.Requests = append(v.Requests, requestView{outcomeOf(request), string(request.Status.CompletedOn), string(request.Status.Amount), request.Status.Entry})
	}
	for _, review := range register.Of[*v1alpha1.Review](r, records.Review) {
		v.Reviews = append(v.Reviews, outcomeOf(review))
	}
}

// addMoney shows the ledgers with their entries, the budgets and the payments.
func (v *registerView) addMoney(r *register.Register) {
	entries := register.Of[*v1alpha1.FundingDisbursement](r, records.FundingDisbursement)
	for _, ledger := range register.Of[*v1alpha1.Ledger](r, records.Ledger) {
		shown := ledgerView{Namespace: ledger.Namespace, Name: ledger.Name, Entries: []entryView{}, Head: string(ledger.Status.Head),
			Verified: ledger.Status.VerifiedThrough, Frozen: ledger.Status.Frozen}
		for _, entry := range entries {
			if entry.Namespace == ledger.Namespace && entry.Spec.LedgerRef.Name == ledger.Name {
				shown.Entries = append(shown.Entries, entryView{entry.Name, string(entry.Status.Digest), string(entry.Status.Balance), outcomeOf(entry).Reason, entry.Spec})
			}
		}
		v.Ledgers = append(v.Ledgers, shown)
	}
	for _, budget := range register.Of[*v1alpha1.Budget](r, records.Budget) {
		shown := budgetView{Namespace: budget.Namespace, Name: budget.Name, Total: string(budget.Status.Total), Committed: string(budget.Status.Committed),
			Paid: string(budget.Status.Paid), Recovered: string(budget.Status.Recovered), Available: string(budget.Status.Available)}
		if waiting := budget.Status.Waiting; waiting != nil {
			shown.Waiting, shown.Asked = waiting.Claims, string(waiting.Amount)
		}
		v.Budgets = append(v.Budgets, shown)
	}
	for _, payment := range register.Of[*v1alpha1.Payment](r, records.Payment) {
		v.Payments = append(v.Payments, outcomeOf(payment))
	}
}

func outcomeOf(object records.Object) outcomeView {
	return outcomeFrom(object, register.Outcome(object))
}

func outcomeFrom(object records.Object, condition *metav1.Condition) outcomeView {
	shown := outcomeView{Kind: records.KindOf(object), Namespace: object.GetNamespace(), Name: object.GetName(), Next: string(register.Next(object))}
	if condition != nil {
		shown.Status, shown.Reason, shown.Message = string(condition.Status), condition.Reason, condition.Message
	}
	return shown
}

func (e entryView) row() []string {
	return []string{e.Name, string(e.Spec.Day), string(e.Spec.Type), string(e.Spec.Amount), e.Balance, e.State, e.about(), e.because(), e.Digest}
}

// about is the entry that an entry is about, else its claim.
func (e entryView) about() string {
	if e.Spec.Entry == "" && e.Spec.Claim != nil {
		if plan := e.Spec.Claim.Plan; plan != nil {
			return plan.Namespace + "/" + plan.Name
		}
		return fmt.Sprintf("%s %d", e.Spec.Claim.Identity, e.Spec.Claim.Year)
	}
	return e.Spec.Entry
}

func (e entryView) because() string { return e.Spec.Cause.Namespace + "/" + e.Spec.Cause.Name }

func number(n int32) string { return long(int64(n)) }

func long(n int64) string { return strconv.FormatInt(n, 10) }
