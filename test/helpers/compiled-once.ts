import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

declare global {
  var heldEngine: WebAssembly.Module | undefined
}

/**
 * The embedded database, compiled and kept for as long as the process lives: each test file opens one in a thread of its own, and
 * finds what is compiled already, the parts that were found worth more work too.
 */
globalThis.heldEngine ??= await WebAssembly.compile(await readFile(engineFile()))

function engineFile() {
  return fileURLToPath(new URL('pglite.wasm', import.meta.resolve('@electric-sql/pglite')))
}
