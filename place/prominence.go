package place

import "math"

// prominence is the weak prior that a name means this place before anything
// is known of the report: the logarithm of its population, raised for what is
// known far away. Its scale is that of a log10 of people.
func prominence(k Kind, population int64) float64 {
	return math.Log10(float64(population)+30) + kindPrior[k]
}

// kindPrior is given in powers of ten of population.
var kindPrior = [kinds]float64{
	Region: 4.5, Country: 3, Admin1: -1, Admin2: -0.6, Admin3: 0, Capital: 1.5, Seat: 0.6,
	Town: 0, Village: 0, Neighbourhood: -0.8, Camp: 1.5, Airbase: 2, Airport: 2.2, Base: 1.5,
	Crossing: 1.5, Checkpoint: 0.5, Hospital: 1, School: 0.5, Site: 1, Road: 0, Water: 2, Natural: 2,
}
