package code

import (
	"slices"
	"testing"

	"cairn"
)

// What a report says plainly, first and more than once is surer than what it
// says once, in other numbers, far down: a reviewer sees the latter first.
func TestConfidenceOrders(t *testing.T) {
	c := newCoder(t)
	sure := func(title, story string) float64 {
		out := c.Code(cairn.Report{Date: "2016-05-04", Title: title, Text: story}, Options{})
		if len(out.Claims) == 0 {
			t.Fatalf("%q makes no claim", story)
		}
		return out.Claims[0].Confidence
	}
	order := []float64{
		sure("", "He had suffered a gunshot wound."),
		sure("", "A man was killed. Ten men were killed. Six were killed. Two were killed."),
		sure("", "Twelve people were killed."),
		sure("Blast kills 12", "Twelve people were killed. The 12 people killed were traders. Twelve people were killed, police said."),
	}
	if !slices.IsSorted(order) || order[0] == order[3] {
		t.Errorf("confidences %v are not in order", order)
	}
	for _, p := range order {
		if p < 0.01 || p > 0.99 {
			t.Errorf("a confidence of %v", p)
		}
	}
}

// Every claim of casualties has signs, and no other claim has.
func TestSigns(t *testing.T) {
	c := newCoder(t)
	out := c.Code(cairn.Report{Date: "2016-05-04", Text: "Rebels captured the town of Idlib. Ten soldiers were killed. A car bomb and two suicide bombers struck."}, Options{})
	for k, signs := range Signs(out) {
		if casualty := out.Claims[k].Kind == cairn.Casualty; casualty != (len(signs) > 0) {
			t.Errorf("%s %s has the signs %q", out.Claims[k].Kind, out.Claims[k].Quote, signs)
		}
	}
}
