import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { HeardNotice } from '#collab/notices.ts'
import { spaceRoom } from '#collab/protocol.ts'
import { Connection } from './connection.ts'

/** First words of the query keys that a notice makes stale. */
const staleKeys: Partial<Record<HeardNotice['topic'], string[]>> = {
  document: ['document', 'documents'],
  documents: ['documents'],
  versions: ['versions'],
  restored: ['document', 'versions'],
  people: ['people', 'project'],
  groups: ['groups', 'people', 'documents', 'channels'],
  project: ['project', 'projects'],
  quiet: ['quiet', 'held'],
  notices: ['notices'],
  topics: ['forum'],
  channels: ['channels'],
  missed: ['channels', 'messages', 'held', 'notices', 'forum'],
  forgotten: ['channels', 'messages', 'message', 'held', 'pins', 'chat-search', 'edits', 'notices', 'forum'],
}

/** Query keys start with these words; facts come over HTTP, judged anew. */
const keysOf = (notice: HeardNotice) => staleKeys[notice.topic] ?? []

/** Fetches again what a room's notices make stale. */
export function useNotices(connection: Pick<Connection, 'listen'> | null) {
  const queryClient = useQueryClient()
  useEffect(
    () =>
      connection?.listen((heard) => {
        if (heard.kind !== 'notice') return
        for (const key of keysOf(heard.notice)) void queryClient.invalidateQueries({ queryKey: [key] })
      }),
    [connection, queryClient],
  )
}

/** Presence and notices of a project's space: what changed elsewhere is fetched again. */
export function useSpace(projectId: string) {
  const [connection, setConnection] = useState<Connection | null>(null)
  useEffect(() => {
    const opened = new Connection({ room: spaceRoom(projectId), schemaVersion: 0 })
    setConnection(opened)
    return () => {
      setConnection(null)
      opened.destroy()
    }
  }, [projectId])
  useNotices(connection)
  return connection
}
