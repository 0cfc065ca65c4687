import { crc32, deflateRawSync } from 'node:zlib'
import type { ZipEntry } from '../zip.ts'

/*
 * Writes a zip whose parts mostly stay packed as they came: only changed ones are packed anew. Libraries pack all of them,
 * and a document is mostly pictures. Times, owners and comments of the first zip are not taken along.
 */

export interface Part {
  entry: ZipEntry
  /** Null where it stays as it is. */
  content: Uint8Array | null
}

interface Packed {
  name: Buffer
  isStored: boolean
  crc: number
  bytes: Uint8Array
  unpacked: number
}

const namesInUtf8 = 0x0800
/** The first day that a zip can name. */
const epoch = 0x0021

function packed(source: Uint8Array, { entry, content }: Part): Packed {
  const name = Buffer.from(entry.name)
  if (content === null) {
    const bytes = source.subarray(entry.from, entry.from + entry.packed)
    return { name, isStored: entry.isStored, crc: entry.crc, bytes, unpacked: entry.unpacked }
  }
  const bytes = entry.isStored ? content : deflateRawSync(content)
  return { name, isStored: entry.isStored, crc: crc32(content), bytes, unpacked: content.length }
}

/** What both headers of a part say, 26 bytes. */
function factsOf({ name, isStored, crc, bytes, unpacked }: Packed): Buffer {
  const facts = Buffer.alloc(26)
  facts.writeUInt16LE(20, 0)
  facts.writeUInt16LE(namesInUtf8, 2)
  facts.writeUInt16LE(isStored ? 0 : 8, 4)
  facts.writeUInt16LE(epoch, 8)
  facts.writeUInt32LE(crc, 10)
  facts.writeUInt32LE(bytes.length, 14)
  facts.writeUInt32LE(unpacked, 18)
  facts.writeUInt16LE(name.length, 22)
  return facts
}

export function writeZip(source: Uint8Array, parts: readonly Part[]): Uint8Array {
  const locals: Uint8Array[] = []
  const directory: Uint8Array[] = []
  let at = 0
  for (const part of parts) {
    const file = packed(source, part)
    const facts = factsOf(file)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    directory.push(Buffer.from('PK\x01\x02\x14\0', 'latin1'), facts, tail, file.name)
    locals.push(Buffer.from('PK\x03\x04', 'latin1'), facts, file.name, file.bytes)
    at += 30 + file.name.length + file.bytes.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(
    directory.reduce((sum, one) => sum + one.length, 0),
    12,
  )
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...locals, ...directory, end])
}
