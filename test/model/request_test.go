package model_test

import (
	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// ask lets an alliance ask for the money of a star, and people sign the request.
func (h *history) ask(s *star, on calendar.Date) {
	waived := false
	switch lot, wrong := h.number("asks", 0, 49), h.in(claims, 8, 1); {
	case lot >= 50-wrong:
		on = on.AddDays(-h.number("too early by", 1, 8))
	case lot >= 50-3*wrong:
		on = in(s.year+1, "04-02")
	case lot >= 50-4*wrong:
		on, waived = in(s.year+1, "04-02"), true
	}
	if on < begins {
		on = begins
	}
	record := &v1alpha1.AwardRequest{ObjectMeta: meta(s.app.Namespace, s.app.Name)}
	record.Spec = v1alpha1.AwardRequestSpec{
		ApplicationRef: v1alpha1.LocalRef{Name: s.app.Name}, RequestedOn: text(on), FiledBy: s.applicant(), Payee: s.org.payee(),
	}
	if waived {
		record.Spec.Waiver = &v1alpha1.Waiver{Reason: "样例(虚构)"}
	}
	if h.chance("wrong payee", h.in(claims, 25, 3)) {
		record.Spec.Payee = orgs[3].payee()
		if s.org.name == orgs[3].name {
			record.Spec.Payee = orgs[0].payee()
		}
	}
	s.request = record
	h.file(on, record)
	c := s.requestChain(h)
	if h.chance("request edited under review", 2) {
		h.sign(&chain{kind: c.kind, namespace: c.namespace, name: c.name, digest: c.digest, filedBy: c.filedBy, stages: c.stages[:1]}, on)
		on = on.AddDays(3)
		s.request = h.readdressed(record, on, "5678")
		c = s.requestChain(h)
	}
	end, day := h.sign(c, on)
	if end == complete {
		s.granted = day
	}
	if h.chance("request edited after", 2) {
		h.readdressed(s.request, day.AddDays(h.number("edited on", 1, 40)), "9999")
	}
}

// readdressed brings a new version of a request.
func (h *history) readdressed(record *v1alpha1.AwardRequest, day calendar.Date, tail string) *v1alpha1.AwardRequest {
	edited := record.DeepCopy()
	edited.Spec.Payee.AccountTail = tail
	h.edit(day, edited)
	return edited
}

func (s *star) requestChain(h *history) *chain {
	c := &chain{
		kind: records.AwardRequest, namespace: s.request.Namespace, name: s.request.Name, filedBy: s.applicant(), returnable: true,
		digest: h.digestOf(records.AwardRequest, s.request.Namespace, s.request.Name, s.request.Spec),
	}
	for i, name := range []string{"Check", "Leadership"} {
		c.stages = append(c.stages, signing{
			name: name, authority: v1alpha1.Municipal, by: []v1alpha1.Account{account(v1alpha1.Municipal, []string{"60", "70"}[i])}, document: i == 1,
		})
	}
	return c
}
