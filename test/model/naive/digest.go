package naive

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// digest is the digest of a record as people sign it: of its kind, place and spec without what is empty, members in the order of
// their names. The texts of the model need no care beyond that.
func digest(kind, namespace, name string, spec any) v1alpha1.Digest {
	written, err := json.Marshal(spec)
	if err != nil {
		return ""
	}
	var read any
	if err := json.Unmarshal(written, &read); err != nil {
		return ""
	}
	whole := map[string]any{"group": v1alpha1.Group, "kind": kind, "namespace": namespace, "name": name, "spec": read}
	empty(whole)
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(whole); err != nil {
		return ""
	}
	return v1alpha1.Digest(fmt.Sprintf("sha256:%x", sha256.Sum256(bytes.TrimSpace(out.Bytes()))))
}

// empty says whether a value says nothing, after what says nothing was taken out of it.
func empty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case bool:
		return !v
	case string:
		return v == ""
	case float64:
		return v == 0
	case []any:
		for _, one := range v {
			empty(one)
		}
		return len(v) == 0
	case map[string]any:
		for name, one := range v {
			if empty(one) {
				delete(v, name)
			}
		}
		return len(v) == 0
	}
	return false
}
