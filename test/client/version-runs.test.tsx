import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, it, vi } from 'vitest'
import { loadMessages } from '#client/locales/locales.ts'
import { MessagesProvider } from '#client/locales/messages.tsx'
import type { Change, ComparedNode } from '#client/versions/compare.ts'
import { VersionView } from '#client/versions/version-view.tsx'

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)

const letters = (text: string, change: Change | null, marks: ComparedNode['marks'] = []): ComparedNode => ({
  type: 'text',
  text,
  change,
  marks,
  content: [],
})
const by = (userId: string): Change => ({ kind: 'added', userId })
const block = (content: ComparedNode[]): ComparedNode => ({ type: 'paragraph', change: null, marks: [], content })

it('the mark of an author stands once for a run of their words, however these are marked', async () => {
  const words = [
    letters('old ', null),
    letters('one ', by('alix')),
    letters('two ', by('alix'), [{ type: 'bold' }]),
    letters('three', by('alix')),
    letters(' four', by('emma')),
  ]
  const root: ComparedNode = { type: 'doc', change: null, marks: [], content: [block(words)] }
  const host = document.body.appendChild(document.createElement('div'))
  await loadMessages.en()
  await act(async () =>
    createRoot(host).render(
      <MessagesProvider locale="en">
        <VersionView root={root} people={new Map()} documents={new Map()} />
      </MessagesProvider>,
    ),
  )
  const runs = [...host.querySelectorAll('ins')]
  expect(
    runs.map((run) =>
      [...run.childNodes]
        .slice(1, -1)
        .map((part) => part.textContent)
        .join(''),
    ),
  ).toEqual(['one two three', ' four'])
})
