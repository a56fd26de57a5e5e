package cluster_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/testenv"
	"github.com/lianxing-dev/lianxing/test/expected"
)

// shown is a block of README that begins with a command at a prompt and goes on with what it prints.
var shown = regexp.MustCompile("(?m)^```text\n\\$ kubectl (get [^\n]+)\n((?:[^`\n][^\n]*\n|\n)*)```$")

// readme holds that README shows what kubectl prints of the samples, line for line but for blanks at the ends of lines. With
// UPDATE_README=1 it writes it instead.
func readme(t *testing.T, own *testenv.Env) {
	t.Helper()
	root, err := expected.Root()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(root, "README.md")
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	commands := map[string]bool{}
	after := shown.ReplaceAllFunc(before, func(block []byte) []byte {
		command := string(shown.FindSubmatch(block)[1])
		commands[command] = true
		printed := kubectl(t, own, strings.Fields(command)...)
		return []byte("```text\n$ kubectl " + command + "\n" + printed + "```")
	})
	for _, command := range []string{"get star,award,fd,bud,rv -A", "get inc -A"} {
		if !commands[command] {
			t.Errorf("README.md has no block that begins with `$ kubectl %s`: put the line between ```text and ```, and run make readme", command)
		}
	}
	switch {
	case bytes.Equal(before, after):
	case os.Getenv("UPDATE_README") != "":
		if err := os.WriteFile(file, after, 0o600); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("README.md shows another register than kubectl does; run make readme, and read what it changes. %s", firstDifference(before, after))
	}
}

// kubectl runs the one that fits the server. The blanks that fill its last column are cut.
func kubectl(t *testing.T, own *testenv.Env, arguments ...string) string {
	t.Helper()
	kubeconfig := filepath.Join(t.TempDir(), "kubeconfig")
	if err := os.WriteFile(kubeconfig, own.Kubeconfig, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), filepath.Join(own.Assets, "kubectl"), arguments...)
	command.Env = append(os.Environ(), "KUBECONFIG="+kubeconfig)
	printed, err := command.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, printed)
	}
	return regexp.MustCompile(`(?m) +$`).ReplaceAllString(string(printed), "")
}

func firstDifference(before, after []byte) string {
	old, now := strings.Split(string(before), "\n"), strings.Split(string(after), "\n")
	for i := range min(len(old), len(now)) {
		if old[i] != now[i] {
			return "Line " + old[i] + "\nshould be " + now[i]
		}
	}
	return "One of them has more lines."
}
