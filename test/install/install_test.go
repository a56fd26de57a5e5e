// Package install applies config/default to a real API server as the documentation says, and asks what came of it: the kinds are
// served, the manager's pods are what a restricted namespace admits, and the manager may do what it has to and no more.
package install

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	authorizationv1 "k8s.io/api/authorization/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"

	"github.com/lianxing-dev/lianxing/internal/testenv"
)

const (
	system  = "lianxing-system"
	manager = "lianxing-manager"
)

var env *testenv.Env

func TestMain(m *testing.M) {
	testenv.Main(m, &env)
}

// kubectl runs the one that fits the server, as an administrator.
func kubectl(t *testing.T, arguments ...string) string {
	t.Helper()
	kubeconfig := filepath.Join(t.TempDir(), "kubeconfig")
	if err := os.WriteFile(kubeconfig, env.Kubeconfig, 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), filepath.Join(env.Assets, "kubectl"), arguments...)
	command.Env = append(os.Environ(), "KUBECONFIG="+kubeconfig)
	said, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", command, err, complaint(err))
	}
	return string(said)
}

func complaint(err error) string {
	if failed, ok := err.(*exec.ExitError); ok { //nolint:errorlint // what exec returns, unwrapped
		return string(failed.Stderr)
	}
	return ""
}

func clientset(t *testing.T) *kubernetes.Clientset {
	t.Helper()
	client, err := kubernetes.NewForConfig(env.Config)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

func TestInstall(t *testing.T) {
	// Twice, since an installation is applied again when it is upgraded.
	kubectl(t, "apply", "--server-side", "-k", "../../config/default")
	kubectl(t, "apply", "--server-side", "-k", "../../config/default")
	kubectl(t, "wait", "--for=condition=Established", "--timeout=30s", "crd", "--selector=app.kubernetes.io/part-of=lianxing")
	if served := strings.Fields(kubectl(t, "api-resources", "--categories=lianxing", "--output=name")); len(served) != 14 {
		t.Errorf("%d kinds are served, want 14: %v", len(served), served)
	}
	deployment, err := clientset(t).AppsV1().Deployments(system).Get(t.Context(), manager, metav1.GetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Run("pods", func(t *testing.T) { pods(t, deployment) })
	t.Run("flags", func(t *testing.T) { flags(t, deployment) })
	t.Run("rights", rights)
}

// pods asks the API server, whose namespace is restricted, for the pod of the Deployment, and for such as must be refused: were
// the namespace not restricted, it would take all of them.
func pods(t *testing.T, deployment *appsv1.Deployment) {
	yes, no, root := true, false, int64(0)
	for _, c := range []struct {
		name    string
		spoil   func(*corev1.PodSpec)
		refused string
	}{
		{"as it is", func(*corev1.PodSpec) {}, ""},
		{"privileged", func(s *corev1.PodSpec) {
			s.Containers[0].SecurityContext.Privileged, s.Containers[0].SecurityContext.AllowPrivilegeEscalation = &yes, &yes
		}, "privileged"},
		{"gains privileges", func(s *corev1.PodSpec) { s.Containers[0].SecurityContext.AllowPrivilegeEscalation = &yes }, "allowPrivilegeEscalation"},
		{"keeps capabilities", func(s *corev1.PodSpec) { s.Containers[0].SecurityContext.Capabilities = nil }, "unrestricted capabilities"},
		{"may be root", func(s *corev1.PodSpec) {
			s.SecurityContext.RunAsNonRoot, s.Containers[0].SecurityContext.RunAsNonRoot = &no, nil
		}, "runAsNonRoot"},
		{"is root", func(s *corev1.PodSpec) { s.SecurityContext.RunAsUser = &root }, "runAsUser"},
		{"calls whatever it likes", func(s *corev1.PodSpec) { s.SecurityContext.SeccompProfile = nil }, "seccompProfile"},
		{"sees the host's network", func(s *corev1.PodSpec) { s.HostNetwork = true }, "host namespaces"},
	} {
		t.Run(c.name, func(t *testing.T) {
			template := deployment.Spec.Template.DeepCopy()
			c.spoil(&template.Spec)
			pod := &corev1.Pod{ObjectMeta: metav1.ObjectMeta{Name: "manager", Labels: template.Labels}, Spec: template.Spec}
			_, err := clientset(t).CoreV1().Pods(system).Create(t.Context(), pod, metav1.CreateOptions{DryRun: []string{metav1.DryRunAll}})
			switch {
			case c.refused == "" && err != nil:
				t.Error(err)
			case c.refused != "" && (!apierrors.IsForbidden(err) || !strings.Contains(err.Error(), c.refused)):
				t.Errorf("wanted a refusal because of %s: %v", c.refused, err)
			}
		})
	}
	container := deployment.Spec.Template.Spec.Containers[0]
	if readOnly := container.SecurityContext.ReadOnlyRootFilesystem; readOnly == nil || !*readOnly {
		t.Error("the manager may write into its image")
	}
	if container.Resources.Requests.Cpu().IsZero() || container.Resources.Limits.Memory().IsZero() {
		t.Errorf("the manager asks for nothing or is bounded by nothing: %+v", container.Resources)
	}
}

// flags asks the manager whether it knows what the Deployment gives it: with one that it does not know it would never start.
func flags(t *testing.T, deployment *appsv1.Deployment) {
	said, err := exec.CommandContext(t.Context(), "go", "run", "../../cmd/manager", "-h").CombinedOutput()
	if err != nil && !strings.Contains(string(said), "Usage of manager") {
		t.Fatalf("%v\n%s", err, said)
	}
	arguments := deployment.Spec.Template.Spec.Containers[0].Args
	if len(arguments) == 0 {
		t.Fatal("the manager gets no flags")
	}
	for _, argument := range arguments {
		name, _, _ := strings.Cut(strings.TrimPrefix(argument, "--"), "=")
		if !strings.Contains(string(said), "\n  -"+name+" ") && !strings.Contains(string(said), "\n  -"+name+"\n") {
			t.Errorf("the manager knows no flag --%s:\n%s", name, said)
		}
	}
}

// right is something that the manager may do or not.
type right struct {
	verb, group, resource, namespace, name string
	allowed                                bool
}

// rights asks the API server what the manager's service account may do. What it has to be allowed is all that the manager does in
// the other suites, which run with the same roles; what it must not be allowed is listed here.
func rights(t *testing.T) {
	const group = "lianxing.dev"
	all := []right{
		{"create", group, "fundingdisbursements", "shaoxing", "", true},
		{"update", group, "fundingdisbursements", "shaoxing", "", false},
		{"patch", group, "fundingdisbursements", "shaoxing", "", false},
		{"delete", group, "fundingdisbursements", "shaoxing", "", false},
		{"list", "", "namespaces", "", "", true},
		{"patch", "", "namespaces", "", "", false},
		{"create", "events.k8s.io", "events", "zhuji", "", true},
		{"create", "coordination.k8s.io", "leases", system, "", true},
		{"update", "coordination.k8s.io", "leases", system, manager, true},
		{"update", "coordination.k8s.io", "leases", system, "another", false},
		{"create", "coordination.k8s.io", "leases", "zhuji", "", false},
		{"get", "", "secrets", system, "", false},
		{"list", "", "configmaps", system, "", false},
		{"get", "", "pods", system, "", false},
		{"impersonate", "", "users", "", "", false},
		{"create", "rbac.authorization.k8s.io", "rolebindings", system, "", false},
		{"get", "apiextensions.k8s.io", "customresourcedefinitions", "", "", false},
		{"*", "*", "*", "", "", false},
	}
	for _, resource := range strings.Fields(kubectl(t, "api-resources", "--categories=lianxing", "--output=name", "--no-headers")) {
		resource, _, _ = strings.Cut(resource, ".")
		all = append(all,
			right{"watch", group, resource, "", "", true}, right{"patch", group, resource + "/status", "shaoxing", "", true},
			right{"update", group, resource + "/status", "shaoxing", "", false}, right{"deletecollection", group, resource, "", "", false},
		)
		if resource != "fundingdisbursements" {
			for _, verb := range []string{"create", "update", "patch", "delete"} {
				all = append(all, right{verb, group, resource, "shaoxing", "", false})
			}
		}
	}
	for _, r := range all {
		resource, subresource, _ := strings.Cut(r.resource, "/")
		review, err := clientset(t).AuthorizationV1().SubjectAccessReviews().Create(t.Context(), &authorizationv1.SubjectAccessReview{
			Spec: authorizationv1.SubjectAccessReviewSpec{
				User:   "system:serviceaccount:" + system + ":" + manager,
				Groups: []string{"system:serviceaccounts", "system:serviceaccounts:" + system, "system:authenticated"},
				ResourceAttributes: &authorizationv1.ResourceAttributes{
					Verb: r.verb, Group: r.group, Resource: resource, Subresource: subresource, Namespace: r.namespace, Name: r.name,
				},
			},
		}, metav1.CreateOptions{})
		if err != nil {
			t.Fatal(err)
		}
		if review.Status.Allowed != r.allowed {
			t.Errorf("%s %s %s in %q: allowed %t, wanted %t", r.verb, r.group, r.resource, r.namespace, review.Status.Allowed, r.allowed)
		}
	}
	t.Logf("%d rights", len(all))
	if len(all) < 100 {
		t.Errorf("only %d rights were asked", len(all))
	}
}

// TestSamplesAreOneKustomization renders the samples as an administrator would apply them: each file that they consist of is in it.
func TestSamplesAreOneKustomization(t *testing.T) {
	documents := strings.Count("\n"+kubectl(t, "kustomize", "../../config/samples"), "\napiVersion: ")
	files := 0
	err := filepath.WalkDir("../../config/samples/shaoxing", func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files++
		name, err := filepath.Rel("../../config/samples", path)
		if err != nil {
			return err
		}
		listed, err := os.ReadFile("../../config/samples/kustomization.yaml")
		if err == nil && !strings.Contains(string(listed), "- "+filepath.ToSlash(name)+"\n") {
			return fmt.Errorf("%s is not listed", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
	if documents < files || files < 50 {
		t.Errorf("%d records in %d files", documents, files)
	}
}
