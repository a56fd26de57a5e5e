package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/clientcmd"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// connect opens the cluster of a kubeconfig for reading.
func connect(kubeconfig string) (client.Reader, error) {
	rules := clientcmd.NewDefaultClientConfigLoadingRules()
	rules.ExplicitPath = kubeconfig
	config, err := clientcmd.NewNonInteractiveDeferredLoadingClientConfig(rules, nil).ClientConfig()
	if err != nil {
		return nil, fmt.Errorf("no cluster to read (start one with make demo, or set KUBECONFIG): %w", err)
	}
	return readOnly(config)
}

// readOnly opens a cluster through a transport that lets nothing but reading pass, so that what is compared can't be what this
// program put there.
func readOnly(config *rest.Config) (client.Reader, error) {
	config = rest.CopyConfig(config)
	config.QPS = -1
	config.Wrap(func(next http.RoundTripper) http.RoundTripper { return reading{next} })
	scheme := runtime.NewScheme()
	if err := v1alpha1.AddToScheme(scheme); err != nil {
		return nil, err
	}
	reader, err := client.New(config, client.Options{Scheme: scheme})
	if err != nil {
		return nil, fmt.Errorf("the cluster can't be read: %w", err)
	}
	return reader, nil
}

type reading struct{ next http.RoundTripper }

// RoundTrip sends a request that reads, and refuses any other.
func (r reading) RoundTrip(request *http.Request) (*http.Response, error) {
	if request.Method != http.MethodGet {
		return nil, fmt.Errorf("%s %s: the demonstration only reads", request.Method, request.URL.Path)
	}
	return r.next.RoundTrip(request)
}

// probeEvery is how long to wait between two questions to a manager that is not ready yet.
const probeEvery = 200 * time.Millisecond

// awaitManager returns once the manager says that it knows all records. Without that, a register that an earlier run left behind
// would count as settled before the manager has looked at it.
func awaitManager(ctx context.Context, address string) error {
	for {
		err := askManager(ctx, address)
		if err == nil {
			return nil
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("the manager was not ready in time, and its log says why: %w", errors.Join(err, ctx.Err()))
		case <-time.After(probeEvery):
		}
	}
}

// askManager asks once whether the manager is ready.
func askManager(ctx context.Context, address string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+address+"/readyz", http.NoBody)
	if err != nil {
		return err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	if err := answer.Body.Close(); err != nil {
		return err
	}
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("the manager at %s answers %s", address, answer.Status)
	}
	return nil
}
