// Package demo runs a control plane as processes that outlive their caller: etcd and
// kube-apiserver on this machine, with RBAC and certificates of their own.
//
// There is no controller manager: a namespace that is deleted stays in Terminating, and
// nothing is garbage-collected. An empty control plane takes seconds (Options.Fresh).
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/lianxing-dev/lianxing/hack/controlplane/internal/filelock"
)

// How long a process gets to end by itself. The API server finishes its requests first.
const (
	stopGrace = 15 * time.Second
	// settle is how long a spawned program is watched for an early end.
	settle = 500 * time.Millisecond
)

// Demo is a folder that holds, or will hold, a control plane.
type Demo struct {
	// Dir is its absolute folder. It must be missing, empty, or made by a demo.
	Dir string
	// Progress is where a person reads what happens.
	Progress io.Writer
}

// Options say how to start.
type Options struct {
	// Assets is the folder that holds etcd, kube-apiserver and kubectl.
	Assets string
	// Fresh stops what runs in the folder and starts with empty data.
	Fresh bool
}

// Running is a control plane that answers.
type Running struct {
	// Server is its address, https://127.0.0.1:PORT.
	Server string
	// Kubeconfig is the file of an administrator (group system:masters).
	Kubeconfig string
	// Bin is a folder with a link to kubectl.
	Bin string
	// Logs is the folder of the logs.
	Logs string
	// Reused says that it ran already.
	Reused bool
}

// Up starts the control plane, or finds it running, and returns once it is ready. One
// that was stopped by a restart of the machine starts again with its data. When
// starting fails nothing keeps running, and the error shows the end of the right log.
func (d *Demo) Up(ctx context.Context, options Options) (running *Running, err error) {
	s, release, err := d.open(ctx)
	if errors.Is(err, errNoDemo) {
		s, err = &state{}, nil
	}
	if err != nil {
		return nil, errors.Join(err, release())
	}
	defer func() { err = errors.Join(err, release()) }()
	if options.Fresh {
		if err := d.stop(s, all); err != nil {
			return nil, err
		}
		if err := empty(d.Dir); err != nil {
			return nil, err
		}
		s = &state{}
	}
	if d.ready(ctx, s) {
		if s.Assets != options.Assets {
			d.say("it runs the programs in %s, not those in %s; --fresh starts anew, without its data", s.Assets, options.Assets)
		}
		return d.running(s, true), nil
	}
	if err := d.start(ctx, s, options.Assets); err != nil {
		return nil, err
	}
	return d.running(s, false), nil
}

// Down stops every process of the demo, the last one started first, and removes its
// folder. It says so when there was nothing to stop. When a process can't be stopped,
// the folder stays.
func (d *Demo) Down(ctx context.Context) (err error) {
	if _, err := load(d.Dir); err != nil {
		if errors.Is(err, errNoDemo) {
			d.say("nothing runs in %s", d.Dir)
			return nil
		}
		return err
	}
	s, release, err := d.open(ctx)
	defer func() { err = errors.Join(err, release()) }()
	if errors.Is(err, errNoDemo) {
		return os.RemoveAll(d.Dir) // somebody else was quicker; only the lock is left
	}
	if err != nil {
		return err
	}
	if err := d.stop(s, all); err != nil {
		return err
	}
	if err := empty(d.Dir); err != nil {
		return err
	}
	if err := os.RemoveAll(d.Dir); err != nil {
		return err
	}
	d.say("stopped, and %s removed", d.Dir)
	return nil
}

var processName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,40}$`)

// Spawn starts a program beside the control plane, which Down stops with it: the
// manager of a demonstration. What it says goes to logs/NAME.log. One of the same name
// that runs is stopped first. A program that ends within half a second is an error
// that shows its log.
func (d *Demo) Spawn(ctx context.Context, name string, argv []string) (err error) {
	if !processName.MatchString(name) || name == etcd || name == apiServer {
		return fmt.Errorf("%q can't name a program: lower-case letters, digits and hyphens, and neither %s nor %s", name, etcd, apiServer)
	}
	if len(argv) == 0 {
		return fmt.Errorf("no command to start as %s", name)
	}
	s, release, err := d.open(ctx)
	defer func() { err = errors.Join(err, release()) }()
	if err != nil {
		return err
	}
	if err := d.stop(s, func(p process) bool { return p.Name == name }); err != nil {
		return err
	}
	p, err := d.launch(s, name, argv)
	if err != nil {
		return err
	}
	for deadline := time.Now().Add(settle); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if !p.alive() {
			return fmt.Errorf("%s ended at once; the end of %s:\n%s", name, p.Log, p.tail(20))
		}
	}
	d.say("%s runs as process %d, log %s", name, p.PID, p.Log)
	return nil
}

// open takes the folder's lock and reads its state. The lock's release is never nil.
func (d *Demo) open(ctx context.Context) (*state, func() error, error) {
	nothing := func() error { return nil }
	if _, err := load(d.Dir); err != nil && !errors.Is(err, errNoDemo) {
		return nil, nothing, err // not a demo's folder: not even a lock is put there
	}
	lock, err := filelock.Acquire(ctx, filepath.Join(d.Dir, lockFile), func(waited time.Duration) {
		d.say("another run works on %s; waiting for it, %d s", d.Dir, int(waited.Seconds()))
	})
	if err != nil {
		return nil, nothing, err
	}
	s, err := load(d.Dir)
	return s, lock.Release, err
}

// start starts both servers, anew with other ports when a port was taken meanwhile.
func (d *Demo) start(ctx context.Context, s *state, assets string) error {
	servers := func(p process) bool { return p.Name == etcd || p.Name == apiServer }
	const attempts = 3
	for attempt := 1; ; attempt++ {
		err := d.stop(s, servers)
		if err == nil {
			err = d.startOnce(ctx, s, assets)
		}
		if err == nil {
			return nil
		}
		if !errors.Is(err, errPortTaken) || attempt == attempts {
			return errors.Join(err, d.stop(s, servers))
		}
		d.say("%v; trying other ports", err)
	}
}

func (d *Demo) startOnce(ctx context.Context, s *state, assets string) error {
	if err := s.save(d.Dir); err != nil { // first of all: it marks the folder as a demo's
		return err
	}
	if err := writeCertificates(d.Dir); err != nil {
		return err
	}
	chosen, err := choosePorts(s.Ports)
	if err != nil {
		return err
	}
	before := s.Server
	s.Ports, s.Assets, s.Server = chosen, assets, local("https", chosen.APIServer)
	for _, server := range []struct {
		name, ca, pair, path string
		port                 int
		command              []string
	}{
		{etcd, etcdCA, etcdPair, "/health", chosen.EtcdClient, etcdCommand(d.Dir, assets, chosen)},
		{apiServer, callersCA, adminPair, "/readyz", chosen.APIServer, apiServerCommand(d.Dir, assets, chosen)},
	} {
		d.say("starting %s", server.name)
		p, err := d.launch(s, server.name, server.command)
		if err != nil {
			return err
		}
		client, err := caller(d.Dir, server.ca, server.pair)
		if err != nil {
			return err
		}
		if err := await(ctx, &p, client, local("https", server.port)+server.path); err != nil {
			return err
		}
	}
	if err := linkKubectl(d.Dir, assets); err != nil {
		return err
	}
	return writeAdminKubeconfig(d.Dir, before, s.Server)
}

// launch starts a process and records it at once, so that Down knows it even when this run ends here.
func (d *Demo) launch(s *state, name string, argv []string) (process, error) {
	p, err := launch(d.Dir, name, argv)
	if err != nil {
		return p, err
	}
	s.forget(name)
	s.Processes = append(s.Processes, p)
	return p, s.save(d.Dir)
}

func all(process) bool { return true }

// stop stops those processes that match, the last one started first.
func (d *Demo) stop(s *state, match func(process) bool) error {
	for _, p := range slices.Backward(slices.Clone(s.Processes)) {
		if !match(p) {
			continue
		}
		if p.alive() {
			d.say("stopping %s", p.Name)
		}
		if err := p.stop(stopGrace); err != nil {
			return err
		}
		s.forget(p.Name)
		if err := s.save(d.Dir); err != nil {
			return err
		}
	}
	return nil
}

func (d *Demo) ready(ctx context.Context, s *state) bool {
	if !s.process(etcd).alive() || !s.process(apiServer).alive() {
		return false
	}
	client, err := caller(d.Dir, callersCA, adminPair)
	return err == nil && answers(ctx, client, s.Server+"/readyz")
}

func (d *Demo) running(s *state, reused bool) *Running {
	return &Running{
		Server:     s.Server,
		Kubeconfig: filepath.Join(d.Dir, adminFile),
		Bin:        filepath.Join(d.Dir, binDir),
		Logs:       filepath.Join(d.Dir, logsDir),
		Reused:     reused,
	}
}

func (d *Demo) say(format string, args ...any) {
	// What can't be shown is no reason to fail.
	_, _ = fmt.Fprintf(d.Progress, "controlplane: "+format+"\n", args...)
}
