import { attributeOf, rewritten, type Rules, type Tag } from './markup.ts'
import { Refused } from './refused.ts'

/* What documents of Microsoft's kind (docx, xlsx, pptx) say of people, and what they load from elsewhere. */

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
/** Parts that speak of the file itself: they are there, and say nothing. */
const emptied: readonly (readonly [part: RegExp, content: string])[] = [
  [
    /^docProps\/core\.xml$|\.psmdcp$/i,
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
  ],
  [
    /^docProps\/app\.xml$/i,
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
  ],
  [
    /^docProps\/custom\.xml$/i,
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
  ],
  [/^docMetadata\//i, '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>'],
]
/** What a document library knew of a file: authors, paths, numbers of people. */
const libraryData =
  /schemas\.microsoft\.com\/(?:office\/2006\/(?:metadata|coverPageProps|documentManagement)|sharepoint)/

/** As office software itself writes it where a person asks it to forget them. */
const nobody = 'Author'
const people = new Set(['cmAuthor', 'author', 'person', 'userInfo'])

function attribute({ name: tag }: Tag, name: string): string | null {
  if (name === 'author' || name === 'userName' || name === 'refreshedBy') return nobody
  if (name === 'initials') return 'A'
  // Tables have a `displayName` too, which formulas know them by.
  if (!people.has(tag)) return null
  if (name === 'name' || name === 'displayName' || name === 'userId') return nobody
  return name === 'providerId' ? 'None' : null
}

/** The path where it lay, who is where, and a template whose relation is gone too. */
const gone = new Set(['absPath', 'presenceInfo', 'attachedTemplate'])

const bodyRules: Rules = {
  attribute,
  // In Excel a name alone; in PowerPoint an element of the same name has attributes, and parts.
  text: (tag) => (tag.name === 'author' && tag.attributes.length === 0 ? nobody : null),
  drops: (tag) => gone.has(tag.name),
}

const isLocalPath = (target: string) =>
  /^(?:file:\/{0,5})?[a-z]:[\\/]/i.test(target) || !/^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(target)
/** A Mac's path has no letter of a disk; two strokes more would be another machine's. */
const isMacPath = (target: string) => /^file:\/\/(?:localhost)?\/[^\\/]/i.test(target)
const isAddress = (target: string) => /^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(target)
const lastWord = (type: string) => type.slice(type.lastIndexOf('/') + 1).toLowerCase()

/** A relation to something outside of the file. Links wait for a click; all else is fetched when the file is opened. */
function isOutside(tag: Tag): boolean {
  const target = attributeOf(tag, 'Target') ?? ''
  return attributeOf(tag, 'TargetMode')?.toLowerCase() === 'external' || isAddress(target)
}

const relationRules: Rules = {
  drops(tag) {
    if (tag.name !== 'Relationship') return false
    const type = lastWord(attributeOf(tag, 'Type') ?? '')
    const target = attributeOf(tag, 'Target') ?? ''
    if (type === 'thumbnail') return true
    if (!isOutside(tag) || type === 'hyperlink') return false
    // Whoever chose a template on their own disk meant nobody else to have it; its path names them.
    if (type === 'attachedtemplate' && (isLocalPath(target) || isMacPath(target))) return true
    throw new Refused('file_external')
  },
  attribute(tag, name, value) {
    const isLink = name === 'Target' && lastWord(attributeOf(tag, 'Type') ?? '') === 'hyperlink' && isOutside(tag)
    return isLink && (/^file:/i.test(value) || /^(?:[a-z]:|[\\/]{2})/i.test(value)) ? 'about:blank' : null
  },
}

/** Cells and their words, which may be very long: they name nobody. */
const isCells = (name: string) => /^xl\/(?:worksheets\/[^/]+\.xml|sharedStrings\.xml)$/i.test(name)
const isMarkup = (name: string) => /\.(?:xml|rels)$/i.test(name)

export const isMicrosoftSigned = (name: string) => /^_xmlsignatures\//i.test(name)
export const isMicrosoftDropped = (name: string) => /^docProps\/thumbnail\./i.test(name)
export const microsoftReads = (name: string) => isMarkup(name) && !isCells(name)

/** A part as it is kept. Throws Broken or Refused. */
export function cleanMicrosoft(name: string, xml: string): string {
  const empty = emptied.find(([part]) => part.test(name))
  if (empty !== undefined) return head + empty[1]
  if (/\.rels$/i.test(name)) return rewritten(xml, relationRules)
  if (/^customXml\/item\d+\.xml$/i.test(name)) return libraryData.test(xml) ? `${head}<metadata/>` : xml
  if (/^xl\/connections\.xml$/i.test(name) && /refreshOnLoad\s?=\s?["'](?:1|true)/i.test(xml))
    throw new Refused('file_external')
  return rewritten(xml, bodyRules)
}
