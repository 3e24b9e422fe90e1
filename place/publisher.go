package place

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"cairn/text"
)

// publisherPlaces reads what a publisher's domain says of where it is at home:
// the country of its top level ("zeitung.de"), a town or state at its head
// ("seattletimes.com"), an American broadcaster's call sign ("ktla.com").
func (g *Gazetteer) publisherPlaces(domain string) []Candidate {
	labels := publisherLabels(domain)
	if len(labels) < 2 {
		return nil
	}
	country := topLevelCountry(labels[len(labels)-1])
	for _, label := range labels[:len(labels)-1] {
		if cands := g.station(label); len(cands) > 0 {
			return cands
		}
		if cands := g.townsAtHead(label, country); len(cands) > 0 {
			return cands
		}
		if country == "" && callSign(label) {
			country = "US"
		}
	}
	if p, ok := g.ByID("cc:" + country); ok {
		return []Candidate{{Place: p, Matched: domain}}
	}
	return nil
}

// publisherLabels are the parts of a domain that say something.
func publisherLabels(domain string) []string {
	domain = strings.ToLower(domain)
	if _, rest, ok := strings.Cut(domain, "://"); ok {
		domain = rest
	}
	domain, _, _ = strings.Cut(domain, "/")
	domain, _, _ = strings.Cut(domain, ":")
	var labels []string
	for _, label := range strings.Split(domain, ".") {
		if !slices.Contains([]string{"www", "m", "mobile", "news", "blog", "blogs", "local", "en", "english", "co", "com", "org", "net", "edition"}, label) {
			labels = append(labels, label)
		}
	}
	if len(labels) == 1 {
		labels = append(labels, "com")
	}
	return labels
}

// topLevelCountry is the country of a top level; of those that are sold to
// anybody there is none.
func topLevelCountry(top string) string {
	if len(top) != 2 || slices.Contains([]string{"tv", "co", "io", "me", "ly", "fm", "ai", "cc", "ws", "eu", "la", "am", "is", "to", "gg"}, top) {
		return ""
	}
	if top == "uk" {
		return "GB"
	}
	return strings.ToUpper(top)
}

// townsAtHead looks for the longest head of a domain's label that names towns
// or states: "chicagosuntimes" begins with Chicago.
func (g *Gazetteer) townsAtHead(label, country string) []Candidate {
	if country == "" {
		label = broadcaster.ReplaceAllString(label, "")
	}
	key := text.AppendFold(nil, strings.ReplaceAll(label, "-", ""))
	for end := min(len(key), 24); end >= 4; end-- {
		rest := string(key[end:])
		if rest != "" && !slices.ContainsFunc(mastheads, func(w string) bool { return strings.HasPrefix(rest, w) }) {
			continue
		}
		if rest == "" && end < 6 || loadRules().cueOf(text.KeyOf(string(key[:end])))&cueCommon != 0 {
			continue
		}
		var cands []Candidate
		g.find(key[:end], func(r ref) bool {
			p := g.place(r)
			if country != "" && p.Country != country || p.Kind == Admin2 || r.name > 1 && p.Population < 100000 {
				return true
			}
			c := Candidate{Place: p, Matched: label, r: r}
			c.add(weightProminence*prominence(p.Kind, p.people), prominenceWords[p.Population > 0], p.Kind.String(), float64(p.Population))
			cands = append(cands, c)
			return len(cands) < 60
		})
		if len(cands) > 0 {
			return cands
		}
	}
	return nil
}

// broadcaster is what stands before a town in a label.
var broadcaster = regexp.MustCompile(`^(the|my|go|click|local|[0-9]*(abc|nbc|cbs|fox|news))[0-9]*(on)?`)

// mastheads are the words that follow a town in the domains of its press.
var mastheads = []string{"times", "tribune", "news", "post", "herald", "journal", "gazette", "observer", "chronicle", "daily", "star", "sun", "press",
	"free", "enquirer", "inquirer", "register", "record", "examiner", "today", "now", "live", "telegraph", "courier", "dispatch", "banner", "globe", "sentinel",
	"reporter", "review", "ledger", "advocate", "leader", "world", "online", "local", "city", "magazine", "mail", "mercury", "standard", "argus", "echo", "voice", "patch", "fox", "cbs", "abc", "nbc", "homepage", "business", "citizen"}

// station finds the town of a broadcaster or paper of our table: "wsmv",
// "fox8live".
func (g *Gazetteer) station(label string) []Candidate {
	table := loadRules().station
	town, ok := table[label]
	for _, suffix := range []string{"tv", "news", "dt", "online"} {
		if !ok {
			town, ok = table[strings.TrimRight(strings.TrimSuffix(label, suffix), "0123456789")]
		}
	}
	if !ok {
		return nil
	}
	name, state, _ := strings.Cut(town, ", ")
	division := loadRules().division[state]
	var found []Candidate
	g.find(text.AppendFold(nil, name), func(r ref) bool {
		p := g.place(r)
		if p.Country+"."+p.admin1Code == division && p.Kind != Admin2 && p.Kind != Admin1 {
			c := Candidate{Place: p, Matched: label, r: r}
			c.add(12, "where {what} broadcasts", label, 0)
			found = append(found, c)
		}
		return len(found) == 0
	})
	return found
}

// callSign: K and W begin the call signs of American broadcasters.
func callSign(label string) bool {
	label = strings.TrimRightFunc(label, unicode.IsDigit)
	label = strings.TrimSuffix(strings.TrimSuffix(label, "tv"), "news")
	label = strings.TrimRightFunc(label, unicode.IsDigit)
	if len(label) < 3 || len(label) > 4 || label[0] != 'k' && label[0] != 'w' {
		return false
	}
	return strings.IndexFunc(label, func(r rune) bool { return r < 'a' || r > 'z' }) < 0
}
