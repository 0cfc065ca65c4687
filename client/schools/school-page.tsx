import { useQuery } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { InviteByLink } from '#client/invitations/invite-by-link.tsx'
import { InvitationTable } from '#client/invitations/invitation-table.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { InstitutionCalls } from '#client/campaigns/institution-calls.tsx'
import { SchoolConditions } from '#client/campaigns/school-conditions.tsx'
import { countryName } from '#client/locales/languages.ts'
import { Overview } from '#client/overview/overview.tsx'
import { placementsQuery } from '#client/data/placements.ts'
import { Placements } from '#client/placements/placements.tsx'
import { Training } from '#client/placements/training.tsx'
import { SchoolCalendar } from '#client/quiet/school-calendar.tsx'
import { useUser } from '#client/session/session.ts'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { PageHeading, Stack } from '#client/ui/layout.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { Rollover } from '#client/rollover/rollover.tsx'
import { SchoolReports } from '#client/reports/school-reports.tsx'
import { SchoolTeams } from '#client/team/school-teams.tsx'
import { AuditCheck } from './audit-check.tsx'
import { AuditLines } from './audit-lines.tsx'
import { Backups } from './backups.tsx'
import { schoolQuery, useInviteStaff } from '../data/schools.ts'
import type { SchoolView } from '../data/schools.ts'
import { schoolReportsQuery, waitingIn } from '../data/reports.ts'
import { SchoolFacts } from './school-facts.tsx'
import { StaffTable } from './staff-table.tsx'
import { WaitingStaff } from './waiting-staff.tsx'

/** The school: its facts, its staff, and for administrators what was done. */
export function SchoolPage() {
  const { t, locale } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(schoolQuery)
  return (
    <>
      <PageHeading
        title={data?.school.name ?? t('common.school')}
        lead={data && `${data.school.town}, ${countryName(data.school.countryCode, locale)}`}
        actions={
          data?.can.invite && (
            <Dialog
              title={t('schools.invite')}
              trigger={
                <Button variant="primary" icon={UserPlus}>
                  {t('schools.invite')}
                </Button>
              }
            >
              <InviteStaff />
            </Dialog>
          )
        }
      />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="l">
          <WaitingStaff waiting={data.waiting} />
          <SchoolTabs view={data} />
        </Stack>
      )}
    </>
  )
}

type SchoolTab =
  | 'staff'
  | 'overview'
  | 'label'
  | 'facts'
  | 'teams'
  | 'calendar'
  | 'rollover'
  | 'trainees'
  | 'invitations'
  | 'backup'
  | 'reports'
  | 'audit'

function SchoolTabs({ view }: { view: SchoolView }) {
  const { t } = useMessages()
  // A notice and a letter lead there.
  const isLabelAsked = useLocation().searchStr.includes('tab=label')
  const reports = useQuery({ ...schoolReportsQuery, enabled: view.can.suspend }).data?.reports
  const waiting = waitingIn(reports)
  const { edit, oversee } = view.can
  const isInstitution = view.school.kind === 'institution'
  // Where no office is open, nothing of the programme is to be seen.
  const isOfProgramme = useUser().can.askOffice && (view.school.kind === 'school' || isInstitution)
  const trainees = useQuery(placementsQuery).data?.placements ?? []
  // Who manages and does not administer comes for this.
  const [tab, setTab] = useState<SchoolTab>(
    isLabelAsked && isOfProgramme ? 'label' : oversee && !edit ? 'overview' : 'staff',
  )
  const asked = trainees.filter(({ can }) => can.agree).length
  const open = view.invitations.filter((invitation) => invitation.state === 'open')
  return (
    <Tabs<SchoolTab>
      selected={tab}
      onChange={setTab}
      label={t('common.school')}
      tabs={[
        { id: 'staff', label: t('schools.staff'), count: view.staff.length, content: <StaffTable view={view} /> },
        ...(oversee
          ? [{ id: 'overview' as const, label: t('overview.title'), content: <Overview onOpen={setTab} /> }]
          : []),
        ...(isOfProgramme
          ? [
              isInstitution
                ? { id: 'label' as const, label: t('campaigns.recognition'), content: <InstitutionCalls /> }
                : { id: 'label' as const, label: t('campaigns.title'), content: <SchoolConditions /> },
            ]
          : []),
        { id: 'facts', label: t('schools.facts'), content: <SchoolFacts view={view} /> },
        { id: 'teams', label: t('team.school'), content: <SchoolTeams /> },
        { id: 'calendar', label: t('schools.calendar'), content: <SchoolCalendar /> },
        ...(edit ? [{ id: 'rollover' as const, label: t('rollover.title'), content: <Rollover /> }] : []),
        ...(isInstitution || trainees.length > 0
          ? [
              {
                id: 'trainees' as const,
                label: t('placements.title'),
                count: asked,
                content: isInstitution ? <Training /> : <Placements />,
              },
            ]
          : []),
        ...(view.can.invite
          ? [
              {
                id: 'invitations' as const,
                label: t('invitations.list'),
                count: open.length,
                content: <InvitationTable invitations={view.invitations} stale={['school']} canRevoke />,
              },
            ]
          : []),
        ...(view.backups
          ? [
              {
                id: 'backup' as const,
                label: t('schools.backup'),
                content: <Backups backups={view.backups} />,
              },
            ]
          : []),
        ...(view.can.suspend
          ? [{ id: 'reports' as const, label: t('reports.title'), count: waiting, content: <SchoolReports /> }]
          : []),
        ...(view.can.suspend ? [{ id: 'audit' as const, label: t('schools.audit'), content: <Audit /> }] : []),
      ]}
    />
  )
}

function Audit() {
  return (
    <Stack gap="l">
      <AuditCheck />
      <AuditLines />
    </Stack>
  )
}

/** Made with the dialog, so that each opening begins anew. */
function InviteStaff() {
  return <InviteByLink choices={['staff', 'admin']} invite={useInviteStaff()} />
}
