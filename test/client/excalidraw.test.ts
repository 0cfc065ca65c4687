import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { unpackInk } from '#collab/documents/board-ink.ts'
import { Gestures } from '#collab/documents/board-gestures.ts'
import { shapeNames } from '#collab/documents/board-model.ts'
import { colourNames } from '#collab/documents/board-palette.ts'
import { objectsOf, readBoard } from '#collab/documents/board-read.ts'
import { nameOfKey, values } from '#collab/documents/board-values.ts'
import { nearestColour } from '#client/boards/export/excalidraw-colours.ts'
import { importLimits, readExcalidraw } from '#client/boards/export/excalidraw-file.ts'
import { planImport } from '#client/boards/export/excalidraw.ts'
import { putImport } from '#client/boards/export/put-import.ts'
import { BoardStore } from '#client/boards/board-store.ts'

const common = { x: 0, y: 0, width: 100, height: 60, angle: 0, strokeColor: '#1e1e1e', strokeWidth: 2 }
const file = (elements: unknown[], more = {}) => JSON.stringify({ type: 'excalidraw', version: 2, elements, ...more })

const drawing = [
  { ...common, id: 'f', type: 'frame', x: 1000, y: 500, width: 400, height: 300, name: 'Le moulin' },
  {
    ...common,
    id: 'r',
    type: 'rectangle',
    backgroundColor: '#a5d8ff',
    roundness: { type: 3 },
    frameId: 'f',
    x: 1020,
    y: 520,
  },
  { ...common, id: 'rt', type: 'text', text: 'la roue', containerId: 'r' },
  { ...common, id: 'e', type: 'ellipse', x: 200, strokeColor: '#e03131', strokeWidth: 4, angle: Math.PI / 2 },
  { ...common, id: 't', type: 'text', text: 'Notre rivière', fontSize: 36, strokeColor: '#2f9e44' },
  {
    ...common,
    id: 'a',
    type: 'arrow',
    points: [
      [0, 0],
      [200, 40],
    ],
    startBinding: { elementId: 'r', focus: 0, gap: 4 },
    endBinding: { elementId: 'e', focus: 0, gap: 4 },
    endArrowhead: 'arrow',
  },
  {
    ...common,
    id: 'd',
    type: 'freedraw',
    x: 40,
    y: 300,
    points: [
      [0, 0],
      [10, 20],
      [30, 5],
    ],
    pressures: [0.2, 0.6, 0.9],
    simulatePressure: false,
  },
  { ...common, id: 'i', type: 'image', fileId: 'png' },
  { ...common, id: 'l', type: 'embeddable', link: 'https://example.org/video' },
  { ...common, id: 'gone', type: 'rectangle', isDeleted: true },
]
const files = { png: { id: 'png', mimeType: 'image/png', dataURL: 'data:image/png;base64,iVBORw0KGgo=' } }

function plan(elements: unknown[] = drawing, more = { files }) {
  const found = readExcalidraw(file(elements, more))
  if ('reason' in found) throw new Error(found.reason)
  return planImport(found)
}

function board() {
  const ydoc = new Y.Doc()
  const store = new BoardStore(ydoc)
  const session = { store, gestures: new Gestures(ydoc, 'abcdefghijkm'), documentId: 'd' }
  return { ydoc, session }
}

describe('a drawing of Excalidraw', () => {
  it('becomes objects of ours', () => {
    const { objects, pictures, left } = plan()
    const by = (key: string) => objects.find((object) => object.key === key)
    expect(objects.map(({ key }) => key)).toEqual(['f', 'r', 'e', 't', 'a', 'd', 'i', 'l'])
    expect(by('f')).toMatchObject({ type: 'frame', text: 'Le moulin', place: [1000, 500] })
    expect(by('r')).toMatchObject({ type: 'shape', text: 'la roue', fill: 1, parentKey: 'f', place: [20, 20] })
    expect(by('r')?.shape).toBe(shapeNames.indexOf('rounded'))
    expect(by('e')).toMatchObject({ type: 'shape', fill: 0, stroke: 3, rotation: 90 })
    expect(by('t')).toMatchObject({ type: 'text', text: 'Notre rivière', stroke: 4 })
    expect(by('a')).toMatchObject({ type: 'connector', from: ['r', 0.5, 0.5], to: ['e', 0.5, 0.5], shape: 0 })
    expect(by('d')).toMatchObject({ type: 'ink', place: [40, 300] })
    expect(unpackInk(by('d')?.points ?? new Uint8Array())?.[2]?.pressure).toBeCloseTo(0.9, 1)
    expect(by('l')).toMatchObject({ type: 'link', href: 'https://example.org/video' })
    expect([...pictures.keys()]).toEqual(['i'])
    expect(left.size).toBe(0)
  })

  it('is put on a board as one thing to undo, joined as it was', () => {
    const { ydoc, session } = board()
    const uploaded = { assets: new Map([['i', '0c3f7a52-8b7e-4b6e-9f58-0a4c8f5e2d11']]), failed: 0 }
    expect(putImport(session, plan(), uploaded, 'from a file')).toBe(8)
    const { objects } = readBoard(ydoc)
    const of = (type: string) => objects.find((object) => object.type === type)
    expect(of('connector')?.from?.[0]).toBe(objects.find(({ text }) => text === 'la roue')?.id)
    expect(objects.find(({ text }) => text === 'la roue')?.parent).toBe(of('frame')?.id)
    expect(of('image')).toMatchObject({ asset: '0c3f7a52-8b7e-4b6e-9f58-0a4c8f5e2d11', alt: 'from a file' })
    session.gestures.undo()
    expect(readBoard(ydoc).objects.every((object) => object.isRemoved)).toBe(true)
  })

  it('lies beside what is on the board already', () => {
    const { ydoc, session } = board()
    session.gestures.create({ type: 'note', order: 'a0', place: [0, 0], size: [500, 500] })
    putImport(session, plan([drawing[3]]), { assets: new Map(), failed: 0 }, '')
    const shape = readBoard(ydoc).objects.find(({ type }) => type === 'shape')
    expect(shape?.place[0]).toBeGreaterThan(500)
  })

  it('leaves pictures out that did not arrive, and what is joined with them', () => {
    const { ydoc, session } = board()
    const arrow = { ...drawing[5], startBinding: { elementId: 'i' } }
    putImport(session, plan([drawing[3], drawing[7], arrow]), { assets: new Map(), failed: 1 }, '')
    expect(readBoard(ydoc).objects.map(({ type }) => type)).toEqual(['shape'])
  })
})

describe('a file that is not as it should be', () => {
  it.each([
    ['{"type":"excalidraw","elements":[', 'notJson'],
    ['PNG', 'notJson'],
    ['null', 'notExcalidraw'],
    ['{"type":"tldraw","elements":[]}', 'notExcalidraw'],
    ['{"type":"excalidraw"}', 'notExcalidraw'],
    [file([]), 'empty'],
    [file([{ type: 'selection', id: 'x' }]), 'empty'],
    [file([{ ...common, id: 'x', type: 'rectangle', width: 1e9 }]), 'empty'],
    [file(Array.from({ length: importLimits.elements + 1 }, () => 0)), 'tooMany'],
  ])('%# says what is wrong', (text, reason) => {
    expect(readExcalidraw(text.slice(0, 200_000))).toEqual({ reason })
  })

  it('says how many things stay behind, and why', () => {
    const elements = [
      drawing[3],
      { ...common, id: 'odd', type: 'hologram' },
      { ...common, id: 'nan', type: 'rectangle', x: 'left' },
      { ...common, id: 'nopic', type: 'image', fileId: 'missing' },
      { ...common, id: 'svg', type: 'image', fileId: 'svg' },
      { ...common, id: 'js', type: 'embeddable', link: 'javascript:alert(1)' },
      { ...common, id: 'long', type: 'text', text: 'x'.repeat(6_000) },
    ]
    const svg = { svg: { id: 'svg', mimeType: 'image/svg+xml', dataURL: 'data:image/svg+xml;base64,PHN2Zy8+' } }
    const { objects, left } = plan(elements, { files: { ...files, ...svg } })
    expect(objects.map(({ key }) => key)).toEqual(['e', 'long'])
    expect(objects[1]?.text).toHaveLength(5_000)
    expect(Object.fromEntries(left)).toEqual({ unreadable: 2, picture: 2, embedded: 1, cutText: 1 })
  })

  it('never throws and never makes a broken object, whatever is in it', () => {
    const anything = fc.oneof(fc.anything(), fc.constantFrom(...drawing), fc.string())
    const broken = fc
      .constantFrom(...drawing)
      .chain((one) =>
        fc
          .record({ key: fc.constantFrom(...Object.keys(one)), value: anything })
          .map(({ key, value }) => ({ ...one, [key]: value })),
      )
    fc.assert(
      fc.property(fc.array(fc.oneof(broken, anything), { maxLength: 8 }), (elements) => {
        let text: string
        try {
          text = file(elements)
        } catch {
          return
        }
        const found = readExcalidraw(text)
        if ('reason' in found) return
        const { ydoc, session } = board()
        const made = putImport(session, planImport(found), { assets: new Map(), failed: 0 }, '')
        const { objects } = readBoard(ydoc)
        expect(objects).toHaveLength(made)
        for (const map of objectsOf(ydoc).values())
          for (const [key, value] of map instanceof Y.Map ? map : []) {
            const name = nameOfKey.get(key)
            if (name !== undefined) expect(values[name].read(value)).toBeDefined()
          }
      }),
      { numRuns: 500 },
    )
  })
})

it('takes the nearest of our colours', () => {
  const names = ['#1e1e1e', '#e03131', '#2f9e44', '#1971c2', '#f08c00', '#ffec99', '#0c8599', '#9c36b5', 'red', '#fff']
  expect(names.map((colour) => colourNames[nearestColour(colour)])).toEqual([
    ...['ink', 'rose', 'green', 'blue', 'orange', 'sun', 'teal', 'violet', 'ink', 'ink'],
  ])
})
