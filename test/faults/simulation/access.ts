import { closeCode } from '#collab/protocol.ts'
import type { RelayPorts, RoomDecision } from '#collab/relay/ports.ts'
import type { Owner, Trace, VirtualClock } from './clock.ts'
import type { Dice } from './dice.ts'

export type Access = 'read' | 'pending' | 'write' | 'none'

interface Person {
  access: Access
  /** When the login ends; renewed by signing in. */
  until: number
}

export interface AccessWeather {
  fails: number
  isSlow: number
  hangs: number
}

export const calmAccess: AccessWeather = { fails: 0, isSlow: 0, hangs: 0 }

/** Who may do what. The facts are read at one moment; the answer comes later, or never. */
export class AccessFacts {
  readonly people = new Map<string, Person>()
  weather: AccessWeather = calmAccess
  readonly #clock: VirtualClock
  readonly #dice: Dice
  readonly #trace: Trace

  constructor({ clock, dice, trace }: { clock: VirtualClock; dice: Dice; trace: Trace }) {
    this.#clock = clock
    this.#dice = dice
    this.#trace = trace
  }

  of(user: string): Person {
    const person = this.people.get(user)
    if (person === undefined) throw new Error(`nobody is called ${user}`)
    return person
  }

  /** In one word, so that two moments can be compared. */
  nowOf(user: string): Access {
    const { access, until } = this.of(user)
    return until <= this.#clock.now ? 'none' : access
  }

  /** What a line of theirs is: where its words go, straight or beside, is seen by what becomes of them. */
  lineOf(user: string): Exclude<Access, 'pending'> {
    const now = this.nowOf(user)
    return now === 'pending' ? 'write' : now
  }

  authorize(life: Owner): RelayPorts['authorize'] {
    return ({ cookie }) =>
      new Promise((resolve, reject) => {
        const { fails, isSlow, hangs } = this.weather
        const willFail = this.#dice.chance(fails)
        const willHang = this.#dice.chance(hangs)
        const answerMs = this.#dice.chance(isSlow) ? this.#dice.between(200, 2_500) : this.#dice.between(0.5, 15)
        this.#clock.after(
          this.#dice.between(0.5, 10),
          () => {
            const decision = this.#decide(cookie ?? '')
            this.#trace.note(`access of ${cookie}: ${willHang ? 'no answer' : willFail ? 'fails' : decision.granted}`)
            if (willHang) return
            const answer = () => (willFail ? reject(new Error('database is away')) : resolve(decision))
            this.#clock.after(answerMs, answer, life)
          },
          life,
        )
      })
  }

  #decide(user: string): RoomDecision {
    const { access, until } = this.of(user)
    if (until <= this.#clock.now) return { granted: false, code: closeCode.unauthenticated }
    if (access === 'none') return { granted: false, code: closeCode.unknown }
    const end = until === Number.POSITIVE_INFINITY ? {} : { until }
    return {
      granted: true,
      grant: {
        ...{ userId: user, sessionId: `session-${user}`, access, projectId: 'project', role: 'pupil' },
        ...{ paletteIndex: 1, shape: 0, ...end },
      },
    }
  }
}
