package code

import (
	"slices"

	"cairn"
	"cairn/text"
)

// died relates the dead to the findings of injury that hold them too: "shot"
// tells nothing of who lived, and one who was taken to hospital may have died.
func died(killed, injured *ledger) {
	matched := make([]bool, len(killed.persons))
	words := map[named]int{}
	for k, dead := range killed.persons {
		for _, x := range dead {
			words[x.named()] = k
		}
	}
	for _, hurt := range injured.persons {
		for _, h := range hurt {
			if k, ok := words[h.named()]; ok {
				killed.persons[k][0].relate(hurt[0], cairn.Later)
				matched[k] = true
			}
		}
		if diedAlready(killed, hurt[0]) {
			continue
		}
		for k, dead := range killed.persons[:min(len(killed.persons), mostPeople)] {
			if (!matched[k] || sameName(hurt, dead)) && samePerson(hurt, dead) && sameAct(hurt, dead) {
				dead[0].relate(hurt[0], cairn.Later)
				matched[k] = true
				break
			}
		}
	}
	ofWhom(killed, injured)
	onlyDead(killed, injured)
	coverHurt(killed, injured)
	for _, hurt := range injured.totals {
		if hurt.shot || hurt.weak && hurt.entity.definite && !survives([]*finding{hurt}) {
			diedAmong(hurt, killed, injured)
		}
	}
}

// named is where the words stand that name a finding's victims: the same words
// are the same people, "the boy was shot and died".
type named struct {
	page  *page
	first int
}

func (f *finding) named() named { return named{f.page, f.patient.first} }

// sameAct says whether the injury can be what they died of.
func sameAct(hurt, dead []*finding) bool {
	a, b := hurt[0].claim.Act, dead[0].claim.Act
	return a == "" || b == "" || a == b || b == "suicide" || a == "suicide" && dead[0].claim.Perpetrator == nil
}

// ofWhom reads "twelve were wounded, one of whom later died": the dead are among
// the injured told of just before.
func ofWhom(killed, injured *ledger) {
	hurt := slices.Concat(injured.totals, firsts(injured.persons))
	for _, dead := range slices.Concat(killed.totals, firsts(killed.persons)) {
		var nearest *finding
		for _, h := range hurt {
			before := h.page == dead.page && h.trigger[0] < dead.trigger[0] && dead.sentence-h.sentence <= 2
			if before && h.atLeast() >= dead.atLeast() && (nearest == nil || h.trigger[0] > nearest.trigger[0]) {
				nearest = h
			}
		}
		if dead.entity.part && nearest != nil {
			dead.relate(nearest, cairn.Later)
		}
	}
}

// onlyDead relates the one who died to every finding of somebody "shot" or "in
// critical condition" that nothing tells apart from them: with one dead and no
// word of anybody who lived, they are the same person.
func onlyDead(killed, injured *ledger) {
	if len(killed.persons) != 1 || len(killed.totals) > 0 {
		return
	}
	dead := killed.persons[0]
	for _, hurt := range injured.persons {
		if diedAlready(killed, hurt[0]) || survives(hurt) || !sameAct(hurt, dead) || slices.ContainsFunc(hurt, func(f *finding) bool { return !f.shot && !f.weak || f.entity.other || f.joined }) {
			continue
		}
		if traits(hurt).agree(traits(dead)) {
			dead[0].relate(hurt[0], cairn.Later)
		}
	}
}

func firsts(persons [][]*finding) []*finding {
	var out []*finding
	for _, p := range persons {
		out = append(out, p[0])
	}
	return out
}

// coverHurt relates a total of the dead to persons who were "shot" and of whom
// nothing says that they lived: they are among them.
func coverHurt(killed, injured *ledger) {
	if len(killed.totals) == 0 {
		return
	}
	total := killed.totals[0]
	left := total.atLeast() - int64(len(killed.persons))
	for _, hurt := range injured.persons {
		h := hurt[0]
		if left <= 0 || !(h.shot || h.weak) || h.entity.other || survives(hurt) || h.sentence == total.sentence && h.page == total.page || diedAlready(killed, h) {
			continue
		}
		total.relate(h, cairn.Later)
		left--
	}
}

// diedAlready says whether some death is the later state of the finding.
func diedAlready(killed *ledger, hurt *finding) bool {
	for _, person := range killed.persons {
		if slices.Contains(person[0].relates, link{hurt, cairn.Later}) {
			return true
		}
	}
	return false
}

// samePerson says whether findings of injury and of death can be one person's.
func samePerson(hurt, dead []*finding) bool {
	if sameName(hurt, dead) {
		return true
	}
	if survives(hurt) || hurt[0].entity.other {
		return false
	}
	if h, x := hurt[0], dead[0]; h.page == x.page && h.sentence == x.sentence && x.trigger[0] < h.trigger[0] && x.patient != h.patient && !h.entity.pronoun {
		return false // "killed a teacher and injured her husband"
	}
	if h, x := hurt[0].entity, dead[0].entity; h.possessed && h.kin && !x.possessed && hurt[0].page == dead[0].page && dead[0].trigger[0] < hurt[0].trigger[0] {
		return false // "a farmer was killed; his wife was wounded"
	}
	a, b := traits(hurt), traits(dead)
	inclusive := slices.ContainsFunc(hurt, func(f *finding) bool {
		return f.shot || f.weak || f.entity.pronoun || f.entity.definite
	})
	if !inclusive && !(len(a.ages) > 0 && len(b.ages) > 0 && !hurt[0].joined) {
		return false // no article, no age: "a woman was wounded" may be anybody
	}
	return a.agree(b)
}

// sameName says whether both are called by one name somewhere.
func sameName(hurt, dead []*finding) bool {
	for _, h := range hurt {
		for _, x := range dead {
			if h.entity.surname != 0 && x.entity.surname != 0 && h.entity.same(x.entity) {
				return true
			}
		}
	}
	return false
}

// trait is what is known of one person from all findings about them.
type trait struct {
	surnames map[text.Key]bool
	sexes    map[string]bool
	ages     map[int]bool
}

func traits(g []*finding) trait {
	t := trait{map[text.Key]bool{}, map[string]bool{}, map[int]bool{}}
	for _, f := range g {
		if f.entity.surname != 0 {
			t.surnames[f.entity.surname] = true
		}
		if f.entity.sex != "" {
			t.sexes[f.entity.sex] = true
		}
		if f.entity.age > 0 {
			t.ages[f.entity.age] = true
		}
	}
	return t
}

// agree says whether nothing known of one contradicts the other.
func (t trait) agree(u trait) bool {
	return share(t.surnames, u.surnames) && share(t.sexes, u.sexes) && share(t.ages, u.ages)
}

// share says whether two sets have a member in common, or one is empty.
func share[K comparable](a, b map[K]bool) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	for k := range a {
		if b[k] {
			return true
		}
	}
	return false
}

// survives says whether any finding tells that the person lived.
func survives(hurt []*finding) bool {
	return slices.ContainsFunc(hurt, func(f *finding) bool {
		sen := f.page.t.Sentences[f.sentence]
		_, _, ok := f.page.find("survives", sen.First, sen.Last)
		return ok && f.weak
	})
}

// greatest is the total of most people that n can hold, or the first where none
// is so small: "parents and two children dead" says less than "all four".
func greatest(totals []*finding, n int64) *finding {
	var out *finding
	for _, t := range totals {
		if t.atLeast() <= n && (out == nil || t.atLeast() > out.atLeast()) {
			out = t
		}
	}
	if out == nil && len(totals) > 0 {
		return totals[0]
	}
	return out
}

// nearest is those findings that stand nearest to another, where there are more
// than n of them: no more of "three people were shot" than three can have died.
func nearest(who []*finding, to *finding, n int64) []*finding {
	if int64(len(who)) <= n {
		return who
	}
	away := func(f *finding) int {
		if f.page != to.page {
			return len(to.page.t.Tokens)
		}
		return max(f.trigger[0]-to.trigger[0], to.trigger[0]-f.trigger[0])
	}
	who = slices.Clone(who)
	slices.SortStableFunc(who, func(a, b *finding) int { return away(a) - away(b) })
	return who[:n]
}

// diedAmong relates to "six people were shot" those of them who died, and those
// who were injured where both together make the six.
func diedAmong(shot *finding, killed, injured *ledger) {
	n := shot.atLeast()
	if shot.claim.Count.Qualifier == cairn.Plural {
		n = 2 // "the victims were shot"
	}
	var dead int64
	var who []*finding
	if total := greatest(killed.totals, n); total != nil && total.atLeast() >= int64(len(killed.persons)) {
		dead, who = total.atLeast(), []*finding{total}
	} else {
		for _, p := range killed.persons {
			if p[0].entity.role == "suspect" && p[0].claim.Act == "suicide" {
				continue
			}
			who = append(who, p[0])
			dead++
		}
	}
	if dead > n && (shot.entity.other || len(who) > 0 && who[0].sentence == shot.sentence && who[0].page == shot.page) {
		return
	}
	for _, f := range nearest(who, shot, n) {
		if a := f.claim.Act; a == "" || a == shot.claim.Act || shot.claim.Act == "" {
			f.relate(shot, cairn.Later)
		}
	}
	for _, hurt := range injured.totals {
		if !hurt.shot && hurt.atLeast() == n-dead && dead > 0 {
			hurt.relate(shot, cairn.OfWhich)
		}
	}
}
