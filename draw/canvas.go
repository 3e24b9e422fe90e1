package draw

import (
	"bytes"
	"fmt"
	"html"
	"strconv"
	"strings"
)

// Frame is what every chart has around it.
type Frame struct {
	ID                 string  // unique on its page; the chart's kind if empty
	Title, Description string  // what a screen reader says
	Width              float64 // pixels; 720 if zero
	Words              Words   // English if nil
}

const defaultWidth = 720

func (f Frame) width() float64 {
	if f.Width <= 0 {
		return defaultWidth
	}
	return max(f.Width, 240)
}

// canvas is an SVG being written.
type canvas struct {
	b     bytes.Buffer
	id    string
	links bool // something inside is a link
}

// svg writes a chart of a kind and a size around what draw puts inside. With
// links inside, the picture is a group: a screen reader does not look into an
// image.
func (f Frame) svg(kind string, width, height float64, draw func(*canvas)) []byte {
	in := &canvas{id: f.ID}
	if in.id == "" {
		in.id = kind
	}
	draw(in)
	role := "img"
	if in.links {
		role = "group"
	}
	out := &canvas{}
	out.open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "chart "+kind, "viewBox", fmt.Sprintf("0 0 %s %s", num(width), num(height)),
		"width", width, "height", height, "role", role, "aria-labelledby", in.id+"-title "+in.id+"-desc",
		"direction", "ltr", "font-family", "sans-serif", "font-size", fontSize, "color", ink)
	fmt.Fprintf(&out.b, "<title id=\"%s-title\">%s</title>\n<desc id=\"%s-desc\">%s</desc>\n", escape(in.id), escape(f.Title), escape(in.id), escape(f.Description))
	out.b.Write(in.b.Bytes())
	out.close("svg")
	return out.b.Bytes()
}

// open begins an element; attributes are name and value in turn. A class brings
// its looks along.
func (c *canvas) open(name string, attrs ...any) { c.start(name, attrs, ">\n") }

func (c *canvas) close(name string) { c.b.WriteString("</" + name + ">\n") }

// mark writes an element with nothing in it.
func (c *canvas) mark(name string, attrs ...any) { c.start(name, attrs, "/>\n") }

// titled writes an element that says what it is when it is pointed at.
func (c *canvas) titled(title, name string, attrs ...any) {
	if title == "" {
		c.mark(name, attrs...)
		return
	}
	c.start(name, attrs, ">")
	c.b.WriteString("<title>" + escape(title) + "</title></" + name + ">\n")
}

// text writes words at a place. What people wrote may run either way: the words
// find their own direction and leave the chart's alone.
func (c *canvas) text(x, y float64, s string, attrs ...any) {
	c.start("text", append([]any{"x", x, "y", y, "unicode-bidi", "plaintext"}, attrs...), ">")
	c.b.WriteString(escape(s) + "</text>\n")
}

// pair writes words in bold with others after them, each in its own direction.
func (c *canvas) pair(x, y float64, strong, after string, attrs ...any) {
	c.start("text", append([]any{"x", x, "y", y}, attrs...), ">")
	fmt.Fprintf(&c.b, `<tspan font-weight="600" unicode-bidi="plaintext">%s</tspan><tspan dx="6" unicode-bidi="plaintext">%s</tspan></text>`+"\n", escape(strong), escape(after))
}

// link puts what draw writes into a link, where there is one.
func (c *canvas) link(href, label string, draw func()) {
	if href == "" {
		draw()
		return
	}
	c.links = true
	c.open("a", "href", href)
	c.start("title", nil, ">")
	c.b.WriteString(escape(label) + "</title>\n")
	draw()
	c.close("a")
}

func (c *canvas) start(name string, attrs []any, end string) {
	c.b.WriteString("<" + name)
	given := map[string]bool{}
	for i := 0; i+1 < len(attrs); i += 2 {
		given[attrs[i].(string)] = true
	}
	for i := 0; i+1 < len(attrs); i += 2 {
		key, value := attrs[i].(string), attr(attrs[i+1])
		c.attr(key, value)
		if key != "class" {
			continue
		}
		for _, class := range strings.Fields(value) {
			for _, look := range looksOf(class) {
				if !given[look[0]] {
					given[look[0]] = true
					c.attr(look[0], look[1])
				}
			}
		}
	}
	c.b.WriteString(end)
}

func (c *canvas) attr(key, value string) { c.b.WriteString(" " + key + `="` + escape(value) + `"`) }

func attr(v any) string {
	switch v := v.(type) {
	case float64:
		return num(v)
	case int:
		return strconv.Itoa(v)
	case string:
		return v
	}
	return fmt.Sprint(v)
}

// num writes a length to a tenth of a pixel.
func num(v float64) string {
	return strings.TrimSuffix(strconv.FormatFloat(v, 'f', 1, 64), ".0")
}

func escape(s string) string { return html.EscapeString(visible(s)) }

// visible replaces what XML cannot hold and what would turn the direction of
// the words after it: a chart has no other place to show that it was there.
func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r < ' ' && r != '\t' && r != '\n', r == 0xFFFE, r == 0xFFFF:
			return '\uFFFD'
		case r >= 0x202A && r <= 0x202E, r >= 0x2066 && r <= 0x2069:
			return '\uFFFD'
		}
		return r
	}, s)
}
