package evaluation

import (
	"cmp"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Brand is what is said of a brand.
type Brand struct {
	Result
	// List is its licence list (准用名单): who may use it today, by namespace and name of the licence.
	List []*License
	// LicensedMembers counts the members on the list, each once; Members those of today of all alliances that take part (R35).
	LicensedMembers, Members int32
	// Leading counts the alliances that lead it today (R31), Participating those that take part otherwise (R37).
	Leading, Participating int32
}

// brandFile is a brand with what it says by itself.
type brandFile struct {
	record   *v1alpha1.Brand
	division records.Division
	// duplicateOf is the brand of its division that has its name and stands; empty where this one stands.
	duplicateOf records.Key

	since, retired calendar.Date
	// suspensions in their order, the latest last.
	suspensions []suspension
}

// suspension is a time in which a brand is suspended.
type suspension struct {
	from, until calendar.Date // its first day, and the first day after it; 0 where it has no end yet
}

// brandFile reads a brand; nil where it is not there.
func (p *Pass) brandFile(key records.Key) *brandFile {
	if known, ok := p.brands[key]; ok {
		return known
	}
	record, ok := records.Get[*v1alpha1.Brand](p.view, key)
	if !ok {
		p.brands[key] = nil
		return nil
	}
	spec := record.Spec
	b := &brandFile{record: record, since: day(spec.OperatingSince), retired: day(spec.RetiredOn)}
	p.brands[key] = b
	for _, earlier := range spec.EarlierSuspensions {
		b.suspensions = append(b.suspensions, suspension{day(earlier.SuspendedOn), day(earlier.ResumedOn)})
	}
	b.suspensions = append(b.suspensions, suspension{day(spec.SuspendedOn), day(spec.ResumedOn)})
	b.division, _ = p.view.Division(key.Namespace)
	b.duplicateOf = p.brandStanding(record, func(other *v1alpha1.Brand) bool { return other.Spec.DisplayName == record.Spec.DisplayName })
	return b
}

// brandStanding is the brand that stands of those of one division that are alike in some way: the one that operated first, else the first by
// name. It is empty where that is this one.
func (p *Pass) brandStanding(brand *v1alpha1.Brand, alike func(other *v1alpha1.Brand) bool) records.Key {
	first := brand
	for _, other := range records.Find[*v1alpha1.Brand](p.view, records.BrandsByNamespace, brand.Namespace) {
		if alike(other) && cmp.Or(cmp.Compare(operates(other), operates(first)), records.Less(other, first)) < 0 {
			first = other
		}
	}
	if records.KeyOf(first) == records.KeyOf(brand) {
		return records.Key{}
	}
	return records.KeyOf(first)
}

// operates is the day from which a brand operates; the last of all days where it never will.
func operates(brand *v1alpha1.Brand) calendar.Date {
	if since := day(brand.Spec.OperatingSince); since != 0 {
		return since
	}
	return calendar.Max
}

// suspendedSince is the first day of the suspension that runs on the day of a timeline; 0 where none does.
func (b *brandFile) suspendedSince(t *timeline) calendar.Date {
	for _, s := range b.suspensions {
		if begun, over := t.reached(s.from), t.reached(s.until); begun && !over {
			return s.from
		}
	}
	return 0
}

// operatingOn says whether the brand operates on a day: it does, is neither suspended nor retired, and its name is its own.
func (b *brandFile) operatingOn(on calendar.Date) bool {
	return b.duplicateOf == (records.Key{}) && b.since != 0 && b.since <= on && b.suspendedSince(&timeline{asOf: on}) == 0 && (b.retired == 0 || on < b.retired)
}

// links are the lines in which a brand names an alliance.
func (b *brandFile) links(alliance records.Key) []v1alpha1.BrandAlliance {
	var found []v1alpha1.BrandAlliance
	for _, link := range b.record.Spec.Alliances {
		if linkKey(link, b.record.Namespace) == alliance {
			found = append(found, link)
		}
	}
	return found
}

func linkKey(link v1alpha1.BrandAlliance, own string) records.Key {
	return records.RefKey(v1alpha1.Ref{Namespace: link.Namespace, Name: link.Name}, own)
}

// Brand judges a brand: whether it operates, who may use it, and what the register has to say of it (R31-R39). It reads all its licences
// and the members of its alliances.
func (p *Pass) Brand(key records.Key) *Brand {
	j := p.judge(records.Brand, key)
	found := &Brand{}
	p.judgeBrand(j, found)
	found.Result = j.done()
	return found
}

func (p *Pass) judgeBrand(j *judgement, found *Brand) {
	b := p.brandFile(j.key)
	if b == nil {
		j.missing("metadata.name", j.kind, j.key)
		return
	}
	if b.division.Namespace == "" {
		j.noDivision()
		return
	}
	p.countLicenses(j, found)
	p.countAlliances(j, b, found)
	if b.duplicateOf != (records.Key{}) {
		j.stall(v1alpha1.ReasonDuplicateName, messages.New("Brand/DuplicateName", "name", b.record.Spec.DisplayName, "other", b.duplicateOf.String()))
		return
	}
	j.judgeOperation(b)
	p.warnOfSecond(j, b)
}

// judgeOperation says how a brand stands today.
func (j *judgement) judgeOperation(b *brandFile) {
	retired, suspended := j.reached(b.retired), b.suspendedSince(&j.timeline)
	switch {
	case retired:
		j.no(v1alpha1.ReasonRetired, messages.New("Brand/Retired", "on", b.retired.String()))
	case !j.reached(b.since):
		since := messages.New("Brand/Proposed")
		if b.since != 0 {
			since = messages.New("Brand/Proposed/Since", "since", b.since.String())
		}
		j.unknown(v1alpha1.ReasonProposed, since)
	case suspended != 0:
		j.no(v1alpha1.ReasonSuspended, messages.New("Brand/Suspended", "on", suspended.String()))
	default:
		j.yes(v1alpha1.ReasonOperating, messages.New("Brand/Operating", "since", b.since.String()))
	}
}

// warnOfSecond tells of a second brand of one industry in a region, and of a second standard of one brand (R33). It is an aim, and blocks
// nothing: umbrella brands are no second ones.
func (p *Pass) warnOfSecond(j *judgement, b *brandFile) {
	spec := b.record.Spec
	if spec.Scope != v1alpha1.ScopeSingleIndustry || j.reached(b.retired) {
		return
	}
	first := p.brandStanding(b.record, func(other *v1alpha1.Brand) bool {
		return other.Spec.Scope == v1alpha1.ScopeSingleIndustry && other.Spec.Industry == spec.Industry && !j.reached(day(other.Spec.RetiredOn))
	})
	if first != (records.Key{}) {
		j.remark("R33", "spec.industry", "SecondBrand", messages.New("Brand/SecondBrand", "industry", spec.Industry, "other", first.String()))
	}
	codes := map[string]bool{}
	for _, standard := range spec.Standards {
		if j.reached(day(standard.Since)) {
			codes[standard.Code] = true
		}
	}
	if len(codes) > 1 {
		j.remark("R33", "spec.standards", "SecondStandard", messages.New("Brand/SecondStandard", "industry", spec.Industry))
	}
}

// remark notes what is worth a look and decides nothing, and lets the outcome's message end with it, so that it is seen where the state is.
func (j *judgement) remark(rule, path, reason string, says messages.Message) {
	j.warn(rule, "", path, reason, says)
	if j.result.Outcome != nil {
		j.result.Outcome.Message = j.result.Outcome.Message.And(says)
	}
}

// countLicenses makes the licence list of a brand. It is derived, and stands nowhere else.
func (p *Pass) countLicenses(j *judgement, found *Brand) {
	members := map[string]bool{}
	for _, record := range records.Find[*v1alpha1.BrandLicense](p.view, records.LicensesByBrand, j.key.String()) {
		judged := p.BrandLicense(records.KeyOf(record))
		j.awaits(judged.Next)
		if judged.Is(v1alpha1.ReasonLicensed) {
			found.List = append(found.List, judged)
			members[records.RefKey(record.Spec.AllianceRef, record.Namespace).String()+"/"+record.Spec.Member] = true
		}
	}
	found.LicensedMembers = int32(len(members)) //nolint:gosec // of 64 alliances of 1 000 members
}

// countAlliances counts the alliances that take part today (R31, R37), and their members of today (R35). One that is not there is told
// of; what the brand does otherwise stands.
func (p *Pass) countAlliances(j *judgement, b *brandFile, found *Brand) {
	var counted []records.Key
	for _, link := range b.record.Spec.Alliances {
		key := linkKey(link, b.record.Namespace)
		alliance, ok := records.Get[*v1alpha1.Alliance](p.view, key)
		if !ok {
			says := messages.New("Any/ReferenceMissing", "path", "spec.alliances", "kind", string(records.Alliance), "record", key.String())
			j.result.Stalled = &Outcome{Status: metav1.ConditionTrue, Reason: v1alpha1.ReasonReferenceMissing, Message: says}
			continue
		}
		begun, over := link.Since == "" || j.reached(day(link.Since)), j.reached(day(link.Until))
		if !begun || over || j.reached(day(alliance.Spec.DissolvedOn)) {
			continue
		}
		if link.Role == v1alpha1.RoleLead {
			found.Leading++
		} else {
			found.Participating++
		}
		if !slices.Contains(counted, key) {
			counted = append(counted, key)
			found.Members += activeMembers(&j.timeline, alliance)
		}
	}
}

// activeMembers counts the members of an alliance of today.
func activeMembers(t *timeline, alliance *v1alpha1.Alliance) (count int32) {
	for _, member := range alliance.Spec.Members {
		if t.reached(day(member.JoinedOn)) && !t.reached(day(member.LeftOn)) {
			count++
		}
	}
	return count
}

// Record is the record of a licence that was judged, for who prints the list.
func (l *License) Record() *v1alpha1.BrandLicense { return l.file.record }

// ofBrand answers for a signature under a brand: a brand has no stage, its days are declared.
func ofBrand(_ *Pass, _ *judgement, _ records.Key, review *v1alpha1.Review) (*Approval, messages.Message) {
	return &Approval{Digest: review.Spec.SubjectRef.Digest}, messages.Message{}
}
