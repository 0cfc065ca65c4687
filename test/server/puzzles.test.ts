import { scrypt } from '@noble/hashes/scrypt.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { solve } from '#client/auth/puzzle.ts'
import type { Puzzle } from '#server/kit/errors.ts'
import { minutes, openTestApp, type TestApp, testOrigin } from '#test/helpers/app.ts'
import { makeCard } from '#test/helpers/cards.ts'
import { makePupil, makeStaffWithPassword, testPassword } from '#test/helpers/factories.ts'

/* Where a guesser takes every try there is, a sum opens one that cannot be taken by being there first. */

const quickCost = { sums: 3, odds: 4, cost: 16, blockSize: 1 }

let house: TestApp
beforeAll(async () => {
  house = await openTestApp()
  house.deps.settings.puzzleCost = quickCost
})
afterAll(() => house.close())

let addresses = 0
const elsewhere = () => `10.8.${++addresses >> 8}.${addresses & 255}`
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
let drawn = 0
/** A code that nobody has, each time with another beginning. */
function unknownCode() {
  const number = drawn++
  return `${[0, 1, 2, 3].map((at) => letters[Math.floor(number / 32 ** at) % 32]).join('')}QQQQ`
}

async function signIn(body: object, address: string) {
  const response = await house.app.request(
    '/api/session',
    {
      method: 'POST',
      headers: { Origin: testOrigin, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    },
    { incoming: { socket: { remoteAddress: address } } },
  )
  const { error } = await response.json()
  const puzzle: Puzzle | undefined = error?.puzzle
  return { status: response.status, reason: error?.reason, puzzle }
}

/** As the worker of the browser does it. */
const helper = {
  ask: async ({ sum, number, cost, blockSize }: { sum: string; number: number; cost: number; blockSize: number }) => {
    const key = scrypt(sum, String(number), { N: cost, r: blockSize, p: 1, dkLen: 4 })
    return new DataView(key.buffer, key.byteOffset).getUint32(0)
  },
  end: () => {},
}

function solved(puzzle: Puzzle | undefined) {
  if (puzzle === undefined) throw new Error('no puzzle was asked')
  return solve(puzzle, { signal: new AbortController().signal, onFound: () => {}, helpers: [helper, helper] })
}

/** Takes the tries of an address, or of an account there, until it is refused. */
async function useUp(guess: () => Promise<{ status: number }>) {
  while ((await guess()).status !== 429);
}

/** A pupil whose typed code is refused where a script guesses, with what the refusal asks. */
async function refusedPupil() {
  const address = elsewhere()
  const { code } = await makeCard(house.deps, (await makePupil(house.db)).id)
  await useUp(() => signIn({ card: unknownCode() }, address))
  const { status, reason, puzzle } = await signIn({ card: code }, address)
  expect([status, reason]).toEqual([429, 'too_many_attempts'])
  return { address, code, puzzle }
}

/** Of the script: as often as one address may ask at all in the few seconds that a test takes. */
const everyMs = 1_250

/** Ten minutes of a script that is always there first, and of what happens meanwhile at given seconds. */
async function whileGuessing(guess: () => Promise<unknown>, at: Record<number, () => Promise<unknown>>) {
  for (let ms = 0; ms < minutes(10); ms += everyMs) {
    await guess()
    await at[ms / 1_000]?.()
    house.clock.advance(everyMs)
  }
}

describe('behind the address of a script that takes every try of ten minutes', () => {
  it('a pupil with a typed code is in after one sum, and without it never', { timeout: 120_000 }, async () => {
    const address = elsewhere()
    const pupils = [await makePupil(house.db), await makePupil(house.db)]
    const [waiting, solving] = await Promise.all(pupils.map(({ id }) => makeCard(house.deps, id)))
    const came: unknown[] = []
    let solution: object | undefined
    const every20s = Object.fromEntries(
      Array.from({ length: 18 }, (_, at) => [
        200 + 20 * at,
        async () => came.push((await signIn({ card: waiting?.code }, address)).status),
      ]),
    )
    await whileGuessing(() => signIn({ card: unknownCode() }, address), {
      ...every20s,
      310: async () => (solution = await solved((await signIn({ card: solving?.code }, address)).puzzle)),
      330: async () => came.push((await signIn({ card: solving?.code, solution }, address)).status),
    })
    expect(came).toHaveLength(19)
    expect(came.filter((status) => status !== 429)).toEqual([200])
  })

  it('a teacher whose own password it guesses is in after one sum', { timeout: 120_000 }, async () => {
    const address = elsewhere()
    const { email } = await makeStaffWithPassword(house.db)
    const credentials = { email, password: testPassword }
    let guesses = 0
    const came: unknown[] = []
    let solution: object | undefined
    await whileGuessing(() => signIn({ email, password: `a guess ${++guesses}` }, address), {
      310: async () => {
        const { status, puzzle } = await signIn(credentials, address)
        came.push(status)
        solution = await solved(puzzle)
      },
      330: async () => came.push((await signIn({ ...credentials, solution }, address)).status),
    })
    expect(came).toEqual([429, 200])
  })
})

describe('a solution', () => {
  it('opens one try, right or wrong', async () => {
    const { address, code, puzzle } = await refusedPupil()
    const solution = await solved(puzzle)
    const wrong = `${code.slice(0, 4)}-QQQQ`
    expect((await signIn({ card: wrong, solution }, address)).status).toBe(401)
    expect((await signIn({ card: code, solution }, address)).status).toBe(429)
    const next = await solved((await signIn({ card: code }, address)).puzzle)
    expect((await signIn({ card: code, solution: next }, address)).status).toBe(200)
    expect((await signIn({ card: code, solution: next }, address)).status).toBe(429)
  })

  it('brought twice at once opens one', async () => {
    const { address, code, puzzle } = await refusedPupil()
    const solution = await solved(puzzle)
    const answers = await Promise.all([1, 2, 3].map(() => signIn({ card: code, solution }, address)))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 429, 429])
  })

  it('of another card, or for a password, is none', async () => {
    const { address, puzzle } = await refusedPupil()
    const other = await makeCard(house.deps, (await makePupil(house.db)).id)
    expect((await signIn({ card: other.code, solution: await solved(puzzle) }, address)).status).toBe(429)
    const { email } = await makeStaffWithPassword(house.db)
    await useUp(() => signIn({ email, password: 'a guess' }, address))
    const solution = await solved(puzzle)
    expect((await signIn({ email, password: testPassword, solution }, address)).status).toBe(429)
  })

  it('that is too old is none', async () => {
    const { address, code, puzzle } = await refusedPupil()
    const solution = await solved(puzzle)
    house.clock.advance(minutes(5))
    await useUp(() => signIn({ card: unknownCode() }, address))
    expect((await signIn({ card: code, solution }, address)).status).toBe(429)
  })

  it.each<[string, (challenge: string) => string]>([
    ['was to hold longer', (challenge) => challenge.replace('.1', '.2')],
    ['has another seal', (challenge) => `${challenge.slice(0, -2)}AA`],
    ['was made up', () => 'x'],
  ])('of a challenge that %s is none', async (_, alter) => {
    const { address, code, puzzle } = await refusedPupil()
    if (!puzzle) throw new Error('no puzzle was asked')
    const solution = await solved({ ...puzzle, challenge: alter(puzzle.challenge) })
    expect((await signIn({ card: code, solution }, address)).status).toBe(429)
  })

  it.each<[string, (numbers: number[], wrong: number) => number[]]>([
    ['the last is wrong', (numbers, wrong) => [...numbers.slice(0, -1), wrong]],
    ['one is missing', (numbers) => numbers.slice(0, -1)],
    ['there is one more', (numbers) => [...numbers, 0]],
    ['there are none', () => []],
  ])('with numbers of which %s is none, and is asked for no other sum', async (_, alter) => {
    const { address, code, puzzle } = await refusedPupil()
    const { challenge, numbers } = await solved(puzzle)
    let wrong = 0
    while ((await helper.ask({ sum: `${challenge} 2`, number: wrong, ...quickCost })) < 2 ** 32 / quickCost.odds)
      wrong++
    const solution = { challenge, numbers: alter(numbers, wrong) }
    const answer = await signIn({ card: code, solution }, address)
    expect([answer.status, answer.reason, answer.puzzle]).toEqual([429, 'too_many_attempts', undefined])
  })

  it('that is no solution by its shape is bad input', async () => {
    const { address, code, puzzle } = await refusedPupil()
    for (const numbers of [[-1], [1.5], [2 ** 32], ['1'], Array.from({ length: 33 }, () => 1)])
      expect((await signIn({ card: code, solution: { challenge: puzzle?.challenge, numbers } }, address)).status).toBe(
        400,
      )
  })

  it('uses nothing up where there is a try without it', async () => {
    const { address, code, puzzle } = await refusedPupil()
    const solution = await solved(puzzle)
    house.clock.advance(minutes(1))
    expect((await signIn({ card: code, solution }, address)).status).toBe(200)
    await useUp(() => signIn({ card: unknownCode() }, address))
    expect((await signIn({ card: code, solution }, address)).status).toBe(200)
  })
})

it('a puzzle of the product is solved and taken', { timeout: 120_000 }, async () => {
  delete house.deps.settings.puzzleCost
  const { address, code, puzzle } = await refusedPupil()
  const solution = await solved(puzzle)
  expect((await signIn({ card: code, solution }, address)).status).toBe(200)
  house.deps.settings.puzzleCost = quickCost
})

it('who is signed in and tries their own password is asked for no sum', async () => {
  const browser = await house.as(await makeStaffWithPassword(house.db))
  const guess = () => browser.post('/api/me/password', { current: 'not this one', next: 'seven green umbrellas' })
  await useUp(guess)
  const { body } = await guess()
  expect([body.error.reason, body.error.puzzle]).toEqual(['too_many_attempts', undefined])
})
