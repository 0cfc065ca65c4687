import { inflateRawSync } from 'node:zlib'
import { readZip } from '#server/files/zip.ts'

/** What is in a zip, by name. */
export function unpackedOf(bytes: Buffer): Map<string, Buffer> {
  const entries = readZip(bytes)
  if (entries === null) throw new Error('not a zip')
  return new Map(
    entries.map(({ name, isStored, from, packed }) => {
      const part = bytes.subarray(from, from + packed)
      return [name, isStored ? part : inflateRawSync(part)]
    }),
  )
}
