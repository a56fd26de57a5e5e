package records_test

import (
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// namespaceOf is the metadata of a Namespace that is labelled with a division's code.
func namespaceOf(code string) metav1.Object {
	return &metav1.ObjectMeta{
		Name: "zhuji", Labels: map[string]string{records.DivisionLabel: code}, Annotations: map[string]string{records.DisplayNameAnnotation: "诸暨市"},
	}
}

func TestDivisionFrom(t *testing.T) {
	for code, level := range map[string]v1alpha1.Authority{
		"330000": v1alpha1.Provincial,
		"330600": v1alpha1.Municipal,
		"330681": v1alpha1.County,
		"330602": v1alpha1.County,
		"330610": v1alpha1.County, // it ends in one zero, not in two
	} {
		division, ok := records.DivisionFrom(namespaceOf(code))
		if want := (records.Division{Namespace: "zhuji", Code: code, DisplayName: "诸暨市"}); !ok || division != want {
			t.Errorf("%s: %+v, %t", code, division, ok)
		}
		if division.Level() != level {
			t.Errorf("%s is of level %s, want %s", code, division.Level(), level)
		}
	}
	for _, code := range []string{"", "3306", "33068", "3306811", "33068x", "３３０６８１", " 30681", "-30681"} {
		if division, ok := records.DivisionFrom(namespaceOf(code)); ok {
			t.Errorf("%q: %+v", code, division)
		}
	}
	if _, ok := records.DivisionFrom(&metav1.ObjectMeta{Name: "kube-system"}); ok {
		t.Error("a namespace without the label stands for a division")
	}
}

func TestCovers(t *testing.T) {
	for _, c := range []struct {
		above, below string
		want         bool
	}{
		{"330000", "330681", true},
		{"330000", "330600", true},
		{"330000", "330000", true},
		{"330000", "340681", false},
		{"330600", "330681", true},
		{"330600", "330600", true},
		{"330600", "330000", false},
		{"330600", "330700", false},
		{"330600", "330781", false},
		{"330681", "330681", true},
		{"330681", "330682", false},
		{"330681", "330600", false},
	} {
		if got := (records.Division{Code: c.above}).Covers(records.Division{Code: c.below}); got != c.want {
			t.Errorf("%s covers %s: %t", c.above, c.below, got)
		}
	}
}

func TestRank(t *testing.T) {
	if records.Rank(v1alpha1.County) >= records.Rank(v1alpha1.Municipal) || records.Rank(v1alpha1.Municipal) >= records.Rank(v1alpha1.Provincial) {
		t.Error("the levels do not rise from county to province")
	}
	if records.Rank("National") >= records.Rank(v1alpha1.County) {
		t.Error("an unknown authority ranks as high as a county")
	}
}

// FuzzDivision: whatever a label says, it is six digits or no division; none lies above what covers it.
func FuzzDivision(f *testing.F) {
	for _, pair := range [][2]string{{"330000", "330600"}, {"330600", "330681"}, {"330681", "330681"}, {"", "33"}, {"000000", "000001"}, {"33068\xff", "３"}} {
		f.Add(pair[0], pair[1])
	}
	f.Fuzz(func(t *testing.T, above, below string) {
		a, ok := records.DivisionFrom(namespaceOf(above))
		if digits := len(above) == 6 && onlyDigits(above); ok != digits {
			t.Fatalf("%q is a division: %t", above, ok)
		}
		b, alsoOK := records.DivisionFrom(namespaceOf(below))
		if !ok || !alsoOK {
			return
		}
		if !a.Covers(a) {
			t.Fatalf("%s does not cover itself", a.Code)
		}
		if a.Covers(b) && records.Rank(a.Level()) < records.Rank(b.Level()) {
			t.Fatalf("%s, a %s, covers %s, a %s", a.Code, a.Level(), b.Code, b.Level())
		}
		if a.Covers(b) && b.Covers(a) && a != b {
			t.Fatalf("%s and %s cover each other", a.Code, b.Code)
		}
	})
}

func onlyDigits(text string) bool {
	for _, character := range text {
		if character < '0' || character > '9' {
			return false
		}
	}
	return true
}
