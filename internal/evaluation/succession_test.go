package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// An alliance without a code stands for itself, by its namespace and name.
func TestIdentityWithoutCode(t *testing.T) {
	w := newWorld()
	w.star(w.alliance("zhuji", "torreya", ""), 2025, v1alpha1.Four)
	wantSteps(t, w, "zhuji/torreya", 2025, "torreya-2025-4 20000.00 on 2025-06-18 from 2025")
	wantSteps(t, w, companyCode, 2025) // the host is no claimant
}

// merged is torreya, which takes over bean on a day. Both have four stars of 2025, torreya five in autumn.
func merged(on v1alpha1.Date) (w *world, torreya *v1alpha1.Alliance) {
	w, four, _ := both()
	w.star(w.alliance("xinchang", "bean", beanCode), 2025, v1alpha1.Four)
	four.alliance.Spec.Succeeds = []v1alpha1.Succession{{CreditCode: beanCode, On: on}}
	return w, four.alliance
}

// What an organisation succeeds carries its claims (F-17): from the day of the succession on, and what was granted under its own
// identity before is part of the year's greatest award.
func TestSuccession(t *testing.T) {
	const torreyas4, beans4 = "torreya-2025-4 20000.00 on 2025-06-18 from 2025", "bean-2025-4 20000.00 on 2025-06-18 from 2025"
	w, alliance := merged("2025-09-01")
	for name, named := range map[string]v1alpha1.Succession{
		"by code": {CreditCode: beanCode, On: "2025-09-01"},
		"by name": {AllianceRef: &v1alpha1.Ref{Namespace: "xinchang", Name: "bean"}, On: "2025-09-01"},
		"by both": {CreditCode: beanCode, AllianceRef: &v1alpha1.Ref{Namespace: "xinchang", Name: "bean"}, On: "2025-09-01"},
	} {
		t.Log(name)
		alliance.Spec.Succeeds = []v1alpha1.Succession{named}
		wantSteps(t, w, torreyaCode, 2025, torreyas4)
		wantSteps(t, w, beanCode, 2025, beans4, "torreya-2025-5 30000.00 on 2025-10-21 from 2025") // 50 000 less torreya's own 20 000
	}
	w, _ = merged("2025-10-22")
	wantSteps(t, w, torreyaCode, 2025, torreyas4, "torreya-2025-5 50000.00 on 2025-10-21 from 2025")
	wantSteps(t, w, beanCode, 2025, beans4)
	w, _ = merged("2025-06-18")
	wantSteps(t, w, torreyaCode, 2025)
	wantSteps(t, w, beanCode, 2025, beans4, torreyas4, "torreya-2025-5 50000.00 on 2025-10-21 from 2025")
}

// The two together get what the greatest award comes to, and no more, whether the register is lived or applied at once.
func TestSuccessionPaysOnce(t *testing.T) {
	w, alliance := merged("2025-09-01")
	w.drop(get[*v1alpha1.AwardRequest](w, "xinchang", "bean-2025-4"))
	succeeds := alliance.Spec.Succeeds
	alliance.Spec.Succeeds = nil
	for _, entry := range records.List[*v1alpha1.FundingDisbursement](w.entered(t, "2025-08-31")) {
		w.add(entry)
	}
	lived := len(w.objects)
	alliance.Spec.Succeeds = succeeds
	for name, register := range map[string]*world{"lived": w, "at once": func() *world {
		again, _ := merged("2025-09-01")
		again.drop(get[*v1alpha1.AwardRequest](again, "xinchang", "bean-2025-4"))
		return again
	}()} {
		var sum money.Fen
		for _, entry := range records.List[*v1alpha1.FundingDisbursement](register.entered(t, "2025-12-31")) {
			if entry.Spec.Type == v1alpha1.EntryAward {
				sum += money.MustParse(string(entry.Spec.Amount))
			}
		}
		if sum.String() != "50000.00" {
			t.Errorf("%s: %s were granted in all, want 50000.00 (%d records)", name, sum, lived)
		}
	}
}

// A succession that leads back to itself stalls the alliances in it; each claims for itself.
func TestCycleOfSuccessors(t *testing.T) {
	w, _ := merged("2025-01-01")
	bean := get[*v1alpha1.Alliance](w, "xinchang", "bean")
	bean.Spec.Succeeds = []v1alpha1.Succession{{AllianceRef: &v1alpha1.Ref{Namespace: "zhuji", Name: "torreya"}, On: "2025-01-01"}}
	pass := w.at("2025-12-31")
	wantStalled(t, pass.Alliance(torreya).Result, "SuccessionCycle")
	wantStalled(t, pass.Alliance(records.KeyOf(bean)).Result, "SuccessionCycle")
	wantSteps(t, w, beanCode, 2025, "bean-2025-4 20000.00 on 2025-06-18 from 2025")
	wantSteps(t, w, torreyaCode, 2025, "torreya-2025-4 20000.00 on 2025-06-18 from 2025", "torreya-2025-5 50000.00 on 2025-10-21 from 2025")
	// One that succeeds into the cycle claims for itself too.
	third := w.alliance("keqiao", "third", companyCode)
	third.Spec.Succeeds = []v1alpha1.Succession{{CreditCode: torreyaCode, On: "2025-01-01"}}
	wantStalled(t, w.at("2025-12-31").Alliance(records.KeyOf(third)).Result, "SuccessionCycle")
}

// A predecessor that is not in the register gives its code all the same; over several the oldest stands.
func TestLineOfSuccession(t *testing.T) {
	w, alliance := merged("2025-01-01")
	w.drop(get[*v1alpha1.Alliance](w, "xinchang", "bean"))
	wantSteps(t, w, beanCode, 2025, "torreya-2025-4 20000.00 on 2025-06-18 from 2025", "torreya-2025-5 50000.00 on 2025-10-21 from 2025")
	alliance.Spec.Succeeds = []v1alpha1.Succession{{AllianceRef: &v1alpha1.Ref{Namespace: "xinchang", Name: "gone"}, On: "2025-01-01"}}
	wantSteps(t, w, "xinchang/gone", 2025, "torreya-2025-4 20000.00 on 2025-06-18 from 2025", "torreya-2025-5 50000.00 on 2025-10-21 from 2025")
	w, _ = merged("2025-01-01")
	get[*v1alpha1.Alliance](w, "xinchang", "bean").Spec.Succeeds = []v1alpha1.Succession{{CreditCode: companyCode, On: "2025-01-01"}}
	wantSteps(t, w, companyCode, 2025, "bean-2025-4 20000.00 on 2025-06-18 from 2025", "torreya-2025-4 20000.00 on 2025-06-18 from 2025",
		"torreya-2025-5 50000.00 on 2025-10-21 from 2025")
}
