package report

import (
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/width"
)

// table prints rows in columns as wide as their widest cell; the last column may be as long as it wants. A column without a
// single cell is left out.
type table struct {
	heads []string
	// right are the columns that are aligned to the right, by their number from 0.
	right map[int]bool
	rows  [][]string
}

func (t *table) add(cells ...string) {
	t.rows = append(t.rows, cells)
}

func (t *table) print(to io.Writer) error {
	widths := make([]int, len(t.heads))
	used := make([]bool, len(t.heads))
	for i, head := range t.heads {
		widths[i] = columns(head)
		for _, row := range t.rows {
			widths[i] = max(widths[i], columns(row[i]))
			used[i] = used[i] || row[i] != ""
		}
	}
	for _, row := range append([][]string{t.heads}, t.rows...) {
		var line strings.Builder
		for i, cell := range row {
			if !used[i] {
				continue
			}
			space := strings.Repeat(" ", widths[i]-columns(cell))
			if t.right[i] {
				cell = space + cell
			} else {
				cell += space
			}
			line.WriteString("  " + cell)
		}
		if _, err := fmt.Fprintln(to, strings.TrimRight(line.String(), " ")); err != nil {
			return err
		}
	}
	return nil
}

// columns is how wide a text is on a terminal, where a Chinese character takes two columns.
func columns(text string) int {
	total := 0
	for _, r := range text {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			total += 2
		default:
			total++
		}
	}
	return total
}
