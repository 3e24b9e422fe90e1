package place

import (
	"strings"
	"testing"
)

func TestScanAndResolve(t *testing.T) {
	g := world(t)
	for _, row := range []struct {
		text string
		want string // mentions as TEXT=ID, in order
	}{
		{"TACOMA, Wash. — Two men were shot Friday in Tacoma, police said.", "TACOMA=gn:5812944 Wash.=a1:US.WA Tacoma=gn:5812944"},
		{"Three people died in the village of Foua in Idlib province.", "Foua=own:fua Idlib=a1:SY.12"},
		{"A man was killed in Springfield, Illinois, on Monday.", "Springfield=gn:4250542 Illinois=a1:US.IL"},
		{"A man was killed in Springfield, Missouri, on Monday.", "Springfield=gn:4409896 Missouri=a1:US.MO"},
		{"Mr. Lincoln told the New York Times that Jackson Brown had left.", ""},
		{"Soldiers were shot in the Abu Zuhour air base in Idlib province.", "Abu Zuhour=oa:6339 Idlib=a1:SY.12"},
		{"BOGOTA, 3 JAN 90 -- POLICE SAID THAT FOUR PEASANTS WERE KILLED FROM AN AMBUSH IN MEDELLIN, COLOMBIA, WHERE THE MILITARY WILL SEND MORE FORCES.", "BOGOTA=gn:3688689 MEDELLIN=gn:3674962 COLOMBIA=cc:CO"},
		{"وقعت غارة جوية على بلدة سراقب بريف إدلب في سوريا.", "سراقب=gn:164816 إدلب=gn:169389 سوريا=cc:SY"},
		{"Deputies in Clay and Otter Tail counties, Minnesota, found the body.", "Clay=a2:US.MN.027 Otter Tail=a2:US.MN.111 Minnesota=a1:US.MN"},
		{"They shot the prisoners at the Abu Al-Duhur air base in Idlib.", "Abu Al-Duhur=oa:6339 Idlib=gn:169389"},
		{"La base aérienne d'Abou Douhour, dans la province d'Idleb, est tombée mercredi.", "Abou Douhour=oa:6339 Idleb=a1:SY.12"},
		{"The Syrian army said nothing.", "Syrian=cc:SY"},
		{"", ""},
	} {
		var got []string
		for _, r := range g.Resolve(row.text, g.Scan(row.text), Context{}) {
			id := "?"
			if r.Place != nil {
				id = r.Place.ID
			}
			if r.Text != row.text[r.Span[0]:r.Span[1]] {
				t.Errorf("%q: span %v is not its text %q", row.text, r.Span, r.Text)
			}
			got = append(got, r.Text+"="+id)
		}
		if s := strings.Join(got, " "); s != row.want {
			t.Errorf("%s\n got %s\nwant %s", row.text, s, row.want)
		}
	}
}
