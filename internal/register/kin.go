package register

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// kinOf are the alliances that may be one organisation with an alliance, and itself: those that share a credit code, those that it
// succeeds, those that succeed it, and so on from each of them. What one of them is granted may be part of another's year.
func kinOf(view records.View, alliance *v1alpha1.Alliance) []*v1alpha1.Alliance {
	found := []*v1alpha1.Alliance{alliance}
	seen := map[records.Key]bool{records.KeyOf(alliance): true}
	asked := map[string]bool{}
	for at := 0; at < len(found); at++ {
		for _, name := range namesOf(found[at]) {
			if asked[name.text] {
				continue
			}
			asked[name.text] = true
			for _, other := range bearers(view, name) {
				if key := records.KeyOf(other); !seen[key] {
					seen[key] = true
					found = append(found, other)
				}
			}
		}
	}
	return found
}

// name is what an alliance is known by: a credit code, or its namespace and name.
type name struct {
	text string
	key  records.Key // empty of a credit code
}

// nameOf is the name that an identity is: a credit code, or a namespace and name.
func nameOf(identity string) name {
	key, ok := evaluation.IdentityKey(identity)
	if !ok {
		key = records.Key{} // a credit code
	}
	return name{text: identity, key: key}
}

// namesOf are the names of an alliance and of whom it succeeds.
func namesOf(alliance *v1alpha1.Alliance) []name {
	key := records.KeyOf(alliance)
	names := []name{{text: key.String(), key: key}}
	if code := string(alliance.Spec.CreditCode); code != "" {
		names = append(names, name{text: code})
	}
	for _, before := range alliance.Spec.Succeeds {
		if before.CreditCode != "" {
			names = append(names, name{text: string(before.CreditCode)})
		}
		if before.AllianceRef != nil {
			key := records.RefKey(*before.AllianceRef, alliance.Namespace)
			names = append(names, name{text: key.String(), key: key})
		}
	}
	return names
}

// bearers are the alliances of a name, and those that succeed it.
func bearers(view records.View, of name) []*v1alpha1.Alliance {
	found := records.Find[*v1alpha1.Alliance](view, records.AlliancesByPredecessor, of.text)
	if of.key.Name == "" {
		return append(found, records.Find[*v1alpha1.Alliance](view, records.AlliancesByCode, of.text)...)
	}
	if alliance, ok := records.Get[*v1alpha1.Alliance](view, of.key); ok {
		found = append(found, alliance)
	}
	return found
}

// requestsOf are the keys of the requests of alliances: those of their applications.
func requestsOf(view records.View, alliances []*v1alpha1.Alliance) (keys []records.Key) {
	for _, alliance := range alliances {
		for _, application := range records.Find[*v1alpha1.StarApplication](view, records.ApplicationsByAlliance, records.KeyOf(alliance).String()) {
			keys = append(keys, records.KeyOf(application))
		}
	}
	return keys
}

// kinOfRequest are the alliances that may be one organisation with the one that asks; none where the register does not have it.
func kinOfRequest(view records.View, key records.Key) []*v1alpha1.Alliance {
	application, ok := records.Get[*v1alpha1.StarApplication](view, key)
	if !ok {
		return nil
	}
	return kinOfApplicant(view, application)
}

func kinOfApplicant(view records.View, application *v1alpha1.StarApplication) []*v1alpha1.Alliance {
	alliance, ok := records.Get[*v1alpha1.Alliance](view, records.Key{Namespace: application.Namespace, Name: application.Spec.AllianceRef.Name})
	if !ok {
		return nil
	}
	return kinOf(view, alliance)
}
