import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { firstWords, parseMarkdown, plainText } from '#client/boards/parts/markdown.ts'
import { placeAmong } from '#client/boards/parts/ordering.ts'
import { rightsOn } from '#client/boards/parts/rights.ts'
import { follow, TextBinding } from '#client/boards/parts/text-binding.ts'

const sorted = (things: { id: string; order: string }[]) =>
  things.toSorted((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1))

describe('a thing put among others', () => {
  test('stands where it was put, whatever ties and junk the others have', () => {
    const order = fc.oneof(fc.constantFrom('a0', 'a1', 'a2', 'a0V', 'a1'), fc.stringMatching(/^[0-9A-Za-z]{1,12}$/))
    fc.assert(
      fc.property(fc.array(order, { maxLength: 12 }), fc.nat(12), (orders, index) => {
        const others = sorted(orders.map((one, at) => ({ id: `x.${String(at).padStart(4, '0')}`, order: one })))
        const written = placeAmong(others, index, 'moved')
        const after = sorted([
          ...others.map(({ id, order: before }) => ({ id, order: written.get(id) ?? before })),
          { id: 'moved', order: written.get('moved') ?? '' },
        ])
        const wanted = others.map(({ id }) => id)
        wanted.splice(index, 0, 'moved')
        expect(after.map(({ id }) => id)).toEqual(wanted)
      }),
      { numRuns: 500 },
    )
  })

  test('writes one order where there is room, and leaves what may not be written', () => {
    expect([...placeAmong([{ id: 'a', order: 'a0' }], 1, 'm').keys()]).toEqual(['m'])
    const tied = ['a', 'b', 'c'].map((id) => ({ id, order: 'a1' }))
    const written = placeAmong(tied, 1, 'm', (id) => id !== 'c')
    expect(written.has('c')).toBe(false)
    const after = sorted([
      ...tied.map((one) => ({ ...one, order: written.get(one.id) ?? one.order })),
      { id: 'm', order: written.get('m') ?? '' },
    ])
    expect(after.map(({ id }) => id)).toEqual(['a', 'm', 'b', 'c'])
  })

  test('has short orders after a thousand things between the same two', () => {
    let things = [
      { id: 'first', order: 'a0' },
      { id: 'last', order: 'a1' },
    ]
    for (let at = 0; at < 1_000; at++) {
      const id = `t${at}`
      const written = placeAmong(things, 1, id)
      things = sorted(
        [...things, { id, order: '' }].map((one) => ({ id: one.id, order: written.get(one.id) ?? one.order })),
      )
      expect(things[1]?.id).toBe(id)
    }
    expect(Math.max(...things.map(({ order }) => order.length))).toBeLessThanOrEqual(64)
  })
})

describe('light Markdown', () => {
  const text = (words: string) => [{ kind: 'text', text: words }]

  test('knows bold, italic, lists and links', () => {
    expect(parseMarkdown('**Fish** and *birds*\n- one\n- two\n\n1. first')).toEqual([
      {
        kind: 'paragraph',
        lines: [
          [{ kind: 'bold', children: text('Fish') }, ...text(' and '), { kind: 'italic', children: text('birds') }],
        ],
      },
      { kind: 'list', isNumbered: false, items: [text('one'), text('two')] },
      { kind: 'list', isNumbered: true, items: [text('first')] },
    ])
    expect(parseMarkdown('See https://example.org/a_b_c. And [this](https://example.org)')).toEqual([
      {
        kind: 'paragraph',
        lines: [
          [
            ...text('See '),
            { kind: 'link', href: 'https://example.org/a_b_c', children: text('https://example.org/a_b_c') },
            ...text('. And '),
            { kind: 'link', href: 'https://example.org', children: text('this') },
          ],
        ],
      },
    ])
  })

  test('leads to no script, and leaves what it does not know as it was typed', () => {
    for (const typed of [
      '[x](javascript:alert(1))',
      '[x](data:text/html,y)',
      '2 * 3 * 4',
      'snake_case_name',
      '**open',
      '<b>no</b>',
    ])
      expect(JSON.stringify(parseMarkdown(typed))).not.toMatch(/"kind":"(link|bold|italic)"/)
    expect(plainText('- **a** [b](https://c.d)\n- e')).toBe('a b e')
    expect(firstWords('word '.repeat(40), 20)).toBe('word word word word…')
  })

  test('of any text keeps every letter that is no mark, and takes no long time', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (typed) => {
        const letters = typed.replaceAll(/[^\p{L}]/gu, '')
        expect(plainText(typed.replaceAll(/[[\]()*_]/g, '')).replaceAll(/[^\p{L}]/gu, '')).toBe(letters)
      }),
    )
    const started = performance.now()
    parseMarkdown('*a'.repeat(2_500))
    parseMarkdown('[a'.repeat(2_500))
    parseMarkdown('**'.repeat(2_500))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

test('what may be done with an object follows locks, pauses and authorship', () => {
  const card = { id: 'anna.aaaa', type: 'card', author: 'annaannaanna', parent: 'col.aaaa' } as const
  const asker = { author: 'benbenbenben', isModerator: false, canWrite: true, needsApproval: false }
  const open = { locked: new Set<string>(), paused: new Set<string>() }
  expect(rightsOn(card, asker, open)).toMatchObject({
    edit: false,
    move: true,
    remove: false,
    react: true,
    reason: null,
  })
  expect(rightsOn(card, { ...asker, author: card.author }, open)).toMatchObject({ edit: true, remove: true })
  expect(rightsOn({ ...card, author: 's' }, asker, open).edit).toBe(true)
  const inLocked = { ...open, locked: new Set(['col.aaaa']) }
  expect(rightsOn(card, asker, inLocked)).toMatchObject({ move: false, react: true, reason: 'locked' })
  expect(rightsOn(card, { ...asker, isModerator: true }, inLocked)).toMatchObject({ move: true, moderate: true })
  const asked = { ...asker, author: card.author, needsApproval: true }
  expect(rightsOn(card, asked, open)).toMatchObject({ edit: false, propose: true, move: true })
  expect(rightsOn(card, { ...asked, isModerator: true }, open)).toMatchObject({ edit: true, propose: false })
  expect(rightsOn(card, { ...asked, author: asker.author }, open)).toMatchObject({ edit: false, propose: false })
  const paused = { ...open, paused: new Set([asker.author]) }
  expect(rightsOn(card, asker, paused)).toMatchObject({ move: false, react: false, reason: 'paused' })
  expect(rightsOn(card, { ...asker, canWrite: false }, open)).toMatchObject({ comment: false, reason: 'read_only' })
})

describe('a field and a text that are one', () => {
  function pair() {
    const [mine, yours] = [new Y.Doc(), new Y.Doc()]
    mine.on('update', (update, origin) => origin !== yours && Y.applyUpdate(yours, update, mine))
    yours.on('update', (update, origin) => origin !== mine && Y.applyUpdate(mine, update, yours))
    const field = document.createElement('textarea')
    const text = mine.getText('t')
    text.insert(0, 'Hello world')
    return { field, text, other: yours.getText('t'), binding: new TextBinding(field, text) }
  }
  const type = (field: HTMLTextAreaElement, value: string) => {
    field.value = value
    field.dispatchEvent(new Event('input'))
  }

  test('the caret stays with its word while somebody else writes before it', () => {
    const { field, other, binding } = pair()
    field.setSelectionRange(6, 11)
    other.insert(0, 'Oh! ')
    expect(field.value).toBe('Oh! Hello world')
    expect([field.selectionStart, field.selectionEnd]).toEqual([10, 15])
    other.delete(0, 12)
    expect([field.selectionStart, field.selectionEnd]).toEqual([0, 3])
    binding.destroy()
    other.insert(0, 'x')
    expect(field.value).toBe('rld')
  })

  test('a letter that is being composed is not torn apart by what others write', () => {
    const { field, text, other } = pair()
    field.dispatchEvent(new Event('compositionstart'))
    type(field, 'Hello ê world')
    other.insert(0, '> ')
    expect(field.value).toBe('Hello ê world')
    expect(text.toJSON()).toBe('> Hello world')
    field.dispatchEvent(new Event('compositionend'))
    expect(text.toJSON()).toBe('> Hello ê world')
    expect(field.value).toBe('> Hello ê world')
    expect(other.toJSON()).toBe('> Hello ê world')
  })

  test('undo takes back one’s own letters and none of the other’s', () => {
    const { field, text, other } = pair()
    type(field, 'Hello dear world')
    other.insert(0, 'Ah. ')
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true }))
    expect(text.toJSON()).toBe('Ah. Hello world')
    expect(field.value).toBe('Ah. Hello world')
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, shiftKey: true }))
    expect(text.toJSON()).toBe('Ah. Hello dear world')
  })

  test('two who type at random hold the same, and each field shows it', () => {
    const edit = fc.record({ isMine: fc.boolean(), at: fc.nat(20), gone: fc.nat(3), put: fc.string({ maxLength: 4 }) })
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 20 }), (edits) => {
        const { field, text, other } = pair()
        const field2 = document.createElement('textarea')
        const second = new TextBinding(field2, other)
        for (const { isMine, at, gone, put } of edits) {
          const one = isMine ? field : field2
          const value = one.value
          const start = Math.min(at, value.length)
          type(one, value.slice(0, start) + put + value.slice(start + gone))
        }
        expect(field.value).toBe(text.toJSON())
        expect(field2.value).toBe(text.toJSON())
        second.destroy()
      }),
    )
  })

  test('a place follows what happens before it', () => {
    expect(follow(5, [{ insert: 'abc' }])).toBe(8)
    expect(follow(5, [{ retain: 5 }, { insert: 'abc' }])).toBe(5)
    expect(follow(5, [{ retain: 3 }, { delete: 10 }])).toBe(3)
  })
})
