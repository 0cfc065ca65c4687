/*
 * Columns of the file of levels, as data: a school's software takes the file whose heads it knows.
 */

export type ColumnValue = 'pupil' | 'group' | 'criterion' | 'code' | 'level' | 'words' | 'agreedOn'

interface ColumnSet {
  id: string
  delimiter: ';' | ','
  columns: readonly (readonly [head: string, value: ColumnValue])[]
}

export const columnSets: readonly ColumnSet[] = [
  {
    id: 'en',
    delimiter: ',',
    columns: [
      ['Pupil', 'pupil'],
      ['Group', 'group'],
      ['Criterion', 'criterion'],
      ['Competence', 'code'],
      ['Level', 'level'],
      ['Comment', 'words'],
      ['Agreed on', 'agreedOn'],
    ],
  },
  {
    id: 'fr',
    delimiter: ';',
    columns: [
      ['Élève', 'pupil'],
      ['Groupe', 'group'],
      ['Critère', 'criterion'],
      ['Compétence', 'code'],
      ['Niveau', 'level'],
      ['Appréciation', 'words'],
      ['Date', 'agreedOn'],
    ],
  },
  {
    id: 'de',
    delimiter: ';',
    columns: [
      ['Schüler·in', 'pupil'],
      ['Gruppe', 'group'],
      ['Kriterium', 'criterion'],
      ['Kompetenz', 'code'],
      ['Stufe', 'level'],
      ['Bemerkung', 'words'],
      ['Datum', 'agreedOn'],
    ],
  },
]
