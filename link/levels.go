package link

// level is one way in which two units agree or differ in one field. The words
// and weights of each stand in weights.txt.
type level uint8

// The fields and their levels, from the strongest agreement to the strongest
// difference. The order is that of weights.txt.
const (
	prior level = iota

	dayTold0 // both tell the day of the harm
	dayTold1
	dayTold3
	dayTold7
	dayToldFar
	dayWide
	dayBefore // the harm of one lies after the other was published
	dayLag1   // only one tells the day; the other was published so many days later
	dayLag3
	dayLag10
	dayLag30
	dayLagFar
	dayGap0 // neither does: days between the publications
	dayGap1
	dayGap3
	dayGap7
	dayGap30
	dayGapFar
	dayUnknown

	placeSame
	placeNear
	placeWithin
	placeRegion
	placeOtherNear
	placeOtherFar
	placeOtherRegion
	placeOtherCountry
	placeUnknown

	killedEqualMany
	killedEqual
	killedCompatible
	killedDiffers
	killedFarApart
	killedNoneMany
	killedUnknown

	injuredEqual
	injuredCompatible
	injuredDiffers
	injuredUnknown

	actSame
	actOther
	actUnknown

	stateBothCaptive
	stateCaptiveBattle
	stateCaptiveUnsaid
	stateUnknown

	handsSame
	handsOther
	handsUnknown

	victimsSame
	victimsOther
	victimsUnknown

	peopleShared
	peopleOther
	peopleUnknown

	words0
	words1
	words2
	words3
	words4
	words5
	words6
	words7
	words8
	words9
	wordsCopy
	wordsUnread

	title0
	title1
	title2
	title3
	title4
	titleUnknown

	names0
	names1
	names2
	names3
	names4
	names5
	namesUnknown

	agesNamed
	agesShared
	agesOther
	agesUnknown

	reportSame
	reportOther

	levels
)

// lowest of each field: a level belongs to the last field that starts at or before it.
var fieldStarts = [...]level{prior, dayTold0, placeSame, killedEqualMany, injuredEqual, actSame, stateBothCaptive,
	handsSame, victimsSame, peopleShared, words0, title0, names0, agesNamed, reportSame, levels}

const fields = len(fieldStarts) - 1

// levelsOf compares two units field by field.
func (m *model) levelsOf(a, b *unit) [fields]level {
	return [fields]level{
		prior,
		dayLevel(a, b),
		placeLevel(a, b),
		killedLevel(a, b),
		injuredLevel(a, b),
		actLevel(a, b),
		stateLevel(a, b),
		handsLevel(a, b),
		victimsLevel(a, b),
		peopleLevel(a, b),
		m.wordsLevel(a, b),
		m.titleLevel(a, b),
		m.namesLevel(a, b),
		agesLevel(a, b),
		reportLevel(a, b),
	}
}

func dayLevel(a, b *unit) level {
	switch {
	case a.when.known && b.when.known:
		return toldLevel(a.when, b.when)
	case a.when.known && b.said.known:
		return lagLevel(a.when, b.said)
	case b.when.known && a.said.known:
		return lagLevel(b.when, a.said)
	case a.said.known && b.said.known:
		return pick(int64(gap(a.said, b.said)), []int64{0, 1, 3, 7, 30}, dayGap0)
	}
	return dayUnknown
}

func toldLevel(a, b interval) level {
	g := gap(a, b)
	if g == 0 && max(a.to-a.from, b.to-b.from) > 3 {
		return dayWide
	}
	return pick(int64(g), []int64{0, 1, 3, 7}, dayTold0)
}

func lagLevel(when, said interval) level {
	lag := said.to - when.from
	if lag < -1 {
		return dayBefore
	}
	if when.to > said.to {
		lag = 0
	} else if when.to < said.from {
		lag = said.from - when.to
	} else {
		lag = 0
	}
	return pick(int64(lag), []int64{1, 3, 10, 30}, dayLag1)
}

// gap is how many days lie between two intervals; 0 where they share a day.
func gap(a, b interval) int32 { return max(a.from-b.to, b.from-a.to, 0) }

// pick returns the first level whose bound holds the value.
func pick(v int64, bounds []int64, first level) level {
	for i, b := range bounds {
		if v <= b {
			return first + level(i)
		}
	}
	return first + level(len(bounds))
}

func killedLevel(a, b *unit) level {
	x, y := a.counts[0], b.counts[0]
	switch {
	case !x.known || !y.known:
		return killedUnknown
	case x == y && x.low == x.high && x.low >= 4:
		return killedEqualMany
	case x == y && x.low == x.high:
		return killedEqual
	case x.low <= y.high && y.low <= x.high:
		return killedCompatible
	}
	lo, hi := min(x.high, y.high), max(x.low, y.low)
	switch {
	case lo == 0 && hi > 1:
		return killedNoneMany
	case hi > 3*max(lo, 1):
		return killedFarApart
	}
	return killedDiffers
}

func injuredLevel(a, b *unit) level {
	x, y := a.counts[1], b.counts[1]
	switch {
	case !x.known || !y.known:
		return injuredUnknown
	case x == y && x.low == x.high:
		return injuredEqual
	case x.low <= y.high && y.low <= x.high:
		return injuredCompatible
	}
	return injuredDiffers
}

func actLevel(a, b *unit) level {
	switch {
	case a.acts == 0 || b.acts == 0:
		return actUnknown
	case a.acts&b.acts != 0:
		return actSame
	}
	return actOther
}

func stateLevel(a, b *unit) level {
	switch {
	case a.captive && b.captive:
		return stateBothCaptive
	case a.captive && b.battle || b.captive && a.battle:
		return stateCaptiveBattle
	case a.captive != b.captive:
		return stateCaptiveUnsaid
	}
	return stateUnknown
}

func handsLevel(a, b *unit) level { return overlapLevel(a.hands, b.hands, handsSame) }

func peopleLevel(a, b *unit) level { return overlapLevel(a.people, b.people, peopleShared) }

// overlapLevel is the first level where two sorted lists share a value, the
// next where they do not, the one after where one is empty.
func overlapLevel(a, b []uint64, first level) level {
	if len(a) == 0 || len(b) == 0 {
		return first + 2
	}
	out := first + 1
	shared(a, b, func(uint64) { out = first })
	return out
}

func victimsLevel(a, b *unit) level {
	switch {
	case !a.civilian && !a.armed || !b.civilian && !b.armed:
		return victimsUnknown
	case a.civilian && b.civilian || a.armed && b.armed:
		return victimsSame
	}
	return victimsOther
}

func reportLevel(a, b *unit) level {
	if a.report == b.report {
		return reportSame
	}
	return reportOther
}
