package web

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"cairn/record"
)

// evidenceView is what stands for the record not having been altered.
type evidenceView struct {
	Shown      Shown            `json:"shown"`
	Checkpoint string           `json:"checkpoint"`
	Entries    int64            `json:"entries"`
	Verified   *verified        `json:"verified,omitempty"`
	Recent     []record.Taken   `json:"recent"` // the last decisions
	Withheld   []withheldReport `json:"withheld,omitempty"`
}

type withheldReport struct {
	Report   string `json:"report"`
	Decision int64  `json:"decision"`
}

// verified is the last verification that this server made.
type verified struct {
	At time.Time `json:"at"`
	record.Verified
	Failed string `json:"failed,omitempty"`
}

// verifying makes one verification at a time and remembers the last.
type verifying struct {
	mu   sync.Mutex // held while one is made
	seen sync.RWMutex
	last *verified
}

func (v *verifying) latest() *verified {
	v.seen.RLock()
	defer v.seen.RUnlock()
	return v.last
}

func (v *verifying) run(ctx context.Context, r *record.Record, now func() time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	out := &verified{}
	var err error
	if out.Verified, err = r.Verify(ctx); err != nil {
		out.Failed = err.Error()
	}
	out.At = now().UTC()
	v.seen.Lock()
	v.last = out
	v.seen.Unlock()
}

// recentMost is how many of the last decisions are listed.
const recentMost = 20

func evidencePage(q *ask) (page, error) {
	signed, err := q.server.o.Record.Checkpoint(q.Context())
	if err != nil {
		return page{}, err
	}
	v := &evidenceView{Shown: q.shown, Checkpoint: string(signed), Entries: q.Seq, Verified: q.server.verifying.latest(), Recent: []record.Taken{}}
	for i := len(q.All) - 1; i >= 0 && len(v.Recent) < recentMost; i-- {
		if t, ok := q.Decision(q.All[i].Seq); ok {
			v.Recent = append(v.Recent, t)
		}
	}
	for i := range q.Reports {
		if r := &q.Reports[i]; r.Withheld != 0 {
			v.Withheld = append(v.Withheld, withheldReport{r.Coded.ID, r.Withheld})
		}
	}
	return page{name: "evidence", view: v, rows: func() sheet {
		t := sheet{head: []string{"item", "what", "altered"}}
		if v.Verified != nil {
			for _, f := range v.Verified.Findings {
				t.rows = append(t.rows, []string{f.Item, f.What, strconv.FormatBool(f.Altered)})
			}
		}
		return t
	}}, nil
}

// verify checks the whole record and shows what was found.
func (s *Server) verify(w http.ResponseWriter, r *http.Request) {
	s.verifying.run(r.Context(), s.o.Record, s.o.Now)
	http.Redirect(w, r, "/evidence", http.StatusSeeOther)
}

// entryView is one entry of the ledger with the proof that it is there.
type entryView struct {
	Shown  Shown             `json:"shown"`
	Entry  int64             `json:"entry"`
	Kind   string            `json:"kind"`
	At     time.Time         `json:"at"`
	Public json.RawMessage   `json:"public,omitempty"`
	Sealed map[string]string `json:"sealed,omitempty"`
	Bytes  []byte            `json:"bytes"` // exactly what was hashed
	Leaf   string            `json:"leaf"`
	Path   []string          `json:"path"`
	Size   int64             `json:"size"`
	Signed string            `json:"checkpoint"`
	Proof  string            `json:"proof"` // the same as a file, as c2sp.org/tlog-proof has it
}

func entryPage(q *ask) (page, error) {
	seq, err := strconv.ParseInt(q.PathValue("seq"), 10, 64)
	if err != nil || seq < 0 || seq >= q.server.desks.present().Seq {
		return page{}, notFound{q.PathValue("seq")}
	}
	p, err := q.server.o.Record.Prove(q.Context(), seq)
	if err != nil {
		return page{}, err
	}
	v := &entryView{Shown: q.shown, Entry: seq, Kind: string(p.Entry.Kind), At: p.Entry.At, Public: p.Entry.Public, Sealed: p.Entry.Sealed, Bytes: p.Bytes,
		Leaf: base64.StdEncoding.EncodeToString(p.Leaf[:]), Path: []string{}, Size: p.Size, Signed: string(p.Checkpoint)}
	for _, h := range p.Path {
		v.Path = append(v.Path, base64.StdEncoding.EncodeToString(h[:]))
	}
	v.Proof = fmt.Sprintf("c2sp.org/tlog-proof@v1\nindex %d\n%s\n%s", seq, lines(v.Path), v.Signed)
	return page{name: "entry", about: fmt.Sprint("#", seq), view: v, rows: func() sheet {
		return sheet{[]string{"entry", "kind", "at", "leaf", "size"}, [][]string{{fmt.Sprint(seq), v.Kind, v.At.Format(time.RFC3339Nano), v.Leaf, fmt.Sprint(v.Size)}}}
	}}, nil
}

func lines(list []string) string {
	var b strings.Builder
	for _, s := range list {
		b.WriteString(s + "\n")
	}
	return b.String()
}
