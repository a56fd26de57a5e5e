package register_test

import (
	"fmt"
	"slices"
	"strconv"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// world is a small register that chance lays out: a city with two counties, two rounds whose windows lie in one year, and everything
// from recognition to the approval of requests. Its records are kept in the order in which they were made.
type world struct {
	t         *rapid.T
	objects   []records.Object
	divisions []records.Division
	calendars calendar.Source
	// plenty says that no budget is too small and no award excludes a later one: the order in which claims come is no matter then.
	plenty bool
}

const city = "city"

var namespaces = []string{city, "east", "west"}

// The days between which everything happens.
var (
	worldBegins = calendar.MustParse("2025-01-06")
	worldEnds   = calendar.MustParse("2025-12-30")
)

// newWorld lays out a register; calendars are those of the samples.
func newWorld(t *rapid.T, calendars []records.Object, plenty bool) *world {
	w := &world{t: t, plenty: plenty, divisions: []records.Division{
		{Namespace: city, Code: "339900"}, {Namespace: "east", Code: "339901"}, {Namespace: "west", Code: "339902"},
	}}
	w.objects = append(w.objects, calendars...)
	w.calendars = records.Calendars(w.view())
	for _, namespace := range namespaces {
		w.ledger(namespace)
	}
	rounds := []*v1alpha1.EvaluationRound{w.round(2025, "2025-02-10", "2025-03-14"), w.round(2026, "2025-05-12", "2025-06-13")}
	program := w.program()
	if !plenty && w.chance("a program beside it", 8) {
		w.divisions = append(w.divisions, records.Division{Namespace: "twin", Code: "339900"})
		beside := program.DeepCopy()
		w.add("twin", program.Name, beside)
	}
	for number := range w.number("alliances", 2, 4) {
		alliance := w.alliance(number)
		for _, round := range rounds {
			w.apply(alliance, round)
		}
		reported := w.chance("reported", 3)
		if reported {
			w.report(alliance)
		}
		// Who was granted before a late report came keeps it, and who would have been held by an early one never had it.
		for plan := range w.number("plans", 0, 2) {
			if !reported || !plenty {
				w.planned(alliance, program, plan)
			}
		}
		w.takePart(alliance)
	}
	w.plan()
	return w
}

func (w *world) view() *files.Memory { return files.NewMemory(w.divisions, w.objects) }

func (w *world) number(label string, low, high int) int {
	return rapid.IntRange(low, high).Draw(w.t, label)
}

// chance is rare: small numbers are drawn more often than great ones, and a history that fails is made smaller until nothing in it is rare.
func (w *world) chance(label string, oneIn int) bool { return w.number(label, 1, oneIn) == oneIn }

func (w *world) add(namespace, name string, object records.Object) {
	object.SetNamespace(namespace)
	object.SetName(name)
	w.objects = append(w.objects, object)
}

// date writes a day.
func date(on calendar.Date) v1alpha1.Date { return v1alpha1.Date(on.String()) }

func (w *world) ledger(namespace string) {
	w.add(namespace, "stars", &v1alpha1.Ledger{Spec: v1alpha1.LedgerSpec{Source: "FiscalBudget"}})
	for _, year := range []int32{2025, 2026} {
		budget := &v1alpha1.Budget{Spec: v1alpha1.BudgetSpec{LedgerRef: v1alpha1.LocalRef{Name: "stars"}, Year: year, FiledBy: "finance-budget"}}
		on, total := worldBegins, 1_000_000
		for range w.number("appropriations", 1, 3) {
			if !w.plenty {
				on, total = on.AddDays(w.number("later", 0, 90)), w.number("total", 1, 8)*10_000
			}
			budget.Spec.Appropriations = append(budget.Spec.Appropriations, v1alpha1.Appropriation{
				On: date(on), Total: v1alpha1.Yuan(strconv.Itoa(total) + ".00"), DocumentNo: "1",
			})
		}
		w.add(namespace, fmt.Sprintf("stars-%d", year), budget)
	}
}

func (w *world) round(year int32, opens, closes v1alpha1.Date) *v1alpha1.EvaluationRound {
	terms := func(rating v1alpha1.Rating, amount v1alpha1.Yuan) v1alpha1.RatingTerms {
		of := v1alpha1.RatingTerms{Rating: rating, Authority: v1alpha1.Municipal}
		if w.chance("recommended", 2) {
			of.Stages = append(of.Stages, v1alpha1.Stage{Name: "Recommendation", Authority: v1alpha1.County})
		}
		of.Stages = append(of.Stages, v1alpha1.Stage{Name: "Decision"})
		if amount != "" {
			of.Award = &v1alpha1.AwardTerms{Amount: amount, LedgerRef: v1alpha1.Ref{Name: "stars"}, RequestBy: "2025-12-31",
				Stages: []v1alpha1.Stage{{Name: "Leadership", Authority: v1alpha1.Municipal}}}
			if w.chance("central", 2) {
				of.Award.LedgerRef.Namespace = city
			}
		}
		return of
	}
	round := &v1alpha1.EvaluationRound{Spec: v1alpha1.EvaluationRoundSpec{
		Year: year, Window: v1alpha1.Window{OpensOn: opens, ClosesOn: closes},
		Ratings:    []v1alpha1.RatingTerms{terms(v1alpha1.Three, ""), terms(v1alpha1.Four, "20000.00"), terms(v1alpha1.Five, "50000.00")},
		Notice:     v1alpha1.NoticeTerms{WorkingDays: 5},
		Objections: v1alpha1.ObjectionTerms{Stages: []v1alpha1.Stage{{Name: "Hearing", Authority: v1alpha1.Municipal}}}, ValidThrough: "2026-12-31",
		RequireLowerStar: rapid.SampledFrom([]string{v1alpha1.RequireOff, v1alpha1.RequireWarn, v1alpha1.RequireDeny}).Draw(w.t, "lower"),
		SameYearUpgrade:  rapid.SampledFrom([]string{v1alpha1.TopUp, v1alpha1.SumOfAwards}).Draw(w.t, "upgrade"),
		RepeatAward:      rapid.SampledFrom([]string{v1alpha1.PerYear, v1alpha1.FirstTimeOnly}).Draw(w.t, "repeat"),
	}}
	round.Spec.Revocation = &v1alpha1.RevocationTerms{
		Grounds:  []v1alpha1.RevocationGround{"IllegalOperation", "SeriousCreditDefault"},
		Stages:   []v1alpha1.Stage{{Name: "Finding", Authority: v1alpha1.Municipal, WorkingDays: 10}, {Name: "Revocation", Authority: v1alpha1.Municipal}},
		Appeal:   &v1alpha1.AppealTerms{Stages: []v1alpha1.Stage{{Name: "Appeal", Authority: v1alpha1.Provincial}}},
		BarYears: rapid.Int32Range(0, 1).Draw(w.t, "bar"), Recovery: "ByDateOfFacts", RecoveryWorkingDays: 20, ClaimReopensDays: 60, PlaqueDays: 15,
	}
	if w.plenty {
		round.Spec.RepeatAward = v1alpha1.PerYear
	}
	w.add(city, fmt.Sprint(year), round)
	return round
}

func codeOf(number int) v1alpha1.CreditCode {
	return v1alpha1.CreditCode(fmt.Sprintf("CODE%014d", number))
}

func (w *world) alliance(number int) *v1alpha1.Alliance {
	decided := worldBegins.AddDays(w.number("decided", 0, 40))
	alliance := &v1alpha1.Alliance{Spec: v1alpha1.AllianceSpec{
		DisplayName: "样例(虚构)", CreditCode: codeOf(number), Industry: "茶", FiledBy: "secretariat",
		Recognition: &v1alpha1.Recognition{Authority: v1alpha1.County, DocumentNo: "1", DecidedOn: date(decided),
			Notice: v1alpha1.NoticePeriod{OpensOn: date(w.workday(decided)), WorkingDays: rapid.Int32Range(1, 5).Draw(w.t, "publicised")}},
		Members: []v1alpha1.Member{{Name: "样例合作社(虚构)", Category: "Cooperative", JoinedOn: date(decided.AddDays(w.number("joined", 0, 200)))}},
	}}
	if w.chance("dissolved", 8) {
		alliance.Spec.DissolvedOn = date(decided.AddDays(w.number("dissolution", 60, 300)))
	}
	w.add(rapid.SampledFrom(namespaces).Draw(w.t, "division"), fmt.Sprintf("a%d", number), alliance)
	return alliance
}

// workday is the working day after a day.
func (w *world) workday(after calendar.Date) calendar.Date {
	next, err := calendar.NextWorkday(w.calendars, after, worldEnds)
	if err != nil {
		w.t.Fatal(err)
	}
	return next
}

// apply files applications of an alliance in a round, and what people do with them.
func (w *world) apply(alliance *v1alpha1.Alliance, round *v1alpha1.EvaluationRound) {
	opens := calendar.MustParse(string(round.Spec.Window.OpensOn))
	for _, terms := range round.Spec.Ratings {
		if w.chance("does not apply", 2) {
			continue
		}
		filed := opens.AddDays(w.number("filed", 0, 33))
		application := &v1alpha1.StarApplication{Spec: v1alpha1.StarApplicationSpec{
			AllianceRef: v1alpha1.LocalRef{Name: alliance.Name}, RoundRef: v1alpha1.Ref{Namespace: city, Name: round.Name},
			Rating: terms.Rating, FiledOn: date(filed), FiledBy: v1alpha1.Account("files-" + alliance.Name),
		}}
		if w.chance("withdrawn", 10) {
			application.Spec.WithdrawnOn = date(filed.AddDays(w.number("withdrawal", 0, 40)))
		}
		name := alliance.Name + "-" + round.Name + "-" + map[v1alpha1.Rating]string{v1alpha1.Three: "3", v1alpha1.Four: "4", v1alpha1.Five: "5"}[terms.Rating]
		w.add(alliance.Namespace, name, application)
		signed := application.Spec
		signed.WithdrawnOn = ""
		on := w.sign(records.StarApplication, application, signed, terms.Stages, filed)
		if w.chance("objected", 6) {
			w.object(application, on)
		}
		if terms.Award != nil && !w.chance("not requested", 4) {
			w.request(alliance, application, terms.Award.Stages, on)
		}
	}
}

// sign lets people sign stage after stage, most often so that the subject is approved; it returns the day of the last signature.
func (w *world) sign(kind records.Kind, subject records.Object, spec any, stages []v1alpha1.Stage, on calendar.Date) calendar.Date {
	named, err := digest.Of(v1alpha1.Group, string(kind), subject.GetNamespace(), subject.GetName(), spec)
	if err != nil {
		w.t.Fatal(err)
	}
	for i, stage := range stages {
		on = on.AddDays(w.number("signed", 0, 6))
		review := &v1alpha1.Review{Spec: v1alpha1.ReviewSpec{
			SubjectRef: v1alpha1.SubjectRef{Kind: string(kind), Name: subject.GetName(), Digest: v1alpha1.Digest(named)}, Stage: stage.Name,
			Authority: stage.Authority, Reviewer: v1alpha1.Account("signs-" + stage.Name), Verdict: v1alpha1.Approve, DocumentNo: "1", SignedOn: date(on),
		}}
		if stage.Authority == "" {
			review.Spec.Authority = v1alpha1.Municipal
		}
		if w.chance("other verdict", 12) {
			review.Spec.Verdict = rapid.SampledFrom([]v1alpha1.Verdict{v1alpha1.Reject, v1alpha1.ReturnBack}).Draw(w.t, "verdict")
		}
		if kind == records.StarApplication && i == len(stages)-1 {
			review.Spec.Notice = &v1alpha1.NoticeOpening{OpensOn: date(w.workday(on))}
		}
		w.add(subject.GetNamespace(), subject.GetName()+"-"+stage.Name, review)
	}
	return on
}

func (w *world) object(application *v1alpha1.StarApplication, decided calendar.Date) {
	raised := decided.AddDays(w.number("raised", 1, 14))
	objection := &v1alpha1.Objection{Spec: v1alpha1.ObjectionSpec{
		SubjectRef: v1alpha1.ObjectionSubject{Kind: string(records.StarApplication), Name: application.Name},
		RaisedOn:   date(raised), Signed: v1alpha1.SignedSeal, Grounds: "样例(虚构)", FiledBy: "files-objection",
	}}
	w.add(application.Namespace, application.Name+"-objection", objection)
	if w.chance("heard", 2) {
		w.sign(records.Objection, objection, objection.Spec, []v1alpha1.Stage{{Name: "Hearing", Authority: v1alpha1.Municipal}}, raised)
	}
}

func (w *world) request(alliance *v1alpha1.Alliance, application *v1alpha1.StarApplication, stages []v1alpha1.Stage, decided calendar.Date) {
	requested := decided.AddDays(w.number("asked", 8, 40))
	request := &v1alpha1.AwardRequest{Spec: v1alpha1.AwardRequestSpec{
		ApplicationRef: v1alpha1.LocalRef{Name: application.Name}, RequestedOn: date(requested), FiledBy: application.Spec.FiledBy,
		Payee: v1alpha1.Payee{Name: "样例(虚构)", CreditCode: alliance.Spec.CreditCode},
	}}
	w.add(application.Namespace, application.Name, request)
	w.sign(records.AwardRequest, request, request.Spec, stages, requested)
}

// report files an incident about an alliance, and what people decide on it.
func (w *world) report(alliance *v1alpha1.Alliance) {
	reported := worldBegins.AddDays(w.number("reported on", 60, 300))
	incident := &v1alpha1.Incident{Spec: v1alpha1.IncidentSpec{
		AllianceRef: v1alpha1.LocalRef{Name: alliance.Name}, Subject: v1alpha1.SubjectAlliance, FiledBy: "files-incident", Description: "样例(虚构)",
		Ground:  rapid.SampledFrom([]v1alpha1.IncidentGround{"IllegalOperation", "IllegalOperation", "MajorSafetyAccident", "Other"}).Draw(w.t, "ground"),
		FactsOn: date(reported.AddDays(-w.number("facts", 0, 120))), ReportedOn: date(reported),
	}}
	w.add(alliance.Namespace, alliance.Name+"-incident", incident)
	stages := []v1alpha1.Stage{{Name: "Finding", Authority: v1alpha1.Municipal}, {Name: "Revocation", Authority: v1alpha1.Municipal}}
	decided := w.sign(records.Incident, incident, incident.Spec, stages[:w.number("decided", 1, 2)], reported)
	if w.chance("appealed", 2) {
		w.sign(records.Incident, incident, incident.Spec, []v1alpha1.Stage{{Name: "Appeal", Authority: v1alpha1.Provincial}}, decided)
	}
}

// declaredOn is the day on which a record is declared: what it is dated to.
func declaredOn(object records.Object) calendar.Date {
	switch record := object.(type) {
	case *v1alpha1.Alliance:
		return calendar.MustParse(string(record.Spec.Recognition.DecidedOn))
	case *v1alpha1.ActivityPlan:
		return calendar.MustParse(string(record.Spec.FiledOn))
	case *v1alpha1.ActivityReport:
		return calendar.MustParse(string(record.Spec.ReportedOn))
	case *v1alpha1.StarApplication:
		return calendar.MustParse(string(record.Spec.FiledOn))
	case *v1alpha1.Review:
		return calendar.MustParse(string(record.Spec.SignedOn))
	case *v1alpha1.Objection:
		return calendar.MustParse(string(record.Spec.RaisedOn))
	case *v1alpha1.AwardRequest:
		return calendar.MustParse(string(record.Spec.RequestedOn))
	case *v1alpha1.Incident:
		return calendar.MustParse(string(record.Spec.ReportedOn))
	case *v1alpha1.Payment:
		return calendar.MustParse(string(record.Spec.OrderedOn))
	case *v1alpha1.Initiative:
		return calendar.MustParse(string(record.Spec.StartsOn))
	case *v1alpha1.Budget:
		return calendar.MustParse(string(record.Spec.Appropriations[0].On))
	}
	return calendar.MustParse("2024-01-01") // calendars, rounds and ledgers are there from the beginning
}

// asDeclared is a record as it was declared by a day: what is dated later was not yet written into it.
func asDeclared(object records.Object, by calendar.Date) records.Object {
	later := func(on v1alpha1.Date) bool { return on > date(by) }
	switch record := object.(type) {
	case *v1alpha1.ActivityPlan:
		if later(record.Spec.CancelledOn) {
			record = record.DeepCopy()
			record.Spec.CancelledOn = ""
		}
		return record
	case *v1alpha1.StarApplication:
		if later(record.Spec.WithdrawnOn) {
			record = record.DeepCopy()
			record.Spec.WithdrawnOn = ""
		}
		return record
	case *v1alpha1.Alliance:
		if later(record.Spec.DissolvedOn) {
			record = record.DeepCopy()
			record.Spec.DissolvedOn = ""
		}
		return record
	case *v1alpha1.Budget:
		record = record.DeepCopy()
		record.Spec.Appropriations = slices.DeleteFunc(record.Spec.Appropriations, func(a v1alpha1.Appropriation) bool { return later(a.On) })
		return record
	case *v1alpha1.Payment:
		record = record.DeepCopy()
		if later(record.Spec.PaidOn) {
			record.Spec.PaidOn, record.Spec.BookedBy, record.Spec.Voucher = "", "", ""
		}
		if record.Spec.Returned != nil && later(record.Spec.Returned.On) {
			record.Spec.Returned = nil
		}
		return record
	}
	return object
}
