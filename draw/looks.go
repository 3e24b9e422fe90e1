package draw

import (
	_ "embed"
	"fmt"
)

// Stylesheet is the looks of all charts for pages that embed them: light, dark
// and on paper. Its classes are those of looks.
//
//go:embed chart.css
var Stylesheet string

const (
	fontSize  = 12.0
	smallSize = 11.0
	ink       = "#1f1b16"
)

// looks are the presentation attributes of each class on white paper: for files
// that stand alone. A stylesheet's rules win over them.
var looks = map[string][][2]string{
	"c-text":     {{"fill", "currentColor"}},
	"c-note":     {{"fill", "#5c5548"}, {"font-size", "11"}},
	"c-strong":   {{"fill", "currentColor"}, {"font-weight", "600"}},
	"c-axis":     {{"stroke", "#6b6457"}, {"stroke-width", "1"}, {"fill", "none"}},
	"c-grid":     {{"stroke", "#e4dfd5"}, {"stroke-width", "1"}, {"fill", "none"}},
	"c-band":     {{"fill", "#e9e2d0"}},
	"c-open":     {{"fill", "#f4f0e6"}},
	"c-best":     {{"stroke", "#1f1b16"}, {"stroke-width", "1.6"}, {"fill", "none"}},
	"c-low":      {{"fill", "#7a2a1e"}},
	"c-mid":      {{"fill", "#cf8573"}},
	"c-high":     {{"stroke", "#7a2a1e"}, {"stroke-width", "1"}},
	"c-hatch":    {{"stroke", "#7a2a1e"}, {"stroke-width", "1.3"}, {"fill", "none"}},
	"c-then":     {{"stroke", "#5c5548"}, {"stroke-width", "1.6"}, {"stroke-dasharray", "5 3"}, {"fill", "none"}},
	"c-event":    {{"stroke", "#5c5548"}, {"stroke-width", "1"}, {"stroke-dasharray", "2 2"}, {"fill", "none"}},
	"c-paper":    {{"fill", "#ffffff"}},
	"c-halo":     {{"stroke", "#ffffff"}, {"stroke-width", "3"}, {"stroke-linejoin", "round"}, {"paint-order", "stroke"}},
	"c-hollow":   {{"fill", "#ffffff"}},
	"c-edge":     {{"stroke", "#7a2a1e"}, {"stroke-width", "1"}},
	"c-line":     {{"stroke", "#6b6457"}, {"stroke-width", "1"}, {"stroke-dasharray", "3 2"}},
	"m-sea":      {{"fill", "#dfe9ee"}},
	"m-ground":   {{"fill", "#f1eee7"}, {"stroke", "#b9b1a3"}, {"stroke-width", "1"}},
	"m-land":     {{"fill", "#fffdf8"}, {"stroke", "#8d8474"}, {"stroke-width", "0.8"}},
	"m-some":     {{"fill", "#f3cfc6"}, {"stroke", "#8d8474"}, {"stroke-width", "0.8"}},
	"m-badge":    {{"fill", "#7a2a1e"}},
	"m-on":       {{"fill", "#ffffff"}, {"font-weight", "600"}, {"font-size", "11"}},
	"m-under":    {{"fill", "#1f1b16"}},
	"m-area":     {{"fill", "#b3402a"}, {"fill-opacity", "0.22"}, {"stroke", "#7a2a1e"}, {"stroke-width", "1.2"}},
	"m-wide":     {{"stroke-dasharray", "5 3"}},
	"m-dot":      {{"fill", "#7a2a1e"}, {"stroke", "#ffffff"}, {"stroke-width", "1.2"}},
	"m-hex":      {{"stroke", "#ffffff"}, {"stroke-width", "0.8"}},
	"m-h0":       {{"fill", "#f3cfc6"}},
	"m-h1":       {{"fill", "#e0a090"}},
	"m-h2":       {{"fill", "#c77460"}},
	"m-h3":       {{"fill", "#9a4030"}},
	"m-h4":       {{"fill", "#5f1c12"}},
	"c-inside":   {{"fill", "#ffffff"}},
	"c-hit":      {{"fill", "none"}, {"pointer-events", "all"}},
	"c-g0":       {{"fill", "#1f5f99"}, {"stroke", "#1f5f99"}},
	"c-g1":       {{"fill", "#b3541e"}, {"stroke", "#b3541e"}},
	"c-g2":       {{"fill", "#25744a"}, {"stroke", "#25744a"}},
	"c-g3":       {{"fill", "#84489b"}, {"stroke", "#84489b"}},
	"c-g4":       {{"fill", "#7d6608"}, {"stroke", "#7d6608"}},
	"c-g5":       {{"fill", "#50606e"}, {"stroke", "#50606e"}},
	"c-hollowed": {{"stroke-dasharray", "2 1.6"}},
}

// groupColours is how many colours tell groups apart before shapes must.
const groupColours = 6

func looksOf(class string) [][2]string { return looks[class] }

// groupClass is the class of the n-th group.
func groupClass(n int) string { return fmt.Sprintf("c-g%d", n%groupColours) }

// shape is the path of the n-th group's mark about a point. Groups of one
// colour differ in shape, and the other way round, for 36 groups.
func shape(n int, x, y, r float64) string {
	pts := shapes[(n+n/groupColours)%len(shapes)]
	d := ""
	for i, p := range pts {
		op := "L"
		if i == 0 {
			op = "M"
		}
		d += op + num(x+p[0]*r) + " " + num(y+p[1]*r)
	}
	return d + "Z"
}

// shapes are the marks of groups, as points about the middle: a disc (of twelve
// corners), square, diamond, triangle up and down, cross.
var shapes = [][][2]float64{
	{{1, 0}, {.87, .5}, {.5, .87}, {0, 1}, {-.5, .87}, {-.87, .5}, {-1, 0}, {-.87, -.5}, {-.5, -.87}, {0, -1}, {.5, -.87}, {.87, -.5}},
	{{.88, .88}, {-.88, .88}, {-.88, -.88}, {.88, -.88}},
	{{1.25, 0}, {0, 1.25}, {-1.25, 0}, {0, -1.25}},
	{{0, -1.15}, {1.15, .95}, {-1.15, .95}},
	{{0, 1.15}, {1.15, -.95}, {-1.15, -.95}},
	{{.4, -1.1}, {.4, -.4}, {1.1, -.4}, {1.1, .4}, {.4, .4}, {.4, 1.1}, {-.4, 1.1}, {-.4, .4}, {-1.1, .4}, {-1.1, -.4}, {-.4, -.4}, {-.4, -1.1}},
}
