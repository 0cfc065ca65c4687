import { useQuery } from '@tanstack/react-query'
import { applicationQuery, type ApplicationView } from '#client/data/applications.ts'
import { KeepsUnsaved } from '#client/dossier/unsaved.tsx'
import { formatMoment } from '#client/locales/dates.ts'
import { useInLanguages } from '#client/locales/in-languages.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Card, PageHeading, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { Words } from '#client/ui/words.tsx'
import { Answers } from './answers.tsx'
import { Conditions } from './conditions.tsx'
import { Criteria } from './criteria.tsx'
import { Deeds } from './deeds.tsx'
import { PeopleCard } from './people-card.tsx'
import { ResultCard } from './result-card.tsx'

/** An application: written over months, by one or several; handed in, it is read. */
export function ApplicationPage() {
  const { t } = useMessages()
  const words = useInLanguages()
  const { data, isPending, isError, error, refetch } = useQuery(applicationQuery(useParam('applicationId')))
  const application = data?.application
  const projectId = application?.subject.project?.id
  return (
    <KeepsUnsaved>
      <PageHeading
        title={application ? words(application.campaign.titles) : t('applications.one')}
        lead={application && <Lead application={application} />}
        {...(projectId !== undefined && {
          back: { href: `/p/${projectId}/recognition`, label: t('applications.recognition') },
        })}
        {...(application?.subject.school && {
          back: {
            href: '/school?tab=label',
            label: t(application.campaign.scheme === 'school_label' ? 'campaigns.title' : 'campaigns.recognition'),
          },
        })}
      />
      {isPending && <Skeleton of="lines" count={5} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {application && <Whole application={application} />}
    </KeepsUnsaved>
  )
}

/** Of whom, and whom it goes to until when. */
function Lead({ application: { campaign, subject } }: { application: ApplicationView }) {
  const { t, locale } = useMessages()
  return (
    <>
      <p>
        {subject.project?.name ?? subject.school?.name}
        {subject.person && ` · ${subject.person.name}`}
      </p>
      <p>{t('applications.called', { office: campaign.office, when: formatMoment(campaign.closesAt, locale) })}</p>
    </>
  )
}

function Whole({ application }: { application: ApplicationView }) {
  const { t, locale } = useMessages()
  const { campaign, subject, state } = application
  const parts = ['own', 'common'] as const
  return (
    <Stack gap="l">
      {state === 'submitted' && application.submittedAt !== null && (
        <Notice tone="ice" title={t('applications.handedIn', { when: formatMoment(application.submittedAt, locale) })}>
          {t('applications.handedInHelp', { when: formatMoment(campaign.decidesAt, locale) })}
        </Notice>
      )}
      {application.result && <ResultCard application={application} result={application.result} />}
      {application.returned && state === 'draft' && <ReturnedNotice returned={application.returned} />}
      {application.shut === 'application_late' && <Notice tone="warn">{t('applications.late')}</Notice>}
      {state === 'withdrawn' && <Notice tone="warn">{t('applications.withdrawn')}</Notice>}
      {parts
        .filter((part) => application.form.some((field) => field.part === part))
        .map((part) => (
          <Card key={part} title={t(`applications.part_${part}`)}>
            <p>{t(subject.school ? 'applications.partHelp_school' : `applications.partHelp_${part}`)}</p>
            <Answers application={application} part={part} />
          </Card>
        ))}
      <Criteria application={application} />
      <Conditions application={application} />
      <PeopleCard application={application} />
      <Deeds application={application} />
    </Stack>
  )
}

/** Above all that is to be completed: what the office misses, and until when it waits. */
function ReturnedNotice({ returned }: { returned: NonNullable<ApplicationView['returned']> }) {
  const { t, locale } = useMessages()
  return (
    <Notice tone="warn" title={t('applications.returned', { when: formatMoment(returned.at, locale) })}>
      <Words>{returned.reason}</Words>
      <p>{t('applications.returnedHelp', { when: formatMoment(returned.until, locale) })}</p>
    </Notice>
  )
}
