package evaluation

import (
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Initiative is what is said of an initiative. Nothing depends on it: it is counted and shown (R40-R43, R57, R59, R60, R66).
type Initiative struct {
	Result
	// StartsOn, ReviewedOn and PublishedOn are its days, each once it has come.
	StartsOn, ReviewedOn, PublishedOn calendar.Date
	// Industry of its alliance (R60).
	Industry string
	// Participants counts the members that took part, and Strangers those of them that were no members on its first day (R43).
	Participants, Strangers int32

	record *v1alpha1.Initiative
}

// Initiative judges an initiative: a practice goes from draft over reviewed to published (R59); of anything else there is nothing to wait
// for, unless it was reviewed to be published. Who took part need not be a member, and what is not published is counted all the same.
func (p *Pass) Initiative(key records.Key) *Initiative {
	j := p.judge(records.Initiative, key)
	found := &Initiative{}
	p.judgeInitiative(j, found)
	found.Result = j.done()
	return found
}

func (p *Pass) judgeInitiative(j *judgement, found *Initiative) {
	record, ok := records.Get[*v1alpha1.Initiative](p.view, j.key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
		return
	}
	found.record = record
	found.Participants = int32(len(record.Spec.Members)) //nolint:gosec // 1 000 at most
	named := records.Key{Namespace: j.key.Namespace, Name: record.Spec.AllianceRef.Name}
	alliance, ok := records.Get[*v1alpha1.Alliance](p.view, named)
	if !ok {
		j.missing("spec.allianceRef", records.Alliance, named)
		return
	}
	found.Industry = alliance.Spec.Industry
	starts, ok := j.date("spec.startsOn", record.Spec.StartsOn)
	if !ok || j.notYet(starts) {
		return
	}
	found.StartsOn = starts
	found.Strangers = strangers(alliance, record.Spec.Members, starts)
	found.reach(j)
	if record.Spec.Type != v1alpha1.InitiativePractice && record.Spec.ReviewedOn == "" {
		return
	}
	switch {
	case found.PublishedOn != 0:
		j.yes(v1alpha1.ReasonPublished, messages.New("Initiative/Published", "on", found.PublishedOn.String()))
	case found.ReviewedOn != 0:
		j.unknown(v1alpha1.ReasonReviewed, messages.New("Initiative/Reviewed", "on", found.ReviewedOn.String()))
	default:
		j.unknown(v1alpha1.ReasonDraft, messages.New("Initiative/Draft"))
	}
}

// reach notes which days of the way to publication have come (R59).
func (i *Initiative) reach(j *judgement) {
	if on := day(i.record.Spec.ReviewedOn); j.reached(on) {
		i.ReviewedOn = on
	}
	if on := day(i.record.Spec.PublishedOn); i.ReviewedOn != 0 && j.reached(on) {
		i.PublishedOn = on
	}
}

// strangers counts the names of which no member of an alliance had one on a day (R43). They may take part: joining is voluntary (R65).
func strangers(alliance *v1alpha1.Alliance, names []string, on calendar.Date) (count int32) {
	members := make([]string, 0, len(alliance.Spec.Members))
	for i := range alliance.Spec.Members {
		if member := &alliance.Spec.Members[i]; belongs(member, on) {
			members = append(members, member.Name)
		}
	}
	slices.Sort(members)
	for _, name := range names {
		if _, known := slices.BinarySearch(members, name); !known {
			count++
		}
	}
	return count
}

// belongs says whether a member belonged to its alliance on a day (R48): leftOn is the first day after.
func belongs(member *v1alpha1.Member, on calendar.Date) bool {
	joined, left := day(member.JoinedOn), day(member.LeftOn)
	return joined != 0 && joined <= on && (left == 0 || on < left)
}

// Exemplar is a practice worth copying that was published (R60).
type Exemplar struct {
	Key records.Key
	// Industry and Division by which exemplars are listed.
	Industry string
	Division records.Division
	// Alliance whose practice it is.
	Alliance    string
	Title       string
	PublishedOn calendar.Date
}

// Exemplars lists the practices that were published, by industry, then by division (R60).
func (p *Pass) Exemplars() []Exemplar {
	var list []Exemplar
	for _, record := range records.List[*v1alpha1.Initiative](p.view) {
		key := records.KeyOf(record)
		judged := p.Initiative(key)
		if record.Spec.Type != v1alpha1.InitiativePractice || judged.PublishedOn == 0 {
			continue
		}
		division, _ := p.view.Division(key.Namespace)
		list = append(list, Exemplar{Key: key, Industry: judged.Industry, Division: division,
			Alliance: record.Spec.AllianceRef.Name, Title: record.Spec.Title, PublishedOn: judged.PublishedOn})
	}
	slices.SortStableFunc(list, compareExemplars)
	return list
}
