import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ProjectQuiet } from '#client/data/quiet.ts'

const stale = ['channels', 'messages', 'message', 'held', 'pins', 'forum', 'notices', 'unread']

/** In quiet hours nothing is pushed to a pupil: when they are over, what was said meanwhile is fetched. */
export function useQuietEnd(quiet: ProjectQuiet | null) {
  const queryClient = useQueryClient()
  const wasQuiet = useRef(false)
  const isQuiet = quiet?.schools.some((school) => school.isOwn && school.quiet !== null) ?? false
  useEffect(() => {
    if (wasQuiet.current && !isQuiet) for (const key of stale) void queryClient.invalidateQueries({ queryKey: [key] })
    wasQuiet.current = isQuiet
  }, [isQuiet, queryClient])
}
