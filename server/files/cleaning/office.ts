import { crc32, inflateRawSync } from 'node:zlib'
import type { FileType } from '#db/schema/values.ts'
import { isZip, readZip, type ZipEntry, zipLimits } from '../zip.ts'
import { Broken, rewritten } from './markup.ts'
import { cleanMicrosoft, isMicrosoftDropped, isMicrosoftSigned, microsoftReads } from './microsoft.ts'
import { cleanOpenDocument, isOpenDropped, isOpenSigned, openDocumentReads } from './open-document.ts'
import { cleanPicture } from './picture-notes.ts'
import { Refused } from './refused.ts'
import { type Part, writeZip } from './zip-write.ts'

/* A document of parts without who wrote it. Runs in a thread of its own: what is unpacked here may be 100 MB. */

interface Family {
  reads: (name: string) => boolean
  drops: (name: string) => boolean
  isSigned: (name: string) => boolean
  clean: (name: string, xml: string) => string
}

const microsoft: Family = {
  reads: microsoftReads,
  drops: isMicrosoftDropped,
  isSigned: isMicrosoftSigned,
  clean: cleanMicrosoft,
}
const openDocument: Family = {
  reads: openDocumentReads,
  drops: isOpenDropped,
  isSigned: isOpenSigned,
  clean: cleanOpenDocument,
}
const geogebra: Family = {
  reads: (name) => name === 'geogebra.xml',
  drops: () => false,
  isSigned: () => false,
  clean: (_name, xml) =>
    rewritten(xml, { attribute: (tag, name) => (tag.name === 'construction' && name === 'author' ? '' : null) }),
}

const familyOf = (entries: readonly ZipEntry[]): Family | null => {
  const has = (name: string) => entries.some((entry) => entry.name === name)
  if (has('[Content_Types].xml') && !has('geogebra.xml')) return microsoft
  if (has('mimetype') && has('content.xml')) return openDocument
  return has('geogebra.xml') ? geogebra : null
}

/** Documents in documents in documents: nobody makes more. */
const deepest = 3
/** Of all of them together: each by itself is within bounds (`zipLimits`). */
const mostUnpacked = 2 * zipLimits.unpackedBytes

/** How far inside this is, and how many bytes may still be unpacked. */
interface Inside {
  depth: number
  left: { bytes: number }
}
const longestMarkup = 48 * 1024 * 1024
const compoundFile = Buffer.from([0xd0, 0xcf, 0x11, 0xe0])
/** The part of an old binary file that names its author. */
const summary = Buffer.from('\x05SummaryInformation', 'utf16le')

function unpack(source: Uint8Array, entry: ZipEntry, { left }: Inside): Uint8Array {
  left.bytes -= entry.unpacked
  if (left.bytes < 0) throw new Broken()
  const bytes = source.subarray(entry.from, entry.from + entry.packed)
  if (bytes.length !== entry.packed) throw new Broken()
  const content = entry.isStored ? bytes : inflated(bytes, entry.unpacked)
  if (content.length !== entry.unpacked || crc32(content) !== entry.crc) throw new Broken()
  return content
}

function inflated(bytes: Uint8Array, most: number): Uint8Array {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(1, most) })
  } catch {
    throw new Broken()
  }
}

function lettersOf(content: Uint8Array): string {
  if (content.length > longestMarkup) throw new Broken()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content)
  } catch {
    // Office software writes UTF-8; another encoding is a way past whoever looks.
    throw new Broken()
  }
}

function cleanPart(family: Family, name: string, content: Uint8Array, inside: Inside): Uint8Array | null {
  if (family.reads(name)) {
    const xml = lettersOf(content)
    const clean = family.clean(name, xml)
    return clean === xml ? null : Buffer.from(clean)
  }
  if (isZip(content)) return cleanInside(content, { ...inside, depth: inside.depth + 1 })
  const start = Buffer.from(content.buffer, content.byteOffset, content.length)
  if (start.subarray(0, 4).equals(compoundFile) && start.includes(summary)) throw new Refused('file_embedded')
  return cleanPicture(content)
}

function cleanInside(bytes: Uint8Array, inside: Inside): Uint8Array | null {
  if (inside.depth > deepest) throw new Broken()
  const entries = readZip(bytes)
  if (entries === null || new Set(entries.map(({ name }) => name.toLowerCase())).size !== entries.length)
    throw new Broken()
  const family = familyOf(entries)
  if (family === null) return null
  if (entries.some(({ name }) => family.isSigned(name))) throw new Refused('file_signed')
  const parts: Part[] = []
  for (const entry of entries) {
    if (family.drops(entry.name)) continue
    const isFolder = entry.name.endsWith('/') && entry.unpacked === 0
    parts.push({
      entry,
      content: isFolder ? null : cleanPart(family, entry.name, unpack(bytes, entry, inside), inside),
    })
  }
  return writeZip(bytes, parts)
}

/** The same document without names, paths and what loads from elsewhere. Throws Broken or Refused. */
export function cleanOffice(bytes: Uint8Array, type: FileType): Uint8Array {
  return type === 'application/x.scratch.sb3'
    ? bytes
    : (cleanInside(bytes, { depth: 0, left: { bytes: mostUnpacked } }) ?? bytes)
}
