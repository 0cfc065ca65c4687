import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { BoardStore } from '#client/boards/board-store.ts'
import { addressOf } from '#client/boards/parts/card-editor.tsx'
import { type Mover, moveBy, moveTo, siblingsIn } from '#client/boards/parts/moves.ts'
import { duplicate } from '#client/boards/parts/object-actions.ts'
import { placesFor } from '#client/boards/parts/spread-out.ts'
import { arrange, type Arranging, contentKindOf, inColumns, inDays, noFilters } from '#client/boards/wall/arrange.ts'
import { findSpot } from '#client/boards/wall/pointer-drag.ts'
import { anchorOf, stepFrom } from '#client/boards/wall/steps.ts'
import { Gestures } from '#collab/documents/board-gestures.ts'
import { moderationKey, moderationOf } from '#collab/documents/board-read.ts'
import type { NewObject } from '#collab/documents/board-write.ts'

const anna = 'annaannaanna'
const ben = 'benbenbenben'

function board(isModerator = false) {
  const ydoc = new Y.Doc()
  const gestures = new Gestures(ydoc, anna)
  const theirs = new Gestures(ydoc, ben)
  const store = new BoardStore(ydoc)
  const mover: Mover = { store, gestures, author: anna, isModerator, canWrite: true, needsApproval: false }
  const put = (object: Partial<NewObject>, by = gestures) => by.create({ type: 'card', ...object })
  const textsIn = (parent: string | null) => siblingsIn(store, parent).map(({ text }) => text)
  return { ydoc, gestures, theirs, store, mover, put, textsIn }
}

const arranging = (changes: Partial<Arranging> = {}): Arranging => ({
  sorting: 'order',
  filters: noFilters,
  people: new Map([
    [anna, { name: 'Anna', groupId: 'g1', school: { id: 's1' } }],
    [ben, { name: 'Ben', groupId: 'g2', school: { id: 's2' } }],
  ]),
  pinned: new Set(),
  tally: new Map(),
  reactionCount: () => 0,
  authorName: (author) => ({ [anna]: 'Anna', [ben]: 'Ben' })[author] ?? '',
  compareNames: (a, b) => a.localeCompare(b),
  ...changes,
})

describe('the cards of a wall', () => {
  function four() {
    const { put, theirs, store } = board()
    const ids = [
      put({ order: 'a1', text: 'one', at: 4 }),
      put({ order: 'a2', text: 'two', at: 3, href: 'https://a.b' }, theirs),
      put({ order: 'a3', text: 'three', at: 2, date: '2026-05-01' }),
      put({ order: 'a4', text: 'four', at: 1, date: '2026-03-01' }, theirs),
    ]
    put({ type: 'ink', order: 'a5', points: new Uint8Array([1]) })
    const texts = (changes: Partial<Arranging>) =>
      arrange(store.getObjects(), arranging(changes)).map(({ text }) => text)
    return { ids, store, texts }
  }

  test('are sorted as one wants to see them, pinned ones first', () => {
    const { ids, texts } = four()
    const [one = '', two = '', , fourth = ''] = ids
    expect(texts({})).toEqual(['one', 'two', 'three', 'four'])
    expect(texts({ sorting: 'oldest' })).toEqual(['four', 'three', 'two', 'one'])
    expect(texts({ sorting: 'newest' })).toEqual(['one', 'two', 'three', 'four'])
    expect(texts({ sorting: 'author' })).toEqual(['one', 'three', 'two', 'four'])
    expect(texts({ sorting: 'reactions', reactionCount: (id) => (id === two ? 2 : 0) })[0]).toBe('two')
    expect(texts({ sorting: 'votes', tally: new Map([[fourth, 3]]) })[0]).toBe('four')
    expect(texts({ sorting: 'oldest', pinned: new Set([one]) })).toEqual(['one', 'four', 'three', 'two'])
  })

  test('are filtered by author, group, school and kind', () => {
    const { texts } = four()
    expect(texts({ filters: { ...noFilters, author: ben } })).toEqual(['two', 'four'])
    expect(texts({ filters: { ...noFilters, groupId: 'g1' } })).toEqual(['one', 'three'])
    expect(texts({ filters: { ...noFilters, schoolId: 's2', kind: 'link' } })).toEqual(['two'])
    expect(texts({ filters: { ...noFilters, kind: 'image' } })).toEqual([])
  })

  test('stand on their days, and those without one at the end', () => {
    const { store } = four()
    const days = inDays(arrange(store.getObjects(), arranging()))
    expect(days.map(({ date, cards }) => [date, ...cards.map(({ text }) => text)])).toEqual([
      ['2026-03-01', 'four'],
      ['2026-05-01', 'three'],
      ['', 'one', 'two'],
    ])
  })

  test('stand in their columns; what lost its column is in none', () => {
    const { put, store, gestures } = board()
    const second = put({ type: 'column', order: 'a2', text: 'second' })
    const first = put({ type: 'column', order: 'a1', text: 'first' })
    put({ order: 'a1', parent: first, text: 'in first' })
    put({ order: 'a2', parent: second, text: 'in second' })
    const shown = () =>
      inColumns(store.getObjects(), arrange(store.getObjects(), arranging())).map(({ column, cards }) => [
        column?.text ?? null,
        ...cards.map(({ text }) => text),
      ])
    expect(shown()).toEqual([
      ['first', 'in first'],
      ['second', 'in second'],
    ])
    gestures.remove([second])
    expect(shown()).toEqual([
      [null, 'in second'],
      ['first', 'in first'],
    ])
  })

  test('are what they hold', () => {
    type Held = Parameters<typeof contentKindOf>[0]
    const card: Held = { type: 'card', asset: null, assetKind: null, href: '' }
    const kindOf = (changes: Partial<Held>) => contentKindOf({ ...card, ...changes })
    expect(kindOf({})).toBe('text')
    expect(kindOf({ href: 'https://a.b' })).toBe('link')
    expect(kindOf({ href: 'https://a.b', asset: 'x', assetKind: 'voice' })).toBe('voice')
    expect(kindOf({ type: 'image' })).toBe('image')
  })
})

describe('moving', () => {
  test('a card goes to another column, to its place there, and comes back with one undo', () => {
    const { put, mover, gestures, textsIn } = board()
    const [a, b] = [put({ type: 'column', order: 'a1' }), put({ type: 'column', order: 'a2' })]
    const card = put({ parent: a, text: 'x', order: 'a1' })
    const first = put({ parent: b, text: '1', order: 'a1' })
    put({ parent: b, text: '2', order: 'a2' })
    moveTo(mover, card, { parent: b, after: first })
    expect([textsIn(a), textsIn(b)]).toEqual([[], ['1', 'x', '2']])
    gestures.undo()
    expect([textsIn(a), textsIn(b)]).toEqual([['x'], ['1', '2']])
  })

  test('cards that two people put at one place can be parted', () => {
    const { put, mover, textsIn } = board()
    const column = put({ type: 'column', order: 'a1' })
    for (const text of ['1', '2', '3']) put({ parent: column, text, order: 'a1' })
    const card = put({ parent: column, text: 'x', order: 'a0' })
    const [, , third = ''] = textsIn(column)
    const before = siblingsIn(mover.store, column).find(({ text }) => text === third)?.id ?? ''
    moveTo(mover, card, { parent: column, after: before })
    expect(textsIn(column)[2]).toBe('x')
  })

  test('up, down, first and last stop at the ends', () => {
    const { put, mover, textsIn } = board()
    const [one = ''] = ['1', '2', '3'].map((text, at) => put({ text, order: `a${at}` }))
    expect(moveBy(mover, one, -1)).toBe(false)
    expect(moveBy(mover, one, 1)).toBe(true)
    expect(textsIn(null)).toEqual(['2', '1', '3'])
    moveBy(mover, one, 'last')
    expect(textsIn(null)).toEqual(['2', '3', '1'])
    moveBy(mover, one, 'first')
    expect(textsIn(null)).toEqual(['1', '2', '3'])
  })

  test('what comes out of a frame stays where it was seen', () => {
    const { put, mover, store } = board()
    const frame = put({ type: 'frame', order: 'a1', place: [100, 100], size: [400, 300] })
    const note = put({ type: 'note', order: 'a2', place: [20, 30], parent: frame })
    moveTo(mover, note, { parent: null, after: null })
    expect(store.getObject(note)).toMatchObject({ parent: null, place: [120, 130] })
    moveTo(mover, note, { parent: frame, after: null })
    expect(store.getObject(note)).toMatchObject({ parent: frame, place: [20, 30] })
  })

  test('nobody moves what is locked to make room for their own', () => {
    const { put, mover, theirs, ydoc, store, textsIn } = board()
    const column = put({ type: 'column', order: 'a1' })
    const locked = [
      put({ parent: column, text: 'l', order: 'a1' }, theirs),
      put({ parent: column, text: 'm', order: 'a1' }, theirs),
    ]
    for (const id of locked) moderationOf(ydoc).set(moderationKey.locked(id), 1)
    const orders = () => locked.map((id) => store.getObject(id)?.order)
    const before = orders()
    moveTo(mover, put({ text: 'x', order: 'a0' }), { parent: column, after: siblingsIn(store, column)[0]?.id ?? null })
    expect(orders()).toEqual(before)
    expect(textsIn(column)).toContain('x')
  })

  test('a column is copied with what is in it', () => {
    const { put, mover, store, textsIn } = board()
    const column = put({ type: 'column', order: 'a1', text: 'c' })
    put({ parent: column, text: 'inside', order: 'a1', colour: 3 })
    const copy = duplicate(mover, column)
    expect(textsIn(copy)).toEqual(['inside'])
    expect(siblingsIn(store, null, true).map(({ id }) => id)).toEqual([column, copy])
  })
})

describe('a step by key', () => {
  const groups = [
    { key: 'a', label: 'A', ids: ['1', '2'] },
    { key: 'b', label: 'B', ids: ['3'] },
    { key: 'c', label: 'C', ids: [] },
  ]
  test('goes down a column, over to the next, and no further than the last', () => {
    expect(stepFrom(groups, '1', 'columns', 'down')).toEqual({ group: 'a', after: '2' })
    expect(stepFrom(groups, '1', 'columns', 'up')).toBeNull()
    expect(stepFrom(groups, '2', 'columns', 'right')).toEqual({ group: 'b', after: '3' })
    expect(stepFrom(groups, '3', 'columns', 'right')).toEqual({ group: 'c', after: null })
    expect(stepFrom(groups, '1', 'columns', 'left')).toBeNull()
  })
  test('goes along a day, and to another day', () => {
    expect(stepFrom(groups, '1', 'timeline', 'right')).toEqual({ group: 'a', after: '2' })
    expect(stepFrom(groups, '1', 'timeline', 'down')).toEqual({ group: 'b', after: null })
    expect(stepFrom(groups, '3', 'timeline', 'up')).toEqual({ group: 'a', after: '2' })
    expect(stepFrom(groups, '2', 'grid', 'left')).toEqual({ group: 'a', after: null })
  })
})

test('a card stands where it was put among shown ones, whatever is filtered away or pinned', () => {
  const others = ['a', 'hidden', 'b', 'pin', 'c', 'me'].map((id) => ({ id }))
  const isPinned = (id: string) => id === 'pin'
  const at = (after: string | null) => anchorOf('me', { others, ids: ['pin', 'a', 'b', 'c', 'me'], after, isPinned })
  expect(at('a')).toBe('a')
  expect(at('pin')).toBeNull()
  expect(at(null)).toBeNull()
  expect(anchorOf('me', { others, ids: ['b', 'me'], after: null, isPinned })).toBe('hidden')
})

test('a pointer finds its place in a column, in rows and among columns', () => {
  const box = (left: number, top: number) => ({ left, top, right: left + 100, bottom: top + 50 })
  const column = [
    { id: 'a', box: box(0, 0) },
    { id: 'b', box: box(0, 60) },
  ]
  expect(findSpot(column, { x: 10, y: 10 }, 'column').after).toBeNull()
  expect(findSpot(column, { x: 10, y: 40 }, 'column').after).toBe('a')
  expect(findSpot(column, { x: 10, y: 500 }, 'column').after).toBe('b')
  const rows = [
    { id: 'a', box: box(0, 0) },
    { id: 'b', box: box(110, 0) },
    { id: 'c', box: box(0, 60) },
  ]
  expect(findSpot(rows, { x: 105, y: 20 }, 'rows').after).toBe('a')
  expect(findSpot(rows, { x: 300, y: 20 }, 'rows').after).toBe('b')
  expect(findSpot(rows, { x: 300, y: 80 }, 'rows').after).toBe('c')
  expect(findSpot(rows.slice(0, 2), { x: 100, y: 500 }, 'row').after).toBe('a')
})

test('what was only in order on a wall has its place on the canvas, and nothing lies on anything else', () => {
  const { put, store } = board()
  const columns = ['a1', 'a2'].map((order) => put({ type: 'column', order }))
  for (let at = 0; at < 12; at++) put({ order: `a${at % 10}`, parent: at < 8 ? (columns[at % 2] ?? null) : null })
  put({ type: 'note', order: 'a5', place: [900, 40], size: [100, 100] })
  const places = placesFor(store.getObjects())
  const boxes = [...places].flatMap(([id, { place, size }]) => {
    const object = store.getObject(id)
    const holder = object?.parent == null ? undefined : places.get(object.parent)
    const [x = 0, y = 0] = place ?? []
    const [dx = 0, dy = 0] = holder?.place ?? []
    return object?.type === 'column'
      ? []
      : [{ left: x + dx, top: y + dy, right: x + dx + (size?.[0] ?? 0), bottom: y + dy + (size?.[1] ?? 0) }]
  })
  expect(boxes).toHaveLength(12)
  for (const [at, one] of boxes.entries())
    for (const other of boxes.slice(at + 1))
      expect(
        one.left >= other.right || one.right <= other.left || one.top >= other.bottom || one.bottom <= other.top,
      ).toBe(true)
})

test('an address lacks at most its beginning', () => {
  expect(addressOf(' www.example.org/a b')).toBe('https://www.example.org/a b')
  expect(addressOf('example.org?x=1')).toBe('https://example.org?x=1')
  expect(addressOf('anna@example.org')).toBe('mailto:anna@example.org')
  expect(addressOf('javascript:alert(1)')).toBe('javascript:alert(1)')
  expect(addressOf('hello')).toBe('hello')
})
