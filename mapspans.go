package cairn

// MapSpans replaces every span of a coded report by f(in, span), where in is
// "title" or "text". Parts that several claims share are visited once.
func (c *Coded) MapSpans(f func(in string, s Span) Span) {
	m := spanMapper{f: f, seen: map[any]bool{}}
	for i := range c.Claims {
		m.claim(&c.Claims[i])
	}
	for i := range c.Incidents {
		inc := &c.Incidents[i]
		m.locus(inc.Place, "text")
		m.when(inc.Time, "text")
		m.party(inc.Perpetrator, "text")
	}
	if c.Mentions == nil {
		return
	}
	for i := range c.Mentions.Places {
		m.at(&c.Mentions.Places[i].Span, "text")
	}
	for i := range c.Mentions.Times {
		m.at(&c.Mentions.Times[i].Span, "text")
	}
	for i := range c.Mentions.Attributions {
		a := &c.Mentions.Attributions[i]
		m.at(&a.Source, "text")
		m.at(&a.Cue, "text")
		m.at(&a.Content, "text")
	}
}

type spanMapper struct {
	f    func(string, Span) Span
	seen map[any]bool
}

// first says whether this part is met for the first time.
func (m spanMapper) first(part any) bool {
	if m.seen[part] {
		return false
	}
	m.seen[part] = true
	return true
}

func (m spanMapper) at(s *Span, in string) {
	if s != nil && m.first(s) {
		*s = m.f(in, *s)
	}
}

func (m spanMapper) words(w *Words, in string) {
	if w == nil || w.Span == nil {
		return
	}
	if w.In != "" {
		in = w.In
	}
	m.at(w.Span, in)
}

func (m spanMapper) claim(c *Claim) {
	in := c.In
	if in == "" {
		in = "text"
	}
	m.at(&c.Span, in)
	if c.Count != nil {
		m.at(c.Count.Span, in)
	}
	if v := c.Victims; v != nil && m.first(v) {
		m.words(&v.Words, in)
		for i := range v.Persons {
			m.at(v.Persons[i].Span, in)
		}
	}
	m.party(c.Perpetrator, in)
	m.party(c.Actor, in)
	m.party(c.From, in)
	m.locus(c.Place, in)
	for i := range c.Except {
		m.locus(&c.Except[i], in)
	}
	if c.Order != nil {
		m.at(c.Order.Span, in)
	}
	m.when(c.Time, in)
	if c.Baseline != nil {
		m.words(&c.Baseline.Words, in)
	}
	for i := range c.Attribution {
		m.speaker(&c.Attribution[i], in)
	}
	m.words(c.Hedged, in)
	for i := range c.Why {
		for k := range c.Why[i].Spans {
			m.at(&c.Why[i].Spans[k], in)
		}
	}
}

func (m spanMapper) party(p *Party, in string) {
	if p == nil {
		return
	}
	m.words(&p.Words, in)
	for i := range p.With {
		m.party(&p.With[i], in)
	}
	for i := range p.Or {
		m.party(&p.Or[i], in)
	}
}

func (m spanMapper) locus(l *Locus, in string) {
	if l == nil {
		return
	}
	m.words(&l.Words, in)
	for i := range l.With {
		m.locus(&l.With[i], in)
	}
	for i := range l.Or {
		m.locus(&l.Or[i], in)
	}
}

func (m spanMapper) when(w *When, in string) {
	if w != nil {
		m.words(&w.Words, in)
	}
}

func (m spanMapper) speaker(s *Speaker, in string) {
	m.words(&s.Words, in)
	m.when(s.Said, in)
	for i := range s.With {
		m.speaker(&s.With[i], in)
	}
	for i := range s.Or {
		m.speaker(&s.Or[i], in)
	}
}
