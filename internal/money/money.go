// Package money holds public money as whole fen, and reads and writes the
// decimal strings of yuan that records carry. No float is involved anywhere
// (F-18).
package money

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Fen is an amount of money in fen, a hundredth of a yuan (F-18). It may be
// negative: a balance is below zero while something is still to be recovered.
type Fen int64

// Yuan is one yuan in fen.
const Yuan Fen = 100

// maxWholeDigits bounds what a record may say: ten thousand billion yuan. A
// thousand such amounts still fit in an int64 of fen with room to spare.
const maxWholeDigits = 13

// Parse reads an amount of yuan as records write it: digits, a point and
// exactly two places, such as "50000.00". It takes no sign, no grouping, no
// unit such as 万, no leading zero other than in "0.50", and at most 13 digits
// before the point. The error says what is wrong and how to write it (F-18).
func Parse(s string) (Fen, error) {
	if s == "" {
		return 0, errors.New(`no amount: write yuan with two places, such as "50000.00"`)
	}
	whole, places, found := strings.Cut(s, ".")
	switch {
	case !found:
		return 0, amountError(s, "has no places after a point")
	case !onlyDigits(whole):
		return 0, amountError(s, "has something other than digits before the point")
	case len(places) != 2 || !onlyDigits(places):
		return 0, amountError(s, "has not exactly two digits after the point")
	case len(whole) > 1 && whole[0] == '0':
		return 0, amountError(s, "has a leading zero")
	case len(whole) > maxWholeDigits:
		return 0, amountError(s, fmt.Sprintf("has more than %d digits before the point", maxWholeDigits))
	}
	n, err := strconv.ParseInt(whole+places, 10, 64)
	if err != nil {
		return 0, amountError(s, err.Error())
	}
	return Fen(n), nil
}

// ParseSigned reads an amount of yuan like [Parse] and takes a leading "-" too.
// "-0.00" is refused: zero has one form, so that equal amounts have equal
// digests.
func ParseSigned(s string) (Fen, error) {
	rest, negative := strings.CutPrefix(s, "-")
	if !negative {
		return Parse(s)
	}
	f, err := Parse(rest)
	if err != nil {
		return 0, fmt.Errorf("after the sign of %s: %w", quote(s), err)
	}
	if f == 0 {
		return 0, amountError(s, "is a negative zero")
	}
	return -f, nil
}

// MustParse is [ParseSigned] for tables and tests: it panics where that fails,
// so never hand it what comes from outside.
func MustParse(s string) Fen {
	f, err := ParseSigned(s)
	if err != nil {
		panic(err)
	}
	return f
}

// String writes the amount as records do: yuan with two places, "-" in front
// where it is below zero. [ParseSigned] reads it back.
func (f Fen) String() string {
	sign, whole, places := f.parts()
	return sign + whole + "." + places
}

// MarshalText writes the amount as [Fen.String] does, so that JSON and YAML
// carry yuan in a string and never a bare number of fen.
func (f Fen) MarshalText() ([]byte, error) {
	return []byte(f.String()), nil
}

// UnmarshalText reads an amount of yuan as [ParseSigned] does.
func (f *Fen) UnmarshalText(text []byte) error {
	parsed, err := ParseSigned(string(text))
	if err != nil {
		return err
	}
	*f = parsed
	return nil
}

// parts returns the sign, the digits of whole yuan and the two places.
func (f Fen) parts() (sign, whole, places string) {
	// As text, for the least int64 has no positive twin.
	digits, negative := strings.CutPrefix(strconv.FormatInt(int64(f), 10), "-")
	if negative {
		sign = "-"
	}
	if len(digits) < 3 {
		digits = strings.Repeat("0", 3-len(digits)) + digits
	}
	point := len(digits) - 2
	return sign, digits[:point], digits[point:]
}

// onlyDigits reports whether s is one or more of 0 to 9; full-width digits are
// none.
func onlyDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func amountError(s, problem string) error {
	return fmt.Errorf(`amount %s %s: write yuan with two places, such as "50000.00"`, quote(s), problem)
}

// quote shows what a person wrote, cut where it is too long to read.
func quote(s string) string {
	const most = 40
	if runes := []rune(s); len(runes) > most {
		return strconv.Quote(string(runes[:most])) + "…"
	}
	return strconv.Quote(s)
}
