import { useQuery } from '@tanstack/react-query'
import { type DossierView, dossierQuery } from '#client/data/dossier.ts'
import { useSpace } from '#client/live/use-space.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useUser } from '#client/session/session.ts'
import { LinkButton } from '#client/ui/button.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { OutlineCard } from './outline-card.tsx'
import { PactCard } from './pact-card.tsx'
import { ReportCard } from './report-card.tsx'
import { KeepsUnsaved } from './unsaved.tsx'

/** What the teachers of a project write about it: its outline, the pact of the partners, and the report at its end. */
export function DossierPage() {
  const { t } = useMessages()
  const projectId = useParam('projectId')
  useSpace(projectId)
  const user = useUser()
  const { data, isPending, isError, error, refetch } = useQuery(dossierQuery(projectId))
  return (
    <>
      <PageHeading
        title={t('dossier.title')}
        lead={data?.dossier.name}
        back={{ href: `/p/${projectId}/pages`, label: t('common.pages') }}
        actions={
          user.can.askOffice && (
            <LinkButton href={`/p/${projectId}/recognition`}>{t('applications.recognition')}</LinkButton>
          )
        }
      />
      {isPending && <Skeleton count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <KeepsUnsaved>
          <Parts projectId={projectId} dossier={data.dossier} />
        </KeepsUnsaved>
      )}
    </>
  )
}

const isOver = ({ state }: DossierView) => state === 'closed' || state === 'archived'

function Parts({ projectId, dossier }: { projectId: string; dossier: DossierView }) {
  const { t } = useMessages()
  const { pact, report } = dossier
  const hasPact = pact !== null && (pact.revision > 0 || pact.schools.length > 1)
  const part = { projectId, dossier }
  return (
    <Stack gap="l">
      {!dossier.can.write && (
        <Notice title={t(dossier.state === 'archived' ? 'projects.archivedReason' : 'dossier.readOnly')} />
      )}
      {report !== null && isOver(dossier) && <ReportCard {...part} report={report} />}
      <OutlineCard {...part} />
      {hasPact && <PactCard {...part} pact={pact} />}
    </Stack>
  )
}
