import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { Plugin } from 'vite'

const packed = new Set(['.js', '.css', '.svg', '.json', '.webmanifest', '.html'])
/** What is shorter fits into one packet with its head as it is. */
const smallestBytes = 1024
const pack = promisify(brotliCompress)

/** Beside each file of the client its Brotli form, as small as it gets: that takes too long for whoever waits for it. */
export function packFiles(): Plugin {
  return {
    name: 'pack-files',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      if (this.environment.name !== 'client') return
      const names = await readdir(dir, { recursive: true })
      await Promise.all(names.filter((name) => packed.has(extname(name))).map((name) => packFile(join(dir, name))))
    },
  }
}

async function packFile(path: string): Promise<void> {
  const bytes = await readFile(path)
  if (bytes.length < smallestBytes) return
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length }
  await writeFile(`${path}.br`, await pack(bytes, { params }))
}
