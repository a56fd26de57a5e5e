package controllers

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/google/uuid"
	"k8s.io/client-go/rest"
	"k8s.io/client-go/tools/leaderelection/resourcelock"
)

// ownNamespace is where a pod finds the namespace that it runs in.
const ownNamespace = "/var/run/secrets/kubernetes.io/serviceaccount/namespace"

// lock is the lease by which one of several managers leads. It writes nothing but the lease: an event for every election would
// make a restart write to a register that is settled.
func (o Options) lock(to *rest.Config) (resourcelock.Interface, error) {
	if !o.LeaderElection {
		return nil, nil
	}
	namespace := o.LeaderElectionNamespace
	if namespace == "" {
		content, err := os.ReadFile(ownNamespace)
		if err != nil {
			return nil, errors.Join(errors.New("no namespace for the lease of the leader: a manager outside a cluster needs --leader-election-namespace"), err)
		}
		namespace = strings.TrimSpace(string(content))
	}
	host, err := os.Hostname()
	if err != nil {
		return nil, fmt.Errorf("naming this manager in the lease: %w", err)
	}
	lock, err := resourcelock.NewFromKubeconfig(resourcelock.LeasesResourceLock, namespace, Name,
		resourcelock.ResourceLockConfig{Identity: host + "_" + uuid.NewString()}, to, renewDeadline)
	if err != nil {
		return nil, fmt.Errorf("the lease of the leader: %w", err)
	}
	return lock, nil
}
