package evaluation_test

import (
	"fmt"
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// alliance declares one that was recognised long before any round: its notice ended on 2023-12-08. A code that is empty makes it
// stand for itself by a host.
func (w *world) alliance(namespace, name, code string) *v1alpha1.Alliance {
	alliance := &v1alpha1.Alliance{
		ObjectMeta: named(namespace, name),
		Spec: v1alpha1.AllianceSpec{
			DisplayName: name, CreditCode: v1alpha1.CreditCode(code), Industry: name, FiledBy: "secretariat",
			Recognition: &v1alpha1.Recognition{Authority: v1alpha1.County, DocumentNo: "1", DecidedOn: "2024-01-02",
				Notice: v1alpha1.NoticePeriod{OpensOn: "2024-01-02", WorkingDays: 5}},
		},
	}
	if code == "" {
		alliance.Spec.Host = &v1alpha1.Host{DisplayName: "company", CreditCode: companyCode}
	}
	w.add(alliance)
	return alliance
}

// starCase is one application with everything that was signed, and the request for its money.
type starCase struct {
	*world
	alliance    *v1alpha1.Alliance
	round       *v1alpha1.EvaluationRound
	application *v1alpha1.StarApplication
	request     *v1alpha1.AwardRequest
	reviews     map[string]*v1alpha1.Review
}

// awarded is a register with one complete case: torreya's four stars of 2025, on notice from 2025-06-03 to 06-10, awarded on 06-11,
// asked for on 06-12 and signed through on 06-18.
func awarded() *starCase {
	w := newWorld()
	return w.star(w.alliance("zhuji", "torreya", torreyaCode), 2025, v1alpha1.Four)
}

var digits = map[v1alpha1.Rating]string{v1alpha1.Three: "3", v1alpha1.Four: "4", v1alpha1.Five: "5"}

// star adds a complete case. Three and four stars are decided in spring as in awarded; five stars are on notice from 09-26 and asked
// for on 10-14 and signed through on 10-21. For three stars no money is asked.
func (w *world) star(alliance *v1alpha1.Alliance, year int32, rating v1alpha1.Rating) *starCase {
	name := fmt.Sprintf("%s-%d-%s", alliance.Name, year, digits[rating])
	c := &starCase{world: w, alliance: alliance, round: get[*v1alpha1.EvaluationRound](w, "shaoxing", fmt.Sprint(year)), reviews: map[string]*v1alpha1.Review{}}
	c.application = &v1alpha1.StarApplication{ObjectMeta: named(alliance.Namespace, name), Spec: v1alpha1.StarApplicationSpec{
		AllianceRef: v1alpha1.LocalRef{Name: alliance.Name}, RoundRef: v1alpha1.Ref{Namespace: "shaoxing", Name: fmt.Sprint(year)},
		Rating: rating, FiledOn: on(year, "04-10"), FiledBy: "applicant",
	}}
	w.add(c.application)
	switch rating {
	case v1alpha1.Three:
		c.appraise(v1alpha1.County, on(year, "05-20"))
		c.decide(v1alpha1.County, on(year, "05-28"), on(year, "06-03"))
	case v1alpha1.Five:
		c.sign("Recommendation", v1alpha1.County, "recommender", on(year, "05-13"))
		c.sign("Endorsement", v1alpha1.Municipal, "endorser", on(year, "06-16"))
		c.appraise(v1alpha1.Provincial, on(year, "08-20"))
		c.decide(v1alpha1.Provincial, on(year, "09-10"), on(year, "09-26"))
		c.ask(on(year, "10-14"), on(year, "10-16"), on(year, "10-21"))
	default:
		c.sign("Recommendation", v1alpha1.County, "recommender", on(year, "05-12"))
		c.appraise(v1alpha1.Municipal, on(year, "05-20"))
		c.decide(v1alpha1.Municipal, on(year, "05-28"), on(year, "06-03"))
		c.ask(on(year, "06-12"), on(year, "06-16"), on(year, "06-18"))
	}
	return c
}

// sign adds an approval under the application; a name after the stage tells several of one stage apart.
func (c *starCase) sign(name string, authority v1alpha1.Authority, by v1alpha1.Account, signedOn v1alpha1.Date) *v1alpha1.Review {
	return c.signUnder(c.application, name, authority, by, signedOn)
}

// signUnder adds an approval under any record of the case.
func (c *starCase) signUnder(subject records.Object, name string, authority v1alpha1.Authority, by v1alpha1.Account, signedOn v1alpha1.Date) *v1alpha1.Review {
	stage, _, _ := strings.Cut(name, "-")
	review := &v1alpha1.Review{
		ObjectMeta: named(subject.GetNamespace(), subject.GetName()+"-"+strings.ToLower(name)),
		Spec: v1alpha1.ReviewSpec{
			SubjectRef: v1alpha1.SubjectRef{Kind: string(records.KindOf(subject)), Name: subject.GetName()},
			Stage:      stage, Authority: authority, Reviewer: by, Verdict: v1alpha1.Approve, DocumentNo: "1", SignedOn: signedOn,
		},
	}
	c.add(review)
	c.reviews[name] = review
	return review
}

// appraise adds the three sheets of a scored stage, each of 90 points.
func (c *starCase) appraise(authority v1alpha1.Authority, signedOn v1alpha1.Date) {
	for _, number := range []string{"1", "2", "3"} {
		c.sheet("Appraisal-"+number, authority, v1alpha1.Account("reviewer-"+number), signedOn, "27 23 22 18")
	}
}

// sheet adds one sheet: points for service, standard, operation and influence.
func (c *starCase) sheet(name string, authority v1alpha1.Authority, by v1alpha1.Account, signedOn v1alpha1.Date, points string) *v1alpha1.Review {
	review := c.sign(name, authority, by, signedOn)
	for i, indicator := range []string{"service", "standard", "operation", "influence"} {
		review.Spec.Scores = append(review.Spec.Scores, v1alpha1.Score{Indicator: indicator, Points: v1alpha1.Points(strings.Fields(points)[i])})
	}
	return review
}

// decide adds the decision, which puts up the notice.
func (c *starCase) decide(authority v1alpha1.Authority, signedOn, opensOn v1alpha1.Date) {
	c.sign("Decision", authority, "decider", signedOn).Spec.Notice = &v1alpha1.NoticeOpening{OpensOn: opensOn}
}

// ask adds the request for the money of the star with its two signatures.
func (c *starCase) ask(requestedOn, checkedOn, ledOn v1alpha1.Date) {
	code := c.alliance.Spec.CreditCode
	if code == "" {
		code = c.alliance.Spec.Host.CreditCode
	}
	c.request = &v1alpha1.AwardRequest{ObjectMeta: named(c.application.Namespace, c.application.Name), Spec: v1alpha1.AwardRequestSpec{
		ApplicationRef: v1alpha1.LocalRef{Name: c.application.Name}, RequestedOn: requestedOn, FiledBy: "applicant",
		Payee: v1alpha1.Payee{Name: c.alliance.Name, CreditCode: code, AccountTail: "1234"},
	}}
	c.add(c.request)
	c.signUnder(c.request, "Check", v1alpha1.Municipal, "checker", checkedOn)
	c.signUnder(c.request, "Leadership", v1alpha1.Municipal, "leader", ledOn)
}

// object adds an objection with a real name; heard decides it, on a day, by a verdict.
func (c *starCase) object(name string, raisedOn v1alpha1.Date) *v1alpha1.Objection {
	objection := &v1alpha1.Objection{ObjectMeta: named(c.application.Namespace, c.application.Name+"-"+name), Spec: v1alpha1.ObjectionSpec{
		SubjectRef: v1alpha1.ObjectionSubject{Kind: "StarApplication", Name: c.application.Name},
		RaisedOn:   raisedOn, Signed: v1alpha1.SignedRealName, Grounds: "grounds", FiledBy: "secretariat",
	}}
	c.add(objection)
	return objection
}

func (c *starCase) heard(objection *v1alpha1.Objection, on v1alpha1.Date, verdict v1alpha1.Verdict) *v1alpha1.Review {
	hearing := c.signUnder(objection, "Hearing-"+objection.Name, v1alpha1.Municipal, "hearer", on)
	hearing.Spec.Verdict, hearing.Spec.Reason = verdict, "because"
	return hearing
}

// without takes signatures out of the case.
func (c *starCase) without(names ...string) {
	for _, name := range names {
		c.drop(c.reviews[name])
		delete(c.reviews, name)
	}
}

// until keeps of the application's signatures those before a stage, and no request.
func (c *starCase) until(stage string) {
	order := []string{"Recommendation", "Endorsement", "Appraisal-1", "Appraisal-2", "Appraisal-3", "Decision"}
	gone := false
	for _, name := range order {
		gone = gone || strings.HasPrefix(name, stage)
		if gone && c.reviews[name] != nil {
			c.without(name)
		}
	}
	c.withoutRequest()
}

func (c *starCase) withoutRequest() {
	if c.request != nil {
		c.drop(c.request)
		c.without("Check", "Leadership")
	}
}
