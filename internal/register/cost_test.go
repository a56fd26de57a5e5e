package register_test

import (
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/hack/province/synthetic"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
	"github.com/lianxing-dev/lianxing/internal/register"
)

// tallied counts what is asked of a view, by index and by kind.
type tallied struct {
	records.View
	finds map[*records.Index]int
	lists map[records.Kind]int
}

func tally(view records.View) *tallied {
	return &tallied{View: view, finds: map[*records.Index]int{}, lists: map[records.Kind]int{}}
}

// Find counts.
func (v *tallied) Find(index *records.Index, value string) []records.Object {
	v.finds[index]++
	return v.View.Find(index, value)
}

// List counts.
func (v *tallied) List(kind records.Kind) []records.Object {
	v.lists[kind]++
	return v.View.List(kind)
}

func provinceView(t *testing.T) (*synthetic.Province, *tallied) {
	t.Helper()
	p, err := synthetic.New(synthetic.Options{Alliances: 8, Counties: 3, MunicipalEvery: 2})
	if err != nil {
		t.Fatal(err)
	}
	objects, err := p.All(false)
	if err != nil {
		t.Fatal(err)
	}
	return p, tally(files.NewMemory(p.Divisions(), objects))
}

// TestClaimsOfAPlanAskNoQueue: which claim a report makes does not hang on who waits in its ledger. Asking the queue for each report made a
// register of activities cost the square of its size.
func TestClaimsOfAPlanAskNoQueue(t *testing.T) {
	_, view := provinceView(t)
	reports := records.List[*v1alpha1.ActivityReport](view)
	if len(reports) == 0 {
		t.Fatal("the province has no reports")
	}
	for _, report := range reports {
		if refs := register.ClaimsOf(view, report); len(refs) != 1 {
			t.Errorf("%s makes the claims %v, want one", report.Name, refs)
		}
		register.Affected(view, report)
	}
	if asked := view.finds[records.ProgramsByLedger]; asked != 0 {
		t.Errorf("the reports that wait in a ledger were looked up %d times", asked)
	}
}

// TestClaimsAreNamedOnceForAllLedgers: the requests are gone through once, however many ledgers there are.
func TestClaimsAreNamedOnceForAllLedgers(t *testing.T) {
	p, view := provinceView(t)
	if _, err := register.Enter(view, p.LastDay()); err != nil {
		t.Fatal(err)
	}
	if ledgers := len(view.View.List(records.Ledger)); ledgers < 4 || view.lists[records.AwardRequest] != 1 {
		t.Errorf("the requests were listed %d times for %d ledgers", view.lists[records.AwardRequest], ledgers)
	}
}
