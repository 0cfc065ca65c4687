import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#client/api.ts'
import { channelApi } from '../messages/queries.ts'

interface ChannelChange {
  channelId: string
  slowSeconds?: number
  isPaused?: boolean
  /** Null: until a teacher ends it. The server counts, whatever this device's clock says. */
  pausedForSeconds?: number | null
  pausedReason?: string | null
  slowReason?: string | null
  needsTeacher?: boolean
}

export function useEditChannel() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: ({ channelId, ...json }: ChannelChange) => call(channelApi.$patch({ param: { channelId }, json })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['channels'] }),
  })
}
