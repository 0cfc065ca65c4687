import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { AddPupils } from '#client/classrooms/add-pupils.tsx'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { deviceStorage } from '#client/storage.ts'
import { type NameOrder, readRoster } from '#server/classrooms/roster.ts'

/** A list that does not say which name is the first is turned round by one button, and the next one is read like it. */

let root: Root
let host: HTMLElement
const asked: { text: string; order?: NameOrder }[] = []

/** The server's own reading, without a server. */
const answer = async (_address: unknown, init?: RequestInit) => {
  const list: { text: string; order?: NameOrder } = JSON.parse(String(init?.body))
  asked.push(list)
  return Response.json(readRoster(list.text, [], list.order))
}

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('fetch', answer)
  deviceStorage.clear()
  asked.length = 0
  await loadMessages.en()
})
afterEach(() => vi.unstubAllGlobals())

const press = (name: string) =>
  act(async () => {
    const all = [...host.querySelectorAll('button')]
    const button = all.find((one) => one.textContent?.trim() === name)
    if (!button) throw new Error(`no button ${name} among ${all.map((one) => one.textContent).join(', ')}`)
    if (button.type === 'submit') button.closest('form')?.requestSubmit(button)
    else button.click()
  })

async function check(text: string) {
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <MessagesProvider locale="en">
          <AddPupils classroomId="4b1f6a3e-8f6e-4f7e-9d3a-1f2e3d4c5b6a" onDone={() => {}} />
        </MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  const field = host.querySelector('textarea')
  if (!field) throw new Error('no field for the list')
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await press('Check the list')
  await vi.waitFor(() => act(async () => expect(host.querySelector('table')).not.toBeNull()))
}
const names = () =>
  [...host.querySelectorAll<HTMLInputElement>('table input:not([type="checkbox"])')].map((one) => one.value)
async function close() {
  await act(async () => root.unmount())
  host.remove()
}

test('the order of names is asked with an example, turned by one button, and remembered for the next list', async () => {
  await check('Martin;Alix\nKim;Bo')
  expect(host.textContent).toContain('We read “Martin” as a first name and “Alix” as a family name.')
  expect(names()).toEqual(['Martin A.', 'Kim B.'])
  await press('Swap first name and family name')
  await vi.waitFor(() => act(async () => expect(names()).toEqual(['Alix M.', 'Bo K.'])))
  await close()
  await check('Roux;Noé')
  expect(names()).toEqual(['Noé R.'])
  expect(asked.map((list) => list.order)).toEqual([undefined, 'last_first', 'last_first'])
  await close()
})

test('a list with heads asks nothing, and a namesake is shown and kept', async () => {
  await check('Nom;Prénom\nLovelace;Ada\nLovelace;Ada')
  expect(host.textContent).not.toContain('Which is the first name?')
  expect(names()).toEqual(['Ada L.', 'Ada Lo.'])
  expect(host.textContent).toContain('Same name as in line 2.')
  expect(host.textContent).toContain('2 names can be added')
  await close()
})
