import { expect, test } from 'vitest'
import { frozenForSeconds } from '#client/document-screen/document-dialogs.tsx'
import { pageToGoOn, shelve } from '#client/documents/shelves.ts'
import type { DocumentRow } from '#client/data/documents.ts'

const page = (id: string, change: Partial<DocumentRow> = {}): DocumentRow => ({
  id,
  kind: 'page',
  title: id,
  language: null,
  state: 'open',
  access: 'group',
  group: { id: 'loire', name: 'Loire' },
  isDamaged: false,
  isTemplate: false,
  templateId: null,
  changedAt: '2026-11-24T09:00:00.000Z',
  reach: 'write',
  presentCount: 0,
  ...change,
})

test('a pupil goes on with the page their group wrote on last', () => {
  const rows = [
    page('old'),
    page('new', { changedAt: '2026-11-24T10:00:00.000Z' }),
    page('everybody', { group: null, access: 'project', changedAt: '2026-11-24T11:00:00.000Z' }),
    page('others', { group: { id: 'elbe', name: 'Elbe' }, reach: 'read', changedAt: '2026-11-24T12:00:00.000Z' }),
  ]
  const shelves = shelve(rows, 'loire')
  expect(pageToGoOn(shelves)?.id).toBe('new')
  expect(shelves.others.map((row) => row.id)).toEqual(['others'])
})

test('a frozen page is never the one to go on with', () => {
  const shelves = shelve([page('frozen', { state: 'frozen', reach: 'read' })], 'loire')
  expect(pageToGoOn(shelves)).toBeNull()
})

test('a template and a page for teachers stand on their own shelves', () => {
  const shelves = shelve(
    [page('a', { isTemplate: true, access: 'teachers', group: null }), page('b', { access: 'teachers', group: null })],
    null,
  )
  expect([shelves.templates.length, shelves.teachers.length, shelves.project.length]).toEqual([1, 1, 0])
})

test('a page is frozen until a time of today, or of tomorrow when it has passed', () => {
  const now = new Date(2026, 10, 24, 10, 30)
  expect(frozenForSeconds('time', '10:40', now)).toBe(10 * 60)
  expect(frozenForSeconds('time', '08:00', now)).toBe(21.5 * 60 * 60)
  expect(frozenForSeconds('15', '', now)).toBe(15 * 60)
  expect(frozenForSeconds('open', '', now)).toBeNull()
})
