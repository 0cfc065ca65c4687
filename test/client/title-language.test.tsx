import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, expect, test, vi } from 'vitest'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { boardSvg } from '#collab/documents/board-svg.ts'
import { DocumentTitle } from '#client/document-screen/document-title.tsx'
import { Title } from '#client/document-screen/document-header.tsx'
import { PageShelf } from '#client/documents/document-card.tsx'
import type { DocumentRow } from '#client/data/documents.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import { NoVersions } from '#client/versions/versions-page.tsx'
import { boardWith, everyObject } from '../collab/documents/board-samples.ts'

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
const element = document.createElement('div')
document.body.append(element)
let root = createRoot(element)
afterEach(async () => {
  await act(async () => root.unmount())
  root = createRoot(element)
})

async function show(children: ReactNode) {
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  queries.setQueryData(['project', 'p'], { project: { languages: ['de', 'fr'] } })
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        <MessagesProvider locale="en">{children}</MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(element.innerHTML).not.toBe('')
  }, 10_000)
}

const row: DocumentRow = {
  id: 'd',
  kind: 'page',
  title: 'Unser Fluss',
  language: 'de',
  state: 'open',
  access: 'project',
  group: null,
  isDamaged: false,
  isTemplate: false,
  templateId: null,
  changedAt: '2026-11-24T09:00:00.000Z',
  reach: 'write',
  presentCount: 0,
}

test('a title is in its own language on the shelf and where it is spoken of, and in nobody’s where none is said', async () => {
  await show(<PageShelf title="Pages" rows={[row]} />)
  expect(element.querySelector('[lang=de]')?.textContent).toBe('Unser Fluss')
  await show(<DocumentTitle of={{ title: 'Unser Fluss', language: null }} />)
  expect(element.querySelector('[lang]')).toBeNull()
})

test('a picture of a board that is taken along says in which language its title is', () => {
  const options = { title: 'Unser Fluss', titleLanguage: 'de', measure: measureByTable }
  expect(boardSvg(boardWith(everyObject), options).svg).toContain('<title lang="de">Unser Fluss</title>')
})

const page = {
  id: 'd',
  projectId: 'p',
  kind: 'page' as const,
  title: 'Unser Fluss',
  language: 'de',
  can: { rename: true },
}
const buttonOf = (words: string) =>
  [...element.querySelectorAll('button')].find((button) => button.textContent.startsWith(words))

test('the head of a document has its title in its language, and asks for it where the title is changed', async () => {
  await show(<Title page={page} />)
  expect(element.querySelector('h1')?.lang).toBe('de')
  const rename = buttonOf('Rename')
  await act(async () => {
    rename?.focus()
    rename?.click()
  })
  // Its list comes with the press, where nobody rested before.
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(element.textContent).toContain('Language of the title')
  }, 10_000)
  const asked: unknown[] = []
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    asked.push(JSON.parse(input instanceof Request ? await input.text() : String(init?.body)))
    return Response.json({ document: { ...page, title: 'Unsere Flüsse' } })
  })
  const field = element.querySelector('input')
  await act(async () => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, 'Unsere Flüsse')
    field?.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await act(async () => element.querySelector('form')?.requestSubmit())
  await vi.waitFor(() => expect(asked).toEqual([{ title: 'Unsere Flüsse', language: 'de' }]))
  // Whoever changed it by key stands where they were, not at the top of the page.
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(document.activeElement).toBe(buttonOf('Rename'))
  })
  fetched.mockRestore()
})

test('over the versions of a document its title is in its language, and the words about it in the reader’s', async () => {
  await show(<NoVersions page={page} />)
  const heading = element.querySelector('h1')
  expect(heading?.textContent).toBe('Versions of “Unser Fluss”')
  expect(heading?.lang).toBe('')
  expect(heading?.querySelector('[lang=de]')?.textContent).toBe('Unser Fluss')
  expect(document.title).toContain('Versions of “Unser Fluss”')
})
