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
import { Unsaid } from './unsaid.tsx'

/**
 * Where a project stands on its way, for its teachers: what is missing and who is asked. Nothing where nobody is asked about
 * it, but that an open project lacks what its kind needs.
 */
export function LifeLine({ project }: { project: Project }) {
  const { data } = useQuery(lifeQuery(project.id))
  if (!data) return null
  const { life } = data
  return (
    <>
      {life.silent.map((school) => (
        <Silent key={school.schoolId} school={school} projectId={project.id} />
      ))}
      <Standing life={life} project={project} />
    </>
  )
}

/** Nobody of a school has written for a while: said to both sides, without blame. */
function Silent({ school, projectId }: { school: LifeView['silent'][number]; projectId: string }) {
  const { t } = useMessages()
  const said = { school: school.name, count: school.weeks }
  return (
    <Notice
      title={t(school.isOwn ? 'project-life.silentOwn' : 'project-life.silent', said)}
      action={
        <LinkButton href={school.isOwn ? `/p/${projectId}/chat` : `/p/${projectId}/dossier`} variant="quiet">
          {t(school.isOwn ? 'project-life.silentAnswer' : 'project-life.silentPact')}
        </LinkButton>
      }
    >
      {t(school.isOwn ? 'project-life.silentOwnHelp' : 'project-life.silentHelp')}
    </Notice>
  )
}

function Standing({ life, project }: { life: LifeView; project: Project }) {
  if (life.state === 'open' && life.missing !== null) return <Lacking life={life} />
  if (life.state === 'closed') return <Closed life={life} projectId={project.id} />
  if (!life.isConcerned) return null
  if (life.state === 'draft') return <Draft life={life} projectId={project.id} />
  if (life.state === 'waiting_partner' && life.missing === 'partner')
    return <PartnerMissing life={life} projectId={project.id} />
  return life.state === 'waiting_office' ? <Asked life={life} projectId={project.id} /> : null
}

/** At its end a report is asked for in the programme; elsewhere whoever likes writes one. */
function Closed({ life, projectId }: PartProps) {
  const { t } = useMessages()
  return (
    <Notice
      title={t(life.isConcerned ? 'project-life.reportAsked' : 'project-life.reportOffered')}
      action={<LinkButton href={`/p/${projectId}/dossier`}>{t('project-life.report')}</LinkButton>}
    >
      {t('project-life.reportHelp')}
    </Notice>
  )
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
            {(close) => <SubmitForm life={life} projectId={projectId} onDone={close} />}
          </Dialog>
        )
      }
    >
      {t('project-life.draftHelp')}
      <Unsaid life={life} projectId={projectId} />
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
            <CoFounderForm projectId={projectId} kind={life.kind} />
          </Dialog>
        )
      }
    >
      {t(life.isCoFounderAsked ? 'project-life.coFounderAsked' : 'project-life.partnerHelp')}
    </Notice>
  )
}

function Asked({ life, projectId }: PartProps) {
  const { t } = useMessages()
  return (
    <Notice title={t('project-life.asked')}>
      {t('project-life.askedHelp')}
      <Unsaid life={life} projectId={projectId} />
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
