import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetLink, neverOnCards, rememberPlace, takeWantedPlace, useLinkSecret } from '#client/auth/arrival.ts'
import { CardForm } from '#client/auth/card-form.tsx'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { tabStorage } from '#client/storage.ts'

const secret = 'abcdefghijklmnop_-1234'
let screen: HTMLDivElement
let root: Root

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  screen = document.createElement('div')
  document.body.append(screen)
  tabStorage.clear()
})
afterEach(async () => {
  await act(async () => root.unmount())
  screen.remove()
  window.history.replaceState(null, '', '/')
})

function Invited() {
  return <p>{useLinkSecret('invite') ?? 'nothing'}</p>
}

/** A page that is opened, or loaded again: nothing of the one before is left in memory. */
async function open(address: string, queries = new QueryClient()) {
  window.history.replaceState(null, '', address)
  const router = createRouter({
    routeTree: createRootRoute({ component: Invited }),
    history: createMemoryHistory({ initialEntries: [address] }),
  })
  queries.setQueryData(['session'], { user: null })
  root = createRoot(screen)
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>,
    ),
  )
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(screen.querySelector('p')).not.toBeNull()
  })
}

test('an invitation is still there when its page is loaded again, and its secret is not in the address', async () => {
  await open(`/invite#${secret}`)
  expect(screen.textContent).toBe(secret)
  expect(window.location.hash).toBe('')
  await act(async () => root.unmount())
  await open('/invite')
  expect(screen.textContent).toBe(secret)
  await act(async () => root.unmount())
  forgetLink('invite')
  await open('/invite')
  expect(screen.textContent).toBe('nothing')
})

test('who is sent to the door comes to where they wanted to go, also when the door was loaded again', async () => {
  rememberPlace('/invite')
  vi.resetModules()
  const later = await import('#client/auth/arrival.ts')
  expect(later.takeWantedPlace()).toBe('/invite')
  expect(takeWantedPlace()).toBe('/')
  rememberPlace('//elsewhere.example/x')
  expect(takeWantedPlace()).toBe('/')
})

test('a code says which signs no card has, before and when one is typed', async () => {
  expect(neverOnCards('a0o1-ib')).toEqual(['0', 'O', '1', 'I'])
  expect(neverOnCards('ABCD-EFGH')).toEqual([])
  root = createRoot(screen)
  await act(async () =>
    root.render(
      <MessagesProvider locale="en">
        <CardForm isPending={false} onCard={() => {}} />
      </MessagesProvider>,
    ),
  )
  const field = await vi.waitFor(async () => {
    await act(async () => {})
    const found = screen.querySelector('input')
    if (!found) throw new Error('not there yet')
    return found
  }, 10_000)
  expect(screen.textContent).toContain('never I, O, 0 or 1')
  const type = (value: string) =>
    act(async () => {
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value)
      field.dispatchEvent(new Event('input', { bubbles: true }))
    })
  await type('ab0')
  expect(field.value).toBe('AB')
  expect(screen.textContent).toContain('No card has 0')
  await type('abc')
  expect(screen.textContent).not.toContain('No card has')
})
