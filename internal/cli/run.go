// Package cli holds the commands of the kubectl plugin. They read records from files or a cluster and print; what they say is
// decided by the packages that they ask.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// The codes with which the plugin ends.
const (
	// ExitDone says that all was done as asked.
	ExitDone = 0
	// ExitProblems says that it was done with what could be read, and that records in the files are broken. Each is named on the
	// standard error.
	ExitProblems = 1
	// ExitFailed says that it was not done: a wrong flag, a path that does not exist, a record that is not there, a refusal by the
	// API server, or a signature that was not confirmed.
	ExitFailed = 2
)

// Streams are what a command reads from and writes to.
type Streams struct {
	In  io.Reader
	Out io.Writer
	// Err gets everything that is not the result: problems, what is about to be signed, questions.
	Err io.Writer
	// Interactive says that a person sits at In.
	Interactive bool
}

// Program is the plugin with all that it takes from outside.
type Program struct {
	Streams
	// Now is the clock, for what defaults to today.
	Now func() time.Time
	// Register computes what the command register prints. Without it there is no such command.
	Register Compute
}

// Run runs the plugin with the arguments after its name, and returns the code to end with.
func (p Program) Run(ctx context.Context, arguments []string) int {
	c := &command{Program: p}
	root := c.root()
	root.SetArgs(arguments)
	root.SetIn(p.In)
	root.SetOut(p.Out)
	root.SetErr(p.Err)
	if err := root.ExecuteContext(ctx); err != nil {
		c.say("error: %v\n", err)
		return ExitFailed
	}
	if c.problems {
		return ExitProblems
	}
	return ExitDone
}

// command is what all commands share.
type command struct {
	Program
	language string
	// problems says that records in the files are broken.
	problems bool
}

func (c *command) today() calendar.Date { return calendar.Today(c.Now()) }

func (c *command) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "kubectl-lianxing",
		Short: "Sign, check and compute the register of agricultural alliances",
		Long: `Sign, check and compute the register of agricultural alliances (农合联), from files or a cluster.

Exit codes: 0 done; 1 done, but records in the files are broken (each is named on the standard error); 2 not done.`,
		Annotations:       map[string]string{cobra.CommandDisplayNameAnnotation: "kubectl lianxing"},
		SilenceUsage:      true,
		SilenceErrors:     true,
		DisableAutoGenTag: true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if c.language != "zh" && c.language != "en" {
				return fmt.Errorf("--language is %q: choose zh or en", c.language)
			}
			return nil
		},
	}
	root.PersistentFlags().StringVar(&c.language, "language", "zh", "language of messages: zh or en")
	root.AddCommand(c.digestCommand(), c.signCommand(), c.ledgerCommand(), c.drillCommand())
	if c.Register != nil {
		root.AddCommand(c.registerCommand())
	}
	return root
}

// say writes to the standard error. Where that can't be written there is nobody left to tell.
func (c *command) say(format string, arguments ...any) {
	_, _ = fmt.Fprintf(c.Err, format, arguments...)
}

// print writes a result.
func (c *command) print(text string) error {
	if _, err := io.WriteString(c.Out, text); err != nil {
		return fmt.Errorf("the result can't be written: %w", err)
	}
	return nil
}

// oneOf parses a flag that has a few values.
func oneOf(flag, value string, allowed ...string) error {
	for _, candidate := range allowed {
		if value == candidate {
			return nil
		}
	}
	return fmt.Errorf("--%s is %q: choose %s", flag, value, strings.Join(allowed, ", "))
}

var errNoPath = errors.New("name the records with -f PATH (a file, a folder, or - for the standard input)")
