import { useMessages } from '#client/locales/messages.tsx'
import { NumberPart } from './parts.tsx'

interface LeastProps {
  path: string
  value: number
  onChange: (least: number) => void
}

/** How many at least. */
export function Least(props: LeastProps) {
  const { t } = useMessages()
  return <NumberPart {...props} label={t('rulebooks.least')} min={1} max={100} />
}
