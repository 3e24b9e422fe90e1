package link

// monthKey is where a total looks for incidents that were there before it: its
// country, 0 where none is told, and thirty days.
type monthKey struct {
	country uint64
	month   int32
}

// monthOf is which stretch of thirty days a day lies in.
func monthOf(day int32) int32 {
	if day < 0 {
		return (day - 29) / 30
	}
	return day / 30
}

// monthsOf are the keys of an incident. One without a day or a place is found
// by no total.
func monthsOf(b *built) (out []monthKey) {
	if !b.when.known || b.place == nil {
		return nil
	}
	for m := monthOf(b.when.from); m <= monthOf(b.when.to); m++ {
		out = append(out, monthKey{b.site.country, m})
	}
	return out
}

func (o *outcome) noteMonths(b *built) {
	for _, k := range monthsOf(b) {
		o.months[k] = append(o.months[k], b)
	}
}

func (o *outcome) forgetMonths(b *built) {
	for _, k := range monthsOf(b) {
		if left := without(o.months[k], b); len(left) > 0 {
			o.months[k] = left
		} else {
			delete(o.months, k)
		}
	}
}
