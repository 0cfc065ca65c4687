import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import type { PeopleView } from '#client/data/people.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { AddPupils } from '#client/people/add-pupils.tsx'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const element = document.createElement('div')
document.body.append(element)

const names = [
  'Élodie F.',
  'Alix M.',
  'Bruno C.',
  'Chloé D.',
  'Denis E.',
  'Farid G.',
  'Gaëlle H.',
  'Hugo I.',
  'Inès J.',
]
const pupilOf = (displayName: string) => ({ id: displayName, displayName })
const nobody: PeopleView = {
  members: [],
  groups: [],
  schools: [],
  former: [],
  invitations: [],
  can: { addPupils: true, editGroups: true, invite: true, rule: true },
}

async function show(pupils: readonly string[]) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  const classroom = { id: 'c', name: '5e B', isMine: true, archivedAt: null, pupilCount: pupils.length }
  queries.setQueryData(['classrooms'], { classrooms: [classroom] })
  queries.setQueryData(['classroom', 'c'], { pupils: pupils.map(pupilOf) })
  const root = createRoot(element)
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        <MessagesProvider locale="en">
          <AddPupils projectId="p" people={nobody} onDone={() => {}} />
        </MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(element.querySelector('[type=checkbox]')).not.toBeNull()
  }, 10_000)
  return () => act(async () => root.unmount())
}

const boxes = () => [...element.querySelectorAll<HTMLInputElement>('[type=checkbox]')]
const shown = () => boxes().map((box) => box.closest('label')?.textContent)
const addButton = () => [...element.querySelectorAll('button')].find((button) => button.textContent.startsWith('Add'))
const lookFor = (words: string) =>
  act(async () => {
    const field = element.querySelector('[type=search]')
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, words)
    field?.dispatchEvent(new Event('input', { bubbles: true }))
  })

test('in a large class one pupil is looked for, without accents, and who is out of sight stays chosen', async () => {
  const leave = await show([...names, 'Jade K.'])
  expect(addButton()?.textContent).toContain('10')
  await lookFor('elod')
  expect(shown()).toEqual(['Élodie F.'])
  await act(async () => boxes()[0]?.click())
  expect(addButton()?.textContent).toContain('9')
  await lookFor('nobody like this')
  expect(boxes()).toEqual([])
  expect(element.textContent).toContain('Nobody is called so.')
  await lookFor('')
  expect(boxes().filter((box) => box.checked)).toHaveLength(9)
  await leave()
})

test('a class that one sees at a glance has no field to look for somebody', async () => {
  const leave = await show(names)
  expect(element.querySelector('[type=search]')).toBeNull()
  await leave()
})
