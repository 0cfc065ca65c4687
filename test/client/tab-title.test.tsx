import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test } from 'vitest'
import { ApiError, OfflineError } from '#client/api.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { ErrorScreen } from '#client/ui/error-screen.tsx'
import { ScreenTitle, useTabName } from '#client/ui/screen-title.tsx'

/** What the tab is called, and what a screen that failed says. */

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const element = document.createElement('div')
let root = createRoot(element)
afterEach(async () => {
  await act(async () => root.unmount())
  root = createRoot(element)
})

async function show(screen: ReactNode) {
  await act(async () => {
    root.render(<MessagesProvider locale="en">{screen}</MessagesProvider>)
    await import('virtual:messages/en')
  })
}

function Project({ name }: { name: string | null }) {
  useTabName('project', name)
  return null
}

test('a tab is named after screen, project and product, and after what is left of them', async () => {
  await show(
    <>
      <Project name="Two rivers" />
      <ScreenTitle title="Field notes" />
    </>,
  )
  expect(document.title).toBe('Field notes · Two rivers · Préau')
  await show(<Project name="Two rivers" />)
  expect(document.title).toBe('Two rivers · Préau')
  await show(
    <>
      <Project name="Two rivers" />
      <ScreenTitle title="Two rivers" />
    </>,
  )
  expect(document.title).toBe('Two rivers · Préau')
  await show(null)
  expect(document.title).toBe('Préau')
})

test.each([
  ['an answer that did not come', new OfflineError('no answer'), 'No connection', 'Check the network'],
  [
    'code that did not come',
    new TypeError('Failed to fetch dynamically imported module: /assets/people-page.js'),
    'No connection',
    'Check the network',
  ],
  [
    'code that did not come to Firefox',
    new TypeError('error loading dynamically imported module: /assets/people-page.js'),
    'No connection',
    'Check the network',
  ],
  ['what is not there', new ApiError(404, { code: 'not_found' }), 'There is nothing here', ''],
  ['a fault of ours', new Error('x'), 'This screen could not be shown', 'on our side'],
])('%s is a screen with a heading that the tab says', async (_what, error, heading, words) => {
  await show(<ErrorScreen error={error} onRetry={() => {}} />)
  expect(element.querySelector('h1')?.textContent).toBe(heading)
  expect(document.title).toBe(`${heading} · Préau`)
  expect(element.textContent).toContain(words)
})
