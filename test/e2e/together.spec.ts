import {
  allowRefusedAnswers,
  demoPupil,
  expect,
  freshPage,
  pageAddress,
  teachers,
  test,
  textOf,
  wordsOf,
} from './fixtures.ts'

test('a teacher and three pupils of two schools write on one page at once, and all see the same words and names', async ({
  enter,
  enterPupil,
  server,
}) => {
  const claire = await enter(teachers.claire)
  const address = await freshPage(claire, server.origin, 'All at once')
  const people = [claire, await enterPupil('Alix M.'), await enterPupil('Emma L.'), await enterPupil('Anna S.')]
  for (const person of people) {
    await person.goto(address)
    await expect(textOf(person)).toBeEditable()
  }
  await Promise.all(
    people.map(async (person, at) => {
      await textOf(person).click()
      await person.keyboard.type(`word${at} `.repeat(8), { delay: 15 })
    }),
  )
  for (const person of people) {
    await expect.poll(async () => (await wordsOf(person)).length).toBe('word0 '.length * 8 * people.length)
    await expect(person.getByText('Saved', { exact: true })).toBeVisible()
  }
  const [first, ...others] = await Promise.all(people.map(wordsOf))
  for (const other of others) expect(other).toBe(first)
  // Letters of several people may mix where they write at one place, none may be lost.
  expect([...(first ?? '')].toSorted().join('')).toBe(
    [...people.map((_, at) => `word${at} `.repeat(8)).join('')].toSorted().join(''),
  )
  const flags = await claire.locator('.caret-flag').allTextContents()
  const [, alix] = people
  const seen = (await alix?.locator('.caret-flag').allTextContents()) ?? []
  // Another school’s pupil goes by the pseudonym for pupils and teachers alike, one’s own by the name.
  expect(flags).toEqual(expect.arrayContaining(['Alix M.', 'Emma L.']))
  expect(seen).toContain('Emma L.')
  for (const shown of [flags, seen]) {
    expect(shown).not.toContain('Anna S.')
    expect(shown).toHaveLength(3)
  }
})

test('a pupil of another group reads the page and cannot write on it', async ({ enterPupil }) => {
  const own = await enterPupil('Alix M.')
  const address = await pageAddress(own, { title: 'Carnet', group: 'Rhône' })
  const other = await enterPupil('Emma L.')
  await other.goto(address)
  await expect(other.getByText('This page belongs to another group. You can read it.')).toBeVisible()
  await expect(textOf(other)).toContainText('Glacier du Rhône')
  await expect(textOf(other)).not.toBeEditable()
  await own.goto(address)
  await expect(textOf(own)).toBeEditable()
})

test('a stranger is refused by the request and by the socket', async ({ enterPupil, browserOf, server, watch }) => {
  allowRefusedAnswers(watch)
  const pupil = await enterPupil('Alix M.')
  const address = await pageAddress(pupil, { title: 'Carnet', group: 'Rhône' })
  const stranger = await (await browserOf()).newPage()
  const answer = await stranger.request.get(address.replace('/page/', '/api/documents/'))
  expect(answer.status()).toBe(401)
  await stranger.goto('/')
  const room = address.replace('/page/', '')
  const code = await stranger.evaluate(
    ({ url }) =>
      new Promise((resolve) => {
        new WebSocket(url).onclose = (event) => resolve(event.code)
      }),
    { url: `${server.origin.replace('http', 'ws')}/collab/${room}` },
  )
  expect(code).toBe(4401)
})

test('the teachers’ page does not exist for a pupil', async ({ enter, enterPupil, watch }) => {
  allowRefusedAnswers(watch)
  const claire = await enter(teachers.claire)
  const address = await pageAddress(claire, { title: 'Coulisses' })
  const pupil = await enterPupil('Alix M.')
  await pupil.goto(address)
  await expect(pupil.getByText(/This does not exist, or is not shared with you/)).toBeVisible()
  await expect(pupil.getByText(demoPupil('Anna S.').name)).toHaveCount(0)
})
