package schema_test

import (
	"context"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"pgregory.net/rapid"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/creditcode"
	"github.com/lianxing-dev/lianxing/internal/digest"
	"github.com/lianxing-dev/lianxing/internal/money"
)

// FuzzRulesAgreeWithGo puts a text into the fields of good objects whose form is checked twice, by the rules on the kinds (patterns and CEL) and by
// the packages that read them later: what one takes the other takes. A field that admission let through and the rules can't read would be
// one of which nobody is told.
func FuzzRulesAgreeWithGo(f *testing.F) {
	for _, text := range []string{
		"51330681PDY0000879", "51330681PDY0000870", "51330681pdy0000879", "91330683PDY000108J", "2025-02-28", "2025-02-29", "2024-02-29", "1900-02-29", "2025-13-01", "2025-1-01",
		"0000-01-01", "9999-12-31", "2100-02-29", "2000-02-29", "50000.00", "0.00", "-0.01", "00.01", "9999999999999.99", "10000000000000.00", "1.0", "1", "５.00", "1.00\n", "",
		"sha256:" + strings.Repeat("a", 64), "sha256:" + strings.Repeat("A", 64), "sha256:" + strings.Repeat("a", 63), "Sha256:" + strings.Repeat("0", 64),
	} {
		f.Add(text)
	}
	admission, good := embedded(f), samples(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range []struct {
			kind  string
			path  []string
			reads bool
		}{
			{"Alliance", []string{"spec", "creditCode"}, creditcode.Validate(text) == nil},
			{"StarApplication", []string{"spec", "filedOn"}, isDate(text)},
			{"Payment", []string{"spec", "orderedOn"}, isDate(text)},
			{"Payment", []string{"spec", "amount"}, isAmount(text) && text != "0.00"}, // nobody pays nothing
			{"Payment", []string{"spec", "disbursementRef", "digest"}, digest.Valid(text)},
		} {
			for _, one := range good {
				if one.GetKind() != c.kind {
					continue
				}
				u := one.DeepCopy()
				if err := unstructured.SetNestedField(u.Object, text, c.path...); err != nil {
					t.Fatal(err)
				}
				path := strings.Join(c.path, ".")
				refused := ""
				for _, refusal := range admission.Create(u) {
					if refusal.Path == path {
						refused = refusal.String()
					}
				}
				if (refused == "") != c.reads {
					t.Fatalf("%s %s: %q is read by Go: %t; admission says %q", c.kind, path, text, c.reads, refused)
				}
				break // one of each kind
			}
		}
	})
}

func isDate(text string) bool {
	_, err := calendar.Parse(text)
	return err == nil
}

func isAmount(text string) bool {
	_, err := money.Parse(text)
	return err == nil
}

// FuzzServerSaysTheSame changes good objects at random and asks the API server and the library.
func FuzzServerSaysTheSame(f *testing.F) {
	namespaces(f)
	api, admission, good := newServer(f), embedded(f), samples(f)
	f.Add([]byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		u := rapid.SampledFrom(good).Draw(t, "good").DeepCopy()
		mutate(t, u)
		err := api.create(context.Background(), u, metav1.DryRunAll)
		if difference := agree(err, admission.Create(u)); difference != "" {
			text, _ := yaml.Marshal(u) // for the reader of the failure only
			t.Fatalf("%s\nof\n%s", difference, text)
		}
	}))
}
