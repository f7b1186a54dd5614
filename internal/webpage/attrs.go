package webpage

import (
	"slices"
	"strings"
)

// attrKey names an attribute that facts are read from; others are not kept.
type attrKey uint8

const (
	attrNone attrKey = iota
	attrAction
	attrAlt
	attrBound
	attrClass
	attrContent
	attrDataDate
	attrDataHref
	attrDataSetting
	attrDataSrc
	attrDataTime
	attrDataURL
	attrDate
	attrDatetime
	attrDateValue
	attrDisabled
	attrFilled
	attrHeight
	attrHidden
	attrHref
	attrHTTPEquiv
	attrID
	attrMethod
	attrName
	attrOnclick
	attrPlaceholder
	attrPoured
	attrProperty
	attrRel
	attrRepeat
	attrSrc
	attrStyle
	attrTitle
	attrType
	attrValue
	attrWidth
)

// attrOf finds the key of a name in lower case.
func attrOf(name string) attrKey {
	switch name {
	case "href":
		return attrHref
	case "class":
		return attrClass
	case "title":
		return attrTitle
	case "src":
		return attrSrc
	case "id":
		return attrID
	case "style":
		return attrStyle
	case "name":
		return attrName
	case "content":
		return attrContent
	case "alt":
		return attrAlt
	case "type":
		return attrType
	case "value":
		return attrValue
	case "action":
		return attrAction
	case "method":
		return attrMethod
	case "rel":
		return attrRel
	case "hidden":
		return attrHidden
	case "disabled":
		return attrDisabled
	case "onclick":
		return attrOnclick
	case "http-equiv":
		return attrHTTPEquiv
	case "date-value":
		return attrDateValue
	case "date":
		return attrDate
	case "datetime":
		return attrDatetime
	case "data-date":
		return attrDataDate
	case "data-time":
		return attrDataTime
	case "data-setting":
		return attrDataSetting
	case "data-src":
		return attrDataSrc
	case "data-href":
		return attrDataHref
	case "data-url":
		return attrDataURL
	case "placeholder":
		return attrPlaceholder
	case "property":
		return attrProperty
	case "ms-repeat", "ms-for", "ms-each", "v-for", "x-for", "ng-repeat", "data-ng-repeat":
		return attrRepeat
	case "ms-attr-href", "ms-href", ":href", "v-bind:href", "x-bind:href", "ng-href", "data-ng-href":
		return attrBound
	case "v-text", "x-text", "ms-text", "ng-bind", "data-ng-bind":
		return attrFilled
	case "v-html", "x-html", "ms-html", "ng-bind-html":
		return attrPoured
	}
	return attrNone
}

// keptAttr finds the key of a name as written.
func keptAttr(name string) attrKey {
	if len(name) < 2 || len(name) > 16 {
		return attrNone
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
		return attrHeight
	case strings.EqualFold(name, "width"):
		return attrWidth
	}
	return attrNone
}

// An attribute of an element.
type attribute struct {
	key   attrKey
	value string // raw, entities not decoded
}

// has says whether an element has an attribute, with whatever value.
func (t *tree) has(id int32, key attrKey) bool {
	return slices.ContainsFunc(t.attrs(id), func(a attribute) bool { return a.key == key })
}

// attrs are the kept attributes of an element, as they stand.
func (t *tree) attrs(id int32) []attribute {
	n := &t.nodes[id]
	return t.attributes[n.attr : n.attr+int32(n.attrs)]
}

// get is an attribute's value, entities decoded.
func (t *tree) get(id int32, key attrKey) string {
	for i, all := 0, t.attrs(id); i < len(all); i++ {
		if all[i].key == key {
			return unescape(all[i].value)
		}
	}
	return ""
}
