package cli

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/yaml"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/schema"
)

// signing is one call of sign.
type signing struct {
	*command
	access *access
	paths  []string
	review reviewFlags
	output string
	dryRun string
	yes    bool
}

// toSign is asked before a signature. Where nobody can answer, only --yes signs.
var toSign = question{
	zh: "确认签署?", en: "Sign? ", declined: "not signed",
	unattended: "nobody is there to confirm: read what is shown above, and sign with --yes",
}

func (c *command) signCommand() *cobra.Command {
	s := &signing{command: c, access: &access{}}
	cmd := &cobra.Command{
		Use:   "sign KIND NAME -n NAMESPACE --stage STAGE --authority LEVEL --verdict VERDICT --reviewer ACCOUNT",
		Short: "Sign a stage of a record: write the Review, with the digest of what is signed",
		Long: `Sign one stage of one record. What is signed is shown on the standard error with its digest, and the Review after it.

With -f the record is read from files, and the Review is written to the standard output or to the path of -o: a new file, or
a folder in which it gets its own name. An existing file is never written over. Without -f the record is read from the
cluster, and the Review is created there.

The name of a Review follows from its content, so signing the same twice creates nothing new.`,
		Example: `  kubectl lianxing sign star torreya-2025-4 -n zhuji --stage Recommendation --authority County --verdict Approve \
    --reviewer zhuji-lead --document-no 诸供〔2025〕11号 -f records/ -o records/zhuji/reviews/
  kubectl lianxing sign star torreya-2025-4 -n zhuji --stage Appraisal --authority Municipal --verdict Approve \
    --reviewer expert-1 --score service=27 --score standard=24.5`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, arguments []string) error {
			return s.run(cmd.Context(), arguments[0], arguments[1])
		},
	}
	flags := cmd.Flags()
	flags.StringArrayVarP(&s.paths, "filename", "f", nil, "file or folder of records, - for the standard input; may be repeated")
	flags.StringVarP(&s.output, "output", "o", "", "yaml, json or name to print; with -f also the file or folder to write to")
	flags.StringVar(&s.dryRun, "dry-run", "none", "none, client (send nothing) or server (send, store nothing)")
	flags.BoolVar(&s.yes, "yes", false, "sign without asking")
	s.review.add(flags)
	for _, name := range []string{"stage", "authority", "verdict", "reviewer"} {
		if err := cmd.MarkFlagRequired(name); err != nil {
			panic(err) // the flag is added in the line above
		}
	}
	s.access.add(flags)
	return cmd
}

func (s *signing) run(ctx context.Context, word, name string) error {
	if err := oneOf("dry-run", s.dryRun, "none", "client", "server"); err != nil {
		return err
	}
	if len(s.paths) > 0 && s.dryRun == "server" {
		return errors.New("--dry-run=server asks a cluster, and -f asks none: choose one of them")
	}
	from, err := s.subject(ctx, s.access, s.paths, word, name)
	if err != nil {
		return err
	}
	review, err := s.review.build(from.subject, s.today())
	if err != nil {
		return err
	}
	if err := s.show(from, review); err != nil {
		return err
	}
	if from.view != nil || s.dryRun == "client" {
		if err := admit(review); err != nil {
			return err
		}
	}
	if from.view != nil {
		if file, line, _ := from.view.Position(records.Review, records.KeyOf(review), ""); file != "" {
			return fmt.Errorf("this is signed already: %s:%d is the same Review, %s", file, line, review.GetName())
		}
	}
	if err := s.confirm(toSign, s.yes, s.dryRun, s.paths); err != nil {
		return err
	}
	if from.view != nil {
		s.problems = false // they were named; what was signed is whole, or it would not have been found
		return s.write(review)
	}
	return s.create(ctx, review)
}

// admit refuses offline what the API server would refuse.
func admit(review *unstructured.Unstructured) error {
	admission, err := schema.Embedded()
	if err != nil {
		return err
	}
	refusals := admission.Create(review)
	if len(refusals) == 0 {
		return nil
	}
	lines := make([]string, 0, len(refusals))
	for _, refusal := range refusals {
		lines = append(lines, "  "+refusal.String())
	}
	return fmt.Errorf("the Review would be refused:\n%s", strings.Join(lines, "\n"))
}

// show prints what is signed, its digest, and the signature.
func (s *signing) show(from origin, review *unstructured.Unstructured) error {
	what, err := yaml.Marshal(from.object)
	if err != nil {
		return err
	}
	signature, err := yaml.Marshal(review.Object)
	if err != nil {
		return err
	}
	sum, err := from.digest()
	if err != nil {
		return err
	}
	before, after := "被签署的记录", "签署"
	if s.language == "en" {
		before, after = "What is signed", "The signature"
	}
	s.say("# %s (%s)\n%s---\n# %s\n%s", before, sum, what, after, signature)
	return nil
}

// write puts the Review where -o says.
func (s *signing) write(review *unstructured.Unstructured) error {
	format := s.output
	if format == "" || s.dryRun == "client" && !printed(format) {
		format = "yaml"
	}
	if printed(format) {
		return s.printReview(review, format)
	}
	text, err := yaml.Marshal(review.Object)
	if err != nil {
		return err
	}
	path := s.output
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		path = filepath.Join(path, review.GetName()+".yaml")
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("the Review can't be written: %w", err)
	}
	_, err = file.Write(text)
	if err := errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("the Review can't be written: %w", errors.Join(err, os.Remove(path)))
	}
	s.say("%s\n", path)
	return nil
}

func printed(format string) bool {
	return format == "yaml" || format == "json" || format == "name"
}

// create sends the Review to the cluster.
func (s *signing) create(ctx context.Context, review *unstructured.Unstructured) error {
	if s.output != "" && !printed(s.output) {
		return fmt.Errorf("--output is %q: choose yaml, json or name; a file is written with -f only", s.output)
	}
	if s.dryRun == "client" {
		return s.printReview(review, s.output)
	}
	info, _ := records.Info(records.Review) // a kind of the register
	resource, _, err := s.access.resource(info)
	if err != nil {
		return err
	}
	options := metav1.CreateOptions{FieldManager: "kubectl-lianxing", FieldValidation: metav1.FieldValidationStrict}
	if s.dryRun == "server" {
		options.DryRun = []string{metav1.DryRunAll}
	}
	created, err := resource.Create(ctx, review, options)
	if err != nil {
		return fmt.Errorf("the Review was not created: %w", err)
	}
	unstructured.RemoveNestedField(created.Object, "metadata", "managedFields")
	return s.printReview(created, s.output)
}

// printReview prints as kubectl create does.
func (s *signing) printReview(review *unstructured.Unstructured, format string) error {
	switch format {
	case "yaml":
		text, err := yaml.Marshal(review.Object)
		if err != nil {
			return err
		}
		return s.print(string(text))
	case "json":
		text, err := review.MarshalJSON()
		if err != nil {
			return err
		}
		return s.print(string(text))
	case "name":
		return s.print("review.lianxing.dev/" + review.GetName() + "\n")
	}
	suffix := ""
	if s.dryRun != "none" {
		suffix = fmt.Sprintf(" (%s dry run)", s.dryRun)
	}
	return s.print("review.lianxing.dev/" + review.GetName() + " created" + suffix + "\n")
}
