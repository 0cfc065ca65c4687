import type { FoundSchool } from './use-register.ts'

export const posts = ['teacher', 'head', 'management', 'librarian'] as const

const emptyBrought = {
  kind: 'school' as 'school' | 'institution',
  name: '',
  town: '',
  country: '',
  region: '',
  code: '',
  proof: '',
}
export type Brought = typeof emptyBrought

interface Person {
  displayName: string
  email: string
  post: (typeof posts)[number]
}

export interface Draft {
  country: string
  /** One of those that were found; null: the one they bring. */
  school: FoundSchool | null
  brought: Brought
  person: Person
}

export const emptyDraft: Draft = {
  country: '',
  school: null,
  brought: emptyBrought,
  person: { displayName: '', email: '', post: 'teacher' },
}
