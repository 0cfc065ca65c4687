import { describe, expect, it } from 'vitest'
import { type NameOrder, readRoster } from '#server/classrooms/roster.ts'

/** Lists as schools have them: what is a name in them, and in which order. */

const read = (text: string, order?: NameOrder, existing: string[] = []) => readRoster(text, existing, order)
const names = (text: string, order?: NameOrder) => read(text, order).rows.map((row) => row.displayName ?? row.errors[0])
const tabs = (...rows: string[][]) => rows.map((row) => row.join('\t')).join('\n')

describe('the lists of schools', () => {
  it.each<[string, string, string[]]>([
    [
      'Pronote, a column of pupils with capitals',
      tabs(
        ['Élève', 'Né(e) le', 'Sexe', 'Classe'],
        ['DUPONT Alix', '12/03/2014', 'F', '6B'],
        ['DE LA TOUR Zoé', '1/4/2014', 'F', '6B'],
      ),
      ['Alix D.', 'Zoé D.'],
    ],
    [
      'ONDE, of a primary school',
      '"Nom élève";"Nom d\'usage élève";"Prénom élève";"Date naissance";"Sexe";"INE"\n"MARTIN";"";"Léo";"03/02/2016";"M";"123456789AB"',
      ['Léo M.'],
    ],
    [
      'Siècle, with second first names',
      'N° interne;Nom de famille;Nom d’usage;Prénom;Prénom 2;Date de naissance;Division\n4312;NGUYEN;;Linh;Marie;05/11/2013;5EME 2',
      ['Linh N.'],
    ],
    [
      'a title above the heads',
      tabs(['Liste de la classe 6B (2 élèves)', ''], ['Nom', 'Prénom'], ['Kim', 'Bo']),
      ['Bo K.'],
    ],
    ['a German office', 'Nachname|Vorname|Geburtsdatum|Klasse\nMüller|Jörg|12.03.2013|7a', ['Jörg M.']],
    ['a German table where the family’s is only called Name', 'Name;Vorname;Geschlecht\nWeiß;Änne;w', ['Änne W.']],
    ['an English office', "Surname,Forename,DOB,Reg\nO'Neill,Sean,2013-05-06,7C", ['Sean O.']],
  ])('%s', (_what, text, expected) => {
    expect(names(text)).toEqual(expected)
    expect(read(text).order).toBeNull()
  })

  it.each<[string, string, string[]]>([
    ['a column of numbers', tabs(['1', 'Alix', 'Martin'], ['2', 'Bo', 'Kim']), ['Alix M.', 'Bo K.']],
    [
      'numbers before the names',
      '1. Alix Martin\n2) Bo Kim\n03 - Noé Roux\n4 Zoé Weiß',
      ['Alix M.', 'Bo K.', 'Noé R.', 'Zoé W.'],
    ],
    [
      'birth dates in every spelling',
      'Alix Martin 12/03/2014\nBo Kim née le 3 mai 2014\nZoé Weiß (geb. 12.03.2014)\nNoé Roux 2014-03-12',
      ['Alix M.', 'Bo K.', 'Zoé W.', 'Noé R.'],
    ],
    ['a column of birth dates first', '12/03/2014;Alix;Martin\n;Bo;Kim', ['Alix M.', 'Bo K.']],
    [
      'a birth date where the family name is missing',
      'Alix;Martin\nBo;12 mars 2014\nNoé;Roux',
      ['Alix M.', 'Bo', 'Noé R.'],
    ],
    [
      'sex, class and mail',
      tabs(
        ['Alix', 'Martin', 'F', '6e B', 'a@b.fr'],
        ['Bo', 'Kim', 'M', '6e B', 'b@b.fr'],
        ['Noé', 'Roux', 'M', '6e B', ''],
      ),
      ['Alix M.', 'Bo K.', 'Noé R.'],
    ],
    [
      'a class that is a word',
      tabs(['Sixième', 'Alix', 'Martin'], ['Sixième', 'Bo', 'Kim'], ['Sixième', 'Noé', 'Roux']),
      ['Alix M.', 'Bo K.', 'Noé R.'],
    ],
    ['initials, which are names', tabs(['Alix', 'M'], ['Bo', 'F']), ['Alix M.', 'Bo F.']],
    [
      'remarks beside whole names',
      tabs(['Alix Martin', ''], ['Bo Kim', 'tiers temps'], ['Noé Roux', '']),
      ['Alix M.', 'Bo K.', 'Noé R.'],
    ],
  ])('without heads, %s', (_what, text, expected) => {
    expect(names(text)).toEqual(expected)
  })
})

describe('which name is the first', () => {
  it.each([
    ['two columns', 'Martin;Alix\nKim;Bo', 'Martin', 'Alix'],
    ['one column', 'Martin Alix\nKim Bo', 'Martin', 'Alix'],
    ['columns in capitals throughout', 'MARTIN;ALIX\nKIM;BO', 'MARTIN', 'ALIX'],
  ])('is asked where nothing says it: %s', (_what, text, one, two) => {
    expect(read(text).order).toEqual({ is: 'first_last', example: { first: one, last: two } })
    expect(names(text)).toEqual(['Martin A.', 'Kim B.'])
    expect(read(text, 'last_first').order).toEqual({ is: 'last_first', example: { first: two, last: one } })
    expect(names(text, 'last_first')).toEqual(['Alix M.', 'Bo K.'])
  })

  it('is said by heads, by capitals and by a comma, whatever was answered before', () => {
    for (const text of [
      'Nom;Prénom\nMartin;Alix',
      'MARTIN;Alix',
      'MARTIN Alix',
      'Alix MARTIN',
      'Élève\n"Martin, Alix"',
    ])
      for (const order of ['first_last', 'last_first'] as const) {
        expect(names(text, order), text).toEqual(['Alix M.'])
        expect(read(text, order).order, text).toBeNull()
      }
  })

  it('is guessed from "Martin, Alix", and asked', () => {
    expect(names('Martin, Alix\nKim, Bo')).toEqual(['Alix M.', 'Bo K.'])
    expect(read('Martin, Alix\nKim, Bo').order?.is).toBe('last_first')
  })

  it('is with one who shows nothing as with the others, who do', () => {
    const text = 'MARTIN Alix\nKIM Bo\nO Lian'
    expect(names(text)).toEqual(['Alix M.', 'Bo K.', 'Lian O.'])
    expect(read(text).order).toBeNull()
  })
})

describe('namesakes', () => {
  it('are both kept, shown as such, and called apart', () => {
    expect(read('Ada Lovelace\nBo Kim\nADA LOVELACE').rows).toMatchObject([
      { line: 1, displayName: 'Ada L.', namesakeOf: null, errors: [] },
      { line: 2, displayName: 'Bo K.', namesakeOf: null, errors: [] },
      { line: 3, displayName: 'Ada Lo.', namesakeOf: 1, errors: [] },
    ])
  })

  it('born on other days are two, on the same day one', () => {
    const rows = (second: string) => read(`Nom;Prénom;Né le\nRoux;Noé;12/03/2014\nRoux;Noé;${second}`).rows
    expect(rows('13/03/2014')[1]).toMatchObject({ displayName: 'Noé Ro.', namesakeOf: 2, errors: [] })
    expect(rows('12/03/2014')[1]).toMatchObject({ displayName: 'Noé Ro.', namesakeOf: 2, errors: ['row_duplicate'] })
  })

  it('of somebody who is here already have a name ready, should they be another', () => {
    const { rows, okCount } = read('Bo Kim', undefined, ['Bo K.'])
    expect(rows[0]).toMatchObject({ displayName: 'Bo Ki.', errors: ['row_exists'] })
    expect(okCount).toBe(0)
  })
})
