import { act } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ConversationPage } from '#client/contacts/conversation-page.tsx'
import type { AdultMessage, ConversationPage as Page } from '#client/data/contacts.ts'
import { hands, openScreen } from '#test/helpers/client-screen.tsx'

/** What two teachers write to each other, on a screen that is too small for it. */

const { drawn, soon } = hands
let screen: Awaited<ReturnType<typeof openScreen>>
const scrolled = vi.fn()
/** Where the end of the conversation is in the window. */
let end: number

const conversation: Page['conversation'] = {
  ...{ id: 'c1', mayWrite: true },
  other: {
    id: 'u2',
    name: 'Jonas',
    standing: 'contact',
    school: { id: 's2', name: 'Schule', town: 'Bonn', region: null, countryCode: 'DE' },
  },
}
const message = (number: number, isMine: boolean): AdultMessage => ({
  ...{ id: `m${number}`, number, isMine, isDeleted: false, text: `message ${number}`, at: '2026-12-01T10:00:00.000Z' },
})
let messages: AdultMessage[]
const page = () => ({ conversation, messages: messages.toReversed(), nextBefore: null })

beforeEach(async () => {
  end = 2_000
  messages = [message(1, true), message(2, false)]
  scrolled.mockReset()
  vi.stubGlobal('scrollBy', scrolled)
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(() => new DOMRect(0, end, 100, 10))
  screen = await openScreen({
    ...{ screen: ConversationPage, path: '/network/contacts/$conversationId', at: '/network/contacts/c1' },
    known: [[['notices', 'unread'], { unreadCount: 0 }]],
    server: ({ method }) => Response.json(method === 'GET' ? page() : {}),
  })
  await hands.until('message 2')
})
afterEach(async () => {
  await screen.close()
  vi.restoreAllMocks()
})

const comes = async (one: AdultMessage) => {
  messages.push(one)
  await act(() => screen.queries.invalidateQueries({ queryKey: ['conversations'] }))
  await hands.until(one.text)
  await drawn()
}
const scrollTo = async (place: number) => {
  end = place
  await act(async () => dispatchEvent(new Event('scroll')))
  scrolled.mockReset()
}

test('it opens at its end', () => soon(() => expect(scrolled).toHaveBeenCalled()))

test('it follows what the other writes, and leaves who reads what was earlier', async () => {
  await scrollTo(100)
  end = 2_000
  await comes(message(3, false))
  expect(scrolled).toHaveBeenCalled()
  await scrollTo(3_000)
  await comes(message(4, false))
  expect(scrolled).not.toHaveBeenCalled()
})

test('it is at its end when one has written oneself', async () => {
  await scrollTo(3_000)
  await comes(message(3, true))
  expect(scrolled).toHaveBeenCalled()
})

test('it is asked for once when it is opened, and what is read is said once', async () => {
  await soon(() => expect(screen.asked.some(({ path }) => path === '/api/notices/unread')).toBe(true))
  await drawn()
  await drawn()
  expect(screen.asked.filter(({ path }) => path.startsWith('/api/conversations')).map(({ method }) => method)).toEqual([
    'GET',
    'PUT',
  ])
})

test('what one has written oneself is not said to be read', async () => {
  await comes(message(3, true))
  expect(screen.sent()).toHaveLength(1)
})
