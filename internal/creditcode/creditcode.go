// Package creditcode checks the unified social credit codes (统一社会信用代码)
// of organisations: GB 32100-2015 for the whole code, GB 11714 for the
// organisation code inside it.
//
// A code has 18 characters: the registering authority (1), the category of
// organisation (2), that authority's division (3 to 8), the organisation code
// with its own check digit (9 to 17), and the check digit of the whole (18). The
// division is the authority's, which need not be where the organisation works, so
// nothing is asked of it here.
package creditcode

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

const (
	// alphabet gives each character its value: the index in this string. I, O,
	// S, V and Z are left out, so letters after H are not where ASCII has them.
	alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"

	length       = 18
	prefixLength = 8                // registering authority, category, division
	bodyLength   = 8                // the organisation code without its check digit
	orgCheckAt   = prefixLength + 8 // where that check digit stands
	checkAt      = length - 1
)

var (
	// weights are the powers of 3 modulo 31, one for each of the first 17
	// characters (GB 32100-2015).
	weights = [checkAt]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

	// organisationWeights are those of GB 11714.
	organisationWeights = [bodyLength]int{3, 7, 9, 10, 5, 8, 4, 2}
)

// Validate checks a unified social credit code: its length, then its alphabet,
// then the check digit of the whole, then that of the organisation code inside
// it. Any error is an [*Error] that names the first of these that fails. Lower
// case and full-width characters are refused, never converted: a record says
// what it says.
func Validate(code string) error {
	if err := checkText(code, length); err != nil {
		return err
	}
	if want := checkDigit(code[:checkAt]); code[checkAt] != want {
		return &Error{reason: Check, got: rune(code[checkAt]), want: want}
	}
	body := code[prefixLength:orgCheckAt]
	if want := organisationCheckDigit(body); code[orgCheckAt] != want {
		return &Error{reason: OrganisationCheck, got: rune(code[orgCheckAt]), want: want}
	}
	return nil
}

// CheckDigit computes the last character of a code from the 17 before it (GB
// 32100-2015). Any error is an [*Error] of reason [Length] or [Alphabet].
func CheckDigit(first17 string) (byte, error) {
	if err := checkText(first17, checkAt); err != nil {
		return 0, err
	}
	return checkDigit(first17), nil
}

// OrganisationCheckDigit computes the last character of an organisation code
// from the 8 before it (GB 11714): a digit, or X for ten. Any error is an
// [*Error] of reason [Length] or [Alphabet].
func OrganisationCheckDigit(first8 string) (byte, error) {
	if err := checkText(first8, bodyLength); err != nil {
		return 0, err
	}
	return organisationCheckDigit(first8), nil
}

// Complete makes a whole code from its first 8 characters (authority, category,
// division) and the 8 of an organisation code, by adding both check digits. It
// is for generators of sample data. Any error is an [*Error] of reason [Length]
// or [Alphabet], wrapped with which of the two it found that in.
func Complete(prefix8, body8 string) (string, error) {
	if err := checkText(prefix8, prefixLength); err != nil {
		return "", fmt.Errorf("the first 8 characters: %w", err)
	}
	if err := checkText(body8, bodyLength); err != nil {
		return "", fmt.Errorf("the organisation code: %w", err)
	}
	first17 := prefix8 + body8 + string(organisationCheckDigit(body8))
	return first17 + string(checkDigit(first17)), nil
}

// checkText demands that many characters of the alphabet. What passes is ASCII,
// one byte a character.
func checkText(text string, characters int) error {
	if n := utf8.RuneCountInString(text); n != characters {
		return &Error{reason: Length, length: n, wantLength: characters}
	}
	position := 0
	for _, character := range text {
		position++
		if !strings.ContainsRune(alphabet, character) {
			return &Error{reason: Alphabet, position: position, got: character}
		}
	}
	return nil
}

// checkDigit expects 17 characters of the alphabet.
func checkDigit(first17 string) byte {
	sum := 0
	for i, weight := range weights {
		sum += strings.IndexByte(alphabet, first17[i]) * weight
	}
	// The outer modulo turns 31, for a remainder of 0, into 0.
	return alphabet[(31-sum%31)%31]
}

// organisationCheckDigit expects 8 characters of the alphabet. Here letters have
// their plain values, A is 10 and Z would be 35.
func organisationCheckDigit(first8 string) byte {
	sum := 0
	for i, weight := range organisationWeights {
		value := int(first8[i] - '0')
		if first8[i] >= 'A' {
			value = int(first8[i]-'A') + 10
		}
		sum += value * weight
	}
	switch check := 11 - sum%11; check {
	case 10:
		return 'X'
	case 11:
		return '0'
	default:
		return byte('0' + check)
	}
}
