package digest

import (
	"crypto/sha256"

	"k8s.io/utils/lru"
)

// most is how many digests are remembered: some ten megabytes when all places are taken.
const most = 1 << 15

// remembered are digests that were computed lately. A record is judged again with everything that bears on it, and writing its spec in
// canonical JSON costs several times what marshalling it does.
var remembered = memo{cache: lru.New(most)}

// memo remembers digests by a hash of the marshalled JSON that they were computed from, so that whatever is asked for is remembered for what
// it says and never for where it stands: a spec that was changed in place is another one. It is safe for use by several goroutines.
type memo struct{ cache *lru.Cache }

func (m memo) of(marshalled []byte) (string, error) {
	key := sha256.Sum256(marshalled)
	if known, ok := m.cache.Get(key); ok {
		if digest, ok := known.(string); ok {
			return digest, nil
		}
	}
	digest, err := compute(marshalled)
	if err == nil {
		m.cache.Add(key, digest)
	}
	return digest, err
}
