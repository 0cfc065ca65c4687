import type { Awareness } from 'y-protocols/awareness'
import { authorOf } from '#collab/documents/board-author.ts'
import type { InkPoint } from '#collab/documents/board-ink.ts'
import type { Point } from '#collab/documents/board-model.ts'
import { isTeacher, type PresentUser, readUser } from '#client/live/presence.ts'
import type { FleetingPart } from '#client/live/wire.ts'
import { Drags, type Stage } from './drags.ts'
import { type Area, type InkPart, type InkStart, readMessage } from './message.ts'
import { laserGlowMs } from './glow.ts'
import { Topics } from './topics.ts'

/** A person's pointer. `trail`: where a laser was, for as long as it glows. */
export interface Cursor {
  readonly user: PresentUser
  readonly at: Point
  readonly isLaser: boolean
  readonly trail: readonly { at: Point; time: number }[]
  readonly heardAt: number
}

/** A stroke that is being drawn. Its points only ever grow. */
export interface LiveStroke {
  readonly user: PresentUser
  readonly number: number
  /** Id that the stored stroke will have. */
  readonly id: string
  readonly style: InkStart
  readonly points: InkPoint[]
  heardAt: number
}

/** A teacher asks everybody to look at this part of the board. */
export interface Look {
  readonly user: PresentUser
  readonly area: Area
  /** Milliseconds: when it is over. */
  readonly until: number
}

type OthersTopic = 'cursors' | 'ink' | 'views' | 'look'

const lookMs = 10_000
const forgetMs = { cursor: 8_000, ink: 4_000, view: 10_000 } as const
const sweepMs = 250
const pointsMost = 8_000

interface OthersOptions {
  documentId: string
  awareness: Awareness
  source: { getObject(id: string): unknown; subscribe(listener: () => void): () => void }
  stage: Stage
}

/**
 * What others do at this moment, by awareness id: it draws nothing and stores nothing. Everything in it is forgotten some
 * seconds after it was last heard of, or when what comes of it is stored.
 */
export class Others {
  readonly #documentId: string
  readonly #awareness: Awareness
  readonly #source: OthersOptions['source']
  readonly #topics = new Topics()
  readonly #drags: Drags
  readonly #cursors = new Map<number, Cursor>()
  readonly #strokes = new Map<number, LiveStroke>()
  readonly #views = new Map<number, { box: Area; heardAt: number }>()
  #look: Look | null = null
  #sweeper: ReturnType<typeof setInterval> | null = null
  readonly #stop: () => void

  constructor({ documentId, awareness, source, stage }: OthersOptions) {
    this.#documentId = documentId
    this.#awareness = awareness
    this.#source = source
    this.#drags = new Drags(stage)
    const onLeave = ({ removed }: { removed: number[] }) => removed.forEach((client) => this.#forget(client))
    awareness.on('change', onLeave)
    const stopStore = source.subscribe(this.#settleInk)
    this.#stop = () => {
      awareness.off('change', onLeave)
      stopStore()
    }
  }

  destroy(): void {
    this.#stop()
    this.#drags.destroy()
    this.#topics.clear()
    if (this.#sweeper !== null) clearInterval(this.#sweeper)
  }

  subscribe = (topic: OthersTopic, listener: () => void) => this.#topics.subscribe(topic, listener)

  /** By awareness id. */
  getCursors = (): ReadonlyMap<number, Cursor> => this.#cursors
  getStrokes = (): ReadonlyMap<number, LiveStroke> => this.#strokes
  getLook = (): Look | null => this.#look

  /** The part of the board this person looks at, in the window they last did something in. */
  getViewOf(userId: string): Area | null {
    let found: { box: Area; heardAt: number } | null = null
    for (const [client, view] of this.#views)
      if (this.#userOf(client)?.id === userId && (found === null || view.heardAt > found.heardAt)) found = view
    return found?.box ?? null
  }

  /** Takes what came in one frame. Junk is passed over, and so is who is nobody in awareness. */
  take(all: readonly FleetingPart[]): void {
    const changed = new Set<OthersTopic>()
    for (const { client, bytes } of all) {
      const user = client === this.#awareness.clientID ? null : this.#userOf(client)
      if (user !== null) this.#takeMessage(client, user, bytes, changed)
    }
    this.#topics.tell(changed)
    if (this.#isAnythingHeld) this.#sweeper ??= setInterval(() => this.#sweep(), sweepMs)
  }

  endLook(): void {
    if (this.#look === null) return
    this.#look = null
    this.#topics.tell(['look'])
  }

  #userOf(client: number): PresentUser | null {
    return readUser(this.#awareness.getStates().get(client))
  }

  #takeMessage(client: number, user: PresentUser, bytes: Uint8Array, changed: Set<OthersTopic>): void {
    const message = readMessage(bytes)
    if (message === null) return
    const { pointer, isLaser = false, isAway = false, view, ink, drag, look } = message
    const at = pointer ?? lastOf(ink)
    if (ink) this.#takeInk(client, user, ink)
    if (drag) this.#drags.take(client, drag)
    if (at) this.#takePointer(client, { user, at, isLaser })
    if (isAway) this.#cursors.delete(client)
    if (view) this.#views.set(client, { box: view, heardAt: Date.now() })
    const isLook = look !== undefined && isTeacher(user)
    if (isLook) this.#look = { user, area: look, until: Date.now() + lookMs }
    if (ink) changed.add('ink')
    if (at || isAway) changed.add('cursors')
    if (view) changed.add('views')
    if (isLook) changed.add('look')
  }

  #takePointer(client: number, { user, at, isLaser }: Pick<Cursor, 'user' | 'at' | 'isLaser'>): void {
    const now = Date.now()
    const before = this.#cursors.get(client)?.trail ?? []
    const trail = isLaser ? [...before.filter(({ time }) => now - time < laserGlowMs), { at, time: now }] : []
    this.#cursors.set(client, { user, at, isLaser, trail, heardAt: now })
  }

  #takeInk(client: number, user: PresentUser, { number, start, points, isCancelled }: InkPart): void {
    const before = this.#strokes.get(client)
    if (before?.number === number) {
      if (isCancelled) this.#strokes.delete(client)
      else if (before.points.length + points.length <= pointsMost) before.points.push(...points)
      before.heardAt = Date.now()
      return
    }
    // Without a style it is of a stroke that we heard of too late: it comes again.
    if (isCancelled || start === null) return
    const id = `${authorOf(this.#documentId, user.id)}.${start.idLetters}`
    if (this.#source.getObject(id) !== undefined) return
    this.#strokes.set(client, { user, number, id, style: start, points: [...points], heardAt: Date.now() })
  }

  /** Strokes that are stored now are drawn from there. */
  #settleInk = (): void => {
    let isChanged = false
    for (const [client, stroke] of this.#strokes) {
      if (this.#source.getObject(stroke.id) === undefined) continue
      this.#strokes.delete(client)
      isChanged = true
    }
    if (isChanged) this.#topics.tell(['ink'])
  }

  #forget(client: number): void {
    this.#drags.end(client)
    const changed = new Set<OthersTopic>()
    if (this.#cursors.delete(client)) changed.add('cursors')
    if (this.#strokes.delete(client)) changed.add('ink')
    if (this.#views.delete(client)) changed.add('views')
    this.#topics.tell(changed)
  }

  get #isAnythingHeld(): boolean {
    const maps = [this.#cursors, this.#strokes, this.#views, this.#drags]
    return this.#look !== null || maps.some(({ size }) => size > 0)
  }

  #sweep(): void {
    const now = Date.now()
    const changed = new Set<OthersTopic>()
    const forgetOld = (map: Map<number, { heardAt: number }>, ms: number, topic: OthersTopic) => {
      for (const [client, { heardAt }] of map) if (now - heardAt >= ms && map.delete(client)) changed.add(topic)
    }
    forgetOld(this.#cursors, forgetMs.cursor, 'cursors')
    forgetOld(this.#strokes, forgetMs.ink, 'ink')
    forgetOld(this.#views, forgetMs.view, 'views')
    this.#drags.forgetOld(now)
    this.#topics.tell(changed)
    if (this.#look !== null && now >= this.#look.until) this.endLook()
    if (this.#isAnythingHeld || this.#sweeper === null) return
    clearInterval(this.#sweeper)
    this.#sweeper = null
  }
}

function lastOf(ink: InkPart | undefined): Point | null {
  const point = ink?.points.at(-1)
  return point === undefined ? null : [point.x, point.y]
}
