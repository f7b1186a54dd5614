package markup

import (
	"slices"
	"strings"
)

// attrKey names an attribute that facts are read from; others are not kept.
type attrKey uint8

const (
	AttrNone attrKey = iota
	AttrAction
	AttrAlt
	AttrBound
	AttrClass
	AttrContent
	AttrDataDate
	AttrDataHref
	AttrDataSetting
	AttrDataSrc
	AttrDataTime
	AttrDataURL
	AttrDate
	AttrDatetime
	AttrDateValue
	AttrDisabled
	AttrFilled
	AttrHeight
	AttrHidden
	AttrHref
	AttrHTTPEquiv
	AttrID
	AttrMethod
	AttrName
	AttrOnclick
	AttrPlaceholder
	AttrPoured
	AttrProperty
	AttrRel
	AttrRepeat
	AttrSrc
	AttrSrcdoc
	AttrStyle
	AttrTitle
	AttrType
	AttrValue
	AttrWidth
)

// attrOf finds the key of a name in lower case.
func attrOf(name string) attrKey {
	switch name {
	case "href":
		return AttrHref
	case "class":
		return AttrClass
	case "title":
		return AttrTitle
	case "src":
		return AttrSrc
	case "srcdoc":
		return AttrSrcdoc
	case "id":
		return AttrID
	case "style":
		return AttrStyle
	case "name":
		return AttrName
	case "content":
		return AttrContent
	case "alt":
		return AttrAlt
	case "type":
		return AttrType
	case "value":
		return AttrValue
	case "action":
		return AttrAction
	case "method":
		return AttrMethod
	case "rel":
		return AttrRel
	case "hidden":
		return AttrHidden
	case "disabled":
		return AttrDisabled
	case "onclick":
		return AttrOnclick
	case "http-equiv":
		return AttrHTTPEquiv
	case "date-value":
		return AttrDateValue
	case "date":
		return AttrDate
	case "datetime":
		return AttrDatetime
	case "data-date":
		return AttrDataDate
	case "data-time":
		return AttrDataTime
	case "data-setting":
		return AttrDataSetting
	case "data-src":
		return AttrDataSrc
	case "data-href":
		return AttrDataHref
	case "data-url":
		return AttrDataURL
	case "placeholder":
		return AttrPlaceholder
	case "property":
		return AttrProperty
	case "ms-repeat", "ms-for", "ms-each", "v-for", "x-for", "ng-repeat", "data-ng-repeat":
		return AttrRepeat
	case "ms-attr-href", "ms-href", ":href", "v-bind:href", "x-bind:href", "ng-href", "data-ng-href":
		return AttrBound
	case "v-text", "x-text", "ms-text", "ng-bind", "data-ng-bind":
		return AttrFilled
	case "v-html", "x-html", "ms-html", "ng-bind-html":
		return AttrPoured
	}
	return AttrNone
}

// keptAttr finds the key of a name as written.
func keptAttr(name string) attrKey {
	if len(name) < 2 || len(name) > 16 {
		return AttrNone
	}
	for i := range len(name) {
		if name[i] >= 'A' && name[i] <= 'Z' {
			return attrOf(strings.ToLower(name))
		}
	}
	return attrOf(name)
}

// sizeAttr finds the key of an attribute that shrinks a marquee.
func sizeAttr(name string) attrKey {
	switch {
	case strings.EqualFold(name, "height"):
		return AttrHeight
	case strings.EqualFold(name, "width"):
		return AttrWidth
	}
	return AttrNone
}

// An Attribute of an element.
type Attribute struct {
	Key   attrKey
	Value string // raw, entities not decoded
}

// Has says whether an element has an attribute, with whatever value.
func (t *Tree) Has(id int32, key attrKey) bool {
	return slices.ContainsFunc(t.Attrs(id), func(a Attribute) bool { return a.Key == key })
}

// Attrs are the kept attributes of an element, as they stand.
func (t *Tree) Attrs(id int32) []Attribute {
	n := &t.Nodes[id]
	return t.attributes[n.attr : n.attr+int32(n.Attrs)]
}

// Get is an attribute's value, entities decoded.
func (t *Tree) Get(id int32, key attrKey) string {
	for i, all := 0, t.Attrs(id); i < len(all); i++ {
		if all[i].Key == key {
			return Unescape(all[i].Value)
		}
	}
	return ""
}
