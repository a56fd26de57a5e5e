// Command controlplane builds a Kubernetes control plane from pinned Go modules and
// runs it on this machine. The scripts beside go.mod call it.
package main

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/lianxing-dev/lianxing/hack/controlplane/internal/assets"
	"github.com/lianxing-dev/lianxing/hack/controlplane/internal/demo"
)

// Variables that this program reads, besides assets.EnvAssets.
const (
	// envCaller is the folder of whoever called the script.
	envCaller = "LIANXING_CALLER_DIR"
	// envDemo is the folder of the demo; .demo in the repository where it isn't set.
	envDemo = "LIANXING_DEMO_DIR"
)

const usage = `usage (the scripts in hack/controlplane):
  build                        build etcd, kube-apiserver and kubectl; print their folder
  folder                       print where build puts them, whether they are there or not
  up [--fresh]                 start them in the background, or reuse those that run
  down                         stop everything and remove its folder
  kubeconfig NAME [GROUP...]   write a kubeconfig for a user of the running demo
  spawn NAME COMMAND [ARG...]  run a program beside the demo until it is stopped`

func main() {
	ctx, cancel := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	cancel()
	if err != nil {
		fmt.Fprintln(os.Stderr, "controlplane:", err)
		os.Exit(1)
	}
}

// place is where this program works: it is run in the module's folder.
type place struct{ module, caller string }

func run(ctx context.Context, args []string) error {
	module, err := os.Getwd()
	if err != nil {
		return err
	}
	at := place{module: module, caller: os.Getenv(envCaller)}
	if at.caller == "" {
		at.caller = module
	}
	if len(args) == 0 {
		return errors.New(usage)
	}
	known, ok := commands[args[0]]
	if !ok || len(args)-1 < known.least || len(args)-1 > known.most {
		return errors.New(usage)
	}
	return known.run(at, ctx, args[1:])
}

// command is one of this program's, and how many arguments it takes.
type command struct {
	least, most int
	run         func(at place, ctx context.Context, args []string) error
}

var commands = map[string]command{
	"build":      {0, 0, place.build},
	"folder":     {0, 0, place.folder},
	"up":         {0, 1, place.up},
	"down":       {0, 0, place.down},
	"kubeconfig": {1, math.MaxInt, place.kubeconfig},
	"spawn":      {2, math.MaxInt, place.spawn},
}

func (at place) builder() (*assets.Builder, error) {
	root, err := assets.CacheRoot()
	if err != nil {
		return nil, err
	}
	return &assets.Builder{ModuleDir: at.module, CacheRoot: root, Progress: os.Stderr}, nil
}

func (at place) build(ctx context.Context, _ []string) error {
	builder, err := at.builder()
	if err != nil {
		return err
	}
	dir, err := builder.Folder(ctx, at.caller)
	if err != nil {
		return err
	}
	_, err = fmt.Println(dir)
	return err
}

func (at place) folder(context.Context, []string) error {
	builder, err := at.builder()
	if err != nil {
		return err
	}
	dir, _, err := builder.Cached()
	if err != nil {
		return err
	}
	_, err = fmt.Println(dir)
	return err
}

func (at place) demo() *demo.Demo {
	dir := os.Getenv(envDemo)
	switch {
	case dir == "":
		dir = filepath.Join(at.module, "..", "..", ".demo")
	case !filepath.IsAbs(dir):
		dir = filepath.Join(at.caller, dir)
	}
	return &demo.Demo{Dir: filepath.Clean(dir), Progress: os.Stderr}
}

func (at place) up(ctx context.Context, args []string) error {
	fresh := len(args) == 1
	if fresh && args[0] != "--fresh" {
		return errors.New(usage)
	}
	builder, err := at.builder()
	if err != nil {
		return err
	}
	programs, err := builder.Folder(ctx, at.caller)
	if err != nil {
		return err
	}
	start := time.Now()
	running, err := at.demo().Up(ctx, demo.Options{Assets: programs, Fresh: fresh})
	if err != nil {
		return err
	}
	how := fmt.Sprintf("started in %.1f s", time.Since(start).Seconds())
	if running.Reused {
		how = "it ran already"
	}
	_, err = fmt.Printf(`control plane ready at %s (%s)

  export KUBECONFIG=%s
  export PATH=%s:$PATH        # a kubectl that fits it
  kubectl get namespaces

  logs   %s
  stop   %s
`, running.Server, how, running.Kubeconfig, running.Bin, running.Logs, filepath.Join(at.module, "down"))
	return err
}

func (at place) down(ctx context.Context, _ []string) error { return at.demo().Down(ctx) }

func (at place) kubeconfig(ctx context.Context, args []string) error {
	path, err := at.demo().Kubeconfig(ctx, args[0], args[1:]...)
	if err != nil {
		return err
	}
	_, err = fmt.Println(path)
	return err
}

func (at place) spawn(ctx context.Context, args []string) error {
	return at.demo().Spawn(ctx, args[0], at.fromCaller(args[1:]))
}

// fromCaller makes a command's program absolute when it is named by a path: it will
// run in the demo's folder.
func (at place) fromCaller(argv []string) []string {
	if program := argv[0]; filepath.Base(program) != program && !filepath.IsAbs(program) {
		argv = append([]string{filepath.Join(at.caller, program)}, argv[1:]...)
	}
	return argv
}
