import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { rulesQuery, type WritingRule } from '#client/data/writing-rules.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Stack } from '#client/ui/layout.tsx'
import styles from './eyes.module.css'
import { useSecondsLeft } from './use-seconds-left.ts'

/** Over everything a pupil has open while a teacher wants to be looked at: nothing is asked, and it goes by itself. */
export function EyesScreen({ projectId, rule }: { projectId: string; rule: WritingRule }) {
  const { t } = useMessages()
  const queryClient = useQueryClient()
  const left = useSecondsLeft(rule)
  useEffect(() => {
    if (left === 0) void queryClient.invalidateQueries({ queryKey: rulesQuery(projectId).queryKey })
  }, [left, projectId, queryClient])
  // Over, whether or not a line is there to say so.
  if (left === 0) return null
  const by = rule.by || t('writing.aTeacher')
  return (
    <Dialog title={t('writing.eyesTitle', { by })} isOpen role="alertdialog" size="s">
      <Stack>
        {rule.reason !== null && <p className={styles.reason}>{rule.reason}</p>}
        <p>{t('writing.eyesSafe')}</p>
        <p className={styles.left} role="timer" aria-live="off">
          {t('writing.eyesLeft', { seconds: left })}
        </p>
      </Stack>
    </Dialog>
  )
}
