// Command manager runs the controllers: it writes what the register says into the statuses of the records, and the entries of
// the ledgers.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"

	"go.uber.org/zap/zapcore"
	"k8s.io/client-go/rest"
	ctrl "sigs.k8s.io/controller-runtime"
	"sigs.k8s.io/controller-runtime/pkg/log"
	"sigs.k8s.io/controller-runtime/pkg/log/zap"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/calendar"
)

func main() {
	if err := run(ctrl.SetupSignalHandler(), os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "manager:", err)
		os.Exit(1)
	}
}

// settings are the flags as they were given.
type settings struct {
	options controllers.Options
	asOf    string
	qps     float64
	burst   int
	log     zap.Options
}

func run(ctx context.Context, arguments []string) error {
	s, err := parse(arguments)
	if err != nil {
		return err
	}
	logger := zap.New(zap.UseFlagOptions(&s.log))
	log.SetLogger(logger)
	s.options.Log = logger
	if s.options.AsOf.IsZero() {
		logger.Info("today follows the clock", "today", "Asia/Shanghai")
	} else {
		logger.Info("today is fixed by --as-of; statuses and entries are those of that day, not of the clock's", "asOf", s.options.AsOf.String())
	}
	config, err := ctrl.GetConfig()
	if err != nil {
		return fmt.Errorf("no API server to talk to: %w", err)
	}
	s.throttle(config)
	manager, err := controllers.New(ctx, config, s.options)
	if err != nil {
		return err
	}
	return manager.Start(ctx)
}

func parse(arguments []string) (*settings, error) {
	s := &settings{log: zap.Options{TimeEncoder: zapcore.RFC3339TimeEncoder}}
	flags := flag.NewFlagSet("manager", flag.ContinueOnError)
	ctrl.RegisterFlags(flags)
	s.log.BindFlags(flags)
	flags.StringVar(&s.options.Language, "language", "zh", "language of the messages in statuses: zh or en")
	flags.StringVar(&s.asOf, "as-of", "", "take this date as today, for demonstrations and drills, such as 2026-12-31; without it the clock in Asia/Shanghai")
	flags.BoolVar(&s.options.LeaderElection, "leader-elect", false, "let one of several managers lead; the others wait")
	flags.StringVar(&s.options.LeaderElectionNamespace, "leader-election-namespace", "", "namespace of the lease; by default the manager's own")
	flags.StringVar(&s.options.MetricsAddress, "metrics-bind-address", "0", "address of the metrics, such as :8080; 0 serves none")
	flags.StringVar(&s.options.ProbeAddress, "health-probe-bind-address", ":8081", "address of /healthz and /readyz; 0 serves none")
	flags.Float64Var(&s.qps, "kube-api-qps", -1, "requests per second to the API server; below 0 leaves it to the API server's own fairness")
	flags.IntVar(&s.burst, "kube-api-burst", 100, "requests to the API server at once, where --kube-api-qps bounds them")
	flags.IntVar(&s.options.Concurrency, "max-concurrent-reconciles", 4, "records of a kind, and ledgers, that are worked on side by side")
	if err := flags.Parse(arguments); err != nil {
		return nil, err
	}
	return s, s.check(flags.Args())
}

// check reads what flags can't, and says how to mend what is wrong.
func (s *settings) check(rest []string) error {
	if len(rest) > 0 {
		return fmt.Errorf("unexpected argument %q: the manager takes flags only", rest[0])
	}
	if language := s.options.Language; language != "zh" && language != "en" {
		return fmt.Errorf("--language %q is none: write zh or en", language)
	}
	if s.asOf != "" {
		date, err := calendar.Parse(s.asOf)
		if err != nil {
			return fmt.Errorf("--as-of: %w", err)
		}
		s.options.AsOf = date
	}
	if s.options.Concurrency < 1 {
		return fmt.Errorf("--max-concurrent-reconciles %d: write at least 1", s.options.Concurrency)
	}
	return nil
}

func (s *settings) throttle(config *rest.Config) {
	config.QPS = float32(s.qps)
	config.Burst = s.burst
}
