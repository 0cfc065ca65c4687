import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { authorOf, objectId } from '#collab/documents/board-author.ts'
import { objectsOf } from '#collab/documents/board-read.ts'
import { putObject } from '#collab/documents/board-write.ts'
import { pageRoot } from '#collab/documents/page.ts'
import { demoPupil } from '#test/helpers/demo.ts'
import { LiveClient, type Login } from '#test/helpers/live-client.ts'
import { pause } from '../lesson.ts'

/** One lesson beside the script: a page, a board, a channel. */
export interface Scene {
  origin: string
  projectId: string
  page: string
  board: string
  channelId: string
  pupil: Login
  teacher: Login
}

export const activities = ['page', 'open', 'board', 'channel', 'sign-in', 'health'] as const
export type Activity = (typeof activities)[number]

/** What does not succeed within this counts as so long. */
const patienceMs = 75_000

/**
 * A pupil and a teacher at work, and how long each thing took them at most, from when it was begun until it had succeeded:
 * a word stored and seen by the other, a page opened anew, a note on the board, a message, somebody signed in.
 */
export class Others {
  readonly longestMs = new Map<Activity, number>(activities.map((name) => [name, 0]))
  readonly #scene: Scene
  readonly #clients: LiveClient[] = []
  #isOver = false
  #turns: Promise<void>[] = []

  constructor(scene: Scene) {
    this.#scene = scene
  }

  async begin(): Promise<void> {
    const { page, board, pupil, teacher } = this.#scene
    const [typist, witness, artist, looker] = await Promise.all([
      this.#open(page, pupil),
      this.#open(page, teacher),
      this.#open(board, pupil),
      this.#open(board, teacher),
    ])
    this.#turns = [
      this.#every('page', 300, () => writeWord(typist, witness)),
      this.#every('board', 400, () => putNote(artist, looker, authorOf(board, pupil.userId))),
      this.#every('open', 1_500, () => this.#openAnew()),
      this.#every('channel', 2_500, () => this.#say()),
      this.#every('sign-in', 2_500, () => this.#signIn()),
      this.#every('health', 250, () => this.#isHealthy()),
    ]
  }

  async end(): Promise<void> {
    this.#isOver = true
    await Promise.all(this.#turns)
    for (const client of this.#clients) client.destroy()
  }

  async #every(activity: Activity, everyMs: number, act: () => Promise<void>): Promise<void> {
    while (!this.#isOver) {
      const startedAt = performance.now()
      for (let isDone = false; !isDone && performance.now() - startedAt < patienceMs;) {
        isDone = await act().then(
          () => true,
          () => false,
        )
        if (!isDone) await pause(100)
      }
      const tookMs = Math.round(performance.now() - startedAt)
      this.longestMs.set(activity, Math.max(tookMs, this.longestMs.get(activity) ?? 0))
      await pause(everyMs)
    }
  }

  async #open(room: string, { cookie }: Login): Promise<LiveClient> {
    const client = new LiveClient({ origin: this.#scene.origin, cookie, room })
    this.#clients.push(client)
    await client.whenLive(patienceMs)
    return client
  }

  async #openAnew(): Promise<void> {
    const { origin, page, teacher } = this.#scene
    const client = new LiveClient({ origin, cookie: teacher.cookie, room: page })
    await client.whenLive(patienceMs).finally(() => client.destroy())
  }

  async #say(): Promise<void> {
    const { channelId, pupil } = this.#scene
    await this.#fetch(`/api/channels/${channelId}/messages`, pupil.cookie, { id: randomUUID(), text: 'And ours?' })
  }

  async #signIn(): Promise<void> {
    await this.#fetch('/api/session', '', { card: demoPupil(40).card.code })
  }

  async #isHealthy(): Promise<void> {
    await this.#fetch('/healthz', '')
  }

  async #fetch(path: string, cookie: string, body?: object): Promise<void> {
    const { origin } = this.#scene
    const answer = await fetch(`${origin}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Cookie: cookie, Origin: origin, 'Content-Type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    })
    await answer.arrayBuffer()
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  }
}

/** A paragraph of one's own that grows: the way of most of a class. */
async function writeWord(typist: LiveClient, witness: LiveClient): Promise<void> {
  const word = `<${randomUUID().slice(0, 8)}>`
  const root = typist.ydoc.getXmlFragment(pageRoot)
  typist.ydoc.transact(() => {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(word)])
    root.insert(0, [paragraph])
  })
  const { ydoc } = typist
  await typist.when(() => typist.isLive && typist.stored >= typist.sent, 'stored', patienceMs)
  if (ydoc !== typist.ydoc) throw new Error('was refused')
  // Somebody may have taken it away again at once: then it was seen as well.
  await witness.when(() => witness.isLive && knows(witness.ydoc, ydoc), 'seen', patienceMs)
}

async function putNote(artist: LiveClient, looker: LiveClient, author: string): Promise<void> {
  const id = objectId(author)
  const { ydoc } = artist
  putObject(ydoc, id, { type: 'note', at: Date.now(), order: 'a1', text: 'ours' })
  await artist.when(() => artist.isLive && artist.stored >= artist.sent, 'stored', patienceMs)
  if (ydoc !== artist.ydoc || !objectsOf(ydoc).has(id)) throw new Error('was refused')
  await looker.when(() => looker.isLive && knows(looker.ydoc, ydoc), 'seen', patienceMs)
}

const knows = (reader: Y.Doc, writer: Y.Doc) =>
  Y.getState(reader.store, writer.clientID) >= Y.getState(writer.store, writer.clientID)
