package evaluation_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// A practice goes from draft over reviewed to published, on the days that are declared (R59); of anything else there is nothing to wait for.
func TestPracticeIsPublished(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*v1alpha1.Initiative)
		asOf   string
		want   string // reason, or "" for none
		next   string
	}{
		{"a draft", nil, "2025-06-30", "Draft", ""},
		{"before it began", nil, "2025-05-19", "NotYet", "2025-05-20"},
		{"before its review", reviewed("2025-07-01", ""), "2025-06-30", "Draft", "2025-07-01"},
		{"reviewed", reviewed("2025-06-30", "2025-07-02"), "2025-06-30", "Reviewed", "2025-07-02"},
		{"published", reviewed("2025-06-30", "2025-07-02"), "2025-07-02", "Published", ""},
		{"published without a review, where admission let it through", reviewed("", "2025-07-02"), "2025-12-31", "Draft", ""},
		{"a fair", func(i *v1alpha1.Initiative) { i.Spec.Type = v1alpha1.InitiativeExhibition }, "2025-06-30", "", ""},
		{"a fair that is told of", func(i *v1alpha1.Initiative) {
			i.Spec.Type = v1alpha1.InitiativeExhibition
			reviewed("2025-06-30", "2025-06-30")(i)
		}, "2025-06-30", "Published", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			w.alliance("zhuji", "torreya", torreyaCode)
			practice := w.initiative("practice", v1alpha1.InitiativePractice)
			if c.change != nil {
				c.change(practice)
			}
			judged := w.at(c.asOf).Initiative(records.KeyOf(practice))
			got := ""
			if judged.Outcome != nil {
				got = judged.Outcome.Reason
			}
			if got != c.want || judged.Next.String() != c.next || judged.Stalled != nil {
				t.Errorf("%q and next %s, want %q and %s; stalled %+v", got, judged.Next, c.want, c.next, judged.Stalled)
			}
		})
	}
}

func reviewed(on, published v1alpha1.Date) func(*v1alpha1.Initiative) {
	return func(i *v1alpha1.Initiative) { i.Spec.ReviewedOn, i.Spec.PublishedOn = on, published }
}

// An initiative of nobody is stalled, and nothing else is.
func TestInitiativeOfNobody(t *testing.T) {
	w := newWorld()
	fair := w.initiative("fair", v1alpha1.InitiativeExhibition)
	wantStalled(t, w.at("2025-06-30").Initiative(records.KeyOf(fair)).Result, "ReferenceMissing")
	wantStalled(t, w.at("2025-06-30").Initiative(records.Key{Namespace: "zhuji", Name: "none"}).Result, "ReferenceMissing")
}

// Who took part need not be a member: it is counted, and joining stays voluntary (R43, R65).
func TestStrangersTakePart(t *testing.T) {
	w := newWorld()
	w.alliance("zhuji", "torreya", torreyaCode).Spec.Members = []v1alpha1.Member{
		{Name: "member", JoinedOn: "2025-05-20"}, {Name: "left", JoinedOn: "2024-01-01", LeftOn: "2025-05-20"}, {Name: "joins", JoinedOn: "2025-05-21"}}
	fair := w.initiative("fair", v1alpha1.InitiativeExhibition)
	fair.Spec.Members = []string{"member", "left", "joins", "stranger"}
	judged := w.at("2025-12-31").Initiative(records.KeyOf(fair))
	if judged.Participants != 4 || judged.Strangers != 3 || judged.Stalled != nil {
		t.Errorf("%d took part, %d of them no members: %+v", judged.Participants, judged.Strangers, judged.Result)
	}
}

// Exemplars are listed by industry, and then by region (R60): those that were published, and no others.
func TestExemplarsByIndustryAndRegion(t *testing.T) {
	w := newWorld()
	for i, place := range []string{"zhuji tea", "xinchang tea", "keqiao herbs", "shaoxing bamboo"} {
		var namespace, industry string
		if _, err := fmt.Sscan(place, &namespace, &industry); err != nil {
			t.Fatal(err)
		}
		w.alliance(namespace, "torreya", "").Spec.Industry = industry
		practice := w.initiative("practice", v1alpha1.InitiativePractice)
		practice.Namespace = namespace
		reviewed("2025-06-01", v1alpha1.Date(fmt.Sprintf("2025-06-%02d", 10+i)))(practice)
	}
	w.initiative("draft", v1alpha1.InitiativePractice)
	reviewed("2025-06-01", "2025-06-01")(w.initiative("fair", v1alpha1.InitiativeExhibition))
	var got []string
	for _, exemplar := range w.at("2025-06-12").Exemplars() {
		got = append(got, exemplar.Industry+" "+exemplar.Division.Code+" "+exemplar.Key.Name)
	}
	if want := []string{"herbs 330603 practice", "tea 330624 practice", "tea 330681 practice"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
