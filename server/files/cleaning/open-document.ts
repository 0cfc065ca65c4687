import { attributeOf, rewritten, type Rules, type Tag } from './markup.ts'
import { Refused } from './refused.ts'

/* What open documents (odt, ods, odp) say of people, and what they load from elsewhere. */

const meta =
  '<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.3"><office:meta/></office:document-meta>'

const nobody = 'Author'
/** Of comments and changes, and fields that write who has made the document. */
const names = new Set(['creator', 'initial-creator', 'author-name', 'printed-by'])
const initials = new Set(['creator-initials', 'author-initials', 'sender-initials'])
/** Of a printer, and of the school it stands in. */
const printer = new Set(['PrinterName', 'PrinterSetup'])
/** Links wait for a click. */
const links = new Set(['a'])

function text(tag: Tag): string | null {
  if (names.has(tag.name)) return nobody
  if (initials.has(tag.name)) return 'A'
  return tag.name === 'config-item' && printer.has(attributeOf(tag, 'name') ?? '') ? '' : null
}

const isElsewhere = (target: string) => /^(?:[a-z][a-z0-9+.-]*:|[\\/]|\.\.[\\/])/i.test(target)

function attribute(tag: Tag, name: string, value: string): string | null {
  if (name === 'creator') return nobody
  if (name !== 'href' || !isElsewhere(value)) return null
  if (!links.has(tag.name)) throw new Refused('file_external')
  return /^file:/i.test(value) ? 'about:blank' : null
}

const rules: Rules = { text, attribute }

const manifestRules: Rules = {
  drops(tag) {
    if (tag.name === 'encryption-data') throw new Refused('file_signed')
    return tag.name === 'file-entry' && attributeOf(tag, 'full-path')?.startsWith('Thumbnails/') === true
  },
}

export const isOpenSigned = (name: string) => /^META-INF\/[^/]*signatures[^/]*\.xml$/i.test(name)
export const isOpenDropped = (name: string) => name.startsWith('Thumbnails/')
export const openDocumentReads = (name: string) =>
  /(?:^|\/)(?:content|styles|meta|settings|VersionList)\.xml$/.test(name) || name === 'META-INF/manifest.xml'

/** A part as it is kept. Throws Broken or Refused. */
export function cleanOpenDocument(name: string, xml: string): string {
  if (/(?:^|\/)meta\.xml$/.test(name)) return meta
  if (name === 'META-INF/manifest.xml') return rewritten(xml, manifestRules)
  return rewritten(xml, rules)
}
