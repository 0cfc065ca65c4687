import { useMessages } from '#client/locales/messages.tsx'
import type { OwnAwardView } from '#client/data/awards.ts'

interface Had {
  scheme: OwnAwardView['scheme']
  count: number
  lastOn: string
}

/** What somebody has, how often, and of which year the last is. */
export function useAwardWords() {
  const { t } = useMessages()
  return ({ scheme, count, lastOn }: Had): string => {
    const name = t(`applications.scheme_${scheme}`)
    const year = lastOn.slice(0, 4)
    return count === 1 ? t('awards.had', { name, year }) : t('awards.hadOften', { name, count: String(count), year })
  }
}
