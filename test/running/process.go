package running

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"k8s.io/client-go/rest"

	"github.com/lianxing-dev/lianxing/internal/testenv"
)

// Program is the manager's own program, built once for a package's tests.
type Program struct {
	once sync.Once
	path string
	err  error
}

// Build returns the path of the program, and builds it when it is first asked for. The folder goes with the machine's temporary ones.
func (p *Program) Build(root string) (string, error) {
	p.once.Do(func() {
		folder, err := os.MkdirTemp("", "manager")
		if err != nil {
			p.err = err
			return
		}
		p.path = filepath.Join(folder, "manager")
		build := exec.Command("go", "build", "-o", p.path, "./cmd/manager")
		build.Dir = root
		if said, err := build.CombinedOutput(); err != nil {
			p.err = fmt.Errorf("%s: %w\n%s", build, err, said)
		}
	})
	return p.path, p.err
}

// Remove removes the program, where it was built.
func (p *Program) Remove() error {
	if p.path == "" {
		return nil
	}
	return os.RemoveAll(filepath.Dir(p.path))
}

// Process is a manager as a process of its own.
type Process struct {
	t       testing.TB
	command *exec.Cmd
	proxy   *testenv.Proxy
	said    bytes.Buffer
	once    sync.Once
}

// Run starts the program with more flags, as a client of a configuration whose Traffic sees all that it asks. It runs until Kill or the
// end of the test.
func Run(t testing.TB, program string, to *rest.Config, flags ...string) *Process {
	t.Helper()
	proxy, err := testenv.NewProxy(to)
	if err != nil {
		t.Fatal(err)
	}
	kubeconfig := filepath.Join(t.TempDir(), "kubeconfig")
	if err := os.WriteFile(kubeconfig, proxy.Kubeconfig, 0o600); err != nil {
		t.Fatal(err)
	}
	p := &Process{t: t, proxy: proxy}
	p.command = exec.Command(program, append([]string{"--kubeconfig", kubeconfig, "--health-probe-bind-address", "0"}, flags...)...)
	p.command.Stdout, p.command.Stderr = &p.said, &p.said
	if err := p.command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		p.Kill()
		if t.Failed() && testing.Verbose() {
			t.Logf("the manager said:\n%s", p.said.String())
		}
	})
	return p
}

// Kill ends the process as kill -9 does and waits until it is gone.
func (p *Process) Kill() {
	p.once.Do(func() {
		if err := p.command.Process.Kill(); err != nil {
			p.t.Errorf("killing the manager: %v", err)
		}
		_ = p.command.Wait() // that it was killed is known
		if err := p.proxy.Stop(); err != nil {
			p.t.Errorf("stopping the manager's proxy: %v", err)
		}
	})
}
