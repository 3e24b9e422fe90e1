package code

// date gives every finding the day its text speaks of.
func date(d *doc) {}
