import { afterEach, beforeEach, expect, test } from 'vitest'
import { Write } from '#client/contacts/write.tsx'
import { hands, openScreen, person } from '#test/helpers/client-screen.tsx'

/** What one teacher writes to another, where no answer comes: it stays, and sent again it is the same message. */

const { type, field, soon, button, press, until } = hands
let screen: Awaited<ReturnType<typeof openScreen>>
let isAway: boolean
/** Another conversation in each test: what is written in one stays as long as the tab. */
let conversation = 0
beforeEach(() => {
  isAway = true
  conversation += 1
})
afterEach(() => screen.close())

interface At {
  mayWrite?: boolean
  who?: typeof person
  known?: [readonly unknown[], unknown][]
}
async function open({ mayWrite = true, who = person }: At = {}) {
  screen = await openScreen({
    screen: () => (
      <div>
        Conversation
        <Write conversationId={`c${conversation}`} mayWrite={mayWrite} />
      </div>
    ),
    known: [[['session'], { user: who }]],
    server: () => (isAway ? failed() : Response.json({ message: {} }, { status: 201 })),
  })
}
const failed = () => Response.json({ error: { code: 'unexpected' } }, { status: 500 })
const messages = () => screen.sent().map(({ body }) => Object(body))
const send = async (count: number) => {
  await press('Send')
  await soon(() => expect(screen.sent()).toHaveLength(count))
  await soon(() => expect(button('Send').dataset.pending).toBeUndefined())
}

test('what got no answer stays, also on another screen, and is sent again as the same message', async () => {
  await open()
  await type('textarea', 'Two rivers?')
  await send(1)
  const [first] = messages()
  await screen.close()
  await open()
  expect(field('textarea').value).toBe('Two rivers?')
  isAway = false
  await send(1)
  await soon(() => expect(field('textarea').value).toBe(''))
  expect(messages()).toEqual([first])
  await type('textarea', 'Three?')
  await send(2)
  expect(messages()[1].id).not.toBe(first.id)
})

test('what one wrote is there when the contact is over, and can be taken out', async () => {
  await open()
  await type('textarea', 'Two rivers?')
  await screen.close()
  await open({ mayWrite: false })
  await until('Not sent')
  expect(field('textarea').value).toBe('Two rivers?')
  await type('textarea', '')
  await soon(() => expect(document.querySelector('textarea')).toBeNull())
})

test('nobody else who signs in on the device reads it', async () => {
  await open()
  await type('textarea', 'Two rivers?')
  await screen.close()
  await open({ who: { ...person, id: 'u2' } })
  expect(field('textarea').value).toBe('')
})
