import { projectKinds } from '#client/data/projects.ts'
import type { FoundProjectInput } from '#client/data/project-changes.ts'
import { tabStorage } from '#client/storage.ts'

const storageKey = 'new-project'

export type Draft = FoundProjectInput & { step: 0 | 1 | 2 }

/** What the teacher's own place suggests: the language of the school, the ages of the usual middle school. */
export function emptyDraft(locale: string): Draft {
  return {
    step: 0,
    kind: 'european',
    name: '',
    summary: '',
    cover: 1 + Math.floor(Math.random() * 8),
    languages: [locale],
    subjects: [],
    ageFrom: 11,
    ageTo: 14,
    classroomIds: [],
    start: 'with_partner',
  }
}

/** Where the teacher left off, or where a starting point of the home sends them. */
export function readDraft(locale: string, search: string): Draft {
  const draft = { ...emptyDraft(locale), ...readStored() }
  const wanted = new URLSearchParams(search)
  const kind = projectKinds.find((each) => each === wanted.get('kind'))
  const start = wanted.get('start')
  return {
    ...draft,
    ...(kind ? { kind, start: kind === 'school' ? ('alone' as const) : draft.start } : {}),
    ...(start === 'alone' || start === 'with_partner' ? { start } : {}),
  }
}

function readStored(): Partial<Draft> {
  try {
    const stored: unknown = JSON.parse(tabStorage.get(storageKey) ?? 'null')
    return isDraft(stored) ? stored : {}
  } catch {
    return {}
  }
}

/** Only this file writes the key; the check is for a draft of an earlier version of the form. */
function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'languages' in value &&
    Array.isArray(value.languages) &&
    'classroomIds' in value &&
    Array.isArray(value.classroomIds)
  )
}

export function storeDraft(draft: Draft) {
  tabStorage.set(storageKey, JSON.stringify(draft))
}

export function forgetDraft() {
  tabStorage.remove(storageKey)
}
