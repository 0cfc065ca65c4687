import * as decoding from 'lib0/decoding'
import { WebSocket } from 'ws'
import { spaceRoom } from '#collab/protocol.ts'
import { type Login, request } from '#test/helpers/live-client.ts'

export interface Heard {
  id: string
  sequence: number
  text: string
}

const noticeType = 102
const returnMs = 80

/** Every message of a channel after a sequence, over HTTP, page by page. */
export async function fetchAfter(origin: string, login: Login, channelId: string, after: number): Promise<Heard[]> {
  const found: Heard[] = []
  for (let from = after, hasAfter = true; hasAfter;) {
    const path = `/api/channels/${channelId}/messages?after=${from}&limit=200`
    const page = (await request(origin, login, 'GET', path)) as { messages: Heard[]; hasAfter: boolean }
    found.push(...page.messages.map(({ id, sequence, text }) => ({ id, sequence, text })))
    from = page.messages.at(-1)?.sequence ?? from
    hasAfter = page.hasAfter
  }
  return found
}

/**
 * Somebody in the space who reads along as the product's client does: takes what is pushed, fetches what a gap or a new
 * line may have left out, and never shows a message twice.
 */
export class Listener {
  /** In the order they were shown; sequences without gaps. */
  readonly shown: Heard[] = []
  /** Came over the socket and were the next: nothing had to be fetched for them. */
  pushed = 0
  /** Another message under a sequence that was shown already: must stay empty. */
  readonly contradictions: string[] = []
  readonly #place: { origin: string; login: Login; projectId: string; channelId: string }
  #socket: WebSocket | null = null
  #isEnded = false
  #fetching: Promise<void> | null = null

  constructor(place: { origin: string; login: Login; projectId: string; channelId: string }) {
    this.#place = place
    this.#connect()
  }

  get last(): number {
    return this.shown.at(-1)?.sequence ?? 0
  }

  /** Fetches whatever is missing; resolves when it is here. */
  async catchUp(): Promise<void> {
    await this.#fetching
    await (this.#fetching = this.#fetch())
  }

  close(): void {
    this.#isEnded = true
    this.#socket?.terminate()
  }

  #connect(): void {
    const { origin, login, projectId } = this.#place
    const headers = { Cookie: login.cookie, Origin: origin }
    const socket = new WebSocket(`${origin.replace('http', 'ws')}/collab/${spaceRoom(projectId)}`, { headers })
    this.#socket = socket
    socket.on('open', () => this.#look())
    socket.on('message', (data) => data instanceof Buffer && this.#hear(data))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (!this.#isEnded) setTimeout(() => this.#isEnded || this.#connect(), returnMs)
    })
  }

  #hear(bytes: Buffer): void {
    const decoder = decoding.createDecoder(bytes)
    if (decoding.readVarUint(decoder) !== noticeType) return
    const notice = JSON.parse(decoding.readVarString(decoder)) as {
      topic: string
      message?: Heard & { channelId: string }
    }
    const { message } = notice
    if (notice.topic !== 'message' || message?.channelId !== this.#place.channelId) return
    if (message.sequence === this.last + 1) {
      this.pushed += 1
      this.#show(message)
    } else if (message.sequence > this.last) this.#look()
    else this.#compare(message)
  }

  #show({ id, sequence, text }: Heard): void {
    this.shown.push({ id, sequence, text })
  }

  #compare({ id, sequence }: Heard): void {
    const known = this.shown[sequence - (this.shown[0]?.sequence ?? 1)]
    if (known !== undefined && known.id !== id) this.contradictions.push(`${sequence}: ${known.id} and ${id}`)
  }

  /** In the background; a server that is away is asked again by the next connection. */
  #look(): void {
    this.#fetching ??= this.#fetch()
      .catch(() => undefined)
      .finally(() => (this.#fetching = null))
  }

  async #fetch(): Promise<void> {
    const { origin, login, channelId } = this.#place
    for (const message of await fetchAfter(origin, login, channelId, this.last)) {
      if (message.sequence === this.last + 1) this.#show(message)
      else if (message.sequence <= this.last) this.#compare(message)
    }
  }
}
