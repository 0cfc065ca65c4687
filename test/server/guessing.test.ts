import { BlockList } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '#db/schema/audit.ts'
import { hours, minutes, openTestApp, type TestApp, testOrigin } from '#test/helpers/app.ts'
import { makeCard } from '#test/helpers/cards.ts'
import { makePupil, makeStaffWithPassword, testPassword } from '#test/helpers/factories.ts'

/* Guessing of passwords and codes: slowed where it comes from, and nobody else is shut out by it. */

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
})
afterAll(() => house.close())

/** On a machine that is busy with other things. */
const fiftyHashesMs = 120_000

const school = '203.0.113.7'
let drawn = 0
let addresses = 0
const elsewhere = () => `10.9.${++addresses >> 8}.${addresses & 255}`

interface From {
  address?: string
  device?: string | null
  headers?: Record<string, string>
}

async function signIn(body: object, { address = school, device = null, headers = {} }: From = {}) {
  const Cookie = device === null ? {} : { Cookie: device }
  const response = await house.app.request(
    '/api/session',
    {
      method: 'POST',
      headers: { Origin: testOrigin, 'Content-Type': 'application/json', ...Cookie, ...headers },
      body: JSON.stringify(body),
    },
    { incoming: { socket: { remoteAddress: address } } },
  )
  const { error } = await response.json()
  const given = response.headers.getSetCookie().find((cookie) => cookie.startsWith('device='))
  return { status: response.status, error, given, device: given?.split(';')[0] ?? null }
}

const wrong = (email: string, from: From = {}) => signIn({ email, password: `a guess ${++drawn}` }, from)
const right = (email: string, from: From = {}) => signIn({ email, password: testPassword, isSharedDevice: false }, from)

async function repeat(times: number, ask: () => Promise<{ status: number }>) {
  const statuses: number[] = []
  for (let count = 0; count < times; count++) statuses.push((await ask()).status)
  return statuses
}

describe('whoever guesses a password', () => {
  it('waits a little longer each time, and a minute at most', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    const from = { address: elsewhere() }
    expect(await repeat(6, () => wrong(email, from))).toEqual([401, 401, 401, 401, 401, 429])
    const waits: number[] = []
    for (let count = 0; count < 8; count++) {
      const { error } = await wrong(email, from)
      expect(error.reason).toBe('too_many_attempts')
      waits.push(error.retryAfterMs / 1_000)
      house.clock.advance(error.retryAfterMs)
      expect((await wrong(email, from)).status).toBe(401)
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60, 60])
  })

  it('keeps nobody out who comes from elsewhere', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    await repeat(20, () => wrong(email))
    expect((await right(email, { address: elsewhere() })).status).toBe(200)
  })

  it(
    'keeps a teacher out of no device of their own, wherever it is and whatever others do',
    async () => {
      const { email } = await makeStaffWithPassword(house.db)
      const { device } = await right(email)
      await repeat(20, () => wrong(email))
      for (let count = 0; count < 50; count++) await wrong(email, { address: elsewhere() })
      expect((await right(email)).status).toBe(429)
      expect((await right(email, { device })).status).toBe(200)
      expect((await right(email, { device, address: elsewhere() })).status).toBe(200)
    },
    fiftyHashesMs,
  )

  it('is slowed on such a device too, and cannot make one', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    const other = await makeStaffWithPassword(house.db)
    const { device } = await right(email)
    expect((await repeat(6, () => wrong(email, { device }))).at(-1)).toBe(429)
    await repeat(6, () => wrong(other.email))
    const forged = `${device?.slice(0, -1)}${device?.endsWith('A') ? 'B' : 'A'}`
    expect((await right(other.email, { device: forged })).status).toBe(429)
  })

  it(
    'of one account at many addresses is slowed, and the account stays open every half minute',
    async () => {
      const { email } = await makeStaffWithPassword(house.db)
      for (let count = 0; count < 50; count++) expect((await wrong(email, { address: elsewhere() })).status).toBe(401)
      const late = await right(email, { address: elsewhere() })
      expect([late.status, late.error.retryAfterMs]).toEqual([429, 30_000])
      house.clock.advance(30_000)
      expect((await right(email, { address: elsewhere() })).status).toBe(200)
    },
    fiftyHashesMs,
  )

  it('begins anew with the right password, and an hour later', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    const from = { address: elsewhere() }
    await repeat(4, () => wrong(email, from))
    expect((await right(email, from)).status).toBe(200)
    expect(await repeat(5, () => wrong(email, from))).toEqual([401, 401, 401, 401, 401])
    house.clock.advance(hours(1) + 1)
    expect(await repeat(5, () => wrong(email, from))).toEqual([401, 401, 401, 401, 401])
  })

  it('is told apart behind a proxy of ours, and by nothing that anybody writes', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    const proxies = new BlockList()
    proxies.addSubnet('127.0.0.0', 8, 'ipv4')
    Object.assign(house.deps.settings, { trustedProxies: proxies })
    const through = (said: string) => ({ address: '127.0.0.1', headers: { 'X-Forwarded-For': said } })
    const guesses = Array.from({ length: 6 }, (_, at) => wrong(email, through(`10.0.0.${at}, 203.0.113.99`)))
    expect((await Promise.all(guesses)).filter(({ status }) => status === 429)).toHaveLength(1)
    expect((await right(email, through('203.0.113.99, 192.0.2.50'))).status).toBe(200)
    expect((await wrong(email, through('203.0.113.99:40123'))).status).toBe(429)
    const direct = { address: '203.0.113.99', headers: { 'X-Forwarded-For': '192.0.2.60' } }
    expect((await right(email, direct)).status).toBe(429)
    Object.assign(house.deps.settings, { trustedProxies: undefined })
  })

  it('who is signed in and tries their own password slows down nobody who signs in', async () => {
    const teacher = await makeStaffWithPassword(house.db)
    const browser = await house.as(teacher)
    const guess = () => browser.post('/api/me/password', { current: 'not this one', next: 'seven green umbrellas' })
    expect((await repeat(6, guess)).at(-1)).toBe(429)
    expect((await right(teacher.email, { address: elsewhere() })).status).toBe(200)
  })
})

describe('the cookie of a device', () => {
  it('opens nothing, names nobody, and is out of reach of scripts and other sites for half a year', async () => {
    const teacher = await makeStaffWithPassword(house.db)
    const { given = '' } = await right(teacher.email, { address: elsewhere() })
    expect(given).toMatch(
      /^device=[\w-]{16}\.[\w-]{12}\.[\w-]{43}; HttpOnly; Max-Age=15552000; Path=\/; SameSite=Strict$/,
    )
    expect(given).not.toContain(teacher.id)
    const answer = await house.app.request('/api/session', { headers: { Cookie: given.split(';')[0] ?? '' } })
    expect((await answer.json()).user).toBeNull()
  })

  it('is made for a few new devices of one person in a day, and lengthened on those', async () => {
    const card = await makeCard(house.deps, (await makePupil(house.db)).id)
    const signInAt = (device: string | null) => signIn({ card: card.secret }, { address: elsewhere(), device })
    const given: (string | null)[] = []
    for (let count = 0; count < 8; count++) given.push((await signInAt(null)).device)
    expect(given.map((device) => device !== null)).toEqual([true, true, true, true, true, true, false, false])
    expect((await signInAt(given[0] ?? null)).device).toBe(given[0])
    house.clock.advance(hours(4))
    expect((await signInAt(null)).device).not.toBeNull()
  })

  it('of a device where only cards were is none for passwords, until one is right there', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    const card = await makeCard(house.deps, (await makePupil(house.db)).id)
    const address = elsewhere()
    const { device } = await signIn({ card: card.secret }, { address })
    await repeat(6, () => wrong(email, { address }))
    expect((await right(email, { address, device })).status).toBe(429)
    house.clock.advance(minutes(1))
    const known = (await right(email, { address, device })).device
    await repeat(6, () => wrong(email, { address }))
    expect((await right(email, { address, device: known })).status).toBe(200)
  })

  it('marks no account on a shared device', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    const { given } = await signIn({ email, password: testPassword }, { address: elsewhere() })
    expect(given).toMatch(/^device=[\w-]{16}\.\.[\w-]{43};/)
  })
})

describe('whoever guesses codes of cards', () => {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  /** A code that nobody has, each time with another beginning. */
  const unknownCode = () => {
    const number = ++drawn
    return `${letters[number % 32]}${letters[(number >> 5) % 32]}${letters[(number >> 10) % 32]}Q-QQQQ`
  }
  const guess = (from: From) => signIn({ card: unknownCode() }, from)

  it('is slowed at their address, where a card that is scanned and a device that is known still open', async () => {
    const address = elsewhere()
    const [known, pupil] = [await makePupil(house.db), await makePupil(house.db)]
    const [knownCard, card] = [await makeCard(house.deps, known.id), await makeCard(house.deps, pupil.id)]
    const { device } = await signIn({ card: knownCard.code }, { address })
    const statuses = await repeat(125, () => guess({ address }))
    expect(statuses.filter((status) => status === 401)).toHaveLength(120)
    expect((await signIn({ card: card.code }, { address })).status).toBe(429)
    expect((await signIn({ card: card.secret }, { address })).status).toBe(200)
    expect((await signIn({ card: card.code }, { address, device })).status).toBe(200)
    expect((await signIn({ card: card.code }, { address: elsewhere() })).status).toBe(200)
    house.clock.advance(5_000)
    expect((await signIn({ card: card.code }, { address })).status).toBe(200)
  })

  it('leaves passwords at the same address alone', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    const address = elsewhere()
    await repeat(121, () => guess({ address }))
    expect((await guess({ address })).status).toBe(429)
    expect((await right(email, { address })).status).toBe(200)
  })

  it('does not stop a class of thirty behind the same address, half of whom mistype once', async () => {
    const address = elsewhere()
    const pupils = await Promise.all(Array.from({ length: 30 }, () => makePupil(house.db)))
    const cards = await Promise.all(pupils.map(({ id }) => makeCard(house.deps, id)))
    const slips = await Promise.all(cards.slice(15).map(() => guess({ address })))
    expect(slips.map(({ status }) => status)).toEqual(slips.map(() => 401))
    const answers = await Promise.all(cards.map(({ code }) => signIn({ card: code }, { address })))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  })

  it('who has seen half of a card has no better luck', async () => {
    const card = await makeCard(house.deps, (await makePupil(house.db)).id)
    const half = card.code.slice(0, 4)
    const statuses: number[] = []
    for (let count = 0; count < 60; count++)
      statuses.push(
        (await signIn({ card: `${half}-QQ${letters[count % 32]}${letters[count >> 5]}` }, { address: elsewhere() }))
          .status,
      )
    expect(statuses.filter((status) => status === 401)).toHaveLength(50)
  })

  it('leaves a handful of lines in the audit and not one each', async () => {
    const { email } = await makeStaffWithPassword(house.db)
    const before = (await house.db.select().from(audit)).length
    await repeat(40, () => guess({ address: '2001:db8:1:2::3' }))
    expect((await repeat(1, () => guess({ address: '2001:db8:1:2:9::1' }))).at(0)).toBe(401)
    house.clock.advance(minutes(1))
    for (let count = 0; count < 12; count++) await wrong(email, { address: elsewhere() })
    const lines = (await house.db.select().from(audit).orderBy(audit.id)).slice(before)
    expect(lines.map(({ action, detail }) => [action, detail])).toEqual([
      ['session.refused', { way: 'card' }],
      ['session.refused', { way: 'card', times: 3 }],
      ['session.refused', { way: 'card', times: 10 }],
      ['session.refused', { way: 'card', times: 30 }],
      ['session.refused', { way: 'password' }],
      ['session.refused', { way: 'password', times: 3 }],
      ['session.refused', { way: 'password', times: 10 }],
    ])
  })
})
