package main

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/digest"
)

// typeMeta is the apiVersion and kind of a record.
func typeMeta(kind string) metav1.TypeMeta {
	return metav1.TypeMeta{APIVersion: v1alpha1.GroupVersion.String(), Kind: kind}
}

// application is the name of the history's application, and of its request.
func (h history) application() (string, error) {
	star, ok := map[v1alpha1.Rating]string{three: "3", four: "4", five: "5"}[h.rating]
	if !ok {
		return "", fmt.Errorf("%s %s %d: %q is no rating", h.row, h.alliance, h.year, h.rating)
	}
	who, err := find(h.alliance)
	if err != nil {
		return "", err
	}
	return who.name + "-" + strconv.Itoa(int(h.year)) + "-" + star, nil
}

// signature is one review: an act of the history and who did it.
type signature struct {
	stage     string
	authority v1alpha1.Authority
	by        v1alpha1.Account
	on        v1alpha1.Date
	number    int    // of a score sheet; 0 for any other signature
	sheet     string // of a scored stage
	notice    v1alpha1.Date
	reject    string // the reason of a rejection; empty where it approves
	waive     string // the reason of a waiver; empty where it approves
	giveBack  string // the reason of a return; empty where it approves
	document  bool   // it decides, so it carries a number
	also      string // after the name, where two sign under one stage
	checks    []v1alpha1.Check
	amount    v1alpha1.Yuan // that it agrees to
}

// addHistory writes down everything that happened in a history.
func (r *register) addHistory(h history) error {
	who, err := find(h.alliance)
	if err != nil {
		return err
	}
	name, err := h.application()
	if err != nil {
		return err
	}
	folder := path.Join(who.division, strconv.Itoa(int(h.year)))
	application := &v1alpha1.StarApplication{
		TypeMeta:   typeMeta("StarApplication"),
		ObjectMeta: metav1.ObjectMeta{Namespace: who.division, Name: name},
		Spec: v1alpha1.StarApplicationSpec{
			AllianceRef: v1alpha1.LocalRef{Name: who.name},
			RoundRef:    v1alpha1.Ref{Namespace: city, Name: strconv.Itoa(int(h.year))},
			Rating:      h.rating, FiledOn: h.filed, FiledBy: who.filer(), SelfAssessment: h.selfAssessment(),
		},
	}
	r.add(path.Join(folder, "applications.yaml"), application)
	chain, err := h.chain(who)
	if err != nil {
		return err
	}
	if err := r.sign(folder, "StarApplication", name, application.Spec, chain); err != nil {
		return err
	}
	if err := r.addObjection(folder, h, who, name); err != nil {
		return err
	}
	return r.addRequest(folder, h.money, who, name)
}

// selfAssessment gives the alliance's own view where the history has sheets: what the first reviewer found too.
func (h history) selfAssessment() []v1alpha1.SelfAssessment {
	var list []v1alpha1.SelfAssessment
	for i, points := range strings.Fields(h.sheets[0]) {
		list = append(list, v1alpha1.SelfAssessment{
			Indicator: indicators[i].Name, Points: v1alpha1.Points(points),
			Evidence: []v1alpha1.Evidence{{Title: indicators[i].Title + "自评材料(虚构)"}},
		})
	}
	return list
}

// chain lists the signatures under an application, in the order of the round's stages.
func (h history) chain(who organisation) ([]signature, error) {
	deciding, ok := map[v1alpha1.Rating]v1alpha1.Authority{
		three: v1alpha1.County, four: v1alpha1.Municipal, five: v1alpha1.Provincial}[h.rating]
	if !ok {
		return nil, fmt.Errorf("%s %s %d: %q is no rating", h.row, h.alliance, h.year, h.rating)
	}
	var list []signature
	if h.recommended != "" {
		list = append(list, signature{stage: stageRecommendation, authority: v1alpha1.County,
			by: account(who.division, roleRecommender), on: h.recommended})
	}
	if h.forwarded != "" {
		list = append(list, signature{stage: stageMunicipalRecommendation, authority: v1alpha1.Municipal,
			by: account(city, roleRecommender), on: h.forwarded})
	}
	if h.appraised != "" {
		reviewers := h.reviewers
		if reviewers == [3]int{} {
			reviewers = [3]int{1, 2, 3}
		}
		for i, number := range reviewers {
			list = append(list, signature{stage: stageAppraisal, authority: deciding, number: i + 1, sheet: h.sheets[i],
				by: reviewer(seat(deciding, who.division), number), on: h.appraised})
		}
	}
	if h.decided != "" {
		as := deciding
		if h.decidedAs != "" {
			as = h.decidedAs
		}
		list = append(list, signature{stage: stageDecision, authority: as, by: account(seat(as, who.division), roleDecider),
			on: h.decided, notice: h.notice, document: true})
	}
	return list, nil
}

// addObjection files an objection and the decision on it.
func (r *register) addObjection(folder string, h history, who organisation, application string) error {
	if h.objection == nil {
		return nil
	}
	o := h.objection
	name := application + "-" + o.name
	record := &v1alpha1.Objection{
		TypeMeta:   typeMeta("Objection"),
		ObjectMeta: metav1.ObjectMeta{Namespace: who.division, Name: name},
		Spec: v1alpha1.ObjectionSpec{
			SubjectRef: v1alpha1.ObjectionSubject{Kind: "StarApplication", Name: application},
			RaisedOn:   o.raised, Signed: o.signed, Grounds: o.says, FiledBy: account(city, roleSecretariat),
			Evidence: []v1alpha1.Evidence{{Title: "异议书(虚构,原件存市农合联执委会秘书处)"}},
		},
	}
	r.add(path.Join(folder, "objections.yaml"), record)
	if o.heard == "" {
		return nil
	}
	hearing := signature{stage: stageHearing, authority: v1alpha1.Municipal, by: account(city, roleHearing), on: o.heard, document: true}
	if !o.upheld {
		hearing.reject = o.why
	}
	return r.sign(folder, "Objection", name, record.Spec, []signature{hearing})
}

// addRequest files a request for money with its signatures, and remembers its payment for when the ledger is known.
func (r *register) addRequest(folder string, m money, who organisation, application string) error {
	if m.requested == "" {
		return nil
	}
	payee := v1alpha1.Payee{Name: who.displayName, CreditCode: v1alpha1.CreditCode(who.code), AccountTail: "0" + who.id[1:] + "8"}
	if who.host != nil {
		payee.Name, payee.CreditCode = who.host.DisplayName, who.host.CreditCode
	}
	if m.payee != nil {
		payee = *m.payee
	}
	record := &v1alpha1.AwardRequest{
		TypeMeta:   typeMeta("AwardRequest"),
		ObjectMeta: metav1.ObjectMeta{Namespace: who.division, Name: application},
		Spec: v1alpha1.AwardRequestSpec{
			ApplicationRef: v1alpha1.LocalRef{Name: application}, RequestedOn: m.requested, FiledBy: who.filer(), Payee: payee,
		},
	}
	r.add(path.Join(folder, "requests.yaml"), record)
	var chain []signature
	if m.checked != "" {
		chain = append(chain, signature{stage: stageCheck, authority: v1alpha1.Municipal, by: account(city, roleChecker), on: m.checked,
			checks: []v1alpha1.Check{{Name: "Award", Passed: true}, {Name: "Payee", Passed: true}}})
	}
	if m.granted != "" {
		chain = append(chain, signature{stage: stageLeadership, authority: v1alpha1.Municipal, by: account(city, roleLeader), on: m.granted,
			document: true})
	}
	if m.ordered != "" {
		by := m.orderedBy
		if by == "" {
			by = account(city, roleFinanceOrders)
		}
		about := origin{kind: v1alpha1.EntryAward, namespace: who.division, name: application}
		r.pending = append(r.pending, payment{about: about, ordered: m.ordered, orderedBy: by, paid: m.paid, returned: m.returned})
		if m.again != nil {
			r.pending = append(r.pending, payment{about: about, ordered: m.again.ordered, orderedBy: by, paid: m.again.paid})
		}
	}
	return r.sign(folder, "AwardRequest", application, record.Spec, chain)
}

// sign writes a review for each signature, with the digest of the spec that is signed. Reviews stand in a file for each level, so
// that a repository can name owners by level.
func (r *register) sign(folder, kind, subject string, spec any, chain []signature) error {
	namespace := path.Dir(folder)
	signed, err := digest.Of(v1alpha1.Group, kind, namespace, subject, spec)
	if err != nil {
		return err
	}
	for _, s := range chain {
		scores, err := points(s.sheet)
		if err != nil {
			return fmt.Errorf("%s %s/%s: %w", kind, namespace, subject, err)
		}
		review := &v1alpha1.Review{
			TypeMeta:   typeMeta("Review"),
			ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: reviewName(subject, s)},
			Spec: v1alpha1.ReviewSpec{
				SubjectRef: v1alpha1.SubjectRef{Kind: kind, Name: subject, Digest: v1alpha1.Digest(signed)},
				Stage:      s.stage, Authority: s.authority, Reviewer: s.by, Verdict: v1alpha1.Approve,
				Scores: scores, Checks: s.checks, Amount: s.amount, SignedOn: s.on,
			},
		}
		if s.reject != "" {
			review.Spec.Verdict, review.Spec.Reason = v1alpha1.Reject, s.reject
		}
		if s.waive != "" {
			review.Spec.Verdict, review.Spec.Reason = v1alpha1.Waive, s.waive
		}
		if s.giveBack != "" {
			review.Spec.Verdict, review.Spec.Reason = v1alpha1.ReturnBack, s.giveBack
		}
		if s.document {
			review.Spec.DocumentNo = fmt.Sprintf("样例文〔%s〕%s-%s号(虚构)", s.on[:4], subject, strings.ToLower(s.stage))
		}
		if s.notice != "" {
			review.Spec.Notice = &v1alpha1.NoticeOpening{OpensOn: s.notice, Channel: "https://notice.example.org/" + subject}
		}
		r.add(path.Join(folder, "reviews-"+strings.ToLower(string(s.authority))+".yaml"), review)
	}
	return nil
}

var stageNames = strings.NewReplacer(stageMunicipalRecommendation, "municipal-recommendation")

func reviewName(subject string, s signature) string {
	name := subject + "-" + strings.ToLower(stageNames.Replace(s.stage))
	if s.number > 0 {
		name += "-" + strconv.Itoa(s.number)
	}
	return name + s.also
}

// points reads a score sheet: a number for each indicator.
func points(sheet string) ([]v1alpha1.Score, error) {
	if sheet == "" {
		return nil, nil
	}
	given := strings.Fields(sheet)
	if len(given) != len(indicators) {
		return nil, fmt.Errorf("score sheet %q has %d numbers, not one for each of %d indicators", sheet, len(given), len(indicators))
	}
	scores := make([]v1alpha1.Score, 0, len(given))
	for i, number := range given {
		scores = append(scores, v1alpha1.Score{Indicator: indicators[i].Name, Points: v1alpha1.Points(number)})
	}
	return scores, nil
}
