import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { durableLog } from '#test/helpers/live-client.ts'

/*
 * Says messages that are nobody else's in a channel, one after the other as a client's outbox does: noted on disk before
 * it is sent, sent again under the same id until the server has answered for it, and only then the next.
 */

export interface TalkerOptions {
  origin: string
  cookie: string
  channelId: string
  author: string
  logFile: string
  everyMs: number
}

interface Message {
  id: string
  text: string
}

export const tokenPattern = /^<([a-z0-9-]+):(\d{6})>$/
const retryMs = 60
/** Who has said so much without an answer waits for one. */
const mostWaiting = 20

export class Talker {
  readonly ackMs: number[] = []
  /** Answers that were no yes: the server was away, or too busy. */
  refused = 0
  readonly #options: TalkerOptions
  readonly #log: ReturnType<typeof durableLog>
  readonly #outbox: Message[]
  #number: number
  #timer: NodeJS.Timeout | null = null
  #isSending = false

  /** Where the log has messages without an answer, they are the first in the outbox: a tab that was opened again. */
  constructor(options: TalkerOptions) {
    this.#options = options
    const before = existsSync(options.logFile)
      ? readTalk(readFileSync(options.logFile, 'utf8'))
      : { sent: [], acked: [] }
    const isAcked = new Set(before.acked.map(({ id }) => id))
    this.#outbox = before.sent.filter(({ id }) => !isAcked.has(id))
    this.#number = before.sent.length
    this.#log = durableLog(options.logFile)
  }

  get unacked(): number {
    return this.#outbox.length
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#say(), this.#options.everyMs)
    void this.flush()
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }

  /** Sends what waits, in order; resolves when all of it is answered for. */
  async flush(): Promise<void> {
    if (this.#isSending) return this.#whenSent()
    this.#isSending = true
    try {
      for (let head = this.#outbox[0]; head !== undefined; head = this.#outbox[0]) {
        const startedAt = performance.now()
        const sequence = await this.#send(head)
        if (sequence === null) {
          await new Promise((done) => void setTimeout(done, retryMs))
          continue
        }
        this.ackMs.push(performance.now() - startedAt)
        this.#log.write(`A ${head.id} ${head.text} ${sequence}`)
        this.#outbox.shift()
      }
    } finally {
      this.#isSending = false
    }
  }

  async #whenSent(): Promise<void> {
    while (this.#isSending || this.#outbox.length > 0) await new Promise((done) => void setTimeout(done, retryMs))
  }

  #say(): void {
    if (this.#outbox.length >= mostWaiting) return
    const text = `<${this.#options.author}:${String(this.#number++).padStart(6, '0')}>`
    const message = { id: randomUUID(), text }
    this.#log.write(`S ${message.id} ${text}`)
    this.#outbox.push(message)
    void this.flush()
  }

  /** Its sequence, or null where nobody can say whether it is stored. Throws where the server says no for good. */
  async #send(message: Message): Promise<number | null> {
    const { origin, cookie, channelId } = this.#options
    try {
      const answer = await fetch(`${origin}/api/channels/${channelId}/messages`, {
        method: 'POST',
        headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json' },
        body: JSON.stringify(message),
      })
      const body: unknown = await answer.json()
      if (answer.ok) return sequenceOf(body)
      this.refused += 1
      if (answer.status !== 429 && answer.status < 500) throw new Refused(`${answer.status} ${JSON.stringify(body)}`)
      return null
    } catch (error) {
      if (error instanceof Refused) throw error
      return null
    }
  }
}

class Refused extends Error {}

function sequenceOf(body: unknown): number {
  const message = typeof body === 'object' && body !== null && 'message' in body ? body.message : null
  const sequence = typeof message === 'object' && message !== null && 'sequence' in message ? message.sequence : null
  if (typeof sequence !== 'number') throw new Refused(`no sequence in ${JSON.stringify(body)}`)
  return sequence
}

/** What a talker noted on disk. A line that a kill cut off is none. */
export function readTalk(log: string) {
  const fields = log
    .split('\n')
    .slice(0, -1)
    .map((line) => line.split(' '))
  const marked = (mark: string) => fields.filter(([first]) => first === mark)
  return {
    sent: marked('S').map(([, id = '', text = '']) => ({ id, text })),
    acked: marked('A').map(([, id = '', text = '', sequence]) => ({ id, text, sequence: Number(sequence) })),
  }
}
