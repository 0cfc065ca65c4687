import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inSlices } from '#server/kit/slices.ts'
import type { Deps } from '#server/kit/context.ts'

/* How long work shares a database with others and with other long work. */

type SlicesCtx = Parameters<typeof inSlices>[0]

const ctxOf = (database: 'embedded' | 'server'): SlicesCtx => {
  const db: object = {}
  // Slices only ask which database it is, and never what is in it.
  return { db: db as Deps['db'], database, now: () => new Date() }
}

/** Two works of three slices each; gives what was under way at once, at most. */
async function mostAtOnce(database: 'embedded' | 'server'): Promise<number> {
  const ctx = ctxOf(database)
  let [underWay, most] = [0, 0]
  const work = (of: string) => {
    let done = 0
    return inSlices(ctx, { of, most: Number.POSITIVE_INFINITY }, async () => {
      most = Math.max(most, ++underWay)
      await pause(5)
      underWay--
      return ++done === 3
    })
  }
  await Promise.all([work('one'), work('other')])
  return most
}

describe('slices of two works', () => {
  it('take turns where the database is embedded, and go on together where each has a connection', async () => {
    expect(await mostAtOnce('embedded')).toBe(1)
    expect(await mostAtOnce('server')).toBe(2)
  })

  it('leave others a pause as long as a slice between any two', async () => {
    const ctx = ctxOf('embedded')
    const spans: [from: number, to: number][] = []
    const work = (of: string) =>
      inSlices(ctx, { of, most: 3 }, async () => {
        const from = performance.now()
        await pause(20)
        spans.push([from, performance.now()])
        return false
      })
    await Promise.all([work('one'), work('other')])
    const pauses = spans.slice(1).map(([from], at) => from - (spans[at]?.[1] ?? 0))
    expect(pauses.length).toBe(5)
    expect(Math.min(...pauses)).toBeGreaterThan(15)
  })

  it('go on where one of them failed', async () => {
    const ctx = ctxOf('embedded')
    const fails = inSlices(ctx, { of: 'one', most: 1 }, () => Promise.reject(new Error('no')))
    let isDone = false
    const goesOn = inSlices(ctx, { of: 'other', most: 1 }, () => Promise.resolve((isDone = true)))
    await expect(fails).rejects.toThrow('no')
    await goesOn
    expect(isDone).toBe(true)
  })
})
