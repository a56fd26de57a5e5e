package main

import (
	"fmt"
	"strings"
)

// page is docs/benchmarks.md: what the command printed, and nothing else that was measured.
func (r *report) page() string {
	var text strings.Builder
	fmt.Fprintf(&text, `# Benchmarks

Written by the command itself; every number is one that it printed. Each row is a ratio against a reference that was measured in the same
run on the same machine, since seconds of one machine say little about another. Aims are stated, and no gate. Numbers are medians of %d runs, with
the least and the greatest; a ratio is that of each run, and then the median.

    %s

%s, on %s. %s. It took %s. Sizes are flags: `+"`go run ./test/bench -h`"+` lists them, and `+"`test/bench/table.go`"+` is the table of what is
measured. The registers are made up by `+"`hack/province`"+`, which knows beforehand what a register must say of them; a run whose register says
something else fails. Records are created once a run; servers get what etcd stored of them then, and are asked for all of it before anything is timed.

| | what | against | unit | median | least–most | reference | ratio | least–most | aim |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
`, r.Runs, r.Command, r.Date, r.Machine, r.Versions, r.Took)
	var missed []measurement
	for _, m := range r.Rows {
		cells := m.cells()
		cells = append(cells[:2], append([]string{m.Against}, cells[2:]...)...)
		text.WriteString("| " + strings.Join(cells, " | ") + " |\n")
		if m.Missed {
			missed = append(missed, m)
		}
	}
	if len(missed) > 0 {
		text.WriteString("\n## Aims that were missed\n\n")
	}
	for _, m := range missed {
		fmt.Fprintf(&text, "- **%s**, %s: %.2f against %s. Why: %s.\n", m.Letter, m.What, m.Ratio.Median, m.Aim, m.cause)
	}
	return text.String()
}
