import { useMessages } from '#client/locales/messages.tsx'
import type { BoardPause } from './queries.ts'

/** What a teacher said of a pause, and which one where that is known; null where nothing was said. */
export function usePausedWords() {
  const { t } = useMessages()
  return (pause: BoardPause | undefined) =>
    pause?.reason == null ? null : t('boards.moderate_pausedBy', { by: pause.by || 'none', reason: pause.reason })
}
