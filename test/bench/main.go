// Bench measures the manager and the rules against references that are measured in the same run on the same machine: a bare client-go loop
// that makes the same writes, a bare informer cache, a bare list. The registers are made up by hack/province. It prints a table, writes
// every number with machine and versions as JSON, and on request the table as docs/benchmarks.md.
//
//	make bench
//	make bench BENCHFLAGS='-only a,c -size 200 -runs 1'
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/go-logr/logr"
	ctrl "sigs.k8s.io/controller-runtime"
)

// options are what a person decides of a run.
type options struct {
	// size is the number of applications, runs how often everything is measured.
	size, runs int
	// sizes of the register, in records, at which one reconcile is measured; the first is the reference.
	sizes sizes
	// alliances and years of the register that is evaluated alone.
	alliances, years int
	// rate of applications a second in the steady arrival, and for how long.
	rate   int
	during time.Duration
	// only are the letters to run; all where it is empty.
	only string
	// results is the file of the numbers, docs that of the table; no docs are written where it is empty.
	results, docs string
	// profiles is a folder for CPU profiles of this process, one a letter; none where it is empty.
	profiles string

	child childOptions
}

func main() {
	ctrl.SetLogger(logr.Discard())
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if errors.Is(err, flag.ErrHelp) {
		return
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, arguments []string) error {
	o, err := parse(arguments)
	if err != nil {
		return err
	}
	if o.child.as != "" {
		return child(ctx, o)
	}
	if _, err := os.Stat(crds); err != nil {
		return fmt.Errorf("run it in the root of the repository, as make bench does: %w", err)
	}
	b := &bench{options: o, found: map[string]*series{}, notes: map[string][]string{}, filled: map[string]string{}, kept: map[string]*server{}, machine: thisMachine(), versions: theseVersions()}
	if b.machine.busy() {
		fmt.Fprintf(os.Stderr, "bench: the load of this machine is %s: others use it, and the numbers will say so too\n", b.machine.Load)
	}
	began := time.Now()
	failed := errors.Join(b.all(ctx, began), b.close())
	report := b.report(time.Since(began), arguments)
	fmt.Print(report.table())
	if failed != nil {
		o.docs = "" // a page states all benchmarks or none
	}
	return errors.Join(failed, report.write(o))
}

// all runs every benchmark that is wanted, as often as it is wanted. One that fails ends its own letter; the others are measured all the same.
func (b *bench) all(ctx context.Context, began time.Time) error {
	o := b.options
	var failed []error
	for _, letter := range table {
		if o.only != "" && !slices.Contains(strings.Split(o.only, ","), letter.letter) {
			continue
		}
		for b.turn = range o.runs {
			if ctx.Err() != nil {
				return errors.Join(append(failed, context.Cause(ctx), b.drop())...)
			}
			fmt.Fprintf(os.Stderr, "%s %s, run %d of %d, %s since the start\n", letter.letter, letter.name, b.turn+1, o.runs, time.Since(began).Round(time.Second))
			delete(b.notes, letter.letter)
			if err := b.measure(ctx, letter); err != nil {
				failed = append(failed, fmt.Errorf("%s %s: %w", letter.letter, letter.name, err))
				break
			}
		}
		if err := b.drop(); err != nil {
			failed = append(failed, fmt.Errorf("%s %s: %w", letter.letter, letter.name, err))
		}
	}
	return errors.Join(failed...)
}

func (b *bench) measure(ctx context.Context, letter benchmark) error {
	stop, err := profile(b.options.profiles, letter.letter)
	if err != nil {
		return err
	}
	return errors.Join(letter.run(ctx, b), stop())
}

func parse(arguments []string) (options, error) {
	o := options{sizes: sizes{1000, 10_000}}
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.IntVar(&o.size, "size", 1000, "applications")
	flags.IntVar(&o.runs, "runs", 3, "times that everything is measured")
	flags.Var(&o.sizes, "sizes", "records at which one reconcile is measured, such as 1000,10000,100000; the first is the reference")
	flags.IntVar(&o.alliances, "alliances", 10_000, "alliances of the register that is evaluated alone")
	flags.IntVar(&o.years, "years", 3, "years of the register that is evaluated alone")
	flags.IntVar(&o.rate, "rate", 20, "applications a second in the steady arrival")
	flags.DurationVar(&o.during, "during", 15*time.Second, "length of the steady arrival")
	flags.StringVar(&o.only, "only", "", "letters to run, such as a,c; all by default")
	flags.StringVar(&o.results, "o", filepath.Join("bin", "bench.json"), "file to write every number to")
	flags.StringVar(&o.docs, "docs", "", "file to write the table to, such as docs/benchmarks.md")
	flags.StringVar(&o.profiles, "profiles", "", "folder to write CPU profiles to")
	o.child.flags(flags)
	if err := flags.Parse(arguments); err != nil {
		return o, err
	}
	switch {
	case flags.NArg() > 0:
		return o, fmt.Errorf("unexpected argument %q: there are flags only", flags.Arg(0))
	case o.size < 64:
		return o, fmt.Errorf("-size %d: at least 64, one for each of the chains that are measured side by side", o.size)
	case o.runs < 1 || o.rate < 1 || o.alliances < 1 || o.years < 1:
		return o, errors.New("-runs, -rate, -alliances and -years are at least 1")
	case o.docs != "" && o.only != "":
		return o, errors.New("-docs with -only: the page states all benchmarks or none")
	}
	for _, letter := range strings.Split(o.only, ",") {
		if letter != "" && !slices.ContainsFunc(table, func(b benchmark) bool { return b.letter == letter }) {
			return o, fmt.Errorf("-only %s: there is no benchmark %q", o.only, letter)
		}
	}
	return o, nil
}
