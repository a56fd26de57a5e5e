package synthetic

import (
	"slices"

	"github.com/lianxing-dev/lianxing/internal/records"
)

// All are all records of the province; with payments the ledgers are computed to make them, city by city.
func (p *Province) All(payments bool) ([]records.Object, error) {
	all := p.Calendars()
	for city := range p.o.Cities {
		own, err := p.City(city, payments)
		if err != nil {
			return nil, err
		}
		all = append(all, own...)
	}
	return all, nil
}

// City are the records of one city with its counties, all but the calendars, which belong to no division.
func (p *Province) City(city int, payments bool) ([]records.Object, error) {
	all := p.SharedOf(city)
	for alliance := city; alliance < p.o.Alliances; alliance += p.o.Cities {
		life, err := p.Life(alliance)
		if err != nil {
			return nil, err
		}
		all = append(all, life.Records...)
	}
	if !payments {
		return all, nil
	}
	paid, err := p.Pay(p.Divisions(), slices.Concat(p.Calendars(), all))
	if err != nil {
		return nil, err
	}
	return append(all, paid...), nil
}

// Calendars are the work calendars of the years, and of the one after.
func (p *Province) Calendars() (all []records.Object) {
	for year := FirstYear; year <= p.lastYear()+1; year++ {
		all = append(all, workCalendar(year))
	}
	return all
}
