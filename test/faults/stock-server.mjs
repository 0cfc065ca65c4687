// A stock Hocuspocus server with a database hook and the defaults of its release: node stock-server.mjs <port> <file>.
// The file is written whole and flushed, so that only what the server holds back can be lost.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

const load = createRequire(resolve(import.meta.dirname, '../bench/peers/package.json'))
const { Server } = load('@hocuspocus/server')
const Y = load('yjs')
const [port = '0', file = ''] = process.argv.slice(2)

const server = new Server({
  port: Number(port),
  address: '127.0.0.1',
  quiet: true,
  onLoadDocument: async ({ document }) => {
    if (existsSync(file)) Y.applyUpdate(document, readFileSync(file))
  },
  onStoreDocument: async ({ document }) => {
    const next = openSync(`${file}.next`, 'w')
    writeSync(next, Y.encodeStateAsUpdate(document))
    fsyncSync(next)
    closeSync(next)
    renameSync(`${file}.next`, file)
  },
})
await server.listen()
process.stdout.write('ready\n')
