// Package synthetic makes up a province for tests and benchmarks: cities with counties, alliances, and years in which they apply,
// are decided on, paid and revoked. Everything in it is fictitious and says so. The same options give the same records, each alliance's
// drawn from the seed and its own number alone, so that a register of any size can be made piece by piece.
//
// What a register must say of it is known by construction (Answers): each course of a year (courses.go) states what comes of it
// beside the acts that make it up, and no rule is asked.
package synthetic

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"github.com/lianxing-dev/lianxing/api/v1alpha1"
	"github.com/lianxing-dev/lianxing/internal/calendar"
	"github.com/lianxing-dev/lianxing/internal/records"
)

// FirstYear is the year in which every province begins.
const FirstYear = 2024

// Options are the size of a province and what happens in it.
type Options struct {
	// Seed of what is drawn.
	Seed uint64
	// Cities, at most 99, and Counties of each, at most 99; one where they are 0.
	Cities, Counties int
	// Alliances of the whole province. They are spread evenly over the cities, and over the counties of each.
	Alliances int
	// Years from FirstYear on; one where it is 0.
	Years int
	// MunicipalEvery says that of each city's alliances one in so many is the city's own: it applies like the others, and carries out
	// an activity a year. None where it is 0.
	MunicipalEvery int
	// Only gives every alliance this course in every year, where it is set; else courses are drawn by their weights.
	Only Course
}

// Province is a made-up province. It holds its options and nothing else: records are made when they are asked for.
type Province struct {
	o Options
}

// New makes a province. The error says which option is out of range.
func New(o Options) (*Province, error) {
	o.Cities, o.Counties, o.Years = max(o.Cities, 1), max(o.Counties, 1), max(o.Years, 1)
	switch {
	case o.Cities > mostDivisions || o.Counties > mostDivisions:
		return nil, fmt.Errorf("%d cities of %d counties: a division's code has two digits for each, so there are at most %d", o.Cities, o.Counties, mostDivisions)
	case o.Alliances < 1:
		return nil, fmt.Errorf("%d alliances: a province has at least one", o.Alliances)
	case o.Years > mostYears:
		return nil, fmt.Errorf("%d years: at most %d", o.Years, mostYears)
	}
	if _, ok := terms[o.Only]; o.Only != "" && !ok {
		return nil, fmt.Errorf("%q is no course; there are %v", o.Only, Courses())
	}
	return &Province{o: o}, nil
}

const (
	mostDivisions = 99
	mostYears     = 50
)

// Alliances is how many there are.
func (p *Province) Alliances() int { return p.o.Alliances }

// LastDay is the last day of the last year: the day of the answers.
func (p *Province) LastDay() calendar.Date { return calendar.OfDate(p.lastYear(), 12, 31) }

func (p *Province) lastYear() int { return FirstYear + p.o.Years - 1 }

// Divisions are the cities and their counties.
func (p *Province) Divisions() []records.Division {
	var all []records.Division
	for city := range p.o.Cities {
		all = append(all, cityDivision(city))
		for county := range p.o.Counties {
			all = append(all, countyDivision(city, county))
		}
	}
	return all
}

func cityDivision(city int) records.Division {
	return records.Division{
		Namespace: fmt.Sprintf("city-%02d", city+1), Code: fmt.Sprintf("99%02d00", city+1), DisplayName: fmt.Sprintf("虚构%02d市", city+1),
	}
}

func countyDivision(city, county int) records.Division {
	return records.Division{
		Namespace: fmt.Sprintf("city-%02d-county-%02d", city+1, county+1), Code: fmt.Sprintf("99%02d%02d", city+1, county+1),
		DisplayName: fmt.Sprintf("虚构%02d市%02d县", city+1, county+1),
	}
}

// NamespaceOf is the Namespace that stands for a division.
func NamespaceOf(d records.Division) *corev1.Namespace {
	return &corev1.Namespace{
		TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "Namespace"},
		ObjectMeta: metav1.ObjectMeta{
			Name:        d.Namespace,
			Labels:      map[string]string{records.DivisionLabel: d.Code},
			Annotations: map[string]string{records.DisplayNameAnnotation: d.DisplayName},
		},
	}
}

func typeMeta(kind records.Kind) metav1.TypeMeta {
	return metav1.TypeMeta{APIVersion: v1alpha1.GroupVersion.String(), Kind: string(kind)}
}

// on is a day of a year, given as month and day: on(2024, "03-01").
func on(year int, day string) v1alpha1.Date {
	return v1alpha1.Date(fmt.Sprintf("%04d-%s", year, day))
}
