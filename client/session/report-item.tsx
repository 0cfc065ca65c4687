import { Flag } from 'lucide-react'
import { type AskedReport, askToReport } from '#client/data/reports-asked.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { MenuItem } from '#client/ui/menu.tsx'

/** In the menu of whatever can be reported. */
export function ReportItem({ asked }: { asked: AskedReport }) {
  const { t } = useMessages()
  return (
    <MenuItem icon={Flag} onAction={() => askToReport(asked)}>
      {t('common.report')}
    </MenuItem>
  )
}
