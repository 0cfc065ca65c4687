import { describe, expect, test } from 'vitest'
import { readExcalidraw } from '#client/boards/export/excalidraw-file.ts'
import { excalidrawOf } from '#client/boards/export/excalidraw-out.ts'
import { planImport } from '#client/boards/export/excalidraw.ts'
import { measureByTable } from '#collab/documents/board-font-widths.ts'
import type { Layout } from '#collab/documents/board-model.ts'
import { isOpenShape } from '#collab/documents/board-shapes.ts'
import { boardWith, everyObject, sampleAsset } from '#test/collab/documents/board-samples.ts'

// What leaves as a file of Excalidraw comes back by the import that takes theirs.

const png = 'data:image/png;base64,iVBORw0KGgo='

function written(layout: Layout = 'canvas', objects = everyObject) {
  return excalidrawOf(boardWith(objects, layout), {
    looks: { measure: measureByTable },
    imageOf: (asset) => (asset === sampleAsset ? png : null),
    sayOf: ({ text, alt, name, href }) => [text, alt, name, href].filter(Boolean).join('\n'),
  })
}

function back(layout: Layout = 'canvas') {
  const file = readExcalidraw(written(layout))
  if ('reason' in file) throw new Error(file.reason)
  return planImport(file)
}

describe('a board as a file of Excalidraw', () => {
  test('is read again whole: frames, shapes, words, ink, pictures and what joins them', () => {
    const { objects, left, pictures } = back()
    expect([...left]).toEqual([])
    const of = (type: string) => everyObject.filter((object) => object.type === type)
    const count = (type: string) => objects.filter((object) => object.type === type).length
    // A shape that is a line is one of theirs too, and theirs with two ends are connectors here.
    const lines = of('shape').filter(({ shape }) => isOpenShape(shape)).length
    expect(['frame', 'text', 'connector', 'image'].map(count)).toEqual([
      of('frame').length,
      of('text').length,
      of('connector').length + lines,
      of('image').length,
    ])
    expect(pictures.size).toBe(1)
    const words = objects.map(({ text }) => text).join('\n')
    for (const object of everyObject)
      if (object.text !== '' && !object.isRemoved)
        expect(words.replaceAll('\n', ' ')).toContain(object.text.split('\n')[0]?.slice(0, 12))
  })

  test('keeps things in their frames and arrows on what they hang on', () => {
    const { objects } = back()
    const inFrame = everyObject.filter(({ parent, type }) => parent === 'lea.frame' && type !== 'connector')
    for (const { id } of inFrame) expect(objects.find(({ key }) => key === id)?.parentKey).toBe('lea.frame')
    for (const { id, from, to } of everyObject.filter(({ type }) => type === 'connector')) {
      const arrow = objects.find(({ key }) => key === id)
      expect([arrow?.from?.[0], arrow?.to?.[0]]).toEqual([from?.[0] ?? null, to?.[0] ?? null])
    }
  })

  test('names nobody, and is the same for the same board', () => {
    expect(written()).toBe(written())
    expect(written()).not.toContain('"author"')
  })

  test('a wall leaves as it stands, cards under one another', () => {
    const { objects } = back('columns')
    expect(objects.length).toBeGreaterThan(3)
  })
})
