package cli

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// table prints rows in columns. A Chinese character takes two columns of a terminal, which package text/tabwriter does not know.
type table struct {
	header []string
	rows   [][]string
}

// columnGap is the space between columns, as kubectl has it.
const columnGap = 3

// add appends a row. Cells are put on one line.
func (t *table) add(cells ...string) {
	row := make([]string, 0, len(cells))
	for _, cell := range cells {
		row = append(row, strings.Join(strings.Fields(cell), " "))
	}
	t.rows = append(t.rows, row)
}

// String lays the table out. There is nothing for a table without rows.
func (t *table) String() string {
	if len(t.rows) == 0 {
		return ""
	}
	all := t.rows
	if len(t.header) > 0 {
		all = append([][]string{t.header}, t.rows...)
	}
	var widths []int
	for _, row := range all {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], displayWidth(cell))
		}
	}
	var b strings.Builder
	for _, row := range all {
		line := ""
		for i, cell := range row {
			line += cell + strings.Repeat(" ", widths[i]-displayWidth(cell)+columnGap)
		}
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return b.String()
}

// displayWidth is the number of columns that a text takes. Characters of ambiguous width take one, as in a terminal that is
// not set to a Chinese font's own width.
func displayWidth(text string) int {
	total := 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case width.LookupRune(r).Kind() == width.EastAsianWide, width.LookupRune(r).Kind() == width.EastAsianFullwidth:
			total += 2
		default:
			total++
		}
	}
	return total
}
