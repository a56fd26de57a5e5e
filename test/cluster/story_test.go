package cluster_test

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/creditcode"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// The days of every story: recognised in January, filed in March, decided in May, on notice for five working days, asked for
// in June, paid in July.
const (
	decidedOn   = v1alpha1.Date("2025-05-12")
	requestedOn = v1alpha1.Date("2025-06-03")
	approvedOn  = v1alpha1.Date("2025-06-10")
	storyEnds   = "2025-12-31"
)

// award is what a four-star alliance of a story gets.
const award = v1alpha1.Yuan("20000.00")

// city is a city with counties, each a namespace of its own. Each county has a ledger and pays its alliances from it.
type city struct {
	t         *testing.T
	env       *testenv.Env
	client    client.Client
	namespace string
	counties  []string
	// namespaces that its managers look at: none, for all, where the city has an API server of its own.
	namespaces []string
}

// newCity declares a city of a number of counties, with a round whose stars are paid by the counties' own ledgers. One of a single
// county shares the API server of all tests; for more it has its own, since a manager watches each namespace that it is given by itself.
func newCity(t *testing.T, name string, code, counties int) *city {
	t.Helper()
	c := &city{t: t, env: env, namespace: name, namespaces: []string{name}}
	if counties > 1 {
		c.env = ownServer(t)
	}
	to, err := client.New(c.env.Config, client.Options{Scheme: controllers.Scheme()})
	if err != nil {
		t.Fatal(err)
	}
	c.client = to
	c.division(name, fmt.Sprintf("33%02d00", code))
	for i := range counties {
		county := fmt.Sprintf("%s-%02d", name, i+1)
		c.division(county, fmt.Sprintf("33%02d%02d", code, i+1))
		c.counties = append(c.counties, county)
		c.namespaces = append(c.namespaces, county)
	}
	if counties > 1 {
		c.namespaces = nil
	}
	calendars(t, to)
	c.create(round(name))
	return c
}

func (c *city) division(namespace, code string) {
	c.t.Helper()
	if err := c.env.Namespace(c.t.Context(), namespace, code, namespace); err != nil {
		c.t.Fatal(err)
	}
}

func (c *city) create(objects ...client.Object) {
	c.t.Helper()
	for _, object := range objects {
		if err := c.client.Create(c.t.Context(), object); err != nil {
			c.t.Fatalf("%T %s: %v", object, records.KeyOf(object), err)
		}
	}
}

// ledger declares a county's ledger and its budget of 2025.
func (c *city) ledger(county string, total v1alpha1.Yuan) {
	c.t.Helper()
	ledger := &v1alpha1.Ledger{Spec: v1alpha1.LedgerSpec{Source: "FiscalBudget"}}
	ledger.Namespace, ledger.Name = county, "stars"
	budget := &v1alpha1.Budget{Spec: v1alpha1.BudgetSpec{
		LedgerRef: v1alpha1.LocalRef{Name: "stars"}, Year: 2025, FiledBy: "finance-budget",
		Appropriations: []v1alpha1.Appropriation{{On: "2025-01-06", Total: total, DocumentNo: "样例财〔2025〕1号"}},
	}}
	budget.Namespace, budget.Name = county, "stars-2025"
	c.create(ledger, budget)
}

// alliance declares a recognised alliance, whose number makes its name and its credit code.
func (c *city) alliance(county string, number int) *v1alpha1.Alliance {
	c.t.Helper()
	a := &v1alpha1.Alliance{Spec: v1alpha1.AllianceSpec{
		DisplayName: fmt.Sprintf("样例产业农合联%d(虚构)", number), CreditCode: code(c.t, number), Industry: "茶", FiledBy: "secretariat",
		Recognition: &v1alpha1.Recognition{
			Authority: v1alpha1.County, DocumentNo: "样例农合发〔2025〕1号", DecidedOn: "2025-01-06",
			Notice: v1alpha1.NoticePeriod{OpensOn: "2025-01-07", WorkingDays: 5},
		},
	}}
	a.Namespace, a.Name = county, fmt.Sprintf("a%04d", number)
	c.create(a)
	return a
}

// application files an application for four stars.
func (c *city) application(a *v1alpha1.Alliance) *v1alpha1.StarApplication {
	c.t.Helper()
	application := &v1alpha1.StarApplication{Spec: v1alpha1.StarApplicationSpec{
		AllianceRef: v1alpha1.LocalRef{Name: a.Name}, RoundRef: v1alpha1.Ref{Namespace: c.namespace, Name: "2025"},
		Rating: v1alpha1.Four, FiledOn: "2025-03-03", FiledBy: v1alpha1.Account("files-" + a.Name),
	}}
	application.Namespace, application.Name = a.Namespace, a.Name+"-2025-4"
	c.create(application)
	return application
}

// request asks for the money of an application.
func (c *city) request(a *v1alpha1.Alliance, application *v1alpha1.StarApplication) *v1alpha1.AwardRequest {
	c.t.Helper()
	request := &v1alpha1.AwardRequest{Spec: v1alpha1.AwardRequestSpec{
		ApplicationRef: v1alpha1.LocalRef{Name: application.Name}, RequestedOn: requestedOn, FiledBy: application.Spec.FiledBy,
		Payee: v1alpha1.Payee{Name: a.Spec.DisplayName, CreditCode: a.Spec.CreditCode, AccountTail: "1234"},
	}}
	request.Namespace, request.Name = application.Namespace, application.Name
	c.create(request)
	return request
}

// decide signs the deciding stage of an application, which opens its notice.
func (c *city) decide(application *v1alpha1.StarApplication) *v1alpha1.Review {
	c.t.Helper()
	return c.decideAs(v1alpha1.Municipal, application)
}

// decideAs decides in the name of another authority.
func (c *city) decideAs(authority v1alpha1.Authority, application *v1alpha1.StarApplication) *v1alpha1.Review {
	c.t.Helper()
	review := c.review(records.StarApplication, application, application.Spec, "Decision", "city-1", decidedOn)
	review.Spec.Authority = authority
	review.Spec.Notice = &v1alpha1.NoticeOpening{OpensOn: "2025-05-13", Channel: "https://example.org/notice"}
	c.create(review)
	return review
}

// approve signs the last stage of a request.
func (c *city) approve(request *v1alpha1.AwardRequest, on v1alpha1.Date) *v1alpha1.Review {
	c.t.Helper()
	review := c.review(records.AwardRequest, request, request.Spec, "Leadership", "city-2", on)
	c.create(review)
	return review
}

// review is a signature in the city's name that approves.
func (c *city) review(kind records.Kind, subject client.Object, spec any, stage string, by v1alpha1.Account, on v1alpha1.Date) *v1alpha1.Review {
	c.t.Helper()
	named, err := digest.Of(v1alpha1.Group, string(kind), subject.GetNamespace(), subject.GetName(), spec)
	if err != nil {
		c.t.Fatal(err)
	}
	review := &v1alpha1.Review{Spec: v1alpha1.ReviewSpec{
		SubjectRef: v1alpha1.SubjectRef{Kind: string(kind), Name: subject.GetName(), Digest: v1alpha1.Digest(named)},
		Stage:      stage, Authority: v1alpha1.Municipal, Reviewer: by, Verdict: v1alpha1.Approve, DocumentNo: "样例农合执〔2025〕2号", SignedOn: on,
	}}
	review.Namespace, review.Name = subject.GetNamespace(), subject.GetName()+"-"+map[records.Kind]string{records.StarApplication: "decision", records.AwardRequest: "leadership"}[kind]
	return review
}

// funded declares an alliance from its recognition to the approval of its request.
func (c *city) funded(county string, number int) *v1alpha1.AwardRequest {
	c.t.Helper()
	alliance := c.alliance(county, number)
	application := c.application(alliance)
	c.decide(application)
	request := c.request(alliance, application)
	c.approve(request, approvedOn)
	return request
}

// allianceOf is the alliance of a story's request: the application is named for it.
func allianceOf(request *v1alpha1.AwardRequest) string {
	name, _, _ := strings.Cut(request.Name, "-")
	return name
}

// round is the evaluation of 2025: four stars, decided by the city and paid by the alliance's own division.
func round(namespace string) *v1alpha1.EvaluationRound {
	r := &v1alpha1.EvaluationRound{Spec: v1alpha1.EvaluationRoundSpec{
		Year:   2025,
		Basis:  []v1alpha1.BasisDocument{{Title: "样例星级评价办法(虚构)", DocumentNo: "样例〔2022〕6号"}},
		Window: v1alpha1.Window{OpensOn: "2025-02-10", ClosesOn: "2025-04-30"},
		Ratings: []v1alpha1.RatingTerms{{
			Rating: v1alpha1.Four, Authority: v1alpha1.Municipal, Stages: []v1alpha1.Stage{{Name: "Decision", Authority: v1alpha1.Municipal}},
			Award: &v1alpha1.AwardTerms{
				Amount: award, LedgerRef: v1alpha1.Ref{Name: "stars"}, RequestBy: "2026-03-31",
				Stages: []v1alpha1.Stage{{Name: "Leadership", Authority: v1alpha1.Municipal}},
			},
		}},
		Notice:       v1alpha1.NoticeTerms{WorkingDays: 5},
		Objections:   v1alpha1.ObjectionTerms{Stages: []v1alpha1.Stage{{Name: "Hearing", Authority: v1alpha1.Municipal}}},
		ValidThrough: "2026-12-31", RequireLowerStar: v1alpha1.RequireOff, SameYearUpgrade: v1alpha1.TopUp, RepeatAward: v1alpha1.PerYear,
		Revocation: revocation(),
	}}
	r.Namespace, r.Name = namespace, "2025"
	return r
}

// code is the credit code of a fictitious organisation.
func code(t *testing.T, number int) v1alpha1.CreditCode {
	t.Helper()
	complete, err := creditcode.Complete("51330681", fmt.Sprintf("TE%06d", number))
	if err != nil {
		t.Fatal(err)
	}
	return v1alpha1.CreditCode(complete)
}

// calendars declares the work calendars of 2024 to 2026, which belong to no division and may be there already.
func calendars(t *testing.T, to client.Client) {
	t.Helper()
	content, err := os.ReadFile("../../internal/calendar/testdata/calendars.json")
	if err != nil {
		t.Fatal(err)
	}
	var notices struct {
		Years []struct {
			Year               int
			Holidays, Workdays []v1alpha1.Date
		}
	}
	if err := json.Unmarshal(content, &notices); err != nil {
		t.Fatal(err)
	}
	for _, notice := range notices.Years {
		calendar := &v1alpha1.WorkCalendar{Spec: v1alpha1.WorkCalendarSpec{
			DocumentNo: "国务院办公厅通知 " + strconv.Itoa(notice.Year), Holidays: notice.Holidays, Workdays: notice.Workdays,
		}}
		calendar.Name = strconv.Itoa(notice.Year)
		if err := to.Create(context.Background(), calendar); err != nil && !apierrors.IsAlreadyExists(err) {
			t.Fatal(err)
		}
	}
}
