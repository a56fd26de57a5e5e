package evaluation_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

const (
	applying   = "files licence"
	certifying = "signs licence"
)

// fullLicense is a licence in which every duty lies with another account, with an objection that was dismissed and a misuse that was put
// right. The answer says whether an act is refused because of who did it.
func fullLicense(by map[string]v1alpha1.Account) func(act string) bool {
	account := func(duty string, otherwise v1alpha1.Account) v1alpha1.Account {
		if given, ok := by[duty]; ok {
			return given
		}
		return otherwise
	}
	c := licensed()
	c.license.Spec.FiledBy = account(applying, "applicant")
	c.reviews["Certification-cooperative"].Spec.Reviewer = account(certifying, "certifier")
	c.reviews["License-cooperative"].Spec.Reviewer = account(certifying+", later", "manager")
	c.objected("2025-03-04", v1alpha1.Reject).Spec.FiledBy = account(objecting, "secretariat")
	c.reviews["Hearing-objection"].Spec.Reviewer = account(hearing, "hearer")
	i := c.misused()
	i.incident.Spec.FiledBy = account(reporting, "supervisor")
	i.reviews["Finding-misuse"].Spec.Reviewer = account(finding, "finder")
	i.signed("Rectification", account(finding+", later", "inspector"), "2025-07-14")
	pass := c.at("2025-12-31")
	return func(act string) bool {
		judged := pass.Review(records.Key{Namespace: "zhuji", Name: act})
		return judged.Is(v1alpha1.ReasonSameSigner)
	}
}

// The acts of that case that are signatures.
var licenseActs = []string{"cooperative-certification-cooperative", "cooperative-license-cooperative", "objection-hearing-objection",
	"misuse-finding-misuse", "misuse-rectification-misuse"}

// TestSeparationOfDutiesOfLicenses has a case for every pair of duties of a licence's case: who applies, certifies and licenses are three,
// others hear objections, and who applied or reported finds no misuse.
func TestSeparationOfDutiesOfLicenses(t *testing.T) {
	all := fullLicense(nil)
	for _, act := range licenseActs {
		if all(act) {
			t.Errorf("every duty lies with another account, and yet %s is refused", act)
		}
	}
	for _, pair := range []struct{ first, second, refused string }{
		{applying, certifying, licenseActs[0]}, {certifying, certifying + ", later", licenseActs[1]},
		{applying, hearing, licenseActs[2]}, {certifying, hearing, licenseActs[2]}, {objecting, hearing, licenseActs[2]},
		{applying, finding, licenseActs[3]}, {reporting, finding, licenseActs[3]}, {finding, finding + ", later", licenseActs[4]},
	} {
		t.Run(pair.first+" and "+pair.second, func(t *testing.T) {
			t.Run("holds", func(t *testing.T) {
				if fullLicense(map[string]v1alpha1.Account{pair.first: "one", pair.second: "another"})(pair.refused) {
					t.Errorf("two accounts, and yet %s is refused", pair.refused)
				}
			})
			t.Run("refused", func(t *testing.T) {
				if !fullLicense(map[string]v1alpha1.Account{pair.first: "one", pair.second: "one"})(pair.refused) {
					t.Errorf("one account, and yet %s counts", pair.refused)
				}
			})
		})
	}
	// Who licenses may find a misuse: the brand's own manager suspends it.
	if fullLicense(map[string]v1alpha1.Account{certifying + ", later": "one", finding: "one"})(licenseActs[3]) {
		t.Error("who licensed may not find a misuse")
	}
}
