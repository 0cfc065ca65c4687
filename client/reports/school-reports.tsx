import { useQuery } from '@tanstack/react-query'
import { schoolReportsQuery } from '#client/data/reports.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Stack } from '#client/ui/layout.tsx'
import { ReportList } from './report-list.tsx'

/** What a school is asked: about its teachers, and what teachers hand on. Its administrators may be in no project. */
export function SchoolReports() {
  const { t } = useMessages()
  const query = useQuery(schoolReportsQuery)
  return (
    <Stack>
      <p>{t('reports.schoolLead')}</p>
      <ReportList query={query} hasLinks={false} />
    </Stack>
  )
}
