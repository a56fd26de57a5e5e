package cli_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sigs.k8s.io/yaml"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/cli"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

var env *testenv.Env

func TestMain(m *testing.M) {
	testenv.Main(m, &env, "../../config/crd/bases")
}

const register = "../records/files/testdata/register"

// now is late on 20 March in London, and the 21st in Shaoxing.
var now = time.Date(2025, 3, 20, 17, 30, 0, 0, time.UTC)

// result is what a run left behind.
type result struct {
	code     int
	out, err string
}

// run runs the plugin. What is typed is the input of a person at a terminal; where it is nil nobody is there.
func run(t *testing.T, typed *string, arguments ...string) result {
	t.Helper()
	return runWith(t, cli.Program{}, typed, arguments...)
}

func runWith(t *testing.T, program cli.Program, typed *string, arguments ...string) result {
	t.Helper()
	var out, err bytes.Buffer
	program.Streams = cli.Streams{In: strings.NewReader(""), Out: &out, Err: &err}
	program.Now = func() time.Time { return now }
	if typed != nil {
		program.In, program.Interactive = strings.NewReader(*typed), true
	}
	code := program.Run(context.Background(), arguments)
	return result{code: code, out: out.String(), err: err.String()}
}

// want checks the code, and that the standard error speaks of something.
func (r result) want(t *testing.T, code int, says ...string) {
	t.Helper()
	if r.code != code {
		t.Errorf("it ended with %d, want %d; it said\n%s", r.code, code, r.err)
	}
	for _, words := range says {
		if !strings.Contains(r.err, words) {
			t.Errorf("it does not say %q but\n%s", words, r.err)
		}
	}
}

func parseReview(t *testing.T, text string) *v1alpha1.Review {
	t.Helper()
	review := &v1alpha1.Review{}
	if err := yaml.UnmarshalStrict([]byte(text), review); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	return review
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestWrongUseIsExplained(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "nowhere")
	for name, c := range map[string]struct {
		arguments []string
		says      string
	}{
		"an unknown command":  {[]string{"pay"}, "pay"},
		"an unknown flag":     {[]string{"digest", "--fast"}, "--fast"},
		"an unknown language": {[]string{"digest", "-f", register, "--language", "fr"}, "zh or en"},
		"no records":          {[]string{"digest"}, "-f PATH"},
		"a missing path":      {[]string{"digest", "-f", missing}, missing},
		"a kind alone":        {[]string{"digest", "star", "-f", register}, "KIND and NAME"},
		"an unknown kind":     {[]string{"digest", "pod", "x", "-f", register}, `no kind "pod"`},
		"an unknown record":   {[]string{"digest", "star", "x", "-n", "zhuji", "-f", register}, "no StarApplication zhuji/x"},
		"an unknown output":   {[]string{"digest", "-f", register, "-o", "xml"}, "text, json, yaml"},
		"a signature without": {[]string{"sign", "star", "x", "-f", register}, `"authority", "reviewer", "stage", "verdict"`},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, nil, c.arguments...)
			r.want(t, cli.ExitFailed, c.says)
			if r.out != "" {
				t.Errorf("it printed %q", r.out)
			}
		})
	}
}

func TestHelpSaysTheExitCodes(t *testing.T) {
	r := run(t, nil, "--help")
	r.want(t, cli.ExitDone)
	if !strings.Contains(r.out, "Exit codes: 0 done; 1") {
		t.Errorf("help says\n%s", r.out)
	}
}
