import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { dossierQuery } from '#client/data/dossier.ts'
import { WordsSaved } from '#client/dossier/fields.tsx'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'

/** A field that saves itself, beside a server on which somebody else writes too: nobody's words are lost. */

const projectId = '4b1f6a3e-8f6e-4f7e-9d3a-1f2e3d4c5b6a'
let root: Root
let host: HTMLElement
let queries: QueryClient
let there: { value: string; revision: number; author: string }
let isAway = false
const sent: { value: string; revision: number }[] = []

const view = () => ({
  dossier: {
    outline: { aims: there.value },
    marks: [{ field: 'aims', revision: there.revision, author: there.author, changedAt: '2026-12-01T10:00:00.000Z' }],
  },
})

const answer = async (_address: unknown, init?: RequestInit) => {
  if (isAway) throw new TypeError('Failed to fetch')
  if (init?.method !== 'PUT') return Response.json(view())
  const change: { value: string; revision: number } = JSON.parse(String(init.body))
  sent.push({ value: change.value, revision: change.revision })
  if (change.revision !== there.revision)
    return Response.json({ error: { code: 'conflict', reason: 'dossier_changed' } }, { status: 409 })
  there = { value: change.value, revision: there.revision + 1, author: 'Claire' }
  return Response.json(view())
}

function Field() {
  const { data } = useQuery(dossierQuery(projectId))
  if (!data) return null
  return <WordsSaved projectId={projectId} dossier={data.dossier} field="aims" value={data.dossier.outline.aims} />
}

const rest = (ms = 1_000) => act(() => vi.advanceTimersByTimeAsync(ms))

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('fetch', answer)
  vi.useFakeTimers()
  there = { value: 'Rivers', revision: 1, author: 'Jonas' }
  isAway = false
  sent.length = 0
  await loadMessages.en()
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
  queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        <MessagesProvider locale="en">
          <Field />
        </MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  await rest(10)
})
afterEach(async () => {
  await act(async () => root.unmount())
  host.remove()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const area = () => {
  const field = host.querySelector('textarea')
  if (!field) throw new Error('no field')
  return field
}
const type = (words: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(area(), words)
    area().dispatchEvent(new Event('input', { bubbles: true }))
  })
const press = (name: string) =>
  act(async () => {
    const button = [...host.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)
    if (!button) throw new Error(`no button ${name}`)
    button.click()
  })
/** Somebody else saves, and the news of it comes. */
async function other(words: string) {
  there = { value: words, revision: there.revision + 1, author: 'Jonas' }
  await act(() => queries.invalidateQueries())
  await rest(10)
}

test('what is typed is saved once the hand rests, from the revision that was there', async () => {
  await type('Rivers a')
  await rest(300)
  await type('Rivers and lakes')
  expect(host.textContent).toContain('Saving')
  await rest()
  expect(sent).toEqual([{ value: 'Rivers and lakes', revision: 1 }])
  expect(host.textContent).toContain('Saved')
  await type('Lakes')
  await rest()
  expect(sent.at(-1)).toEqual({ value: 'Lakes', revision: 2 })
})

test('what somebody else saves is shown where one does not write', async () => {
  await other('Seas')
  expect(area().value).toBe('Seas')
})

test('where both write, both are seen; one says which is to stand, and nothing is sent before', async () => {
  await type('My words')
  await other('Their words')
  await rest()
  expect(sent).toEqual([])
  expect(area().value).toBe('My words')
  expect(host.textContent).toContain('Jonas wrote here meanwhile')
  expect(host.textContent).toContain('Their words')
  await press('Keep mine')
  await rest()
  expect(sent).toEqual([{ value: 'My words', revision: 2 }])
  await type('Mine again')
  await other('Theirs again')
  await press('Take theirs')
  await rest()
  expect(area().value).toBe('Theirs again')
  expect(sent).toHaveLength(1)
})

test('who hears of it only by the refusal sees the same', async () => {
  await type('My words')
  there = { value: 'Their words', revision: 2, author: 'Jonas' }
  await rest()
  expect(sent).toEqual([{ value: 'My words', revision: 1 }])
  expect(host.textContent).toContain('Jonas wrote here meanwhile')
  expect(area().value).toBe('My words')
})

test('without a connection words stay, and are saved when one says so', async () => {
  isAway = true
  await type('My words')
  await rest()
  expect(area().value).toBe('My words')
  isAway = false
  await press('Save again')
  await rest()
  expect(sent).toEqual([{ value: 'My words', revision: 1 }])
})

test('who leaves while a save is on its way loses nothing of what was typed after it', async () => {
  let answerNow = () => {}
  const held = new Promise<void>((resolve) => (answerNow = resolve))
  vi.stubGlobal('fetch', async (address: unknown, init?: RequestInit) => {
    if (sent.length === 0) await held
    return answer(address, init)
  })
  await type('My words')
  await rest()
  await type('My words and more')
  await act(async () => root.render(null))
  expect(sent).toEqual([])
  await act(async () => answerNow())
  await rest(10)
  expect(sent).toEqual([
    { value: 'My words', revision: 1 },
    { value: 'My words and more', revision: 2 },
  ])
})

test('who leaves after a failure has it tried once more', async () => {
  isAway = true
  await type('My words')
  await rest()
  isAway = false
  await act(async () => root.render(null))
  await rest(10)
  expect(sent).toEqual([{ value: 'My words', revision: 1 }])
})

test('who leaves before the hand has rested loses nothing', async () => {
  await type('My words')
  await act(async () => root.render(null))
  expect(sent).toEqual([{ value: 'My words', revision: 1 }])
})
