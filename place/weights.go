package place

// weights are logarithms of odds.
var weights = [features]float64{
	bias: -2.6, perProminence: 0.35, manyWords: 1.2, isCountry: 1.6, isProvince: 1.6, isRegion: 1,
	afterPreposition: 1.7, afterKindOf: 1.8, beforeKind: 1.8, beforeDivision: 3.5, commaPair: 0.8,
	inDateline: 3, inCapitals: -0.3, joinedBefore: -2.2, joinedAfter: -1.8, joinedThing: -4,
	afterTitle: -4, afterGiven: -3, givenName: -1, speaks: -1.2, beforePerson: -2, sentenceStart: -0.4,
	commonWord: -4, shortName: -1, acronym: -2, demonym: 3.5, lowercaseElsewhere: -2, personElsewhere: -2.5, placeElsewhere: 1.2,
	possessed: 0.3, shouted: -0.5, hyphenBefore: -1, hyphenAfter: -1,
}
