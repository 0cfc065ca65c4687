/*
 * Columns of the file of levels, as data: a school's software takes the file whose heads it knows. The heads of a set that
 * is not named after a product are ours.
 */

export type ColumnValue = 'pupil' | 'group' | 'criterion' | 'code' | 'level' | 'words' | 'agreedOn'

interface ColumnSet {
  id: string
  delimiter: ';' | ','
  columns: readonly { head: string; value: ColumnValue }[]
}

const set = (id: string, delimiter: ';' | ',', heads: Partial<Record<ColumnValue, string>>): ColumnSet => ({
  ...{ id, delimiter },
  columns: Object.entries(heads).map(([value, head]) => ({ value: value as ColumnValue, head })),
})

export const columnSets: readonly ColumnSet[] = [
  set('en', ',', {
    pupil: 'Pupil',
    group: 'Group',
    criterion: 'Criterion',
    code: 'Competence',
    level: 'Level',
    words: 'Comment',
    agreedOn: 'Agreed on',
  }),
  set('fr', ';', {
    pupil: 'Élève',
    group: 'Groupe',
    criterion: 'Critère',
    code: 'Compétence',
    level: 'Niveau',
    words: 'Appréciation',
    agreedOn: 'Date',
  }),
  set('de', ';', {
    pupil: 'Schüler·in',
    group: 'Gruppe',
    criterion: 'Kriterium',
    code: 'Kompetenz',
    level: 'Stufe',
    words: 'Bemerkung',
    agreedOn: 'Datum',
  }),
]
