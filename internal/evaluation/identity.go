package evaluation

import (
	"strings"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// line is an organisation with everything it was before (F-17): its own identity and those that it succeeds, newest first.
type line struct {
	// identity is the oldest credit code along the first of `succeeds`, or namespace/name without one.
	identity string
	// names are all identities along the way, the alliance's own first.
	names []string
	// cycle says that the succession leads back to itself; the identity is the alliance's own then.
	cycle bool
}

// lineOf follows the succession of an alliance as it was on a day. Of several predecessors the first gives the identity.
func (p *Pass) lineOf(alliance *v1alpha1.Alliance, on calendar.Date) line {
	own := ownIdentity(alliance)
	found := line{identity: own, names: []string{own}}
	seen := map[string]bool{own: true}
	current := alliance
	for current != nil && len(current.Spec.Succeeds) > 0 {
		if since := day(current.Spec.Succeeds[0].On); since.IsZero() || since > on {
			return found
		}
		name, before := p.predecessor(current)
		if name == "" {
			return found
		}
		if seen[name] {
			return line{identity: own, names: []string{own}, cycle: true}
		}
		seen[name] = true
		found.names = append(found.names, name)
		found.identity, current = name, before
	}
	return found
}

// predecessor is the identity of the first organisation that an alliance succeeds, and its record where the register has it.
func (p *Pass) predecessor(alliance *v1alpha1.Alliance) (string, *v1alpha1.Alliance) {
	first := alliance.Spec.Succeeds[0]
	if first.AllianceRef != nil {
		key := records.RefKey(*first.AllianceRef, alliance.Namespace)
		if before, ok := records.Get[*v1alpha1.Alliance](p.view, key); ok {
			return ownIdentity(before), before
		}
		if first.CreditCode == "" {
			return key.String(), nil
		}
	}
	for _, before := range records.Find[*v1alpha1.Alliance](p.view, records.AlliancesByCode, string(first.CreditCode)) {
		if p.duplicateOf(before) == (records.Key{}) {
			return string(first.CreditCode), before
		}
	}
	return string(first.CreditCode), nil
}

// ownIdentity is an alliance's credit code, or its namespace/name without one.
func ownIdentity(alliance *v1alpha1.Alliance) string {
	if alliance.Spec.CreditCode != "" {
		return string(alliance.Spec.CreditCode)
	}
	return records.KeyOf(alliance).String()
}

// IdentityKey reads the identity of an organisation without a credit code, which is namespace/name; false where it is a credit code.
func IdentityKey(identity string) (records.Key, bool) {
	namespace, name, ok := strings.Cut(identity, "/")
	return records.Key{Namespace: namespace, Name: name}, ok
}
