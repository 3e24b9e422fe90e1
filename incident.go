package cairn

// Incident is one act by the same hands on the same people in one stretch of
// place and time, with the claims that were made about it. Inside one report
// it is derived by [OneReport]; over many reports by the rooms link and toll.
type Incident struct {
	ID          string   `json:"id,omitempty"`
	Claims      []string `json:"claims"`
	Main        bool     `json:"main,omitempty"`
	Place       *Locus   `json:"place,omitempty"`
	Time        *When    `json:"time,omitempty"`
	Perpetrator *Party   `json:"perpetrator,omitempty"`
	Clarity     int      `json:"clarity,omitempty"` // 1 identified by itself, 2 aggregated
	Figures
}

// Figures is one derived range for each measure that any claim counts.
type Figures struct {
	Killed            *Range `json:"killed,omitempty"`
	Injured           *Range `json:"injured,omitempty"`
	Casualties        *Range `json:"casualties,omitempty"`
	Captured          *Range `json:"captured,omitempty"`
	Detained          *Range `json:"detained,omitempty"`
	Abducted          *Range `json:"abducted,omitempty"`
	Disappeared       *Range `json:"disappeared,omitempty"`
	Missing           *Range `json:"missing,omitempty"`
	CapturedOrMissing *Range `json:"captured_or_missing,omitempty"`
	Displaced         *Range `json:"displaced,omitempty"`
	Released          *Range `json:"released,omitempty"`
	Survived          *Range `json:"survived,omitempty"`
	Strength          *Range `json:"strength,omitempty"`
}

// At is where the range of a measure is kept; nil for an unknown measure.
func (f *Figures) At(m Measure) **Range {
	switch m {
	case Killed:
		return &f.Killed
	case Injured:
		return &f.Injured
	case Casualties:
		return &f.Casualties
	case Captured:
		return &f.Captured
	case Detained:
		return &f.Detained
	case Abducted:
		return &f.Abducted
	case Disappeared:
		return &f.Disappeared
	case Missing:
		return &f.Missing
	case CapturedOrMissing:
		return &f.CapturedOrMissing
	case Displaced:
		return &f.Displaced
	case Released:
		return &f.Released
	case Survived:
		return &f.Survived
	case Strength:
		return &f.Strength
	}
	return nil
}

// Get returns the range of a measure, nil where no claim counts it.
func (f Figures) Get(m Measure) *Range {
	if at := f.At(m); at != nil {
		return *at
	}
	return nil
}
