import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { frameAlone } from '#client/boards/export/frame-part.ts'
import { keysOf } from '#client/boards/canvas/keys-of.ts'
import { slideFor, slidesOf } from '#client/boards/parts/slides.ts'
import { WallFace } from '#client/boards/wall/wall-face.tsx'
import { finder } from '#client/ui/finder.ts'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { boardSvg } from '#collab/documents/board-svg.ts'
import { board, inAct, show } from '#test/helpers/board-screen.tsx'
import { boardWith, sampleObject } from '#test/collab/documents/board-samples.ts'

test('words are found without accents, in any order, and in letters of their own', () => {
  const finds = (query: string, text: string) => finder(query)?.(text) ?? null
  expect(finds('ecole strasse', 'Unsere Straße zur École')).toBe(true)
  expect(finds('oeuvre', 'Une œuvre')).toBe(true)
  expect(finds('ecole hund', 'Unsere Straße zur École')).toBe(false)
  expect(finds('  ', 'anything')).toBeNull()
})

describe('frames as slides', () => {
  const frame = (id: string, x: number, y: number) =>
    sampleObject(id, 'frame', { place: [x, y], size: [400, 300], text: id })
  const objects = [
    frame('third', 0, 400),
    frame('second', 500, 0),
    frame('first', 0, 10),
    sampleObject('n', 'note', { place: [-900, -900] }),
  ]

  test('come as one reads them, by keys and by a remote, and end at the last', () => {
    expect(slidesOf(objects).map(({ text }) => text)).toEqual(['first', 'second', 'third'])
    const keys = ['ArrowRight', 'PageDown', ' ', 'ArrowLeft', 'Home', 'End', 'ArrowRight', 'x']
    let at = 0
    const seen = keys.map((key) => {
      const next = slideFor(key, at, 3)
      at = next ?? at
      return next
    })
    expect(seen).toEqual([1, 2, 2, 1, 0, 2, 2, null])
  })

  test('leave alone with what is seen in them, and nothing of what is beside', () => {
    const inside = sampleObject('in', 'note', {
      parent: 'lea.first',
      place: [20, 20],
      size: [100, 100],
      text: 'inside',
    })
    const over = sampleObject('over', 'shape', { place: [100, 100], size: [60, 60], text: 'drawn over' })
    const beside = sampleObject('out', 'note', { place: [900, 900], size: [100, 100], text: 'beside' })
    const joined = sampleObject('j', 'connector', { from: [inside.id, 0.5, 0.5], to: [over.id, 0.5, 0.5] })
    const away = sampleObject('k', 'connector', { from: [inside.id, 0.5, 0.5], to: [beside.id, 0.5, 0.5] })
    const whole = boardWith([...objects, inside, over, beside, joined, away])
    const alone = frameAlone(whole, 'lea.first')
    expect(alone.objects.map(({ id }) => id).toSorted()).toEqual(['lea.first', 'lea.in', 'lea.j', 'lea.over'])
    const { svg, width } = boardSvg(alone, { measure: measureByTable })
    expect(svg).toContain('inside')
    expect(svg).not.toContain('beside')
    expect(width).toBeLessThan(500)
  })
})

test('keys are a field’s, a layer’s, a control’s for its own, and the board’s everywhere else', () => {
  document.body.innerHTML =
    '<main><h1>T</h1><div role="toolbar"><button>b</button></div><input id="f"><input type="radio"><div role="dialog"><p>d</p></div></main>'
  const whose = (selector: string) => keysOf(document.querySelector(selector))
  expect([whose('h1'), whose('button'), whose('#f'), whose('[type=radio]'), whose('p'), keysOf(document.body)]).toEqual(
    ['board', 'control', 'field', 'control', 'layer', 'board'],
  )
  document.body.innerHTML = ''
})

describe('a wall', () => {
  beforeEach(() => {
    vi.stubGlobal(
      'IntersectionObserver',
      class {
        observe() {}
        unobserve() {}
      },
    )
  })
  afterEach(() => vi.unstubAllGlobals())

  const left = 'leftleftleft'
  const former = new Map([
    [
      left,
      {
        ...{ userId: 'u9', name: 'Chloé', alias: null, kind: 'pupil' as const, paletteIndex: 3, shape: 1 },
        school: { id: 's1', name: 'Collège', countryCode: 'FR' },
      },
    ],
  ])

  test('names who has left as it did while they were here', async () => {
    const { session, ydoc } = board()
    const { Gestures } = await import('#collab/documents/board-gestures.ts')
    new Gestures(ydoc, left).create({ type: 'card', text: 'Hers', order: 'a1' })
    const { element, close } = await show({ ...session, former }, <WallFace />)
    expect(element.textContent).toContain('Chloé')
    expect(element.textContent).not.toContain('Somebody')
    await close()
  })

  test('has its words and its language, and is searched by words and by authors', async () => {
    const { session, ben: other } = board()
    session.gestures.speak('fr')
    session.gestures.create({ type: 'card', text: 'Le moulin', order: 'a1' })
    other.speak('de')
    other.create({ type: 'card', text: 'Die Mühle', order: 'a2' })
    const { element, close } = await show(session, <WallFace />)
    const langs = [...element.querySelectorAll('article [lang]')].map((one) => [
      one.getAttribute('lang'),
      one.textContent,
    ])
    expect(langs).toEqual([
      ['fr', 'Le moulin'],
      ['de', 'Die Mühle'],
    ])
    const field = element.querySelector<HTMLInputElement>('input[type="search"]')
    const look = (words: string) =>
      inAct(() => {
        if (field === null) throw new Error('no field')
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, words)
        field.dispatchEvent(new Event('input', { bubbles: true }))
      })
    const cards = () => [...element.querySelectorAll('article')].map((one) => one.querySelector('[lang]')?.textContent)
    await look('muhle')
    expect(cards()).toEqual(['Die Mühle'])
    await look('anna')
    expect(cards()).toEqual(['Le moulin'])
    await close()
  })
})
