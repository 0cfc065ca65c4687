/* Reads what a zip says of itself: nothing is ever unpacked here. R19 bounds what opening it elsewhere would cost. */

export interface ZipEntry {
  name: string
  isStored: boolean
  packed: number
  unpacked: number
  /** CRC-32 of what is unpacked. */
  crc: number
  /** Where its bytes begin. */
  from: number
}

export const zipLimits = { entries: 2_000, unpackedBytes: 100 * 1024 * 1024, ratio: 100 } as const

const signature = { entry: 0x02014b50, local: 0x04034b50, end: 0x06054b50 } as const
const sizeOf = { entry: 46, local: 30, end: 22 } as const
const longestComment = 65_535
const encrypted = 0x1

export const isZip = (bytes: Uint8Array) =>
  bytes.length > sizeOf.end && viewOf(bytes).getUint32(0, true) === signature.local

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** The entries of a zip; null for what is torn, encrypted, lies about itself, or would be too much to unpack. */
export function readZip(bytes: Uint8Array): ZipEntry[] | null {
  try {
    return entriesOf(bytes, viewOf(bytes))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function entriesOf(bytes: Uint8Array, view: DataView): ZipEntry[] | null {
  const end = findEnd(bytes, view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  const start = view.getUint32(end + 16, true)
  const isOneDisk = view.getUint32(end + 4, true) === 0 && view.getUint16(end + 8, true) === count
  if (!isOneDisk || count > zipLimits.entries || start + view.getUint32(end + 12, true) !== end) return null
  const entries: ZipEntry[] = []
  let at = start
  for (let index = 0; index < count; index++) {
    const entry = entryAt(bytes, view, at)
    if (entry === null) return null
    entries.push(entry.entry)
    at = entry.next
  }
  return at === end && isBounded(entries, bytes.length) ? entries : null
}

function findEnd(bytes: Uint8Array, view: DataView): number | null {
  const first = bytes.length - sizeOf.end
  for (let at = first; at >= Math.max(0, first - longestComment); at--)
    if (view.getUint32(at, true) === signature.end && at + sizeOf.end + view.getUint16(at + 20, true) === bytes.length)
      return at
  return null
}

function entryAt(bytes: Uint8Array, view: DataView, at: number) {
  if (view.getUint32(at, true) !== signature.entry || view.getUint16(at + 8, true) & encrypted) return null
  const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true))
  const name = textAt(bytes, at + sizeOf.entry, nameLength ?? 0)
  const local = view.getUint32(at + 42, true)
  // Readers disagree about which name holds: they must be the same.
  const isSame =
    view.getUint32(local, true) === signature.local &&
    textAt(bytes, local + sizeOf.local, view.getUint16(local + 26, true)) === name
  if (!isSame || name.startsWith('/') || name.split(/[/\\]/).includes('..')) return null
  const entry: ZipEntry = {
    name,
    isStored: view.getUint16(at + 10, true) === 0,
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    crc: view.getUint32(at + 16, true),
    from: local + sizeOf.local + view.getUint16(local + 26, true) + view.getUint16(local + 28, true),
  }
  return { entry, next: at + sizeOf.entry + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0) }
}

function isBounded(entries: readonly ZipEntry[], size: number): boolean {
  const packed = entries.reduce((sum, entry) => sum + entry.packed, 0)
  const unpacked = entries.reduce((sum, entry) => sum + entry.unpacked, 0)
  // Entries that share their bytes are how a small zip becomes a very large one.
  return packed <= size && unpacked <= zipLimits.unpackedBytes && unpacked <= zipLimits.ratio * Math.max(packed, 1)
}

function textAt(bytes: Uint8Array, from: number, length: number): string {
  if (from + length > bytes.length) throw new RangeError('past the end')
  return new TextDecoder().decode(bytes.subarray(from, from + length))
}
