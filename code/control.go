package code

// findControl adds the claims about who holds which place.
func findControl(d *doc) {}
