package cairn

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// ClaimID is the permanent id of a claim: made from the report's content hash,
// the kind, the measure and the bytes of the words that carry the count or, in
// a claim without one, the trigger. It does not depend on a program's version
// or on the order of a file, so decisions stay attached when a report is coded
// again. In is "title" for a claim of the title.
func ClaimID(contentHash string, kind Kind, measure Measure, in string, words Span) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "cairn claim\n%s\n%s\n%s\n%s\n%d-%d", contentHash, kind, measure, in, words[0], words[1]))
	return "c-" + hex.EncodeToString(sum[:8])
}
