// Package digest names the content of a record: reviews say which digest they
// were given for, and each entry of the ledger carries that of the one before.
package digest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/gowebpki/jcs"
)

const (
	prefix    = "sha256:"
	hexDigits = 2 * sha256.Size
)

// Of returns the digest of a record: "sha256:" and 64 hex digits over the
// canonical JSON (RFC 8785) of {group, kind, namespace, name, spec}.
//
// spec is any value that marshals to JSON. Members of objects that are null or
// empty (null, "", [], {}, false, 0, at any depth and also where they become so)
// are left out, so a typed value with omitempty and the YAML that it was read
// from have one digest, and a new optional field changes no old one. Elements of
// lists are never left out, since their place has meaning.
//
// It is an error where a text is not UTF-8, and where the spec does not marshal,
// or holds a number that is not written as a whole number or lies beyond ±(2⁵³-1): RFC 8785
// would round it, and two specs would share one digest. Where raw JSON names a
// member twice, the last one counts, as encoding/json has it.
func Of(group, kind, namespace, name string, spec any) (string, error) {
	for _, text := range []string{group, kind, namespace, name} {
		if !utf8.ValidString(text) {
			return "", fmt.Errorf("digest of %s %s/%s: %q is not UTF-8", kind, namespace, name, text)
		}
	}
	marshalled, err := json.Marshal(map[string]any{
		"group": group, "kind": kind, "namespace": namespace, "name": name, "spec": spec,
	})
	if err != nil {
		return "", fmt.Errorf("digest of %s %s/%s: the spec does not marshal to JSON: %w", kind, namespace, name, err)
	}
	digest, err := remembered.of(marshalled)
	if err != nil {
		return "", fmt.Errorf("digest of %s %s/%s: %w", kind, namespace, name, err)
	}
	return digest, nil
}

// Valid reports whether s is written as a digest is: "sha256:" and 64 hex digits
// in lower case.
func Valid(s string) bool {
	digits, ok := strings.CutPrefix(s, prefix)
	if !ok || len(digits) != hexDigits {
		return false
	}
	return strings.Trim(digits, "0123456789abcdef") == ""
}

// compute is the digest of JSON as encoding/json marshalled it.
func compute(marshalled []byte) (string, error) {
	canonical, err := canonicalJSON(marshalled)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(canonical)
	return prefix + hex.EncodeToString(sum[:]), nil
}

// canonicalJSON is the one way to write a value down, without its empty members.
func canonicalJSON(marshalled []byte) ([]byte, error) {
	generic, err := decode(marshalled)
	if err != nil {
		return nil, err
	}
	if _, err := normalise(generic, ""); err != nil {
		return nil, err
	}
	kept, err := json.Marshal(generic)
	if err != nil {
		return nil, fmt.Errorf("the spec does not marshal to JSON: %w", err)
	}
	canonical, err := jcs.Transform(kept)
	if err != nil {
		return nil, fmt.Errorf("the spec has no canonical JSON: %w", err)
	}
	return canonical, nil
}
