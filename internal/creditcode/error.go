package creditcode

import "fmt"

// Reason says what is wrong with a code. Reasons are stable identifiers and are
// never translated.
type Reason string

const (
	// Length says that the code has not the right number of characters.
	Length Reason = "Length"
	// Alphabet says that a character is none of the 31 that codes are made of.
	Alphabet Reason = "Alphabet"
	// Check says that the last character is not the check digit of the rest.
	Check Reason = "Check"
	// OrganisationCheck says that the whole checks out but the 17th character is
	// not the check digit of the organisation code.
	OrganisationCheck Reason = "OrganisationCheck"
)

// Error says why a code is refused and how to mend it, in English by
// [Error.Error] and in Chinese by [Error.Chinese].
type Error struct {
	reason     Reason
	length     int  // Length: the characters there are
	wantLength int  // Length: the characters there should be
	position   int  // Alphabet: of the character, from 1
	got        rune // Alphabet and both checks: the character that stands there
	want       byte // both checks: the character that should
}

// Reason is what is wrong.
func (e *Error) Reason() Reason {
	return e.reason
}

// Error is the message in English.
func (e *Error) Error() string {
	switch e.reason {
	case Length:
		return fmt.Sprintf("the credit code has %d characters here and needs %d: copy it in full from the certificate", e.length, e.wantLength)
	case Alphabet:
		return fmt.Sprintf("character %d of the credit code is %q: only 0-9 and the capital letters A-Y without I, O, S and V are allowed (no lower case, no full-width characters)", e.position, e.got)
	case Check:
		return fmt.Sprintf("the check digit of the credit code (character 18) is %q, but the 17 characters before it give %q: compare the code with the certificate", e.got, rune(e.want))
	case OrganisationCheck:
		return fmt.Sprintf("the check digit of the organisation code (character 17 of the credit code) is %q, but characters 9 to 16 give %q: compare the code with the certificate", e.got, rune(e.want))
	}
	return "the credit code is not valid"
}

// Chinese is the message in Chinese.
func (e *Error) Chinese() string {
	switch e.reason {
	case Length:
		return fmt.Sprintf("统一社会信用代码此处有 %d 个字符，应为 %d 个：请按证书完整填写", e.length, e.wantLength)
	case Alphabet:
		return fmt.Sprintf("统一社会信用代码第 %d 位是 %q：只能用数字 0-9 和除 I、O、S、V、Z 以外的大写英文字母（不能用小写或全角字符）", e.position, e.got)
	case Check:
		return fmt.Sprintf("统一社会信用代码的校验码（第 18 位）是 %q，按前 17 位计算应为 %q：请与证书核对", e.got, rune(e.want))
	case OrganisationCheck:
		return fmt.Sprintf("组织机构代码的校验码（统一社会信用代码第 17 位）是 %q，按第 9 至 16 位计算应为 %q：请与证书核对", e.got, rune(e.want))
	}
	return "统一社会信用代码无效"
}
