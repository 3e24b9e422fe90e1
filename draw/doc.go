// Package draw makes pictures: maps as SVG that print, publish and read aloud
// without any script. It is pure: what walks in are events with their
// precision and outlines, what walks out are bytes that are the same for the
// same picture. Colours are presentation attributes, because a page's content
// security policy forbids inline style.
package draw
