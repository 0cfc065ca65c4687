// The least a server of pages can do: who comes gets the page, one buffer for all, and nobody is asked who they are. What
// it gives away is what was brought last, kept as a file. Whoever says they hold something has nothing to learn.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import * as encoding from 'lib0/encoding'
import { WebSocketServer } from 'ws'

const sync = 0
const stepOne = 0
const stepTwo = 1
/** Longer than the step 2 of somebody who has nothing. */
const somethingBytes = 16

const folder = process.env.YPERSISTENCE ?? '.'
const file = join(folder, 'page')
/** @param {number} type @param {Uint8Array} bytes */
const message = (type, bytes) =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, sync)
    encoding.writeVarUint(encoder, type)
    encoding.writeVarUint8Array(encoder, bytes)
  })

const question = message(stepOne, new Uint8Array([0]))
const nothing = message(stepTwo, new Uint8Array([0, 0]))
let page = existsSync(file) ? readFileSync(file) : nothing

const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
const server = createServer((_request, response) => response.end('ready'))
server.on('upgrade', (request, socket, head) =>
  sockets.handleUpgrade(request, socket, head, (ws) => {
    if (page === nothing) ws.send(question)
    ws.on('message', (data) => {
      if (!(data instanceof Uint8Array)) return
      const knowsNothing = data[1] === stepOne && data.length === 4
      if (data[1] === stepOne) ws.send(knowsNothing ? page : nothing)
      else if (data.length > somethingBytes) keep(data)
    })
    ws.on('error', () => ws.terminate())
  }),
)
server.listen(Number(process.env.PORT), '127.0.0.1')

/** @param {Buffer} brought A step 2, given on as it came. */
function keep(brought) {
  page = brought
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, page)
}
