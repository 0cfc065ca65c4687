import { describe, expect, it } from 'vitest'
import { contactStates, profileReaders } from '#db/schema/values.ts'
import { readsField, type Standing, standingOf, type Wish } from '#server/access/contact-rules.ts'

const at = new Date(0)
const wishes: (Wish | null)[] = [
  null,
  ...contactStates.flatMap((state) => [null, at].map((declinedAt) => ({ state, declinedAt }))),
]

describe('what two teachers are to each other', () => {
  it('is the same to me where they have blocked me as where they never said anything', () => {
    for (const mine of wishes)
      for (const declinedAt of [null, at])
        expect(standingOf(mine, { state: 'blocked', declinedAt })).toBe(standingOf(mine, null))
  })

  it('is a contact where both say so, and asking as long as I have said neither yes nor no', () => {
    const wish = (state: Wish['state'], declinedAt: Date | null = null) => ({ state, declinedAt })
    expect(standingOf(wish('accepted'), wish('accepted'))).toBe('contact')
    for (const other of wishes.filter((one) => one?.state !== 'accepted'))
      expect(standingOf(wish('accepted'), other)).not.toBe('contact')
    expect(standingOf(null, wish('asked'))).toBe('asking')
    expect(standingOf(null, wish('asked', at))).toBe('none')
    expect(standingOf(wish('blocked'), wish('asked'))).toBe('blocked')
    expect(standingOf(wish('asked', at), null)).toBe('asked')
  })
})

describe('a field of a profile', () => {
  const standings: Standing[] = ['none', 'asked', 'asking', 'contact', 'blocked']

  it('for contacts is read by contacts alone; the name also by whom one asks', () => {
    expect(standings.filter((standing) => readsField('contacts', standing, 'about'))).toEqual(['contact'])
    expect(standings.filter((standing) => readsField('contacts', standing, 'name'))).toEqual(['asking', 'contact'])
  })

  it('for nobody is read by nobody, for all by all', () => {
    expect(profileReaders).toEqual(['all', 'contacts', 'nobody'])
    for (const standing of standings)
      for (const field of ['name', 'about'] as const) {
        expect(readsField('nobody', standing, field)).toBe(false)
        expect(readsField('all', standing, field)).toBe(true)
      }
  })
})
