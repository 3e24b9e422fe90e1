// Package toll derives every figure that a casualty recorder publishes: tolls,
// control timelines, grades, the practice of an actor, and the findings of the
// checks. It reads nothing and writes nothing. What walks in is a [Record]:
// reports with their claims, the incidents they were linked into, people's
// decisions and the register of sources. What walks out is a pure function of
// that record, a [Policy] and a [Query]: the same inputs give the same bytes.
//
// # One figure
//
// An incident's figure is made in the six stages of a policy, in this order:
// admit (which claims count at all), one voice per root (a statement that ten
// outlets print is one voice), supersede (a voice's later statement replaces
// its earlier ones, by the day it was said, then published), bound (what a
// vague word or "about 71" bounds), choose (low, best and high out of the
// voices that stand), grade (how well the occurrence and the responsibility
// are supported). Policies are data, in policies/*.toml; the code holds no
// number that a recorder could disagree with.
//
// A figure is never a bare number. Every [Figure] and every [Cell] names the
// incidents and claims behind it, and what was not counted, with the reason.
// Unknown is never zero: an incident without a number makes the sum open.
//
// # Sums
//
// Low adds to low, best to best, high to high. Incidents that may share up to n
// people widen the range downwards. A running or closed total is never added
// to incidents: it is held against them ([Holding]). People who are known in a
// later state (captured, then killed) count in the later state only.
//
// # Speed
//
// [NewIndex] lays the claims out once, in flat rows sorted by incident,
// measure, voice and time; a query walks them without allocating per claim, in
// stretches at the same time, so that a policy, an as-of position and a
// selection can all be changed freely. The figures of the last few policies and
// times asked for are remembered: asking again with another grouping or
// selection only adds. Neither changes an answer.
package toll
