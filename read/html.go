package read

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"time"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// readHTML takes the article out of a page, its title and publication time,
// and one paragraph of text per block.
func readHTML(doc *Document) error {
	doc.Reader, doc.Media = "html/1", "text/html"
	utf, err := charset.NewReader(bytes.NewReader(doc.Original), "text/html")
	if err != nil {
		return &Error{Name: doc.Name, What: fmt.Sprintf("its encoding could not be told: %v", err), Do: "save the page as UTF-8"}
	}
	root, err := html.Parse(utf)
	if err != nil {
		return &Error{Name: doc.Name, What: fmt.Sprintf("the page could not be read: %v", err), Do: "save its text as a plain text file"}
	}
	meta := pageMeta(root)
	article, err := guard(func() (readability.Article, error) {
		ps := readability.NewParser()
		ps.MaxElemsToParse = 200_000
		return ps.ParseDocument(root, pageURL(meta["url"]))
	})
	switch {
	case err == nil && article.Node != nil:
		doc.Text = blockText(article.Node)
	default:
		doc.Warnings = append(doc.Warnings, "no article was recognised: the text of the whole page was taken")
	}
	if strings.TrimSpace(doc.Text) == "" {
		doc.Text = blockText(root)
	}
	doc.Title = firstOf(meta["title"], article.Title)
	doc.Publisher = firstOf(meta["site"], article.SiteName)
	doc.Lang = firstOf(meta["lang"], article.Language)
	doc.URL = meta["url"]
	doc.Date = pageDate(meta["date"], article.PublishedTime)
	return nil
}

// guard turns a library's panic into an error.
func guard[T any](f func() (T, error)) (out T, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the document broke its reader: %v", p)
		}
	}()
	return f()
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			return v
		}
	}
	return ""
}

// pageDate is the day a page says it was published on; a date that is not one
// is left out, because it was not stated by a person.
func pageDate(stated string, found *time.Time) string {
	if len(stated) >= 10 {
		if _, err := time.Parse(time.DateOnly, stated[:10]); err == nil {
			return stated[:10]
		}
	}
	if found != nil && !found.IsZero() {
		return found.Format(time.DateOnly)
	}
	return ""
}

func pageURL(s string) *url.URL {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return nil
	}
	return u
}

// metaKeys maps the names that pages use to the fields of a report.
var metaKeys = map[string]string{
	"og:title": "title", "og:site_name": "site", "og:url": "url",
	"article:published_time": "date", "date": "date", "dc.date": "date", "dc.date.issued": "date",
	"pubdate": "date", "publishdate": "date", "parsely-pub-date": "date",
}

func pageMeta(root *html.Node) map[string]string {
	out := map[string]string{}
	set := func(key, value string) {
		if key != "" && out[key] == "" {
			out[key] = strings.TrimSpace(value)
		}
	}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Html:
			set("lang", attr(n, "lang"))
		case atom.Meta:
			set(metaKeys[strings.ToLower(firstOf(attr(n, "property"), attr(n, "name"), attr(n, "itemprop")))], attr(n, "content"))
		case atom.Link:
			if attr(n, "rel") == "canonical" {
				set("url", attr(n, "href"))
			}
		case atom.Time:
			set("date", attr(n, "datetime"))
		case atom.Title:
			if n.FirstChild != nil {
				set("pagetitle", n.FirstChild.Data)
			}
		}
	}
	set("title", out["pagetitle"])
	return out
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// blocks are the elements that begin a new paragraph; skipped ones hold no
// text that a reader sees.
var blocks = map[atom.Atom]bool{
	atom.P: true, atom.Div: true, atom.Section: true, atom.Article: true, atom.Li: true, atom.Ul: true, atom.Ol: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Blockquote: true,
	atom.Tr: true, atom.Table: true, atom.Pre: true, atom.Figcaption: true, atom.Header: true, atom.Footer: true, atom.Main: true,
}

var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Head: true,
	atom.Svg: true, atom.Iframe: true, atom.Button: true, atom.Select: true, atom.Textarea: true,
}

func blockText(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			writeWords(&b, n.Data)
			return
		case n.Type == html.ElementNode && skipped[n.DataAtom]:
			return
		case n.Type == html.ElementNode && n.DataAtom == atom.Br:
			endBlock(&b, "\n")
			return
		}
		block := n.Type == html.ElementNode && blocks[n.DataAtom]
		if block {
			endBlock(&b, "\n\n")
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
		if block {
			endBlock(&b, "\n\n")
		}
	}
	walk(n)
	return strings.TrimSpace(b.String()) + "\n"
}

// writeWords appends text with runs of white space made one space, as a
// browser shows it.
func writeWords(b *strings.Builder, s string) {
	fields := strings.Fields(s)
	if len(fields) == 0 {
		if s != "" {
			space(b)
		}
		return
	}
	if strings.TrimLeft(s[:1], " \t\r\n\f") == "" {
		space(b)
	}
	for i, f := range fields {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(f)
	}
	if strings.TrimRight(s[len(s)-1:], " \t\r\n\f") == "" {
		space(b)
	}
}

func space(b *strings.Builder) {
	if s := b.String(); s != "" && s[len(s)-1] != ' ' && s[len(s)-1] != '\n' {
		b.WriteByte(' ')
	}
}

func endBlock(b *strings.Builder, sep string) {
	s := b.String()
	if s == "" || strings.HasSuffix(s, sep) {
		return
	}
	b.WriteString(sep)
}
