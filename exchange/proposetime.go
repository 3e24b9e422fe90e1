package exchange

import (
	"strings"
	"time"
)

// layouts are the styles of days that are proposed. A day before its month is
// tried first: where the other order fits every row, too, the proposal says so.
var layouts = []string{"2006-01-02", "2006-01-02 15:04:05", "2006-01-02T15:04:05Z07:00", "2006/01/02", "20060102", "2 January 2006", "2 Jan 2006", "2-Jan-06", "2-Jan-2006", "January 2, 2006",
	dayFirst, "2.1.2006", "2-1-2006", monthFirst}

const dayFirst, monthFirst = "2/1/2006", "1/2/2006"

func (p *proposal) time() {
	isDay := func(s string) bool { return formOf(s) != "" }
	end := ""
	for _, column := range p.header { // "end date" is a date, too, and so is found first
		if words := nameWords(column); !p.used[column] && p.words.fields["end"].says(words) > 0 && p.mostly(column, isDay) && p.filled(column) {
			end, p.used[column] = column, true
			break
		}
	}
	column := p.find("start", isDay)
	if column == "" && end != "" {
		column, end = end, ""
	}
	if column == "" {
		p.say("\n# [time]\n# start = \"\" # no column of days was found")
		return
	}
	p.say("\n[time]\nstart = %s", quoted(column))
	columns := []string{column}
	if end != "" {
		p.say("end = %s", quoted(end))
		columns = append(columns, end)
	}
	fits := map[string]int{}
	all := 0
	for _, r := range p.rows {
		for _, c := range columns {
			v := strings.TrimSpace(western(r[c]))
			if v == "" {
				continue
			}
			all++
			for _, l := range layouts {
				if _, err := time.Parse(l, v); err == nil {
					fits[l]++
				}
			}
		}
	}
	var forms []string
	for _, l := range layouts {
		if fits[l] > 0 && (l != monthFirst || fits[dayFirst] < fits[l]) {
			forms = append(forms, quoted(l))
		}
	}
	p.say("formats = [%s]", strings.Join(forms, ", "))
	if all > 0 && fits[dayFirst] == all && fits[monthFirst] == all {
		p.say("# Every day also fits month/day/year: put %s in place of the other where that is meant.", quoted(monthFirst))
	}
}

// filled says whether any row has a value in a column.
func (p *proposal) filled(column string) bool {
	for _, r := range p.rows {
		if strings.TrimSpace(r[column]) != "" {
			return true
		}
	}
	return false
}

func formOf(s string) string {
	for _, l := range layouts {
		if _, err := time.Parse(l, strings.TrimSpace(western(s))); err == nil {
			return l
		}
	}
	return ""
}
