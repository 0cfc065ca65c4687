import { useEffect } from 'react'
import { findingReasons } from '#collab/documents/board-ruling.ts'
import type { LiveDocument } from '#client/live/use-live-document.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { toast } from '#client/ui/toast.tsx'

type Reason = (typeof findingReasons)[number]
const isReason = (word: string): word is Reason => findingReasons.some((reason) => reason === word)

/** One drag over ten locked things is one sentence. */
const gatherMs = 400

/** Says calmly, and once, that something was put back as it was, and why. */
export function usePutBack(listen: LiveDocument['listen'] | undefined) {
  const { t } = useMessages()
  useEffect(() => {
    if (listen === undefined) return undefined
    const found = new Map<Reason, Set<string>>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = () => {
      timer = undefined
      for (const [reason, ids] of found) toast(t('boards.put_back', { reason, count: ids.size }))
      found.clear()
    }
    const stop = listen((heard) => {
      if (heard.kind !== 'notice' || heard.notice.topic !== 'put_back') return
      const { id = '', reason = '' } = heard.notice
      const known = isReason(reason) ? reason : 'not_allowed'
      found.set(known, (found.get(known) ?? new Set()).add(id))
      timer ??= setTimeout(tell, gatherMs)
    })
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [listen, t])
}
