import type { ReadingInList } from '#client/data/evaluations.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Badge } from '#client/ui/badge.tsx'

const tones = { offered: 'sun', open: 'brand', submitted: 'ice', conflicted: 'neutral' } as const

export function StateBadge({ state }: Pick<ReadingInList, 'state'>) {
  const { t } = useMessages()
  return <Badge tone={tones[state]}>{t(`evaluations.state_${state}`)}</Badge>
}
