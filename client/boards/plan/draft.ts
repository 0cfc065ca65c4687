import type { BoardObject, ObjectValues } from '#collab/documents/board-model.ts'
import { valueNames } from '#collab/documents/board-values.ts'
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
  itemIds: readonly string[]
  documentId: string | null
  translations: ObjectValues['translations']
}

const nothing: Draft = {
  ...{ title: '', date: '', starts: '', planned: 60, done: 0, room: '', people: [], groupId: null },
  ...{ isShared: false, isDone: false, parent: null, step: null, itemIds: [], documentId: null },
  translations: [],
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
  const { planned, done, room, isShared, parent, documentId, itemIds } = draft
  const startsAt = minuteOf(draft.starts)
  return { date, people, step, startsAt, planned, done, room: room.trim(), isShared, parent, documentId, itemIds }
}

/** What somebody changed in the form, and nothing else: a colleague may have changed the rest while it was open. */
function changesOf(type: PlanThing, opened: Draft, draft: Draft): Partial<ObjectValues> {
  const [before, values] = [valuesOf(type, opened), valuesOf(type, draft)]
  for (const name of valueNames) if (JSON.stringify(before[name]) === JSON.stringify(values[name])) delete values[name]
  return values
}

interface Saved {
  /** Null: it is to be made. */
  id: string | null
  type: PlanThing
  /** As the form was opened. */
  opened: Draft
  draft: Draft
}

/** Writes what the form holds into a thing, or makes it. */
export function save(session: BoardSession, { id, type, opened, draft }: Saved) {
  const { gestures, store } = session
  const title = draft.title.trim()
  if (id === null) gestures.create({ type, ...valuesOf(type, draft), text: title, order: topOrder(store.getObjects()) })
  else
    gestures.together(() => {
      gestures.set(id, changesOf(type, opened, draft))
      if (title !== opened.title) writeTitle(session, id, title)
    })
}

/** Where a new thing stands: in the cell that was asked for. */
export const draftAt = (row: string | null, slot: string | null, today: string): Draft => ({
  ...nothing,
  parent: row,
  date: slot ?? today,
})
