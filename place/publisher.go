package place

import (
	"slices"
	"strings"
	"unicode"

	"cairn/text"
)

// publisherPlace reads what a publisher's domain says of where it is at home:
// the country of its top level ("zeitung.de"), a town or state at its head
// ("seattletimes.com"), an American broadcaster's call sign ("ktla.com").
func (g *Gazetteer) publisherPlace(domain string) (Place, bool) {
	domain = strings.ToLower(domain)
	if _, rest, ok := strings.Cut(domain, "://"); ok {
		domain = rest
	}
	domain, _, _ = strings.Cut(domain, "/")
	domain, _, _ = strings.Cut(domain, ":")
	labels := strings.Split(domain, ".")
	for len(labels) > 2 && slices.Contains([]string{"www", "m", "mobile", "news", "blog", "blogs", "local", "en", "english"}, labels[0]) {
		labels = labels[1:]
	}
	if len(labels) < 2 {
		return Place{}, false
	}
	top := labels[len(labels)-1]
	country := ""
	if len(top) == 2 && !slices.Contains([]string{"tv", "co", "io", "me", "ly", "fm", "ai", "cc", "ws", "eu", "la", "am", "is", "to", "gg"}, top) {
		country = strings.ToUpper(top)
		if country == "UK" {
			country = "GB"
		}
	}
	name := labels[0]
	if p, ok := g.townAtHead(name, country); ok {
		return p, true
	}
	if country == "" && callSign(name) {
		country = "US"
	}
	return Place{Country: country}, country != ""
}

// townAtHead looks for the longest head of a domain that is a well-known name:
// "chicagosuntimes" begins with Chicago.
func (g *Gazetteer) townAtHead(name, country string) (Place, bool) {
	name = strings.TrimPrefix(name, "the")
	key := text.AppendFold(nil, strings.ReplaceAll(name, "-", ""))
	for end := min(len(key), 24); end >= 5; end-- {
		rest := string(key[end:])
		if rest != "" && !slices.ContainsFunc(mastheads, func(w string) bool { return strings.HasPrefix(rest, w) }) {
			continue
		}
		var best Place
		g.find(key[:end], func(r ref) bool {
			rec := g.layers[r.layer].record(r.place)
			if p := g.place(r); rec.population > 20000 && rec.kind != Admin2 && (country == "" || p.Country == country) {
				best = p
				return false
			}
			return true
		})
		if best.ID != "" {
			return best, true
		}
	}
	return Place{}, false
}

// mastheads are the words that follow a town in the domains of its press.
var mastheads = []string{"times", "tribune", "news", "post", "herald", "journal", "gazette", "observer", "chronicle", "daily", "star", "sun", "press",
	"free", "enquirer", "inquirer", "register", "record", "examiner", "today", "now", "live", "telegraph", "courier", "dispatch", "banner", "globe", "sentinel",
	"reporter", "review", "ledger", "advocate", "leader", "world", "online", "local", "city", "magazine", "mail", "mercury", "standard", "argus", "echo", "voice", "patch", "fox", "cbs", "abc", "nbc", "homepage", "business", "citizen"}

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
