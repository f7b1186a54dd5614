package markup

// TagID names an element; tagOther stands for every element that needs no rule.
type TagID uint8

const (
	TagText TagID = iota
	TagOther
	TagA
	TagAddress
	TagApplet
	TagArea
	TagArticle
	TagAside
	TagAudio
	TagB
	TagBase
	TagBlockquote
	TagBody
	TagBr
	TagButton
	TagCaption
	TagCenter
	TagDD
	TagDiv
	TagDL
	TagDT
	TagEm
	TagEmbed
	TagFieldset
	TagFont
	TagFooter
	TagForm
	TagFrame
	TagH1
	TagH2
	TagH3
	TagH4
	TagH5
	TagH6
	TagHead
	TagHeader
	TagHR
	TagHTML
	TagI
	TagIframe
	TagImg
	TagInput
	TagLabel
	TagLI
	TagLink
	TagMain
	TagMap
	TagMeta
	TagNav
	TagNoscript
	TagOL
	TagOption
	TagP
	TagPre
	TagScript
	TagSection
	TagSelect
	TagSource
	TagSpan
	TagStrong
	TagStyle
	TagTable
	TagTbody
	TagTD
	TagTemplate
	TagTextarea
	TagTfoot
	TagTH
	TagThead
	TagTitle
	TagTR
	TagU
	TagUL
	TagVideo
	TagMarquee
	TagCol
	TagRaw // xmp, noembed, noframes, plaintext: text without meaning for us
	tagCount
)

// tagOf finds the element of a lower-case name.
func tagOf(name []byte) TagID {
	switch string(name) {
	case "a":
		return TagA
	case "div":
		return TagDiv
	case "li":
		return TagLI
	case "span":
		return TagSpan
	case "p":
		return TagP
	case "td":
		return TagTD
	case "tr":
		return TagTR
	case "ul":
		return TagUL
	case "img":
		return TagImg
	case "script":
		return TagScript
	case "br":
		return TagBr
	case "font":
		return TagFont
	case "strong":
		return TagStrong
	case "b":
		return TagB
	case "i":
		return TagI
	case "em":
		return TagEm
	case "u":
		return TagU
	case "table":
		return TagTable
	case "tbody":
		return TagTbody
	case "thead":
		return TagThead
	case "tfoot":
		return TagTfoot
	case "th":
		return TagTH
	case "caption":
		return TagCaption
	case "col":
		return TagCol
	case "h1":
		return TagH1
	case "h2":
		return TagH2
	case "h3":
		return TagH3
	case "h4":
		return TagH4
	case "h5":
		return TagH5
	case "h6":
		return TagH6
	case "dl":
		return TagDL
	case "dt":
		return TagDT
	case "dd":
		return TagDD
	case "ol":
		return TagOL
	case "meta":
		return TagMeta
	case "link":
		return TagLink
	case "title":
		return TagTitle
	case "style":
		return TagStyle
	case "html":
		return TagHTML
	case "head":
		return TagHead
	case "body":
		return TagBody
	case "base":
		return TagBase
	case "form":
		return TagForm
	case "input":
		return TagInput
	case "select":
		return TagSelect
	case "option":
		return TagOption
	case "textarea":
		return TagTextarea
	case "label":
		return TagLabel
	case "button":
		return TagButton
	case "iframe":
		return TagIframe
	case "frame":
		return TagFrame
	case "noscript":
		return TagNoscript
	case "area":
		return TagArea
	case "map":
		return TagMap
	case "nav":
		return TagNav
	case "header":
		return TagHeader
	case "footer":
		return TagFooter
	case "section":
		return TagSection
	case "article":
		return TagArticle
	case "aside":
		return TagAside
	case "main":
		return TagMain
	case "center":
		return TagCenter
	case "blockquote":
		return TagBlockquote
	case "pre":
		return TagPre
	case "hr":
		return TagHR
	case "address":
		return TagAddress
	case "fieldset":
		return TagFieldset
	case "template":
		return TagTemplate
	case "video":
		return TagVideo
	case "audio":
		return TagAudio
	case "embed", "object":
		return TagEmbed
	case "source":
		return TagSource
	case "marquee":
		return TagMarquee
	case "xmp", "noembed", "noframes":
		return TagRaw
	}
	return TagOther
}

// void says whether an element never has content.
func (t TagID) void() bool { return voidTags[t] }

var voidTags = [tagCount]bool{
	TagArea: true, TagBase: true, TagBr: true, TagCol: true, TagFrame: true, TagHR: true, TagImg: true,
	TagInput: true, TagLink: true, TagMeta: true, TagSource: true,
}

// raw says whether an element's content is text up to its end tag.
func (t TagID) raw() bool { return rawTags[t] }

var rawTags = [tagCount]bool{
	TagScript: true, TagStyle: true, TagTitle: true, TagTextarea: true, TagIframe: true, TagNoscript: true,
	TagRaw: true,
}

// Block says whether an element stands on lines of its own.
func (t TagID) block() bool { return blockTags[t] }

var blockTags = [tagCount]bool{
	TagAddress: true, TagArticle: true, TagAside: true, TagBlockquote: true, TagBody: true, TagBr: true,
	TagCaption: true, TagCenter: true, TagDD: true, TagDiv: true, TagDL: true, TagDT: true, TagFieldset: true,
	TagFooter: true, TagForm: true, TagH1: true, TagH2: true, TagH3: true, TagH4: true, TagH5: true,
	TagH6: true, TagHeader: true, TagHR: true, TagLI: true, TagMain: true, TagNav: true, TagOL: true,
	TagOption: true, TagP: true, TagPre: true, TagSection: true, TagTable: true, TagTbody: true, TagTD: true,
	TagTfoot: true, TagTH: true, TagThead: true, TagTR: true, TagUL: true, TagMarquee: true,
}

// closesP says whether the element's start ends an open paragraph.
func (t TagID) closesP() bool {
	switch t {
	case TagCaption, TagTbody, TagTD, TagTfoot, TagTH, TagThead, TagTR, TagOption, TagBr, TagBody, TagMarquee:
		return false
	}
	return t.block()
}

// scope says whether an element shuts in what is open inside it.
func (t TagID) scope() bool { return scopeTags[t] }

var scopeTags = [tagCount]bool{
	TagTable: true, TagTD: true, TagTH: true, TagCaption: true, TagHTML: true, TagButton: true,
	TagTemplate: true, TagApplet: true, TagMarquee: true,
}

// Heading says whether an element is one of h1 to h6.
func (t TagID) Heading() bool { return t >= TagH1 && t <= TagH6 }
