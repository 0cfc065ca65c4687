import { describe, expect, it } from 'vitest'
import { countsOf, csvOf, listRows } from '#client/boards/export/list-table.ts'
import { isInRange } from '#client/boards/export/fonts.ts'
import { scaleFor } from '#client/boards/export/png.ts'
import { fileName } from '#client/ui/save-file.ts'
import { loadMessages } from '#client/locales/locales.ts'
import { speak } from '#client/locales/messages.tsx'
import { boardWith, everyObject, sampleObject } from '../collab/documents/board-samples.ts'

const { t } = speak('en', (await loadMessages.en()).default)

describe('the list as a table', () => {
  it('has everything on the board, in reading order, with where it lies', () => {
    const rows = listRows(boardWith(everyObject), { nameOf: null, t })
    expect(rows).toHaveLength(everyObject.filter((object) => !object.isRemoved).length)
    expect(rows.find((row) => row['Text'] === 'Eau potable')).toMatchObject({ Kind: 'Card', In: 'À trier' })
    expect(rows.some((row) => 'By' in row)).toBe(false)
    expect(listRows(boardWith(everyObject), { nameOf: () => 'Léa', t })[0]).toMatchObject({ By: 'Léa' })
  })

  it('is never a formula', async () => {
    const board = boardWith([sampleObject('card', 'card', { text: '=HYPERLINK("http://x.example")' })])
    const text = await (await csvOf(board, { nameOf: null, t })).text()
    expect(text).toContain('"\'=HYPERLINK')
  })

  it('counts what was said', () => {
    const board = boardWith([sampleObject('card', 'card')], 'columns', {
      comments: [
        { id: 'b.aaaa', author: 'b', objectId: 'lea.card', at: 0, text: 'ok', isRemoved: false },
        { id: 'b.bbbb', author: 'b', objectId: 'lea.card', at: 0, text: 'no', isRemoved: true },
      ],
    })
    expect(countsOf(board)(sampleObject('card', 'card'))).toEqual({ comments: 1, reactions: 0, votes: 0 })
  })
})

describe('a file', () => {
  it('has a name that every system takes', () => {
    expect(fileName('Nos rivières · Unsere Flüsse', 'png')).toBe('Nos rivières · Unsere Flüsse.png')
    expect(fileName(' ../..\\a:b*?"<>|\u0000 ', 'svg')).toBe('a b.svg')
    expect(fileName('...', 'csv')).toBe('board.csv')
    expect(fileName('x'.repeat(300), 'png')).toHaveLength(84)
  })

  it('is sharp, but never larger than an old tablet can hold', () => {
    expect(scaleFor({ width: 1000, height: 800 })).toBe(2)
    const { width, height } = { width: 40_000, height: 3_000 }
    const scale = scaleFor({ width, height })
    expect(width * scale).toBeLessThanOrEqual(8_192)
    expect(width * height * scale ** 2).toBeLessThanOrEqual(16_000_000)
  })

  it('carries the letters that it needs', () => {
    expect(isInRange('U+0000-00FF, U+0131', 'Été')).toBe(true)
    expect(isInRange('U+0370-03FF', 'Été')).toBe(false)
    expect(isInRange('U+0370-03FF', 'Νερό')).toBe(true)
  })
})
