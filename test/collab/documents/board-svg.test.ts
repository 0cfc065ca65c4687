import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { objectsOf, readBoard } from '#collab/documents/board-read.ts'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import { type BoardObject, layouts } from '#collab/documents/board-model.ts'
import { boardThemes } from '#collab/documents/board-palette.ts'
import { boardSvg, type SvgOptions } from '#collab/documents/board-svg.ts'
import { shortened, wrapText } from '#collab/documents/board-text.ts'
import { nameOfKey, textKey, values } from '#collab/documents/board-values.ts'
import { objectTypes, textLook } from '#collab/documents/things/register.ts'
import catalogue from '#client/locales/en/boards.json' with { type: 'json' }
import { boardWith, everyObject, sampleAsset, sampleObject } from './board-samples.ts'

const plain: SvgOptions = { measure: measureByTable }
const whole: SvgOptions = { ...plain, typeName: (type) => catalogue[`type_${type}`], title: 'Our river <1>' }
const golden = (name: string) => `__snapshots__/board-svg/${name}.svg`
const svgOf = (objects: readonly BoardObject[], options = plain) => boardSvg(boardWith(objects), options).svg

const tags = new Set(['svg', 'title', 'style', 'g', 'rect', 'circle', 'path', 'text', 'tspan', 'image', 'a'])

/** Everything between angle brackets: nothing else of a picture can do anything. */
function everyTag(svg: string) {
  return [...svg.matchAll(/<([^>]*)>/g)].flatMap(([, inside = '']) => {
    if (inside.startsWith('/')) return []
    const [, name = '', attributes = ''] = /^([a-z]+)(.*?)\/?$/s.exec(inside) ?? []
    return [{ name, attributes: [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)], rest: attributes }]
  })
}

function expectHarmless(svg: string) {
  for (const { name, attributes, rest } of everyTag(svg)) {
    expect(tags).toContain(name)
    expect(rest.replaceAll(/\s+[\w:-]+="[^"<]*"/g, '').trim()).toBe('')
    for (const [, key = '', value = ''] of attributes) {
      expect(key).not.toMatch(/^on|^style$|xlink/i)
      if (key === 'href') expect(value).toMatch(/^(https?:|mailto:|data:image\/png;base64,|\/api\/)/i)
      else expect(value).not.toMatch(/NaN|Infinity|undefined|url\(/)
    }
  }
}

describe('a picture of a board', () => {
  it.each(['light', 'dark'] as const)('shows every kind of object, in %s', async (theme) => {
    const { svg } = boardSvg(boardWith(everyObject), { ...whole, theme: boardThemes[theme] })
    expectHarmless(svg)
    await expect(svg).toMatchFileSnapshot(golden(`canvas-${theme}`))
  })

  it.each(layouts.filter((layout) => layout !== 'canvas'))('shows a wall as %s', async (layout) => {
    const { svg } = boardSvg(boardWith(everyObject, layout), whole)
    expectHarmless(svg)
    await expect(svg).toMatchFileSnapshot(golden(layout))
  })

  it('is the same bytes each time, and in a small one ink is simple and nothing is named', async () => {
    const small = svgOf(everyObject, { ...plain, isSmall: true })
    expect(svgOf(everyObject, { ...plain, isSmall: true })).toBe(small)
    expect(small).not.toMatch(/<title|<a /)
    expect(small.length).toBeLessThan(svgOf(everyObject, whole).length)
    await expect(small).toMatchFileSnapshot(golden('small'))
  })

  it('can be opened by a strict reader, and is as large as it says', async () => {
    const { svg, width, height } = boardSvg(boardWith(everyObject), whole)
    const found = await sharp(Buffer.from(svg)).metadata()
    expect(found).toMatchObject({ format: 'svg', width, height })
  })

  it('of an empty board is a blank page', () => {
    expect(boardSvg(boardWith([]), plain)).toMatchObject({ width: 704, height: 424 })
  })

  it('says what each object is and says, once', () => {
    const svg = svgOf(everyObject, whole)
    expect(svg).toContain('<title>Our river &lt;1&gt;</title>')
    expect(svg).toContain('<title>Note: Wie lang ist sie? 2 850 km</title>')
    expect(svg).toContain('<title>Picture: Das Delta von oben</title>')
    expect(svg).toContain(
      '<title>Card: Ulm: das Münster &amp; die Donau &lt;3 • Fischerviertel • Donauschwaben</title>',
    )
    expect(svg).not.toContain('nobody sees this')
  })

  it('names nobody unless it is asked to', () => {
    expect(svgOf(everyObject, whole)).not.toMatch(/lea|Léa/)
    const named = svgOf(everyObject, { ...whole, authorOf: () => 'Léa B.' })
    expect(named).toContain('<title>Note: Léa B.: Wie lang')
    expect(named).toMatch(/<tspan[^>]*>Léa B\.<\/tspan>/)
  })

  it('counts reactions, comments and votes without a name', () => {
    const board = boardWith([sampleObject('card', 'card', { text: 'Hallo' })], 'list', {
      reactions: [
        { objectId: 'lea.card', author: 'ben', reaction: 0 },
        { objectId: 'lea.card', author: 'eva', reaction: 0 },
      ],
      comments: [{ id: 'ben.comm', author: 'ben', objectId: 'lea.card', at: 1, text: 'secret?', isRemoved: false }],
    })
    const { svg } = boardSvg(board, plain)
    expect(svg).toContain('👍 2 · 💬 1')
    expect(svg).not.toMatch(/secret|ben|eva/)
  })

  it('takes images from us or from bytes, and from nowhere else', () => {
    const image = [sampleObject('image', 'image', { size: [100, 80], asset: sampleAsset, alt: 'Delta' })]
    const from = (address: string) => svgOf(image, { ...plain, imageOf: () => address })
    expect(from('data:image/png;base64,AAAA')).toContain('<image href="data:image/png;base64,AAAA"')
    expect(from(`/api/files/${sampleAsset}`)).toContain('<image href="/api/')
    for (const address of ['https://elsewhere.example/a.png', '//elsewhere.example/a.png', 'data:image/svg+xml,<svg/>'])
      expect(from(address)).not.toContain('<image')
  })

  it('draws a link as one only where it leads to a page', () => {
    const link = (href: string) => svgOf([sampleObject('link', 'link', { size: [200, 0], href, name: 'x' })])
    expect(link('https://example.org/?a=1&b="2"')).toContain('href="https://example.org/?a=1&amp;b=&quot;2&quot;"')
    expect(link('javascript:alert(1)')).not.toContain('<a')
  })
})

describe('what was made on a wall', () => {
  const cards = ['a1', 'a2'].map((order) => sampleObject(`card${order}`, 'card', { order, text: order }))

  it('does not lie in one heap on a canvas', () => {
    const places = [...svgOf(cards).matchAll(/translate\(([\d. -]+)\)/g)].map(([, place]) => place)
    expect(new Set(places).size).toBe(2)
  })

  it('stands in its column, from top to bottom', () => {
    const column = sampleObject('col', 'column', { text: 'To do' })
    const inside = cards.map((card) => ({ ...card, parent: column.id }))
    const svg = svgOf([column, ...inside])
    const heights = [...svg.matchAll(/translate\(12 ([\d.]+)\)/g)].map(([, y]) => Number(y))
    expect(heights).toHaveLength(2)
    expect(heights[1]).toBeGreaterThan(heights[0] ?? 0)
  })
})

describe('a text in a picture', () => {
  const look = textLook({ type: 'card', stroke: 2 })
  const wrap = (text: string, width: number) => wrapText(text, width, look, measureByTable)

  it('is broken at spaces, and in a word only where it must be', () => {
    expect(wrap('the river is long', 90)).toEqual(['the river is', 'long'])
    expect(wrap('Donaudampfschifffahrtsgesellschaft', 100).join('')).toBe('Donaudampfschifffahrtsgesellschaft')
    expect(wrap('a\n\nb', 100)).toEqual(['a', '', 'b'])
  })

  it('keeps a letter of several signs whole', () => {
    const family = '👨‍👩‍👧'
    expect(wrap(family.repeat(4), 40).every((line) => line.split(family).join('') === '')).toBe(true)
  })

  it('fits its width, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 40, max: 600 }), (text, width) => {
        for (const line of wrap(text, width))
          if (Array.from(line).length > 1 && !/\u{200d}|\u{fe0f}|\p{M}/u.test(line))
            expect(measureByTable(line, look)).toBeLessThanOrEqual(width + 0.001)
        expect(measureByTable(shortened(text, width, look, measureByTable), look)).toBeLessThanOrEqual(width)
      }),
      { numRuns: 300 },
    )
  })
})

const nasty = [
  '</text><script>alert(1)</script>',
  '"><image href="https://x.example/a" onload="x"/>',
  ']]><!--',
  '&lt;&amp;&#0;',
  '\u0000\u0007\ud800x\udc00\uffff',
  'javascript:alert(1)',
  "' style='x' onclick='y",
]
const junkText = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 60 }))
const junkValue = fc.oneof(
  junkText,
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.uint8Array({ maxLength: 40 }),
  fc.tuple(fc.double(), fc.double()),
  fc.tuple(fc.constantFrom(null, 'a.aaaa', 'b.bbbb', 'c.cccc'), fc.double(), fc.double()),
  fc.constantFrom('a.aaaa', 'b.bbbb', 'c.cccc'),
)
const someValue = fc.oneof(
  { weight: 1, arbitrary: junkValue },
  { weight: 3, arbitrary: fc.integer({ min: -20, max: 900 }) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 20_000 })),
  },
)
const keys = [...nameOfKey.keys()].filter((key) => key !== values.type.key)
const junkObject = fc.record({
  type: fc.constantFrom(...objectTypes),
  values: fc.dictionary(fc.constantFrom(...keys), someValue, { maxKeys: 12 }),
  text: junkText,
})

describe('a board of junk', () => {
  it('is a picture that every reader can open and that does nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(junkObject, { maxLength: 12 }),
        fc.constantFrom(...layouts),
        fc.boolean(),
        async (objects, layout, isSmall) => {
          const ydoc = new Y.Doc()
          ydoc.getMap('meta').set('layout', layout)
          for (const [at, { type, values: given, text }] of objects.entries()) {
            const letter = 'abcdefghijkl'[at] ?? 'z'
            const map = new Y.Map<unknown>([...Object.entries(given), [values.type.key, type]])
            map.set(textKey, new Y.Text(text))
            objectsOf(ydoc).set(`${letter}.${letter.repeat(4)}`, map)
          }
          const options = { ...whole, isSmall, title: objects[0]?.text ?? '', imageOf: () => objects[0]?.text ?? null }
          const { svg } = boardSvg(readBoard(ydoc), options)
          ydoc.destroy()
          expectHarmless(svg)
          await sharp(Buffer.from(svg), { limitInputPixels: false }).metadata()
        },
      ),
      { numRuns: 400 },
    )
  }, 60_000)
})
