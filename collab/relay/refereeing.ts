import type { Content } from './content.ts'
import type { Admitted } from './fitting.ts'
import {
  type Actor,
  type CreateReferee,
  type Finding,
  type Referee,
  Refused,
  type RelayPorts,
  type Ruling,
} from './ports.ts'
import { emptyUpdate, fold, walked } from './update.ts'

const keptMs = 120_000

export const nothingWrong = { kind: 'taken', correction: null, findings: [] } as const satisfies Ruling
const noActor = { kind: 'refused', reason: 'nobody to the rules' } as const satisfies Ruling

const holds = (bytes: Uint8Array, word: string) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(word)

/** The referee of a document whose kind has one (SPEC 64): made when somebody writes, let go when nobody has for a while. */
export class Refereeing {
  readonly #create: CreateReferee
  readonly #content: Pick<Content, 'parts'>
  readonly #freshClientId: () => number
  readonly #clock: RelayPorts['clock']
  /** What makes it needed; undefined where it always is. */
  readonly #neededFor: string | undefined
  /** Null until somebody has looked. */
  #isNeeded: boolean | null = null
  #referee: Referee | null = null
  /** One for the room's life: each stays in the document's state vector for ever. */
  #clientId: number | null = null
  #timer: unknown = null
  #usedAt = 0

  constructor(
    create: CreateReferee,
    {
      content,
      freshClientId,
      clock,
      neededFor,
    }: {
      content: Pick<Content, 'parts'>
      freshClientId: () => number
      clock: RelayPorts['clock']
      neededFor?: string | undefined
    },
  ) {
    this.#create = create
    this.#content = content
    this.#freshClientId = freshClientId
    this.#clock = clock
    this.#neededFor = neededFor
  }

  /** Judges what the room is about to take. */
  rule(admitted: Admitted, actor: Actor | undefined): Ruling {
    if (!this.#isNeededWith(admitted.bytes)) return nothingWrong
    if (actor === undefined) return noActor
    let ruling: Ruling | null = null
    try {
      ruling = this.#present().rule(admitted.bytes, actor, this.#clock.now())
      return ruling
    } finally {
      if (ruling === null || this.#referee?.isStale === true) this.drop()
    }
  }

  /** Judges what is to wait beside the document. */
  ruleBeside({ bytes }: Admitted, actor: Actor | undefined): Ruling {
    if (!this.#isNeededWith(bytes)) return nothingWrong
    return actor === undefined ? noActor : (this.#present().ruleBeside?.(bytes, actor) ?? nothingWrong)
  }

  /**
   * Judges what the server is about to write for somebody, by a referee of its own: this one takes it once it is stored.
   * Gives it with what puts it right. Throws Refused.
   */
  judged(update: Uint8Array, actor: Actor): { bytes: Uint8Array; findings: readonly Finding[] } {
    if (!this.#isNeededWith(update)) return { bytes: update, findings: [] }
    const referee = this.#create(this.#content.parts(), this.#freshClientId())
    try {
      const ruling = referee.rule(update, actor, this.#clock.now())
      if (ruling.kind === 'refused') throw new Refused(ruling.reason)
      const { correction, findings } = ruling
      return { bytes: correction === null ? update : fold([walked(update), walked(correction)]), findings }
    } finally {
      referee.destroy()
    }
  }

  /** May what this person is only beginning be shown to others (SPEC 70)? */
  mayScribble(actor: Actor | undefined): boolean {
    return !this.#isNeededWith(emptyUpdate) || (actor !== undefined && this.#present().mayScribble(actor))
  }

  /** Once it is it stays so: of what is said a second time Yjs does not write the name. */
  #isNeededWith(update: Uint8Array): boolean {
    const word = this.#neededFor
    if (word === undefined || this.#isNeeded === true) return true
    this.#isNeeded ??= this.#content.parts().some((part) => holds(part, word))
    return (this.#isNeeded ||= holds(update, word))
  }

  #present(): Referee {
    this.#usedAt = this.#clock.now()
    if (this.#referee?.isStale === true) this.drop()
    this.#timer ??= this.#clock.setTimeout(this.#rest, keptMs)
    this.#clientId ??= this.#freshClientId()
    return (this.#referee ??= this.#create(this.#content.parts(), this.#clientId))
  }

  /** The server wrote. */
  take(bytes: Uint8Array): void {
    this.#isNeededWith(bytes)
    this.#referee?.take(bytes)
  }

  /** It no longer knows what the room holds. */
  drop(): void {
    this.#referee?.destroy()
    this.#referee = null
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer)
    this.drop()
  }

  #rest = () => {
    this.#timer = null
    const leftMs = this.#usedAt + keptMs - this.#clock.now()
    if (leftMs <= 0) this.drop()
    else this.#timer = this.#clock.setTimeout(this.#rest, leftMs)
  }
}
