package schema

import (
	"errors"
	"fmt"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured/unstructuredscheme"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apiserver/pkg/registry/rest"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
)

// strategy is what the API server asks of a kind before it stores an object.
type strategy interface {
	rest.RESTCreateStrategy
	rest.RESTUpdateStrategy
}

// kind is a definition that was compiled.
type kind struct {
	namespaced bool
	structural *structuralschema.Structural
	strategy   strategy
}

// compile does what the API server does when it begins to serve a definition.
func compile(definition *apiextensionsv1.CustomResourceDefinition) (*kind, error) {
	version, err := servedVersion(definition)
	if err != nil {
		return nil, err
	}
	internal := &apiextensions.CustomResourceValidation{}
	if err := apiextensionsv1.Convert_v1_CustomResourceValidation_To_apiextensions_CustomResourceValidation(version.Schema, internal, nil); err != nil {
		return nil, fmt.Errorf("the schema can't be converted: %w", err)
	}
	structural, err := structuralschema.NewStructural(internal.OpenAPIV3Schema)
	if err != nil {
		return nil, fmt.Errorf("the schema is not structural: %w", err)
	}
	validator, _, err := validation.NewSchemaValidator(internal.OpenAPIV3Schema)
	if err != nil {
		return nil, fmt.Errorf("the schema can't be compiled: %w", err)
	}
	var status *apiextensions.CustomResourceSubresourceStatus
	if version.Subresources != nil && version.Subresources.Status != nil {
		status = &apiextensions.CustomResourceSubresourceStatus{}
	}
	namespaced := definition.Spec.Scope == apiextensionsv1.NamespaceScoped
	return &kind{
		namespaced: namespaced,
		structural: structural,
		strategy: customresource.NewStrategy(
			unstructuredscheme.NewUnstructuredObjectTyper(), namespaced,
			schema.GroupVersionKind{Group: definition.Spec.Group, Version: version.Name, Kind: definition.Spec.Names.Kind},
			validator, nil, structural, status, nil, version.SelectableFields,
		),
	}, nil
}

// servedVersion returns the one version of a definition; there is one served version and no conversion.
func servedVersion(definition *apiextensionsv1.CustomResourceDefinition) (*apiextensionsv1.CustomResourceDefinitionVersion, error) {
	var found *apiextensionsv1.CustomResourceDefinitionVersion
	for i := range definition.Spec.Versions {
		version := &definition.Spec.Versions[i]
		if !version.Served {
			continue
		}
		if found != nil {
			return nil, errors.New("more than one version is served, and conversion is not known here")
		}
		found = version
	}
	if found == nil || found.Schema == nil || found.Schema.OpenAPIV3Schema == nil {
		return nil, errors.New("no served version with a schema")
	}
	return found, nil
}

// decode does what the API server does to an object on its way in: unknown fields are found and refused, nulls that mean
// nothing are dropped, metadata is read, and defaults (of status) are set. Where it is not readable nothing further can be judged.
func (k *kind) decode(u *unstructured.Unstructured) (refusals []Refusal, readable bool) {
	apiVersion, name := u.GetAPIVersion(), u.GetKind()
	metadata, hasMetadata, unknown, err := objectmeta.GetObjectMetaWithOptions(u.Object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		return []Refusal{{Path: "metadata", Message: err.Error()}}, false
	}
	unknown = append(unknown, pruning.PruneWithOptions(u.Object, k.structural, true, structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true})...)
	defaulting.PruneNonNullableNullsWithoutDefaults(u.Object, k.structural)
	if err, _ := objectmeta.CoerceWithOptions(nil, u.Object, k.structural, false, objectmeta.CoerceOptions{}); err != nil {
		return []Refusal{{Path: err.Field, Message: err.ErrorBody()}}, false
	}
	u.SetAPIVersion(apiVersion)
	u.SetKind(name)
	if hasMetadata {
		if err := objectmeta.SetObjectMeta(u.Object, metadata); err != nil {
			return []Refusal{{Path: "metadata", Message: err.Error()}}, false
		}
	}
	defaulting.Default(u.Object, k.structural)
	for _, path := range unknown {
		refusals = append(refusals, Refusal{Path: path, Message: "unknown field", UnknownField: true})
	}
	return refusals, true
}
