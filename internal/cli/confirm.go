package cli

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// question is what a person is asked before something is written.
type question struct {
	zh, en string
	// unattended says what to do where nobody is there to answer, and declined that the answer was no.
	unattended, declined string
}

// confirm asks the person at the terminal, unless --yes says so already or a dry run writes nothing. Where there is none, or where
// the standard input is one of the paths that were read, nobody can answer.
func (c *command) confirm(q question, yes bool, dryRun string, paths []string) error {
	if yes || dryRun != "none" {
		return nil
	}
	if !c.Interactive || slices.Contains(paths, files.Stdin) {
		return errors.New(q.unattended)
	}
	text := q.zh
	if c.language == "en" {
		text = q.en
	}
	c.say("%s[y/N] ", text)
	answer, err := bufio.NewReader(c.In).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("no answer can be read: %w", err)
	}
	switch strings.ToLower(strings.TrimSpace(answer)) {
	case "y", "yes", "是":
		return nil
	}
	return errors.New(q.declined)
}
