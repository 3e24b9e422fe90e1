package text

import "unicode/utf8"

// Skeleton is the consonant skeleton of a name: the key under which every
// transliteration of one Arabic name should fall. It takes what [Fold]
// returned, applies [FoldArticle], drops vowels with w, y and h, and merges
// what transliterators confuse: d, dh, t, th and z; k, q, g and hard c. The
// digraphs kh, gh and sh (ch) stay apart. Arabic letters give the same
// skeleton as their Latin transliterations, so that "Abu Zuhour", "Abou ed
// Douhour" and "أبو الظهور" are all "btr". Many places share a skeleton: it
// finds candidates, and ranking has to choose among them.
func Skeleton(folded string) string { return string(AppendSkeleton(nil, folded)) }

// AppendSkeleton appends Skeleton(folded) to dst.
func AppendSkeleton(dst []byte, folded string) []byte {
	var room [96]byte
	name := AppendFoldArticle(room[:0], folded)
	start := len(dst)
	put := func(c byte) {
		if n := len(dst); n > start && dst[n-1] == c {
			return
		}
		dst = append(dst, c)
	}
	for i := 0; i < len(name); {
		if name[i] >= utf8.RuneSelf {
			r, n := utf8.DecodeRune(name[i:])
			i += n
			if c := arabicConsonant(r); c != 0 {
				put(c)
			}
			continue
		}
		c, n := latinConsonant(name[i:])
		i += n
		for _, b := range []byte(c) {
			put(b)
		}
	}
	return dst
}

// latinConsonant gives what the letters at the head of name leave in a
// skeleton, and how many letters that took.
func latinConsonant(name []byte) (string, int) {
	next := byte(0)
	if len(name) > 1 {
		next = name[1]
	}
	switch c := name[0]; c {
	case 'd':
		if next == 'j' {
			return "j", 2
		}
		return "t", 1
	case 't', 'z':
		return "t", 1
	case 'k':
		if next == 'h' {
			return "X", 2
		}
		return "k", 1
	case 'g':
		if next == 'h' {
			return "G", 2
		}
		return "k", 1
	case 's':
		if next == 'h' {
			return "S", 2
		}
		if next == 'c' && len(name) > 2 && name[2] == 'h' {
			return "S", 3
		}
		return "s", 1
	case 'c':
		switch next {
		case 'h':
			return "S", 2
		case 'e', 'i':
			return "s", 1
		}
		return "k", 1
	case 'p':
		if next == 'h' {
			return "f", 2
		}
		return "p", 1
	case 'q':
		return "k", 1
	case 'v':
		return "f", 1
	case 'x':
		return "ks", 1
	case 'b', 'f', 'j', 'l', 'm', 'n', 'r':
		return string(c), 1
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return string(c), 1
	}
	return "", 1
}

func arabicConsonant(r rune) byte {
	switch r {
	case 'ب':
		return 'b'
	case 'پ':
		return 'p'
	case 'ت', 'ث', 'د', 'ذ', 'ز', 'ض', 'ط', 'ظ':
		return 't'
	case 'ج', 'ژ':
		return 'j'
	case 'چ', 'ش':
		return 'S'
	case 'خ':
		return 'X'
	case 'ر':
		return 'r'
	case 'س', 'ص':
		return 's'
	case 'غ':
		return 'G'
	case 'ف', 'ڤ':
		return 'f'
	case 'ق', 'ك', 'گ':
		return 'k'
	case 'ل':
		return 'l'
	case 'م':
		return 'm'
	case 'ن':
		return 'n'
	}
	return 0
}
