import type { BoardObject } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { Translate } from '#client/locales/messages.tsx'
import { type BoardSession, isLocked, useBoardSession } from '../board-session.ts'

const wordsMost = 140

/** What a thing says: its words, its picture's description, its file's name. */
export function wordsOfObject(object: BoardObject): string {
  const words = [object.text, object.alt, object.name, object.href].find((one) => one.trim() !== '') ?? ''
  const line = words.replaceAll(/\s+/gu, ' ').trim()
  return line.length > wordsMost ? `${line.slice(0, wordsMost)}…` : line
}

/** A thing in a few words, without its maker: for sentences about several. */
export function shortName(t: Translate, object: BoardObject | undefined): string {
  if (object === undefined) return t('boards.canvas_nothing')
  const words = wordsOfObject(object)
  const type = t(`boards.type_${object.type}`)
  return words === '' ? type : t('boards.canvas_typeAndWords', { type, words })
}

/** What a screen reader says of a thing: what it is, whose, what it says, what is special about it. */
export function nameOf(t: Translate, session: BoardSession, object: BoardObject, isChosen: boolean): string {
  const { store, people } = session
  const by = people.get(object.author)
  const parts = [shortName(t, object)]
  if (object.type === 'connector') {
    const ends = [object.from, object.to].map((end) => (end?.[0] == null ? undefined : store.getObject(end[0])))
    parts.push(t('boards.canvas_connects', { from: shortName(t, ends[0]), to: shortName(t, ends[1]) }))
  }
  if (by !== undefined) parts.push(by.isSelf ? t('boards.canvas_byMe') : t('boards.canvas_by', { name: by.name }))
  const holder = object.parent === null ? undefined : store.getObject(object.parent)
  if (holder !== undefined && holder.text !== '') parts.push(t('boards.canvas_inFrame', { frame: holder.text }))
  if (isLocked(store, object)) parts.push(t('boards.canvas_isLocked'))
  if (isChosen) parts.push(t('boards.canvas_isChosen'))
  return parts.join(', ')
}

export function useObjectName(object: BoardObject, isChosen: boolean): string {
  const { t } = useMessages()
  return nameOf(t, useBoardSession(), object, isChosen)
}
