package link

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cairn"
)

// dossierRow is one report of the dossier: other outlets on the same events,
// its claims coded by hand.
type dossierRow struct {
	ID, Publisher, Lang, Published, Quote string
	Wire                                  *string `json:"wire_origin"`
	Note                                  *string
	Claims                                []struct {
		Event, What string
		Low, High   *int64
		Exact       bool
		By          string `json:"attributed_to"`
	}
}

func dossier(t *testing.T) []dossierRow {
	t.Helper()
	f, err := os.Open("../../shared/seed/dossier.jsonl")
	if err != nil {
		t.Skipf("the dossier is not beside the project: %v", err)
	}
	defer f.Close()
	var out []dossierRow
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var r dossierRow
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// dossierReports turns the hand coding into coded reports, without telling the
// linker which event is which: an event becomes what a coder would see of it
// (place, act, condition, baseline), and its day only where the note says that
// the report gives it.
func dossierReports(rows []dossierRow) (reports []cairn.Coded, events map[string]string) {
	events = map[string]string{}
	for _, r := range rows {
		date := r.Published
		if date == "later" {
			date = "2016-01-01"
		}
		agency := ""
		if r.Wire != nil && !strings.HasSuffix(*r.Wire, "-derived") && *r.Wire != "mixed" && *r.Wire != "agencies" {
			agency = *r.Wire
		}
		groups := map[string][]told{}
		var order []string
		for _, c := range r.Claims {
			told, ok := dossierClaim(c.Event, c.What, c.By, c.Low, c.High, c.Exact)
			if !ok {
				continue
			}
			if r.Note != nil && strings.Contains(*r.Note, "WRONG perpetrator: Islamic State") {
				told.hands = "Islamic State"
			}
			if groups[c.Event] == nil {
				order = append(order, c.Event)
			}
			groups[c.Event] = append(groups[c.Event], told)
		}
		if strings.HasSuffix(r.ID, "-19") { // the seed story, whose first sentence has "activists"
			groups["B"] = append(groups["B"], told{what: "killed 45+", by: "~activists", who: "captives", where: "base", hands: "Jabhat al-Nusra", act: "shooting", when: "2015-09-18"})
		}
		var in [][]told
		for _, e := range order {
			in = append(in, groups[e])
		}
		coded := report(r.ID, date, r.Publisher, agency, in...)
		at := 0
		for _, e := range order {
			for range groups[e] {
				events[coded.Claims[at].ID] = e
				at++
			}
		}
		reports = append(reports, coded)
	}
	return reports, events
}

func dossierClaim(event, what, by string, low, high *int64, exact bool) (told, bool) {
	out := told{by: by, where: "base", who: "soldiers"}
	if i := strings.IndexAny(by, ";(,"); i > 0 {
		out.by = strings.TrimSpace(by[:i])
	}
	switch out.by {
	case "unattributed", "reports", "Al-Masdar":
		out.by = ""
	case "SOHR":
		out.by = observatory
	case "Nusra Front", "Nusra field leaders":
		out.by = "Jabhat al-Nusra"
	}
	n := " ?"
	if low != nil {
		n = " " + strconv.FormatInt(*low, 10)
		if !exact || high == nil {
			n += "+"
		}
	}
	switch event {
	case "A":
		out.when, out.act = "2015-09-09/2015-09-10", "clash"
		switch {
		case strings.HasPrefix(what, "killed"):
			out.what = "killed" + n
		case strings.HasPrefix(what, "captured"):
			out.what = "captured" + n
		case strings.HasPrefix(what, "missing"):
			out.what = "missing" + n
		default:
			return out, false
		}
	case "B":
		out.what, out.who, out.hands, out.act = "killed"+n, "captives", "Jabhat al-Nusra", "shooting"
	case "B+", "A+B":
		out.what, out.scope, out.since, out.when = "killed"+n, cairn.ScopeCumulative, "2015-09-09", "2015-09-09/2015-09-19"
	case "C":
		out.where, out.when, out.act = "foua", "2015-09-18", "bombing"
		switch {
		case strings.HasPrefix(what, "vehicle bombs"):
			out.what, out.who = strings.TrimSpace(n)+" vehicle_bomb", ""
		case strings.Contains(what, "pro-government"):
			out.what, out.who = "killed"+n, "militia"
		case strings.Contains(what, "Army of Conquest"):
			out.what, out.who = "killed"+n, "fighters"
		default:
			out.what, out.who = "killed"+n, "civilians"
		}
	case "W":
		out.what, out.who, out.where, out.scope, out.since = "killed"+n, "", "syria", cairn.ScopeCumulative, "2011-03-15"
		out.when = "2011-03-15/2015-09-20"
	default:
		return out, false
	}
	return out, true
}

func TestDossier(t *testing.T) {
	rows := dossier(t)
	reports, events := dossierReports(rows)
	out, err := Link(reports, Options{Primary: func(n string) bool { return strings.HasPrefix(n, "Al-Masdar") }})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]*cairn.LinkedIncident{}
	for _, l := range out {
		if l.LinkedIncident == nil {
			continue
		}
		seen := map[string]int{}
		for _, r := range l.Reports {
			for _, c := range r.Claims {
				seen[events[c]]++
			}
		}
		if len(seen) != 1 {
			t.Errorf("incident %s mixes the events %v", l.LinkedIncident.ID, seen)
		}
		for e := range seen {
			if was := found[e]; was != nil {
				t.Errorf("event %s is in two incidents: reports %v and %v", e, reportsOf(was), reportsOf(l.LinkedIncident))
			}
			found[e] = l.LinkedIncident
		}
	}
	a, b := found["A"], found["B"]
	if a == nil || b == nil || found["C"] == nil {
		t.Fatalf("events found: %v", found)
	}
	if b.Independence != (cairn.Independence{Low: 3, High: 4}) {
		t.Errorf("independence of B is %+v: %+v", b.Independence, b.Origins)
	}
	var dissenting []string
	for _, d := range b.Dissent {
		dissenting = append(dissenting, d.Report+" "+d.Field)
	}
	if !slices.Equal(dissenting, []string{"abu-duhur-31 scope", "abu-duhur-38 perpetrator"}) {
		t.Errorf("dissent from B: %v", dissenting)
	}
	if !slices.ContainsFunc(a.Overlaps, func(o cairn.Overlap) bool { return o.With == b.ID && o.UpTo == 15 }) {
		t.Errorf("A and B may overlap by up to 15, got %+v", a.Overlaps)
	}
}
