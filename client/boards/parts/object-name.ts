import { useCallback } from 'react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useAuthors } from './author.tsx'
import { firstWords } from './markdown.ts'
import { factsOf } from '../things/register.ts'

/** What an object says, in a few words; empty where it says nothing. */
export function wordsOfObject(object: BoardObject, most?: number): string {
  const { text, alt, name, href } = object
  return firstWords(text, most) || alt || name || href || (factsOf(object).says?.(object) ?? '')
}

/** An object by its first words, or by its type and author: short enough for a sentence. */
export function useShortName(): (object: BoardObject) => string {
  const { t } = useMessages()
  const authors = useAuthors()
  return useCallback(
    (object) => {
      const type = t(`boards.type_${object.type}`)
      const words = wordsOfObject(object, 40)
      if (words !== '') return t('boards.card_named', { type, words })
      const author = authors(object.author).name
      return author === '' ? type : t('boards.card_typeBy', { type, author })
    },
    [t, authors],
  )
}
