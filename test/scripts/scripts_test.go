// Package scripts runs what a newcomer runs first: the list of targets, and the script that brings a C compiler.
package scripts

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestHelpListsEveryTarget: a target that nobody can find is not there.
func TestHelpListsEveryTarget(t *testing.T) {
	makefile, err := os.ReadFile("../../Makefile")
	if err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), "make", "--no-print-directory", "help")
	command.Dir = "../.."
	command.Env = append(os.Environ(), "MAKEFLAGS=")
	said, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	targets := regexp.MustCompile(`(?m)^\.PHONY: (.+)$`).FindAllStringSubmatch(string(makefile), -1)
	if len(targets) < 15 {
		t.Fatalf("only %d targets", len(targets))
	}
	for _, target := range targets {
		if listed := regexp.MustCompile(`(?m)^  ` + target[1] + ` +\S`); !listed.Match(said) {
			t.Errorf("make help says nothing of %s:\n%s", target[1], said)
		}
	}
}

// aptGet stands in for the one of a distribution, on which the test must not install anything: it notes what it was asked, and
// brings gcc once it has a list of packages.
const aptGet = `#!/bin/sh
echo "$1" >>"$STAGE/asked"
case $1 in
update) echo fresh >"$STAGE/list" ;;
install)
	if [ ! -e "$STAGE/list" ]; then echo "E: Unable to locate package gcc"; exit 100; fi
	if [ -e "$STAGE/full" ]; then echo "E: no space left on device"; exit 100; fi
	printf '#!/bin/sh\necho gcc 12\n' >"$STAGE/bin/gcc"
	chmod +x "$STAGE/bin/gcc"
	;;
esac
`

func TestEnsureGCC(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("installing asks for root, and sudo is not to be tried here")
	}
	script, err := filepath.Abs("../../hack/ensure-gcc.sh")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		files map[string]string // on the stage, from the beginning
		asked string            // of apt-get
		says  string
		fails bool
	}{
		{"it is there", map[string]string{"bin/gcc": "#!/bin/sh\n", "bin/apt-get": aptGet}, "", "", false},
		{"it is installed", map[string]string{"bin/apt-get": aptGet, "list": ""}, "install", "installed gcc 12", false},
		{"the lists are empty", map[string]string{"bin/apt-get": aptGet}, "install update install", "installed gcc 12", false},
		{"the disk is full", map[string]string{"bin/apt-get": aptGet, "full": ""}, "install update install", "no space left on device", true},
		{"another distribution", nil, "", "install gcc and the C library's headers yourself", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			stage := newStage(t, c.files)
			command := exec.CommandContext(t.Context(), script)
			command.Env = []string{"PATH=" + filepath.Join(stage, "bin"), "STAGE=" + stage}
			said, err := command.CombinedOutput()
			if failed := errors.As(err, new(*exec.ExitError)); failed != c.fails || err != nil && !failed {
				t.Errorf("%v\n%s", err, said)
			}
			if !strings.Contains(string(said), c.says) || c.says == "" && len(said) > 0 {
				t.Errorf("it says %q, wanted %q", said, c.says)
			}
			asked, err := os.ReadFile(filepath.Join(stage, "asked"))
			if err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			if got := strings.Join(strings.Fields(string(asked)), " "); got != c.asked {
				t.Errorf("apt-get was asked to %q, wanted %q", got, c.asked)
			}
		})
	}
}

// newStage is a folder with what the script needs in bin, and nothing else that it could call.
func newStage(t *testing.T, files map[string]string) string {
	t.Helper()
	stage := t.TempDir()
	if err := os.Mkdir(filepath.Join(stage, "bin"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"sh", "id", "mktemp", "rm", "tail", "head", "env", "chmod"} {
		path, err := exec.LookPath(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Symlink(path, filepath.Join(stage, "bin", name)); err != nil {
			t.Fatal(err)
		}
	}
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(stage, name), []byte(content), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return stage
}
