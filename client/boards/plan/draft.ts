import type { BoardObject, ObjectValues } from '#collab/documents/board-model.ts'
import { topOrder } from '#collab/documents/board-write.ts'
import type { BoardSession } from '../board-session.ts'
import type { PlanThing } from './plan-context.ts'
import { writeTitle } from './write.ts'

/** What the form of a thing holds, as it is typed. */
export interface Draft {
  title: string
  date: string
  /** `09:00`; empty for at no hour. */
  starts: string
  planned: number
  done: number
  room: string
  people: readonly string[]
  groupId: string | null
  isShared: boolean
  isDone: boolean
  parent: string | null
  step: string | null
  documentId: string | null
  translations: ObjectValues['translations']
}

const nothing: Draft = {
  ...{ title: '', date: '', starts: '', planned: 60, done: 0, room: '', people: [], groupId: null },
  ...{ isShared: false, isDone: false, parent: null, step: null, documentId: null, translations: [] },
}

const two = (number: number) => String(number).padStart(2, '0')
const clock = (minute: number | null) => (minute === null ? '' : `${two(Math.floor(minute / 60))}:${two(minute % 60)}`)

function minuteOf(starts: string): number | null {
  const found = /^(\d{2}):(\d{2})/.exec(starts)
  return found === null ? null : Number(found[1]) * 60 + Number(found[2])
}

export const draftOf = (object: BoardObject): Draft => ({
  ...nothing,
  ...object,
  title: object.text,
  starts: clock(object.startsAt),
})

const valuesOf = (type: PlanThing, draft: Draft): Partial<ObjectValues> => {
  const { date, people, step, translations } = draft
  const shared = { date, translations: translations.filter(([, text]) => text.trim() !== '') }
  if (type === 'task') return { ...shared, people, step, groupId: draft.groupId, isDone: draft.isDone }
  if (type !== 'session') return shared
  const { planned, done, room, isShared, parent, documentId } = draft
  const startsAt = minuteOf(draft.starts)
  return { date, people, step, startsAt, planned, done, room: room.trim(), isShared, parent, documentId }
}

/** Writes what the form holds into a thing, or makes it. */
export function save(session: BoardSession, { id, type, draft }: { id: string | null; type: PlanThing; draft: Draft }) {
  const { gestures, store } = session
  const values = valuesOf(type, draft)
  const title = draft.title.trim()
  if (id === null) gestures.create({ type, ...values, text: title, order: topOrder(store.getObjects()) })
  else {
    gestures.set(id, values)
    writeTitle(session, id, title)
  }
}

/** Where a new thing stands: in the cell that was asked for. */
export const draftAt = (row: string | null, slot: string | null, today: string): Draft => ({
  ...nothing,
  parent: row,
  date: slot ?? today,
})
