import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { ArrangeForm } from '#client/placements/arrange-form.tsx'

/** The school that takes a trainee is looked for inside the form that asks it. */

let root: Root
let host: HTMLElement
const asked: string[] = []
const school = { id: 's1', name: 'Collège Pilote', town: 'Lyon', region: null }

beforeEach(async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  asked.length = 0
  vi.stubGlobal('fetch', async (address: RequestInfo | URL, init?: RequestInit) => {
    asked.push(`${init?.method ?? 'GET'} ${address instanceof Request ? address.url : String(address)}`)
    return Response.json({ schools: [school] })
  })
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  queries.setQueryData(['countries'], { countries: [] })
  const training = {
    ...{ trainees: [{ id: 't1', displayName: 'Ana' }], tutors: [{ id: 'u1', displayName: 'Bo' }], countryCode: 'FR' },
    ...{ can: { arrange: true }, admission: { isAdmitted: true, office: null, asked: null, canApply: false } },
  }
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
  await loadMessages.en()
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        <MessagesProvider locale="en">
          <ArrangeForm training={training} onDone={() => {}} />
        </MessagesProvider>
      </QueryClientProvider>,
    ),
  )
})
afterEach(async () => {
  await act(async () => root.unmount())
  host.remove()
  vi.unstubAllGlobals()
})

function words(): HTMLInputElement {
  const found = host.querySelector<HTMLInputElement>('input[autocomplete="off"]:not([role])')
  if (!found) throw new Error('no field')
  return found
}
const type = (text: string) =>
  act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(words(), text)
    words().dispatchEvent(new Event('input', { bubbles: true }))
  })

test('Enter looks for the school and sends nothing; other words let go what was chosen by these', async () => {
  await type('Pil')
  const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })
  await act(async () => words().dispatchEvent(enter))
  expect(enter.defaultPrevented).toBe(true)
  const choice = () => host.querySelector<HTMLInputElement>('input[type="radio"]')
  await vi.waitFor(() => act(async () => expect(choice()).not.toBeNull()))
  expect(asked).toHaveLength(1)
  await act(async () => choice()?.click())
  await vi.waitFor(() => act(async () => expect(choice()?.checked).toBe(true)))
  await type('Pilo')
  expect(choice()).toBeNull()
})
