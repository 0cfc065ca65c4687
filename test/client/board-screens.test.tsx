import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { BoardNews } from '#client/boards/list/board-news.tsx'
import { ListView } from '#client/boards/list/list-view.tsx'
import { idsInOrder, rowForKey, rowForLetters, rowsOf } from '#client/boards/list/outline.ts'
import { CommentThread } from '#client/boards/parts/comments.tsx'
import { WallFace } from '#client/boards/wall/wall-face.tsx'
import { objectId } from '#collab/documents/board-author.ts'
import { metaKeys, metaOf, moderationKey, moderationOf } from '#collab/documents/board-read.ts'
import { putComment, setReaction, textOfObject } from '#collab/documents/board-write.ts'
import { anna, ben, board, inAct, show } from '#test/helpers/board-screen.tsx'

const buttons = (element: Element) => [...element.querySelectorAll('button')]
const byName = (element: Element, name: string | RegExp) => {
  const found = buttons(element).find((one) => {
    const words = one.getAttribute('aria-label') ?? one.textContent ?? ''
    return typeof name === 'string' ? words.trim() === name : name.test(words)
  })
  if (found === undefined)
    throw new Error(
      `no button ${name} among ${buttons(element)
        .map((one) => one.textContent)
        .join(', ')}`,
    )
  return found
}

beforeEach(() => {
  // Everything is near: happy-dom has no screen.
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      readonly #tell: (entries: { isIntersecting: boolean; target: Element }[]) => void
      constructor(tell: (entries: { isIntersecting: boolean; target: Element }[]) => void) {
        this.#tell = tell
      }
      observe(target: Element) {
        this.#tell([{ isIntersecting: true, target }])
      }
      unobserve() {}
    },
  )
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('a wall', () => {
  test('says in one sentence that it is empty, and has one action', async () => {
    const { session } = board()
    const { element, close } = await show(session, <WallFace />)
    expect(element.textContent).toContain('This wall is still empty')
    expect(byName(element, 'Add the first card')).toBeTruthy()
    await close()
  })

  test('offers no writing where one only reads', async () => {
    const { session, ben: other } = board({ canWrite: false })
    other.create({ type: 'card', text: 'Hello', order: 'a1' })
    const { element, close } = await show(session, <WallFace />)
    expect(element.textContent).toContain('Hello')
    const words = buttons(element).map((one) => one.getAttribute('aria-label') ?? one.textContent)
    expect(words.filter((word) => /add|move|undo/i.test(word ?? ''))).toEqual([])
    await close()
  })

  test('shows columns as sections with their cards in order, and what comes from elsewhere', async () => {
    const { session, ben: other } = board()
    const column = session.gestures.create({ type: 'column', text: 'Seen', order: 'a1' })
    session.gestures.create({ type: 'card', text: 'second', order: 'a2', parent: column })
    const { element, close } = await show(session, <WallFace />)
    await inAct(() => void other.create({ type: 'card', text: 'first', order: 'a1', parent: column }))
    const section = element.querySelector('[data-drop-group]')
    expect(section?.querySelector('h2')?.textContent).toBe('Seen')
    const articles = [...(section?.querySelectorAll('ol > li > article') ?? [])]
    expect(articles.map((one) => one.getAttribute('aria-label'))).toEqual(['Card “first”', 'Card “second”'])
    await close()
  })

  test('gives a new card to whoever adds it, open for writing, and takes it back where nothing was written', async () => {
    const { session } = board()
    session.gestures.create({ type: 'column', text: 'Seen', order: 'a1' })
    const { element, close } = await show(session, <WallFace />)
    await inAct(() => byName(element, 'Add a card').click())
    expect(element.querySelector('textarea')?.getAttribute('aria-label')).toBe('Text')
    await inAct(() => byName(element, 'Done').click())
    expect(session.store.getIds()).toHaveLength(1)
    await inAct(() => byName(element, 'Add a card').click())
    const [id = ''] = session.store.getIds().filter((one) => session.store.getObject(one)?.type === 'card')
    await inAct(() => textOfObject(session.store.ydoc, id)?.insert(0, 'Heron'))
    await inAct(() => byName(element, 'Done').click())
    expect(element.querySelector('article')?.textContent).toContain('Heron')
    await close()
  })

  test('of somebody else’s card lets one move it and not write in it', async () => {
    const { session, ben: other } = board()
    const id = other.create({ type: 'card', text: 'Mine', order: 'a1' })
    const { element, close } = await show(session, <WallFace />)
    expect(byName(element, 'Move Card “Mine”')).toBeTruthy()
    await inAct(() => moderationOf(session.store.ydoc).set(moderationKey.locked(id), 1))
    expect(buttons(element).some((one) => one.getAttribute('aria-label') === 'Move Card “Mine”')).toBe(false)
    expect(element.textContent).toContain('Locked by a teacher')
    await close()
  })

  test('moves a card by key: lifted, down, over, put down', async () => {
    const { session, said } = board()
    const [one, two] = ['a1', 'a2'].map((order, at) =>
      session.gestures.create({ type: 'column', text: `Column ${at + 1}`, order }),
    )
    const id = session.gestures.create({ type: 'card', text: 'x', order: 'a1', parent: one ?? null })
    session.gestures.create({ type: 'card', text: 'y', order: 'a2', parent: one ?? null })
    const { element, close } = await show(session, <WallFace />)
    const press = (key: string) =>
      inAct(() => {
        const grip = byName(element, 'Move Card “x”')
        grip.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
      })
    await press('Enter')
    await press('ArrowDown')
    expect(said.at(-1)).toBe('Column 1: 2 of 2')
    await press('ArrowRight')
    expect(session.store.getObject(id)?.parent).toBe(two)
    expect(document.activeElement).toBe(byName(element, 'Move Card “x”'))
    await press('ArrowRight')
    expect(said.at(-1)).toBe('It goes no further.')
    await press('Escape')
    expect(session.store.getObject(id)?.parent).toBe(one)
    await close()
  })

  test('shows a shape as a card once something is written in it', async () => {
    const { session, elsewhere, ben: other } = board({ layout: 'grid' })
    const id = other.create({ type: 'shape', order: 'a1' })
    const { element, close } = await show(session, <WallFace />)
    expect(element.querySelectorAll('article')).toHaveLength(0)
    await inAct(() => textOfObject(elsewhere, id)?.insert(0, 'Dam'))
    expect(element.querySelector('article')?.textContent).toContain('Dam')
    await close()
  })

  test('hides who wrote what from pupils where a teacher wants it so', async () => {
    const { session, ben: other } = board()
    other.create({ type: 'card', text: 'Whose?', order: 'a1' })
    const { element, close } = await show(session, <WallFace />)
    expect(element.textContent).toContain('Ben')
    await inAct(() => metaOf(session.store.ydoc).set(metaKeys.hasNames, 0))
    expect(element.textContent).not.toContain('Ben')
    await close()
  })
})

describe('the list', () => {
  function river() {
    const made = board({ layout: 'canvas' })
    const { session, ben: other } = made
    const frame = session.gestures.create({ type: 'frame', text: 'Banks', order: 'a1', size: [400, 300] })
    const inside = other.create({ type: 'note', text: 'Willow', order: 'a2', parent: frame, size: [100, 100] })
    const far = session.gestures.create({
      type: 'note',
      text: 'Delta',
      order: 'a3',
      place: [900, 900],
      size: [100, 100],
    })
    const line = session.gestures.create({
      type: 'connector',
      order: 'a4',
      from: [inside, 0.5, 0.5],
      to: [far, 0.5, 0.5],
    })
    return { ...made, frame, inside, far, line }
  }

  test('names each object by type, words, author, place and what it is joined with', async () => {
    const { session } = river()
    const { element, close } = await show(session, <ListView />)
    expect(element.querySelector('h2')?.textContent).toBe('Objects (4)')
    const rows = [...element.querySelectorAll('[data-list-row]')].map((row) => row.textContent)
    expect(rows[0]).toMatch(/^Frame Banks.*Anna \(you\).*top left/)
    expect(rows[1]).toMatch(/^Note Willow.*Ben.*top left.*linked with Note “Delta”/)
    expect(rows.some((row) => /^Note Delta.*bottom right.*linked with Note “Willow”/.test(row ?? ''))).toBe(true)
    expect(rows.some((row) => /^Connector.*linked with Note “Willow” and Note “Delta”/.test(row ?? ''))).toBe(true)
    expect(element.querySelector('li > ul > li')?.textContent).toContain('Willow')
    await close()
  })

  test('has one row that Tab comes to, and opens it with all that can be done', async () => {
    const { session, said } = river()
    const { element, close } = await show(session, <ListView />)
    const tabbable = () =>
      [...element.querySelectorAll<HTMLElement>('[data-list-row]')].filter((row) => row.tabIndex === 0)
    expect(tabbable()).toHaveLength(1)
    await inAct(() => tabbable()[0]?.dispatchEvent(new KeyboardEvent('keydown', { key: 'End', bubbles: true })))
    expect(tabbable()[0]?.textContent).toMatch(/^(Note Delta|Connector)/)
    await inAct(() => element.querySelector<HTMLElement>('[data-list-row]')?.click())
    const tools = element.querySelector('[role="toolbar"]')
    const words = tools === null ? [] : buttons(tools).map((one) => one.textContent)
    expect(words).toEqual(
      expect.arrayContaining([
        'Edit',
        'Place and size',
        'Order',
        'Style',
        'Connect to…',
        'Duplicate',
        'React',
        'Comments',
        'Delete',
      ]),
    )
    await inAct(() => byName(element, 'Delete').click())
    expect(said.at(-1)).toBe('In the bin')
    expect(element.textContent).toContain('Bin (1)')
    await close()
  })

  test('deals with several at once: lined up, and in a frame of their own', async () => {
    const { session, said, inside, far } = river()
    const { element, close } = await show(session, <ListView />)
    const row = (id: string) => element.querySelector<HTMLElement>(`[data-list-row="${id}"]`)
    const choose = (id: string) =>
      inAct(() => row(id)?.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', ctrlKey: true, bubbles: true })))
    await choose(inside)
    await choose(far)
    expect(said.at(-1)).toBe('2 chosen')
    expect(row(far)?.textContent).toContain('chosen')
    await inAct(() => byName(element, 'Put a frame around').click())
    const [frame] = session.store.getObjects().filter((one) => one.type === 'frame' && one.text === '')
    expect(frame).toMatchObject({ place: [-32, -32], size: [1064, 1064] })
    expect(session.store.getObject(far)).toMatchObject({ parent: frame?.id, place: [932, 932] })
    expect(session.store.getObject(inside)?.parent).toBe(frame?.id)
    session.gestures.undo()
    expect(session.store.getObject(far)).toMatchObject({ parent: null, place: [900, 900] })
    await close()
  })

  test('keys and letters lead where they say', () => {
    const ids = ['a', 'b', 'c']
    expect(rowForKey(ids, null, 'ArrowDown')).toBe('a')
    expect(rowForKey(ids, 'c', 'ArrowDown')).toBe('c')
    expect(rowForKey(ids, 'b', 'Home')).toBe('a')
    expect(rowForKey(ids, 'b', 'x')).toBeNull()
    const words = (id: string) => ({ a: 'Apple', b: 'banana', c: 'Avocado' })[id] ?? ''
    expect(rowForLetters(ids, 'a', 'a', words)).toBe('c')
    expect(rowForLetters(ids, 'c', 'a', words)).toBe('a')
    expect(rowForLetters(ids, 'a', 'b', words)).toBe('b')
    expect(rowForLetters(ids, 'a', 'z', words)).toBeNull()
  })

  test('filters keep the frame that a thing is in', () => {
    const { session, frame, inside } = river()
    const rows = rowsOf(session.store.getObjects(), { author: ben, type: null }, true)
    expect(idsInOrder(rows)).toEqual([frame, inside])
  })
})

describe('what others do', () => {
  test('is said every three seconds, by author, and one’s own is not', async () => {
    const { session, said, ben: other, elsewhere } = board()
    const { close } = await show(session, <BoardNews />)
    vi.useFakeTimers()
    const ids = ['a1', 'a2'].map((order) => other.create({ type: 'card', text: 'x', order }))
    textOfObject(elsewhere, ids[0] ?? '')?.insert(0, 'more ')
    setReaction(elsewhere, ids[0] ?? '', ben, 1)
    putComment(elsewhere, objectId(ben), { objectId: ids[1] ?? '', at: 1, text: 'hm' })
    session.gestures.create({ type: 'card', order: 'a3' })
    expect(said).toEqual([])
    vi.advanceTimersByTime(3_000)
    expect(said).toEqual(['Ben: 2 added, 1 comment, 1 reaction.'])
    await close()
  })
})

test('a comment is sent, changed by its author alone, and brought back from the bin', async () => {
  const { session, ben: other, elsewhere } = board()
  const id = session.gestures.create({ type: 'card', text: 'x', order: 'a1' })
  putComment(elsewhere, objectId(ben), { objectId: id, at: 1, text: 'From **Ben**' })
  putComment(session.store.ydoc, objectId(anna), { objectId: id, at: 2, text: 'From Anna' })
  const { element, close } = await show(session, <CommentThread id={id} />)
  expect(other.canUndo).toBe(false)
  const lines = [...element.querySelectorAll('li')]
  expect(lines.map((line) => buttons(line).length)).toEqual([0, 2])
  await inAct(() => byName(element, 'Delete the comment').click())
  expect(element.textContent).not.toContain('From Anna')
  await inAct(() => byName(element, 'Bring back').click())
  expect(element.textContent).toContain('From Anna')
  await close()
})
