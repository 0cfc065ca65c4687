import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { authorOf } from '#collab/documents/board-author.ts'
import type { Board } from '#collab/documents/board-read.ts'
import type { DocumentView } from '#client/data/documents.ts'
import { peopleQuery } from '#client/data/people.ts'
import { useUser } from '#client/session/session.ts'

/** The name of an author as the reader may see it; empty for templates. */
export type Namer = (author: string) => string

/** Names on a board are for teachers, and for pupils where their teachers let them see who made what; else null. */
export function useNamer(page: DocumentView, board: Pick<Board, 'meta'> | null): Namer | null {
  const { id, projectId } = page
  const user = useUser()
  const { data } = useQuery(peopleQuery(projectId))
  const mayName = user.kind === 'staff' || board?.meta.hasNames === true
  return useMemo(() => {
    if (!mayName) return null
    const all = [...(data?.members ?? []), ...(data?.former ?? [])]
    const names = new Map(all.map(({ userId, name }) => [authorOf(id, userId), name]))
    return (author) => names.get(author) ?? ''
  }, [mayName, data, id])
}
