package creditcode_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/internal/creditcode"
)

// symbols are spelt out here again: a slip in the package's own string would
// else be tested against itself.
const symbols = "0123456789" + "ABCDEFGH" + "JKLMN" + "PQR" + "TU" + "WXY"

func symbolsOf(length int) *rapid.Generator[string] {
	return rapid.StringOfN(rapid.RuneFrom([]rune(symbols)), length, length, length)
}

func replaced(code string, at int, by byte) string {
	return code[:at] + string(by) + code[at+1:]
}

// Any one wrong character is found, and any two neighbours swapped: modulo the
// prime 31 no weight is 0, and no weight is that of its neighbour. So all 540
// substitutions and all swaps of unlike neighbours of each code must be found.
func TestEveryNeighbourOfAValidCodeIsRefused(t *testing.T) {
	substitutions, swaps, codes := 0, 0, 0
	for _, v := range readVectors(t) {
		if v.Reason != "" {
			continue
		}
		codes++
		for at := range len(v.Code) {
			for _, symbol := range []byte(symbols) {
				if symbol == v.Code[at] {
					continue
				}
				substitutions++
				if got := reasonOf(t, replaced(v.Code, at, symbol)); got != creditcode.Check {
					t.Errorf("%s with %c at %d: %q", v.Code, symbol, at+1, got)
				}
			}
			if at == 0 || v.Code[at] == v.Code[at-1] {
				continue
			}
			swaps++
			swapped := v.Code[:at-1] + string(v.Code[at]) + string(v.Code[at-1]) + v.Code[at+1:]
			if got := reasonOf(t, swapped); got != creditcode.Check {
				t.Errorf("%s, swapped from %s: %q", swapped, v.Code, got)
			}
		}
	}
	if codes != 20 || substitutions != 20*18*30 {
		t.Errorf("%d substitutions of %d codes, want 10800 of 20", substitutions, codes)
	}
	if swaps < 200 {
		t.Errorf("%d swaps, want 200 at least", swaps)
	}
}

// Where the whole is computed anew over a wrong organisation code, its own check
// digit finds what the mathematics says: letters go up to 34 there, so two
// values eleven apart look alike modulo 11, and no others.
func TestOrganisationCodeNeighbours(t *testing.T) {
	found, alike := 0, 0
	for at := 8; at < 16; at++ {
		const code = "51330681PDY0000879"
		for _, symbol := range []byte(symbols) {
			if symbol == code[at] {
				continue
			}
			wrong := replaced(code, at, symbol)
			whole, err := creditcode.CheckDigit(wrong[:17])
			if err != nil {
				t.Fatal(err)
			}
			want := creditcode.OrganisationCheck
			if (plain(symbol)-plain(code[at]))%11 == 0 {
				want = ""
				alike++
			} else {
				found++
			}
			if got := reasonOf(t, replaced(wrong, 17, whole)); got != want {
				t.Errorf("%c at %d: %q, want %q", symbol, at+1, got, want)
			}
		}
	}
	if found+alike != 8*30 || found < 200 || alike < 8 {
		t.Errorf("%d found, %d alike", found, alike)
	}
}

// plain is the value of GB 11714: A is 10, and no letter is passed over.
func plain(symbol byte) int {
	return strings.IndexByte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", symbol)
}

// Half of the codes are valid; the other half are one substitution or one swap
// of neighbours away from these. None of the first is refused, all of the second
// are.
func TestHalfValidHalfOneMistakeAway(t *testing.T) {
	valid, substituted, swapped := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		code, err := creditcode.Complete(symbolsOf(8).Draw(t, "prefix"), symbolsOf(8).Draw(t, "body"))
		if err != nil {
			t.Fatal(err)
		}
		if err := creditcode.Validate(code); err != nil {
			t.Fatalf("%s: %v", code, err)
		}
		valid++
		at := rapid.IntRange(1, 17).Draw(t, "at")
		wrong := code[:at-1] + string(code[at]) + string(code[at-1]) + code[at+1:]
		if wrong != code && rapid.Bool().Draw(t, "swap") {
			swapped++
		} else {
			others := strings.ReplaceAll(symbols, string(code[at]), "")
			wrong = replaced(code, at, rapid.SampledFrom([]byte(others)).Draw(t, "by"))
			substituted++
		}
		if err := creditcode.Validate(wrong); err == nil {
			t.Fatalf("%s, a mistake in %s, is taken", wrong, code)
		}
	})
	t.Logf("%d valid, %d substituted, %d swapped", valid, substituted, swapped)
	if valid == 0 || valid != substituted+swapped {
		t.Error("the codes are not half valid and half mistaken")
	}
	// A short run has too few cases to count on both kinds of mistake.
	if valid >= 100 && (substituted*10 < valid || swapped*10 < valid) {
		t.Error("there is hardly a mistake of one kind")
	}
}

func FuzzValidate(f *testing.F) {
	for _, v := range readVectors(f) {
		f.Add(v.Code)
	}
	f.Add("")
	f.Add(strings.Repeat("\xff", 18))
	f.Fuzz(func(t *testing.T, code string) {
		reason := reasonOf(t, code)
		legal := strings.Trim(code, symbols) == "" // of legal characters alone
		switch {
		case utf8.RuneCountInString(code) != 18:
			mustBe(t, code, reason, creditcode.Length)
		case !legal:
			mustBe(t, code, reason, creditcode.Alphabet)
		default:
			completed, err := creditcode.Complete(code[:8], code[8:16])
			if err != nil || (completed == code) != (reason == "") {
				t.Fatalf("%q: refused for %q, completed as %s (%v)", code, reason, completed, err)
			}
			if reason == creditcode.Length || reason == creditcode.Alphabet {
				t.Fatalf("%q: refused for %q", code, reason)
			}
		}
	})
}

func mustBe(t *testing.T, code string, got, want creditcode.Reason) {
	t.Helper()
	if got != want {
		t.Fatalf("%q: refused for %q, want %q", code, got, want)
	}
}
