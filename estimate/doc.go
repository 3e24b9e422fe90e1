// Package estimate infers how many people nobody documented, from the overlaps
// of several independent lists of the dead: multiple systems estimation, also
// called capture-recapture.
//
// What it knows. If one organisation's list and another's share many names,
// few people were missed by both; if they share few, many were. From the
// counts of every pattern of presence on the lists (a [Table]), models of how
// the lists depend on one another give a number for the pattern that nobody
// can see: on no list. The data never test that last step. A model that fits
// well says nothing by itself about people no list could reach, and models
// that fit the same table equally well may differ threefold.
//
// What walks in is a Table: person rows, 0/1 columns with counts, HRDAG's in_*
// columns, or numbers of captures. What walks out is a [Study]: findings first,
// then several estimators side by side, or the plain statement that the total
// is not estimable, with the reason and without a number. Every number carries
// its interval, what the interval does not cover, the hash of its table, the
// settings and the seed, so that somebody else can compute it again.
//
// Why it is built so. The gates come before the methods because published
// software happily prints 1.8e11 for a table on which no estimate exists. The
// methods are written from their papers: Chapman 1951, Chao 1987, Fienberg 1972
// and Cormack 1992 (log-linear models), Fienberg and Rinaldo 2012 (existence),
// Chan, Silverman and Vincent 2021 and 2024 (sparse tables, bootstrap), Madigan
// and York 1997 (averaging over decomposable graphs), Manrique-Vallier 2016
// (latent classes). The room reads and writes only what it is handed, keeps no
// state, and draws random numbers only from a seed that comes in: the same
// table, settings and seed give the same bytes on any number of cores.
package estimate
