import { decodePDFRawStream, PDFContext } from '@cantoo/pdf-lib'

/*
 * The library unpacks lists of objects while it reads, whatever they unpack to: a file of ten kilobytes can ask for
 * gigabytes, which are no part of a thread's own memory and would be taken from the whole process.
 */

/** Real lists of objects have some hundred kilobytes. Pictures and letters stay packed. */
const largestStream = 32 * 1024 * 1024

interface Unpacking {
  ensureBuffer(requested: number): Uint8Array
}

/** What all of its streams inherit from, which the library does not hand out. */
function unpackingOf(): Unpacking {
  const stream = decodePDFRawStream(PDFContext.create().stream('', { Filter: 'ASCIIHexDecode' }))
  return Object.getPrototypeOf(Object.getPrototypeOf(stream))
}

/** From now on a stream that unpacks to more throws. */
export function boundStreams(): void {
  const unpacking = unpackingOf()
  const grow = unpacking.ensureBuffer
  unpacking.ensureBuffer = function (requested) {
    if (requested > largestStream) throw new RangeError('a stream unpacks to too much')
    return grow.call(this, requested)
  }
}
