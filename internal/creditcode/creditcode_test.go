package creditcode_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/lianxing-dev/lianxing/internal/creditcode"
)

// vector is a code and the reason to refuse it, "" for a valid one.
type vector struct {
	Code   string
	Reason creditcode.Reason
	Note   string
}

func readVectors(t testing.TB) []vector {
	t.Helper()
	raw, err := os.ReadFile("testdata/codes.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []vector
	if err := json.Unmarshal(raw, &list); err != nil {
		t.Fatal(err)
	}
	if len(list) != 33 {
		t.Fatalf("testdata has %d codes, want 33", len(list))
	}
	return list
}

// reasonOf is the reason why a code is refused, "" where it is not.
func reasonOf(t testing.TB, code string) creditcode.Reason {
	t.Helper()
	err := creditcode.Validate(code)
	if err == nil {
		return ""
	}
	refused, ok := errors.AsType[*creditcode.Error](err)
	if !ok {
		t.Fatalf("%q: %v is a %T", code, err, err)
	}
	return refused.Reason()
}

func TestVectors(t *testing.T) {
	for _, v := range readVectors(t) {
		if got := reasonOf(t, v.Code); got != v.Reason {
			t.Errorf("%s: refused for %q, want %q: %s", v.Code, got, v.Reason, v.Note)
		}
	}
}

func TestWhatIsNoCode(t *testing.T) {
	tests := map[string]creditcode.Reason{
		"":                             creditcode.Length,
		"5133068":                      creditcode.Length,
		"51330681PDY00008799":          creditcode.Length,
		" 51330681PDY0000879":          creditcode.Length,
		"51330681PDY0000879\n":         creditcode.Length,
		strings.Repeat("5", 1<<20):     creditcode.Length,
		strings.Repeat("\xff", 18):     creditcode.Alphabet,
		strings.Repeat("５", 18):        creditcode.Alphabet,
		strings.Repeat("Z", 18):        creditcode.Alphabet,
		"51330681PDY000087９":           creditcode.Alphabet,
		"51330681PDY000087\x00":        creditcode.Alphabet,
		"51330681-PDY000087":           creditcode.Alphabet,
		"51330681PDY00008\u0661\u0669": creditcode.Alphabet, // digits of another script
		"５１３３０６":                       creditcode.Length,   // 18 bytes, 6 characters
	}
	for code, want := range tests {
		if got := reasonOf(t, code); got != want {
			t.Errorf("%.40q: refused for %q, want %q", code, got, want)
		}
	}
}

func TestCheckDigits(t *testing.T) {
	for first17, want := range map[string]byte{
		"91350100M000100Y4": '3', "91350100M0001TGQX": '1', "91350211M0000XUF4": 'R', "91350203M0001FUE2": 'J',
		"51330681PDY000087": '9', "51330600PDY000132": '0',
	} {
		if got, err := creditcode.CheckDigit(first17); err != nil || got != want {
			t.Errorf("the check digit of %s is %c (%v), want %c", first17, got, err, want)
		}
	}
	for first8, want := range map[string]byte{
		"PDY00001": 'X', "PDY00006": '0', "PDY00008": '7', "M000100Y": '4',
		// By hand: 3·13 + 2·1 = 41 = 3·11 + 8, so 11 - 8.
		"D0000001": '3',
		// Nothing to add: 11 - 0 is written 0.
		"00000000": '0',
	} {
		if got, err := creditcode.OrganisationCheckDigit(first8); err != nil || got != want {
			t.Errorf("the organisation check digit of %s is %c (%v), want %c", first8, got, err, want)
		}
	}
}

func TestPartsAreCheckedToo(t *testing.T) {
	_, errShort := creditcode.CheckDigit("51330681PDY00008")
	_, errLetter := creditcode.CheckDigit("51330681PDY00008I")
	_, errOrgShort := creditcode.OrganisationCheckDigit("PDY0000")
	_, errOrgLetter := creditcode.OrganisationCheckDigit("PDY0000Z")
	_, errPrefix := creditcode.Complete("5133068", "PDY00008")
	_, errBody := creditcode.Complete("51330681", "pdy00008")
	for name, tc := range map[string]struct {
		err  error
		want creditcode.Reason
	}{
		"17 that are 16": {errShort, creditcode.Length}, "17 with I": {errLetter, creditcode.Alphabet},
		"8 that are 7": {errOrgShort, creditcode.Length}, "8 with Z": {errOrgLetter, creditcode.Alphabet},
		"prefix of 7": {errPrefix, creditcode.Length}, "body in lower case": {errBody, creditcode.Alphabet},
	} {
		refused, ok := errors.AsType[*creditcode.Error](tc.err)
		if !ok || refused.Reason() != tc.want {
			t.Errorf("%s: %v, want reason %s", name, tc.err, tc.want)
		}
	}
}

func TestComplete(t *testing.T) {
	for _, v := range readVectors(t) {
		if v.Reason != "" {
			continue
		}
		if got, err := creditcode.Complete(v.Code[:8], v.Code[8:16]); err != nil || got != v.Code {
			t.Errorf("%s is completed as %s (%v)", v.Code, got, err)
		}
	}
}

// Every refusal is told in both languages, shortly, and says what to look at.
func TestMessages(t *testing.T) {
	tests := []struct{ code, english, chinese string }{
		{"51330681PDY000087", "17 characters here and needs 18", "有 17 个字符，应为 18 个"},
		{"51330681PDYO000879", "character 12 of the credit code is 'O'", "第 12 位是 'O'"},
		{"５1330681PDY0000879", "character 1 of the credit code is '５'", "第 1 位是 '５'"},
		{"51330681PDY0000878", "is '8', but the 17 characters before it give '9'", "是 '8'，按前 17 位计算应为 '9'"},
		{"51330681PDY000081N", "is '1', but characters 9 to 16 give '7'", "是 '1'，按第 9 至 16 位计算应为 '7'"},
	}
	for _, tc := range tests {
		refused, ok := errors.AsType[*creditcode.Error](creditcode.Validate(tc.code))
		if !ok {
			t.Errorf("%s is not refused", tc.code)
			continue
		}
		if !strings.Contains(refused.Error(), tc.english) {
			t.Errorf("%s: %q lacks %q", tc.code, refused.Error(), tc.english)
		}
		if !strings.Contains(refused.Chinese(), tc.chinese) {
			t.Errorf("%s: %q lacks %q", tc.code, refused.Chinese(), tc.chinese)
		}
		if strings.ContainsFunc(refused.Error(), func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
			t.Errorf("%s: the English message has Chinese in it: %s", tc.code, refused.Error())
		}
	}
}

func BenchmarkValidate(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if err := creditcode.Validate("51330681PDY0000879"); err != nil {
			b.Fatal(err)
		}
	}
}
