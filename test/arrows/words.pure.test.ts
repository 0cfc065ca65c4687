import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { localeFolders } from '#client/locales/compile.mjs'
import { rooms, roomsWithin } from './table.mjs'

/* One feature, one word, in every folder: one search shows it whole. */

const root = join(import.meta.dirname, '../..')
const namesIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((name) => !/^\.|\.md$/.test(name))
    .map((name) => name.replace(/\.(json|tsx?|mjs)$/, ''))
const wordsOf = (line: string) => line.split(' ').filter(Boolean)
const roomsOf = ({ ground, features, roof }: { ground: string; features: Record<string, string>; roof: string }) =>
  [...wordsOf(ground), ...Object.keys(features), ...wordsOf(roof)].map((name) => name.replace(/\.tsx?$/, ''))

const known = new Set([rooms.client, rooms.server, ...Object.values(roomsWithin)].flatMap(roomsOf))
const startsWithRoom = (name: string) => [...known].some((room) => name === room || name.startsWith(`${room}-`))

/** Words that a feature had beside its own. */
const given = {
  attachments: 'files',
  invite: 'invitations',
  school: 'schools',
  shell: 'app or session',
  'sign-in': 'auth',
}

it('words on a screen stand under the name of their room', () => {
  // Of no room alone; `document` is what pages, boards and walls share.
  const shared = ['common', 'document', 'errors', 'staff-errors']
  for (const locale of localeFolders())
    expect(namesIn(`client/locales/${locale}`).filter((name) => !known.has(name) && !shared.includes(name))).toEqual([])
})

it('what is asked of the server stands under the name of its feature', () => {
  // A noun whose changes are apart begins with its singular.
  const nouns = namesIn('client/data').map((name) => name.replace(/^(document|project|invitation)-/, '$1s-'))
  // `kinds` of documents.
  expect(nouns.filter((name) => name !== 'kinds' && !startsWithRoom(name))).toEqual([])
})

it.each(Object.entries(given))('nothing is called %s, which is %s', (word) => {
  const folders = [
    'client',
    'server',
    'db/queries',
    'db/schema',
    ...localeFolders().map((locale) => `client/locales/${locale}`),
    'test/server',
  ]
  for (const folder of folders) expect(namesIn(folder), folder).not.toContain(word)
})

it('every room of the table is there', () => {
  for (const [area, table] of [...Object.entries(rooms), ...Object.entries(roomsWithin)]) {
    const listed = [...wordsOf(table.ground), ...Object.keys(table.features), ...wordsOf(table.roof)]
    expect(listed.filter((room) => !existsSync(join(root, area, room)))).toEqual([])
  }
})
