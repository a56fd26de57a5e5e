package evaluation

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/messages"
)

// duty is something that an account does in a case: an application with its objections, request and payments; an incident with its
// appeal; a plan with its report and payments; a licence with its objections and the misuses that were reported of its user.
type duty string

const (
	filesApplication duty = "FilesApplication"
	signsApplication duty = "SignsApplication"
	filesObjection   duty = "FilesObjection"
	hearsObjection   duty = "HearsObjection"
	filesRequest     duty = "FilesRequest"
	signsRequest     duty = "SignsRequest"
	ordersPayment    duty = "OrdersPayment"
	booksPayment     duty = "BooksPayment"
	filesIncident    duty = "FilesIncident"
	signsIncident    duty = "SignsIncident"
	signsAppeal      duty = "SignsAppeal"
	filesLicense     duty = "FilesLicense"
	signsLicense     duty = "SignsLicense"
	filesPlan        duty = "FilesPlan"
	signsPlan        duty = "SignsPlan"
	filesReport      duty = "FilesReport"
	acceptsReport    duty = "AcceptsReport"
)

// incompatible are the pairs of duties of one case that must lie with different accounts. A pair of a duty with itself is about its
// stages: who signed one may not sign another. Of two acts that collide the later one does not count.
var incompatible = [][2]duty{
	// SD-1: who submits, who reviews and who approves one record are three.
	{filesApplication, signsApplication},
	{signsApplication, signsApplication},
	{filesApplication, signsRequest},
	{filesRequest, signsRequest},
	{signsRequest, signsRequest},
	// SD-4: who hears an objection neither raised it nor decided what it is against.
	{filesObjection, hearsObjection},
	{filesApplication, hearsObjection},
	{signsApplication, hearsObjection},
	{hearsObjection, hearsObjection},
	// SD-2: who approves does not pay, who applies does not either, and who orders does not book.
	{filesApplication, ordersPayment},
	{filesRequest, ordersPayment},
	{signsApplication, ordersPayment},
	{signsRequest, ordersPayment},
	{hearsObjection, ordersPayment},
	{filesApplication, booksPayment},
	{filesRequest, booksPayment},
	{signsApplication, booksPayment},
	{signsRequest, booksPayment},
	{hearsObjection, booksPayment},
	{signsAppeal, ordersPayment},
	{signsAppeal, booksPayment},
	{ordersPayment, booksPayment},
	// SD-3: who reports, who finds, who decides and who hears the appeal are apart.
	{filesIncident, signsIncident},
	{signsIncident, signsIncident},
	{filesIncident, signsAppeal},
	{signsIncident, signsAppeal},
	{signsAppeal, signsAppeal},
	// The same of a licence: who applies, who certifies and who licenses are three, others hear what is objected to it, and who
	// applied for it finds no misuse of it, nor that one was put right.
	{filesLicense, signsLicense},
	{signsLicense, signsLicense},
	{filesLicense, hearsObjection},
	{signsLicense, hearsObjection},
	{filesLicense, signsIncident},
	// SD-1: who files a plan or its report, the secretariat, the leadership and who accepts are apart; SD-5: who signed the plan does
	// not accept what came of it.
	{filesPlan, signsPlan},
	{signsPlan, signsPlan},
	{filesPlan, acceptsReport},
	{filesReport, acceptsReport},
	{signsPlan, acceptsReport},
	{acceptsReport, acceptsReport},
	// SD-2, of activities.
	{filesPlan, ordersPayment},
	{signsPlan, ordersPayment},
	{filesReport, ordersPayment},
	{acceptsReport, ordersPayment},
	{filesPlan, booksPayment},
	{signsPlan, booksPayment},
	{filesReport, booksPayment},
	{acceptsReport, booksPayment},
}

// act is one thing that an account did in a case.
type act struct {
	duty duty
	by   v1alpha1.Account
	// stage of the act, where the duty has stages.
	stage string
	// on is the day of the act, where it may be later than one that it is compared with: that one came first, and stands. 0 where it is not.
	on calendar.Date
}

// againstSignature says of an act that the account which did it may not sign.
func (a act) againstSignature() messages.Message {
	if a.stage != "" {
		return messages.New("Review/SameSigner/Stage", "account", string(a.by), "duty", string(a.duty), "stage", a.stage)
	}
	return messages.New("Review/SameSigner", "account", string(a.by), "duty", string(a.duty))
}

// againstPayment says of an act that the account which did it may not order or book; the sentence is another where the act is of a stage.
func (a act) againstPayment(id string) messages.Message {
	if a.stage == "" {
		return messages.New(id, "account", string(a.by), "duty", string(a.duty))
	}
	return messages.New(id+"/Stage", "account", string(a.by), "duty", string(a.duty), "stage", a.stage)
}

// acts are what was done in a case so far.
type acts []act

// collides finds an earlier act by the same account that is incompatible with a new one. Two signatures under one stage of one
// chain are no collision: the later supersedes the earlier.
func (a acts) collides(next act) (act, bool) {
	for _, earlier := range a {
		if earlier.by != next.by || (earlier.duty == next.duty && earlier.stage == next.stage) || next.on != 0 && earlier.on > next.on {
			continue
		}
		if apart(earlier.duty, next.duty) {
			return earlier, true
		}
	}
	return act{}, false
}

func apart(a, b duty) bool {
	for _, pair := range incompatible {
		if pair == [2]duty{a, b} || pair == [2]duty{b, a} {
			return true
		}
	}
	return false
}
