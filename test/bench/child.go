package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// childOptions are what a process is told that a run starts beside itself.
type childOptions struct {
	as, kubeconfig, asOf string
	records              int
}

func (o *childOptions) flags(flags *flag.FlagSet) {
	flags.StringVar(&o.as, "child", "", "what this process is in a run; this flag and the next three are for the program itself")
	flags.StringVar(&o.kubeconfig, "child-kubeconfig", "", "API server of such a process")
	flags.StringVar(&o.asOf, "child-as-of", "", "today of such a process")
	flags.IntVar(&o.records, "child-records", 0, "records that it has to see")
}

// The parts that such a process can have.
const (
	partMaker     = "maker"
	partManager   = "manager"
	partInformers = "informers"
	partList      = "list"
	partLeader    = "leader"
	partCandidate = "candidate"
)

// child is the work of a process that a run starts beside itself, so that its time and memory are its own.
func child(ctx context.Context, o options) error {
	if o.child.as == partMaker {
		return makePieces(os.Stdout, o.alliances, o.years)
	}
	config, err := clientcmd.BuildConfigFromFlags("", o.child.kubeconfig)
	if err != nil {
		return err
	}
	config.QPS = -1
	asOf := calendar.Date(0)
	if o.child.asOf != "" {
		if asOf, err = calendar.Parse(o.child.asOf); err != nil {
			return err
		}
	}
	parts := map[string]func(context.Context, *rest.Config, calendar.Date, int) error{
		partManager: managerChild, partInformers: informersChild, partList: listChild, partLeader: leaderChild, partCandidate: candidateChild,
	}
	part, ok := parts[o.child.as]
	if !ok {
		return fmt.Errorf("-child %s: there is no such part", o.child.as)
	}
	return part(ctx, config, asOf, o.child.records)
}

// said is a line that a child says.
type said struct {
	// What has happened, and how many seconds after the child began its work.
	What    string  `json:"what"`
	Seconds float64 `json:"seconds,omitempty"`
	// Heap is the live heap in bytes, Resident the highest resident memory in bytes, Writes the writes so far.
	Heap     float64 `json:"heap,omitempty"`
	Resident float64 `json:"resident,omitempty"`
	Writes   int     `json:"writes,omitempty"`
}

func say(line said) error { return json.NewEncoder(os.Stdout).Encode(line) }

// process is a child that runs.
type process struct {
	*exec.Cmd
	said  *bufio.Scanner
	stdin io.Closer
}

// spawn starts a child for a server. It ends when it is killed, told to stop, or when its work is done; a child that waits does so until its
// standard input is closed.
func (s *server) spawn(ctx context.Context, part string) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	file, err := s.kubeconfigFile()
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, self, "-child", part, "-child-kubeconfig", file,
		"-child-as-of", s.province.LastDay().String(), "-child-records", fmt.Sprint(s.total))
	command.Stderr = os.Stderr
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, err
	}
	in, err := command.StdinPipe()
	if err != nil {
		return nil, err
	}
	return &process{Cmd: command, said: bufio.NewScanner(out), stdin: in}, command.Start()
}

// kubeconfigFile writes the administrator's kubeconfig, once a server.
func (s *server) kubeconfigFile() (string, error) {
	if s.kubeconfig != "" {
		return s.kubeconfig, nil
	}
	file, err := os.CreateTemp("", "lianxing-bench-*.kubeconfig")
	if err != nil {
		return "", err
	}
	s.kubeconfig = file.Name()
	_, err = file.Write(s.Kubeconfig)
	return s.kubeconfig, errors.Join(err, file.Close())
}

// await reads what a child says until it says this.
func (p *process) await(what string) (said, error) {
	for p.said.Scan() {
		var line said
		if err := json.Unmarshal(p.said.Bytes(), &line); err != nil {
			return line, fmt.Errorf("a child said %q: %w", p.said.Text(), err)
		}
		if line.What == what {
			return line, nil
		}
	}
	return said{}, errors.Join(fmt.Errorf("a child ended before it said %q", what), p.said.Err())
}

// finish lets a child that waits go, and waits for its end.
func (p *process) finish() error { return errors.Join(p.stdin.Close(), p.Wait()) }

// waits is until when a child stays: the run closes its standard input, or dies.
func waits(ctx context.Context) {
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
			return // as good as closed
		}
	}()
	select {
	case <-closed:
	case <-ctx.Done():
	}
}

// sinceStart is the time since the child began, in seconds.
func sinceStart(began time.Time) float64 { return time.Since(began).Seconds() }

// end waits for the end of a child that was sent a signal. It says that it ended by it, and that it ended is all that is asked.
func (p *process) end() { _ = p.Wait() }
