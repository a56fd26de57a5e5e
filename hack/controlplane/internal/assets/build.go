package assets

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/lianxing-dev/lianxing/hack/controlplane/internal/filelock"
)

// Builder builds the programs. The zero value isn't usable: ModuleDir and CacheRoot
// are needed.
type Builder struct {
	// ModuleDir is the folder of the go.mod that pins the versions.
	ModuleDir string
	// CacheRoot is the folder under which builds are kept.
	CacheRoot string
	// Progress is where a person reads how far the build is.
	Progress io.Writer
}

// ErrNotBuilt says that the programs aren't there and that nothing was built.
var ErrNotBuilt = errors.New("etcd, kube-apiserver and kubectl aren't built yet: run hack/controlplane/build")

// Find returns the absolute folder that holds the programs. Where KUBEBUILDER_ASSETS
// is set its folder is the answer (relative to callerDir), and it is an error when it
// lacks one of them. Otherwise it is the cached build, or ErrNotBuilt.
func (b *Builder) Find(callerDir string) (string, error) {
	if given := os.Getenv(EnvAssets); given != "" {
		if !filepath.IsAbs(given) {
			given = filepath.Join(callerDir, given)
		}
		if err := Complete(given); err != nil {
			return "", fmt.Errorf("%s is set, but %w; unset it to have the programs built", EnvAssets, err)
		}
		return given, nil
	}
	dir, _, err := b.Cached()
	if err != nil {
		return "", err
	}
	if err := Complete(dir); err != nil {
		return "", fmt.Errorf("%w (%w)", ErrNotBuilt, err)
	}
	return dir, nil
}

// Cached returns the folder that a build of the pinned versions goes to, whether it is there or not.
func (b *Builder) Cached() (string, Versions, error) {
	name, v, err := folderName(b.ModuleDir)
	return filepath.Join(b.CacheRoot, name), v, err
}

// Folder is Find, but builds the programs where they are missing.
//
// Any number of calls may run at once, in any number of processes: one builds, the
// others wait for it. A build that dies half way leaves no folder that looks finished.
func (b *Builder) Folder(ctx context.Context, callerDir string) (string, error) {
	dir, err := b.Find(callerDir)
	if !errors.Is(err, ErrNotBuilt) {
		return dir, err
	}
	dir, v, err := b.Cached()
	if err != nil {
		return "", err
	}
	if err := b.buildOnce(ctx, dir, v); err != nil {
		return "", err
	}
	return dir, nil
}

func (b *Builder) buildOnce(ctx context.Context, dir string, v Versions) (err error) {
	lock, err := filelock.Acquire(ctx, dir+".lock", func(waited time.Duration) {
		b.say("another build of the same versions is at work; waiting for it, %d s", int(waited.Seconds()))
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lock.Release()) }()
	if Complete(dir) == nil {
		return nil // whoever held the lock has built it
	}
	if err := removeLeftovers(dir); err != nil {
		return err
	}
	temporary, err := os.MkdirTemp(b.CacheRoot, filepath.Base(dir)+".tmp-")
	if err != nil {
		return fmt.Errorf("folder to build in: %w", err)
	}
	// After the rename nothing is left to remove, and that is no error.
	defer func() { err = errors.Join(err, os.RemoveAll(temporary)) }()

	start := time.Now()
	b.say("building etcd %s and kubernetes %s into %s; once, it takes minutes", v.Etcd, v.Kubernetes, dir)
	if err := b.compile(ctx, temporary, v); err != nil {
		return err
	}
	if err := finish(ctx, temporary, v); err != nil {
		return err
	}
	if err := os.Rename(temporary, dir); err != nil {
		return fmt.Errorf("moving the finished build into place: %w", err)
	}
	b.say("built in %d s", int(time.Since(start).Seconds()))
	return nil
}

// removeLeftovers removes what builds that were killed have left. The lock is held,
// so nobody works in them.
func removeLeftovers(dir string) error {
	leftovers, err := filepath.Glob(dir + ".tmp-*")
	if err != nil {
		return err
	}
	for _, path := range append(leftovers, dir) {
		if err := os.RemoveAll(path); err != nil {
			return fmt.Errorf("removing what an unfinished build left: %w", err)
		}
	}
	return nil
}

// compile runs one go build for all three programs: one after the other would leave
// cores idle while each is linked.
func (b *Builder) compile(ctx context.Context, into string, v Versions) error {
	packages := make([]string, 0, len(programs))
	for _, p := range programs {
		packages = append(packages, p.pkg)
	}
	shown := newProgress(b.Progress, into)
	defer shown.stop()

	// What has to be compiled, to be able to say how far the build is. This downloads
	// the modules as well.
	list := b.goCommand(ctx, append([]string{"list", "-mod=readonly", "-trimpath", "-deps",
		"-f", "{{if .Stale}}{{.ImportPath}}{{end}}"}, packages...)...)
	var stale strings.Builder
	list.Stdout = &stale
	if err := shown.run(list, "finding and downloading modules"); err != nil {
		return err
	}
	shown.expect(len(strings.Fields(stale.String())))

	build := b.goCommand(ctx, append([]string{"build", "-mod=readonly", "-trimpath", "-v",
		"-ldflags", linkerFlags(v), "-o", into + string(filepath.Separator)}, packages...)...)
	return shown.run(build, "compiling")
}

func (b *Builder) goCommand(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = b.ModuleDir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off",
		"GOOS="+runtime.GOOS, "GOARCH="+runtime.GOARCH)
	// Interrupted, go removes its own temporary files.
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// linkerFlags stamps the version: without it the API server calls itself
// v0.0.0-master, and kubectl warns of a skew that isn't there.
func linkerFlags(v Versions) string {
	const pkg = "k8s.io/component-base/version."
	parts := append(strings.SplitN(strings.TrimPrefix(v.Kubernetes, "v"), ".", 3), "", "")
	return strings.Join([]string{"-s", "-w",
		"-X " + pkg + "gitVersion=" + v.Kubernetes,
		"-X " + pkg + "gitMajor=" + parts[0],
		"-X " + pkg + "gitMinor=" + parts[1],
		"-X " + pkg + "gitCommit=",
		"-X " + pkg + "gitTreeState=clean",
	}, " ")
}

// finish gives the programs their names and has each say its version, so that a
// folder which looks finished holds programs that run.
func finish(ctx context.Context, dir string, v Versions) error {
	for _, p := range programs {
		path := filepath.Join(dir, p.name)
		if err := os.Rename(filepath.Join(dir, p.built), path); err != nil {
			return fmt.Errorf("%s wasn't built: %w", p.name, err)
		}
		said, err := exec.CommandContext(ctx, path, p.version...).CombinedOutput()
		if err != nil {
			return fmt.Errorf("%s was built but doesn't run: %w: %s", p.name, err, said)
		}
		want := v.Kubernetes
		if p.name == "etcd" {
			want = strings.TrimPrefix(v.Etcd, "v")
		}
		if !strings.Contains(string(said), want) {
			return fmt.Errorf("%s was built as %s, but says: %s", p.name, want, said)
		}
	}
	return os.Chmod(dir, 0o755)
}

func (b *Builder) say(format string, args ...any) {
	// Progress that can't be shown is no reason to fail a build.
	_, _ = fmt.Fprintf(b.Progress, "controlplane: "+format+"\n", args...)
}
