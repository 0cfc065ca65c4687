import {
  ParseSpeeds,
  PDFArray,
  PDFDict,
  PDFDocument,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFStream,
} from '@cantoo/pdf-lib'
import { boundStreams } from './pdf-bounds.ts'
import { Refused } from './refused.ts'

boundStreams()

/* A PDF without who wrote it. What it was before its last change, and what nothing in it shows, goes too. */

const name = (text: string) => PDFName.of(text)
const metadata = name('Metadata')
const pieceInfo = name('PieceInfo')

type Context = PDFDocument['context']

function childrenOf(object: PDFObject): PDFObject[] {
  if (object instanceof PDFDict) return object.values()
  if (object instanceof PDFStream) return object.dict.values()
  return object instanceof PDFArray ? object.asArray() : []
}

/** Every object that the document shows or needs, by walking from its root. */
function reached(context: Context): { refs: Set<PDFRef>; dicts: PDFDict[] } {
  const refs = new Set<PDFRef>()
  const dicts: PDFDict[] = []
  const left: PDFObject[] = [context.trailerInfo.Root].filter((one) => one !== undefined)
  for (let object = left.pop(); object !== undefined; object = left.pop()) {
    if (object instanceof PDFRef) {
      if (refs.has(object)) continue
      refs.add(object)
      const target = context.lookup(object)
      if (target !== undefined) left.push(target)
      continue
    }
    if (object instanceof PDFDict) dicts.push(object)
    else if (object instanceof PDFStream) dicts.push(object.dict)
    for (const child of childrenOf(object)) left.push(child)
  }
  return { refs, dicts }
}

const isSignature = (dict: PDFDict) => dict.has(name('ByteRange')) && dict.has(name('Contents'))

/** Notes on a page name their writer under T; a field of a form has its own name there. */
function forgetIn(dict: PDFDict): void {
  dict.delete(metadata)
  dict.delete(pieceInfo)
  const isNote =
    dict.get(name('Subtype')) !== undefined && dict.has(name('Rect')) && dict.get(name('Subtype')) !== name('Widget')
  if (isNote) dict.delete(name('T'))
}

async function loaded(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, {
      updateMetadata: false,
      ignoreEncryption: true,
      parseSpeed: ParseSpeeds.Fastest,
      warnOnInvalidObjects: false,
      // What could not be read would be left out unsaid.
      throwOnInvalidObject: true,
    })
  } catch {
    throw new Refused('file_pdf')
  }
}

/** The library makes an empty document of bytes that hold none. */
function requirePages(document: PDFDocument): void {
  let pages = 0
  try {
    pages = document.getPageCount()
  } catch {
    throw new Refused('file_pdf')
  }
  if (pages === 0) throw new Refused('file_pdf')
}

/** Throws Refused: signed and locked ones cannot be changed, and some cannot be read. */
export async function cleanPdf(bytes: Uint8Array): Promise<Uint8Array> {
  const document = await loaded(bytes)
  if (document.isEncrypted) throw new Refused('file_signed')
  requirePages(document)
  const { context } = document
  const all = reached(context)
  if (all.dicts.some(isSignature)) throw new Refused('file_signed')
  for (const dict of all.dicts) forgetIn(dict)
  delete context.trailerInfo.Info
  const kept = reached(context).refs
  for (const [ref] of context.enumerateIndirectObjects()) if (!kept.has(ref)) context.delete(ref)
  try {
    return await document.save({ addDefaultPage: false, updateFieldAppearances: false })
  } catch {
    throw new Refused('file_pdf')
  }
}
