import { describe, expect, test } from 'vitest'
import { draftOf, keep, mend, namesToAdd, problemOf, readAgain } from '#client/classrooms/pupil-draft.ts'
import { sheetsOf } from '#client/classrooms/sheets.ts'
import { qrPath } from '#client/invitations/qr-code.tsx'

const checked = [
  { line: 1, input: 'Alix Martin', displayName: 'Alix M.', namesakeOf: null, errors: [] },
  { line: 2, input: 'Ben Fischer', displayName: null, namesakeOf: null, errors: ['row_exists' as const] },
  { line: 3, input: '', displayName: null, namesakeOf: null, errors: ['row_empty' as const] },
  { line: 4, input: 'X$', displayName: null, namesakeOf: null, errors: ['row_bad_characters' as const] },
]

describe('a pasted list of pupils', () => {
  test('leaves out empty lines and pupils who are already here, and adds the rest', () => {
    const rows = draftOf(checked)
    expect(rows.map((row) => [row.line, row.isKept])).toEqual([
      [1, true],
      [2, false],
      [4, true],
    ])
    expect(namesToAdd(rows)).toEqual(['Alix M.'])
  })

  test('is added with the name as the teacher mended it', () => {
    expect(namesToAdd(mend(draftOf(checked), 4, ' Xavier '))).toEqual(['Alix M.', 'Xavier'])
  })

  test('does not take the same name twice, whatever its case', () => {
    const rows = mend(draftOf(checked), 4, 'alix m.')
    const last = rows.find((row) => row.line === 4)
    expect(last && problemOf(last, rows)).toBe('row_duplicate')
    expect(namesToAdd(keep(rows, 1, false))).toEqual(['alix m.'])
  })
})

describe('namesakes in a pasted list', () => {
  const doubled = [
    { line: 1, input: 'Ada Lovelace', displayName: 'Ada L.', namesakeOf: null, errors: [] },
    { line: 2, input: 'Ada Lovelace', displayName: 'Ada Lo.', namesakeOf: 1, errors: [] },
    { line: 3, input: 'Bo Kim', displayName: 'Bo Ki.', namesakeOf: null, errors: ['row_exists' as const] },
  ]

  test('are added both, and one who is here already only by a tick', () => {
    const rows = draftOf(doubled)
    expect(namesToAdd(rows)).toEqual(['Ada L.', 'Ada Lo.'])
    const [, , here] = rows
    expect(here && problemOf(here, rows)).toBe('row_exists')
    expect(namesToAdd(keep(rows, 3, true))).toEqual(['Ada L.', 'Ada Lo.', 'Bo Ki.'])
  })

  test('keep what was mended by hand when the list is turned round', () => {
    const turned = [{ line: 1, input: 'Ada Lovelace', displayName: 'Lovelace A.', namesakeOf: null, errors: [] }]
    expect(readAgain(mend(draftOf(doubled), 2, 'Ada the tall'), turned).map((row) => row.name)).toEqual(['Lovelace A.'])
    expect(readAgain(mend(draftOf(doubled), 1, 'Ada the tall'), turned).map((row) => row.name)).toEqual([
      'Ada the tall',
    ])
  })
})

test('cards come eight to a sheet, none lost', () => {
  const cards = Array.from({ length: 17 }, (_, index) => index)
  expect(sheetsOf(cards).map((sheet) => sheet.length)).toEqual([8, 8, 1])
  expect(sheetsOf(cards).flat()).toEqual(cards)
  expect(sheetsOf([])).toEqual([])
})

test('a QR code is drawn with every dark module once', () => {
  const { path, size } = qrPath('https://preau.school/join#AbCdEfGhIjKlMnOpQrStUv')
  const runs = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)]
  const dark = runs.reduce((sum, run) => sum + Number(run[3]), 0)
  expect(size).toBeGreaterThan(25)
  expect(runs.every((run) => Number(run[1]) + Number(run[3]) <= size - 2)).toBe(true)
  // A QR code is about half dark; fewer would mean lost runs.
  expect(dark / (size - 4) ** 2).toBeGreaterThan(0.4)
})
