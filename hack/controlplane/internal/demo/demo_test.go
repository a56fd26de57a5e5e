package demo_test

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/lianxing-dev/lianxing/hack/controlplane/internal/assets"
	"github.com/lianxing-dev/lianxing/hack/controlplane/internal/demo"
)

// programs is the folder of the real etcd and kube-apiserver.
func programs(t *testing.T) string {
	t.Helper()
	root, err := assets.CacheRoot()
	if err != nil {
		t.Fatal(err)
	}
	module, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir, err := (&assets.Builder{ModuleDir: module, CacheRoot: root}).Find(module)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// scene is a demo in a folder of its own, taken down with the test.
type scene struct {
	*demo.Demo
	said *bytes.Buffer
}

func newScene(t *testing.T) *scene {
	t.Helper()
	var said bytes.Buffer
	s := &scene{Demo: &demo.Demo{Dir: filepath.Join(t.TempDir(), "demo"), Progress: &said}, said: &said}
	t.Cleanup(func() {
		pids := s.pids(t)
		// The test's own context has ended by now.
		if err := s.Down(context.Background()); err != nil && len(pids) > 0 {
			for _, pid := range pids {
				_ = syscall.Kill(pid, syscall.SIGKILL)
			}
			t.Errorf("down: %v", err)
		}
	})
	return s
}

func (s *scene) up(t *testing.T, fresh bool) *demo.Running {
	t.Helper()
	running, err := s.Up(t.Context(), demo.Options{Assets: programs(t), Fresh: fresh})
	if err != nil {
		t.Fatalf("%v\n%s", err, s.said)
	}
	return running
}

// pids are the processes that the demo's folder names.
func (s *scene) pids(t *testing.T) map[string]int {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.Dir, "state.json"))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	var read struct {
		Processes []struct {
			Name string
			PID  int
		}
	}
	if err := json.Unmarshal(data, &read); err != nil {
		t.Fatal(err)
	}
	pids := map[string]int{}
	for _, p := range read.Processes {
		pids[p.Name] = p.PID
	}
	return pids
}

// etcd is the address of the demo's etcd.
func (s *scene) etcd(t *testing.T) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(s.Dir, "state.json"))
	if err != nil {
		t.Fatal(err)
	}
	found := regexp.MustCompile(`listen-client-urls=(https?://[0-9.:]+)`).FindSubmatch(data)
	if found == nil {
		t.Fatalf("no address of etcd in %s", data)
	}
	return string(found[1])
}

func gone(pid int) bool { return syscall.Kill(pid, 0) == syscall.ESRCH }

// ended is gone, or ended and not yet reaped by its parent, which is this test.
func ended(pid int) bool {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return gone(pid)
	}
	// The state is the first field after the name, which stands in parentheses.
	state := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
	return len(state) > 0 && (state[0] == "Z" || state[0] == "X")
}

func kubectl(running *demo.Running, kubeconfig string, args ...string) (string, error) {
	cmd := exec.Command(filepath.Join(running.Bin, "kubectl"), append([]string{"--kubeconfig", kubeconfig}, args...)...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func must(t *testing.T, out string, err error) string {
	t.Helper()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return out
}

func TestUpTwice(t *testing.T) {
	s := newScene(t)
	first := s.up(t, false)
	pids := s.pids(t)
	if first.Reused || len(pids) != 2 {
		t.Fatalf("first start: reused %t, processes %v", first.Reused, pids)
	}
	again := s.up(t, false)
	if !again.Reused || again.Server != first.Server || fmt.Sprint(s.pids(t)) != fmt.Sprint(pids) {
		t.Errorf("second start: %+v with %v; want the same as %+v with %v", again, s.pids(t), first, pids)
	}
	t.Run("a user is who the certificate says, and may do nothing", func(t *testing.T) {
		user, err := s.Kubeconfig(t.Context(), "system:serviceaccount:lianxing:manager", "system:serviceaccounts")
		must(t, user, err)
		out, err := kubectl(first, user, "auth", "whoami", "-o", "jsonpath={.status.userInfo.username} {.status.userInfo.groups}")
		must(t, out, err)
		if want := `system:serviceaccount:lianxing:manager ["system:serviceaccounts","system:authenticated"]`; out != want {
			t.Errorf("whoami says %s, want %s", out, want)
		}
		if out, err := kubectl(first, user, "get", "namespaces"); err == nil || !strings.Contains(out, "Forbidden") {
			t.Errorf("RBAC let it read namespaces: %s", out)
		}
	})
	t.Run("without a certificate nobody gets in", func(t *testing.T) {
		client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{
			InsecureSkipVerify: true, //nolint:gosec // a stranger doesn't care whom he talks to
		}}}
		if response, err := client.Get(s.etcd(t) + "/health"); err == nil {
			t.Errorf("etcd answers a stranger: %s, %v", response.Status, response.Body.Close())
		}
		response, err := client.Get(first.Server + "/api")
		if err != nil {
			t.Fatal(err)
		}
		if err := response.Body.Close(); err != nil || response.StatusCode != http.StatusUnauthorized {
			t.Errorf("status %s, %v; want 401", response.Status, err)
		}
	})
}

// TestUpAfterACrash has the API server die and somebody else take its port: the data
// stay, and files written for users before go on to work.
func TestUpAfterACrash(t *testing.T) {
	s := newScene(t)
	first := s.up(t, false)
	out, err := kubectl(first, first.Kubeconfig, "create", "configmap", "kept", "-n", "default")
	must(t, out, err)
	user, err := s.Kubeconfig(t.Context(), "somebody")
	must(t, user, err)

	victim := s.pids(t)["kube-apiserver"]
	if err := syscall.Kill(victim, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	waitFor(t, func() bool { return gone(victim) })
	squatter, err := net.Listen("tcp", strings.TrimPrefix(first.Server, "https://"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = squatter.Close() }()

	moved := s.up(t, false)
	if moved.Reused || moved.Server == first.Server {
		t.Errorf("after the crash: %+v; want a new start at another address than %s", moved, first.Server)
	}
	out, err = kubectl(moved, moved.Kubeconfig, "get", "configmap", "kept", "-n", "default")
	must(t, out, err)
	out, err = kubectl(moved, user, "auth", "whoami")
	must(t, out, err)
}

func TestDownLeavesNothing(t *testing.T) {
	s := newScene(t)
	s.up(t, false)
	if err := s.Spawn(t.Context(), "sleeper", []string{"sleep", "600"}); err != nil {
		t.Fatal(err)
	}
	pids := s.pids(t)
	if len(pids) != 3 {
		t.Fatalf("processes %v, want three", pids)
	}
	if err := s.Down(t.Context()); err != nil {
		t.Fatal(err)
	}
	for name, pid := range pids {
		if !ended(pid) {
			t.Errorf("%s still runs as %d", name, pid)
		}
	}
	if _, err := os.Stat(s.Dir); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", s.Dir, err)
	}
	if err := s.Down(t.Context()); err != nil {
		t.Errorf("a second down: %v", err)
	}
}

func waitFor(t *testing.T, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !done(); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("waited ten seconds in vain")
		}
	}
}

func TestTwoUpsAtOnceAndFresh(t *testing.T) {
	s := newScene(t)
	var group sync.WaitGroup
	var got [2]*demo.Running
	var errs [2]error
	dir := programs(t)
	for i := range got {
		group.Go(func() {
			d := &demo.Demo{Dir: s.Dir, Progress: &bytes.Buffer{}}
			got[i], errs[i] = d.Up(t.Context(), demo.Options{Assets: dir})
		})
	}
	group.Wait()
	if errs[0] != nil || errs[1] != nil {
		t.Fatal(errs)
	}
	if got[0].Server != got[1].Server || got[0].Reused == got[1].Reused {
		t.Errorf("got %+v and %+v; want one server, started by one of them", got[0], got[1])
	}
	before := s.pids(t)
	out, err := kubectl(got[0], got[0].Kubeconfig, "create", "configmap", "lost", "-n", "default")
	must(t, out, err)

	fresh := s.up(t, true)
	if out, err := kubectl(fresh, fresh.Kubeconfig, "get", "configmap", "lost", "-n", "default"); err == nil || !strings.Contains(out, "NotFound") {
		t.Errorf("--fresh kept the data: %s", out)
	}
	for name, pid := range before {
		if !gone(pid) {
			t.Errorf("--fresh left %s running as %d", name, pid)
		}
	}
}

func TestFolderOfSomebodyElseIsLeftAlone(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "thesis.txt")
	if err := os.WriteFile(file, []byte("years of work"), 0o600); err != nil {
		t.Fatal(err)
	}
	d := &demo.Demo{Dir: dir, Progress: &bytes.Buffer{}}
	_, errUp := d.Up(t.Context(), demo.Options{Assets: programs(t), Fresh: true})
	_, errKubeconfig := d.Kubeconfig(t.Context(), "somebody")
	for name, err := range map[string]error{
		"up": errUp, "kubeconfig": errKubeconfig, "down": d.Down(t.Context()),
		"spawn": d.Spawn(t.Context(), "sleeper", []string{"sleep", "1"}),
	} {
		if err == nil || !strings.Contains(err.Error(), "thesis.txt") {
			t.Errorf("%s: error %v, want a refusal that names what lies there", name, err)
		}
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("the folder holds %v, %v; want what it held", entries, err)
	}
}

func TestFailedStartShowsItsLog(t *testing.T) {
	for _, broken := range []string{"etcd", "kube-apiserver"} {
		t.Run(broken, func(t *testing.T) {
			s := newScene(t)
			fake := t.TempDir()
			for _, name := range []string{"etcd", "kube-apiserver", "kubectl"} {
				if err := os.Symlink(filepath.Join(programs(t), name), filepath.Join(fake, name)); err != nil {
					t.Fatal(err)
				}
			}
			script := "#!/bin/sh\necho the moon is in the wrong phase >&2\nexit 3\n"
			path := filepath.Join(fake, broken)
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(script), 0o755); err != nil {
				t.Fatal(err)
			}
			_, err := s.Up(t.Context(), demo.Options{Assets: fake})
			if err == nil || !strings.Contains(err.Error(), broken+" ended") || !strings.Contains(err.Error(), "wrong phase") {
				t.Errorf("error %v, want the end of the log of %s", err, broken)
			}
			if pids := s.pids(t); len(pids) != 0 {
				t.Errorf("still recorded: %v", pids)
			}
			if running := serversIn(t, s.Dir); len(running) != 0 {
				t.Errorf("still running: %v", running)
			}
		})
	}
}

// serversIn looks through all processes for those that were started on this folder.
func serversIn(t *testing.T, dir string) []string {
	t.Helper()
	out, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil || len(out) == 0 {
		t.Skip("no /proc to look through")
	}
	var found []string
	for _, path := range out {
		line, err := os.ReadFile(path)
		if err == nil && bytes.Contains(line, []byte(dir)) {
			found = append(found, string(line))
		}
	}
	return found
}

func TestSpawn(t *testing.T) {
	s := newScene(t)
	for name, want := range map[string]string{"etcd": "can't name", "Manager": "can't name", "../x": "can't name", "manager": "no demo"} {
		if err := s.Spawn(t.Context(), name, []string{"true"}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("spawning %q: error %v, want %q", name, err, want)
		}
	}
	s.up(t, false)
	if err := s.Spawn(t.Context(), "brief", []string{"sh", "-c", "echo no such ledger; exit 1"}); err == nil ||
		!strings.Contains(err.Error(), "no such ledger") {
		t.Errorf("error %v, want the end of its log", err)
	}
	var pids []int
	for range 2 {
		if err := s.Spawn(t.Context(), "sleeper", []string{"sleep", "600"}); err != nil {
			t.Fatal(err)
		}
		pids = append(pids, s.pids(t)["sleeper"])
	}
	if !gone(pids[0]) || gone(pids[1]) {
		t.Errorf("processes %v; want the second to have replaced the first", pids)
	}
}

func TestKubeconfigFiles(t *testing.T) {
	s := newScene(t)
	if _, err := s.Kubeconfig(t.Context(), "somebody"); err == nil || !strings.Contains(err.Error(), "hack/controlplane/up") {
		t.Errorf("error %v, want one that says what to run", err)
	}
	s.up(t, false)
	if _, err := s.Kubeconfig(t.Context(), " "); err == nil {
		t.Error("a user without a name got a kubeconfig")
	}
	allowed := regexp.MustCompile(`^[\p{L}\p{N}@_-]+\.kubeconfig$`)
	var seen []string
	for _, user := range []string{"王", "a:b", "a/b", "../../etc/passwd", ".", strings.Repeat("长", 200), `q"uote` + "\nline"} {
		path, err := s.Kubeconfig(t.Context(), user)
		if err != nil {
			t.Errorf("%q: %v", user, err)
			continue
		}
		if filepath.Dir(path) != filepath.Join(s.Dir, "kubeconfigs") || !allowed.MatchString(filepath.Base(path)) || slices.Contains(seen, path) {
			t.Errorf("%q: file %s; want one of its own in kubeconfigs", user, strconv.Quote(path))
		}
		seen = append(seen, path)
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%q: %v, %v; want a file that only its owner reads", user, info, err)
		}
	}
}
