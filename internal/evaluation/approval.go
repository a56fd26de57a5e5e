package evaluation

import (
	"cmp"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
	"github.com/lianxing-dev/lianxing/internal/money"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// ApprovalState is how a chain of approval stands as a whole.
type ApprovalState string

// The states of a chain of approval.
const (
	ApprovalOpen     ApprovalState = "Open"     // a stage waits for signatures
	ApprovalComplete ApprovalState = "Complete" // its last stage is done
	ApprovalRejected ApprovalState = "Rejected" // a stage said no
	ApprovalReturned ApprovalState = "Returned" // its digest has ended; another one may be filed
)

// The states of a stage.
const (
	StageDone     = "Done"
	StageOpen     = "Open"
	StageWaiting  = "Waiting"
	StageSkipped  = "Skipped"
	StageRejected = "Rejected"
	StageReturned = "Returned"
)

// Approval is how far a chain of approval has come under one digest of its subject.
type Approval struct {
	// Digest of the spec that was signed.
	Digest v1alpha1.Digest
	// State of the whole chain.
	State ApprovalState
	// On is the day of the completion, rejection or return; 0 while the chain is open.
	On calendar.Date
	// By is the review that rejected or returned; nil otherwise.
	By *v1alpha1.Review
	// Stages in their order.
	Stages []StageProgress

	counting map[string]counting
	signed   acts
}

// StageProgress is how far one stage has come.
type StageProgress struct {
	// Stage as the round declares it, its authority filled in.
	Stage v1alpha1.Stage
	// State is Done, Open, Waiting, Skipped, Rejected or Returned.
	State string
	// DoneOn is the day on which the stage was completed; 0 while it is not.
	DoneOn calendar.Date
	// Counted are the signatures that count, by day and name.
	Counted []*v1alpha1.Review
}

// Needed is the number of signatures that the stage asks for.
func (p *StageProgress) Needed() int { return max(1, int(p.Stage.Reviewers)) }

// Signed is the number of signatures towards that number: sheets of a scored stage, else approvals.
func (p *StageProgress) Signed() int {
	signed := 0
	for _, review := range p.Counted {
		if p.Stage.Scored || review.Spec.Verdict == v1alpha1.Approve || review.Spec.Verdict == v1alpha1.Waive {
			signed++
		}
	}
	return signed
}

// Waits is the stage that waits for signatures; nil where none does.
func (a *Approval) Waits() *StageProgress {
	for i := range a.Stages {
		if a.Stages[i].State == StageOpen {
			return &a.Stages[i]
		}
	}
	return nil
}

// started says whether any signature counts.
func (a *Approval) started() bool {
	return slices.ContainsFunc(a.Stages, func(p StageProgress) bool { return len(p.Counted) > 0 })
}

// has says whether a stage is one of the chain's.
func (a *Approval) has(stage string) bool {
	return slices.ContainsFunc(a.Stages, func(p StageProgress) bool { return p.Stage.Name == stage })
}

// last is the deciding stage: the last that is not skipped. Nil of a chain without one, which can't be complete.
func (a *Approval) last() *StageProgress {
	for i := len(a.Stages) - 1; i >= 0; i-- {
		if a.Stages[i].State != StageSkipped {
			return &a.Stages[i]
		}
	}
	return nil
}

// counting is what became of one signature.
type counting struct {
	reason  string
	message messages.Message
}

// subject is what a chain of approval is about, and what the chain has to know of it.
type subject struct {
	kind   records.Kind
	key    records.Key
	digest v1alpha1.Digest // of the spec as it is now
	filed  calendar.Date   // nobody signs before
	stages []v1alpha1.Stage
	// awarding is the authority of a stage that names none; level that of the alliance: a stage below it is skipped.
	awarding, level v1alpha1.Authority
	duty            duty
	before          acts // of the case, earlier than any signature of the chain
	fixed           bool // the subject never changes, so it can't be returned
	opensNotice     bool // the deciding stage has to put up the notice
	finds           bool // the first stage is a finding, which an official document supports
	waivable        bool // a hearing between the first and the last stage may be waived
	// demands says what else an approval under a digest lacks, by the subject's own rules; nil where it has none.
	demands    func(signed v1alpha1.Digest, review *v1alpha1.Review) (lacks messages.Message, missing bool)
	recusal    recusal
	indicators []v1alpha1.Indicator
	// check is what an approval of the first stage has to look at; setsAmount says that one of the deciding stage agrees to an amount, and
	// to no more than atMost.
	check      string
	setsAmount bool
	atMost     money.Fen
}

// approval judges a chain as it stands: under the digest of the spec as it is, unless another one was decided before. A chain that is
// complete stands for its digest, and a Reject ends the subject whatever is edited after it; on one day the Reject wins.
func (s *subject) approval(view records.View, t *timeline) *Approval {
	reviews := s.reviews(view, t)
	stands := s.under(s.digest, reviews, view, t)
	for _, digest := range otherDigests(reviews, s.digest) {
		if other := s.under(digest, reviews, view, t); other.decidedBefore(stands) {
			stands = other
		}
	}
	return stands
}

// anew judges a chain under the digest of the spec as it is now, so that nobody acts on what nobody signed: an edit starts it again. A
// Reject ends the subject, whatever is edited after it.
func (s *subject) anew(view records.View, t *timeline) *Approval {
	reviews := s.reviews(view, t)
	stands := s.under(s.digest, reviews, view, t)
	for _, digest := range otherDigests(reviews, s.digest) {
		if other := s.under(digest, reviews, view, t); other.State == ApprovalRejected && other.decidedBefore(stands) {
			stands = other
		}
	}
	return stands
}

// claimApproval is the chain of a record that asks for money. Before the ledger has it, an edit starts it anew; once entered, the digest
// that the entry names stands.
func (p *Pass) claimApproval(t *timeline, s *subject) *Approval {
	for _, entry := range p.entriesOf(s.kind, s.key) {
		if entry.Spec.Cause.Digest != "" {
			return s.under(entry.Spec.Cause.Digest, s.reviews(p.view, t), p.view, t)
		}
	}
	return s.anew(p.view, t)
}

// dated are the signatures of a chain with the day on which it was complete, for one that may have been signed before. None of a chain
// that was not asked.
func (a *Approval) dated() acts {
	if a == nil {
		return nil
	}
	done := slices.Clone(a.signed)
	for i := range done {
		done[i].on = a.On
	}
	return done
}

// decided says whether the chain has come to an end that an edit does not undo.
func (a *Approval) decided() bool { return a.State == ApprovalComplete || a.State == ApprovalRejected }

func (a *Approval) decidedBefore(other *Approval) bool {
	switch {
	case !a.decided():
		return false
	case !other.decided() || a.On < other.On:
		return true
	}
	return a.On == other.On && a.State == ApprovalRejected && other.State == ApprovalComplete
}

// reviews are the signatures under the subject that are dated by the day of evaluation, in the order in which they are judged: by
// day, a Reject after everything else of its day so that it wins over an Approve, then by name.
func (s *subject) reviews(view records.View, t *timeline) []*v1alpha1.Review {
	found := records.Find[*v1alpha1.Review](view, records.ReviewsBySubject, records.SubjectValue(s.kind, s.key))
	dated := make([]*v1alpha1.Review, 0, len(found))
	for _, review := range found {
		if t.reached(day(review.Spec.SignedOn)) {
			dated = append(dated, review)
		}
	}
	slices.SortFunc(dated, func(a, b *v1alpha1.Review) int {
		return cmp.Or(cmp.Compare(a.Spec.SignedOn, b.Spec.SignedOn), cmp.Compare(rank(a.Spec.Verdict), rank(b.Spec.Verdict)), cmp.Compare(a.Name, b.Name))
	})
	return dated
}

func rank(verdict v1alpha1.Verdict) int {
	if verdict == v1alpha1.Reject {
		return 1
	}
	return 0
}

func otherDigests(reviews []*v1alpha1.Review, own v1alpha1.Digest) []v1alpha1.Digest {
	var list []v1alpha1.Digest
	for _, review := range reviews {
		if named := review.Spec.SubjectRef.Digest; named != own && !slices.Contains(list, named) {
			list = append(list, named)
		}
	}
	slices.Sort(list)
	return list
}

// under judges the chain under one digest.
func (s *subject) under(digest v1alpha1.Digest, reviews []*v1alpha1.Review, view records.View, t *timeline) *Approval {
	c := &chain{subject: s, view: view, t: t, approval: &Approval{Digest: digest, State: ApprovalOpen, counting: map[string]counting{}}}
	for _, review := range reviews {
		if review.Spec.SubjectRef.Digest == digest {
			c.reviews = append(c.reviews, review)
		}
	}
	c.run()
	return c.approval
}

// chain is one walk through the stages under one digest.
type chain struct {
	*subject
	view     records.View
	t        *timeline
	reviews  []*v1alpha1.Review
	approval *Approval
}

func (c *chain) run() {
	stages, last := c.declared()
	since, open := c.filed, true
	for i, stage := range stages {
		progress := StageProgress{Stage: stage, State: StageWaiting}
		switch {
		case c.skips(stage):
			progress.State = StageSkipped
			c.markAll(stage, counting{v1alpha1.ReasonUnknownStage, messages.New("Review/UnknownStage/Skipped", "stage", stage.Name)})
		case open:
			progress.State = StageOpen
			c.judge(&progress, since, c.roleOf(i, last))
			since, open = progress.DoneOn, progress.State == StageDone
		default:
			c.tooEarly(&progress, c.roleOf(i, last))
		}
		c.approval.Stages = append(c.approval.Stages, progress)
	}
	if last := c.approval.last(); last != nil && last.State == StageDone {
		c.approval.State, c.approval.On = ApprovalComplete, last.DoneOn
	}
	c.unknownStages()
	if c.approval.State == ApprovalReturned {
		c.returned()
	}
}

// stageRole is what a stage asks for by its place in the chain.
type stageRole struct {
	first    bool // it opens the chain
	deciding bool // the last stage: it decides
	document bool // it needs the number of a document: a deciding stage, and a finding
	waivable bool // it is a hearing that may be waived
}

func (c *chain) roleOf(i, last int) stageRole {
	return stageRole{first: i == 0, deciding: i == last, document: i == last || c.finds && i == 0, waivable: c.waivable && i > 0 && i < last}
}

// declared are the stages with their authorities filled in, and the number of the one that decides: the last that is not skipped.
func (c *chain) declared() (stages []v1alpha1.Stage, last int) {
	last = -1
	for i, stage := range c.stages {
		if stage.Authority == "" {
			stage.Authority = c.awarding
		}
		stages = append(stages, stage)
		if !c.skips(stage) {
			last = i
		}
	}
	return stages, last
}

// skips says whether a stage lies below the alliance's own level.
func (c *chain) skips(stage v1alpha1.Stage) bool {
	return records.Rank(stage.Authority) < records.Rank(c.level)
}

// judge goes through the signatures of one stage day by day, so that those of one day are judged together, until the stage is done or
// has said no. What is signed on a later day adds nothing.
func (c *chain) judge(p *StageProgress, since calendar.Date, as stageRole) {
	list := c.of(p.Stage)
	for at := 0; at < len(list); {
		to := at
		for to < len(list) && list[to].Spec.SignedOn == list[at].Spec.SignedOn {
			to++
		}
		if p.State != StageOpen {
			c.late(list[at:], p)
			return
		}
		for _, review := range list[at:to] {
			if refused, ok := c.refuses(review, p.Stage, since, as); ok {
				c.approval.counting[review.Name] = refused
			} else {
				c.count(p, review)
			}
		}
		c.close(p, day(list[at].Spec.SignedOn))
		at = to
	}
}

// count takes a signature in; a later one of the same account supersedes the earlier.
func (c *chain) count(p *StageProgress, review *v1alpha1.Review) {
	p.Counted = slices.DeleteFunc(p.Counted, func(earlier *v1alpha1.Review) bool {
		same := earlier.Spec.Reviewer == review.Spec.Reviewer
		if same {
			c.approval.counting[earlier.Name] = counting{v1alpha1.ReasonSuperseded,
				messages.New("Review/Superseded", "by", review.Name, "on", string(review.Spec.SignedOn))}
		}
		return same
	})
	p.Counted = append(p.Counted, review)
	c.approval.counting[review.Name] = counting{v1alpha1.ReasonCounted, messages.New("Review/Counted", "stage", p.Stage.Name)}
}

// close ends a stage on a day whose signatures were all taken in: a Return ends the digest, a Reject the subject, and enough
// signatures complete it. A scored stage asks for its number of sheets, whatever they say.
func (c *chain) close(p *StageProgress, on calendar.Date) {
	for _, review := range p.Counted {
		switch {
		case review.Spec.Verdict == v1alpha1.ReturnBack:
			p.State = StageReturned
			c.approval.State, c.approval.On, c.approval.By = ApprovalReturned, on, review
			return
		case review.Spec.Verdict == v1alpha1.Reject && !p.Stage.Scored:
			p.State = StageRejected
			c.approval.State, c.approval.On, c.approval.By = ApprovalRejected, on, review
			return
		}
	}
	if p.Signed() < p.Needed() {
		return
	}
	p.State, p.DoneOn = StageDone, on
	for _, review := range p.Counted {
		c.approval.signed = append(c.approval.signed, act{duty: c.duty, by: review.Spec.Reviewer, stage: p.Stage.Name})
	}
}

// of are the signatures under a stage.
func (c *chain) of(stage v1alpha1.Stage) []*v1alpha1.Review {
	var list []*v1alpha1.Review
	for _, review := range c.reviews {
		if review.Spec.Stage == stage.Name {
			list = append(list, review)
		}
	}
	return list
}

// late are signatures after their stage was over.
func (c *chain) late(list []*v1alpha1.Review, p *StageProgress) {
	for _, review := range list {
		c.approval.counting[review.Name] = counting{v1alpha1.ReasonSuperseded,
			messages.New("Review/Superseded/Late", "stage", p.Stage.Name, "signed", string(review.Spec.SignedOn))}
	}
}

// countsNothing says of the signatures that would count that they came when all was decided without them.
func (a *Approval) countsNothing(because messages.Message) {
	for name, verdict := range a.counting {
		if verdict.reason == v1alpha1.ReasonCounted {
			a.counting[name] = counting{v1alpha1.ReasonSuperseded, because}
		}
	}
}

// tooEarly judges the signatures of a stage whose turn has not come: whatever else is wrong with them is said first.
func (c *chain) tooEarly(p *StageProgress, as stageRole) {
	for _, review := range c.of(p.Stage) {
		refused, ok := c.refuses(review, p.Stage, calendar.Max, as)
		if !ok {
			refused = counting{v1alpha1.ReasonTooEarly, messages.New("Review/TooEarly/Waiting", "stage", p.Stage.Name)}
		}
		c.approval.counting[review.Name] = refused
	}
}

func (c *chain) markAll(stage v1alpha1.Stage, as counting) {
	for _, review := range c.of(stage) {
		c.approval.counting[review.Name] = as
	}
}

func (c *chain) unknownStages() {
	for _, review := range c.reviews {
		if _, ok := c.approval.counting[review.Name]; !ok {
			c.approval.counting[review.Name] = counting{v1alpha1.ReasonUnknownStage,
				messages.New("Review/UnknownStage", "stage", review.Spec.Stage, "known", stageNames(c.stages))}
		}
	}
}

// returned lets no signature under the digest count but the one that returned it.
func (c *chain) returned() {
	for _, review := range c.reviews {
		if review != c.approval.By && c.approval.counting[review.Name].reason == v1alpha1.ReasonCounted {
			c.approval.counting[review.Name] = counting{v1alpha1.ReasonStale,
				messages.New("Review/Stale/Returned", "on", c.approval.On.String(), "by", c.approval.By.Name)}
		}
	}
}

func stageNames(stages []v1alpha1.Stage) string {
	list := ""
	for i, stage := range stages {
		if i > 0 {
			list += ", "
		}
		list += stage.Name
	}
	return list
}
