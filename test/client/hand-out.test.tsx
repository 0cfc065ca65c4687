import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test, vi } from 'vitest'
import { handOutFacts } from '#client/document-screen/hand-out-facts.ts'
import { HandOutStrip } from '#client/document-screen/hand-out-strip.tsx'
import { MessagesProvider } from '#client/locales/messages.tsx'

const group = (id: string) => ({ id, name: id })
const groups = ['Rhône', 'Saône', 'Isère'].map(group)
const copy = (of: string, templateId = 'template') => ({ templateId, group: group(of) })
const members = [
  { role: 'pupil' as const, groupId: 'Rhône' },
  { role: 'pupil' as const, groupId: null },
  { role: 'pupil_admin' as const, groupId: null },
  { role: 'teacher' as const, groupId: null },
]

test('of a template it is known who has a copy, who will get one, and who gets none and why', () => {
  const facts = handOutFacts({
    templateId: 'template',
    groups,
    members,
    documents: [copy('Rhône'), copy('Isère', 'another')],
    removed: [copy('Saône')],
  })
  expect(facts).toEqual({ served: ['Rhône'], waiting: ['Isère'], removed: ['Saône'], pupilsAlone: 2 })
})

test('a template’s own page hands it out, and says then how many copies there are, for whom, and who has none', async () => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
  const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity, retry: false } } })
  queries.setQueryData(['documents', 'project'], { documents: [copy('Rhône')] })
  queries.setQueryData(['documents', 'project', 'removed'], { documents: [] })
  queries.setQueryData(['people', 'project'], { groups, members })
  const host = document.createElement('div')
  document.body.append(host)
  const root = createRoot(host)
  await act(async () =>
    root.render(
      <QueryClientProvider client={queries}>
        <MessagesProvider locale="en">
          <HandOutStrip page={{ id: 'template', projectId: 'project', kind: 'page' }} />
        </MessagesProvider>
      </QueryClientProvider>,
    ),
  )
  const button = await vi.waitFor(async () => {
    await act(async () => {})
    const found = host.querySelector('button')
    if (!found) throw new Error('not yet')
    return found
  }, 10_000)
  expect(host.textContent).toContain('1 of 3')
  expect(host.textContent).toContain('Without a copy so far: Isère and Saône.')
  expect(host.textContent).toContain('2 pupils are in no group')
  const answer = {
    documents: [
      { id: 'a', groupId: 'Saône' },
      { id: 'b', groupId: 'Isère' },
    ],
  }
  const asked = vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const isHandOut = String(input instanceof Request ? input.url : input).includes('hand-out')
    return Response.json(isHandOut ? answer : { documents: ['Rhône', 'Saône', 'Isère'].map((one) => copy(one)) })
  })
  await act(async () => button.click())
  await vi.waitFor(async () => {
    await act(async () => {})
    expect(host.querySelector('[role=status]')?.textContent).toContain('2 copies are handed out: Isère and Saône.')
    expect(host.textContent).toContain('3 of 3')
  })
  expect([...host.querySelectorAll('button')].map((left) => left.textContent)).toEqual(['Give an instruction'])
  asked.mockRestore()
  await act(async () => root.unmount())
})
