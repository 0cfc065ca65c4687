import { act } from 'react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { EditCirclePage } from '#client/circles/circle-form-page.tsx'
import { CirclePeople } from '#client/circles/circle-people.tsx'
import type { Circle, CircleView } from '#client/data/circles.ts'
import { hands, openScreen } from '#test/helpers/client-screen.tsx'

/** What a circle says of itself, while two moderators change it; and who is in it. */

const { type, field, soon, press, until, escape } = hands
let screen: Awaited<ReturnType<typeof openScreen>>
let stands: Circle
beforeEach(() => {
  stands = {
    ...{
      id: 'c1',
      name: 'Rivers',
      words: 'Water in lessons.',
      languages: ['en'],
      subjects: [],
      way: 'open',
      members: 2,
    },
    ...{ version: 1, standing: 'moderator', isOver: false, waiting: 0, featuredBy: [] },
  }
})
afterEach(() => screen.close())

const view = () => ({ circle: stands, people: [], asks: [] })
const refused = () => Response.json({ error: { code: 'conflict', reason: 'circle_changed' } }, { status: 409 })

async function open() {
  screen = await openScreen({
    ...{ screen: EditCirclePage, path: '/network/circles/$circleId/edit', at: '/network/circles/c1/edit' },
    known: [[['circles', 'c1'], view()]],
    server({ method, body }) {
      if (method === 'GET') return Response.json(view())
      if (Object(body).version !== stands.version) return refused()
      stands = { ...stands, ...Object(body), version: stands.version + 1 }
      return Response.json(view())
    },
  })
}

test('what another moderator saved meanwhile is shown, and one says which words are to stand', async () => {
  await open()
  await type('textarea', 'Water, measured together.')
  stands = { ...stands, words: 'Water in songs.', version: 2 }
  await press('Save')
  await until('Somebody else has changed this')
  expect(document.body.textContent).toContain('Water in songs.')
  expect(field('textarea').value).toBe('Water, measured together.')
  await press('Keep mine')
  await press('Save')
  await soon(() => expect(stands.words).toBe('Water, measured together.'))
})

test('nobody is taken out of a circle before it was asked whether to', async () => {
  const school = { id: 's2', name: 'Liceo', town: 'Roma', countryCode: 'IT' }
  const person = {
    userId: 'u2',
    name: 'Berto Sala',
    school,
    part: 'member',
    isMe: false,
  } as CircleView['people'][number]
  screen = await openScreen({
    screen: () => <CirclePeople circle={stands} people={[person]} />,
    server: () => Response.json(view()),
  })
  await press('Take out')
  await until('Take Berto Sala out of the circle?')
  await escape()
  expect(screen.sent()).toEqual([])
  await act(async () => {})
  await press('Take out')
  await until('Take Berto Sala out of the circle?')
  await press('Take out')
  await soon(() => expect(screen.sent()).toMatchObject([{ method: 'DELETE', path: '/api/circles/c1/members/u2' }]))
})
