package code

// findEvents adds the claims about what happened, counted in other units than
// people: strikes, shells, bombers.
func findEvents(d *doc) {}
