package facts

// Needs says whether a paper may need an interpretation and is the site's own by its title.
func Needs(title, docNo string) bool { return needsInterpretation(title, docNo) && !superior(title) }
