package place

import (
	"fmt"
	"strconv"
	"strings"
)

// reason is a piece of evidence for or against a candidate. Its words are put
// together only when somebody reads them.
type reason struct {
	score float64
	form  string // of the words, with {what} and {n}
	what  string
	n     float64
}

func (c *Candidate) add(score float64, form, what string, n float64) {
	c.Score += score
	if c.quiet {
		return
	}
	c.reasons = append(c.reasons, reason{score, form, what, n})
}

// Why gives the evidence in words, each piece with what it adds to the score.
func (c *Candidate) Why() []string {
	var why []string
	for _, r := range c.reasons {
		words := strings.NewReplacer("{what}", r.what, "{n}", strconv.FormatFloat(r.n, 'f', 0, 64)).Replace(r.form)
		why = append(why, fmt.Sprintf("%+.1f %s", r.score, words))
	}
	return why
}
