package cli

import (
	"context"
	"fmt"

	"github.com/spf13/pflag"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/files"
)

// access is how a cluster is reached, by the flags that kubectl has for it.
type access struct {
	kubeconfig string
	overrides  clientcmd.ConfigOverrides
}

func (a *access) add(flags *pflag.FlagSet) {
	flags.StringVar(&a.kubeconfig, clientcmd.RecommendedConfigPathFlag, "", "path of the kubeconfig (KUBECONFIG, or ~/.kube/config, where absent)")
	clientcmd.BindOverrideFlags(&a.overrides, flags, clientcmd.RecommendedConfigOverrideFlags(""))
}

// namespace is the one that was named by a flag, "" where none was.
func (a *access) namespace() string { return a.overrides.Context.Namespace }

func (a *access) config() clientcmd.ClientConfig {
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	rules.ExplicitPath = a.kubeconfig
	return clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, &a.overrides)
}

// resource opens a kind in the namespace of the flags or of the context.
func (a *access) resource(info records.KindInfo) (dynamic.ResourceInterface, string, error) {
	config, err := a.config().ClientConfig()
	if err != nil {
		return nil, "", fmt.Errorf("no cluster to ask (name files with -f, or a cluster with --kubeconfig and --context): %w", err)
	}
	client, err := dynamic.NewForConfig(config)
	if err != nil {
		return nil, "", fmt.Errorf("the cluster can't be asked: %w", err)
	}
	all := client.Resource(v1alpha1.GroupVersion.WithResource(info.Plural))
	if info.ClusterScoped {
		return all, "", nil
	}
	namespace, _, err := a.config().Namespace()
	if err != nil {
		return nil, "", fmt.Errorf("the namespace of the context can't be read: %w", err)
	}
	return all.Namespace(namespace), namespace, nil
}

// origin is where a subject was found, with what is shown of it.
type origin struct {
	subject
	// object as it was read, without status and what the system wrote.
	object map[string]any
	// view is the one on the files; nil where the subject came from a cluster.
	view *files.View
}

// subject reads one record from files where paths are given, else from the cluster.
func (c *command) subject(ctx context.Context, access *access, paths []string, word, name string) (origin, error) {
	info, err := kindOf(word)
	if err != nil {
		return origin{}, err
	}
	if len(paths) > 0 {
		view, err := c.load(paths)
		if err != nil {
			return origin{}, err
		}
		object, err := find(view, info, access.namespace(), name)
		if err != nil {
			return origin{}, err
		}
		one, err := subjectOf(object)
		return origin{subject: one, object: shown(one), view: view}, err
	}
	resource, _, err := access.resource(info)
	if err != nil {
		return origin{}, err
	}
	u, err := resource.Get(ctx, name, metav1.GetOptions{})
	if err != nil {
		return origin{}, fmt.Errorf("%s %s can't be read from the cluster: %w", info.Kind, name, err)
	}
	// The spec as the cluster has it, not as this program's types read it: a field that they don't know is signed too.
	one := subject{kind: info.Kind, key: records.KeyOf(u), spec: u.Object["spec"]}
	return origin{subject: one, object: shown(one)}, agreesWithStatus(one, u)
}

// agreesWithStatus compares the digest with the one that the cluster computed of the same generation.
func agreesWithStatus(one subject, u *unstructured.Unstructured) error {
	theirs, _, _ := unstructured.NestedString(u.Object, "status", "specDigest")
	observed, _, _ := unstructured.NestedInt64(u.Object, "status", "observedGeneration")
	if theirs == "" || observed != u.GetGeneration() {
		return nil
	}
	ours, err := one.digest()
	if err == nil && ours != theirs {
		return fmt.Errorf("the cluster says that the digest of %s %s is %s, and this program finds %s: they are of different versions, so install the plugin of the cluster's version",
			one.kind, one.key, theirs, ours)
	}
	return err
}

func shown(one subject) map[string]any {
	metadata := map[string]any{"name": one.key.Name}
	if one.key.Namespace != "" {
		metadata["namespace"] = one.key.Namespace
	}
	return map[string]any{
		"apiVersion": v1alpha1.GroupVersion.String(), "kind": string(one.kind), "metadata": metadata, "spec": one.spec,
	}
}
