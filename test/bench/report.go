package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"
	"time"
)

// report is a whole run, as it is written down.
type report struct {
	Command  string        `json:"command"`
	Date     string        `json:"date"`
	Took     string        `json:"took"`
	Runs     int           `json:"runs"`
	Size     int           `json:"size"`
	Machine  machine       `json:"machine"`
	Versions versions      `json:"versions"`
	Rows     []measurement `json:"rows"`
	// Notes are lines of detail of the last run, by letter.
	Notes map[string][]string `json:"notes"`
}

// measurement is a row with everything that was found for it.
type measurement struct {
	Letter    string  `json:"letter"`
	ID        string  `json:"id"`
	What      string  `json:"what"`
	Against   string  `json:"against"`
	Unit      string  `json:"unit"`
	Aim       string  `json:"aim,omitempty"`
	Missed    bool    `json:"missed,omitempty"`
	Ours      spread  `json:"ours"`
	Reference *spread `json:"reference,omitempty"`
	Ratio     *spread `json:"ratio,omitempty"`
	Each      *series `json:"each"`

	cause string
}

func (b *bench) report(took time.Duration, arguments []string) *report {
	r := &report{
		Command: command(arguments), Date: time.Now().UTC().Format(time.DateOnly), Took: took.Round(time.Second).String(),
		Runs: b.options.runs, Size: b.options.size, Machine: b.machine, Versions: b.versions, Notes: b.notes,
	}
	for _, letter := range table {
		for _, row := range letter.rows {
			found := b.found[row.id]
			if found == nil {
				continue
			}
			m := measurement{
				Letter: letter.letter, ID: row.id, What: row.what, Against: row.reference, Unit: row.unit, Aim: row.aim.String(),
				Ours: spreadOf(found.Ours), Each: found, cause: row.cause,
			}
			if ratios := found.ratios(); len(ratios) > 0 {
				reference, ratio := spreadOf(found.Reference), spreadOf(ratios)
				m.Reference, m.Ratio = &reference, &ratio
				m.Missed = !row.aim.met(ratio.Median)
			}
			r.Rows = append(r.Rows, m)
		}
	}
	return r
}

// command is what a person types to do the same again.
func command(arguments []string) string {
	typed := "make bench"
	if len(arguments) > 1 && arguments[0] == "-docs" {
		typed, arguments = "make bench DOCS=1", arguments[2:]
	}
	if len(arguments) == 0 {
		return typed
	}
	return typed + " BENCHFLAGS='" + strings.Join(arguments, " ") + "'"
}

// String is the aim as a table says it; empty where there is none.
func (a aim) String() string {
	switch {
	case a.least != 0:
		return fmt.Sprintf("≥ %g", a.least)
	case a.most != 0:
		return fmt.Sprintf("≤ %g", a.most)
	}
	return ""
}

// table is the report for a terminal.
func (r *report) table() string {
	var text strings.Builder
	fmt.Fprintf(&text, "%s\n%s; %s; %d runs in %s\n\n", r.Command, r.Machine, r.Versions, r.Runs, r.Took)
	rows := []string{"\twhat\tunit\tmedian\tof\treference\tratio\tof\taim\t"}
	for _, m := range r.Rows {
		rows = append(rows, strings.Join(m.cells(), "\t"))
	}
	columns := tabwriter.NewWriter(&text, 0, 0, 2, ' ', 0)
	if _, err := io.WriteString(columns, strings.Join(rows, "\n")+"\n"); err != nil {
		return err.Error() // a Builder never fails
	}
	if err := columns.Flush(); err != nil {
		return err.Error() // nor does it then
	}
	return text.String()
}

// cells are a row of the table: the medians, each with its least and greatest.
func (m measurement) cells() []string {
	reference, ratio, ratios := "", "", ""
	if m.Ratio != nil {
		reference, ratio, ratios = number(m.Reference.Median), fmt.Sprintf("%.2f", m.Ratio.Median), fmt.Sprintf("%.2f–%.2f", m.Ratio.Least, m.Ratio.Most)
	}
	aim := m.Aim
	if m.Missed {
		aim += " missed"
	}
	return []string{m.Letter, m.What, m.Unit, number(m.Ours.Median), number(m.Ours.Least) + "–" + number(m.Ours.Most), reference, ratio, ratios, aim}
}

// number writes three digits that say something, and no exponent.
func number(value float64) string {
	switch {
	case value == 0:
		return "0"
	case value >= 100:
		return fmt.Sprintf("%.0f", value)
	case value >= 10:
		return fmt.Sprintf("%.1f", value)
	}
	return fmt.Sprintf("%.2f", value)
}

// write puts the numbers, and the page where one is wanted, in place.
func (r *report) write(o options) error {
	content, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(o.results), 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(o.results, append(content, '\n'), 0o644); err != nil {
		return err
	}
	if o.docs == "" {
		return nil
	}
	return os.WriteFile(o.docs, []byte(r.page()), 0o644)
}
