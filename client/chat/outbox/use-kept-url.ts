import { useEffect, useState } from 'react'
import { useChatSender } from './chat-sender.ts'
import type { OwnFile } from './outgoing.ts'

/** Where this browser shows a file from that is not the server's yet; null until it is read, or where it is lost. */
export function useKeptUrl({ id, type }: Pick<OwnFile, 'id' | 'type'>): string | null {
  const { files } = useChatSender()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let isGone = false
    void files
      .get(id, type)
      .then((file) => {
        if (file === null || isGone) return
        made = URL.createObjectURL(file)
        setUrl(made)
      })
      .catch(() => {})
    return () => {
      isGone = true
      if (made !== null) URL.revokeObjectURL(made)
    }
  }, [files, id, type])
  return url
}
