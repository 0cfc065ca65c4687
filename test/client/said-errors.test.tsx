import { act } from 'react'
import { afterEach, expect, test } from 'vitest'
import { MovePupil } from '#client/classrooms/move-pupil.tsx'
import { HomeNews } from '#client/news/home-news.tsx'
import { HandledMessages } from '#client/office-desk/handled-messages.tsx'
import { hands, openScreen, person } from '#test/helpers/client-screen.tsx'

/** What could not be asked for is said, and is not taken for nothing; what a deed changed is asked for anew. */

const { until, press, soon } = hands
let screen: Awaited<ReturnType<typeof openScreen>>
afterEach(() => screen.close())

const failed = () => Response.json({ error: { code: 'unexpected' } }, { status: 500 })
const pupil = {
  ...{ id: 'p1', displayName: 'Alix', pseudonym: 'Otter', asked: null, shape: 0 },
  ...{ card: null, suspendedAt: null, hasSignedIn: true },
}
const room = { ...{ id: 'c1', name: '6e A', archivedAt: null, isMine: true, pupilCount: 20 } }
const Move = () => (
  <>
    Classes
    {/* oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of them as is shown here */}
    <MovePupil {...({ pupil, classroom: room } as unknown as Parameters<typeof MovePupil>[0])} onClose={() => {}} />
  </>
)

test('classes that do not come are no school without classes', async () => {
  screen = await openScreen({ screen: Move, server: failed })
  await until('Try again')
})

test('nor is an office without news, or one whose settled reports do not come', async () => {
  const reader = { ...person, can: { readNews: true } }
  screen = await openScreen({
    screen: () => (
      <>
        Home
        <HomeNews />
        <HandledMessages officeId="o" />
      </>
    ),
    known: [[['session'], { user: reader }]],
    server: failed,
  })
  await soon(() => expect(document.querySelectorAll('[role="alert"]')).toHaveLength(2))
})

test('who is moved to another class is there on every list', async () => {
  const classrooms = [room, { ...room, id: 'c2', name: '6e B' }]
  screen = await openScreen({
    screen: Move,
    known: [
      [['classrooms'], { classrooms }],
      [['people', 'project'], {}],
    ],
    server: ({ method }) => (method === 'GET' ? failed() : Response.json({})),
  })
  await soon(() => expect(document.querySelector('select')).not.toBeNull())
  await act(async () => {
    const list = document.querySelector('select')
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')?.set?.call(list, 'c2')
    list?.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await press('Move')
  await soon(() => expect(screen.sent()).toMatchObject([{ body: { classroomId: 'c2' } }]))
  await soon(() => expect(screen.queries.getQueryState(['people', 'project'])?.isInvalidated).toBe(true))
})
