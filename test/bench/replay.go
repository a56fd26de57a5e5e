package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/rest"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// replay makes writes that somebody made before on another server that has the same records: the same bodies, each chain in its order, each
// record's patches in theirs, and of every kind as many side by side as a manager works on. It knows no rule and asks nothing.
type replay struct {
	server *server
	writes []write
	// made are the writes with the times of this replay.
	made []write

	client *http.Client
	mu     sync.Mutex
	// versions of the records by path, since a patch holds only against the version that it names.
	versions map[string]string
	// entered are closed once the entry of a path was made: its status can't be written before.
	entered map[string]chan struct{}
}

// lanesOf are how many requests of a resource a manager has under way: of each kind of record four, of each ledger one, of events one.
const lanesOf = 4

func (r *replay) run(ctx context.Context) error {
	client, err := rest.HTTPClientFor(r.server.Config)
	if err != nil {
		return err
	}
	r.client = client
	if err := r.prepare(ctx); err != nil {
		return err
	}
	lanes := map[string][]write{}
	for _, w := range r.writes {
		lanes[lane(w)] = append(lanes[lane(w)], w)
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var all sync.WaitGroup
	for _, writes := range lanes {
		all.Go(func() {
			for _, w := range writes {
				if err := r.send(ctx, w); err != nil {
					cancel(err)
					return
				}
			}
		})
	}
	all.Wait()
	return context.Cause(ctx)
}

// prepare reads the versions of the records, which a manager has from its cache.
func (r *replay) prepare(ctx context.Context) error {
	r.versions, r.entered = map[string]string{}, map[string]chan struct{}{}
	all, err := r.server.stored(ctx)
	if err != nil {
		return err
	}
	for _, object := range all {
		r.versions[pathOf(object)] = object.GetResourceVersion()
	}
	for _, w := range r.writes {
		if w.isEntry() {
			name, err := nameIn(w.body)
			if err != nil {
				return err
			}
			r.entered[w.path+"/"+name] = make(chan struct{})
		}
	}
	return nil
}

func pathOf(object records.Object) string {
	info, _ := records.Info(records.KindOf(object))
	scope := ""
	if !info.ClusterScoped {
		scope = "/namespaces/" + object.GetNamespace()
	}
	return "/apis/lianxing.dev/v1alpha1" + scope + "/" + info.Plural + "/" + object.GetName()
}

// lane names those writes that follow one another.
func lane(w write) string {
	resource := w.resource()
	if w.method == http.MethodPost && resource != entries {
		return resource
	}
	if w.isEntry() {
		name, err := nameIn(w.body)
		if err != nil {
			return w.path
		}
		return w.path + " " + name[:strings.LastIndexByte(name, '-')]
	}
	sum := fnv.New32a()
	_, err := sum.Write([]byte(w.path))
	if err != nil {
		return w.path // a hash never fails
	}
	return fmt.Sprint(resource, " ", sum.Sum32()%lanesOf)
}

func nameIn(body []byte) (string, error) {
	var object metav1.PartialObjectMetadata
	err := json.Unmarshal(body, &object)
	return object.Name, err
}

func (r *replay) send(ctx context.Context, w write) error {
	subject := strings.TrimSuffix(w.path, "/status")
	body := w.body
	if w.method == http.MethodPatch && subject != w.path {
		if made, ok := r.entered[subject]; ok {
			select {
			case <-made:
			case <-ctx.Done():
				return context.Cause(ctx)
			}
		}
		var err error
		if body, err = r.against(subject, body); err != nil {
			return err
		}
	}
	request, err := http.NewRequestWithContext(ctx, w.method, strings.TrimSuffix(r.server.Config.Host, "/")+w.path+"?"+w.query, bytes.NewReader(body))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", w.contentType)
	w.began = time.Now()
	response, err := r.client.Do(request)
	if err != nil {
		return err
	}
	answer, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil {
		return err
	}
	w.ended = time.Now()
	if response.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("%s %s: %s: %.300s", w.method, w.path, response.Status, answer)
	}
	return r.note(w, subject, answer)
}

// against has a patch name the version that this server has.
func (r *replay) against(subject string, body []byte) ([]byte, error) {
	var patch map[string]any
	if err := json.Unmarshal(body, &patch); err != nil {
		return nil, err
	}
	metadata, ok := patch["metadata"].(map[string]any)
	if !ok {
		return nil, fmt.Errorf("the patch of %s names no version: %.200s", subject, body)
	}
	r.mu.Lock()
	metadata["resourceVersion"] = r.versions[subject]
	r.mu.Unlock()
	return json.Marshal(patch)
}

func (r *replay) note(w write, subject string, answer []byte) error {
	var object metav1.PartialObjectMetadata
	if strings.HasPrefix(w.path, "/apis/lianxing.dev/") {
		if err := json.Unmarshal(answer, &object); err != nil {
			return err
		}
	}
	if w.isEntry() {
		subject += "/" + object.Name
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.made = append(r.made, w)
	r.versions[subject] = object.ResourceVersion
	if made, ok := r.entered[subject]; ok && w.isEntry() {
		close(made)
	}
	return nil
}
