package cli

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// digestLine is one record with its digest; the JSON of `digest -o json`.
type digestLine struct {
	Kind      records.Kind `json:"kind"`
	Namespace string       `json:"namespace,omitempty"`
	Name      string       `json:"name"`
	Digest    string       `json:"digest"`
}

func (c *command) digestCommand() *cobra.Command {
	var paths []string
	var output string
	access := &access{}
	cmd := &cobra.Command{
		Use:   "digest (-f PATH... [KIND NAME] | KIND NAME -n NAMESPACE)",
		Short: "Print the digests of records, which Reviews and Payments name",
		Long: `Print the digest of each record in the files, or that of one record of the files or of the cluster.

A digest is over kind, namespace, name and spec (RFC 8785 JSON), not over status, labels or annotations.`,
		Example: `  kubectl lianxing digest -f records/
  kubectl lianxing digest star torreya-2025-4 -n zhuji`,
		Args: cobra.MatchAll(cobra.MaximumNArgs(2), func(_ *cobra.Command, arguments []string) error {
			if len(arguments) == 1 {
				return fmt.Errorf("KIND and NAME belong together; only %q was given", arguments[0])
			}
			return nil
		}),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			if err := oneOf("output", output, "text", "json", "yaml"); err != nil {
				return err
			}
			subjects, err := c.subjects(cmd, access, paths, arguments)
			if err != nil {
				return err
			}
			return c.printDigests(subjects, output, len(arguments) > 0)
		},
	}
	cmd.Flags().StringArrayVarP(&paths, "filename", "f", nil, "file or folder of records, - for the standard input; may be repeated")
	cmd.Flags().StringVarP(&output, "output", "o", "text", "text, json or yaml")
	access.add(cmd.Flags())
	return cmd
}

// subjects returns the records that were asked for, in the order of kinds, namespaces and names.
func (c *command) subjects(cmd *cobra.Command, access *access, paths, arguments []string) ([]subject, error) {
	if len(arguments) == 2 {
		one, err := c.subject(cmd.Context(), access, paths, arguments[0], arguments[1])
		return []subject{one.subject}, err
	}
	view, err := c.load(paths)
	if err != nil {
		return nil, err
	}
	var all []subject
	for _, info := range records.Kinds {
		for _, object := range view.List(info.Kind) {
			one, err := subjectOf(object)
			if err != nil {
				return nil, err
			}
			all = append(all, one)
		}
	}
	return all, nil
}

func (c *command) printDigests(subjects []subject, output string, single bool) error {
	lines := make([]digestLine, 0, len(subjects))
	for _, one := range subjects {
		sum, err := one.digest()
		if err != nil {
			return err
		}
		lines = append(lines, digestLine{Kind: one.kind, Namespace: one.key.Namespace, Name: one.key.Name, Digest: sum})
	}
	switch {
	case output == "json":
		text, err := json.MarshalIndent(lines, "", "  ")
		if err != nil {
			return err
		}
		return c.print(string(text) + "\n")
	case output == "yaml":
		text, err := yaml.Marshal(lines)
		if err != nil {
			return err
		}
		return c.print(string(text))
	case single:
		return c.print(lines[0].Digest + "\n")
	}
	var b strings.Builder
	for _, line := range lines {
		fmt.Fprintf(&b, "%s  %s %s\n", line.Digest, line.Kind, strings.TrimPrefix(line.Namespace+"/"+line.Name, "/"))
	}
	return c.print(b.String())
}
