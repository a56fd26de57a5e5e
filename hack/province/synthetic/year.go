package synthetic

import (
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// reviewers write the score sheets, at every level.
var reviewers = []v1alpha1.Account{"reviewer-1", "reviewer-2", "reviewer-3"}

// digits are the ratings as the names of applications say them.
var digits = map[v1alpha1.Rating]string{v1alpha1.Three: "3", v1alpha1.Four: "4", v1alpha1.Five: "5"}

// live adds what happens to the alliance in a year.
func (l *Life) live(year int, name Course) error {
	c := terms[name]
	if c.rating == "" {
		return nil
	}
	application := &v1alpha1.StarApplication{
		TypeMeta: typeMeta(records.StarApplication), ObjectMeta: l.meta(fmt.Sprintf("-%d-%s", year, digits[c.rating])),
		Spec: v1alpha1.StarApplicationSpec{
			AllianceRef: v1alpha1.LocalRef{Name: l.name}, RoundRef: v1alpha1.Ref{Namespace: cityDivision(l.City).Namespace, Name: fmt.Sprint(year)},
			Rating: c.rating, FiledOn: on(year, "03-05"), FiledBy: l.filer(), SelfAssessment: selfAssessment(),
		},
	}
	if name == Late {
		application.Spec.FiledOn = on(year, "05-06")
	}
	l.Records = append(l.Records, application)
	if name == Late {
		return nil
	}
	if err := l.sign(records.StarApplication, application.ObjectMeta, application.Spec, l.approvals(year, name)...); err != nil {
		return err
	}
	if name == Objected {
		return l.objection(year, application)
	}
	if c.granted {
		if err := l.request(year, application); err != nil {
			return err
		}
	}
	if c.revoked {
		return l.incident(year)
	}
	return nil
}

func selfAssessment() []v1alpha1.SelfAssessment {
	var list []v1alpha1.SelfAssessment
	for i, points := range []v1alpha1.Points{"28", "24", "24", "18"} {
		list = append(list, v1alpha1.SelfAssessment{
			Indicator: indicators[i].Name, Points: points, Evidence: []v1alpha1.Evidence{{Title: indicators[i].Title + "自评材料(虚构)"}},
		})
	}
	return list
}

// approvals are the signatures under an application, in the order of the round's stages.
func (l *Life) approvals(year int, name Course) []signature {
	rating := terms[name].rating
	by := map[v1alpha1.Rating]v1alpha1.Authority{v1alpha1.Three: v1alpha1.County, v1alpha1.Four: v1alpha1.Municipal, v1alpha1.Five: v1alpha1.Provincial}[rating]
	var all []signature
	if rating != v1alpha1.Three && l.Division.Level() == v1alpha1.County {
		all = append(all, signature{stage: stageRecommendation, authority: v1alpha1.County, by: "county-recommender", on: on(year, "05-13")})
	}
	if rating == v1alpha1.Five {
		all = append(all, signature{stage: stageMunicipalRecommendation, authority: v1alpha1.Municipal, by: "city-recommender", on: on(year, "05-20")})
	}
	for _, account := range reviewers {
		all = append(all, signature{stage: stageAppraisal, authority: by, by: account, on: on(year, "05-28"), with: func(spec *v1alpha1.ReviewSpec) {
			for i, points := range []v1alpha1.Points{"28", "24", "24", "18"} {
				spec.Scores = append(spec.Scores, v1alpha1.Score{Indicator: indicators[i].Name, Points: points})
			}
		}})
	}
	return append(all, signature{stage: stageDecision, authority: by, by: "decider", on: on(year, "06-10"), with: func(spec *v1alpha1.ReviewSpec) {
		spec.DocumentNo = fmt.Sprintf("虚构〔%d〕%s号", year, l.name)
		if name == Rejected {
			spec.Verdict, spec.Reason = v1alpha1.Reject, "不符合条件(虚构)"
			return
		}
		spec.Notice = &v1alpha1.NoticeOpening{OpensOn: on(year, "06-11"), Channel: "https://notice.example.org/" + l.name}
	}})
}

// objection is raised during the notice and upheld.
func (l *Life) objection(year int, application *v1alpha1.StarApplication) error {
	record := &v1alpha1.Objection{
		TypeMeta: typeMeta(records.Objection), ObjectMeta: l.meta(fmt.Sprintf("-%d-objection", year)),
		Spec: v1alpha1.ObjectionSpec{
			SubjectRef: v1alpha1.ObjectionSubject{Kind: string(records.StarApplication), Name: application.Name},
			RaisedOn:   on(year, "06-12"), Signed: v1alpha1.SignedSeal, Grounds: "申报材料与实际不符(虚构)", FiledBy: "secretariat",
			Evidence: []v1alpha1.Evidence{{Title: "异议书(虚构)"}},
		},
	}
	l.Records = append(l.Records, record)
	return l.sign(records.Objection, record.ObjectMeta, record.Spec,
		signature{stage: stageHearing, authority: v1alpha1.Municipal, by: "hearing", on: on(year, "06-20"), with: numbered})
}

// request asks for the money of a star, and is approved.
func (l *Life) request(year int, application *v1alpha1.StarApplication) error {
	record := &v1alpha1.AwardRequest{
		TypeMeta: typeMeta(records.AwardRequest), ObjectMeta: application.ObjectMeta,
		Spec: v1alpha1.AwardRequestSpec{
			ApplicationRef: v1alpha1.LocalRef{Name: application.Name}, RequestedOn: on(year, "07-01"), FiledBy: l.filer(),
			Payee: v1alpha1.Payee{Name: fmt.Sprintf("虚构产业农合联%06d号", l.Alliance), CreditCode: l.code, AccountTail: "0000"},
		},
	}
	l.Records = append(l.Records, record)
	return l.sign(records.AwardRequest, record.ObjectMeta, record.Spec,
		signature{stage: stageCheck, authority: v1alpha1.Municipal, by: "checker", on: on(year, "07-03"), with: func(spec *v1alpha1.ReviewSpec) {
			spec.Checks = []v1alpha1.Check{{Name: "Award", Passed: true}, {Name: "Payee", Passed: true}}
		}},
		signature{stage: stageLeadership, authority: v1alpha1.Municipal, by: "leader", on: on(year, "07-08"), with: numbered})
}

// incident is found, heard and decided after the award was paid, for facts of before.
func (l *Life) incident(year int) error {
	record := &v1alpha1.Incident{
		TypeMeta: typeMeta(records.Incident), ObjectMeta: l.meta(fmt.Sprintf("-%d-incident", year)),
		Spec: v1alpha1.IncidentSpec{
			AllianceRef: v1alpha1.LocalRef{Name: l.name}, Subject: v1alpha1.SubjectAlliance, Ground: v1alpha1.GroundIllegalOperation,
			FactsOn: on(year, "02-20"), ReportedOn: on(year, "09-02"), Description: "行政处罚(虚构)",
			Evidence: []v1alpha1.Evidence{{Title: "线索材料(虚构)"}}, FiledBy: "supervisor",
		},
	}
	l.Records = append(l.Records, record)
	return l.sign(records.Incident, record.ObjectMeta, record.Spec,
		signature{stage: stageFinding, authority: v1alpha1.Municipal, by: "finder", on: on(year, "09-10"), with: numbered},
		signature{stage: stageHearing, authority: v1alpha1.Municipal, by: "hearing", on: on(year, "09-11"), with: func(spec *v1alpha1.ReviewSpec) {
			spec.Verdict, spec.Reason = v1alpha1.Waive, "书面放弃陈述申辩(虚构)"
		}},
		signature{stage: stageRevocation, authority: v1alpha1.Municipal, by: "revoker", on: on(year, "09-16"), with: numbered})
}

// numbered is the number of a document that decides.
func numbered(spec *v1alpha1.ReviewSpec) {
	spec.DocumentNo = "虚构文〔" + string(spec.SignedOn[:4]) + "〕" + spec.SubjectRef.Name
}
