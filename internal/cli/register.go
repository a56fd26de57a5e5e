package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Compute computes a register as of the end of a day, in a language (zh or en).
type Compute func(view records.View, asOf calendar.Date, language string) (Report, error)

// Report is a register in the two forms in which it is printed.
type Report struct {
	// Value is what -o json and -o yaml print. The names of its fields are stable.
	Value any
	// Sections are what -o table prints, in their order. One without rows is left out.
	Sections []Section
}

// Section is a table with a title.
type Section struct {
	Title  string
	Header []string
	Rows   [][]string
}

func (c *command) registerCommand() *cobra.Command {
	var paths []string
	var asOf, output string
	cmd := &cobra.Command{
		Use:   "register -f PATH... --as-of DATE",
		Short: "Compute the register from files: stars, applications, requests, ledgers and budgets, each with its reason",
		Long: `Compute the register from files, as it stands at a date by the records that the files hold now.

Folders are read whole, in any layout. Every record that is broken is named on the standard error with its file and line; the
rest is computed and printed all the same, and the exit code is 1.`,
		Example: `  kubectl lianxing register -f config/samples/shaoxing --as-of 2026-12-31`,
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := oneOf("output", output, "table", "json", "yaml"); err != nil {
				return err
			}
			date, err := calendar.Parse(asOf)
			if err != nil {
				return fmt.Errorf("--as-of: %w", err)
			}
			view, err := c.load(paths)
			if err != nil {
				return err
			}
			report, err := c.Register(view, date, c.language)
			if err != nil {
				return fmt.Errorf("the register can't be computed: %w", err)
			}
			return c.printReport(report, output)
		},
	}
	cmd.Flags().StringArrayVarP(&paths, "filename", "f", nil, "file or folder of records, - for the standard input; may be repeated")
	cmd.Flags().StringVar(&asOf, "as-of", "", "the day, as in 2026-12-31, whose register is computed (required)")
	cmd.Flags().StringVarP(&output, "output", "o", "table", "table, json or yaml")
	if err := cmd.MarkFlagRequired("as-of"); err != nil {
		panic(err) // the flag is added above
	}
	return cmd
}

func (c *command) printReport(report Report, output string) error {
	switch output {
	case "json":
		text, err := json.MarshalIndent(report.Value, "", "  ")
		if err != nil {
			return fmt.Errorf("the register has no JSON: %w", err)
		}
		return c.print(string(text) + "\n")
	case "yaml":
		text, err := yaml.Marshal(report.Value)
		if err != nil {
			return fmt.Errorf("the register has no YAML: %w", err)
		}
		return c.print(string(text))
	}
	var parts []string
	for _, section := range report.Sections {
		sheet := table{header: section.Header}
		for _, row := range section.Rows {
			sheet.add(row...)
		}
		if text := sheet.String(); text != "" {
			parts = append(parts, section.Title+"\n\n"+text)
		}
	}
	return c.print(strings.Join(parts, "\n"))
}
