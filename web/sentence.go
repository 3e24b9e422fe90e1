package web

import "html/template"

// PolicySentence says in one sentence how low, best and high come about.
func (s *shown) PolicySentence() template.HTML {
	c := s.toll.Policy.Choose
	return s.lang.html("policy.sentence", map[string]template.HTML{
		"low":    own(s.lang.say("policy.low."+c.Low, nil)),
		"best":   own(s.lang.say("policy.best."+c.Best, nil)),
		"high":   own(s.lang.say("policy.high."+c.High, nil)),
		"policy": template.HTML(`<a href="`+template.HTMLEscapeString(s.To("/policies/"+s.toll.Policy.Name))+`">`) + foreign(s.toll.Policy.Name) + "</a>",
	})
}

// Param is a parameter of the page, to be shown in its form again.
func (s *shown) Param(name string) string { return s.query.Get(name) }
