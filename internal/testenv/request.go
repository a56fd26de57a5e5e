package testenv

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"k8s.io/apimachinery/pkg/util/sets"
	apirequest "k8s.io/apiserver/pkg/endpoints/request"
)

// Request is what the API server makes of an HTTP request.
type Request struct {
	// Verb is Kubernetes' (get, list, watch, create, update, patch, delete,
	// deletecollection), in lower case; HTTP's where no resource is meant.
	Verb string
	// Group is the API group; empty for the core group.
	Group string
	// Resource is the plural name, with the subresource after a slash:
	// "configmaps", "alliances/status". The URL's path where no resource is meant.
	Resource string
	// Namespace is empty for what lies in none.
	Namespace string
	// Name is empty for lists and watches of many, and for a create whose name the server picks.
	Name string
	// DryRun says that the server is to change nothing.
	DryRun bool
}

// Writes says whether the request is one that changes what is stored.
func (r Request) Writes() bool { return !r.DryRun && isWrite(r.Verb) }

// Is compares verb and resource (with its subresource).
func (r Request) Is(verb, resource string) bool { return r.Verb == verb && r.Resource == resource }

// String is the request in a line, for messages of tests.
func (r Request) String() string {
	dryRun := ""
	if r.DryRun {
		dryRun = " (dry run)"
	}
	return fmt.Sprintf("%s %s %s/%s%s", r.Verb, r.Resource, r.Namespace, r.Name, dryRun)
}

func isWrite(verb string) bool {
	switch verb {
	case "create", "update", "patch", "delete", "deletecollection", "post", "put":
		return true
	}
	return false
}

// requestInfo reads URLs by the API server's own rules.
var requestInfo = &apirequest.RequestInfoFactory{
	APIPrefixes:          sets.NewString("api", "apis"),
	GrouplessAPIPrefixes: sets.NewString("api"),
}

func describe(r *http.Request) (Request, error) {
	info, err := requestInfo.NewRequestInfo(r)
	if err != nil {
		return Request{}, fmt.Errorf("%s %s: %w", r.Method, r.URL.Path, err)
	}
	described := Request{
		Verb:      info.Verb,
		Group:     info.APIGroup,
		Resource:  info.Resource,
		Namespace: info.Namespace,
		Name:      info.Name,
		DryRun:    r.URL.Query().Has("dryRun"),
	}
	if info.Subresource != "" {
		described.Resource += "/" + info.Subresource
	}
	if !info.IsResourceRequest {
		described.Resource = info.Path
	}
	if described.Verb == "create" && described.Name == "" {
		described.Name, err = nameInBody(r)
	}
	return described, err
}

// nameInBody looks up what a create is to be called, which its URL doesn't say. It
// reads JSON only: custom resources travel in nothing else.
func nameInBody(r *http.Request) (string, error) {
	if r.GetBody == nil {
		return "", nil
	}
	body, err := r.GetBody()
	if err != nil {
		return "", err
	}
	data, err := io.ReadAll(body)
	if err != nil {
		return "", err
	}
	if err := body.Close(); err != nil {
		return "", err
	}
	var object struct {
		Metadata struct {
			Name string `json:"name"`
		} `json:"metadata"`
	}
	if json.Unmarshal(data, &object) != nil {
		return "", nil //nolint:nilerr // protobuf, or a body that is for the server to refuse
	}
	return object.Metadata.Name, nil
}
