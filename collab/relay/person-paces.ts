import { Bucket } from './bucket.ts'
import type { RelayOptions } from './options.ts'

type Paces = Pick<RelayOptions, 'joinsPerSecond' | 'joinsAtOnce' | 'asksPerSecond' | 'asksAtOnce'>

/** Buckets of people who did nothing for a while are let go beyond this many. */
const bucketsKept = 1_000

/** What a person may do on all their connections together (SPEC 76): counted by person, since a school shares one address. */
export class PersonPaces {
  readonly #options: Paces
  readonly #clock: { now(): number }
  readonly #joins = new Map<string, Bucket>()
  readonly #asks = new Map<string, Bucket>()

  constructor(clock: { now(): number }, options: Paces) {
    this.#clock = clock
    this.#options = options
  }

  /** Counts a connection; false where they come faster than people and their devices do. */
  mayJoin(userId: string): boolean {
    const { joinsPerSecond, joinsAtOnce } = this.#options
    const bucket = this.#bucketOf(this.#joins, userId, [joinsPerSecond, joinsAtOnce])
    const now = this.#clock.now()
    bucket.spend(1, now)
    if (bucket.debtMs(now) === 0) return true
    // Who is turned away owes nothing for it.
    bucket.spend(-1, now)
    return false
  }

  /** Of sync step 1. */
  asksOf(userId: string): Bucket {
    const { asksPerSecond, asksAtOnce } = this.#options
    return this.#bucketOf(this.#asks, userId, [asksPerSecond, asksAtOnce])
  }

  #bucketOf(buckets: Map<string, Bucket>, userId: string, [perSecond, atOnce]: readonly [number, number]): Bucket {
    const known = buckets.get(userId)
    if (known !== undefined) return known
    const now = this.#clock.now()
    if (buckets.size >= bucketsKept) for (const [id, bucket] of buckets) if (bucket.isFull(now)) buckets.delete(id)
    const bucket = new Bucket(perSecond, atOnce / perSecond, now)
    buckets.set(userId, bucket)
    return bucket
  }
}
