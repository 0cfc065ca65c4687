import { expect, it } from 'vitest'
import { judge, readArrows } from './arrows.mjs'

const real = readArrows()
/** What is said of one arrow more. */
const saidOf = (from: string, to: string, isType = false) => judge([...real, { from, to, isType }])

it('the product goes by the table', () => {
  expect(real.length).toBeGreaterThan(5_000)
  expect(judge(real)).toEqual([])
})

it.each([
  ['the ground to a feature', 'client/ui/button.tsx', 'client/chat/screen/chat-page.tsx', /upwards/],
  ['the ground upwards', 'server/kit/text.ts', 'server/access/rules.ts', /upwards/],
  [
    'a feature to one that is not in its line',
    'client/quiet/clock.ts',
    'client/chat/screen/chat-page.tsx',
    /no such arrow/,
  ],
  ['a feature to the roof', 'client/chat/screen/chat-page.tsx', 'client/app/routes.tsx', /no such arrow/],
  ['a room inside a feature upwards', 'client/chat/log/quote.tsx', 'client/chat/forum/poll.tsx', /upwards/],
  ['a room that nobody knows', 'server/drawer/things.ts', 'server/kit/text.ts', /drawer is not in the table/],
  ['an area to one above', 'collab/protocol.ts', 'server/kit/text.ts', /collab does not reach server/],
  ['the client to more than types of the server', 'client/api.ts', 'server/app.ts', /but for types/],
  ['anything to the tests', 'client/api.ts', 'test/helpers/app.ts', /nothing imports test/],
  ['SQL outside of db', 'server/chat/post.ts', 'drizzle-orm/pg-core', /SQL lives in db/],
  ['Hono away from the edge', 'server/chat/post.ts', 'hono', /edge/],
  ['Node in what a browser runs', 'collab/documents/board.ts', 'node:fs', /browsers/],
])('an arrow is refused from %s', (_what, from, to, why) => {
  expect(saidOf(from, to)).toEqual([expect.stringMatching(why)])
})

it.each([
  ['types of the server', 'client/api.ts', 'server/app.ts', true],
  ['Hono in routes', 'server/chat/forum/routes.ts', 'hono', false],
  ['the roof', 'client/app/routes.tsx', 'client/chat/screen/chat-page.tsx', false],
])('an arrow is taken: %s', (_what, from, to, isType) => {
  expect(saidOf(from, to, isType)).toEqual([])
})

it('an arrow of the table that nobody uses is said', () => {
  const without = real.filter(({ from, to }) => !(from.startsWith('client/me/') && to.startsWith('client/auth/')))
  expect(judge(without)).toEqual([expect.stringMatching(/client\/me → client\/auth: nobody uses/)])
})
