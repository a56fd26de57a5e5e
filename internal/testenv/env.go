// Package testenv gives tests a real Kubernetes API server with etcd behind it, and a
// transport that counts, loses, refuses and holds back requests (CountWrites).
//
// One environment serves all tests of a package; each takes namespaces of its own:
//
//	var env *testenv.Env
//
//	func TestMain(m *testing.M) {
//		testenv.Main(m, &env, "../../config/crd")
//	}
//
// There is no controller manager: a deleted namespace stays in Terminating and nothing
// is garbage-collected. The API server lets the first create of a kind wait when it
// comes within two seconds of its CRD.
package testenv

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/go-logr/logr"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/envtest"
	"sigs.k8s.io/controller-runtime/pkg/log"
)

// The label and the annotation by which a namespace is a division's.
const (
	divisionLabel         = "lianxing.dev/division"
	displayNameAnnotation = "lianxing.dev/display-name"
)

// startTimeout is generous, since tests start servers while others compile: three
// seconds are usual.
const startTimeout = time.Minute

// Env is an API server that runs until Stop.
type Env struct {
	// Config is an administrator's (group system:masters), without throttling in the client.
	Config *rest.Config
	// Kubeconfig is the content of a kubeconfig file for the same administrator.
	Kubeconfig []byte
	// Assets is the folder of etcd, kube-apiserver and kubectl.
	Assets string

	control *envtest.Environment
	client  kubernetes.Interface
	// data is the folder of both servers' data, which outlives their restarts.
	data string
}

// Main is the body of a package's TestMain: it starts an environment with these CRDs
// (files or folders), sets env to it, runs the tests, stops it and exits. It starts
// nothing when tests are only listed, and leaves env nil while a target is fuzzed: each worker would
// start an environment of its own, and leave an etcd behind when it is ended, which holds on to the
// pipes that the coordinating process waits for. A target that needs an environment starts it there.
// m is the *testing.M, or what runs it and cleans up after it.
// controller-runtime's default logger is silenced: a test that wants a manager's log gives the
// manager a logger of its own.
func Main(m interface{ Run() int }, env **Env, crdPaths ...string) {
	flag.Parse()
	log.SetLogger(logr.Discard()) // unset, it prints a stack trace into the tests' output
	for _, name := range []string{"test.list", "test.fuzz"} {
		if given := flag.Lookup(name); given != nil && given.Value.String() != "" {
			os.Exit(m.Run())
		}
	}
	started, err := Start(crdPaths...)
	if err != nil {
		fmt.Fprintln(os.Stderr, "testenv:", err)
		os.Exit(1)
	}
	*env = started
	code := m.Run()
	if err := started.Stop(); err != nil {
		fmt.Fprintln(os.Stderr, "testenv: stopping:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// Start starts etcd and kube-apiserver with RBAC and installs the CRDs at these paths
// (files or folders, relative to the working folder). The programs come from
// KUBEBUILDER_ASSETS or else from the cache that `make controlplane` fills; where there are none, the
// error says what to run. A cluster that the environment points at is never used. When
// it fails nothing keeps running, and the error shows what the servers said last.
func Start(crdPaths ...string) (*Env, error) {
	assets, err := findAssets()
	if err != nil {
		return nil, err
	}
	never := false
	control := &envtest.Environment{
		UseExistingCluster:       &never,
		CRDDirectoryPaths:        crdPaths,
		ErrorIfCRDPathMissing:    true,
		ControlPlaneStartTimeout: startTimeout,
	}
	data, err := os.MkdirTemp("", "testenv")
	if err != nil {
		return nil, err
	}
	var etcdSaid, apiServerSaid tail
	control.ControlPlane.Etcd = &envtest.Etcd{Path: filepath.Join(assets, "etcd"), DataDir: filepath.Join(data, "etcd"), Out: &etcdSaid, Err: &etcdSaid}
	control.ControlPlane.KubectlPath = filepath.Join(assets, "kubectl")
	server := control.ControlPlane.GetAPIServer()
	server.Path = filepath.Join(assets, "kube-apiserver")
	server.CertDir = filepath.Join(data, "certificates")
	if err := os.Mkdir(server.CertDir, 0o700); err != nil {
		return nil, errors.Join(err, os.RemoveAll(data))
	}
	server.Out, server.Err = &apiServerSaid, &apiServerSaid
	// A machine may have no address but the loopback one, which can't be an endpoint.
	server.Configure().Set("advertise-address", "127.0.0.1").Set("endpoint-reconciler-type", "none")

	config, err := control.Start()
	if err != nil {
		err = errors.Join(err, control.Stop(), os.RemoveAll(data))
		return nil, fmt.Errorf("starting a control plane from %s: %w\netcd said last:\n%s\nkube-apiserver said last:\n%s",
			assets, err, etcdSaid.String(), apiServerSaid.String())
	}
	config.QPS = -1
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return nil, errors.Join(err, control.Stop(), os.RemoveAll(data))
	}
	return &Env{Config: config, Kubeconfig: control.KubeConfig, Assets: assets, control: control, client: client, data: data}, nil
}

// Stop ends both servers and removes their data.
func (e *Env) Stop() error { return errors.Join(e.control.Stop(), os.RemoveAll(e.data)) }

// As returns the configuration of a user who is in these groups, and who may do what
// RBAC says. It authenticates with a certificate; nothing is impersonated.
func (e *Env) As(user string, groups ...string) (*rest.Config, error) {
	added, err := e.control.AddUser(envtest.User{Name: user, Groups: groups}, &rest.Config{QPS: -1})
	if err != nil {
		return nil, fmt.Errorf("user %s: %w", user, err)
	}
	return added.Config(), nil
}

// Namespace creates the namespace of a division: labelled lianxing.dev/division with
// its code and annotated lianxing.dev/display-name with the name that people know it by.
func (e *Env) Namespace(ctx context.Context, name, division, displayName string) error {
	_, err := e.client.CoreV1().Namespaces().Create(ctx, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{
		Name:        name,
		Labels:      map[string]string{divisionLabel: division},
		Annotations: map[string]string{displayNameAnnotation: displayName},
	}}, metav1.CreateOptions{})
	if err != nil {
		return fmt.Errorf("namespace %s of division %s: %w", name, division, err)
	}
	return nil
}

// tail keeps the end of what a server says.
type tail struct {
	mu   sync.Mutex
	kept []byte
}

const tailBytes = 4096

// Write keeps the last tailBytes of everything written; it never fails.
func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.kept = append(t.kept, p...)
	if over := len(t.kept) - tailBytes; over > 0 {
		t.kept = bytes.Clone(t.kept[over:])
	}
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.kept)
}
