package calendar

// period finds the end of one period. It asks for a year only when the period
// reaches it, so that a period is held by no year that it does not need.
type period struct {
	src         Source
	start       Date
	workingDays int
	years       map[int]*Year // found so far
}

// end weighs the amendments in the order of their publication. One that moves
// the end into a further year brings that year's amendments in, some of which
// may be older than itself; all are weighed anew then. Each round but the last
// adds a year, so it ends.
func (p *period) end(asOf Date) (Date, error) {
	for {
		last, err := p.walk(nil)
		known := len(p.years)
		heeded := published(p.yearsFound(), asOf)
		for i, a := range heeded {
			// Where a year is missing, last is the first day that lacks a
			// notice: the period ends then or later, so an amendment published
			// before it does count, and of a later one nothing can be said.
			if a.PublishedOn >= last {
				break
			}
			last, err = p.walk(heeded[:i+1])
		}
		if len(p.years) > known {
			continue
		}
		if err != nil {
			return 0, err
		}
		return last, nil
	}
}

// walk counts working days from the start, by the notices and the amendments
// heeded, and does not end before the last of these was published. On an error
// the day is the first one that could not be judged.
func (p *period) walk(heeded []amendmentOf) (Date, error) {
	var notBefore Date
	if len(heeded) > 0 {
		notBefore = heeded[len(heeded)-1].PublishedOn + 1
	}
	counted := 0
	for d := p.start + 1; ; d++ {
		year, err := p.year(d.Year())
		if err != nil {
			return d, err
		}
		if !worked(d, year, heeded) {
			continue
		}
		if counted++; counted >= p.workingDays && d >= notBefore {
			return d, nil
		}
	}
}

// year looks a year up once.
func (p *period) year(year int) (*Year, error) {
	if found := p.years[year]; found != nil {
		return found, nil
	}
	found, err := lookUp(p.src, year)
	if err != nil {
		return nil, err
	}
	p.years[year] = found
	return found, nil
}

// yearsFound lists the years found so far, in no order.
func (p *period) yearsFound() []*Year {
	list := make([]*Year, 0, len(p.years))
	for _, year := range p.years {
		list = append(list, year)
	}
	return list
}
