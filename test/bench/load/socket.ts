import { connect, type Socket } from 'node:net'

/**
 * A websocket client with as little in it as will do, so that one core can be a few thousand pupils. Frames go out masked
 * with zeros, which any server must take. All sockets read into one buffer: what is handed on is good until the call returns.
 */

const shared = Buffer.allocUnsafeSlow(1 << 20)
/** What messages lie in that are good for one call only. */
export const sharedBuffer = shared.buffer
const headEnd = Buffer.from('\r\n\r\n')

interface SocketListener {
  onMessage(message: Buffer): void
  onClosed(code: number): void
}

interface Address {
  port: number
  path: string
  cookie: string
}

export class BenchSocket {
  /** Resolves once the handshake is done. */
  readonly opened: Promise<void>
  #socket: Socket
  #listener: SocketListener
  #isOpen = false
  #rest: Buffer | null = null
  /** A frame of which a part is here: how much of it, and the whole length with its head. */
  #partial: { bytes: Buffer; filled: number } | null = null
  #code = 1006
  #markOpened: () => void = () => undefined
  #markFailed: (error: Error) => void = () => undefined

  constructor({ port, path, cookie }: Address, listener: SocketListener) {
    this.#listener = listener
    this.opened = new Promise((resolve, reject) => {
      this.#markOpened = resolve
      this.#markFailed = reject
    })
    // Whoever waits for it hears of it; nobody has to.
    this.opened.catch(() => undefined)
    const onread = { buffer: shared, callback: (length: number) => this.#read(shared.subarray(0, length)) }
    this.#socket = connect({ port, host: '127.0.0.1', onread })
    this.#socket.setNoDelay(true)
    this.#socket.on('connect', () =>
      this.#socket.write(
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: http://127.0.0.1:${port}\r\nCookie: ${cookie}\r\n` +
          'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
      ),
    )
    this.#socket.on('error', (error) => this.#markFailed(error))
    this.#socket.on('close', () => {
      this.#markFailed(new Error(`closed with ${this.#code}`))
      this.#listener.onClosed(this.#code)
    })
  }

  send(message: Uint8Array): void {
    this.#socket.write(frameOf(0x82, message))
  }

  close(): void {
    this.#socket.destroy()
  }

  #read(chunk: Buffer): boolean {
    if (this.#partial !== null) return this.#fill(this.#partial, chunk)
    const bytes = this.#rest === null ? chunk : Buffer.concat([this.#rest, chunk])
    this.#rest = null
    const at = this.#isOpen ? 0 : this.#readHead(bytes)
    if (at >= 0) this.#readFrames(bytes, at)
    return true
  }

  #readHead(bytes: Buffer): number {
    const at = bytes.indexOf(headEnd)
    if (at < 0) {
      this.#rest = Buffer.from(bytes)
      return -1
    }
    if (!bytes.subarray(0, 12).equals(Buffer.from('HTTP/1.1 101'))) {
      this.#markFailed(new Error(bytes.subarray(0, at).toString()))
      this.#socket.destroy()
      return -1
    }
    this.#isOpen = true
    this.#markOpened()
    return at + headEnd.length
  }

  #readFrames(bytes: Buffer, from: number): void {
    let at = from
    while (at < bytes.length) {
      const left = bytes.length - at
      const short = (bytes[at + 1] ?? 0) & 127
      const head = short < 126 ? 2 : short === 126 ? 4 : 10
      if (left < head) break
      const length = short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : bytes.readUInt32BE(at + 6)
      if (left < head + length) {
        const whole = Buffer.allocUnsafe(head + length)
        bytes.copy(whole, 0, at)
        this.#partial = { bytes: whole, filled: left }
        return
      }
      this.#take((bytes[at] ?? 0) & 15, bytes.subarray(at + head, at + head + length))
      at += head + length
    }
    if (at < bytes.length) this.#rest = Buffer.from(bytes.subarray(at))
  }

  #fill(partial: { bytes: Buffer; filled: number }, chunk: Buffer): boolean {
    const wanted = partial.bytes.length - partial.filled
    chunk.copy(partial.bytes, partial.filled, 0, Math.min(wanted, chunk.length))
    partial.filled += Math.min(wanted, chunk.length)
    if (partial.filled < partial.bytes.length) return true
    this.#partial = null
    this.#readFrames(partial.bytes, 0)
    if (chunk.length > wanted) this.#readFrames(chunk, wanted)
    return true
  }

  #take(opcode: number, payload: Buffer): void {
    if (opcode === 2) this.#listener.onMessage(payload)
    else if (opcode === 9) this.#socket.write(frameOf(0x8a, payload))
    else if (opcode === 8) {
      this.#code = payload.length >= 2 ? payload.readUInt16BE(0) : 1005
      this.#socket.destroy()
    }
  }
}

function frameOf(first: number, payload: Uint8Array): Buffer {
  const { length } = payload
  const head = length < 126 ? 6 : length < 65_536 ? 8 : 14
  const frame = Buffer.allocUnsafe(head + length)
  frame[0] = first
  if (length < 126) frame[1] = 0x80 | length
  else if (length < 65_536) {
    frame[1] = 0xfe
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 0xff
    frame.writeUInt32BE(0, 2)
    frame.writeUInt32BE(length, 6)
  }
  frame.writeUInt32BE(0, head - 4)
  frame.set(payload, head)
  return frame
}
