package main

import (
	"context"
	"errors"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"
	"sigs.k8s.io/controller-runtime/pkg/cache"

	"github.com/lianxing-dev/lianxing/controllers"
	"github.com/lianxing-dev/lianxing/internal/records"
	"github.com/lianxing-dev/lianxing/internal/records/cluster"
)

// informers is a cache of every record and of the namespaces' metadata, started and synced: what any program holds that watches them. It
// drops the managed fields, as the manager does. Its informers are made by the manager's, with their indexes, where those are given.
func informers(ctx context.Context, config *rest.Config, indexed *cluster.Informers) (cache.Cache, error) {
	options := cache.Options{Scheme: controllers.Scheme(), DefaultTransform: cache.TransformStripManagedFields()}
	if indexed != nil {
		options.NewInformer = indexed.New
	}
	made, err := cache.New(config, options)
	if err != nil {
		return nil, err
	}
	for _, info := range records.Kinds {
		if _, err := made.GetInformer(ctx, info.New(), cache.BlockUntilSynced(false)); err != nil {
			return nil, err
		}
	}
	namespace := &metav1.PartialObjectMetadata{}
	namespace.SetGroupVersionKind(corev1.SchemeGroupVersion.WithKind("Namespace"))
	if _, err := made.GetInformer(ctx, namespace, cache.BlockUntilSynced(false)); err != nil {
		return nil, err
	}
	ended := make(chan error, 1)
	go func() { ended <- made.Start(ctx) }()
	if !made.WaitForCacheSync(ctx) {
		return nil, errors.Join(errors.New("the cache did not sync"), <-ended)
	}
	return made, nil
}
