package evaluation_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/creditcode"
	"github.com/lianxing-dev/lianxing/internal/evaluation"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// garble spoils a record: dates that are none, names of nothing, empty lists. Some of it admission would refuse.
func garble(t *rapid.T, object records.Object) {
	date := rapid.SampledFrom([]v1alpha1.Date{"", "2025-02-30", "yesterday", "0000-00-00", "2199-12-31", "2025-06-08"}).Draw(t, "date")
	name := rapid.SampledFrom([]string{"", "nothing", "torreya", "torreya-2025-4", "2025", "a/b", "../x"}).Draw(t, "name")
	odd := uniform(t, 4, "what")
	switch record := object.(type) {
	case *v1alpha1.Alliance:
		record.Spec.Recognition, record.Spec.DissolvedOn, record.Spec.CreditCode = nil, date, v1alpha1.CreditCode(name)
		record.Spec.Succeeds = []v1alpha1.Succession{{CreditCode: v1alpha1.CreditCode(name), On: date}, {}}
		if odd > 1 {
			record.Spec.Recognition = &v1alpha1.Recognition{DecidedOn: date, Notice: v1alpha1.NoticePeriod{OpensOn: date, WorkingDays: -1}}
			record.Spec.Succeeds = []v1alpha1.Succession{{AllianceRef: &v1alpha1.Ref{Name: name}, On: "2024-01-01"}}
		}
	case *v1alpha1.StarApplication:
		*[]*string{&record.Spec.AllianceRef.Name, &record.Spec.RoundRef.Name, (*string)(&record.Spec.Rating), (*string)(&record.Spec.WithdrawnOn)}[odd] = name
		record.Spec.FiledOn = rapid.SampledFrom([]v1alpha1.Date{date, record.Spec.FiledOn}).Draw(t, "filed")
	case *v1alpha1.AwardRequest:
		record.Spec.ApplicationRef.Name, record.Spec.Payee = name, v1alpha1.Payee{}
		record.Spec.RequestedOn = rapid.SampledFrom([]v1alpha1.Date{date, record.Spec.RequestedOn}).Draw(t, "requested")
	case *v1alpha1.Objection:
		record.Spec.SubjectRef, record.Spec.RaisedOn = v1alpha1.ObjectionSubject{Kind: name, Name: name}, date
	case *v1alpha1.Review:
		*[]*string{&record.Spec.Stage, (*string)(&record.Spec.Authority), (*string)(&record.Spec.Verdict), &record.Spec.SubjectRef.Kind}[odd] = name
		record.Spec.SignedOn, record.Spec.Notice = date, &v1alpha1.NoticeOpening{OpensOn: date}
		record.Spec.Scores = append(record.Spec.Scores, v1alpha1.Score{Indicator: name, Points: v1alpha1.Points(date)})
	case *v1alpha1.EvaluationRound:
		garbleRound(&record.Spec, date, odd)
	case *v1alpha1.Budget:
		record.Spec.Appropriations = []v1alpha1.Appropriation{{On: date, Total: v1alpha1.Yuan(name)}}
	case *v1alpha1.WorkCalendar:
		record.Spec.Holidays = append(record.Spec.Holidays, date)
		record.Spec.Amendments = []v1alpha1.CalendarAmendment{{PublishedOn: date}}
	}
}

func garbleRound(spec *v1alpha1.EvaluationRoundSpec, date v1alpha1.Date, odd int) {
	switch odd {
	case 0:
		spec.Ratings, spec.Objections.Stages, spec.Notice.WorkingDays = nil, nil, -5
	case 1:
		spec.Window, spec.ValidThrough = v1alpha1.Window{}, date
	case 2:
		spec.Objections.Stages, spec.Indicators = nil, nil
		for i := range spec.Ratings {
			spec.Ratings[i].Stages, spec.Ratings[i].Award = nil, &v1alpha1.AwardTerms{Amount: v1alpha1.Yuan(date)}
		}
	default:
		spec.Notice.WorkingDays = 0
		for i := range spec.Ratings {
			spec.Ratings[i].Stages = []v1alpha1.Stage{{}, {Name: "Decision", Reviewers: -1, Scored: true}}
			if spec.Ratings[i].Award != nil {
				spec.Ratings[i].Award.Stages = nil
			}
		}
	}
}

// TestGarbageIsSurvived: whatever stands in the records, every question has an answer, and the ledger can be walked.
func TestGarbageIsSurvived(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w, _ := drawHistory(t, true)
		for i := range w.objects {
			if chance(t, 5, "garbled") {
				garble(t, w.objects[i])
			}
		}
		view := w.view()
		for _, asOf := range []calendar.Date{0, calendar.Min, drawDay(t), calendar.Max} {
			pass := evaluation.At(view, asOf)
			for _, object := range w.objects {
				if says, _ := describe(pass, object); says == "" && records.KindOf(object) == records.Review {
					t.Fatalf("nothing is said of %s", records.KeyOf(object))
				}
			}
			for _, claim := range append(claims(), v1alpha1.Claim{}, v1alpha1.Claim{Identity: "a/b"}) {
				pass.Steps(starsLedger, claim)
				pass.EvidenceMissing(starsLedger, claim)
			}
		}
		if _, err := enter(view, drawDay(t)); err != nil {
			t.Fatal(err)
		}
	})
}

// FuzzPoints asks of any text whether it is points: a sheet that gives them counts only where they are a number of at most two places
// between nothing and the indicator's maximum, and then they are what it says.
func FuzzPoints(f *testing.F) {
	for _, seed := range []string{"27", "27.5", "27.55", "0", "30", "30.01", "-1", "1e1", "", ".", "5.", ".5", "1.005", "٣", "+3", " 3", "0x1", "99999999999999999999"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := awarded()
		for _, name := range []string{"Appraisal-1", "Appraisal-2", "Appraisal-3"} {
			c.reviews[name].Spec.Scores[0].Points = v1alpha1.Points(text)
		}
		got := c.at("2025-12-31").StarApplication(torreya4)
		hundredths, ok := pointsByHand(text)
		if got.Scored != ok {
			t.Fatalf("%q: scored %t, want %t", text, got.Scored, ok)
		}
		if want := fmt.Sprintf("%d.%02d", (hundredths+6300)/100, (hundredths+6300)%100); ok && string(got.PointsText()) != want {
			t.Errorf("%q and 63 are %s points, want %s", text, got.PointsText(), want)
		}
	})
}

// pointsByHand reads points up to 30, digit by digit.
func pointsByHand(text string) (hundredths int, ok bool) {
	places, point := 0, false
	for i, r := range text {
		switch {
		case r == '.' && !point && i > 0:
			point = true
		case r < '0' || r > '9' || places == 2:
			return 0, false
		default:
			hundredths = min(hundredths*10+int(r-'0'), 1_000_000)
			if point {
				places++
			}
		}
	}
	for ; places < 2; places++ {
		hundredths *= 10
	}
	return hundredths, text != "" && hundredths <= 3000
}

// FuzzIdentityKey: an identity is read back as it is written, and one that is a credit code is never taken for a namespace and a name.
func FuzzIdentityKey(f *testing.F) {
	for _, seed := range []string{"zhuji/torreya", "51330681PDY0000879", "", "/", "a/b/c", "/x", "x/"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		key, ok := evaluation.IdentityKey(text)
		if ok && (key.String() != text || creditcode.Validate(text) == nil) {
			t.Fatalf("%q is read as %q", text, key)
		}
		if !ok && strings.Contains(text, "/") {
			t.Fatalf("%q is no namespace and name", text)
		}
	})
}
