// Command kubectl-lianxing is a plugin of kubectl: `kubectl lianxing` signs, checks and computes the register.
package main

import (
	"context"
	"os"
	"os/signal"
	"time"

	"golang.org/x/term"

	"github.com/lianxing-dev/lianxing/internal/cli"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	program := cli.Program{
		Streams:  cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr, Interactive: term.IsTerminal(int(os.Stdin.Fd()))},
		Now:      time.Now,
		Register: cli.ReportRegister,
	}
	code := program.Run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}
