import { scrypt } from '@noble/hashes/scrypt.js'
import type { Try } from './puzzle.ts'

/** One try of a sum, as `server/auth/puzzle.ts` checks it: the first four bytes. */
globalThis.addEventListener('message', ({ data }: MessageEvent<Try>) => {
  const { sum, number, cost, blockSize } = data
  const key = scrypt(sum, String(number), { N: cost, r: blockSize, p: 1, dkLen: 4 })
  globalThis.postMessage(new DataView(key.buffer, key.byteOffset).getUint32(0))
})
