package testenv_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	admissionv1 "k8s.io/api/admissionregistration/v1"
	authenticationv1 "k8s.io/api/authentication/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/wait"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"

	"github.com/lianxing-dev/lianxing/internal/testenv"
)

var env *testenv.Env

func TestMain(m *testing.M) {
	testenv.Main(m, &env, "testdata/parcels.yaml")
}

func clientset(t *testing.T, config *rest.Config) *kubernetes.Clientset {
	t.Helper()
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

var namespaces atomic.Int64

// namespace makes one for this run of the test alone, and returns its name.
func namespace(t *testing.T, stem string) string {
	t.Helper()
	name := fmt.Sprintf("%s-%d", stem, namespaces.Add(1))
	if err := env.Namespace(t.Context(), name, "330602", "越城区"); err != nil {
		t.Fatal(err)
	}
	return name
}

func TestNamespaceIsOfItsDivision(t *testing.T) {
	ns := namespace(t, "division")
	client := clientset(t, env.Config)
	got, err := client.CoreV1().Namespaces().Get(t.Context(), ns, metav1.GetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if got.Labels["lianxing.dev/division"] != "330602" || got.Annotations["lianxing.dev/display-name"] != "越城区" {
		t.Errorf("labels %v, annotations %v", got.Labels, got.Annotations)
	}
	if err := env.Namespace(t.Context(), ns, "330602", "越城区"); !apierrors.IsAlreadyExists(err) || !strings.Contains(err.Error(), "330602") {
		t.Errorf("a second one: %v, want that it exists, and whose it is", err)
	}
}

func TestKubeconfigIsTheAdministrators(t *testing.T) {
	config, err := clientcmd.RESTConfigFromKubeConfig(env.Kubeconfig)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := clientset(t, config).CoreV1().Secrets("kube-system").List(t.Context(), metav1.ListOptions{}); err != nil {
		t.Error(err)
	}
}

func TestAsIsThatUserUnderRBAC(t *testing.T) {
	config, err := env.As("王", "lianxing:county", "staff")
	if err != nil {
		t.Fatal(err)
	}
	client := clientset(t, config)
	review, err := client.AuthenticationV1().SelfSubjectReviews().Create(t.Context(), &authenticationv1.SelfSubjectReview{}, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	user := review.Status.UserInfo
	if user.Username != "王" || !strings.Contains(strings.Join(user.Groups, " "), "lianxing:county") {
		t.Errorf("the server sees %+v", user)
	}
	if _, err := client.CoreV1().Namespaces().List(t.Context(), metav1.ListOptions{}); !apierrors.IsForbidden(err) {
		t.Errorf("listing namespaces: %v, want forbidden", err)
	}
}

// TestPoliciesOfAdmissionAreInForce shows that ValidatingAdmissionPolicies work here without further ado.
func TestPoliciesOfAdmissionAreInForce(t *testing.T) {
	client, name, ns := clientset(t, env.Config), namespace(t, "policy"), namespace(t, "garden")
	fail := admissionv1.Fail
	policy := &admissionv1.ValidatingAdmissionPolicy{ObjectMeta: metav1.ObjectMeta{Name: name}}
	policy.Spec.FailurePolicy = &fail
	policy.Spec.MatchConstraints = &admissionv1.MatchResources{ResourceRules: []admissionv1.NamedRuleWithOperations{{
		RuleWithOperations: admissionv1.RuleWithOperations{
			Operations: []admissionv1.OperationType{admissionv1.Create},
			Rule:       admissionv1.Rule{APIGroups: []string{""}, APIVersions: []string{"v1"}, Resources: []string{"configmaps"}},
		}}}}
	policy.Spec.Validations = []admissionv1.Validation{{Expression: "object.metadata.name != 'fruit'", Message: "leave it on the tree"}}
	if _, err := client.AdmissionregistrationV1().ValidatingAdmissionPolicies().Create(t.Context(), policy, metav1.CreateOptions{}); err != nil {
		t.Fatal(err)
	}
	binding := &admissionv1.ValidatingAdmissionPolicyBinding{ObjectMeta: metav1.ObjectMeta{Name: name}}
	binding.Spec.PolicyName = name
	binding.Spec.ValidationActions = []admissionv1.ValidationAction{admissionv1.Deny}
	if _, err := client.AdmissionregistrationV1().ValidatingAdmissionPolicyBindings().Create(t.Context(), binding, metav1.CreateOptions{}); err != nil {
		t.Fatal(err)
	}
	var refused error
	err := wait.PollUntilContextTimeout(t.Context(), 50*time.Millisecond, 30*time.Second, true, func(ctx context.Context) (bool, error) {
		_, refused = client.CoreV1().ConfigMaps(ns).Create(ctx, configMap("fruit"), metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
		return refused != nil, nil
	})
	if err != nil || !strings.Contains(refused.Error(), "leave it on the tree") {
		t.Errorf("%v; the server said: %v", err, refused)
	}
}

func configMap(name string) *corev1.ConfigMap {
	return &corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: name}}
}

func TestStartFailsWithASentence(t *testing.T) {
	empty, mute := t.TempDir(), t.TempDir()
	for name, script := range map[string]string{
		"etcd": "#!/bin/sh\necho no etcd today\nexit 1\n", "kube-apiserver": "#!/bin/sh\n", "kubectl": "#!/bin/sh\n",
	} {
		if err := os.WriteFile(filepath.Join(mute, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		assets, cache, crd string
		want               []string
	}{
		"nothing built":        {cache: empty, want: []string{"make controlplane", "make test"}},
		"folder lacks one":     {assets: empty, want: []string{"KUBEBUILDER_ASSETS", "holds no etcd", "make controlplane"}},
		"server doesn't start": {assets: mute, want: []string{"no etcd today"}},
		"no such CRD":          {assets: env.Assets, crd: "testdata/nowhere", want: []string{"nowhere"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("KUBEBUILDER_ASSETS", c.assets)
			t.Setenv("XDG_CACHE_HOME", c.cache)
			crds := []string{}
			if c.crd != "" {
				crds = append(crds, c.crd)
			}
			started, err := testenv.Start(crds...)
			if err == nil {
				t.Fatalf("it started; stopping: %v", started.Stop())
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("the error doesn't say %q: %v", want, err)
				}
			}
		})
	}
}

// TestStopLeavesNothing also shows that a second environment runs beside the first.
func TestStopLeavesNothing(t *testing.T) {
	temporary := t.TempDir()
	t.Setenv("TMPDIR", temporary)
	second, err := testenv.Start()
	if err != nil {
		t.Fatal(err)
	}
	client := clientset(t, second.Config)
	if _, err := client.Discovery().ServerVersion(); err != nil {
		t.Error(err)
	}
	if err := second.Stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := client.Discovery().ServerVersion(); err == nil {
		t.Error("it still answers after Stop")
	}
	left, err := os.ReadDir(temporary)
	if err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// TestAssetsAreFoundWhereTheBuildPutsThem holds the two modules to one rule for the folder's name.
func TestAssetsAreFoundWhereTheBuildPutsThem(t *testing.T) {
	goCache, err := exec.Command("go", "env", "GOCACHE").Output()
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOCACHE", strings.TrimSpace(string(goCache))) // it must not move with the variable below
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("KUBEBUILDER_ASSETS", "")
	out, err := exec.Command("../../hack/controlplane/run", "folder").Output()
	if err != nil {
		t.Fatal(err)
	}
	folder := strings.TrimSpace(string(out))
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"etcd", "kube-apiserver", "kubectl"} {
		if err := os.Symlink(filepath.Join(env.Assets, name), filepath.Join(folder, name)); err != nil {
			t.Fatal(err)
		}
	}
	found, err := testenv.Start()
	if err != nil {
		t.Fatal(err)
	}
	if found.Assets != folder {
		t.Errorf("started from %s, want %s", found.Assets, folder)
	}
	if err := found.Stop(); err != nil {
		t.Error(err)
	}
}
