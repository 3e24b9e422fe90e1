package web

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"
)

// A list shows what was decided as soon as it is laid out, and until then the
// state before, never a mixture.
func TestAListFollowsTheRecord(t *testing.T) {
	s := testServer(t)
	claim, version := claim45(s)
	if w := post(t, s, "/decisions", url.Values{"verdict": {"reject"}, "target": {claim}, "by": {"A person"}, "reason": {"a copy"}, "seen." + claim: {fmt.Sprint(version)}}); w.Code >= 400 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	until := time.Now().Add(10 * time.Second)
	for {
		body := get(t, s, "/claims.json?decided=reject").Body.String()
		if strings.Contains(body, claim) {
			return
		}
		if time.Now().After(until) {
			t.Fatalf("the list does not show the decision: %s", body)
		}
	}
}

func TestAListGivesUpWithItsAsker(t *testing.T) {
	s := testServer(t)
	d := &desks{record: s.desks.record, live: s.desks.live, laying: true} // nobody lays out
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := d.forLists(ctx); err == nil {
		t.Error("a list is shown that was never laid out")
	}
	if now, err := d.at(t.Context(), "", false); err != nil || now == nil {
		t.Errorf("one thing waits for lists: %v", err)
	}
}
