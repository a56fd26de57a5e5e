package report

import (
	"strconv"

	apimeta "k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// stars shows who has which star, and who may not apply for one.
func (r *report) stars() error {
	rows := &table{heads: r.words.starHeads}
	for _, alliance := range r.alliances {
		barred := ""
		if alliance.Status.BarredThrough != "" {
			barred = r.words.bars + " " + string(alliance.Status.BarredThrough)
		}
		switch star := alliance.Status.Star; {
		case star != nil:
			rows.add(alliance.Namespace, alliance.Name, alliance.Spec.DisplayName, r.rating(star.Rating), strconv.Itoa(int(star.Year)),
				string(star.AwardedOn), string(star.ValidThrough), barred)
		case barred != "":
			rows.add(alliance.Namespace, alliance.Name, alliance.Spec.DisplayName, "", "", "", "", barred)
		}
	}
	return r.section(r.words.stars, rows)
}

// ended shows the stars that were awarded and are over, each with the reason; of those that were never awarded outcomes tells.
func (r *report) ended() error {
	rows := &table{heads: r.words.endedHeads}
	for _, application := range r.applications {
		if over := ended(application); over != nil {
			rows.add(application.Namespace, application.Spec.AllianceRef.Name, r.rating(application.Spec.Rating), application.Spec.RoundRef.Name,
				string(application.Status.AwardedOn), string(application.Status.ValidThrough), over.Reason)
		}
	}
	return r.section(r.words.ended, rows)
}

// ended is the condition that says why a star is over; nil where it is not, or never was.
func ended(application *v1alpha1.StarApplication) *metav1.Condition {
	says := apimeta.FindStatusCondition(application.Status.Conditions, v1alpha1.ConditionAwarded)
	if says == nil || says.Status != metav1.ConditionFalse || application.Status.AwardedOn == "" {
		return nil
	}
	return says
}

func (r *report) rating(rating v1alpha1.Rating) string {
	switch rating {
	case v1alpha1.Three:
		return r.words.ratingThree
	case v1alpha1.Four:
		return r.words.ratingFour
	case v1alpha1.Five:
		return r.words.ratingFive
	}
	return string(rating)
}
