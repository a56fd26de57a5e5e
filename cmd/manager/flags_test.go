package main

import (
	"strings"
	"testing"

	"github.com/lianxing-dev/lianxing/internal/calendar"
)

// FuzzFlags: whatever stands on the command line, either it is refused with a reason, or the manager has a language, a day that is one, and
// at least one worker.
func FuzzFlags(f *testing.F) {
	for _, line := range []string{
		"", "--as-of=2026-12-31", "--as-of 2026-02-30", "--as-of=2026-1-1", "--as-of=", "--language=en", "--language=de", "--max-concurrent-reconciles=0",
		"--max-concurrent-reconciles=-1", "--kube-api-qps=NaN", "-h", "rest", "--as-of=0001-01-01 --language zh", "--zap-log-level=x", "--unknown",
	} {
		f.Add(line)
	}
	f.Fuzz(func(t *testing.T, line string) {
		s, err := parse(strings.Fields(line))
		if err != nil {
			if err.Error() == "" {
				t.Fatalf("%q is refused without a reason", line)
			}
			return
		}
		if s.options.Language != "zh" && s.options.Language != "en" || s.options.Concurrency < 1 {
			t.Fatalf("%q gives %+v", line, s.options)
		}
		if s.asOf == "" != s.options.AsOf.IsZero() {
			t.Fatalf("%q: --as-of %q is %s", line, s.asOf, s.options.AsOf)
		}
		if s.asOf != "" {
			if day, err := calendar.Parse(s.asOf); err != nil || day != s.options.AsOf {
				t.Fatalf("%q: --as-of %q is %s", line, s.asOf, s.options.AsOf)
			}
		}
	})
}
