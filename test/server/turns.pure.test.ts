import { describe, expect, it } from 'vitest'
import { AppError } from '#server/kit/errors.ts'
import { Joined } from '#server/paces/joined.ts'
import { Turns } from '#server/paces/turns.ts'

const options = { atOnce: 1, mostWaiting: 5, mostWaitingEach: 3, reason: 'too_many_contents', retryAfterMs: 5_000 }

/** Work that is done when the test says so. */
function heldWork() {
  const begun: string[] = []
  const ends: (() => void)[] = []
  return {
    begun,
    work: (name: string) => async () => {
      begun.push(name)
      await new Promise<void>((resolve) => ends.push(resolve))
      return name
    },
    async endAll(count: number) {
      for (let at = 0; at < count; at++) {
        ends.shift()?.()
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}

describe('turns', () => {
  it('go around: who asks much waits behind who asks once', async () => {
    const turns = new Turns(options)
    const { begun, work, endAll } = heldWork()
    const all = ['a1', 'a2', 'a3', 'b1', 'c1', 'b2'].map((name) => turns.run(name.charAt(0), work(name)))
    await endAll(6)
    await Promise.all(all)
    expect(begun).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2'])
  })

  it('leave room: one person works on so many at once, and others go past what they still wait for', async () => {
    const turns = new Turns({ ...options, atOnce: 3, atOnceEach: 2 })
    const { begun, work, endAll } = heldWork()
    const all = ['a1', 'a2', 'a3', 'b1', 'b2', 'c1'].map((name) => turns.run(name.charAt(0), work(name)))
    expect(begun).toEqual(['a1', 'a2', 'b1'])
    await endAll(6)
    await Promise.all(all)
    expect(begun.toSorted()).toEqual(['a1', 'a2', 'a3', 'b1', 'b2', 'c1'])
  })

  it('are bounded, for one person and for all, and a failure ends one like anything else', async () => {
    const turns = new Turns(options)
    const { begun, work, endAll } = heldWork()
    const first = turns.run('a', work('a0'))
    const failing = turns.run('a', () => Promise.reject(new Error('broken')))
    const others = ['a', 'a', 'b', 'c'].map((who) => turns.run(who, work(who)))
    for (const who of ['a', 'd']) await expect(turns.run(who, work(who))).rejects.toThrow(AppError)
    const fails = expect(failing).rejects.toThrow('broken')
    await endAll(6)
    await Promise.all([first, fails, ...others])
    expect(begun).toEqual(['a0', 'b', 'c', 'a', 'a'])
    expect(await turns.run('d', () => Promise.resolve('free'))).toBe('free')
  })
})

describe('an answer that is shared', () => {
  it('is made after everybody asked who gets it, and once for all who wait', async () => {
    const joined = new Joined<string>(new Turns({ ...options, atOnce: 2 }))
    const { begun, work, endAll } = heldWork()
    const first = joined.ask('page', 'a', work('first'))
    await endAll(0)
    await new Promise((resolve) => setImmediate(resolve))
    const later = ['b', 'c', 'd'].map((who) => joined.ask('page', who, work('second')))
    const other = joined.ask('board', 'e', work('board'))
    await new Promise((resolve) => setImmediate(resolve))
    expect(begun).toEqual(['first', 'board'])
    await endAll(3)
    expect(await Promise.all([first, ...later, other])).toEqual(['first', 'second', 'second', 'second', 'board'])
    expect(begun).toEqual(['first', 'board', 'second'])
  })

  it('that fails fails for all of them, and the next is asked for anew', async () => {
    const joined = new Joined<string>(new Turns(options))
    const broken = () => Promise.reject(new Error('broken'))
    const answers = await Promise.allSettled([joined.ask('page', 'a', broken), joined.ask('page', 'b', broken)])
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await joined.ask('page', 'a', () => Promise.resolve('whole'))).toBe('whole')
  })
})
