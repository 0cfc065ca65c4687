import { crc32 } from 'node:zlib'

interface Stored {
  documentId: string
  sequence: number
  bytes: Uint8Array
  crc: number
}

/** R24: stored bytes are never served as good when they are not what was stored. Throws; nothing is repaired here. */
export function checkBytes({ documentId, sequence, bytes, crc }: Stored, what: 'row' | 'snapshot') {
  if (crc32(bytes) !== crc) throw new Error(`${what} ${sequence} of document ${documentId} is damaged: its CRC differs`)
}
