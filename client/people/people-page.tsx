import { useQuery } from '@tanstack/react-query'
import { Presentation, UserPlus, UsersRound } from 'lucide-react'
import { useState } from 'react'
import { InvitationTable } from '#client/invitations/invitation-table.tsx'
import { InviteByLink } from '#client/invitations/invite-by-link.tsx'
import { useInviteToProject } from '#client/data/invitations.ts'
import { useSpace } from '#client/live/use-space.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useParam } from '#client/ui/use-param.ts'
import { projectQuery } from '#client/data/projects.ts'
import { Button, LinkButton } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { worthSearching } from '#client/ui/finder.ts'
import { PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { SearchField } from '#client/ui/search-field.tsx'
import { EmptyState, ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { BringTrainee } from '#client/placements/bring-trainee.tsx'
import { AddPupils } from './add-pupils.tsx'
import { foundPeople } from './found-people.ts'
import { GroupBoard } from './group-board.tsx'
import { GroupTools } from './group-tools.tsx'
import { peopleQuery } from '#client/data/people.ts'
import type { PeopleView } from '#client/data/people.ts'
import { EyesButton } from '#client/writing/eyes-button.tsx'
import { RulesButton } from '#client/writing/rules-button.tsx'
import { SchoolLists } from './school-lists.tsx'

/** Who is in the project: in their groups, by school, and those who are invited. */
export function PeoplePage() {
  const { t } = useMessages()
  const projectId = useParam('projectId')
  useSpace(projectId)
  const { data, isPending, isError, error, refetch } = useQuery(peopleQuery(projectId))
  const project = useQuery(projectQuery(projectId))
  const isArchived = project.data?.project.state === 'archived'
  const missing = project.data?.project.missing
  return (
    <>
      <PageHeading
        title={t('common.people')}
        lead={data && t('people.lead', { people: data.members.length, groups: data.groups.length })}
        actions={
          data && (
            <>
              <LinkButton href={`/p/${projectId}/team`} icon={Presentation}>
                {t('people.team')}
              </LinkButton>
              <EyesButton projectId={projectId} />
              <RulesButton projectId={projectId} target={{ kind: 'project' }} />
              {data.can.invite && (
                <Dialog title={t('people.invite')} trigger={<Button icon={UserPlus}>{t('people.invite')}</Button>}>
                  <InviteToProject projectId={projectId} />
                </Dialog>
              )}
              {data.can.addPupils && <BringTrainee projectId={projectId} />}
              {data.can.addPupils && <AddPupilsButton projectId={projectId} people={data} />}
            </>
          )
        }
      />
      {isPending && <Skeleton of="rows" count={6} />}
      {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && (
        <Stack gap="l">
          {isArchived && <Notice title={t('projects.archivedReason')} />}
          {missing && data.can.invite && <Notice title={t(`projects.missing_${missing}`)} />}
          <PeopleTabs projectId={projectId} people={data} />
        </Stack>
      )}
    </>
  )
}

/** Made with the dialog, so that each opening begins anew. */
function InviteToProject({ projectId }: { projectId: string }) {
  return <InviteByLink choices={['partner', 'colleague', 'visitor', 'guest']} invite={useInviteToProject(projectId)} />
}

function AddPupilsButton({ projectId, people }: { projectId: string; people: PeopleView }) {
  const { t } = useMessages()
  return (
    <Dialog
      title={t('people.addPupils')}
      trigger={
        <Button variant="primary" icon={UsersRound}>
          {t('people.addPupils')}
        </Button>
      }
    >
      {(close) => <AddPupils projectId={projectId} people={people} onDone={close} />}
    </Dialog>
  )
}

function PeopleTabs({ projectId, people }: { projectId: string; people: PeopleView }) {
  const { t } = useMessages()
  const [query, setQuery] = useState('')
  const found = foundPeople(people, query)
  const hasPupils = people.members.some((member) => member.kind === 'pupil')
  const groups = (
    <Stack>
      {people.can.editGroups && <GroupTools projectId={projectId} people={people} />}
      {hasPupils || people.groups.length > 0 ? (
        <GroupBoard {...{ projectId, people, found }} />
      ) : (
        <EmptyState
          sentence={t('people.noPupils')}
          action={people.can.addPupils && <AddPupilsButton projectId={projectId} people={people} />}
        />
      )}
    </Stack>
  )
  const open = people.invitations.filter((invitation) => invitation.state === 'open')
  return (
    <Stack>
      {people.members.length >= worthSearching && (
        <Row>
          <SearchField isWide label={t('people.search')} value={query} onChange={setQuery} />
          <span role="status">{query.trim() !== '' && t('people.found', { count: found.members.length })}</span>
        </Row>
      )}
      <Tabs
        label={t('common.people')}
        tabs={[
          { id: 'groups', label: t('common.groups'), count: people.groups.length, content: groups },
          {
            id: 'schools',
            label: t('people.bySchool'),
            count: people.schools.length,
            content: <SchoolLists {...{ projectId, people, found }} />,
          },
          ...(people.can.invite
            ? [
                {
                  id: 'invitations' as const,
                  label: t('invitations.list'),
                  count: open.length,
                  content: <InvitationTable invitations={people.invitations} stale={['people', projectId]} canRevoke />,
                },
              ]
            : []),
        ]}
      />
    </Stack>
  )
}
