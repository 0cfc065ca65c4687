import { letters, type Value, whole } from '../board-readers.ts'

/** A title in one more language. */
type Translation = readonly [language: string, text: string]

/** What sessions, tasks and steps of a plan hold beside their title and their day. People and groups by id: no name. */
interface PlanValues {
  /** Minute of the day at which a session begins; null: at none that is known. */
  readonly startsAt: number | null
  /** Minutes. */
  readonly planned: number
  readonly done: number
  readonly room: string
  /** Who teaches a session, whose task it is. */
  readonly people: readonly string[]
  /** The group whose task it is. */
  readonly groupId: string | null
  /** Taught together, in one room. */
  readonly isShared: boolean
  readonly isDone: boolean
  /** A page or a board. */
  readonly documentId: string | null
  /** Id of the step that it serves. */
  readonly step: string | null
  /** Lines of frameworks on which a session works. */
  readonly itemIds: readonly string[]
  readonly translations: readonly Translation[]
}

export const planAtRest: PlanValues = {
  startsAt: null,
  planned: 0,
  done: 0,
  room: '',
  people: [],
  groupId: null,
  isShared: false,
  isDone: false,
  documentId: null,
  step: null,
  itemIds: [],
  translations: [],
}

export const planLimits = { people: 12, room: 60, title: 200, minutes: 24 * 60, translations: 12, itemIds: 20 } as const

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
const isThing = (text: string) => /^[a-z2-9]{1,24}\.[a-z0-9]{4,24}$/.test(text)
const language = letters(12, (text) => /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/.test(text))
const title = letters(planLimits.title)
const id = letters(36, isUuid)
const yesOrNo = (stored: unknown) => (typeof stored === 'boolean' ? stored : undefined)

/** A list, none of which is junk. */
const list =
  <T>(most: number, read: (stored: unknown) => T | undefined) =>
  (stored: unknown): readonly T[] | undefined => {
    if (!Array.isArray(stored) || stored.length > most) return undefined
    const found: T[] = []
    for (const one of stored) {
      const value = read(one)
      if (value === undefined) return undefined
      found.push(value)
    }
    return found
  }

function translation(stored: unknown): Translation | undefined {
  if (!Array.isArray(stored) || stored.length !== 2) return undefined
  const [of, text] = [language(stored[0]), title(stored[1])]
  return of === undefined || text === undefined ? undefined : [of, text]
}

export const planValues: { readonly [Name in keyof PlanValues]: Value<PlanValues[Name]> } = {
  startsAt: { key: 'st', read: whole(0, planLimits.minutes - 1) },
  planned: { key: 'mp', read: whole(0, planLimits.minutes) },
  done: { key: 'md', read: whole(0, planLimits.minutes) },
  room: { key: 'rm', read: letters(planLimits.room) },
  people: { key: 'who', read: list(planLimits.people, id) },
  groupId: { key: 'grp', read: id },
  isShared: { key: 'co', read: yesOrNo },
  isDone: { key: 'ok', read: yesOrNo },
  documentId: { key: 'doc', read: id },
  step: { key: 'step', read: letters(50, isThing) },
  itemIds: { key: 'fw', read: list(planLimits.itemIds, id) },
  translations: { key: 'tr', read: list(planLimits.translations, translation) },
}
