import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { boxOf, connectorRoute, type Box } from '#collab/documents/board-connector.ts'
import { type BoardObject, type End, type Point, shapeNames } from '#collab/documents/board-model.ts'
import { boardThemes, colourIndex, colourNames, colourOf } from '#collab/documents/board-palette.ts'
import { frameTitleHeight, isOpenShape, shapePath, textBox } from '#collab/documents/board-shapes.ts'
import { textLook } from '#collab/documents/things/register.ts'
import { atRest } from '#collab/documents/board-values.ts'

describe('shapes', () => {
  it.each(shapeNames.map((name, shape) => [name, shape] as const))('draws a %s in its box', (name, shape) => {
    const path = shapePath(shape, [120, 60])
    expect(path).toMatch(/^M[\dMLHVAZa .-]+$/)
    expect(path.endsWith('Z')).toBe(!isOpenShape(shape))
    expect(path).toMatchSnapshot(name)
    const { x, y, width, height } = textBox(shape, [120, 60])
    expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(0)
    expect(x + width).toBeLessThanOrEqual(120)
    expect(y + height).toBeLessThanOrEqual(60)
  })

  it('draws a shape of no size without a number that is none', () => {
    for (const shape of shapeNames.keys()) expect(shapePath(shape, [0, 0])).not.toMatch(/NaN|Infinity/)
  })

  it('sets the title of a frame in the room above it', () => {
    const { size, lineHeight } = textLook({ type: 'frame', stroke: 2 })
    expect(size * lineHeight).toBeLessThan(frameTitleHeight)
  })
})

describe('the palette', () => {
  const css = readFileSync('client/ui/tokens.css', 'utf8')

  it('is the same on screens and in pictures', () => {
    const blocks = { light: "[data-theme='light']", dark: "[data-theme='dark']" } as const
    for (const theme of ['light', 'dark'] as const) {
      const start = css.indexOf(blocks[theme])
      const block = css.slice(start, css.indexOf('}', start))
      for (const [at, colour] of boardThemes[theme].colours.entries()) {
        expect(block).toContain(`--board-${at}-line: ${colour.line};`)
        expect(block).toContain(`--board-${at}-tint: ${colour.tint};`)
        expect(css).toContain(`--board-${at}-mark: ${colour.mark};`)
      }
      for (const name of ['surface', 'sunken', 'text'] as const)
        expect(block).toContain(`--${name}: ${boardThemes[theme][name]};`)
    }
  })

  it('has a colour for every number that an object may hold', () => {
    for (let colour = 0; colour <= 15; colour++) {
      expect(colourNames[colourIndex(colour)]).toBeDefined()
      expect(colourOf(boardThemes.light, colour).line).toMatch(/^#/)
    }
  })
})

const boxes = new Map<string, Box>([
  ['a.aaaa', { x: 0, y: 0, width: 100, height: 100, rotation: 0, outline: 'box' }],
  ['a.bbbb', { x: 300, y: 0, width: 100, height: 100, rotation: 0, outline: 'ellipse' }],
  ['a.cccc', { x: 300, y: 400, width: 100, height: 100, rotation: 45, outline: 'diamond' }],
])
const route = (from: End, to: End, look: Partial<Pick<BoardObject, 'fill' | 'shape'>> = {}) =>
  connectorRoute({ from, to, fill: 0, shape: 0, stroke: 2, ...look }, (id) => boxes.get(id) ?? null)

const middle = (id: string): End => [id, 0.5, 0.5]

describe('connectors', () => {
  it('go straight from side to side and leave a little room', () => {
    const found = route(middle('a.aaaa'), middle('a.bbbb'))
    expect(found?.from).toEqual([104, 50])
    expect(found?.to).toEqual([296, 50])
    expect(found?.middle).toEqual([200, 50])
    expect(found?.path).toBe('M104 50L296 50')
    expect(found?.heads).toMatch(/^M[\d. -]+L296 50L/)
  })

  it('stay at the place of an object where they were put', () => {
    expect(route(['a.aaaa', 1, 0.25], [null, 200, 25])?.from).toEqual([100, 25])
  })

  it('turn with the object', () => {
    const found = route(['a.cccc', 0.5, 0], [null, 350, 0])
    expect(Math.round(found?.from[0] ?? 0)).toBe(385)
    expect(Math.round(found?.from[1] ?? 0)).toBe(415)
  })

  it('bend at right angles, and only there', () => {
    const points = route(middle('a.aaaa'), middle('a.cccc'), { fill: 2 })?.points ?? []
    expect(points.length).toBeGreaterThan(2)
    for (const [at, point] of points.slice(1).entries()) {
      const before = points[at] ?? point
      expect(Math.min(Math.abs(before[0] - point[0]), Math.abs(before[1] - point[1]))).toBeLessThan(0.01)
    }
  })

  it('curve out of one side into another', () => {
    const found = route(middle('a.aaaa'), middle('a.bbbb'), { fill: 1, shape: 2 })
    expect(found?.path).toBe('M104 50C200 50 200 50 296 50')
    expect(found?.heads.match(/M/g)).toHaveLength(2)
  })

  it('are not drawn where an object is not there', () => {
    expect(route(middle('a.aaaa'), middle('a.gone'))).toBeNull()
    expect(connectorRoute({ from: null, to: null, fill: 0, shape: 0, stroke: 2 }, () => null)).toBeNull()
  })

  it('give numbers whatever they connect', () => {
    const nothing: Box = { x: 5, y: 5, width: 0, height: 0, rotation: 0, outline: 'diamond' }
    for (const fill of [0, 1, 2])
      for (const end of [middle('a.aaaa'), [null, 5, 5] as const]) {
        const found = connectorRoute({ from: middle('a.aaaa'), to: end, fill, shape: 2, stroke: 4 }, () => nothing)
        expect(`${found?.path}${found?.heads}${found?.middle.join()}`).not.toMatch(/NaN|Infinity|null/)
      }
  })

  it('know the outline of what they meet', () => {
    const ellipse: Pick<BoardObject, 'type' | 'shape'> = { type: 'shape', shape: shapeNames.indexOf('ellipse') }
    const place: Point = [10, 20]
    expect(boxOf({ ...object, ...ellipse }, place)).toMatchObject({ x: 10, y: 20, outline: 'ellipse' })
  })
})

const object: BoardObject = { ...atRest, id: 'a.aaaa', author: 'a', size: [100, 50], text: '' }
