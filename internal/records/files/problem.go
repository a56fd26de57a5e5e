package files

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// Problem is one thing that is wrong in the files, with its place. A document may have several.
type Problem struct {
	// File as it was named or found, "stdin" for the standard input.
	File string `json:"file"`
	// Line and Column count from 1; 0 where they are not known.
	Line   int `json:"line,omitempty"`
	Column int `json:"column,omitempty"`
	// Kind, Namespace and Name of the record, as far as they could be read.
	Kind      records.Kind `json:"kind,omitempty"`
	Namespace string       `json:"namespace,omitempty"`
	Name      string       `json:"name,omitempty"`
	// Path of the field, as in spec.panel[0].account; empty where the whole document is meant.
	Path string `json:"path,omitempty"`
	// Reason is a stable identifier, never translated.
	Reason Reason `json:"reason"`
	// Message for a person: what is wrong and how to mend it.
	Message Text `json:"message"`
}

// Reason says what sort of problem it is.
type Reason string

// The reasons of problems.
const (
	// Unreadable files and folders could not be opened or read.
	Unreadable Reason = "Unreadable"
	// LinkedFolder is a symbolic link to a folder, which is not followed.
	LinkedFolder Reason = "LinkedFolder"
	// Syntax is YAML or JSON that can't be parsed.
	Syntax Reason = "Syntax"
	// NotARecord is a document that is no Kubernetes object but looks as if it should be one.
	NotARecord Reason = "NotARecord"
	// UnknownKind is a kind or version that the group of the register does not have.
	UnknownKind Reason = "UnknownKind"
	// UnknownField is a field that the kind does not have.
	UnknownField Reason = "UnknownField"
	// Refused is what the API server would refuse on creation: types, required fields, patterns, rules, names.
	Refused Reason = "Refused"
	// NamespaceMissing is a record without the namespace that its kind needs.
	NamespaceMissing Reason = "NamespaceMissing"
	// NamespaceUnexpected is a namespace on a record whose kind has none.
	NamespaceUnexpected Reason = "NamespaceUnexpected"
	// NameMissing is a record without a name.
	NameMissing Reason = "NameMissing"
	// Duplicate is a record that stands in the files more than once, and not always the same. None of them is loaded.
	Duplicate Reason = "Duplicate"
	// Repeated is a record that stands in the files more than once, always the same. It is loaded.
	Repeated Reason = "Repeated"
	// NoDivision is a namespace that has records but stands for no division, named at its first record. The records are loaded all
	// the same, as an API server would hold them.
	NoDivision Reason = "NoDivision"
	// DivisionCode is a Namespace whose division is no code of six digits.
	DivisionCode Reason = "DivisionCode"
)

// Text is a sentence in Chinese and in English.
type Text struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// In returns the sentence in a language, "zh" or "en"; anything else means "zh".
func (t Text) In(language string) string {
	if language == "en" {
		return t.EN
	}
	return t.ZH
}

// Text is the problem on one line in a language: place, record, field and what is wrong.
func (p Problem) Text(language string) string {
	var b strings.Builder
	b.WriteString(p.place())
	if p.Kind != "" {
		fmt.Fprintf(&b, " %s", p.Kind)
		if name := strings.Trim(p.Namespace+"/"+p.Name, "/"); name != "" {
			fmt.Fprintf(&b, " %s", name)
		}
		b.WriteString(":")
	}
	if p.Path != "" {
		fmt.Fprintf(&b, " %s:", p.Path)
	}
	fmt.Fprintf(&b, " %s", p.Message.In(language))
	return b.String()
}

// Error is the problem in English.
func (p Problem) Error() string { return p.Text("en") }

func (p Problem) place() string {
	switch {
	case p.Line == 0:
		return p.File + ":"
	case p.Column == 0:
		return fmt.Sprintf("%s:%d:", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d:", p.File, p.Line, p.Column)
}

func sortProblems(problems []Problem) {
	slices.SortStableFunc(problems, func(a, b Problem) int {
		return cmp.Or(comparePlaces(a, b), cmp.Compare(a.Path, b.Path), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Message.EN, b.Message.EN))
	})
}

func comparePlaces(a, b Problem) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
}
