import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { HeardNotice } from '#collab/notices.ts'
import { spaceRoom } from '#collab/protocol.ts'
import type { Connection } from './connection.ts'
import { idle } from './idle.ts'

/** First words of the query keys that a notice makes stale. */
const staleKeys: Partial<Record<HeardNotice['topic'], string[]>> = {
  document: ['document', 'documents'],
  documents: ['documents'],
  versions: ['versions'],
  restored: ['document', 'versions'],
  people: ['people', 'project'],
  groups: ['groups', 'people', 'documents', 'channels'],
  project: ['project', 'projects', 'dossier', 'project-life'],
  dossier: ['dossier', 'project-life'],
  quiet: ['quiet', 'held'],
  notices: ['notices', 'contacts', 'conversations'],
  topics: ['forum'],
  channels: ['channels'],
  read: ['unread'],
  desk: ['desk', 'pending'],
  pending: ['pending'],
  looks: ['desk-looks'],
  reports: ['reports'],
  removals: ['removals'],
  writing: ['rules', 'projects', 'document', 'documents', 'channels'],
  hands: ['hands', 'live-view'],
  live: ['live-view'],
  timer: ['timer'],
  missed: [
    ...['channels', 'messages', 'held', 'notices', 'forum', 'unread', 'hands', 'timer', 'rules', 'desk', 'reports'],
    ...['contacts', 'conversations'],
  ],
  forgotten: [
    'channels',
    'messages',
    'message',
    'held',
    'pins',
    'chat-search',
    'edits',
    'notices',
    'forum',
    'unread',
    'reports',
  ],
}

/** Query keys start with these words; facts come over HTTP, judged anew. */
const keysOf = (notice: HeardNotice) => staleKeys[notice.topic] ?? []

/** Fetches again what a room's notices make stale. */
export function useNotices(connection: Pick<Connection, 'listen' | 'subscribe' | 'getSnapshot'> | null) {
  const queryClient = useQueryClient()
  useCaughtUp(connection, 'hands')
  useCaughtUp(connection, 'writing')
  useCaughtUp(connection, 'timer')
  useCaughtUp(connection, 'reports')
  useCaughtUp(connection, 'pending')
  useEffect(
    () =>
      connection?.listen((heard) => {
        if (heard.kind !== 'notice') return
        for (const key of keysOf(heard.notice)) void queryClient.invalidateQueries({ queryKey: [key] })
      }),
    [connection, queryClient],
  )
}

/** The line is here, or here again: what it would have told of meanwhile is asked for. */
function useCaughtUp(
  connection: Pick<Connection, 'subscribe' | 'getSnapshot'> | null,
  topic: 'missed' | 'hands' | 'writing' | 'timer' | 'reports' | 'pending',
) {
  const queryClient = useQueryClient()
  useEffect(() => {
    let wasOn = false
    return connection?.subscribe(() => {
      const { kind } = connection.getSnapshot().status
      const isOn = kind === 'live' || kind === 'readOnly'
      // With the line comes what the screen is waiting for, and that goes first.
      if (isOn && !wasOn)
        idle(
          () => {
            for (const key of staleKeys[topic] ?? []) void queryClient.invalidateQueries({ queryKey: [key] })
          },
          { timeout: 1_000 },
        )
      wasOn = isOn
    })
  }, [connection, topic, queryClient])
}

/** In a lively talk the count of what is unread is asked for once in so many ms. */
const unreadEveryMs = 3_000

/** Counts what is said in a project where no chat is open; an open one counts by itself. */
function useUnreadCount(connection: Pick<Connection, 'listen'> | null, projectId: string) {
  const queryClient = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = () => {
      timer = undefined
      void queryClient.invalidateQueries({ queryKey: ['unread'] })
    }
    const isCounted = () =>
      queryClient
        .getQueryCache()
        .find({ queryKey: ['channels', projectId], exact: true })
        ?.isActive() ?? false
    const stop = connection?.listen((heard) => {
      if (heard.kind !== 'notice' || heard.notice.topic !== 'message' || isCounted()) return
      timer ??= setTimeout(ask, unreadEveryMs)
    })
    return () => {
      clearTimeout(timer)
      stop?.()
    }
  }, [connection, projectId, queryClient])
}

/** Presence and notices of a project's space: what changed elsewhere is fetched again. */
export function useSpace(projectId: string) {
  const [connection, setConnection] = useState<Connection | null>(null)
  useEffect(() => {
    let isLeft = false
    let opened: Connection | null = null
    // What the screen shows does not wait for it: it only tells what changes later.
    const open = async () => {
      const live = await import('./connection.ts')
      if (isLeft) return
      opened = new live.Connection({ room: spaceRoom(projectId), schemaVersion: 0 })
      setConnection(opened)
    }
    // Without a line it comes with the next screen.
    open().catch(() => {})
    return () => {
      isLeft = true
      setConnection(null)
      opened?.destroy()
    }
  }, [projectId])
  useNotices(connection)
  useCaughtUp(connection, 'missed')
  useUnreadCount(connection, projectId)
  return connection
}
