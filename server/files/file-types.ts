import type { FileType } from '#db/schema/values.ts'
import { sniffType } from './pictures.ts'
import { isZip, readZip, type ZipEntry } from './zip.ts'

/* What a file is, by its bytes alone. Nothing here is ever opened by the server: it goes down as it came up. */

const ascii = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('latin1')

const openDocuments: readonly FileType[] = [
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
]
/** A part that each of these has, and no other. */
const partOf: readonly (readonly [part: string, type: FileType])[] = [
  ['word/document.xml', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xl/workbook.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['ppt/presentation.xml', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['geogebra.xml', 'application/vnd.geogebra.file'],
  ['project.json', 'application/x.scratch.sb3'],
]

/** Programs that office software would offer to run: of Microsoft's, and of LibreOffice's (whose list of none is harmless). */
const isMacro = ({ name }: ZipEntry) =>
  /(^|\/)vba(Project|Data)\.(bin|xml)$/i.test(name) ||
  /(^|\/)(macrosheets|activeX)\//i.test(name) ||
  /^Scripts\/.*[^/]$/i.test(name) ||
  (/^Basic\/(?:[^/]+\/)+[^/]+\.xml$/i.test(name) && !/\/(script|dialog)-lb\.xml$/i.test(name))

/** `unknown`: none we take; `broken`: torn, or too much to unpack; `macros`: holds programs. */
type FileFault = 'file_unknown' | 'file_broken' | 'file_macros' | 'file_picture'
type Sniffed = { type: FileType } | { reason: FileFault }

export function sniffFile(bytes: Uint8Array): Sniffed {
  if (ascii(bytes, 0, 5) === '%PDF-') return isWholePdf(bytes) ? { type: 'application/pdf' } : { reason: 'file_broken' }
  if (isZip(bytes)) return sniffZip(bytes)
  if (sniffType(bytes) !== null) return { reason: 'file_picture' }
  return isText(bytes) ? { type: 'text/plain' } : { reason: 'file_unknown' }
}

const isWholePdf = (bytes: Uint8Array) =>
  ascii(bytes, Math.max(0, bytes.length - 2_048), bytes.length).includes('%%EOF')

function sniffZip(bytes: Uint8Array): Sniffed {
  const entries = readZip(bytes)
  if (entries === null) return { reason: 'file_broken' }
  if (entries.some(isMacro)) return { reason: 'file_macros' }
  const type = openDocumentType(bytes, entries[0]) ?? partsType(entries)
  return type === null ? { reason: 'file_unknown' } : { type }
}

/** Open documents say what they are in their first entry, stored as it is so that anybody can read it. */
function openDocumentType(bytes: Uint8Array, first: ZipEntry | undefined): FileType | null {
  if (first?.name !== 'mimetype' || !first.isStored) return null
  const said = ascii(bytes, first.from, first.from + first.packed)
  return openDocuments.find((type) => type === said) ?? null
}

function partsType(entries: readonly ZipEntry[]): FileType | null {
  const names = new Set(entries.map((entry) => entry.name))
  return partOf.find(([part]) => names.has(part))?.[1] ?? null
}

/** Letters of some encoding: UTF-8, UTF-16 that says so, or one byte a letter (what spreadsheets write in half of Europe). */
function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  const isWide = ascii(bytes, 0, 2) === '\xff\xfe' || ascii(bytes, 0, 2) === '\xfe\xff'
  const text = isWide
    ? decoded(bytes, bytes[0] === 0xff ? 'utf-16le' : 'utf-16be')
    : (decoded(bytes, 'utf-8') ?? Buffer.from(bytes).toString('latin1'))
  // Tab, line feed, form feed and carriage return are the only controls that a text has.
  // oxlint-disable-next-line no-control-regex -- see above
  return text !== null && !/[\0-\x08\x0b\x0e-\x1f\x7f]/.test(text)
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
