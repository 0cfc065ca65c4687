import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
} from '@tanstack/react-router'
import { act } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type NewsView, newsQuery } from '#client/data/news.ts'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { NewsItemPage } from '#client/news/news-item-page.tsx'

/** An item of news as its office writes it, while others write it too. */

const event: NewsView = {
  ...{ id: 'n1', kind: 'event', state: 'draft', countryCode: 'FR', region: null, theme: null, version: 3 },
  ...{ office: { id: 'o1', name: 'Office of France' }, from: '2027-01-01', to: null, timeZone: 'Europe/Paris' },
  ...{ startsAt: new Date(2027, 2, 4, 10).toISOString(), endsAt: null, place: 'Lyon', url: null },
  ...{
    publishedAt: null,
    outSince: null,
    texts: [{ language: 'fr', title: 'Atelier', body: 'Venez.' }],
    citations: [],
    files: [],
  },
}

let root: Root
let host: HTMLElement
let queries: QueryClient
const sent: unknown[] = []
/** What the server has of it, where it is asked. */
let there: NewsView | null
/** What happens while a change is on its way. */
let meanwhile: () => Promise<void>
const answer = async (address: unknown, init?: RequestInit) => {
  if (init?.method !== 'PATCH' && there && String(address).endsWith('/api/news/n1'))
    return Response.json({ news: there })
  if (init?.method !== 'PATCH') return Response.json({ code: 'internal' }, { status: 500 })
  const change = JSON.parse(String(init.body))
  sent.push(change)
  await meanwhile()
  if (there && change.version !== there.version)
    return Response.json({ error: { code: 'conflict', reason: 'news_changed' } }, { status: 409 })
  return Response.json({ news: { ...event, ...change, version: 4 } })
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  vi.stubGlobal('fetch', answer)
  sent.length = 0
  there = null
  meanwhile = async () => {}
  queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
})
afterEach(async () => {
  await act(async () => root.unmount())
  host.remove()
  vi.unstubAllGlobals()
})

const office = { id: 'o1', name: 'Office of France', countryCode: 'FR' }
const now = (view: NewsView) => act(async () => queries.setQueryData(newsQuery('n1').queryKey, { news: view }))

async function show({ offices = { offices: [{ office }] } }: { offices?: unknown } = {}) {
  await now(event)
  if (offices) queries.setQueryData(['offices'], offices)
  queries.setQueryData(['offices', 'o1', 'regions'], { regions: [] })
  queries.setQueryData(['countries'], { countries: [] })
  queries.setQueryData(['texts'], { themes: [], texts: [] })
  const top = createRootRoute({ component: Outlet })
  const here = createRoute({ getParentRoute: () => top, path: '/office/news/$newsId', component: NewsItemPage })
  const router = createRouter({
    routeTree: top.addChildren([here]),
    history: createMemoryHistory({ initialEntries: ['/office/news/n1'] }),
  })
  await loadMessages.en()
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        <MessagesProvider locale="en">
          <RouterProvider router={router} />
        </MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  await until('Atelier')
}

const soon = (check: () => void) =>
  vi.waitFor(async () => {
    await act(async () => {})
    check()
  })
const until = (words: string) => soon(() => expect(host.textContent).toContain(words))
function field(kind: string): HTMLInputElement | HTMLTextAreaElement {
  const found = host.querySelector<HTMLInputElement | HTMLTextAreaElement>(kind)
  if (!found) throw new Error(`no ${kind}`)
  return found
}
const typed = (kind: string, words: string) => {
  const at = field(kind)
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(at), 'value')?.set?.call(at, words)
  at.dispatchEvent(new Event('input', { bubbles: true }))
}
const type = (kind: string, words: string) => act(async () => typed(kind, words))
function button(name: string): HTMLButtonElement {
  const found = [...host.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)
  if (!found) throw new Error(`no button ${name}`)
  return found
}
const press = (name: string) => act(async () => button(name).click())

const moment = 'input[type="datetime-local"]'
const body = 'textarea'

test('the year of an event is typed digit by digit, and its moment is made when it is sent', async () => {
  await show()
  await type(moment, '0002-03-04T10:00')
  expect(field(moment).value).toBe('0002-03-04T10:00')
  await type(moment, '2028-03-04T10:00')
  await press('Save')
  await soon(() => expect(sent).toMatchObject([{ startsAt: new Date(2028, 2, 4, 10).toISOString() }]))
})

const theirs: NewsView = { ...event, version: 4, texts: [{ language: 'fr', title: 'Atelier', body: 'Leurs mots.' }] }

test('what somebody else saves is in the form where one has written nothing', async () => {
  await show()
  await now(theirs)
  await soon(() => expect(field(body).value).toBe('Leurs mots.'))
  await press('Save')
  await soon(() => expect(sent).toMatchObject([{ version: 4 }]))
})

test('where both write, nobody’s words are written over: one sends the version one began from, or takes theirs', async () => {
  await show()
  await type(body, 'Mes mots.')
  await now(theirs)
  await until('Somebody else has changed this')
  expect(field(body).value).toBe('Mes mots.')
  await press('Save')
  await soon(() => expect(sent).toMatchObject([{ version: 3 }]))
})

test('who takes theirs goes on from it', async () => {
  await show()
  await type(body, 'Mes mots.')
  await now(theirs)
  await until('Take their version')
  await press('Take their version')
  expect(field(body).value).toBe('Leurs mots.')
  expect(host.textContent).not.toContain('Somebody else has changed this')
})

test('who saves over what somebody else saved is refused, sees theirs, keeps their own words and says which are to stand', async () => {
  await show()
  await type(body, 'Mes mots.')
  there = theirs
  await press('Save')
  await until('Leurs mots.')
  expect(field(body).value).toBe('Mes mots.')
  await press('Keep mine')
  expect(host.textContent).not.toContain('Somebody else changed this meanwhile')
  await press('Save')
  await soon(() => expect(sent).toMatchObject([{ version: 3 }, { version: 4, texts: [{ body: 'Mes mots.' }] }]))
})

test('what is typed while the words before it are saved stays', async () => {
  await show()
  await type(body, 'Mes mots.')
  meanwhile = async () => typed(body, 'Mes mots, et la suite.')
  await press('Save')
  await soon(() => expect(button('Publish').disabled).toBe(true))
  expect(field(body).value).toBe('Mes mots, et la suite.')
  meanwhile = async () => {}
  await press('Save')
  await soon(() =>
    expect(sent).toMatchObject([{ version: 3 }, { version: 4, texts: [{ body: 'Mes mots, et la suite.' }] }]),
  )
})

test('a picture that comes meanwhile changes no words', async () => {
  await show()
  await type(body, 'Mes mots.')
  const plan = {
    id: 'f1',
    kind: 'file',
    type: 'application/pdf',
    name: 'plan.pdf',
    alt: '',
    size: 1,
    width: null,
    height: null,
  } as const
  await now({ ...event, version: 4, files: [plan] })
  await until('plan.pdf')
  await press('Save')
  await soon(() => expect(sent).toMatchObject([{ version: 4, texts: [{ body: 'Mes mots.' }] }]))
})

test('an item with words that are not saved is not published without them', async () => {
  await show()
  await type(body, 'Mes mots.')
  expect(button('Publish').disabled).toBe(true)
  expect(host.textContent).toContain('Save what you wrote below first')
  await press('Save')
  await soon(() => expect(button('Publish').disabled).toBe(false))
  await press('Publish')
  await soon(() => expect(sent).toMatchObject([{ texts: [{ body: 'Mes mots.' }] }, { state: 'published' }]))
})

test('where the offices do not come, that is said', async () => {
  await show({ offices: null })
  await until('Try again')
})
