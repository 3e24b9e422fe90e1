package draw

import "math"

// scale puts numbers on a line of pixels.
type scale struct {
	from, to float64 // pixels
	min, max float64
	log      bool
}

// line is the scale of a number line for what lies between two numbers. It
// begins at zero unless that would press the marks together, and is
// logarithmic, which its axis says, where the largest is over 200 times the
// smallest.
func line(lo, hi, from, to float64) scale {
	hi = max(hi, lo)
	s := scale{from: from, to: to, min: 0, max: max(hi, 1)}
	switch {
	case lo >= 1 && hi/lo > 200:
		s.log, s.min, s.max = true, math.Pow(10, math.Floor(math.Log10(lo))), hi*1.15
	case lo > 0.6*hi && hi-lo > 4:
		step := tickStep(hi-lo, 5)
		s.min = max(0, math.Floor((lo-(hi-lo)*0.25)/step)*step)
	}
	return s
}

func (s scale) at(v float64) float64 {
	lo, hi := s.min, s.max
	if s.log {
		lo, hi, v = math.Log10(lo), math.Log10(hi), math.Log10(max(v, s.min))
	}
	return s.from + (v-lo)/(hi-lo)*(s.to-s.from)
}

// ticks are round numbers on the scale, about n of them.
func (s scale) ticks(n int) []float64 {
	var out []float64
	if s.log {
		for v := s.min; v <= s.max; v *= 10 {
			out = append(out, v)
		}
		return out
	}
	step := tickStep(s.max-s.min, n)
	for v := math.Ceil(s.min/step) * step; v <= s.max+step/1e6; v += step {
		out = append(out, v)
	}
	return out
}

// tickStep is 1, 2 or 5 times a power of ten, a whole number of people at least.
func tickStep(width float64, n int) float64 {
	raw := max(width/float64(max(n, 1)), 1)
	pow := math.Pow(10, math.Floor(math.Log10(raw)))
	for _, m := range []float64{1, 2, 5} {
		if m*pow >= raw-1e-9 {
			return m * pow
		}
	}
	return 10 * pow
}

// textWidth is about how wide words are at a size: enough to keep labels apart.
func textWidth(s string, size float64) float64 {
	w := 0.0
	for _, r := range s {
		switch {
		case r >= 0x0300 && r < 0x0370, r >= 0x064B && r <= 0x065F:
		case r >= 0x2E80:
			w += 1
		case r == 'i' || r == 'l' || r == 'j' || r == '.' || r == ',' || r == '\'' || r == '|' || r == ':' || r == ' ':
			w += 0.3
		case r == 'm' || r == 'w' || r >= 'A' && r <= 'Z':
			w += 0.72
		default:
			w += 0.55
		}
	}
	return w * size
}

// shorten cuts words to a width, and says that it did by an ellipsis.
func shorten(s string, size, width float64) string {
	if textWidth(s, size) <= width {
		return s
	}
	runes := []rune(s)
	for len(runes) > 1 && textWidth(string(runes)+"…", size) > width {
		runes = runes[:len(runes)-1]
	}
	return string(runes) + "…"
}

// upTo is a scale from zero for bars, whose length is what they say.
func upTo(hi, from, to float64) scale { return scale{from: from, to: to, max: max(hi, 1)} }
