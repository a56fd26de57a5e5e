package assets_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/lianxing-dev/lianxing/hack/controlplane/internal/assets"
)

// fakeGo stands in for the go command, which would take minutes: it writes programs
// that say their version, and a line into calls for each build. The real build is what
// `make controlplane` runs.
const fakeGo = `#!/bin/sh
set -eu
if [ "$1" = list ]; then
	echo "go: downloading example.org/a v1.0.0" >&2
	echo example.org/a
	exit 0
fi
echo build >>"$CALLS"
if [ -e "$CALLS.fail" ]; then echo "example.org/a: disk is full" >&2; exit 1; fi
while [ "$1" != -o ]; do shift; done
for name in server kubectl kube-apiserver; do
	version=v1.2.3
	if [ "$name" = server ]; then version=9.8.7; fi
	printf '#!/bin/sh\necho version %s\n' "${SAYS:-$version}" >"$2/$name"
	chmod +x "$2/$name"
done
`

const goMod = "module example.org/m\n\nrequire (\n\tgo.etcd.io/etcd/server/v3 v9.8.7 // indirect\n\tk8s.io/kubernetes v1.2.3 // indirect\n)\n"

type bench struct {
	*assets.Builder
	progress *bytes.Buffer
	calls    string
}

func newBench(t *testing.T) *bench {
	t.Helper()
	module, tools := t.TempDir(), t.TempDir()
	write(t, filepath.Join(module, "go.mod"), goMod)
	write(t, filepath.Join(module, "go.sum"), "one\n")
	write(t, filepath.Join(tools, "go"), fakeGo)
	calls := filepath.Join(tools, "calls")
	t.Setenv("CALLS", calls)
	t.Setenv("PATH", tools+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv(assets.EnvAssets, "")
	var progress bytes.Buffer
	return &bench{
		Builder:  &assets.Builder{ModuleDir: module, CacheRoot: filepath.Join(t.TempDir(), "cache"), Progress: &progress},
		progress: &progress,
		calls:    calls,
	}
}

func (b *bench) builds(t *testing.T) int {
	t.Helper()
	data, err := os.ReadFile(b.calls)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return strings.Count(string(data), "build")
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o755); err != nil {
		t.Fatal(err)
	}
}

func TestFolderBuildsOnceForAllWhoAsk(t *testing.T) {
	b := newBench(t)
	const askers = 6
	dirs, errs := make([]string, askers), make([]error, askers)
	var group sync.WaitGroup
	for i := range askers {
		group.Go(func() {
			each := *b.Builder
			each.Progress = &bytes.Buffer{}
			dirs[i], errs[i] = each.Folder(t.Context(), "")
		})
	}
	group.Wait()
	for i := range askers {
		if errs[i] != nil || dirs[i] != dirs[0] {
			t.Errorf("asker %d got %q, %v; the first got %q", i, dirs[i], errs[i], dirs[0])
		}
	}
	if got := b.builds(t); got != 1 {
		t.Errorf("%d builds ran, want 1", got)
	}
	if err := assets.Complete(dirs[0]); err != nil {
		t.Error(err)
	}
}

func TestAnotherGoSumIsAnotherBuild(t *testing.T) {
	b := newBench(t)
	first, err := b.Folder(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(b.ModuleDir, "go.sum"), "two\n")
	second, err := b.Folder(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if first == second || b.builds(t) != 2 {
		t.Errorf("folders %s and %s after %d builds; want two of each", first, second, b.builds(t))
	}
}

func TestFailedBuildLeavesNothingThatLooksFinished(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(t *testing.T, b *bench)
		want    string
	}{
		"go fails": {func(t *testing.T, b *bench) { write(t, b.calls+".fail", "") }, "disk is full"},
		"a program of another version": {func(t *testing.T, _ *bench) { t.Setenv("SAYS", "v0.0.0-master") },
			"says: version v0.0.0-master"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			c.prepare(t, b)
			_, err := b.Folder(t.Context(), "")
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want one that shows %q", err, c.want)
			}
			entries, err := os.ReadDir(b.CacheRoot)
			if err != nil {
				t.Fatal(err)
			}
			for _, entry := range entries {
				if !strings.HasSuffix(entry.Name(), ".lock") {
					t.Errorf("%s was left", entry.Name())
				}
			}
		})
	}
}

func TestKilledBuildIsDoneAgain(t *testing.T) {
	b := newBench(t)
	dir, err := b.Folder(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "kubectl")); err != nil {
		t.Fatal(err)
	}
	left := dir + ".tmp-123"
	if err := os.Mkdir(left, 0o755); err != nil {
		t.Fatal(err)
	}
	again, err := b.Folder(t.Context(), "")
	if err != nil || again != dir || b.builds(t) != 2 {
		t.Fatalf("got %q, %v after %d builds; want %q after 2", again, err, b.builds(t), dir)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("%s was left: %v", left, err)
	}
}

func TestGivenAssets(t *testing.T) {
	given := t.TempDir()
	for _, name := range []string{"etcd", "kube-apiserver", "kubectl"} {
		write(t, filepath.Join(given, name), "#!/bin/sh\n")
	}
	lacking := t.TempDir()
	write(t, filepath.Join(lacking, "etcd"), "#!/bin/sh\n")
	for name, c := range map[string]struct {
		assets, caller, want, wantErr string
	}{
		"whole":    {assets: given, want: given},
		"relative": {assets: filepath.Base(given), caller: filepath.Dir(given), want: given},
		"lacking":  {assets: lacking, wantErr: "holds no kubectl"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			t.Setenv(assets.EnvAssets, c.assets)
			got, err := b.Folder(t.Context(), c.caller)
			if got != c.want || (err == nil) != (c.wantErr == "") || !strings.Contains(fmt.Sprint(err), c.wantErr) {
				t.Errorf("got %q, %v; want %q, %q", got, err, c.want, c.wantErr)
			}
			if n := b.builds(t); n != 0 {
				t.Errorf("%d builds ran, want none", n)
			}
		})
	}
}

func TestFindBuildsNothing(t *testing.T) {
	b := newBench(t)
	if _, err := b.Find(""); err == nil || !strings.Contains(err.Error(), "run hack/controlplane/build") {
		t.Errorf("error %v, want one that says what to run", err)
	}
	if n := b.builds(t); n != 0 {
		t.Errorf("%d builds ran, want none", n)
	}
}

func TestProgressSaysHowFar(t *testing.T) {
	b := newBench(t)
	if _, err := b.Folder(context.Background(), ""); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"building etcd v9.8.7 and kubernetes v1.2.3", "1 modules downloaded", "0 of 1 packages, 0 of 3 programs", "built in"} {
		if !strings.Contains(b.progress.String(), want) {
			t.Errorf("progress doesn't say %q:\n%s", want, b.progress)
		}
	}
}
