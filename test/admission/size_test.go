package admission

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

// TestLargestRecords creates and changes records that are as large as they may be: all rules together have to stay within
// what the API server lets the rules of one object cost.
func TestLargestRecords(t *testing.T) {
	chance := rand.New(rand.NewPCG(1000, 64))
	tests := []struct {
		kind  string
		lists map[string][]any // by path, with dots
		after changes
	}{
		{"Alliance", largestAlliance(t, chance), changes{"spec.members[999].name": "改名"}},
		{"EvaluationRound", largestPanel(t, chance), changes{"spec.panel[199].ties": absent, "spec.recusalYears": "3"}},
		{"WorkCalendar", largestCalendar(), nil},
		{"Budget", map[string][]any{"spec.appropriations": many(100, func(i int) any {
			return map[string]any{"on": fmt.Sprintf("2025-%02d-%02d", 1+i/28, 1+i%28), "total": "9999999999999.99", "documentNo": "文号"}
		})}, nil},
		{"ActivityPlan", largestPlan(), changes{"spec.speakers": "3"}},
		{"ActivityReport", map[string][]any{
			"spec.costs": many(50, func(i int) any {
				return map[string]any{"item": "Materials", "amount": "9999999999999.99", "invoice": fmt.Sprintf("%040d", i)}
			}),
			"spec.heldOn":       many(100, func(i int) any { return fmt.Sprintf("2024-%02d-%02d", 1+i/28, 1+i%28) }),
			"spec.otherFunding": largestFunding(),
		}, changes{"spec.participants": "59"}},
		{"Review", map[string][]any{"spec.scores": many(50, func(i int) any {
			return map[string]any{"indicator": fmt.Sprintf("%040d", i), "points": "1000.25"}
		})}, nil},
		{"Brand", largestBrand(), changes{"spec.alliances[63].role": "Lead"}},
		{"BrandLicense", largestLicense(), changes{"spec.products[49]": "红茶"}},
	}
	for _, test := range tests {
		t.Run(test.kind, func(t *testing.T) {
			object := record(t, test.kind)
			for path, list := range test.lists {
				if err := unstructured.SetNestedSlice(object.Object, list, strings.Split(path, ".")...); err != nil {
					t.Fatal(err)
				}
			}
			stored := keep(t, "largest-"+strings.ToLower(test.kind), object, nil)
			if err := update(t, stored, changes{"metadata.labels": "{a: b}"}); err != nil {
				t.Errorf("after a change of a label: %v", err)
			}
			if err := update(t, stored, test.after); err != nil {
				t.Errorf("after a change of the spec: %v", err)
			}
		})
	}
}

func largestFunding() []any {
	return many(20, func(int) any {
		return map[string]any{"source": strings.Repeat("源", 120), "amount": "9999999999999.99"}
	})
}

// largestPlan has as many lines as it may, which add up.
func largestPlan() map[string][]any {
	return map[string][]any{
		"spec.costs": many(50, func(int) any {
			return map[string]any{"item": "Materials", "amount": "400000000000.00", "note": strings.Repeat("注", 200)}
		}),
		"spec.otherFunding": many(20, func(i int) any {
			amount := "999999999999.00"
			if i == 0 {
				amount = "999999990019.00" // with the 10 000 that are asked for and the alliance's own, what all lines cost
			}
			return map[string]any{"source": strings.Repeat("源", 120), "amount": amount}
		}),
		"spec.partners": many(20, func(i int) any { return fmt.Sprintf("%0120d", i) }),
	}
}

func many(count int, item func(int) any) []any {
	all := make([]any, count)
	for i := range all {
		all[i] = item(i)
	}
	return all
}

// long is a text of so many characters that begins like no other.
func long(letter string, number, length int) string {
	text := fmt.Sprintf("%s%03d", letter, number)
	return text + strings.Repeat("0", length-len([]rune(text)))
}

func largestAlliance(t *testing.T, chance *rand.Rand) map[string][]any {
	evidence := many(20, func(int) any {
		return map[string]any{"title": "服务记录", "uri": "https://example.invalid/1", "sha256": emptyDigest[7:]}
	})
	return map[string][]any{
		"spec.members": many(1000, func(i int) any {
			return map[string]any{
				"name": fmt.Sprintf("%040d", i), "creditCode": generate(t, chance), "category": "Cooperative",
				"joinedOn": "2023-03-01", "leftOn": "2024-02-29",
			}
		}),
		"spec.services": many(64, func(int) any {
			return map[string]any{"capability": "Sales", "since": "2023-03-01", "until": "2024-02-29", "evidence": evidence}
		}),
		"spec.succeeds": many(20, func(int) any {
			return map[string]any{"creditCode": generate(t, chance), "on": "2023-03-01"}
		}),
	}
}

func largestPanel(t *testing.T, chance *rand.Rand) map[string][]any {
	return map[string][]any{"spec.panel": many(200, func(i int) any {
		ties := many(50, func(int) any { return map[string]any{"creditCode": generate(t, chance), "until": "2024-02-29"} })
		return map[string]any{"account": fmt.Sprintf("expert-%d", i), "ties": ties}
	})}
}

func largestCalendar() map[string][]any {
	days := many(100, func(i int) any { return fmt.Sprintf("2025-%02d-%02d", 1+i/28, 1+i%28) })
	others := many(100, func(i int) any { return fmt.Sprintf("2025-%02d-%02d", 7+i/28, 1+i%28) })
	return map[string][]any{
		"spec.holidays": days,
		"spec.workdays": {"2025-12-27", "2025-12-28"},
		"spec.amendments": many(100, func(int) any {
			return map[string]any{"publishedOn": "2025-06-20", "documentNo": "补充通知", "holidays": days, "workdays": others}
		}),
	}
}
