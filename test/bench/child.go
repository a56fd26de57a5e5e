package main

import (
	"context"
	"flag"
	"fmt"
	"os"
)

// childOptions are what a process is told that a run starts beside itself.
type childOptions struct{ as string }

func (o *childOptions) flags(flags *flag.FlagSet) {
	flags.StringVar(&o.as, "child", "", "what this process is in a run; for the program itself")
}

// child is the work of a process that a run starts beside itself, so that its time and memory are its own.
func child(ctx context.Context, o options) error {
	switch o.child.as {
	case "maker":
		return makePieces(os.Stdout, o.alliances, o.years)
	}
	return fmt.Errorf("-child %s: there is no such part", o.child.as)
}
