package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/go-logr/logr"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/go-logr/logr/funcr"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/testenv"
)

var env *testenv.Env

func TestMain(m *testing.M) {
	testenv.Main(m, &env, "../../config/crd/bases")
}

const lastDay = "2026-12-31"

// stage is a cluster on which the samples were applied, and what the demonstration needs to look at it.
type stage struct {
	t          *testing.T
	kubeconfig string
	client     client.Client
}

// newStage applies what the script of the demonstration applies, with the kubectl that fits the server.
func newStage(t *testing.T) *stage {
	t.Helper()
	to, err := client.New(env.Config, client.Options{Scheme: controllers.Scheme()})
	if err != nil {
		t.Fatal(err)
	}
	s := &stage{t: t, kubeconfig: filepath.Join(t.TempDir(), "kubeconfig"), client: to}
	if err := os.WriteFile(s.kubeconfig, env.Kubeconfig, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, arguments := range [][]string{
		{"-f", "../../config/manager/namespace.yaml"},
		{"--namespace=lianxing-system", "-k", "../../config/rbac"},
		{"--recursive", "-f", samples},
	} {
		command := exec.CommandContext(t.Context(), filepath.Join(env.Assets, "kubectl"), append([]string{"apply", "--server-side"}, arguments...)...)
		command.Env = append(os.Environ(), "KUBECONFIG="+s.kubeconfig)
		if said, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%s: %v\n%s", command, err, said)
		}
	}
	return s
}

// demonstrate runs the command as the script does, on a register that nobody keeps any more or that a manager keeps, and returns
// what it printed.
func (s *stage) demonstrate(arguments ...string) (string, error) {
	var out strings.Builder
	err := run(s.t.Context(), append([]string{"--samples", samples, "--kubeconfig", s.kubeconfig}, arguments...), &out, io.Discard)
	return out.String(), err
}

// manage runs a manager with the rights of config/rbac and nothing else, while something is done. Whatever it logs as an error fails
// the test: a right that is missing shows there.
func (s *stage) manage(do func(probes string)) {
	s.t.Helper()
	to, err := env.As("system:serviceaccount:lianxing-system:lianxing-manager", "system:serviceaccounts", "system:serviceaccounts:lianxing-system")
	if err != nil {
		s.t.Fatal(err)
	}
	var address bytes.Buffer
	if err := freeAddress(s.t.Context(), &address); err != nil {
		s.t.Fatal(err)
	}
	probes := strings.TrimSpace(address.String())
	wrong := &complaints{}
	ctx, cancel := context.WithCancel(s.t.Context())
	defer cancel()
	manager, err := controllers.New(ctx, to, controllers.Options{
		Language: "en", AsOf: calendar.MustParse(lastDay), Concurrency: 4, MetricsAddress: "0", ProbeAddress: probes, Log: wrong.log(), Several: true,
	})
	if err != nil {
		s.t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- manager.Start(ctx) }()
	do(probes)
	cancel()
	if err := <-ended; err != nil {
		s.t.Errorf("the manager ended: %v", err)
	}
	for _, line := range wrong.all() {
		s.t.Errorf("the manager complained: %s", line)
	}
}

// complaints keeps what a manager logs as an error.
type complaints struct {
	mu    sync.Mutex
	lines []string
}

func (c *complaints) log() logr.Logger {
	return funcr.New(func(_, line string) {
		// An error has no level.
		if !strings.HasPrefix(line, `"level"=`) {
			c.mu.Lock()
			defer c.mu.Unlock()
			c.lines = append(c.lines, line)
		}
	}, funcr.Options{})
}

func (c *complaints) all() []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.lines
}

// TestDemonstration runs the demonstration against a manager, then plants what a comparison must find, with no manager at work
// that would put it right.
func TestDemonstration(t *testing.T) {
	s := newStage(t)
	s.manage(func(probes string) {
		said, err := s.demonstrate("--as-of", lastDay, "--language", "en", "--manager", probes)
		if err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		stored := countRecords(t)
		for _, want := range []string{
			"AGREED", fmt.Sprintf("compared: %d records (41 of them entries of ledgers)", stored+41), // 33 of stars, 7 of activities, 1 of a county
			"The register as of 2026-12-31", "33 entries, verified through number 33", "CalendarMissing", "PendingBudget", "ObjectionUpheld", "Revoked",
		} {
			if !strings.Contains(said, want) {
				t.Errorf("it does not say %q:\n%s", want, said)
			}
		}
	})
	if said, err := s.demonstrate("--as-of", lastDay, "--language", "en", "--quiet", "100ms"); err != nil {
		t.Fatalf("once the manager is gone: %v\n%s", err, said)
	}
	t.Run("another language", func(t *testing.T) {
		s.differs(t, []string{"--as-of", lastDay, "--language", "zh"}, "StarApplication zhuji/noodles-2025-4: status.conditions[Awarded].message")
	})
	t.Run("an earlier day", func(t *testing.T) {
		_, err := s.demonstrate("--as-of", "2025-10-10", "--language", "en")
		if err == nil || !strings.Contains(err.Error(), "make demo-down") || errors.Is(err, errDiffers) {
			t.Errorf("a ledger of later days does not show: %v", err)
		}
	})
	t.Run("a manager that does not answer", func(t *testing.T) {
		_, err := s.demonstrate("--as-of", lastDay, "--language", "en", "--manager", "127.0.0.1:1", "--patience", "2s")
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("nobody answers, and it says %v", err)
		}
	})
	t.Run("planted", s.planted)
}

// differs runs the demonstration and wants it to fail because of these differences.
func (s *stage) differs(t *testing.T, arguments []string, wanted ...string) {
	t.Helper()
	said, err := s.demonstrate(append(arguments, "--quiet", "100ms")...)
	if !errors.Is(err, errDiffers) {
		t.Fatalf("it ends with %v, and says:\n%s", err, said)
	}
	for _, want := range wanted {
		if !strings.Contains(said, want) {
			t.Errorf("it does not name %q:\n%s", want, said[max(0, len(said)-2000):])
		}
	}
}

// planted spoils the register of the API server step by step; what was spoilt stays so.
func (s *stage) planted(t *testing.T) {
	english := []string{"--as-of", lastDay, "--language", "en"}
	for _, c := range []struct {
		name   string
		spoil  func(t *testing.T)
		wanted []string
	}{
		{"a wrong status field", func(t *testing.T) {
			s.patchStatus(t, &v1alpha1.Alliance{ObjectMeta: at("shengzhou", "snacks")}, `{"status":{"star":{"rating":"Five"}}}`)
		}, []string{"NOT AGREED, in 1 places", `Alliance shengzhou/snacks: status.star.rating: the cluster says "Five", the files say "Four"`}},
		{"a wrong balance", func(t *testing.T) {
			s.patchStatus(t, &v1alpha1.FundingDisbursement{ObjectMeta: at("shaoxing", "stars-000002")}, `{"status":{"balance":"20000.00"}}`)
		}, []string{"NOT AGREED, in 2 places", `FundingDisbursement shaoxing/stars-000002: status.balance: the cluster says "20000.00", the files say "0.00"`}},
		{"a wrong amount of an entry", func(t *testing.T) { s.enter(t, "stars-000030", "stars-000030", "150000.00") },
			[]string{`FundingDisbursement shaoxing/stars-000030: spec.amount: the cluster says "150000.00", the files say "200000.00"`}},
		{"an extra entry", func(t *testing.T) { s.enter(t, "", "stars-000034", "0.00") },
			[]string{"FundingDisbursement shaoxing/stars-000034: the cluster has it present, the files have it absent"}},
		{"a missing record", func(t *testing.T) {
			// More than one, since not every entry is counted from the files.
			for _, signed := range []string{"decision", "recommendation", "appraisal-1", "appraisal-2"} {
				s.remove(t, &v1alpha1.Review{ObjectMeta: at("zhuji", "noodles-2025-4-"+signed)})
			}
		}, []string{"Review zhuji/noodles-2025-4-decision: the cluster has it absent, the files have it present", "records were compared, at least"}},
		{"a missing entry", func(t *testing.T) {
			for _, entry := range []string{"stars-000024", "stars-000025", "stars-000026", "stars-000027"} {
				s.remove(t, &v1alpha1.FundingDisbursement{ObjectMeta: at("shaoxing", entry)})
			}
		}, []string{"37 entries were compared, at least 39 are expected", "FundingDisbursement shaoxing/stars-000026"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.spoil(t)
			s.differs(t, english, c.wanted...)
		})
	}
}

func at(namespace, name string) metav1.ObjectMeta {
	return metav1.ObjectMeta{Namespace: namespace, Name: name}
}

func (s *stage) patchStatus(t *testing.T, object client.Object, patch string) {
	t.Helper()
	if err := s.client.Status().Patch(t.Context(), object, client.RawPatch("application/merge-patch+json", []byte(patch))); err != nil {
		t.Fatal(err)
	}
}

func (s *stage) remove(t *testing.T, object client.Object) {
	t.Helper()
	if err := s.client.Delete(t.Context(), object); err != nil {
		t.Fatal(err)
	}
}

// enter puts an entry of another amount in the place of one, or after all, with a status as if somebody had judged it.
func (s *stage) enter(t *testing.T, instead, name, amount string) {
	t.Helper()
	entry := &v1alpha1.FundingDisbursement{}
	if err := s.client.Get(t.Context(), client.ObjectKey{Namespace: "shaoxing", Name: "stars-000030"}, entry); err != nil {
		t.Fatal(err)
	}
	if instead != "" {
		s.remove(t, entry)
	}
	forged := &v1alpha1.FundingDisbursement{ObjectMeta: at("shaoxing", name), Spec: *entry.Spec.DeepCopy()}
	if _, err := fmt.Sscanf(name, "stars-%d", &forged.Spec.Sequence); err != nil {
		t.Fatal(err)
	}
	forged.Spec.Amount = v1alpha1.SignedYuan(amount)
	if err := s.client.Create(t.Context(), forged); err != nil {
		t.Fatal(err)
	}
	forged.Status = *entry.Status.DeepCopy()
	forged.Status.ObservedGeneration = forged.Generation
	meta.SetStatusCondition(&forged.Status.Conditions, metav1.Condition{Type: v1alpha1.ConditionReady, Status: metav1.ConditionTrue, Reason: v1alpha1.ReasonEvaluated})
	if err := s.client.Status().Update(t.Context(), forged); err != nil {
		t.Fatal(err)
	}
}
