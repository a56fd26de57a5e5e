package synthetic

import (
	"maps"
	"math/rand/v2"
	"slices"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
)

// Course is what an alliance goes through in a year.
type Course string

// The courses.
const (
	// Absent: it does not apply.
	Absent Course = "Absent"
	// ThreeStars, FourStars and FiveStars: it applies, is awarded, asks for its money where there is some, and is paid.
	ThreeStars Course = "ThreeStars"
	FourStars  Course = "FourStars"
	FiveStars  Course = "FiveStars"
	// Unasked: four stars, whose money nobody asks for.
	Unasked Course = "Unasked"
	// Unpaid: four stars, whose money is granted and never ordered.
	Unpaid Course = "Unpaid"
	// Rejected: the city decides against four stars.
	Rejected Course = "Rejected"
	// Objected: an objection against four stars is upheld during the notice.
	Objected Course = "Objected"
	// Late: it applies after the window.
	Late Course = "Late"
	// Revoked: four stars that are paid, revoked in the same year for facts of before the payment; the money comes back. It is barred for
	// a year, and does not apply in it.
	Revoked Course = "Revoked"
)

// course is what is done in a course, and what comes of it: the answers are summed from these and from nothing else.
type course struct {
	// weight of the course where courses are drawn, in percent.
	weight int
	// rating that is applied for; empty where nobody applies.
	rating v1alpha1.Rating

	// star says that the star is awarded, and stands at the end of the year unless revoked says that it ended.
	star, revoked bool
	// granted, ordered, and back say what became of the money: an entry each, for all of it.
	granted, ordered, back bool
}

var terms = map[Course]course{
	Absent:     {weight: 20},
	ThreeStars: {weight: 15, rating: v1alpha1.Three, star: true},
	FourStars:  {weight: 25, rating: v1alpha1.Four, star: true, granted: true, ordered: true},
	FiveStars:  {weight: 10, rating: v1alpha1.Five, star: true, granted: true, ordered: true},
	Unasked:    {weight: 5, rating: v1alpha1.Four, star: true},
	Unpaid:     {weight: 5, rating: v1alpha1.Four, star: true, granted: true},
	Rejected:   {weight: 5, rating: v1alpha1.Four},
	Objected:   {weight: 5, rating: v1alpha1.Four},
	Late:       {weight: 5, rating: v1alpha1.Four},
	Revoked:    {weight: 5, rating: v1alpha1.Four, star: true, revoked: true, granted: true, ordered: true, back: true},
}

// Courses are all courses, by name.
func Courses() []Course { return slices.Sorted(maps.Keys(terms)) }

// coursesOf are the courses of one alliance, a year after the other.
func (p *Province) coursesOf(alliance int) []Course {
	if p.o.Only != "" {
		return slices.Repeat([]Course{p.o.Only}, p.o.Years)
	}
	drawn := rand.New(rand.NewPCG(p.o.Seed, uint64(alliance))) //nolint:gosec // a seed makes the same province again
	var all []Course
	paid, barred := false, false
	for range p.o.Years {
		next := draw(drawn)
		switch {
		case barred:
			next = Absent
		case next == Revoked && paid:
			// A revocation says something of every claim of the organisation; here there is only the one of its year.
			next = FourStars
		case next == ThreeStars && p.municipal(alliance):
			next = FourStars // a county decides on three stars, and a city's own alliance has none
		}
		barred = next == Revoked
		paid = paid || terms[next].granted
		all = append(all, next)
	}
	return all
}

func draw(from *rand.Rand) Course {
	at := from.IntN(100)
	for _, name := range Courses() {
		if at -= terms[name].weight; at < 0 {
			return name
		}
	}
	return Absent
}
