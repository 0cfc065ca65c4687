import { describe, expect, it } from 'vitest'
import { endOfLines, readHead, readPiece } from '#server/registers/pieces.ts'
import { departmentOf } from '#server/registers/places.ts'
import { dayOf, levelsOf } from '#server/registers/rows.ts'
import { csvOf } from '#server/kit/csv.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('a piece of a register', () => {
  it('ends with its last whole line, whatever stands in quotes', () => {
    expect(endOfLines(bytes('a;b\nc;d'), ';')).toBe(4)
    expect(endOfLines(bytes('a;"b\nc'), ';')).toBe(0)
    expect(endOfLines(bytes('a;"b ""x""\n";c\nd'), ';')).toBe(15)
    expect(endOfLines(bytes('a;b "x\nc'), ';')).toBe(7)
    expect(endOfLines(bytes('\ufeff"a\nb";c\nd'), ';')).toBe(11)
  })

  it('counts lines as an editor shows them', () => {
    const place = { delimiter: ';', before: 4, isLast: false }
    const { lines, rest, count } = readPiece(bytes('a;"b\nc"\n\nd;e\nf'), place)
    expect(lines).toEqual([
      { line: 5, cells: ['a', 'b\nc'] },
      { line: 8, cells: ['d', 'e'] },
    ])
    expect(new TextDecoder().decode(rest)).toBe('f')
    expect(count).toBe(8)
  })

  it('is refused where a quote never ends', () => {
    const endless = bytes(`a;"${'b\n'.repeat(40_000)}`)
    expect(() => readPiece(endless, { delimiter: ';', before: 0, isLast: false })).toThrow('register_malformed')
  })

  it('shows its head and what follows it', () => {
    expect(readHead(bytes('\ufeffcode,name,town\r\n1,"A, B",C\r\n2,D'))).toEqual({
      ...{ delimiter: ',', head: ['code', 'name', 'town'] },
      samples: [['1', 'A, B', 'C']],
    })
  })
})

it.each([
  ['Ecole Ecole_maternelle', ['isced.02']],
  ['Ecole', ['isced.1']],
  ['Collège', ['isced.2']],
  ['Middle deemed secondary', ['isced.2']],
  ['Secondary', ['isced.2', 'isced.3']],
  ['All-through', ['isced.1', 'isced.2', 'isced.3']],
  ['ISTITUTO COMPRENSIVO', ['isced.02', 'isced.1', 'isced.2']],
  ['LICEO SCIENTIFICO', ['isced.3']],
  ['Not applicable', []],
])('of %s the levels are %j', (words, levels) => {
  expect(levelsOf(words)).toEqual(levels)
})

it.each([
  ['31-08-2019', '2019-08-31'],
  ['1.9.2020', '2020-09-01'],
  ['2020-09-01T00:00:00', '2020-09-01'],
  ['31-02-2019', null],
  ['soon', null],
])('reads the day %s as %s', (text, day) => {
  expect(dayOf(text)).toBe(day)
})

it('knows the département by a code, Corsica’s too', () => {
  const codes = ['0691001N', '6200001A', '7200003R', '9740001B', 'A1', null]
  expect(codes.map((code) => departmentOf('FR', code))).toEqual(['69', '2A', '2B', '974', null, null])
  expect(departmentOf('IT', '0691001N')).toBeNull()
})

it('writes no cell that a spreadsheet would reckon', () => {
  expect(csvOf(['a'], [['=1+1'], ['+1'], ['-1'], ['@x'], ['\t=1'], ['plain, "x"']])).toBe(
    `\ufeffa\r\n'=1+1\r\n'+1\r\n'-1\r\n'@x\r\n'\t=1\r\n"plain, ""x"""`,
  )
})
