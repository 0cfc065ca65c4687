import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, vi } from 'vitest'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'

/* One screen of the client with what its server answers, for tests that have no browser. */

export interface Asked {
  method: string
  path: string
  body: unknown
}
/** What the server says; null where nothing comes back. */
type Server = (asked: Asked) => Response | null | Promise<Response | null>

const setValue = (field: HTMLInputElement | HTMLTextAreaElement, words: string) => {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, words)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** What is on the screen and in its dialogs, and what hands do there. */
export const hands = {
  soon: (check: () => void) =>
    vi.waitFor(
      async () => {
        await act(async () => {})
        check()
      },
      { timeout: 5_000 },
    ),
  /** What was heard of is drawn: TanStack Query tells it in the next turn. */
  drawn: () => act(() => new Promise((done) => setTimeout(done))),
  until: (words: string) => hands.soon(() => expect(document.body.textContent).toContain(words)),
  field(at: string): HTMLInputElement | HTMLTextAreaElement {
    const found = document.querySelector<HTMLInputElement | HTMLTextAreaElement>(at)
    if (!found) throw new Error(`no ${at}`)
    return found
  },
  type: (at: string, words: string) => act(async () => setValue(hands.field(at), words)),
  /** The last of this name lies on top. */
  button(name: string): HTMLButtonElement {
    const named = (one: HTMLButtonElement) =>
      (one.getAttribute('aria-label') ?? one.textContent).trim().startsWith(name)
    const found = [...document.querySelectorAll('button')].findLast(named)
    if (!found) throw new Error(`no button ${name}`)
    return found
  },
  press: (name: string) => act(async () => hands.button(name).click()),
  escape: () =>
    act(async () => {
      const at = document.activeElement ?? document.body
      at.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    }),
}

interface Place {
  screen: () => ReactNode
  /** As the route has it, and where one is. */
  path?: string
  at?: string
}

/** One screen, and somewhere else to go. */
export function routerOf({ screen, path = '/here', at = path }: Place) {
  const top = createRootRoute({ component: Outlet })
  const here = createRoute({ getParentRoute: () => top, path, component: screen })
  const elsewhere = createRoute({ getParentRoute: () => top, path: '$', component: () => <p>Elsewhere</p> })
  return createRouter({
    routeTree: top.addChildren([here, elsewhere]),
    history: createMemoryHistory({ initialEntries: [at] }),
  })
}

interface Opened extends Place {
  /** What is known already, by its key. */
  known?: [readonly unknown[], unknown][]
  server?: Server
}

export const person = {
  ...{ id: 'u1', kind: 'staff', displayName: 'Claire', outboxKey: '', isSharedDevice: true, can: {} },
  school: { id: 's1', name: 'Collège', countryCode: 'FR' },
}

export async function openScreen({ known = [], server = () => null, ...place }: Opened) {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (address: string | URL | Request, init?: RequestInit) => {
    const { pathname, search } = new URL(address instanceof Request ? address.url : address, 'http://here')
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : null
    const one = { method: init?.method ?? 'GET', path: pathname + search, body }
    asked.push(one)
    const answer = await server(one)
    if (answer === null) throw new TypeError('Failed to fetch')
    return answer
  })
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  queries.setQueryData(['session'], { user: person })
  for (const [key, value] of known) queries.setQueryData(key, value)
  const router = routerOf(place)
  await loadMessages.en()
  const host = document.createElement('div')
  document.body.append(host)
  const root = createRoot(host)
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        <MessagesProvider locale="en">
          <RouterProvider router={router} />
        </MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  await hands.soon(() => expect(host.textContent).not.toBe(''))
  return {
    queries,
    asked,
    /** What was sent that changes something. */
    sent: () => asked.filter(({ method }) => method !== 'GET'),
    go: (to: string) => act(async () => void router.navigate({ to })),
    async close() {
      await act(async () => root.unmount())
      host.remove()
      vi.unstubAllGlobals()
    },
  }
}
