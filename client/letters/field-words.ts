import type { TemplateBody } from '#client/data/letters.ts'
import { useMessages } from '#client/locales/messages.tsx'

type Of<Type, Part> = Extract<Part, { type: Type }>
type Block = TemplateBody['content'][number]
export type Inline = NonNullable<Of<'paragraph', Block>['content']>[number]
export type LetterField = Of<'field', Inline>['attrs']['name']

/** Stand within a line. */
export const lineFields = [
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
] as const satisfies LetterField[]
/** Become a list, in a paragraph of their own. */
export const listFields = [
  'labelled_projects',
  'european_labels',
  'national_prizes',
  'european_prizes',
  'labelled_schools',
] as const satisfies LetterField[]

const all: readonly LetterField[] = [...lineFields, ...listFields]
// One that the server takes and nothing here offers would be lost when a template is saved.
const isWhole: Exclude<LetterField, (typeof lineFields)[number] | (typeof listFields)[number]> extends never
  ? true
  : never = true
export const fieldOf = (name: unknown): LetterField | null => (isWhole && all.find((one) => one === name)) || null

/** What each field is called on its chip. */
export function useFieldWords(): (name: LetterField) => string {
  const { t } = useMessages()
  return (name) => t(`letters.field_${name}`)
}
