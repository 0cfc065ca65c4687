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
import { KeepsUnsaved, useUnsaved } from '#client/dossier/unsaved.tsx'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { hands } from '#test/helpers/client-screen.tsx'

/** A screen of fields that save themselves, and who leaves it. */

let root: Root
let host: HTMLElement
const save = vi.fn<() => Promise<boolean>>()

function Field() {
  useUnsaved({ isUnsaved: () => true, save })
  return <p>Dossier</p>
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  save.mockReset()
  host = document.createElement('div')
  document.body.append(host)
  root = createRoot(host)
})
afterEach(async () => {
  await act(async () => root.unmount())
  host.remove()
  vi.unstubAllGlobals()
})

async function show() {
  const top = createRootRoute({ component: Outlet })
  const here = createRoute({
    ...{ getParentRoute: () => top, path: '/dossier' },
    component: () => (
      <KeepsUnsaved>
        <Field />
      </KeepsUnsaved>
    ),
  })
  const elsewhere = createRoute({ getParentRoute: () => top, path: '/', component: () => <p>Home</p> })
  const router = createRouter({
    routeTree: top.addChildren([here, elsewhere]),
    history: createMemoryHistory({ initialEntries: ['/dossier'] }),
  })
  await loadMessages.en()
  await act(async () =>
    root.render(
      <MessagesProvider locale="en">
        <RouterProvider router={router} />
      </MessagesProvider>,
    ),
  )
  await until('Dossier')
  return () => act(async () => void router.navigate({ to: '/' }))
}
const { until } = hands
const press = (name: string) =>
  act(async () => {
    const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === name)
    if (!button) throw new Error(`no button ${name}`)
    button.click()
  })

test('who leaves waits until all is saved, and is asked nothing', async () => {
  let saved = (_isSaved: boolean) => {}
  save.mockImplementationOnce(() => new Promise((resolve) => (saved = resolve))).mockResolvedValue(true)
  const leave = await show()
  await leave()
  expect(host.textContent).toBe('Dossier')
  await act(async () => saved(true))
  await until('Home')
})

test('who waits long for an answer is asked, and goes when it comes', async () => {
  let saved = (_isSaved: boolean) => {}
  save.mockImplementationOnce(() => new Promise((resolve) => (saved = resolve))).mockResolvedValue(true)
  const leave = await show()
  await leave()
  await until('Leave without what is not saved?')
  await act(async () => saved(true))
  await until('Home')
})

test('what could not be saved is left only by who says so', async () => {
  save.mockResolvedValue(false)
  const leave = await show()
  await leave()
  await until('Leave without what is not saved?')
  await press('Stay here')
  expect(host.textContent).toBe('Dossier')
  await leave()
  await until('Leave without what is not saved?')
  await press('Leave without it')
  await until('Home')
})
