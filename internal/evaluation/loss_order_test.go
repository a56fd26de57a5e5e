package evaluation_test

import (
	"fmt"
	"testing"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// C1: what a lost decision may have ended counts for nothing in an annulment that is decided later: it takes the money of a star that nobody annulled.
func TestLossAnnulmentTakesWhatALostDecisionMayHaveEnded(t *testing.T) {
	for _, lost := range []bool{false, true} {
		t.Run(fmt.Sprint("lost ", lost), func(t *testing.T) {
			w := newWorld()
			w.round(2024)
			w.round(2026)
			alliance := w.alliance("zhuji", "torreya", torreyaCode)
			old := w.star(alliance, 2024, v1alpha1.Four)
			four, five := w.star(alliance, 2025, v1alpha1.Four), w.star(alliance, 2025, v1alpha1.Five)
			_ = four
			// The star of 2024 is annulled on 11-12; that of five on 11-20, reported before.
			first := old.report("first", v1alpha1.GroundProceduralFault, "2024-11-01", "2025-11-01")
			first.incident.Spec.Annuls, first.by = old.application.Name, v1alpha1.Provincial
			first.revoked("2025-11-05", "2025-11-12")
			second := five.report("second", v1alpha1.GroundProceduralFault, "2025-11-01", "2025-11-06")
			second.incident.Spec.Annuls, second.by = five.application.Name, v1alpha1.Provincial
			second.revoked("2025-11-10", "2025-11-20")
			first.kept(t, "2025-11-15")
			second.kept(t, "2024-01-01")
			if lost {
				first.drop(first.incident)
			}
			list := second.entries(t, "2025-12-31")
			t.Log(show(list))
			if got := takenFrom(list); got != "-20000.00 -30000.00 " {
				t.Errorf("taken %s", got)
			}
			wantIncident(t, second.lived(t, "2025-12-31"), second, v1alpha1.ReasonAnnulled)
		})
	}
}

// C2: an appeal that gave nothing back, since another decision stood, is no decision.
func TestLossAppealThatGaveNothingIsNoDecision(t *testing.T) {
	c := awarded()
	c.world.round(2026)
	c.reviews["Check"].Spec.SignedOn, c.reviews["Leadership"].Spec.SignedOn = "2025-07-14", "2025-07-15"
	first := c.report("first", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-07-01").revoked("2025-07-03", "2025-07-08")
	second := c.report("second", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-07-02").revoked("2025-07-03", "2025-07-08")
	_ = second
	first.appealed("2025-07-20")
	second.appealed("2025-08-20")
	first.kept(t, "2025-12-31")
	t.Log(show(first.entries(t, "2025-12-31")))
	wantIncident(t, first.lived(t, "2025-12-31"), first, v1alpha1.ReasonOverturned)
	wantApplication(t, first.lived(t, "2025-12-31"), torreya4, v1alpha1.ReasonAwarded)
	first.drop(first.incident)
	pass := first.lived(t, "2025-12-31")
	wantApplication(t, pass, torreya4, v1alpha1.ReasonAwarded)
	if pass.Alliance(torreyaKey).OnHold {
		t.Error("an appeal is taken for a decision: money is on hold because of it")
	}
}

// C4: the same questions in another order give the same answers, and as of every day nothing panics.
func TestLossOrderOfQuestions(t *testing.T) {
	all := map[string]func(*incidentCase){"nothing": func(*incidentCase) {}, "the report is gone": func(i *incidentCase) { i.drop(i.incident) }}
	for name, change := range edits {
		all["edited: "+name] = change
	}
	for name, change := range losses {
		all[name] = change
	}
	for name, change := range all {
		for _, appealed := range []bool{false, true} {
			t.Run(fmt.Sprint(name, appealed), func(t *testing.T) {
				i := decidedCase(t, true)
				more := i.report("more", v1alpha1.GroundIllegalOperation, "2025-06-27", "2025-07-05")
				more.revoked("2025-07-06", "2025-07-20")
				later := i.report("later", v1alpha1.GroundProceduralFault, "2025-06-27", "2025-10-01")
				later.incident.Spec.Annuls = "torreya-2025-4"
				later.revoked("2025-10-06", "2025-10-20")
				if appealed {
					i.appealed("2025-09-02")
				}
				i.kept(t, "2025-07-31")
				i.world.star(i.alliance, 2026, v1alpha1.Three)
				change(i)
				view := i.view()
				for day := calendar.MustParse("2025-06-20"); day < calendar.MustParse("2026-03-01"); day = day.AddDays(45) {
					ask := []func(p *evaluation.Pass) string{}
					for _, r := range records.List[*v1alpha1.Incident](view) {
						key := records.KeyOf(r)
						ask = append(ask, func(p *evaluation.Pass) string {
							x := p.Incident(key)
							return fmt.Sprint(key, x.Outcome, x.Next, x.DecidedOn, x.OverturnedOn)
						})
					}
					for _, r := range records.List[*v1alpha1.StarApplication](view) {
						key := records.KeyOf(r)
						ask = append(ask, func(p *evaluation.Pass) string {
							x := p.StarApplication(key)
							return fmt.Sprint(key, x.Outcome, x.Next, x.AwardedOn, x.ValidThrough)
						})
						ask = append(ask, func(p *evaluation.Pass) string {
							x := p.Grant(key)
							return fmt.Sprint(key, x.Result.Outcome, x.Result.Next)
						})
					}
					ask = append(ask, func(p *evaluation.Pass) string {
						x := p.Alliance(torreyaKey)
						return fmt.Sprint(x.Outcome, x.Next, x.Star == nil, x.OnHold, x.BarredThrough)
					},
						func(p *evaluation.Pass) string { return fmt.Sprint(p.Steps(starsLedger, torreyaClaim)) },
						func(p *evaluation.Pass) string {
							a, b := p.Held(starsLedger, torreyaClaim, day)
							return fmt.Sprint(a, b)
						})
					forward, backward := evaluation.At(view, day), evaluation.At(view, day)
					said := make([]string, len(ask))
					for n, q := range ask {
						said[n] = q(forward)
					}
					for n := len(ask) - 1; n >= 0; n-- {
						alone := ask[n](evaluation.At(view, day))
						if got := ask[n](backward); n < 6 && got != said[n] || n < 6 && alone != got {
							t.Errorf("on %s question %d:\n %s\n %s\n %s", day, n, said[n], got, alone)
						}
					}
				}
			})
		}
	}
}

// C5: a register that is refreshed at Next says the same as one that is refreshed daily.
func TestLossNextAfterALoss(t *testing.T) {
	all := map[string]func(*incidentCase){"nothing": func(*incidentCase) {}, "the report is gone": func(i *incidentCase) { i.drop(i.incident) }}
	for name, change := range edits {
		all["edited: "+name] = change
	}
	for name, change := range losses {
		all[name] = change
	}
	for name, change := range all {
		for _, appealed := range []bool{false, true} {
			t.Run(fmt.Sprint(name, appealed), func(t *testing.T) {
				i := decidedCase(t, true)
				later := i.report("later", v1alpha1.GroundProceduralFault, "2025-06-27", "2025-08-20")
				later.incident.Spec.Annuls = "torreya-2025-4"
				later.revoked("2025-08-22", "2025-08-25")
				i.kept(t, "2025-07-31")
				if appealed {
					i.appealed("2025-09-02").Spec.SubjectRef.Digest = i.reviews["Revocation-report"].Spec.SubjectRef.Digest
				}
				next := i.world.star(i.alliance, 2026, v1alpha1.Three)
				change(i)
				view := i.view()
				type one struct {
					name string
					ask  func(p *evaluation.Pass) (string, calendar.Date)
				}
				var list []one
				for _, r := range records.List[*v1alpha1.Incident](view) {
					key := records.KeyOf(r)
					list = append(list, one{key.String(), func(p *evaluation.Pass) (string, calendar.Date) {
						x := p.Incident(key)
						return fmt.Sprint(x.Outcome, x.DecidedOn, x.OverturnedOn, x.OverdueSince), x.Next
					}})
				}
				for _, r := range records.List[*v1alpha1.StarApplication](view) {
					key := records.KeyOf(r)
					list = append(list, one{"app " + key.String(), func(p *evaluation.Pass) (string, calendar.Date) {
						x := p.StarApplication(key)
						return fmt.Sprint(x.Outcome, x.AwardedOn, x.ValidThrough), x.Next
					}})
				}
				list = append(list, one{"alliance", func(p *evaluation.Pass) (string, calendar.Date) {
					x := p.Alliance(torreyaKey)
					return fmt.Sprint(x.Outcome, x.Star, x.OnHold, x.BarredThrough, x.PlaqueDueOn), x.Next
				}})
				_ = next
				for _, o := range list {
					said, until := "", calendar.Date(0)
					for day := calendar.MustParse("2025-06-28"); day < calendar.MustParse("2025-09-10"); day = day.AddDays(1) {
						now, to := o.ask(evaluation.At(view, day))
						if said != "" && now != said && (until == 0 || day < until) {
							t.Errorf("%s on %s: %s became %s, and Next was %s", o.name, day, said, now, until)
						}
						said, until = now, to
					}
				}
			})
		}
	}
}
