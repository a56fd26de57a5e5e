// Command demo shows the register that a manager keeps on a cluster: it waits until the register has settled, prints it, and
// holds every field of every status and entry against the register that is computed offline from the same files. Of the cluster
// it only ever reads.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/lianxing-dev/lianxing/internal/calendar"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "demo:", err)
		os.Exit(1)
	}
}

// settings are the flags as they were given.
type settings struct {
	samples, language string
	asOf              calendar.Date
	kubeconfig        string
	// manager is the address of the manager's probes; nobody is asked where it is empty.
	manager  string
	patience time.Duration
	quiet    time.Duration
}

func run(ctx context.Context, arguments []string, out, progress io.Writer) error {
	if len(arguments) == 1 && arguments[0] == "free-address" {
		return freeAddress(ctx, out)
	}
	s, err := parse(arguments, progress)
	if err != nil {
		return err
	}
	files, err := load(s)
	if err != nil {
		return err
	}
	cluster, err := connect(s.kubeconfig)
	if err != nil {
		return err
	}
	d := &demo{settings: s, files: files, cluster: cluster, out: out, progress: progress}
	return d.show(ctx)
}

func parse(arguments []string, to io.Writer) (settings, error) {
	s := settings{}
	var asOf string
	flags := flag.NewFlagSet("demo", flag.ContinueOnError)
	flags.SetOutput(to)
	flags.StringVar(&s.samples, "samples", "", "folder of the records that were applied (required)")
	flags.StringVar(&asOf, "as-of", "", "the day that the manager takes as today, such as 2026-12-31 (required)")
	flags.StringVar(&s.language, "language", "zh", "language of the manager's messages and of what is printed: zh or en")
	flags.StringVar(&s.kubeconfig, "kubeconfig", "", "path of the kubeconfig; KUBECONFIG where absent")
	flags.StringVar(&s.manager, "manager", "", "address of the manager's probes, such as 127.0.0.1:8081; where absent nobody asks whether it is at work")
	flags.DurationVar(&s.patience, "patience", 5*time.Minute, "how long the register may take to settle")
	flags.DurationVar(&s.quiet, "quiet", 3*time.Second, "for how long nothing may change before the register counts as settled")
	if err := flags.Parse(arguments); err != nil {
		return s, err
	}
	switch {
	case flags.NArg() > 0:
		return s, fmt.Errorf("unexpected argument %q: there are flags only, and the word free-address alone", flags.Arg(0))
	case s.samples == "":
		return s, errors.New("--samples: name the folder of the records that were applied")
	case s.language != "zh" && s.language != "en":
		return s, fmt.Errorf("--language %q is none: write zh or en", s.language)
	}
	date, err := calendar.Parse(asOf)
	if err != nil {
		return s, fmt.Errorf("--as-of: %w", err)
	}
	s.asOf = date
	return s, nil
}

// freeAddress prints an address on this machine that nobody listens on, for the probes of a manager that is about to start.
func freeAddress(ctx context.Context, out io.Writer) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("no free port: %w", err)
	}
	_, err = fmt.Fprintln(out, listener.Addr())
	return errors.Join(err, listener.Close())
}
