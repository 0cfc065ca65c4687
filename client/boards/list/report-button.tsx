import { Flag } from 'lucide-react'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { askToReport } from '#client/data/reports-asked.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { useBoardSession } from '../board-session.ts'
import { reportOf } from '../parts/report-of.ts'

/** Asks the grown-ups to look at it. */
export function ReportButton({ object }: { object: BoardObject }) {
  const { t } = useMessages()
  const session = useBoardSession()
  return (
    <Button variant="quiet" icon={Flag} onPress={() => askToReport(reportOf(session, object))}>
      {t('common.report')}
    </Button>
  )
}
