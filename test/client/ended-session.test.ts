import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { sessionQuery } from '#client/data/session.ts'
import { registerOpen } from '#client/live/outbox.ts'

/** A session that ends while somebody looks at what they wrote takes nothing off the screen. */

const alix = { id: 'alix' }
let answer: { user: typeof alix | null }
let queryClient: QueryClient

beforeEach(() => {
  answer = { user: alix }
  queryClient = new QueryClient()
  vi.stubGlobal('fetch', async () => Response.json({ ...answer, setupNeeded: false, serverVersion: '1' }))
})
afterEach(() => vi.unstubAllGlobals())

const look = async () => {
  const { user, isOver = false } = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 })
  return [user?.id ?? null, isOver]
}
const open = (isShown: boolean) =>
  registerOpen({ userId: alix.id, unsentChanges: () => 0, destroy: () => {}, isShown: () => isShown })

it('who looks at a page of theirs stays on it, and hears that the session is over', async () => {
  expect(await look()).toEqual(['alix', false])
  const forget = open(true)
  answer = { user: null }
  expect(await look()).toEqual(['alix', true])
  expect(await look()).toEqual(['alix', true])
  forget()
  expect(await look()).toEqual([null, false])
})

it('who looks at nothing of theirs stands at the door', async () => {
  expect(await look()).toEqual(['alix', false])
  const forget = open(false)
  answer = { user: null }
  expect(await look()).toEqual([null, false])
  forget()
})

it('the next person at the machine is who they are', async () => {
  expect(await look()).toEqual(['alix', false])
  const forget = open(true)
  answer = { user: { id: 'bora' } }
  expect(await look()).toEqual(['bora', false])
  forget()
})
