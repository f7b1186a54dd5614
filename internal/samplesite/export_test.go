package samplesite

// Banned are the words that must not occur on the site because of its defects.
func Banned(s *Site) []string { return s.plan.banned }

// ColumnPath is the path of a column, empty when the site has none of the name.
func ColumnPath(s *Site, key string) string {
	if c := s.byKey[key]; c != nil {
		return s.path(c)
	}
	return ""
}

// WebsiteCodes are the codes that only the inspection of websites looks for.
func WebsiteCodes() []string { return websiteCodes() }
