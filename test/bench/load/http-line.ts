import { connect, type Socket } from 'node:net'

/**
 * HTTP/1.1 on one kept connection with as little in it as will do, as `socket.ts` is for websockets: what is measured is the
 * server. One request at a time, answers with a Content-Length.
 */
export class HttpLine {
  readonly #port: number
  readonly #cookie: string
  #socket: Socket | null = null
  #got: Buffer = Buffer.alloc(0)
  #answered: ((answer: { status: number; body: string }) => void) | null = null
  #failed: (error: Error) => void = () => undefined

  constructor(port: number, cookie: string) {
    this.#port = port
    this.#cookie = cookie
  }

  request(method: string, path: string, body = ''): Promise<{ status: number; body: string }> {
    const socket = (this.#socket ??= this.#open())
    return new Promise((done, fail) => {
      this.#answered = done
      this.#failed = fail
      const length = Buffer.byteLength(body)
      const host = `127.0.0.1:${this.#port}`
      const content = length === 0 ? '' : `Content-Type: application/json\r\nContent-Length: ${length}\r\n`
      const head = `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nCookie: ${this.#cookie}\r\n`
      socket.write(`${head}${content}\r\n${body}`)
    })
  }

  close(): void {
    this.#socket?.destroy()
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1' })
    socket.setNoDelay(true)
    socket.on('data', (bytes) => this.#read(bytes))
    socket.on('error', (error) => this.#failed(error))
    socket.on('close', () => {
      this.#socket = null
      this.#failed(new Error('the connection was closed'))
    })
    return socket
  }

  #read(bytes: Buffer): void {
    this.#got = this.#got.length === 0 ? bytes : Buffer.concat([this.#got, bytes])
    const headEnd = this.#got.indexOf('\r\n\r\n')
    if (headEnd < 0) return
    const head = this.#got.toString('latin1', 0, headEnd)
    const length = /content-length: (\d+)/i.exec(head)?.[1]
    if (length === undefined) return this.#failed(new Error(`an answer without a length: ${head.slice(0, 200)}`))
    const end = headEnd + 4 + Number(length)
    if (this.#got.length < end) return
    const body = this.#got.toString('utf8', headEnd + 4, end)
    this.#got = Buffer.alloc(0)
    this.#answered?.({ status: Number(head.slice(9, 12)), body })
  }
}
