import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Connection } from '#client/live/connection.ts'
import { useUser } from '#client/session/session.ts'
import { messageSchema } from '#collab/messages.ts'
import { useChatSender } from '../outbox/chat-sender.ts'
import { type ChannelWindow, putPushed, putRead } from '../messages/message-cache.ts'
import { type ChannelsView, channelsQuery } from '../messages/queries.ts'

const presenceMs = 1_000

/** What comes over the line of a space: messages, and that something is to be asked for anew. */
export function useChatLine(connection: Connection | null, projectId: string) {
  const queryClient = useQueryClient()
  const { sender } = useChatSender()
  const { id: selfId } = useUser()
  useEffect(() => {
    if (connection === null) return undefined
    const channels = channelsQuery(projectId).queryKey
    let wasHere = false
    let timer: ReturnType<typeof setTimeout> | undefined

    const lookAgain = () => {
      void queryClient.invalidateQueries({ queryKey: channels })
      void queryClient.invalidateQueries({ queryKey: ['messages'] })
      void queryClient.invalidateQueries({ queryKey: ['message'] })
      void queryClient.invalidateQueries({ queryKey: ['held'] })
    }
    /** The first line finds what was said between the first answer and its opening; a later one does not know what it missed. */
    const onLine = async () => {
      sender.kick()
      if (wasHere) return lookAgain()
      wasHere = true
      await queryClient.invalidateQueries({ queryKey: channels })
      const view = queryClient.getQueryData<ChannelsView>(channels)
      for (const channel of view?.channels ?? [])
        for (const [key, window] of queryClient.getQueriesData<ChannelWindow>({ queryKey: ['messages', channel.id] })) {
          const end = window?.messages.at(-1)?.sequence ?? 0
          if (window?.hasAfter === false && end < channel.lastSequence && !String(key[2]).startsWith('thread:'))
            void queryClient.invalidateQueries({ queryKey: key, exact: true })
        }
    }
    const isOn = () => ['live', 'readOnly'].includes(connection.getSnapshot().status.kind)
    let isOnNow = false
    const onStatus = () => {
      const before = isOnNow
      isOnNow = isOn()
      if (isOnNow && !before) void onLine()
    }
    const stopStatus = connection.subscribe(onStatus)
    onStatus()

    const stopNotices = connection.listen((heard) => {
      if (heard.kind !== 'notice') return
      const { topic, message, id, sequence } = heard.notice
      if (topic === 'message') {
        const read = messageSchema.safeParse(message)
        if (!read.success) return lookAgain()
        return putPushed(queryClient, read.data, selfId)
      }
      if (topic === 'read' && id !== undefined && sequence !== undefined) {
        const isCounted = putRead(queryClient, { projectId, channelId: id, sequence })
        if (!isCounted) void queryClient.invalidateQueries({ queryKey: channels })
        return undefined
      }
      if (topic === 'missed') return lookAgain()
      if (['people', 'project'].includes(topic)) void queryClient.invalidateQueries({ queryKey: channels })
      return undefined
    })

    // A channel that opens with a teacher opens when one comes.
    const onPresence = () => {
      const view = queryClient.getQueryData<ChannelsView>(channels)
      if (!view?.channels.some((channel) => channel.needsTeacher)) return
      clearTimeout(timer)
      timer = setTimeout(() => void queryClient.invalidateQueries({ queryKey: channels }), presenceMs)
    }
    connection.awareness.on('update', onPresence)

    return () => {
      clearTimeout(timer)
      stopStatus()
      stopNotices()
      connection.awareness.off('update', onPresence)
    }
  }, [connection, projectId, queryClient, sender, selfId])
}
