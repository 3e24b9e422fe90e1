package estimate

// Finding is one thing that a reader must know before believing a number. Its
// code is stable: E codes refuse, W codes warn.
type Finding struct {
	Code    string   `json:"code"`
	Refuses bool     `json:"refuses,omitempty"`
	Words   string   `json:"words"`
	Lists   []string `json:"lists,omitempty"`
}
