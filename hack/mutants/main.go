// Mutants proves that every rule has a test that guards it: it switches each rule of a table off in turn, and the test of the case that
// the rule refuses must then fail. It changes no file: the go command lays each changed one over its original (go test -overlay).
//
//	go run ./hack/mutants [regexp of rules]
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"regexp"
	"text/tabwriter"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	ok, err := run(ctx, os.Stdout, os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
	}
	if !ok || err != nil {
		os.Exit(1)
	}
}

// run tries the rows of the table whose rule matches, and says whether every one was killed.
func run(ctx context.Context, out io.Writer, arguments []string) (bool, error) {
	chosen := table
	if len(arguments) > 0 {
		wanted, err := regexp.Compile(arguments[0])
		if err != nil {
			return false, fmt.Errorf("%q is no regular expression: %w", arguments[0], err)
		}
		chosen = nil
		for _, m := range table {
			if wanted.MatchString(m.rule) {
				chosen = append(chosen, m)
			}
		}
	}
	if len(chosen) == 0 {
		return false, fmt.Errorf("no rule of the table matches %q", arguments)
	}
	root, err := moduleRoot()
	if err != nil {
		return false, err
	}
	return check(ctx, out, root, chosen)
}

// check tries every mutant and prints a table of what became of it.
func check(ctx context.Context, out io.Writer, root string, mutants []mutant) (bool, error) {
	folder, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return false, err
	}
	defer func() { _ = os.RemoveAll(folder) }() // what is left in the temporary folder harms nobody
	l := &laboratory{root: root, folder: folder, sound: map[string]string{}, built: map[string]string{}}
	all := true
	counts := map[verdict]int{}
	for i, m := range mutants {
		found, why, err := l.try(ctx, m)
		if err != nil {
			return false, err
		}
		all = all && found == killed
		counts[found]++
		row := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
		_, _ = fmt.Fprintf(row, "%3d/%d\t%-10s\t%-44s\t%s\n", i+1, len(mutants), found, m.rule, m.file) // a terminal that is gone is no failure
		_ = row.Flush()
		if why != "" {
			_, _ = fmt.Fprintln(out, "        "+why)
		}
	}
	_, err = fmt.Fprintf(out, "%d mutants: %d killed, %d survived, %d not found, %d broken, %d without a sound test\n",
		len(mutants), counts[killed], counts[survived], counts[notFound], counts[broken], counts[unsound])
	return all, err
}

// moduleRoot is the nearest folder with a go.mod, from the working directory upwards.
func moduleRoot() (string, error) {
	folder, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(folder, "go.mod")); err == nil {
			return folder, nil
		}
		above := filepath.Dir(folder)
		if above == folder {
			return "", fmt.Errorf("no go.mod here or above: run inside the repository")
		}
		folder = above
	}
}
