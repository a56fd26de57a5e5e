package evaluation_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// Credit codes of the fictitious samples: of two alliances, and of a company.
const (
	torreyaCode = "51330681PDY0000879"
	beanCode    = "51330624PDY000124X"
	companyCode = "91330683PDY000108J"
)

var (
	starsLedger = records.Key{Namespace: "shaoxing", Name: "stars"}
	torreya4    = records.Key{Namespace: "zhuji", Name: "torreya-2025-4"}
	torreya5    = records.Key{Namespace: "zhuji", Name: "torreya-2025-5"}
)

// world is a register as a test lays it out. What it holds may be changed until it is looked at.
type world struct {
	divisions []records.Division
	objects   []records.Object
}

// newWorld has the province, the city and three of its divisions, the calendars of 2024 to 2026, the round of 2025, and a ledger
// with 200 000 yuan for each of 2024 to 2026.
func newWorld() *world {
	w := &world{}
	for _, division := range []string{"zhejiang 330000", "shaoxing 330600", "zhuji 330681", "xinchang 330624", "keqiao 330603"} {
		name, code, _ := strings.Cut(division, " ")
		w.divisions = append(w.divisions, records.Division{Namespace: name, Code: code, DisplayName: name})
	}
	for _, year := range []string{"2024", "2025", "2026"} {
		w.add(workCalendar(year))
		w.budget(year, year+"-01-10 200000.00")
	}
	w.add(&v1alpha1.Ledger{ObjectMeta: named("shaoxing", "stars"), Spec: v1alpha1.LedgerSpec{Source: "FiscalBudget"}})
	w.round(2025)
	return w
}

func named(namespace, name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Namespace: namespace, Name: name}
}

// add lays a record into the register and returns it.
func (w *world) add(record records.Object) { w.objects = append(w.objects, record) }

// drop takes records out of the register.
func (w *world) drop(gone ...records.Object) {
	w.objects = slices.DeleteFunc(w.objects, func(object records.Object) bool { return slices.Contains(gone, object) })
}

// get finds a record to change.
func get[T records.Object](w *world, namespace, name string) T {
	for _, object := range w.objects {
		if record, ok := object.(T); ok && object.GetNamespace() == namespace && object.GetName() == name {
			return record
		}
	}
	panic(fmt.Sprintf("the register has no %T %s/%s", *new(T), namespace, name))
}

// budget declares the budget of a year: each appropriation is a date and a total.
func (w *world) budget(year string, appropriations ...string) *v1alpha1.Budget {
	budget := &v1alpha1.Budget{ObjectMeta: named("shaoxing", "stars-"+year),
		Spec: v1alpha1.BudgetSpec{LedgerRef: v1alpha1.LocalRef{Name: "stars"}, Year: yearOf(year)}}
	for _, appropriation := range appropriations {
		on, total, _ := strings.Cut(appropriation, " ")
		budget.Spec.Appropriations = append(budget.Spec.Appropriations,
			v1alpha1.Appropriation{On: v1alpha1.Date(on), Total: v1alpha1.Yuan(total), DocumentNo: "1"})
	}
	w.add(budget)
	return budget
}

func yearOf(text string) int32 {
	year, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		panic(err)
	}
	return int32(year)
}

// round declares the city's round of a year: applications in March and April, a notice of five working days, stars that hold to
// the end of the next year, 20 000 and 50 000 yuan.
func (w *world) round(year int32) *v1alpha1.EvaluationRound {
	stage := func(name string, by v1alpha1.Authority) v1alpha1.Stage {
		return v1alpha1.Stage{Name: name, Authority: by}
	}
	appraisal := func(by v1alpha1.Authority) v1alpha1.Stage {
		return v1alpha1.Stage{Name: "Appraisal", Authority: by, Reviewers: 3, Scored: true}
	}
	award := func(amount v1alpha1.Yuan) *v1alpha1.AwardTerms {
		return &v1alpha1.AwardTerms{
			Amount: amount, LedgerRef: v1alpha1.Ref{Namespace: "shaoxing", Name: "stars"}, RequestBy: on(year+1, "03-31"),
			Stages: []v1alpha1.Stage{stage("Check", v1alpha1.Municipal), stage("Leadership", v1alpha1.Municipal)},
		}
	}
	round := &v1alpha1.EvaluationRound{
		ObjectMeta: named("shaoxing", fmt.Sprint(year)),
		Spec: v1alpha1.EvaluationRoundSpec{
			Year: year, Window: v1alpha1.Window{OpensOn: on(year, "03-01"), ClosesOn: on(year, "04-30")},
			Indicators: []v1alpha1.Indicator{{Name: "service", MaxPoints: 30}, {Name: "standard", MaxPoints: 25},
				{Name: "operation", MaxPoints: 25}, {Name: "influence", MaxPoints: 20}},
			RecusalYears: 2, Notice: v1alpha1.NoticeTerms{WorkingDays: 5}, ValidThrough: on(year+1, "12-31"),
			Objections: v1alpha1.ObjectionTerms{Stages: []v1alpha1.Stage{stage("Hearing", v1alpha1.Municipal)}},
			Revocation: &v1alpha1.RevocationTerms{
				Grounds:  []v1alpha1.RevocationGround{"IllegalOperation", "MajorSafetyAccident", "SeriousCreditDefault"},
				Stages:   []v1alpha1.Stage{{Name: "Finding", WorkingDays: 30}, {Name: "Hearing"}, {Name: "Revocation"}},
				Appeal:   &v1alpha1.AppealTerms{Stages: []v1alpha1.Stage{stage("Appeal", v1alpha1.Provincial)}},
				BarYears: 1, Recovery: "ByDateOfFacts", RecoveryWorkingDays: 20, ClaimReopensDays: 60, PlaqueDays: 15,
			},
			RequireLowerStar: v1alpha1.RequireOff, SameYearUpgrade: v1alpha1.TopUp, RepeatAward: v1alpha1.PerYear,
			Ratings: []v1alpha1.RatingTerms{
				{Rating: v1alpha1.Three, Authority: v1alpha1.County, MinPoints: "70", Enforcement: "Advisory",
					Stages: []v1alpha1.Stage{appraisal(v1alpha1.County), stage("Decision", v1alpha1.County)}},
				{Rating: v1alpha1.Four, Authority: v1alpha1.Municipal, MinPoints: "80", Enforcement: "Advisory", Award: award("20000.00"),
					Stages: []v1alpha1.Stage{stage("Recommendation", v1alpha1.County), appraisal(v1alpha1.Municipal), stage("Decision", "")}},
				{Rating: v1alpha1.Five, Authority: v1alpha1.Provincial, MinPoints: "90", Enforcement: "Advisory", Award: award("50000.00"),
					Stages: []v1alpha1.Stage{stage("Recommendation", v1alpha1.County), stage("Endorsement", v1alpha1.Municipal),
						appraisal(v1alpha1.Provincial), stage("Decision", v1alpha1.Provincial)}},
			},
		},
	}
	w.add(round)
	return round
}

func on(year int32, monthAndDay string) v1alpha1.Date {
	return v1alpha1.Date(fmt.Sprintf("%d-%s", year, monthAndDay))
}

// view is the register as it stands. A signature that names no digest gets that of its subject as it stands.
func (w *world) view() records.View {
	var copies []records.Object
	for _, object := range w.objects {
		copied, _ := object.DeepCopyObject().(records.Object)
		if review, ok := copied.(*v1alpha1.Review); ok && review.Spec.SubjectRef.Digest == "" {
			review.Spec.SubjectRef.Digest = w.digest(review)
		}
		copies = append(copies, copied)
	}
	return files.NewMemory(w.divisions, copies)
}

// digest is that of the subject of a signature; of an application without its withdrawal, but for a consent to that.
func (w *world) digest(review *v1alpha1.Review) v1alpha1.Digest {
	for _, object := range w.objects {
		kind := records.KindOf(object)
		if string(kind) != review.Spec.SubjectRef.Kind || object.GetNamespace() != review.Namespace || object.GetName() != review.Spec.SubjectRef.Name {
			continue
		}
		var spec any
		switch record := object.(type) {
		case *v1alpha1.StarApplication:
			signed := record.Spec
			if review.Spec.Stage != evaluation.StageWithdrawal {
				signed.WithdrawnOn = ""
			}
			spec = signed
		case *v1alpha1.ActivityPlan:
			signed := record.Spec
			signed.CancelledOn = ""
			spec = signed
		case *v1alpha1.ActivityReport:
			spec = record.Spec
		case *v1alpha1.AwardRequest:
			spec = record.Spec
		case *v1alpha1.Objection:
			spec = record.Spec
		case *v1alpha1.Incident:
			spec = record.Spec
		case *v1alpha1.BrandLicense:
			spec = record.Spec
		}
		text, err := digest.Of(v1alpha1.Group, string(kind), object.GetNamespace(), object.GetName(), spec)
		if err != nil {
			panic(err)
		}
		return v1alpha1.Digest(text)
	}
	return "sha256:of-nothing"
}

// at evaluates the register as it stands, without any entry in its ledger.
func (w *world) at(asOf string) *evaluation.Pass {
	return evaluation.At(w.view(), calendar.MustParse(asOf))
}

// lived evaluates the register with everything in its ledger that may be entered by a day.
func (w *world) lived(t *testing.T, asOf string) *evaluation.Pass {
	t.Helper()
	return evaluation.At(w.entered(t, asOf), calendar.MustParse(asOf))
}

// workCalendar is the State Council's notice of a year (§3.0 of the domain reference).
func workCalendar(year string) *v1alpha1.WorkCalendar {
	off := map[string][]string{
		"2024": {"01-01", "02-10..17", "04-04..06", "05-01..05", "06-10", "09-15..17", "10-01..07"},
		"2025": {"01-01", "01-28..31", "02-01..04", "04-04..06", "05-01..05", "05-31", "06-01..02", "10-01..08"},
		"2026": {"01-01..03", "02-15..23", "04-04..06", "05-01..05", "06-19..21", "09-25..27", "10-01..07"},
		"2027": {"01-01..03"}, // fictitious: not published
	}
	worked := map[string][]string{
		"2024": {"02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"},
		"2025": {"01-26", "02-08", "04-27", "09-28", "10-11"},
		"2026": {"01-04", "02-14", "02-28", "05-09", "09-20", "10-10"},
	}
	record := &v1alpha1.WorkCalendar{ObjectMeta: named("", year), Spec: v1alpha1.WorkCalendarSpec{DocumentNo: "notice"}}
	for _, span := range off[year] {
		first, last, spans := strings.Cut(span, "..")
		from := calendar.MustParse(year + "-" + first)
		to := from
		if spans {
			to = calendar.MustParse(year + "-" + first[:3] + last)
		}
		for ; from <= to; from = from.AddDays(1) {
			record.Spec.Holidays = append(record.Spec.Holidays, v1alpha1.Date(from.String()))
		}
	}
	for _, day := range worked[year] {
		record.Spec.Workdays = append(record.Spec.Workdays, v1alpha1.Date(year+"-"+day))
	}
	return record
}
