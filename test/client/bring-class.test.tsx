import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { BringClass } from '#client/documents/bring-class.tsx'
import { MessagesProvider } from '#client/locales/messages.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const element = document.createElement('div')
document.body.append(element)
let root = createRoot(element)
afterEach(async () => {
  await act(async () => root.unmount())
  root = createRoot(element)
})

const pupilOf = (school: string) => ({ kind: 'pupil', school: { id: school } })
const classroom = { isMine: true, archivedAt: null }

/** What a teacher of Lyon sees of it in a project. */
async function see({ members = [pupilOf('leipzig')], classrooms = [classroom], addPupils = true }) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  queries.setQueryData(['session'], { user: { id: 'claire', school: { id: 'lyon' } } })
  queries.setQueryData(['people', 'p'], { members, can: { addPupils } })
  queries.setQueryData(['classrooms'], { classrooms })
  // Another visit, and not the same screen with other answers.
  await act(async () => root.unmount())
  root = createRoot(element)
  await act(async () => {
    root.render(
      <QueryClientProvider client={queries}>
        <MessagesProvider locale="en">
          <BringClass project={{ id: 'p' }} />
          <p>drawn</p>
        </MessagesProvider>
      </QueryClientProvider>,
    )
  })
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(element.textContent).toContain('drawn')
  }, 10_000)
  return element.querySelector('a')
}

test('a teacher whose class is not in a project is told to bring it, and led to where it comes from', async () => {
  const here = await see({})
  expect(here?.textContent).toBe('Bring your class')
  expect(here?.getAttribute('href')).toBe('/p/p/people')
  const first = await see({ classrooms: [] })
  expect(first?.textContent).toBe('Bring your class')
  expect(first?.getAttribute('href')).toBe('/classrooms')
})

test('nobody is told to bring a class that is there, or that they may not bring', async () => {
  expect(await see({ members: [pupilOf('lyon')] })).toBeNull()
  expect(await see({ addPupils: false })).toBeNull()
})
