package place

// focus is how much of a report is about each country and province. Each has a
// number in it, so that a candidate that is weighed again and again is asked
// for by number.
type focus struct {
	numbers map[province]area
	areas   []province
	weight  []float64 // by area
	total   float64
	divided bool // whether any of it is about a province
}

// province is a country and the code of one of its first divisions; of none,
// it is the whole country.
type province struct{ country, admin1 string }

// area is the number of a country or a province in a focus.
type area int32

// nowhere is the area of what lies in no known one.
const nowhere area = -1

func newFocus() *focus {
	const usual = 64 // countries and provinces that the names of a report may lie in
	return &focus{numbers: make(map[province]area, usual), areas: make([]province, 0, usual), weight: make([]float64, 0, usual)}
}

// number is that of an area, given to it now if it had none.
func (f *focus) number(country, admin1 string) area {
	p := province{country, admin1}
	n, ok := f.numbers[p]
	if !ok {
		n = area(len(f.areas))
		f.numbers[p] = n
		f.areas, f.weight = append(f.areas, p), append(f.weight, 0)
	}
	return n
}

func (f *focus) add(country, admin1 string, w float64) {
	if country == "" || w <= 0 {
		return
	}
	f.total += w
	f.weight[f.number(country, "")] += w
	if admin1 != "" {
		f.weight[f.number(country, admin1)] += w
		f.divided = true
	}
}

// again is the focus in the room of one that is done with. It knows no area
// beyond those that have a number.
func (f *focus) again(room *focus) *focus {
	*room = focus{f.numbers, f.areas, append(room.weight[:0], f.weight...), f.total, f.divided}
	return room
}

// countries is the focus without its provinces.
func (f *focus) countries() *focus {
	out := &focus{numbers: f.numbers, areas: f.areas, weight: make([]float64, len(f.weight))}
	for n, at := range f.areas {
		if at.admin1 == "" {
			out.weight[n] = f.weight[n]
			out.total += f.weight[n]
		}
	}
	return out
}

// of is the weight of an area.
func (f *focus) of(country, admin1 string) float64 {
	if n, ok := f.numbers[province{country, admin1}]; ok {
		return f.weight[n]
	}
	return 0
}

// shares are of the whole, smoothed so that nothing is impossible.
func (f *focus) shares(country, admin1 string) (ofCountry, ofAdmin1 float64) {
	ofCountry = f.of(country, "") / (f.total + smooth)
	if admin1 != "" {
		ofAdmin1 = f.of(country, admin1) / (f.total + smooth)
	}
	return ofCountry, ofAdmin1
}

// share is that of an area, by its number.
func (f *focus) share(n area) float64 {
	if n == nowhere {
		return 0
	}
	return f.weight[n] / (f.total + smooth)
}

const smooth = 1.0
