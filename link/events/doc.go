// Package events matches tables of events with each other: which rows of one
// data set tell of the same event as a row of another. Rows walk in; pairs of
// rows with the reasons walk out, and both rows keep their own numbers.
//
// Two rules are known. [Parity] is the rule of MELTT (Donnay, Dunford, McGrath,
// Backer, Cunningham 2019), written from its description: rows within a window
// of days and of kilometres match where every taxonomy agrees at some level,
// the finest agreement first, one to one; what lasts more than a day only
// matches what does. It is there so that studies can be repeated.
//
// [Weighed] is ours: the same windows, but every agreement and difference is a
// weight (days, distance, each taxonomy's finest common level by how rare the
// category is, numbers of dead), learned from the tables themselves by
// expectation maximisation, and the heaviest pairs are taken first. A single
// miscoded category no longer hides a match, and equal numbers of dead help.
//
// Both look for neighbours in a grid of cells and days, so time grows with the
// number of rows and not with its square.
package events
