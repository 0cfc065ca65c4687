import { afterEach, expect, test } from 'vitest'
import { AccompaniedSchoolPage } from '#client/accompaniment/accompanied-page.tsx'
import { CircularForm } from '#client/circulars/circular-form.tsx'
import { NewOfferPage } from '#client/offers/offer-form-page.tsx'
import { hands, openScreen } from '#test/helpers/client-screen.tsx'

/** What is sent again where no answer came: as it stands it is the same, and with other words something else. */

const { until, type, press, soon, field, button } = hands
let screen: Awaited<ReturnType<typeof openScreen>> | undefined
afterEach(() => screen?.close())

const failed = () => Response.json({ error: { code: 'unexpected' } }, { status: 500 })
const idOf = (body: unknown) => (typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined)
const ids = () => new Set(screen?.sent().map(({ body }) => idOf(body))).size
const sends = async (name: string, count: number) => {
  await soon(() => expect(button(name).getAttribute('aria-disabled')).not.toBe('true'))
  await press(name)
  await soon(() => expect(screen?.sent()).toHaveLength(count))
  await soon(() => expect(document.querySelector('[data-pending]')).toBeNull())
}

test('a note is the same one as long as it says the same', async () => {
  let isDown = true
  const notes = { ...{ name: 'Collège', office: { name: 'Office' }, schools: [], notes: [] } }
  screen = await openScreen({
    ...{ screen: AccompaniedSchoolPage, path: '/office/$officeId/schools/$schoolId', at: '/office/o/schools/s' },
    server: ({ method }) => {
      if (method === 'GET') return Response.json({ ...notes, nextBefore: null, today: '2026-12-02' })
      return isDown ? failed() : Response.json({ note: {} }, { status: 201 })
    },
  })
  await until('Collège')
  await type('textarea', 'Called.')
  for (const count of [1, 2]) await sends('Note', count)
  expect(ids()).toBe(1)
  await type('textarea', 'Called twice.')
  isDown = false
  await sends('Note', 3)
  expect(ids()).toBe(2)
  await soon(() => expect(field('textarea').value).toBe(''))
  await type('textarea', 'Called twice.')
  await sends('Note', 4)
  expect(ids()).toBe(3)
})

function Circular() {
  const regions = [{ id: 'r1', name: 'Poitiers' }]
  const view = { ...{ circulars: [], nextBefore: null, regions }, ...{ locale: 'en' as const, sendsMail: true } }
  return <CircularForm officeId="o" view={view} onDone={() => {}} />
}

test('a circular that is looked at once more is the same letter, and with other words another', async () => {
  const letters = [{ locale: 'en', subject: 'Rivers', text: 'Come.' }]
  screen = await openScreen({
    screen: Circular,
    server: ({ path }) => (path.endsWith('/preview') ? Response.json({ readers: 3, letters }) : failed()),
  })
  await type('input[maxlength]', 'Rivers')
  await type('textarea', 'Come.')
  const sentLetters = () => screen?.sent().filter(({ path }) => !path.endsWith('/preview')) ?? []
  const send = async (count: number) => {
    await press('See it')
    await until('3 teachers of Poitiers get it.')
    await press('Send it')
    await soon(() => expect(sentLetters()).toHaveLength(count))
    await until('code')
    await press('Change it')
    await soon(() => field('textarea'))
  }
  await send(1)
  await send(2)
  expect(new Set(sentLetters().map(({ body }) => idOf(body))).size).toBe(1)
  await type('textarea', 'Do come.')
  await send(3)
  expect(new Set(sentLetters().map(({ body }) => idOf(body))).size).toBe(2)
})

test('an offer that was changed after a try without an answer is there once, as it was said last', async () => {
  let isDown = true
  screen = await openScreen({
    screen: NewOfferPage,
    known: [[['countries'], { countries: [] }]],
    server: ({ method }) => (method === 'GET' || isDown ? failed() : Response.json({ id: 'x' }, { status: 201 })),
  })
  await type('input[maxlength="120"]', 'Two rivers')
  await type('textarea', 'We measure.')
  const [from, to] = document.querySelectorAll('input[type="date"]')
  from?.setAttribute('data-week', 'from')
  to?.setAttribute('data-week', 'to')
  await type('[data-week="from"]', '2027-01-11')
  await type('[data-week="to"]', '2027-03-11')
  await sends('Post', 1)
  await type('textarea', 'We measure and draw.')
  isDown = false
  await press('Post')
  await until('Elsewhere')
  const [first, again, changed] = screen.sent()
  expect([first?.method, again?.method, changed?.method]).toEqual(['POST', 'POST', 'PATCH'])
  expect(idOf(again?.body)).toBe(idOf(first?.body))
  expect(changed?.path).toBe(`/api/offers/${String(idOf(first?.body))}`)
  expect(changed?.body).toMatchObject({ words: 'We measure and draw.' })
})
