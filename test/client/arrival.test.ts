import { describe, expect, it } from 'vitest'
import { ApiError, OfflineError } from '#client/api.ts'
import { errorMessageId } from '#client/locales/error-text.ts'
import { isAt, projectPlaces, pupilPlaces, adultPlaces } from '#client/app/places.ts'
import { parseReading, usualReading } from '#client/session/reading.ts'
import { UnsentError } from '#client/live/unsent-error.ts'
import { normaliseCode, secretIn, showCode } from '#client/auth/arrival.ts'
import { initials, paletteIndex, tileCells } from '#client/ui/pattern.ts'

describe('a card’s code', () => {
  it('is understood in small letters, with spaces and with dashes', () => {
    expect(normaliseCode(' abcd-efgh ')).toBe('ABCDEFGH')
    expect(normaliseCode('ab cd ef gh')).toBe('ABCDEFGH')
  })

  it('never holds a letter that a card cannot have', () => {
    expect(normaliseCode('A0O1IB')).toBe('AB')
  })

  it('is shown as it is printed, also while it is being typed', () => {
    expect(showCode('ABCDEFGH')).toBe('ABCD-EFGH')
    expect(showCode('ABCD')).toBe('ABCD')
    expect(normaliseCode(showCode('ABCDE'))).toBe('ABCDE')
  })
})

describe('the secret of a link', () => {
  it('is what stands behind the hash', () => {
    expect(secretIn('https://preau.example/join#abcdefghijklmnop_-1234')).toBe('abcdefghijklmnop_-1234')
    expect(secretIn('#abcdefghijklmnop_-1234')).toBe('abcdefghijklmnop_-1234')
  })

  it('is not taken from other codes a camera may see', () => {
    expect(secretIn('https://example.org/')).toBeNull()
    expect(secretIn('#short')).toBeNull()
    expect(secretIn('#a secret with spaces in it')).toBeNull()
  })
})

describe('an error is spoken of', () => {
  const known = (id: string) =>
    ['errors.offline', 'errors.unsent', 'errors.card_unknown', 'errors.conflict'].includes(id)
  const idOf = (error: unknown) => errorMessageId(error, (id): id is 'errors.conflict' => known(id))

  it('by its reason, else by its code, else as something unexpected', () => {
    expect(idOf(new ApiError(401, { code: 'unauthenticated', reason: 'card_unknown' }))).toBe('errors.card_unknown')
    expect(idOf(new ApiError(409, { code: 'conflict', reason: 'brand_new' }))).toBe('errors.conflict')
    expect(idOf(new ApiError(500, { code: 'unexpected' }))).toBe('errors.unexpected')
    expect(idOf(new TypeError('bug'))).toBe('errors.unexpected')
  })

  it('as a matter of the network when nothing answered, and of unsent words when leaving would lose them', () => {
    expect(idOf(new OfflineError('no answer'))).toBe('errors.offline')
    expect(idOf(new UnsentError(3))).toBe('errors.unsent')
  })
})

const counts = { unread: 0, waiting: 0 }

describe('the places of the rail', () => {
  const hrefs = (places: { href: string }[]) => places.map((place) => place.href)

  it('are only those that exist for this person', () => {
    expect(hrefs(pupilPlaces(null))).toEqual(['/', '/me'])
    expect(hrefs(pupilPlaces('p1'))).toEqual(['/', '/p/p1/pages', '/p/p1/chat', '/me'])
    expect(
      hrefs(adultPlaces({ isSchoolAdmin: false, can: { readOffice: false, judge: false, askOffice: false } })),
    ).not.toContain('/school')
    const director = { isSchoolAdmin: true, can: { readOffice: true, judge: true, askOffice: true } }
    expect(hrefs(adultPlaces(director))).toEqual([
      ...['/', '/classrooms', '/office', '/evaluate', '/school', '/network', '/help/guide'],
    ])
    expect(
      hrefs(
        projectPlaces(
          'p1',
          { edit: false, restore: false, continue: false, watch: false, readExtracts: false },
          counts,
        ),
      ),
    ).not.toContain('/p/p1/settings')
    expect(
      hrefs(
        projectPlaces('p1', { edit: false, restore: true, continue: false, watch: false, readExtracts: false }, counts),
      ),
    ).toContain('/p/p1/settings')
    expect(
      hrefs(
        projectPlaces('p1', { edit: true, restore: false, continue: false, watch: true, readExtracts: false }, counts),
      )[0],
    ).toBe('/p/p1/live')
  })

  it('show an open page as part of the pages, and home only at home', () => {
    const [pages] = projectPlaces(
      'p1',
      { edit: true, restore: false, continue: false, watch: false, readExtracts: false },
      counts,
    )
    const [home] = adultPlaces({ isSchoolAdmin: true, can: { readOffice: false, judge: false, askOffice: false } })
    expect(pages && isAt(pages, '/page/d1')).toBe(true)
    expect(home && isAt(home, '/')).toBe(true)
    expect(home && isAt(home, '/p/p1/pages')).toBe(false)
  })
})

describe('reading comfort', () => {
  it('survives junk left in the browser', () => {
    expect(parseReading(null)).toEqual(usualReading)
    expect(parseReading('{"size":"huge","spacing":7}')).toEqual(usualReading)
    expect(parseReading('{')).toEqual(usualReading)
    expect(parseReading('{"size":"xl","spacing":"wide"}')).toEqual({ size: 'xl', spacing: 'wide' })
  })
})

describe('marks that tell people and schools apart', () => {
  it('draw the same tile for the same school, mirrored, neither empty nor full', () => {
    for (const seed of ['a', 'b', 'school-42', 'école']) {
      const cells = tileCells(seed)
      expect(cells).toEqual(tileCells(seed))
      expect(cells[0]).toBe(cells[2])
      expect(new Set(cells).size).toBe(2)
    }
  })

  it('take initials from the first and the last name, in any script', () => {
    expect(initials('Alix M.')).toBe('AM')
    expect(initials('Ana Maria Silva')).toBe('AS')
    expect(initials('Ελένη')).toBe('Ε')
    expect(initials('')).toBe('')
  })

  it('find a colour for any number', () => {
    expect([1, 8, 9, 0, -1].map(paletteIndex)).toEqual([1, 8, 1, 8, 7])
  })
})
