// Package actor knows who: armed groups, armies, police forces, governments,
// monitors, agencies, outlets and the people who speak for them, each with the
// names it goes by, the years in which a name or a kind was true, and the part
// it can play as a source.
//
// What walks in is a text and the day it was published; what walks out is
// every mention of a known actor, as a stretch of bytes with the actor's
// canonical name. The table is a set of data files (data/*.txt) that a person
// who knows the conflicts can read and extend without touching Go: see the
// head of data/syria.txt for their form. Countries and the bodies that every
// country has (its army, police, ministry of health, the capital that stands
// for the government in "Damascus said") are spelled once as patterns and
// filled in from data/countries.txt.
//
// Names are matched by words, not by letters: "al-Qaida", "Al Qaeda" and
// "AL-QAIDA" are the same two words, whatever stands between them, and
// data/spellings.txt lists the transliterations that count as one word. Case
// still matters where it tells a name from a word ("the Front", "IS", "FARC"),
// except in text that is written in capitals throughout, as old wires are.
//
// A name that belongs to several actors is settled by the day (a name may be
// true from one day to another), then by the countries that the rest of the
// report speaks of; where neither decides, the mention is dropped rather than
// guessed. A report may also introduce a name of its own: "(SOHR)" after the
// full name, "known as the Nusra Front", or simply "the Observatory" once the
// Syrian Observatory for Human Rights has been named.
//
// The room is pure: no clock, no network, one table loaded once.
package actor
