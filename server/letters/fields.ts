/* What a template may name. Pure. */

/** Stand within a line. */
const lineFields = [
  'salutation',
  'addressee',
  'address',
  'region',
  'school',
  'town',
  'year',
  'date',
  'office',
  'director',
  'projects_count',
] as const
/** Stand in a paragraph of their own, and become a list there. */
const listFields = [
  'labelled_projects',
  'european_labels',
  'national_prizes',
  'european_prizes',
  'labelled_schools',
] as const
export const letterFields = [...lineFields, ...listFields] as const
export type LineField = (typeof lineFields)[number]
export type ListField = (typeof listFields)[number]
export type LetterField = LineField | ListField

export const isListField = (name: LetterField): name is ListField => (listFields as readonly string[]).includes(name)
