import { createContext, use, useMemo } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { isLine } from '#collab/documents/things/register.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { Translate } from '#client/locales/messages.tsx'
import type { BoardStore } from '../board-store.ts'
import { useAuthors } from '../parts/author.tsx'
import { wordsOfObject } from '../parts/object-name.ts'

const wordsMost = 140

/** A thing in a few words, without its maker: for sentences about several. */
export function shortName(t: Translate, object: BoardObject | undefined): string {
  if (object === undefined) return t('boards.canvas_nothing')
  const words = wordsOfObject(object, wordsMost)
  const type = t(`boards.type_${object.type}`)
  return words === '' ? type : t('boards.card_named', { type, words })
}

/** What a screen reader says of a thing: what it is, whose, what it says, what is special about it. */
type NameOf = (object: BoardObject, isChosen: boolean) => string

function nameOf(t: Translate, store: BoardStore, authors: ReturnType<typeof useAuthors>): NameOf {
  return (object, isChosen) => {
    const { name, isSelf } = authors(object.author)
    const parts = [shortName(t, object)]
    if (isLine(object)) {
      const ends = [object.from, object.to].map((end) => (end?.[0] == null ? undefined : store.getObject(end[0])))
      parts.push(t('boards.canvas_connects', { from: shortName(t, ends[0]), to: shortName(t, ends[1]) }))
    }
    if (name !== '') parts.push(isSelf ? t('boards.canvas_byMe') : t('boards.canvas_by', { name }))
    const holder = object.parent === null ? undefined : store.getObject(object.parent)
    if (holder !== undefined && holder.text !== '') parts.push(t('boards.canvas_inFrame', { frame: holder.text }))
    const { locked } = store.getModeration()
    if (locked.has(object.id) || (object.parent !== null && locked.has(object.parent)))
      parts.push(t('boards.canvas_isLocked'))
    if (isChosen) parts.push(t('boards.canvas_isChosen'))
    return parts.join(', ')
  }
}

/** One for the whole board: thousands of objects do not each listen to who may be named. */
export const NamesContext = createContext<NameOf>(() => '')

export function useNames(store: BoardStore): NameOf {
  const { t } = useMessages()
  const authors = useAuthors()
  return useMemo(() => nameOf(t, store, authors), [t, store, authors])
}

export const useObjectName = (object: BoardObject, isChosen: boolean): string => use(NamesContext)(object, isChosen)
