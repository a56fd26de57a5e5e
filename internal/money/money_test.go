package money_test

import (
	"encoding/json"
	"math"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/internal/money"
)

func TestParse(t *testing.T) {
	accepted := map[string]money.Fen{
		"0.00":             0,
		"0.01":             1,
		"0.10":             10,
		"1.00":             money.Yuan,
		"50000.00":         5_000_000, // 5万元
		"100000.00":        10_000_000,
		"9999999999999.99": 999_999_999_999_999,
	}
	for s, want := range accepted {
		if got, err := money.Parse(s); err != nil || got != want {
			t.Errorf("Parse(%q) = %d, %v, want %d", s, got, err, want)
		}
	}
	for _, s := range append(neverMoney, "-1.00", "-0.01") {
		if got, err := money.Parse(s); err == nil || got != 0 {
			t.Errorf("Parse(%q) = %d, %v, want an error", s, got, err)
		}
	}
}

// neverMoney is refused with a sign allowed and without.
var neverMoney = []string{
	"", " ", ".", "-", "--1.00", "-+1.00", "+1.00", "1", "1.", "1.0", "1.000", ".50", "00.00", "01.00", "00.50",
	"-0.00", "-00.00", "-01.00", "- 1.00", " 1.00", "1.00 ", "1 .00", "1. 00", "1.0 ", "1.-1", "1.00.00", "1,00", "50,000.00",
	"5万", "5万元", "5.00万", "50000.00元", "¥1.00", "５.00", "1．00", "1.０0", "1e2", "1e2.00", "0x1.00", "1_000.00",
	"10000000000000.00", "99999999999999999999999.00", "NaN", "Inf", "1.00\n", "1.00\x00", "\xff.00",
	strings.Repeat("9", 1<<16) + ".00",
}

func TestParseSigned(t *testing.T) {
	accepted := map[string]money.Fen{
		"0.00": 0, "1.00": 100, "-0.01": -1, "-50000.00": -5_000_000, "-9999999999999.99": -999_999_999_999_999,
	}
	for s, want := range accepted {
		if got, err := money.ParseSigned(s); err != nil || got != want {
			t.Errorf("ParseSigned(%q) = %d, %v, want %d", s, got, err, want)
		}
	}
	for _, s := range neverMoney {
		if got, err := money.ParseSigned(s); err == nil || got != 0 {
			t.Errorf("ParseSigned(%q) = %d, %v, want an error", s, got, err)
		}
	}
}

// A message is for a person: it shows what was written, in bounds, and how it
// should be.
func TestMessages(t *testing.T) {
	for _, s := range neverMoney {
		_, err := money.ParseSigned(s)
		if err == nil || !strings.Contains(err.Error(), `"50000.00"`) || len(err.Error()) > 500 {
			t.Errorf("of %.40q: %.600v", s, err)
		}
	}
	if _, err := money.Parse("5万"); err == nil || !strings.Contains(err.Error(), "5万") {
		t.Errorf("the message does not show what was written: %v", err)
	}
}

func TestWritten(t *testing.T) {
	tests := []struct {
		fen   money.Fen
		plain string
	}{
		{0, "0.00"},
		{1, "0.01"},
		{-1, "-0.01"},
		{99, "0.99"},
		{100, "1.00"},
		{99_999, "999.99"},
		{100_000, "1000.00"},
		{5_000_000, "50000.00"},
		{-5_000_000, "-50000.00"},
		{10_000_000, "100000.00"},
		{123_456_789_01, "123456789.01"},
		{math.MaxInt64, "92233720368547758.07"},
		{math.MinInt64, "-92233720368547758.08"},
	}
	for _, tc := range tests {
		if got := tc.fen.String(); got != tc.plain {
			t.Errorf("%d is written %s, want %s", int64(tc.fen), got, tc.plain)
		}
	}
}

func TestProperties(t *testing.T) {
	const most = 999_999_999_999_999
	rapid.Check(t, func(t *rapid.T) {
		f := money.Fen(rapid.Int64Range(-most, most).Draw(t, "f"))
		if back, err := money.ParseSigned(f.String()); err != nil || back != f {
			t.Fatalf("%d is written %s and reads back as %d (%v)", int64(f), f, int64(back), err)
		}
		if back, err := money.Parse(f.String()); (err == nil) != (f >= 0) || (err == nil && back != f) {
			t.Fatalf("%s without a sign reads as %d (%v)", f, int64(back), err)
		}
	})
}

func TestFenInJSON(t *testing.T) {
	raw, err := json.Marshal(map[string]money.Fen{"amount": 5_000_000})
	if want := `{"amount":"50000.00"}`; err != nil || string(raw) != want {
		t.Errorf("got %s (%v), want %s", raw, err, want)
	}
	var back map[string]money.Fen
	if err := json.Unmarshal(raw, &back); err != nil || back["amount"] != 5_000_000 {
		t.Errorf("reads back as %v (%v)", back, err)
	}
	for _, bad := range []string{`{"amount":50000}`, `{"amount":"50000"}`, `{"amount":"5万"}`} {
		if err := json.Unmarshal([]byte(bad), &back); err == nil {
			t.Errorf("%s is taken", bad)
		}
	}
}

func TestMustParse(t *testing.T) {
	if got := money.MustParse("-1.50"); got != -150 {
		t.Errorf("got %d fen", int64(got))
	}
	defer func() {
		if recover() == nil {
			t.Error("MustParse took what is no amount")
		}
	}()
	money.MustParse("5万")
}

// amounts is how amounts are written, as a second reading of them.
var amounts = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,12})\.[0-9]{2}$`)

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"50000.00", "0.50", "-0.01", "-0.00", "00.00", "5万", "", "9999999999999.99", "10000000000000.00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		signed, err := money.ParseSigned(s)
		if taken := amounts.MatchString(s) && s != "-0.00"; (err == nil) != taken {
			t.Fatalf("ParseSigned(%q): %v, want it taken: %t", s, err, taken)
		}
		if err != nil && (signed != 0 || !strings.Contains(err.Error(), `"50000.00"`) || len(err.Error()) > 500) {
			t.Fatalf("ParseSigned(%.40q) = %d, %.600v", s, int64(signed), err)
		}
		if err == nil && signed.String() != s {
			t.Fatalf("ParseSigned(%q) writes as %s", s, signed)
		}
		unsigned, unsignedErr := money.Parse(s)
		if want := err == nil && !strings.HasPrefix(s, "-"); (unsignedErr == nil) != want {
			t.Fatalf("Parse(%q): %v, ParseSigned: %v", s, unsignedErr, err)
		}
		if unsignedErr == nil && (unsigned != signed || unsigned < 0) {
			t.Fatalf("Parse(%q) = %d, ParseSigned %d", s, int64(unsigned), int64(signed))
		}
	})
}
