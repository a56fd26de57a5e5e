// Package report prints a register as a person would want to read it. It shows the statuses that were read, and computes nothing.
package report

import (
	"fmt"
	"io"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// Print prints a register that was read from a cluster: who has which star and until when, who waits for what, what was refused
// and why, which stars have ended, the ledgers with their balances and heads, the budgets, the activities, the brands with who may use them, and
// last the indicators of the action plan. The language is zh or en.
func Print(to io.Writer, all []unstructured.Unstructured, language string) error {
	known, ok := languages[language]
	if !ok {
		return fmt.Errorf("language %q is none: write zh or en", language)
	}
	r := &report{to: to, words: known, language: language}
	var err error
	if r.register, err = read(all); err != nil {
		return err
	}
	for _, part := range []func() error{r.title, r.stars, r.outcomes, r.ended, r.money, r.funds, r.activities, r.lists, r.indicators} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

type report struct {
	*register
	to       io.Writer
	words    words
	language string
}

// title says of which day the register is, where the manager was given one.
func (r *report) title() error {
	day := v1alpha1.Date("")
	for _, round := range r.rounds {
		day = max(day, round.Status.AsOf)
	}
	if day == "" {
		return nil
	}
	_, err := fmt.Fprintf(r.to, "\n"+r.words.title+"\n", day)
	return err
}

// section prints a table under a heading, and under the heading what else is to be said.
func (r *report) section(heading string, rows *table, notes ...string) error {
	if _, err := fmt.Fprintf(r.to, "\n%s\n\n", heading); err != nil {
		return err
	}
	for _, note := range notes {
		if _, err := fmt.Fprintf(r.to, "  %s\n", note); err != nil {
			return err
		}
	}
	if len(notes) > 0 {
		if _, err := fmt.Fprintln(r.to); err != nil {
			return err
		}
	}
	if len(rows.rows) == 0 {
		_, err := fmt.Fprintf(r.to, "  %s\n", r.words.none)
		return err
	}
	return rows.print(r.to)
}
