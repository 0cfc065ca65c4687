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
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { CardSheet } from '#client/classrooms/card-sheet.tsx'
import type { Sheet } from '#client/classrooms/print-dialog.tsx'
import { firstWay, waysToPrint } from '#client/classrooms/print-ways.ts'
import type { ClassroomView, Pupil } from '#client/data/classrooms.ts'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'

/** New codes are on no paper yet: nobody leaves them by a slip of the hand. */

const view = (printCardsAgain: boolean): ClassroomView => ({
  classroom: { id: 'c1', name: '6e B', ageFrom: 11, ageTo: 12, archivedAt: null },
  pupils: [],
  teachers: [],
  can: { edit: true, printCards: true, printCardsAgain },
})
const secret = 'AbCdEfGhIjKlMnOpQrStUv'
const card = {
  userId: 'u1',
  displayName: 'Alix M.',
  secret,
  code: 'ABCD-EFGH',
  url: `https://preau.school/join#${secret}`,
}

let root: Root
let host: HTMLElement
const onDone = vi.fn()

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  onDone.mockReset()
})
afterEach(async () => {
  await act(async () => root.unmount())
  host.remove()
  vi.unstubAllGlobals()
})

async function show(areNew: boolean, printCardsAgain = true) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  queryClient.setQueryData(['session'], { user: { id: 'claire', kind: 'staff', school: { name: 'Collège' } } })
  const sheet: Sheet = { cards: [card], areNew }
  const top = createRootRoute({ component: Outlet })
  const here = createRoute({
    getParentRoute: () => top,
    path: '/classrooms/c1',
    component: () => <CardSheet sheet={sheet} view={view(printCardsAgain)} onDone={onDone} />,
  })
  const elsewhere = createRoute({ getParentRoute: () => top, path: '/', component: () => <p>Home</p> })
  const router = createRouter({
    routeTree: top.addChildren([here, elsewhere]),
    history: createMemoryHistory({ initialEntries: ['/classrooms/c1'] }),
  })
  await loadMessages.en()
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
  await act(async () =>
    root.render(
      <QueryClientProvider client={queryClient}>
        <MessagesProvider locale="en">
          <RouterProvider router={router} />
        </MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  await vi.waitFor(() => act(async () => expect(host.textContent).toContain('ABCD-EFGH')))
  return router
}

const buttons = () => [...document.querySelectorAll('button')]
const press = (name: string) =>
  act(async () => {
    const button = buttons().find((one) => one.textContent?.trim() === name)
    if (!button)
      throw new Error(
        `no button ${name} among ${buttons()
          .map((one) => one.textContent)
          .join(', ')}`,
      )
    button.click()
  })
const asked = () => document.querySelector('[role="alertdialog"]')?.textContent ?? null
describe('a sheet of new cards', () => {
  test('is left only when somebody says so', async () => {
    await show(true)
    await press('Done')
    expect(asked()).toContain('Leave without printing the card?')
    expect(asked()).toContain('printed again from the class with your password')
    await press('Stay here')
    expect([asked(), onDone.mock.calls.length]).toEqual([null, 0])
    await press('Done')
    await press('Leave without printing')
    expect(onDone).toHaveBeenCalledOnce()
  })

  test('holds whoever follows a link, too, and says what is lost to who could not print it again', async () => {
    const router = await show(true, false)
    await act(async () => void router.navigate({ to: '/' }))
    await vi.waitFor(() => act(async () => expect(asked()).toContain('they are lost')))
    expect(host.textContent).toContain('ABCD-EFGH')
    await press('Leave without printing')
    await vi.waitFor(() => act(async () => expect(host.textContent).toBe('Home')))
  })

  test('that has been before a printer is left without a question', async () => {
    await show(true)
    await act(async () => void globalThis.dispatchEvent(new Event('afterprint')))
    await press('Done')
    expect([asked(), onDone.mock.calls.length]).toEqual([null, 1])
  })

  test('that was printed before is left without a question', async () => {
    await show(false)
    await press('Done')
    expect([asked(), onDone.mock.calls.length]).toEqual([null, 1])
  })
})

describe('what is printed', () => {
  const pupil = (id: string, state: 'none' | 'ready' | 'used', isKept = state !== 'none'): Pupil => ({
    ...{ id, displayName: id, pseudonym: `Lynx ${id}`, askedPseudonym: null },
    card: state === 'none' ? { state, createdAt: null, lastUsedAt: null, isKept } : cardOf(state, isKept),
  })
  const at = '2026-11-24T09:00:00.000Z'
  const cardOf = (state: 'ready' | 'used', isKept: boolean) =>
    state === 'ready'
      ? { state, createdAt: at, lastUsedAt: null, isKept }
      : { state, createdAt: at, lastUsedAt: at, isKept }
  const ways = (pupils: Pupil[], canPrintAgain = true) =>
    waysToPrint({ pupils, canPrintAgain }).map(({ way, pupils: those }) => [way, those.length])

  test('is offered from the gentlest to the one by which cards die', () => {
    const pupils = [pupil('a', 'none'), pupil('b', 'ready'), pupil('c', 'used'), pupil('old', 'used', false)]
    expect(ways(pupils)).toEqual([
      ['missing', 1],
      ['again', 2],
      ['anew', 4],
    ])
    expect(ways(pupils, false)).toEqual([
      ['missing', 1],
      ['anew', 4],
    ])
    expect(ways([pupil('a', 'none')])).toEqual([['missing', 1]])
  })

  test('is never chosen beforehand so that cards die, but for pupils picked one by one where nothing else is left', () => {
    const kept = waysToPrint({ pupils: [pupil('b', 'used')], canPrintAgain: true })
    const lost = waysToPrint({ pupils: [pupil('old', 'used', false)], canPrintAgain: true })
    expect([firstWay(kept, true), firstWay(kept, false)]).toEqual(['again', 'again'])
    expect([firstWay(lost, true), firstWay(lost, false)]).toEqual(['anew', null])
  })
})
