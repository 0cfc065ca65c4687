import { Scale } from 'lucide-react'
import { Suspense, useState } from 'react'
import type { WritingRule } from '#client/data/writing-rules.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { later } from '#client/ui/later.tsx'
import { OnlineButton } from './online-button.tsx'
import styles from './sanction-appeal.module.css'

// Few ever ask.
const AppealDialog = later(() => import('./appeal-dialog.tsx').then((module) => module.AppealDialog))

interface SanctionAppealProps {
  projectId: string
  rule: Pick<WritingRule, 'id' | 'appeal'>
}

/** The way to another teacher than the one who set a sanction, and what came of it. */
export function SanctionAppeal({ projectId, rule }: SanctionAppealProps) {
  const { t } = useMessages()
  const [isAsking, setIsAsking] = useState(false)
  const { appeal } = rule
  if (appeal?.answer != null)
    return (
      <p dir="auto">{t('writing.appealKept', { by: appeal.by || t('writing.aTeacher'), answer: appeal.answer })}</p>
    )
  if (appeal !== null) return <p role="status">{t('writing.appealWaits')}</p>
  return (
    <>
      <p className={styles.way}>
        <OnlineButton icon={Scale} onPress={() => setIsAsking(true)}>
          {t('writing.appeal')}
        </OnlineButton>
      </p>
      <Suspense fallback={null}>
        {isAsking && <AppealDialog projectId={projectId} ruleId={rule.id} onClose={() => setIsAsking(false)} />}
      </Suspense>
    </>
  )
}
