package main

import (
	"fmt"
	"path"
	"slices"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// register is a set of records with the file that each stands in.
type register struct {
	placed  []placed
	pending []payment // what finance orders once the ledger has the entry
}

// placed is an object and its file, relative to the register's folder.
type placed struct {
	file   string
	object records.Object
}

func (r *register) add(file string, object records.Object) {
	r.placed = append(r.placed, placed{file, object})
}

// drop takes the records of a kind out again.
func (r *register) drop(kind records.Kind) {
	r.placed = slices.DeleteFunc(r.placed, func(p placed) bool { return records.KindOf(p.object) == kind })
}

// choice says what of the tables a register holds.
type choice struct {
	alliances []string // ids; the divisions follow, and the city is always there
	years     []int32  // of rounds and budgets, at least one; calendars are there through the last of them
	histories []history
	incidents []incident
	brands    []brand
	licenses  []license
	misuses   []misuse
	leavers   []leaver
	plan      bool // the action plan, initiatives, and what its indicators count of the alliances
	// activities that were planned, and which alliances their programs support: by level where it is empty.
	activities  []activity
	eligibility v1alpha1.Eligibility
}

// everything is the choice of the main register.
func everything() choice {
	all := choice{histories: histories, incidents: incidents, brands: brands, licenses: licenses, misuses: misuses, activities: activities, plan: true}
	for _, o := range organisations {
		all.alliances = append(all.alliances, o.id)
	}
	for _, t := range rounds {
		all.years = append(all.years, t.year)
	}
	return all
}

// build writes the records of a choice, all but the payments.
func build(c choice) (*register, error) {
	r := &register{}
	if err := r.addYears(c.years); err != nil {
		return nil, err
	}
	r.addPrograms(c)
	homes := []string{city}
	for _, id := range c.alliances {
		who, err := find(id)
		if err != nil {
			return nil, err
		}
		homes = append(homes, who.division)
	}
	for _, d := range divisions {
		if slices.Contains(homes, d.namespace) {
			r.add(path.Join(d.namespace, namespaceFile), d.record())
		}
	}
	for _, o := range append(slices.Clone(organisations), successors...) {
		if slices.Contains(c.alliances, o.id) {
			record := o.record()
			if c.plan {
				record = described(o, record)
			}
			r.add(path.Join(o.division, "alliances.yaml"), record)
		}
	}
	return r, r.addActs(c)
}

// addActs adds what was filed, signed and done.
func (r *register) addActs(c choice) error {
	for _, h := range c.histories {
		if err := r.addHistory(h); err != nil {
			return err
		}
	}
	for _, i := range c.incidents {
		if err := r.addIncident(i); err != nil {
			return err
		}
	}
	for _, a := range c.activities {
		if err := r.addActivity(a); err != nil {
			return err
		}
	}
	if err := r.addBrands(c); err != nil {
		return err
	}
	if c.plan {
		return r.addPlan(c.alliances)
	}
	return nil
}

// namespaceFile sorts before everything else in its folder, so that kubectl apply -R creates the namespace first.
const namespaceFile = "00-namespace.yaml"

func (r *register) addYears(years []int32) error {
	for _, y := range calendars {
		if y.year > int(slices.Max(years)) {
			continue
		}
		record, err := y.record()
		if err != nil {
			return err
		}
		r.add(path.Join("calendars", record.Name+".yaml"), record)
	}
	for _, t := range rounds {
		if slices.Contains(years, t.year) {
			record := t.record()
			r.add(path.Join(city, "rounds", record.Name+".yaml"), record)
		}
	}
	r.add(path.Join(city, "ledger.yaml"), ledgerRecord())
	for _, a := range appropriations {
		if slices.Contains(years, a.year) {
			r.add(path.Join(city, "budgets.yaml"), a.record())
		}
	}
	return nil
}

// find returns the organisation of an id.
func find(id string) (organisation, error) {
	for _, o := range append(slices.Clone(organisations), successors...) {
		if o.id == id {
			return o, nil
		}
	}
	return organisation{}, fmt.Errorf("no organisation has the id %q; the tables in organisations.go have a01 to a17, and s01 and s02", id)
}

func (d division) record() *corev1.Namespace {
	return &corev1.Namespace{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Namespace"},
		ObjectMeta: metav1.ObjectMeta{
			Name:        d.namespace,
			Labels:      map[string]string{records.DivisionLabel: d.code},
			Annotations: map[string]string{records.DisplayNameAnnotation: d.displayName},
		},
	}
}

// sampleLabel carries the id by which documentation and expected outcomes speak of a sample alliance.
const sampleLabel = "lianxing.dev/sample"

func (o organisation) record() *v1alpha1.Alliance {
	authority := v1alpha1.County
	if o.division == city {
		authority = v1alpha1.Municipal
	}
	return &v1alpha1.Alliance{
		TypeMeta:   typeMeta("Alliance"),
		ObjectMeta: metav1.ObjectMeta{Namespace: o.division, Name: o.name, Labels: map[string]string{sampleLabel: o.id}},
		Spec: v1alpha1.AllianceSpec{
			DisplayName: o.displayName, CreditCode: v1alpha1.CreditCode(o.code), Host: o.host, Industry: o.industry, Succeeds: o.succeeds,
			Recognition: &v1alpha1.Recognition{
				Authority: authority, DocumentNo: "样例认定〔" + string(o.decided[:4]) + "〕" + o.id + "号(虚构)", DecidedOn: o.decided,
				Notice: v1alpha1.NoticePeriod{OpensOn: o.opened, WorkingDays: 20},
			},
			Governance: &v1alpha1.Governance{
				Charter:         &v1alpha1.Document{Version: "1.0", AdoptedOn: "2023-05-18"},
				MembershipRules: &v1alpha1.Document{Version: "1.0", AdoptedOn: "2023-05-18"},
			},
			Services: []v1alpha1.Service{{Capability: "Technology", Since: "2023-06-01"}, {Capability: "Sales", Since: "2023-09-01"}},
			Members: []v1alpha1.Member{
				{Name: "样例" + o.industry + "龙头企业(虚构)", Category: "Enterprise", Leading: true, JoinedOn: "2023-05-18"},
				{Name: "样例" + o.industry + "专业合作社(虚构)", Category: "Cooperative", JoinedOn: "2023-05-18"},
				{Name: "样例" + o.industry + "家庭农场(虚构)", Category: "FamilyFarm", JoinedOn: "2023-08-01"},
			},
			FiledBy: account(o.division, roleSecretariat),
		},
	}
}
