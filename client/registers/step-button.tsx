import { Square } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { type ImportIds, type Step, useStep } from '#client/data/registers.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import styles from './registers.module.css'

interface StepButtonProps {
  ids: ImportIds
  step: Step
  /** Of the file. */
  lines: number
  label: string
  icon?: LucideIcon
  isPrimary?: boolean
}

/** Begins a step, shows how far it is, and stops it: what is done stays done. */
export function StepButton({ ids, step, lines, label, icon, isPrimary = false }: StepButtonProps) {
  const { t } = useMessages()
  const { goOn, line, stop } = useStep(ids, step)
  const share = line === null ? 0 : step === 'undo' ? 1 - line / Math.max(1, lines) : line / Math.max(1, lines)
  return (
    <Stack>
      {goOn.error && <ErrorState error={goOn.error} />}
      {goOn.isPending ? (
        <Row>
          <progress className={styles.progress} aria-label={label} max={1} value={share} />
          <Button icon={Square} onPress={stop}>
            {t('registers.stop')}
          </Button>
        </Row>
      ) : (
        <OnlineButton
          variant={isPrimary ? 'primary' : 'secondary'}
          {...(icon ? { icon } : {})}
          onPress={() => goOn.mutate()}
        >
          {label}
        </OnlineButton>
      )}
    </Stack>
  )
}
