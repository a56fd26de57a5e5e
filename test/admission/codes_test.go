package admission

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/lianxing-dev/lianxing/internal/creditcode"
)

// alphabet is that of credit codes.
const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// codeVectors are known codes with what is wrong with them; "" is nothing. Full-width and short codes stand among the formats.
var codeVectors = []struct {
	code   string
	reason creditcode.Reason
}{
	{"91350100M000100Y43", ""},                  // the example of GB 32100-2015
	{"91350100M000100Y4Z", creditcode.Alphabet}, // Z is no symbol, and the digit would be 3
	{"91350100M0001TGQXM", creditcode.Check},    // these three are said to be real, early codes
	{"91350211M0000XUF46", creditcode.Check},
	{"91350203M0001FUE2P", creditcode.Check},
	{"51330600PDY0001320", ""}, // a remainder of 0 gives check digit 0
	{"51330600PDY00001XU", ""}, // the organisation's check digit is X
	{"51330600PDY0000607", ""}, // and here 0
	{"51330681PDY0000878", creditcode.Check},
	{"51330681PDY0000879", ""},
	{"51330681PDY000081N", creditcode.OrganisationCheck},
	{"51330681PDY0000877", creditcode.Check}, // what formulas give that are often seen and wrong
	{"51330681PDY000087Q", creditcode.Check},
	{"51330681PDY00008I9", creditcode.Alphabet},
	{"51330681PDYO000879", creditcode.Alphabet},
	{"51330681pdy0000879", creditcode.Alphabet},
	{"51330681PDY000087", creditcode.Length},
	{"51330681PDY0000879 ", creditcode.Length},
}

func TestCreditCodeVectors(t *testing.T) {
	for _, vector := range codeVectors {
		t.Run(vector.code, func(t *testing.T) {
			if reason := reasonOf(t, creditcode.Validate(vector.code)); reason != vector.reason {
				t.Errorf("Go finds %q, wanted %q", reason, vector.reason)
			}
			// Quoted: a code of digits, E and a sign reads as a number in YAML.
			got := refusals(t, create(t, record(t, "Alliance", changes{"spec.creditCode": fmt.Sprintf("%q", vector.code)})))
			if reason := reasonIn(got, "spec.creditCode"); reason != vector.reason {
				t.Errorf("CEL finds %q, wanted %q: %q", reason, vector.reason, got)
			}
		})
	}
}

// TestCELAndGoAgree sends generated codes, one half of them right and the other one step away, as members of an alliance.
// The API server has to refuse those, and for the reason, that the function in Go refuses.
func TestCELAndGoAgree(t *testing.T) {
	const half = 500 // 1000 members are the most that an alliance has
	chance := rand.New(rand.NewPCG(32100, 2015))
	var codes []string
	for range half {
		codes = append(codes, generate(t, chance))
	}
	for i := range half {
		codes = append(codes, distort(chance, generate(t, chance), i%2 == 0))
	}
	chance.Shuffle(len(codes), func(i, j int) { codes[i], codes[j] = codes[j], codes[i] })

	found := refusals(t, create(t, allianceOf(t, codes)))
	counted := map[creditcode.Reason]int{}
	for i, code := range codes {
		path := fmt.Sprintf("spec.members[%d].creditCode", i)
		inCEL, inGo := reasonIn(found, path), reasonOf(t, creditcode.Validate(code))
		if inCEL != inGo {
			t.Errorf("%s: CEL finds %q, Go %q", code, inCEL, inGo)
		}
		counted[inCEL]++
	}
	t.Logf("%d codes: %v", len(codes), counted)
	if counted[""] != half {
		t.Errorf("%d codes are right, wanted %d", counted[""], half)
	}
	if wrong := counted[creditcode.Check] + counted[creditcode.OrganisationCheck]; wrong != half {
		t.Errorf("%d codes are wrong, wanted %d", wrong, half)
	}
	organisationOnly(t, chance)
}

// organisationOnly does the same with codes whose last digit fits and whose organisation code does not: a slip made before
// the last digit was computed.
func organisationOnly(t *testing.T, chance *rand.Rand) {
	t.Helper()
	const count = 200
	var codes []string
	for len(codes) < count {
		code := []byte(generate(t, chance))
		code[16] = alphabet[chance.IntN(len(alphabet))]
		last, err := creditcode.CheckDigit(string(code[:17]))
		if err != nil {
			t.Fatal(err)
		}
		code[17] = last
		if creditcode.Validate(string(code)) != nil {
			codes = append(codes, string(code))
		}
	}
	found := refusals(t, create(t, allianceOf(t, codes)))
	for i, code := range codes {
		if reason := reasonIn(found, fmt.Sprintf("spec.members[%d].creditCode", i)); reason != creditcode.OrganisationCheck {
			t.Errorf("%s: CEL finds %q, wanted %q", code, reason, creditcode.OrganisationCheck)
		}
	}
}

// allianceOf is an alliance whose members have these codes.
func allianceOf(t *testing.T, codes []string) *unstructured.Unstructured {
	t.Helper()
	members := make([]any, 0, len(codes))
	for i, code := range codes {
		members = append(members, map[string]any{
			"name": fmt.Sprintf("样例合作社%d(虚构)", i), "creditCode": code, "category": "Cooperative",
			"joinedOn": "2023-03-01", "leftOn": "2024-02-29",
		})
	}
	object := record(t, "Alliance")
	if err := unstructured.SetNestedSlice(object.Object, members, "spec", "members"); err != nil {
		t.Fatal(err)
	}
	return object
}

func generate(t *testing.T, chance *rand.Rand) string {
	t.Helper()
	text := make([]byte, 16)
	for i := range text {
		text[i] = alphabet[chance.IntN(len(alphabet))]
	}
	code, err := creditcode.Complete(string(text[:8]), string(text[8:]))
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// distort makes one of the two slips that the check digits are there for: another character, or two neighbours exchanged.
func distort(chance *rand.Rand, code string, substitute bool) string {
	text := []byte(code)
	for string(text) == code {
		if place := chance.IntN(len(text)); substitute {
			text[place] = alphabet[chance.IntN(len(alphabet))]
		} else if place > 0 {
			text[place-1], text[place] = text[place], text[place-1]
		}
	}
	return string(text)
}

// reasonIn is what the API server says of the code at a path. Go names the first thing that is wrong, CEL all of them.
func reasonIn(all []refusal, path string) creditcode.Reason {
	says := func(message string) bool {
		return slices.ContainsFunc(all, func(r refusal) bool { return r.path == path && strings.Contains(r.message, message) })
	}
	switch {
	case says("a credit code has 18 characters"), says("Too long"):
		// One rule asks for both, and a length may be named by the schema.
		return lengthOrAlphabet(all, path)
	case says(checkMessage):
		return creditcode.Check
	case says(orgCheckMessage):
		return creditcode.OrganisationCheck
	}
	return ""
}

func lengthOrAlphabet(all []refusal, path string) creditcode.Reason {
	for _, r := range all {
		code, _, quoted := strings.Cut(strings.TrimPrefix(r.message, `Invalid value: "`), `"`)
		if r.path == path && quoted && len([]rune(code)) == 18 {
			return creditcode.Alphabet
		}
	}
	return creditcode.Length
}

func reasonOf(t *testing.T, err error) creditcode.Reason {
	t.Helper()
	if err == nil {
		return ""
	}
	var wrong *creditcode.Error
	if !errors.As(err, &wrong) {
		t.Fatalf("not a reason: %v", err)
	}
	return wrong.Reason()
}
