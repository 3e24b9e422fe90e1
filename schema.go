package cairn

import (
	"bytes"
	"encoding/json"
)

// Schema is the JSON Schema (2020-12) of one line of `cairn code`, with the
// claim as $defs/claim, and of one line of `cairn link` as $defs/linked. The
// file claim.schema.json is its output; a test keeps it current.
//
// The closed lists come from [Vocabulary], so that code and schema cannot
// drift apart. Fields that are not in the schema are refused: a name written
// wrong must not look like a value that is absent.
func Schema() ([]byte, error) {
	top := object(required("id"), merge(reportFields(), fields{
		"not_coded": text("the language, in plain English, of a report that was kept but not coded"),
		"claims":    list(ref("claim")), "incidents": list(ref("incident")),
		"mentions": ref("mentions"), "error": text("what was wrong with the input line"),
	}))
	top["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	top["title"] = "One line of cairn code"
	top["$defs"] = definitions()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(top)
	return b.Bytes(), err
}

type fields map[string]any

func object(need []string, f fields) fields {
	out := fields{"type": "object", "properties": f, "additionalProperties": false}
	if len(need) > 0 {
		out["required"] = need
	}
	return out
}

func required(names ...string) []string { return names }
func list(of any) fields                { return fields{"type": "array", "items": of, "minItems": 1} }
func ref(name string) fields            { return fields{"$ref": "#/$defs/" + name} }
func text(what string) fields {
	return fields{"type": "string", "minLength": 1, "description": what}
}
func number(what string) fields { return fields{"type": "number", "description": what} }
func whole(what string) fields  { return fields{"type": "integer", "description": what} }
func truth(what string) fields  { return fields{"type": "boolean", "description": what} }

func merge(sets ...fields) fields {
	out := fields{}
	for _, s := range sets {
		for k, v := range s {
			out[k] = v
		}
	}
	return out
}

// oneOf is a closed list as the Vocabulary has it, each value with its standard.
func oneOf(list string) fields {
	var values []any
	for _, t := range Vocabulary()[list] {
		values = append(values, fields{"const": t.Value, "description": t.Meaning + " (" + t.Standard + ")"})
	}
	return fields{"oneOf": values}
}

func enum[T ~string](values ...T) fields { return fields{"enum": values} }

func reportFields() fields {
	return fields{
		"id": text("as given, or the line number"), "date": text("RFC 3339, a day, or day/day"),
		"publisher": text("who published it"), "agency": text("news agency credited"), "title": text("headline"),
		"lang": text("BCP 47"), "url": text("address"), "text": text("the text that spans refer to"),
	}
}

func words() fields {
	return fields{
		"text": text("the words, as they stand"), "span": ref("span"),
		"in":    fields{"enum": []string{"title", "text"}, "description": "where the span lies, if not where the claim does"},
		"basis": enum(Stated, Relative, Context, Publication),
	}
}

func days() fields {
	return fields{"start": ref("day"), "end": ref("day")}
}

func figures() fields {
	out := fields{}
	for _, m := range Measures() {
		out[string(m)] = ref("range")
	}
	return out
}

func definitions() fields {
	return merge(claimDefinitions(), partDefinitions(), fields{
		"incident": object(required("claims"), merge(figures(), fields{
			"id": text("permanent id"), "claims": list(text("claim id")), "main": truth("what the report is chiefly about"),
			"place": ref("locus"), "time": ref("when"), "perpetrator": ref("party"),
			"clarity": fields{"enum": []int{1, 2}, "description": "UCDP event_clarity"},
		})),
		"mentions": object(nil, fields{
			"places":       list(object(required("span"), fields{"span": ref("span"), "name": text("place"), "lat": number("degrees"), "lon": number("degrees"), "id": text("gazetteer id"), "ambiguous": truth("several places fit: the place is the likeliest of them, a guess")})),
			"times":        list(object(required("span"), merge(days(), fields{"span": ref("span")}))),
			"attributions": list(object(required("source", "cue", "content"), fields{"source": ref("span"), "cue": ref("span"), "content": ref("span")})),
		}),
		"linked": fields{"oneOf": []any{ref("linked_incident"), ref("linked_total")}},
		"linked_incident": object(required("type", "id", "reports", "independence"), merge(figures(), fields{
			"type": fields{"const": "incident"}, "id": text("permanent id"),
			"reports":      list(object(required("id", "claims"), fields{"id": text("report"), "claims": list(text("claim id")), "main": truth("what the report is chiefly about")})),
			"origins":      list(object(required("root", "claims"), fields{"root": text("who first said it"), "claims": list(text("claim id")), "why": text("how it was recognised"), "kind": enum("named", "primary", "unnamed", "party", "unstated")})),
			"independence": object(required("low", "high"), fields{"low": whole("roots at least"), "high": whole("roots at most")}),
			"place":        ref("locus"), "time": ref("when"), "perpetrator": ref("party"), "clarity": fields{"enum": []int{1, 2}},
			"dissent":  list(object(required("claim", "report", "field", "says", "root", "quote"), fields{"claim": text("id"), "report": text("id"), "field": text("what it contradicts"), "says": text("its value"), "root": text("the root it repeats"), "quote": text("its words")})),
			"overlaps": list(object(required("with", "up_to"), fields{"with": text("incident id"), "up_to": whole("people who may be in both"), "why": text("the arithmetic")})),
			"after":    list(text("incident whose people are here in a later state")),
			"aliases":  list(text("id of an incident that was merged into this one")),
		})),
		"linked_total": object(required("type", "claim"), fields{
			"type": fields{"const": "total"}, "claim": text("id"), "report": text("id"), "measure": enum(Measures()...),
			"count": ref("quantity"), "baseline": ref("baseline"), "covers": list(text("incident id")), "itemised": ref("range"), "residual": ref("range"),
		}),
	})
}

func claimDefinitions() fields {
	return fields{"claim": object(required("id", "kind", "span", "quote"), fields{
		"id":   fields{"type": "string", "pattern": "^c-[0-9a-f]{16}$"},
		"kind": enum(Casualty, Control, Event, Responsibility), "scope": enum(ScopeIncident, ScopeCumulative, ScopeAggregate, ScopeBackground),
		"in": enum("title"), "measure": enum(Measures()...), "count": ref("quantity"), "victims": ref("victims"),
		"perpetrator": ref("party"), "act": oneOf("act"), "means": oneOf("means"),
		"actor": ref("party"), "change": oneOf("change"), "extent": oneOf("extent"), "from": ref("party"), "except": list(ref("locus")),
		"order": object(required("n"), fields{"n": whole("rank"), "of": whole("out of"), "unit": text("what is counted"), "text": text("the words"), "span": ref("span")}),
		"place": ref("locus"), "time": ref("when"), "baseline": ref("baseline"),
		"attribution": list(ref("speaker")), "stance": enum(Asserted, Alleged, Claimed, Acknowledged, Denied), "denies": oneOf("denies"),
		"hedged":  object(nil, words()),
		"relates": list(object(required("to", "as"), fields{"to": text("claim id"), "as": enum(OfWhich, Later, Besides, Covers, Restates, AboutIt)})),
		"rule":    text("the rule that made the claim"), "confidence": fields{"type": "number", "minimum": 0, "maximum": 1},
		"span": ref("span"), "quote": text("text[span.start:span.end], exactly"),
		"why": list(object(required("field", "rule"), fields{"field": text("field"), "rule": text("rule"), "spans": list(ref("span"))})),
	})}
}

func partDefinitions() fields {
	quantity := fields{
		"low": whole("lower bound"), "high": whole("upper bound"), "value": whole("the number said where it bounds nothing by itself"),
		"qualifier": enum(Exact, AtLeast, MoreThan, AtMost, FewerThan, About, Nearly, Between, Word, Plural, None),
		"unit":      oneOf("unit"), "text": text("the words"), "span": ref("span"),
	}
	return fields{
		"span":     fields{"type": "array", "items": fields{"type": "integer", "minimum": 0}, "minItems": 2, "maxItems": 2, "description": "half-open, bytes of the text"},
		"day":      fields{"type": "string", "pattern": `^\d{4}-\d{2}-\d{2}$`},
		"quantity": object(nil, quantity),
		"range":    object(nil, fields{"low": whole("least"), "best": whole("best"), "high": whole("greatest"), "open": truth("or more")}),
		"victims": object(nil, merge(words(), fields{
			"status": oneOf("victims.status"), "condition": oneOf("victims.condition"), "group": text("children, women, journalists ..."), "affiliation": text("actor they belong to"),
			"persons": list(object(nil, fields{"name": text("as written"), "span": ref("span"), "age": whole("years"), "sex": enum("man", "woman"), "role": text("as written"), "state": enum(Measures()...)})),
		})),
		"party": object(nil, merge(words(), fields{"actor": text("canonical name"), "type": oneOf("actor.type"), "with": list(ref("party")), "or": list(ref("party"))})),
		"locus": object(nil, merge(words(), fields{
			"name": text("canonical name"), "id": text("gazetteer id"), "kind": text("town, airbase, admin1 ..."), "country": fields{"type": "string", "pattern": "^[A-Z]{2}$"},
			"admin1": text("plain English name"), "admin2": text("plain English name"), "admin3": text("plain English name"), "lat": number("degrees"), "lon": number("degrees"),
			"precision": oneOf("place.precision"), "ambiguous": truth("several places fit"),
			"anchors": list(object(required("relation", "name"), fields{"relation": enum("near", "in", "between", "named"), "name": text("canonical name"), "id": text("gazetteer id"), "kind": text("town ...")})),
			"with":    list(ref("locus")), "or": list(ref("locus")),
		})),
		"when": object(nil, merge(words(), days(), fields{"of": oneOf("time.of"), "precision": oneOf("time.precision"), "time_of_day": text("hours and minutes, 21:30, or the word for a part of the day")})),
		"speaker": object(required("named"), merge(words(), fields{
			"type": oneOf("attribution.type"), "named": truth("whether the text names it"), "actor": text("canonical name"),
			"said": ref("when"), "with": list(ref("speaker")), "or": list(ref("speaker")),
		})),
		"baseline": object(nil, merge(words(), fields{
			"start": ref("day"), "event": text("what it counts from"), "includes_event": truth("whether the event itself is counted"), "series": text("name of the series"), "phase": text("counting phase"),
		})),
	}
}
