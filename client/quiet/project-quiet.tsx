import { useQuery } from '@tanstack/react-query'
import { Moon, Sun } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { formatSchoolClock, townOf } from './clock.ts'
import { ExceptionButton } from './exception-dialog.tsx'
import { ExceptionList } from './exception-list.tsx'
import { projectQuietQuery } from '../data/quiet.ts'
import type { ProjectQuiet, QuietSchool } from '../data/quiet.ts'
import { useQuietWords } from './quiet-words.ts'

/** Quiet hours of all schools of a project, each by its own clock. */
export function ProjectQuietCard({ projectId }: { projectId: string }) {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(projectQuietQuery(projectId))
  const own = data?.schools.find((school) => school.isOwn)
  return (
    <Card
      title={t('quiet.title')}
      actions={
        data?.can.except && own && <ExceptionButton projectId={projectId} timeZone={own.timeZone} at={data.at} />
      }
    >
      <p>{t('quiet.ruleOfProject')}</p>
      {isPending && <Skeleton of="rows" count={2} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack>
          {data.schools.map((school) => (
            <SchoolNow key={school.id} school={school} view={data} />
          ))}
        </Stack>
      )}
    </Card>
  )
}

function SchoolNow({ school, view }: { school: QuietSchool; view: ProjectQuiet }) {
  const { t, locale } = useMessages()
  const quietWords = useQuietWords()
  const { quiet, timeZone, exceptions } = school
  const open = t(exceptions.length > 0 ? 'quiet.openNow' : 'quiet.open')
  const time = formatSchoolClock(view.at, timeZone, locale)
  return (
    <Stack gap="s">
      <Notice icon={quiet ? Moon : Sun} title={quiet ? quietWords(quiet, timeZone) : open}>
        <Row gap="s">
          <SchoolChip school={school} />
          <span>{t('quiet.clock', { time, town: townOf(timeZone) })}</span>
        </Row>
      </Notice>
      <ExceptionList exceptions={exceptions} timeZone={timeZone} canEnd={view.can.except && school.isOwn} />
    </Stack>
  )
}
