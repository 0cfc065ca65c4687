import { useQuery } from '@tanstack/react-query'
import { type LifeView, lifeQuery } from '#client/data/project-life.ts'
import type { Project } from '#client/data/projects.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { CoFounderForm } from './co-founder-form.tsx'
import { SubmitForm } from './submit-form.tsx'

/**
 * Where a project stands on its way, for its teachers: what is missing and who is asked. Nothing where nobody is asked about
 * it, but that an open project lacks what its kind needs.
 */
export function LifeLine({ project }: { project: Project }) {
  const { data } = useQuery(lifeQuery(project.id))
  if (!data) return null
  const { life } = data
  if (life.state === 'open' && life.missing !== null) return <Lacking life={life} />
  if (!life.isConcerned) return null
  if (life.state === 'draft') return <Draft life={life} projectId={project.id} />
  if (life.state === 'waiting_partner' && life.missing === 'partner')
    return <PartnerMissing life={life} projectId={project.id} />
  return life.state === 'waiting_office' ? <Asked life={life} /> : null
}

function Lacking({ life }: { life: LifeView }) {
  const { t } = useMessages()
  return <Notice title={t('project-life.lacking')}>{life.missing && t(`project-life.lacks_${life.missing}`)}</Notice>
}

interface PartProps {
  life: LifeView
  projectId: string
}

function Draft({ life, projectId }: PartProps) {
  const { t } = useMessages()
  return (
    <Notice
      title={t('project-life.draft')}
      action={
        life.can.submit && (
          <Dialog title={t('project-life.submit')} trigger={<Button>{t('project-life.submit')}</Button>}>
            {(close) => <SubmitForm projectId={projectId} onDone={close} />}
          </Dialog>
        )
      }
    >
      {t('project-life.draftHelp')}
      <Deciders life={life} />
    </Notice>
  )
}

function PartnerMissing({ life, projectId }: PartProps) {
  const { t } = useMessages()
  return (
    <Notice
      title={t('project-life.partnerMissing')}
      action={
        life.can.found && (
          <Dialog title={t('project-life.coFounder')} trigger={<Button>{t('project-life.coFounder')}</Button>}>
            <CoFounderForm projectId={projectId} />
          </Dialog>
        )
      }
    >
      {t(life.isCoFounderAsked ? 'project-life.coFounderAsked' : 'project-life.partnerHelp')}
    </Notice>
  )
}

function Asked({ life }: { life: LifeView }) {
  const { t } = useMessages()
  return (
    <Notice title={t('project-life.asked')}>
      {t('project-life.askedHelp')}
      <Deciders life={life} />
    </Notice>
  )
}

/** Who is asked, each with what they said last. */
function Deciders({ life: { approvals } }: { life: LifeView }) {
  const { t } = useMessages()
  if (approvals.length === 0) return null
  return (
    <Row gap="s">
      {approvals.map(({ id, decider, state }) => (
        <LinkButton key={id} href={`/office/approvals/${id}`} variant="quiet">
          {t(`project-life.decider_${state}`, { decider })}
        </LinkButton>
      ))}
    </Row>
  )
}
