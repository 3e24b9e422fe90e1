package web

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"cairn"
	"cairn/record"
)

// takenView is one decision as a list shows it.
type takenView struct{ record.Taken }

// Minute is when it was taken, in universal time.
func (t takenView) Minute() string { return t.At.UTC().Format("2006-01-02 15:04") }

// Things are the targets with the address of each; a decision's number leads to
// the list of decisions about it.
func (t takenView) Things() []thing {
	out := make([]thing, len(t.Targets))
	for i, id := range t.Targets {
		out[i] = thing{ID: id, Path: pathOfID(id)}
	}
	return out
}

type thing struct{ ID, Path string }

// pathOfID is the page of a thing by the form of its id; none where it has no page.
func pathOfID(id string) string {
	for prefix, path := range map[string]string{"r-": "/reports/", "c-": "/claims/", "i-": "/incidents/"} {
		if strings.HasPrefix(id, prefix) {
			return path + id
		}
	}
	if _, err := strconv.ParseInt(id, 10, 64); err == nil {
		return "/decisions?about=" + id
	}
	return ""
}

// Changes are the fields that a decision sets.
func (t takenView) Changes() []fieldSet {
	var out []fieldSet
	for name, value := range t.Fields {
		out = append(out, fieldSet{name, value})
	}
	slices.SortFunc(out, func(a, b fieldSet) int { return strings.Compare(a.Name, b.Name) })
	return out
}

type fieldSet struct{ Name, Value string }

type decisionsView struct {
	Shown
	Decisions []takenView `json:"decisions"`
	Of        int         `json:"of"`
	About     string      `json:"about,omitempty"`
}

// decisionsPage lists what people decided, the latest first.
func decisionsPage(q *ask) (page, error) {
	about, verdict, by := q.param("about"), cairn.Verdict(q.oneOf("verdict", words(verdicts())...)), q.param("by")
	var list []record.Taken
	if about != "" {
		if list = q.about(about); list == nil && q.Version(about) == 0 {
			return page{}, notFound{about}
		}
	} else {
		for _, d := range q.All {
			if t, ok := q.Decision(d.Seq); ok {
				list = append(list, t)
			}
		}
	}
	list = slices.DeleteFunc(slices.Clone(list), func(t record.Taken) bool {
		return verdict != "" && t.Verdict != verdict || by != "" && t.By != by
	})
	slices.SortFunc(list, func(a, b record.Taken) int { return int(b.Seq - a.Seq) })
	view := &decisionsView{Shown: q.shown, Of: len(list), About: about}
	chosen, next := cut(q, list, func(t record.Taken) string { return strconv.FormatInt(t.Seq, 10) })
	for _, t := range chosen {
		view.Decisions = append(view.Decisions, takenView{t})
	}
	return page{name: "decisions", view: view, next: next, rows: func() sheet { return decisionRows(view.Decisions) }}, nil
}

// about are the decisions about a thing, or the decision of a number with those
// that took it back.
func (d *desk) about(id string) []record.Taken {
	seq, err := strconv.ParseInt(id, 10, 64)
	if err != nil {
		return d.DecisionsAbout(id)
	}
	t, ok := d.Decision(seq)
	if !ok {
		return nil
	}
	out := []record.Taken{t}
	if back, ok := d.Decision(t.UndoneBy); ok && t.UndoneBy != 0 {
		out = append(out, back)
	}
	return out
}

func decisionRows(list []takenView) sheet {
	out := sheet{head: []string{"seq", "at", "by", "verdict", "targets", "fields", "reason", "undone_by"}}
	for _, t := range list {
		var fields []string
		for _, f := range t.Changes() {
			fields = append(fields, f.Name+"="+f.Value)
		}
		undone := ""
		if t.UndoneBy != 0 {
			undone = strconv.FormatInt(t.UndoneBy, 10)
		}
		out.rows = append(out.rows, []string{strconv.FormatInt(t.Seq, 10), t.At.UTC().Format(time.RFC3339), t.By, string(t.Verdict),
			strings.Join(t.Targets, " "), strings.Join(fields, "; "), t.Reason, undone})
	}
	return out
}
