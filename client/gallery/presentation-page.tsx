import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Check, ExternalLink, Undo2 } from 'lucide-react'
import {
  type PresentationView,
  presentationQuery,
  useAddShownFile,
  useAgree,
  useRemoveShownFile,
  useWithdraw,
} from '#client/data/gallery.ts'
import { ShownFiles } from '#client/files/shown-files.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { Card, PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useKeptFocus } from '#client/ui/use-kept-focus.ts'
import { useParam } from '#client/ui/use-param.ts'
import { PresentationForm } from './presentation-form.tsx'

/** What the gallery shows of a project, and which of its schools have agreed. */
export function PresentationPage() {
  const { t } = useMessages()
  const projectId = useParam('projectId')
  const { data, isPending, isError, error, refetch } = useQuery(presentationQuery(projectId))
  return (
    <>
      <PageHeading
        title={t('gallery.title')}
        lead={t('gallery.lead')}
        back={{ href: `/p/${projectId}/settings`, label: t('app.settings') }}
        badges={data && <OutBadge isOut={data.isOut} />}
      />
      {isPending && <Skeleton of="rows" count={4} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="l">
          {data.warnings.length > 0 && <Warnings warnings={data.warnings} />}
          {data.presentation && <Agreements projectId={projectId} view={data} />}
          <PresentationForm projectId={projectId} presentation={data.presentation} />
          {data.presentation && <Files projectId={projectId} files={data.presentation.files} />}
        </Stack>
      )}
    </>
  )
}

function OutBadge({ isOut }: { isOut: boolean }) {
  const { t } = useMessages()
  return <Badge tone={isOut ? 'brand' : 'neutral'}>{t(isOut ? 'gallery.out' : 'gallery.notOut')}</Badge>
}

function Warnings({ warnings }: Pick<PresentationView, 'warnings'>) {
  const { t } = useMessages()
  return (
    <Notice title={t('gallery.warning')} tone="warn">
      {warnings.map((kind) => t(`gallery.warning_${kind}`)).join(' ')}
    </Notice>
  )
}

function Files({
  projectId,
  files,
}: Pick<NonNullable<PresentationView['presentation']>, 'files'> & { projectId: string }) {
  const add = useAddShownFile(projectId)
  const remove = useRemoveShownFile(projectId)
  return <ShownFiles files={files} folder={`/api/gallery/${projectId}/files`} add={add} remove={remove} />
}

function Agreements({ projectId, view }: { projectId: string; view: PresentationView }) {
  const { t } = useMessages()
  const row = useRef<HTMLDivElement>(null)
  useKeptFocus(row)
  const agree = useAgree(projectId)
  const withdraw = useWithdraw(projectId)
  const { presentation, schools, isOut, isOpen } = view
  const mustAgree = isOpen && schools.some(({ isOwn, hasAgreed }) => isOwn && !hasAgreed)
  const error = agree.error ?? withdraw.error
  return (
    <Card title={t('gallery.agreements')}>
      <Stack>
        {!isOpen && !isOut && <p>{t('gallery.notOpen')}</p>}
        {error && <ErrorState error={error} />}
        <ul>
          {schools.map(({ id, name, hasAgreed }) => (
            <li key={id}>{t(hasAgreed ? 'gallery.hasAgreed' : 'gallery.hasNotAgreed', { school: name })}</li>
          ))}
        </ul>
        <div ref={row}>
          <Row>
            {mustAgree && presentation && (
              <OnlineButton
                variant="primary"
                icon={Check}
                isPending={agree.isPending}
                onPress={() => runChange(agree, presentation.version, { onSuccess: () => toast(t('gallery.agreed')) })}
              >
                {t('gallery.agree')}
              </OnlineButton>
            )}
            {schools.some(({ hasAgreed }) => hasAgreed) && (
              <OnlineButton
                icon={Undo2}
                isPending={withdraw.isPending}
                onPress={() => runChange(withdraw, undefined, { onSuccess: () => toast(t('gallery.withdrawn')) })}
              >
                {t('gallery.withdraw')}
              </OnlineButton>
            )}
            {isOut && (
              <LinkButton href={`/gallery/${projectId}`} icon={ExternalLink} variant="quiet">
                {t('gallery.publicPage')}
              </LinkButton>
            )}
          </Row>
        </div>
      </Stack>
    </Card>
  )
}
