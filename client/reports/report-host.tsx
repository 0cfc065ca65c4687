import { Suspense, useSyncExternalStore } from 'react'
import { reportAsked } from '#client/data/reports-asked.ts'
import { later } from '#client/ui/later.tsx'

// Most visits report nothing.
const ReportDialog = later(() => import('./report-dialog.tsx').then((module) => module.ReportDialog))

/** The one dialog with which anything is reported, whichever menu asked for it. */
export function ReportHost({ projectId }: { projectId: string }) {
  const asked = useSyncExternalStore(reportAsked.subscribe, reportAsked.get)
  if (asked === null) return null
  return (
    <Suspense fallback={null}>
      <ReportDialog projectId={projectId} asked={asked} onClose={reportAsked.end} />
    </Suspense>
  )
}
