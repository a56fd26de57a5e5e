// Package schema refuses offline what an API server that has this project's CustomResourceDefinitions refuses, with the API
// server's own library: unknown fields, the structural schema, the rules in CEL with their cost limits, names and other
// metadata. What needs a second record, an account or a policy is not judged here.
package schema

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"k8s.io/apiserver/pkg/registry/rest"
	"sigs.k8s.io/yaml"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	genericapirequest "k8s.io/apiserver/pkg/endpoints/request"

	"github.com/lianxing-dev/lianxing/config/crd"
)

// Refusal is one reason for which an API server would refuse an object.
type Refusal struct {
	// Path of the field, as in spec.panel[0].account; empty where the object as a whole is meant.
	Path string
	// Message in the API server's words, or in those of the rule that was broken.
	Message string
	// UnknownField says that the kind has no such field.
	UnknownField bool
	// WantedString says that another type stands where a text is wanted.
	WantedString bool
}

// String is the refusal on one line.
func (r Refusal) String() string {
	if r.Path == "" {
		return r.Message
	}
	return r.Path + ": " + r.Message
}

// Admission judges objects of the kinds whose CustomResourceDefinitions it was given. Several goroutines may ask it.
type Admission struct {
	kinds map[string]func() (*kind, error)
	// names maps what kubectl accepts for a kind, in lower case, to the kind.
	names map[string]string
}

// Embedded is the admission of the definitions that this program was built with.
var Embedded = sync.OnceValues(func() (*Admission, error) {
	bases, err := fs.Sub(crd.Bases, "bases")
	if err != nil {
		return nil, fmt.Errorf("the built-in CustomResourceDefinitions can't be opened: %w", err)
	}
	return New(bases)
})

// New reads every .yaml file of a folder as one CustomResourceDefinition. Schemas and rules are compiled when a kind is first
// asked for, and once.
func New(folder fs.FS) (*Admission, error) {
	names, err := fs.Glob(folder, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("the CustomResourceDefinitions can't be listed: %w", err)
	}
	a := &Admission{kinds: map[string]func() (*kind, error){}, names: map[string]string{}}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, fmt.Errorf("%s can't be read: %w", name, err)
		}
		definition := &apiextensionsv1.CustomResourceDefinition{}
		if err := yaml.UnmarshalStrict(data, definition); err != nil {
			return nil, fmt.Errorf("%s is no CustomResourceDefinition: %w", name, err)
		}
		apiextensionsv1.SetDefaults_CustomResourceDefinitionSpec(&definition.Spec)
		called := definition.Spec.Names
		for _, word := range append([]string{called.Kind, called.Plural, called.Singular}, called.ShortNames...) {
			a.names[strings.ToLower(word)] = called.Kind
		}
		a.kinds[called.Kind] = sync.OnceValues(func() (*kind, error) {
			compiled, err := compile(definition)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			return compiled, nil
		})
	}
	return a, nil
}

// Kinds lists the kinds that can be judged, sorted.
func (a *Admission) Kinds() []string {
	var names []string
	for name := range a.kinds {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Resolve returns the kind that a word names as kubectl takes it: kind, plural, singular or short name, in any case.
func (a *Admission) Resolve(word string) (string, bool) {
	name, ok := a.names[strings.ToLower(word)]
	return name, ok
}

// Create returns why an API server would refuse to create the object, under strict field validation as kubectl asks for it;
// nothing where it would accept. The object is not changed; whole numbers in unstructured content are int64, as its JSON decoder
// leaves them. A namespace that is absent counts as given by the request. Where an API
// server stops at the unknown fields, the rest is judged as well, so that a person hears everything at once.
func (a *Admission) Create(object runtime.Object) []Refusal {
	k, u, refusals := a.prepare(object)
	if refusals != nil {
		return refusals
	}
	refusals, readable := k.decode(u)
	if !readable {
		return refusals
	}
	if u.GetResourceVersion() != "" {
		refusals = append(refusals, Refusal{Path: "metadata.resourceVersion", Message: "resourceVersion should not be set on objects to be created"})
	}
	ctx := k.contextFor(u)
	rest.FillObjectMetaSystemFields(u)
	k.strategy.PrepareForCreate(ctx, u)
	return append(refusals, refusalsOf(rest.ValidateCreate(ctx, u, k.strategy))...)
}

// Update returns why an API server would refuse to replace the old object by the new one, rules over oldSelf included.
// Neither is changed.
func (a *Admission) Update(object, old runtime.Object) []Refusal {
	k, u, refusals := a.prepare(object)
	if refusals != nil {
		return refusals
	}
	_, before, refusals := a.prepare(old)
	if refusals != nil {
		return refusals
	}
	refusals, readable := k.decode(u)
	if !readable {
		return refusals
	}
	if wrong, readable := k.decode(before); !readable {
		return append(refusals, wrong...)
	}
	ctx := k.contextFor(before)
	k.contextFor(u)
	// An update names the version that it replaces, and keeps what the system wrote.
	before.SetResourceVersion("1")
	u.SetResourceVersion("1")
	u.SetUID(before.GetUID())
	u.SetGeneration(before.GetGeneration())
	u.SetCreationTimestamp(before.GetCreationTimestamp())
	k.strategy.PrepareForUpdate(ctx, u, before)
	return append(refusals, refusalsOf(rest.ValidateUpdate(ctx, u, before, k.strategy))...)
}

// prepare copies an object into the form in which the API server judges it.
func (a *Admission) prepare(object runtime.Object) (*kind, *unstructured.Unstructured, []Refusal) {
	u, err := toUnstructured(object)
	if err != nil {
		return nil, nil, []Refusal{{Message: err.Error()}}
	}
	find, ok := a.kinds[u.GetKind()]
	if !ok {
		return nil, nil, []Refusal{{Path: "kind", Message: fmt.Sprintf("no definition of kind %q; known are %s", u.GetKind(), strings.Join(a.Kinds(), ", "))}}
	}
	k, err := find()
	if err != nil {
		return nil, nil, []Refusal{{Message: err.Error()}}
	}
	return k, u, nil
}

func toUnstructured(object runtime.Object) (*unstructured.Unstructured, error) {
	if u, ok := object.(*unstructured.Unstructured); ok {
		return u.DeepCopy(), nil
	}
	content, err := runtime.DefaultUnstructuredConverter.ToUnstructured(object)
	if err != nil {
		return nil, fmt.Errorf("the object has no JSON: %w", err)
	}
	return &unstructured.Unstructured{Object: content}, nil
}

// contextFor is the context of a request into the namespace of the object, which it gets from the request where it has none, and
// loses where its kind has none.
func (k *kind) contextFor(u *unstructured.Unstructured) context.Context {
	if !k.namespaced {
		u.SetNamespace(metav1.NamespaceNone)
		return genericapirequest.WithNamespace(context.Background(), metav1.NamespaceNone)
	}
	if u.GetNamespace() == "" {
		u.SetNamespace(metav1.NamespaceDefault)
	}
	return genericapirequest.WithNamespace(context.Background(), u.GetNamespace())
}

// notChecked is what the API server adds when it did not come to the rules; the refusals before it say enough.
const notChecked = "some validation rules were not checked because the object was invalid"

func refusalsOf(errs field.ErrorList) []Refusal {
	var refusals []Refusal
	for _, err := range errs {
		if strings.HasPrefix(err.Detail, notChecked) && len(errs) > 1 {
			continue
		}
		refusal := Refusal{Path: strings.TrimPrefix(err.Field, "<nil>"), Message: err.ErrorBody()}
		if err.Detail != "" && (err.Type == field.ErrorTypeInvalid || err.Type == field.ErrorTypeTypeInvalid) {
			refusal.Message = err.Detail
		}
		refusal.WantedString = strings.Contains(err.Detail, "must be of type string")
		if !slices.Contains(refusals, refusal) {
			refusals = append(refusals, refusal)
		}
	}
	return refusals
}
