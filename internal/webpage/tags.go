package webpage

// tagID names an element; tagOther stands for every element that needs no rule.
type tagID uint8

const (
	tagText tagID = iota
	tagOther
	tagA
	tagAddress
	tagApplet
	tagArea
	tagArticle
	tagAside
	tagAudio
	tagB
	tagBase
	tagBlockquote
	tagBody
	tagBr
	tagButton
	tagCaption
	tagCenter
	tagDD
	tagDiv
	tagDL
	tagDT
	tagEm
	tagEmbed
	tagFieldset
	tagFont
	tagFooter
	tagForm
	tagFrame
	tagH1
	tagH2
	tagH3
	tagH4
	tagH5
	tagH6
	tagHead
	tagHeader
	tagHR
	tagHTML
	tagI
	tagIframe
	tagImg
	tagInput
	tagLabel
	tagLI
	tagLink
	tagMain
	tagMap
	tagMeta
	tagNav
	tagNoscript
	tagOL
	tagOption
	tagP
	tagPre
	tagScript
	tagSection
	tagSelect
	tagSource
	tagSpan
	tagStrong
	tagStyle
	tagTable
	tagTbody
	tagTD
	tagTemplate
	tagTextarea
	tagTfoot
	tagTH
	tagThead
	tagTitle
	tagTR
	tagU
	tagUL
	tagVideo
	tagMarquee
	tagCol
	tagRaw // xmp, noembed, noframes, plaintext: text without meaning for us
	tagCount
)

// tagOf finds the element of a lower-case name.
func tagOf(name []byte) tagID {
	switch string(name) {
	case "a":
		return tagA
	case "div":
		return tagDiv
	case "li":
		return tagLI
	case "span":
		return tagSpan
	case "p":
		return tagP
	case "td":
		return tagTD
	case "tr":
		return tagTR
	case "ul":
		return tagUL
	case "img":
		return tagImg
	case "script":
		return tagScript
	case "br":
		return tagBr
	case "font":
		return tagFont
	case "strong":
		return tagStrong
	case "b":
		return tagB
	case "i":
		return tagI
	case "em":
		return tagEm
	case "u":
		return tagU
	case "table":
		return tagTable
	case "tbody":
		return tagTbody
	case "thead":
		return tagThead
	case "tfoot":
		return tagTfoot
	case "th":
		return tagTH
	case "caption":
		return tagCaption
	case "col":
		return tagCol
	case "h1":
		return tagH1
	case "h2":
		return tagH2
	case "h3":
		return tagH3
	case "h4":
		return tagH4
	case "h5":
		return tagH5
	case "h6":
		return tagH6
	case "dl":
		return tagDL
	case "dt":
		return tagDT
	case "dd":
		return tagDD
	case "ol":
		return tagOL
	case "meta":
		return tagMeta
	case "link":
		return tagLink
	case "title":
		return tagTitle
	case "style":
		return tagStyle
	case "html":
		return tagHTML
	case "head":
		return tagHead
	case "body":
		return tagBody
	case "base":
		return tagBase
	case "form":
		return tagForm
	case "input":
		return tagInput
	case "select":
		return tagSelect
	case "option":
		return tagOption
	case "textarea":
		return tagTextarea
	case "label":
		return tagLabel
	case "button":
		return tagButton
	case "iframe":
		return tagIframe
	case "frame":
		return tagFrame
	case "noscript":
		return tagNoscript
	case "area":
		return tagArea
	case "map":
		return tagMap
	case "nav":
		return tagNav
	case "header":
		return tagHeader
	case "footer":
		return tagFooter
	case "section":
		return tagSection
	case "article":
		return tagArticle
	case "aside":
		return tagAside
	case "main":
		return tagMain
	case "center":
		return tagCenter
	case "blockquote":
		return tagBlockquote
	case "pre":
		return tagPre
	case "hr":
		return tagHR
	case "address":
		return tagAddress
	case "fieldset":
		return tagFieldset
	case "template":
		return tagTemplate
	case "video":
		return tagVideo
	case "audio":
		return tagAudio
	case "embed", "object":
		return tagEmbed
	case "source":
		return tagSource
	case "marquee":
		return tagMarquee
	case "xmp", "noembed", "noframes":
		return tagRaw
	}
	return tagOther
}

// void says whether an element never has content.
func (t tagID) void() bool { return voidTags[t] }

var voidTags = [tagCount]bool{
	tagArea: true, tagBase: true, tagBr: true, tagCol: true, tagFrame: true, tagHR: true, tagImg: true,
	tagInput: true, tagLink: true, tagMeta: true, tagSource: true,
}

// raw says whether an element's content is text up to its end tag.
func (t tagID) raw() bool { return rawTags[t] }

var rawTags = [tagCount]bool{
	tagScript: true, tagStyle: true, tagTitle: true, tagTextarea: true, tagIframe: true, tagNoscript: true,
	tagRaw: true,
}

// block says whether an element stands on lines of its own.
func (t tagID) block() bool { return blockTags[t] }

var blockTags = [tagCount]bool{
	tagAddress: true, tagArticle: true, tagAside: true, tagBlockquote: true, tagBody: true, tagBr: true,
	tagCaption: true, tagCenter: true, tagDD: true, tagDiv: true, tagDL: true, tagDT: true, tagFieldset: true,
	tagFooter: true, tagForm: true, tagH1: true, tagH2: true, tagH3: true, tagH4: true, tagH5: true,
	tagH6: true, tagHeader: true, tagHR: true, tagLI: true, tagMain: true, tagNav: true, tagOL: true,
	tagOption: true, tagP: true, tagPre: true, tagSection: true, tagTable: true, tagTbody: true, tagTD: true,
	tagTfoot: true, tagTH: true, tagThead: true, tagTR: true, tagUL: true, tagMarquee: true,
}

// closesP says whether the element's start ends an open paragraph.
func (t tagID) closesP() bool {
	switch t {
	case tagCaption, tagTbody, tagTD, tagTfoot, tagTH, tagThead, tagTR, tagOption, tagBr, tagBody, tagMarquee:
		return false
	}
	return t.block()
}

// scope says whether an element shuts in what is open inside it.
func (t tagID) scope() bool { return scopeTags[t] }

var scopeTags = [tagCount]bool{
	tagTable: true, tagTD: true, tagTH: true, tagCaption: true, tagHTML: true, tagButton: true,
	tagTemplate: true, tagApplet: true, tagMarquee: true,
}

func (t tagID) heading() bool { return t >= tagH1 && t <= tagH6 }
