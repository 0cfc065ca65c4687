import { expect, test } from 'vitest'
import {
  type FetchPage,
  type MessageWindow,
  pageSize,
  reloaded,
  windowSize,
  withNewer,
  withOlder,
  withPushed,
} from '#client/chat/messages/message-window.ts'

interface Line {
  id: string
  sequence: number
  text: string
}

const line = (sequence: number, text = `words ${sequence}`): Line => ({ id: `m${sequence}`, sequence, text })
const lines = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => line(from + at))
const sequences = ({ messages }: MessageWindow<Line>) => messages.map(({ sequence }) => sequence)

/** A server with a channel of so many messages. */
function channel(count: number, changed: Record<number, string> = {}) {
  const asked: unknown[] = []
  const all = lines(1, count).map((one) => ({ ...one, text: changed[one.sequence] ?? one.text }))
  const fetchPage: FetchPage<Line> = async ({ before, after, limit }) => {
    asked.push({ before, after, limit })
    const messages =
      after === undefined
        ? all.filter(({ sequence }) => sequence < (before ?? Infinity)).slice(-limit)
        : all.filter(({ sequence }) => sequence > after).slice(0, limit)
    const [top = 0, end = 0] = [messages[0]?.sequence, messages.at(-1)?.sequence]
    return { messages, hasBefore: top > 1, hasAfter: end < count }
  }
  return { fetchPage, asked }
}

test('a channel of a hundred thousand is read up to its first message and down again, and no more than four pages are held', async () => {
  const count = 100_000
  const { fetchPage } = channel(count)
  let window = await fetchPage({ limit: pageSize })
  for (let turn = 0; turn < 30; turn += 1) {
    window = withOlder(window, await fetchPage({ before: window.messages[0]?.sequence ?? 0, limit: pageSize }))
    expect(window.messages.length).toBeLessThanOrEqual(windowSize)
  }
  expect(window.hasAfter).toBe(true)
  const top = count - 31 * pageSize + 1
  expect(sequences(window)).toEqual(lines(top, top + windowSize - 1).map(({ sequence }) => sequence))
  while (window.hasAfter)
    window = withNewer(window, await fetchPage({ after: window.messages.at(-1)?.sequence ?? 0, limit: pageSize }))
  expect(window.messages.at(-1)?.sequence).toBe(count)
  expect(window.messages).toHaveLength(windowSize)
  expect(window.hasBefore).toBe(true)
})

test('a message that is pushed stands at the end, once, and the later copy of one replaces it', () => {
  const start: MessageWindow<Line> = { messages: lines(1, 3), hasBefore: false, hasAfter: false }
  const { window, isBroken } = withPushed(start, line(4))
  expect(isBroken).toBe(false)
  expect(sequences(window)).toEqual([1, 2, 3, 4])
  const again = withPushed(window, line(4, 'edited')).window
  expect(sequences(again)).toEqual([1, 2, 3, 4])
  expect(again.messages.at(-1)?.text).toBe('edited')
})

test('the first message of an empty channel is no gap', () => {
  const empty: MessageWindow<Line> = { messages: [], hasBefore: false, hasAfter: false }
  expect(withPushed(empty, line(1))).toEqual({
    window: { messages: [line(1)], hasBefore: false, hasAfter: false },
    isBroken: false,
  })
})

test('a gap is seen, and a reader further up is left where they are', () => {
  const atEnd: MessageWindow<Line> = { messages: lines(1, 3), hasBefore: false, hasAfter: false }
  expect(withPushed(atEnd, line(6)).isBroken).toBe(true)
  const above: MessageWindow<Line> = { messages: lines(1, 3), hasBefore: false, hasAfter: true }
  expect(withPushed(above, line(60))).toEqual({ window: above, isBroken: false })
})

test('after a while without a line the window holds what was missed and what was changed, without a hole', async () => {
  const before: MessageWindow<Line> = { messages: lines(101, 200), hasBefore: true, hasAfter: false }
  const { fetchPage } = channel(230, { 150: 'deleted' })
  const after = await reloaded(before, fetchPage)
  expect(after.hasAfter).toBe(false)
  expect(sequences(after)).toEqual(lines(31, 230).map(({ sequence }) => sequence))
  expect(after.messages.find(({ sequence }) => sequence === 150)?.text).toBe('deleted')
})

test('after a long while only the end is fetched', async () => {
  const before: MessageWindow<Line> = { messages: lines(101, 200), hasBefore: true, hasAfter: false }
  const { fetchPage, asked } = channel(100_000)
  const after = await reloaded(before, fetchPage)
  expect(asked.length).toBeLessThanOrEqual(3)
  expect(after.messages.at(-1)?.sequence).toBe(100_000)
  expect(after.messages.length).toBeLessThanOrEqual(windowSize)
})

test('a reader further up keeps their place', async () => {
  const before: MessageWindow<Line> = { messages: lines(501, 700), hasBefore: true, hasAfter: true }
  const { fetchPage } = channel(100_000, { 600: 'edited' })
  const after = await reloaded(before, fetchPage)
  expect(sequences(after)).toEqual(sequences(before))
  expect(after).toMatchObject({ hasBefore: true, hasAfter: true })
  expect(after.messages.find(({ sequence }) => sequence === 600)?.text).toBe('edited')
})
