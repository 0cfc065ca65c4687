/* Pictures inside of documents keep their pixels as they are; where, when and by whom they were taken goes. */

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const isAt = (bytes: Uint8Array, at: number, text: string) =>
  Buffer.from(bytes.subarray(at, at + text.length)).toString('latin1') === text

const marker = { scan: 0xda, end: 0xd9, exif: 0xe1, more: 0xe2, notes: 0xed, comment: 0xfe } as const

/** Which way up a photograph is drawn, out of its Exif; 1 where nothing says so. */
function orientationIn(segment: Uint8Array): number {
  if (!isAt(segment, 4, 'Exif\0\0') || segment.length < 20) return 1
  const view = viewOf(segment.subarray(10))
  const isLittle = view.getUint16(0) === 0x4949
  const first = view.getUint32(4, isLittle)
  if (first + 2 > view.byteLength) return 1
  const count = view.getUint16(first, isLittle)
  for (let at = first + 2; at + 12 <= Math.min(view.byteLength, first + 2 + count * 12); at += 12)
    if (view.getUint16(at, isLittle) === 0x0112) return view.getUint16(at + 8, isLittle)
  return 1
}

/** Exif that says this and nothing else. */
const exifOf = (orientation: number) =>
  Buffer.concat([
    Buffer.from([0xff, marker.exif, 0, 34]),
    Buffer.from('Exif\0\0MM\0*', 'latin1'),
    Buffer.from([0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]),
  ])

function isNote(kind: number, segment: Uint8Array): boolean {
  if (kind === marker.more) return isAt(segment, 4, 'MPF\0')
  return kind === marker.exif || kind === marker.notes || kind === marker.comment
}

function cleanJpeg(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let orientation = 1
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const kind = bytes[at + 1] ?? 0
    if (kind === marker.scan || kind === marker.end) break
    const length = viewOf(bytes).getUint16(at + 2)
    const segment = bytes.subarray(at, at + 2 + length)
    if (length < 2 || segment.length < length + 2) break
    if (kind === marker.exif) orientation = Math.max(orientation, orientationIn(segment))
    if (!isNote(kind, segment)) kept.push(segment)
    at += 2 + length
  }
  if (orientation > 1 && orientation <= 8) kept.splice(1, 0, exifOf(orientation))
  return Buffer.concat([...kept, bytes.subarray(at)])
}

const pngNotes = new Set(['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME'])

function cleanPng(bytes: Uint8Array): Uint8Array {
  const kept: Uint8Array[] = [bytes.subarray(0, 8)]
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = viewOf(bytes).getUint32(at)
    const kind = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1')
    const end = at + 12 + length
    if (end > bytes.length) break
    if (!pngNotes.has(kind)) kept.push(bytes.subarray(at, end))
    at = end
    if (kind === 'IEND') return Buffer.concat(kept)
  }
  return Buffer.concat([...kept, bytes.subarray(at)])
}

/** The same picture without its notes; null for what is none, or a kind that has none of these. */
export function cleanPicture(bytes: Uint8Array): Uint8Array | null {
  if (isAt(bytes, 0, '\xff\xd8\xff')) return cleanJpeg(bytes)
  return isAt(bytes, 0, '\x89PNG\r\n\x1a\n') ? cleanPng(bytes) : null
}
