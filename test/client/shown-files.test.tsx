import { act } from 'react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { ShownFiles } from '#client/files/shown-files.tsx'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'

/** Pictures and files of what everybody may read. */

afterEach(() => vi.unstubAllGlobals())

test('each is taken away by a name, and why one was refused is not said of the next', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  await loadMessages.en()
  const host = document.createElement('div')
  document.body.append(host)
  const root = createRoot(host)
  const change = { mutate: vi.fn(), isPending: false, error: null, reset: vi.fn() }
  const decoration = { id: 'f1', kind: 'picture', name: '', alt: '', size: 1, width: 1, height: 1 }
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <MessagesProvider locale="en">
          <ShownFiles files={[decoration]} folder="/files" add={change} remove={change} />
        </MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  const named = (name: string) =>
    [...host.querySelectorAll('button')].find(
      (one) => (one.getAttribute('aria-label') ?? one.textContent?.trim()) === name,
    )
  await vi.waitFor(() => act(async () => expect(named('Remove: picture 1')).toBeDefined()))
  expect(change.reset).not.toHaveBeenCalled()
  await act(async () => named('Add a file')?.click())
  expect(change.reset).toHaveBeenCalledOnce()
  await act(async () => root.unmount())
  host.remove()
})
