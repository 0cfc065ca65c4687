import { afterEach, expect, test } from 'vitest'
import type { Circle } from '#client/data/circles.ts'
import { HomeNetwork, HomeWaits } from '#client/projects/home-network.tsx'
import { hands, openScreen } from '#test/helpers/client-screen.tsx'

/** What a teacher's home has of the programme: what waits, days, matches and circles. */

const { until, soon, press } = hands
let screen: Awaited<ReturnType<typeof openScreen>>
afterEach(() => screen.close())

const circle: Circle = {
  ...{ id: 'c1', name: 'Rivers', words: 'Water.', languages: ['en'], subjects: [], way: 'asked', members: 2 },
  ...{ version: 1, standing: 'moderator', isOver: false, waiting: 2, featuredBy: [] },
}
const day = { id: 'd1', title: 'Maps', day: '2027-01-12', startsAt: null, project: { id: 'p1', name: 'Two rivers' } }
const found = { offer: { id: 'o2', title: 'Danube', school: { name: 'Liceo' } }, match: { score: 87 } }

const known = (own: Circle[], unreadCount = 0): [readonly unknown[], unknown][] => [
  [['circles', 'all'], { own, featured: [] }],
  [['notices', 'unread'], { unreadCount }],
]
const text = () => document.body.textContent

test('says what waits and leads there, or that nothing does', async () => {
  screen = await openScreen({ screen: HomeWaits, known: known([circle], 3) })
  expect(text()).toContain('3 notices not read')
  expect(text()).toContain('Rivers: 2 ask to join')
  expect(document.querySelector('a[href="/network/circles/c1"]')).not.toBeNull()
  await screen.close()
  screen = await openScreen({ screen: HomeWaits, known: known([{ ...circle, waiting: 0 }]) })
  expect(text()).toContain('Nothing waits for you.')
})

test('shows the days that come, the first three matches of the newest offer, and circles that go on', async () => {
  const offers = [
    { id: 'o1', state: 'open', title: 'Loire' },
    { id: 'o0', state: 'over', title: 'Old' },
  ]
  const matches = [1, 2, 3, 4].map((at) => ({
    ...found,
    offer: { ...found.offer, id: `m${at}`, title: `Class ${at}` },
  }))
  screen = await openScreen({
    screen: HomeNetwork,
    known: [
      ...known([circle, { ...circle, id: 'c2', name: 'Ended', isOver: true }]),
      [['home'], { pulses: [], days: [day] }],
      [['offers'], { offers }],
      [['offers', 'o1', 'matches'], { offer: offers[0], matches }],
    ],
  })
  for (const words of ['Maps', 'Two rivers', 'Class 3 · Liceo · 87 of 100', 'Rivers']) expect(text()).toContain(words)
  for (const words of ['Class 4', 'Old', 'Ended']) expect(text()).not.toContain(words)
  expect(screen.asked).toEqual([])
})

test('what does not come can be asked for again, part by part', async () => {
  let isAway = true
  screen = await openScreen({
    screen: HomeNetwork,
    known: [...known([]), [['offers'], { offers: [] }]],
    server: () =>
      isAway
        ? Response.json({ error: { code: 'unexpected' } }, { status: 500 })
        : Response.json({ pulses: [], days: [] }),
  })
  await until('You offer no class at the moment.')
  await soon(() => expect(hands.button('Try again')).toBeDefined())
  isAway = false
  await press('Try again')
  await until('No day of your plans in the next four weeks.')
})
