package evaluation

import (
	"slices"
	"strconv"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// Application is what is said of an application.
type Application struct {
	Result
	// Digest is what a review of the application has to name.
	Digest v1alpha1.Digest
	// Approval is how far the chain has come; nil where it was not asked.
	Approval *Approval
	// Points of a scored stage, in hundredths; Scored says whether there are any.
	Points int64
	Scored bool
	// Notice that the decision opened; nil where there is none.
	Notice *Notice
	// AwardedOn is the first day of the star, once it has come; 0 where it has not, and for ever where something ended the
	// application before. It stays when the star ends.
	AwardedOn calendar.Date
	// ValidThrough is the last day of the star.
	ValidThrough calendar.Date

	dossier    *dossier
	withdrawal *Approval
	// signedNext is the next date at which time alone can change what is said of the signatures, whatever the notice waits for.
	signedNext calendar.Date
	// awardNext is the next date at which time alone can change whether and when there was an award, however long its star holds.
	awardNext calendar.Date
}

// InForce says whether the star holds on a day.
func (a *Application) InForce(on calendar.Date) bool {
	return !a.AwardedOn.IsZero() && a.AwardedOn <= on && on <= a.ValidThrough
}

// StarApplication judges an application: no star without one (R4), in scope and recognised (R3), in its window, once a level and
// year (R5, by its name), decided by the level of its star (R13), after a public notice.
func (p *Pass) StarApplication(key records.Key) *Application {
	if known, ok := p.applications[key]; ok {
		return known
	}
	found := *p.award(key)
	p.applications[key] = &found
	if found.dossier != nil && found.Stalled == nil {
		j := p.judge(records.StarApplication, key)
		j.result, j.next = found.Result, found.Next
		j.result.Findings = slices.Clip(j.result.Findings)
		p.judgeStanding(j, &found)
		found.Result = j.done()
	}
	return &found
}

// award judges an application up to its award, as if no incident had ended it: that is what an incident asks, and what a request
// was complete by.
func (p *Pass) award(key records.Key) *Application {
	if known, ok := p.awards[key]; ok {
		return known
	}
	found := &Application{}
	p.awards[key] = found
	j := p.judge(records.StarApplication, key)
	p.judgeApplication(j, found)
	found.Result = j.done()
	if found.AwardedOn == 0 {
		found.awardNext = found.Next
	}
	return found
}

func (p *Pass) judgeApplication(j *judgement, a *Application) {
	record, ok := records.Get[*v1alpha1.StarApplication](p.view, j.key)
	if !ok {
		j.missing("metadata.name", j.kind, j.key)
		return
	}
	if a.Digest, ok = j.digest(record.Spec); !ok {
		return
	}
	d, ok := p.dossier(j, j.key)
	if !ok || j.notYet(d.filed) {
		return
	}
	a.dossier = d
	if p.refuseFiling(j, d) {
		return
	}
	chain, err := d.chain()
	if err != nil {
		j.stall(v1alpha1.ReasonInvalidRecord, messages.New("Any/InvalidRecord", "path", "spec", "value", err.Error()))
		return
	}
	a.Approval = chain.approval(p.view, &j.timeline)
	a.signedNext = j.next
	a.score()
	if a.Approval.State == ApprovalComplete && a.Approval.Digest != chain.digest {
		j.warn("R4", "", "spec", "EditedAfterDecision", messages.New("Any/EditedAfterDecision", "digest", string(a.Approval.Digest)))
	}
	if p.withdrawn(j, a) || a.unapproved(j) {
		return
	}
	notice, effective := p.judgeNotice(j, a.noticed())
	if a.Notice = notice; effective != 0 {
		p.judgeStar(j, a, effective)
	}
}

// refuseFiling asks everything that the application itself decides, as of the day on which it was filed.
func (p *Pass) refuseFiling(j *judgement, d *dossier) bool {
	spec, window := d.application.Spec, d.round.window
	if j.refuse("R3", "", "spec.roundRef", d.round.division.Covers(d.division), v1alpha1.ReasonOutsideScope,
		messages.New("StarApplication/OutsideScope", "round", records.KeyOf(d.round.record).String(), "division", d.division.Code)) {
		return true
	}
	if j.refuse("R12", "", "spec.rating", d.terms != nil, v1alpha1.ReasonRatingNotOffered,
		messages.New("StarApplication/RatingNotOffered", "rating", string(spec.Rating))) {
		return true
	}
	if j.refuse("R13", "Q-09", "spec.rating", decidable(d.terms, d.division.Level()), v1alpha1.ReasonBelowOwnLevel,
		messages.New("StarApplication/BelowOwnLevel", "rating", string(spec.Rating), "level", string(d.division.Level()))) {
		return true
	}
	if j.refuse("R5", "", "spec.filedOn", window[0] <= d.filed && d.filed <= window[1], v1alpha1.ReasonOutsideWindow,
		messages.New("StarApplication/OutsideWindow", "filed", d.filed.String(), "opens", window[0].String(), "closes", window[1].String())) {
		return true
	}
	return p.refuseUnrecognized(j, d.alliance, d.filed) || p.refuseBarred(j, d) || p.refuseWithoutLower(j, d)
}

// refuseUnrecognized asks whether an alliance was recognised and publicised when it filed something (R3).
func (p *Pass) refuseUnrecognized(j *judgement, alliance *v1alpha1.Alliance, filed calendar.Date) bool {
	r := p.recognition(alliance)
	j.awaits(r.amendedOn)
	if r.missingYear != 0 && r.duplicateOf == (records.Key{}) {
		j.unknown(v1alpha1.ReasonCalendarMissing, messages.New("Any/CalendarMissing",
			"year", strconv.Itoa(r.missingYear), "opens", string(alliance.Spec.Recognition.Notice.OpensOn)))
		return true
	}
	why := messages.New("StarApplication/NotRecognized", "filed", filed.String())
	switch {
	case r.duplicateOf != (records.Key{}):
		why = messages.New("StarApplication/NotRecognized/Duplicate", "other", r.duplicateOf.String())
	case r.until != 0 && r.until <= filed:
		why = messages.New("StarApplication/NotRecognized/Dissolved", "filed", filed.String(), "on", r.until.String())
	case r.from != 0:
		why = messages.New("StarApplication/NotRecognized/Later", "filed", filed.String(), "from", r.from.String())
	}
	return j.refuse("R3", "", "spec.allianceRef", r.on(filed), v1alpha1.ReasonNotRecognized, why)
}

// refuseWithoutLower asks for the next lower star, where the round wants it and the alliance could have had it.
func (p *Pass) refuseWithoutLower(j *judgement, d *dossier) bool {
	asked := d.round.record.Spec.RequireLowerStar
	below, ok := lower[d.application.Spec.Rating]
	terms := d.round.terms(below)
	if asked == v1alpha1.RequireOff || asked == "" || !ok || terms == nil || !decidable(terms, d.division.Level()) {
		return false
	}
	if p.hadStar(d, below) {
		return !j.ask("", "Q-04", "spec.rating", true, "", messages.Message{})
	}
	says := messages.New("StarApplication/LowerStarMissing", "rating", string(d.application.Spec.Rating), "lower", string(below), "filed", d.filed.String())
	if asked == v1alpha1.RequireDeny {
		return j.refuse("", "Q-04", "spec.rating", false, v1alpha1.ReasonLowerStarMissing, says)
	}
	j.warn("", "Q-04", "spec.rating", v1alpha1.ReasonLowerStarMissing, says)
	return false
}

// hadStar says whether the alliance had a star of at least a rating when it filed. Only applications that were filed before are asked, so
// that no two ask each other.
func (p *Pass) hadStar(d *dossier, rating v1alpha1.Rating) bool {
	for _, other := range records.Find[*v1alpha1.StarApplication](p.view, records.ApplicationsByAlliance, records.KeyOf(d.alliance).String()) {
		if day(other.Spec.FiledOn) >= d.filed || height[other.Spec.Rating] < height[rating] {
			continue
		}
		if judged := p.award(records.KeyOf(other)); judged.InForce(d.filed) && p.endedBy(judged.dossier, d.filed, d.filed) == nil {
			return true
		}
	}
	return false
}

// score adds up the sheets of the scored stage. Those under a digest that was returned do not count, and so give no points.
func (a *Application) score() {
	if a.Approval.State == ApprovalReturned {
		return
	}
	for i := range a.Approval.Stages {
		if stage := &a.Approval.Stages[i]; stage.Stage.Scored && stage.State == StageDone {
			a.Points, a.Scored = score(stage.Counted)
		}
	}
}

// unapproved says what an application waits for, or what ended it, before its notice.
func (a *Application) unapproved(j *judgement) bool {
	terms := a.dossier.terms
	least, _ := parsePoints(terms.MinPoints)
	if a.Scored && terms.MinPoints != "" && a.Points < least {
		says := messages.New("StarApplication/PointsTooFew", "points", string(formatPoints(a.Points)), "least", string(terms.MinPoints))
		if terms.Enforcement == v1alpha1.Binding {
			return j.refuse("R14", "", "spec.rating", false, v1alpha1.ReasonPointsTooFew, says)
		}
		j.warn("R14", "", "spec.rating", v1alpha1.ReasonPointsTooFew, says)
	}
	return j.waitsForApproval(a.Approval, v1alpha1.ReasonFiled)
}

// waitsForApproval sets the outcome of a record whose chain is not complete, and says whether that is so. Before the first signature its
// state is the one given.
func (j *judgement) waitsForApproval(approval *Approval, unsigned string) bool {
	switch approval.State {
	case ApprovalComplete:
		return false
	case ApprovalReturned:
		j.unknown(v1alpha1.ReasonReturned, messages.New("Any/Returned", "on", approval.On.String(), "by", approval.By.Name, "reason", approval.By.Spec.Reason))
	case ApprovalRejected:
		j.no(v1alpha1.ReasonRejected, messages.New("Any/Rejected", "on", approval.On.String(), "stage", approval.By.Spec.Stage,
			"by", approval.By.Name, "reason", approval.By.Spec.Reason))
	default:
		reason := v1alpha1.ReasonUnderReview
		if !approval.started() {
			reason = unsigned
		}
		stage := approval.Waits()
		if stage == nil {
			j.unknown(reason, messages.New("Any/NoStage"))
			return true
		}
		j.unknown(reason, messages.New("Any/UnderReview", "stage", stage.Stage.Name, "authority", string(stage.Stage.Authority),
			"signed", strconv.Itoa(stage.Signed()), "needed", strconv.Itoa(stage.Needed())))
	}
	return true
}
