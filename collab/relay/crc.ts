import { crc32 } from 'node:zlib'

/** Of bytes in the store, then of their place in the log: a row or snapshot that moved is as damaged as one that changed. */
export const crcOf = (bytes: Uint8Array, sequence: number): number => crc32(String(sequence), crc32(bytes))
