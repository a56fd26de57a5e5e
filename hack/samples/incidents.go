package main

import (
	"path"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// incident is a report about an alliance and what became of it, in the order of its acts. An act without a date did not happen.
type incident struct {
	row      string
	alliance string                   // id of the organisation
	name     string                   // after the alliance's
	subject  v1alpha1.IncidentSubject // where it is not the alliance itself
	ground   v1alpha1.IncidentGround
	as       v1alpha1.Authority // in whose name it is decided: the level that awarded the star
	says     string
	class    string // of an accident
	facts    v1alpha1.Date

	falsified, annuls string // after the alliance's name: the application that it is about

	reported  v1alpha1.Date // by a supervisor of the county
	found     v1alpha1.Date // by a finder, with the number of an official document
	dismissed string        // the finder's reason, where nothing was found
	heard     v1alpha1.Date // by a hearing officer
	waived    bool          // the alliance waives the hearing
	tried     v1alpha1.Date // E16: the city signs a revocation that is not its own
	revoked   v1alpha1.Date // by the level that awarded the star
	appealed  v1alpha1.Date // upheld by the province

	receipts []transfer // money that came back under the recovery
	again    *transfer  // what an appeal gave back is paid once more
}

// incidents of the main register.
var incidents = []incident{
	{row: "E11", alliance: "a06", name: "2025-penalty", ground: v1alpha1.GroundIllegalOperation, as: v1alpha1.Municipal,
		says: "市场监管部门对其处以行政处罚(虚构)", facts: "2025-02-20",
		reported: "2025-03-03", found: "2025-03-14", heard: "2025-03-14", waived: true, revoked: "2025-03-17"},
	{row: "E20", alliance: "a15", name: "2025-accident", ground: v1alpha1.GroundMajorSafetyAccident, as: v1alpha1.Municipal,
		says: "加工车间发生安全事故(虚构)", class: "重大", facts: "2025-07-08",
		reported: "2025-07-09", found: "2025-08-20", heard: "2025-08-21", waived: true, revoked: "2025-08-22"},
	// The city signs the revocation of five stars on the day before the province does.
	{row: "E15 E16", alliance: "a07", name: "2025-credit", ground: v1alpha1.GroundSeriousCreditDefault, as: v1alpha1.Provincial,
		says: "银行通知:贷款逾期135天(虚构)", facts: "2025-11-25",
		reported: "2025-11-26", found: "2025-12-01", heard: "2025-12-02", waived: true, tried: "2025-12-02", revoked: "2025-12-03"},
	{row: "E17", alliance: "a09", name: "2026-false-scores", ground: v1alpha1.GroundIllegalOperation, as: v1alpha1.Municipal,
		says: "评分材料系伪造(虚构)", facts: "2025-04-15", falsified: "-2025-4",
		reported: "2026-03-10", found: "2026-03-17", heard: "2026-03-18", waived: true, revoked: "2026-03-20",
		receipts: []transfer{
			{ordered: "2026-04-10", paid: "2026-04-10", amount: "12000.00"},
			{ordered: "2026-04-17", paid: "2026-04-17", amount: "8000.00"},
			{ordered: "2026-04-21", paid: "2026-04-21", amount: "1.00"},
		}},
}

// addIncident files an incident with everything that was signed under it, and remembers what was paid because of it.
func (r *register) addIncident(i incident) error {
	who, err := find(i.alliance)
	if err != nil {
		return err
	}
	name := who.name + "-" + i.name
	folder := path.Join(who.division, string(i.reported[:4]))
	record := &v1alpha1.Incident{
		TypeMeta:   typeMeta("Incident"),
		ObjectMeta: metav1.ObjectMeta{Namespace: who.division, Name: name},
		Spec: v1alpha1.IncidentSpec{
			AllianceRef: v1alpha1.LocalRef{Name: who.name}, Subject: v1alpha1.SubjectAlliance, Ground: i.ground,
			AccidentClass: i.class, FactsOn: i.facts, ReportedOn: i.reported, Description: i.says,
			Evidence: []v1alpha1.Evidence{{Title: "线索材料(虚构,原件存监督部门)"}},
			FiledBy:  account(who.division, roleSupervisor),
		},
	}
	if i.subject != "" {
		record.Spec.Subject = i.subject
	}
	if i.subject == v1alpha1.SubjectMember {
		record.Spec.Member = "样例" + who.industry + "专业合作社(虚构)"
	}
	if i.falsified != "" {
		record.Spec.FalsifiedApplication = who.name + i.falsified
	}
	if i.annuls != "" {
		record.Spec.Annuls = who.name + i.annuls
	}
	r.add(path.Join(folder, "incidents.yaml"), record)
	r.addReceipts(i, who.division, name)
	return r.sign(folder, "Incident", name, record.Spec, i.chain(who))
}

// chain lists the signatures under an incident, in the order of the round's stages, and that of an appeal.
func (i incident) chain(who organisation) []signature {
	at := seat(i.as, who.division)
	var list []signature
	if i.found != "" {
		list = append(list, signature{stage: stageFinding, authority: i.as, by: account(at, roleFinder), on: i.found, document: true, reject: i.dismissed})
	}
	if i.heard != "" {
		hearing := signature{stage: stageHearing, authority: i.as, by: account(at, roleHearing), on: i.heard}
		if i.waived {
			hearing.waive = "该农合联书面放弃陈述申辩(虚构)"
		}
		list = append(list, hearing)
	}
	if i.tried != "" {
		list = append(list, signature{stage: stageRevocation, authority: v1alpha1.Municipal, by: account(city, roleRevoker), on: i.tried, document: true, also: "-city"})
	}
	if i.revoked != "" {
		list = append(list, signature{stage: stageRevocation, authority: i.as, by: account(at, roleRevoker), on: i.revoked, document: true})
	}
	if i.appealed != "" {
		list = append(list, signature{stage: stageAppeal, authority: v1alpha1.Provincial, by: account(province, roleAppeals), on: i.appealed, document: true})
	}
	return list
}

// addReceipts remembers the money that came back, and what is paid once more after an appeal.
func (r *register) addReceipts(i incident, division, name string) {
	orders := account(city, roleFinanceOrders)
	for _, receipt := range i.receipts {
		r.pending = append(r.pending, payment{about: origin{kind: v1alpha1.EntryRecovery, namespace: division, name: name},
			amount: receipt.amount, ordered: receipt.ordered, orderedBy: orders, paid: receipt.paid})
	}
	if i.again != nil {
		r.pending = append(r.pending, payment{about: origin{kind: v1alpha1.EntryAward, namespace: division, name: name},
			ordered: i.again.ordered, orderedBy: orders, paid: i.again.paid})
	}
}
