import {
  CalendarClock,
  Ellipsis,
  KeyRound,
  LockKeyhole,
  LockKeyholeOpen,
  MailX,
  ShieldCheck,
  ShieldOff,
  UserCheck,
  UserX,
} from 'lucide-react'
import { useState } from 'react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { regionOf } from '#client/locales/locales.ts'
import { sortByName } from '#client/locales/languages.ts'
import { useUser } from '#client/session/session.ts'
import { useIsOffline } from '#client/session/strips.tsx'
import { Badge } from '#client/ui/badge.tsx'
import { IconButton } from '#client/ui/button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Row } from '#client/ui/layout.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { Table } from '#client/ui/table.tsx'
import type { Column } from '#client/ui/table.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useChangeStaff } from '../data/schools.ts'
import type { SchoolView, StaffMember } from '../data/schools.ts'
import { RecoveryDialog } from './recovery-dialog.tsx'
import { SecondStepDialog } from './second-step-dialog.tsx'
import { TermsDialog } from './terms-dialog.tsx'

export function StaffTable({ view }: { view: SchoolView }) {
  const { t, locale } = useMessages()
  const user = useUser()
  const columns: Column<StaffMember>[] = [
    {
      id: 'name',
      label: t('people.name'),
      isRowHeader: true,
      cell: (person) => (
        <>
          {person.displayName}
          {person.id === user.id && ` (${t('common.you')})`}
        </>
      ),
    },
    ...(view.staff.some((person) => person.email)
      ? [{ id: 'email', label: t('auth.email'), cell: (person: StaffMember) => person.email }]
      : []),
    {
      id: 'posts',
      label: t('schools.posts'),
      cell: (person) =>
        new Intl.ListFormat(regionOf(locale), { type: 'unit' }).format(
          person.posts.map((post) => t('schools.post', { post })),
        ),
    },
    {
      id: 'role',
      label: t('people.role'),
      cell: (person) => (
        <Row gap="s">
          {person.isSchoolAdmin && (
            <Badge tone="brand" icon={ShieldCheck}>
              {t('schools.admin')}
            </Badge>
          )}
          {person.isSuspended && (
            <Badge tone="danger" icon={UserX}>
              {t('schools.suspended')}
            </Badge>
          )}
          {person.hasSecondStep && <Badge icon={LockKeyhole}>{t('schools.hasSecondStep')}</Badge>}
          {person.isMailRefused && (
            <Badge tone="warn" icon={MailX}>
              {t('schools.mailRefused')}
            </Badge>
          )}
        </Row>
      ),
    },
    ...(view.can.suspend
      ? [
          {
            id: 'actions',
            label: t('people.actions'),
            isLabelHidden: true,
            align: 'end' as const,
            cell: (person: StaffMember) => <StaffMenu person={person} isSelf={person.id === user.id} />,
          },
        ]
      : []),
  ]
  return (
    <Table
      label={t('schools.staff')}
      columns={columns}
      rows={sortByName(view.staff, locale, (person) => person.displayName)}
      rowId={(person) => person.id}
    />
  )
}

function StaffMenu({ person, isSelf }: { person: StaffMember; isSelf: boolean }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const isOffline = useIsOffline()
  const change = useChangeStaff()
  const [isSuspending, setIsSuspending] = useState(false)
  const [hasTerms, setHasTerms] = useState(false)
  const [isRecovering, setIsRecovering] = useState(false)
  const [isTaking, setIsTaking] = useState(false)
  const name = person.displayName
  const label = t('people.actionsOf', { name })
  const word = (text: string) => (isOffline ? t('projects.needsNetwork', { action: text }) : text)
  const set = (json: { isSchoolAdmin?: boolean; isSuspended?: boolean }, done: string) =>
    runChange(
      change,
      { userId: person.id, ...json },
      { onSuccess: () => toast(done), onError: (error) => toast(errorText(error).text, { tone: 'problem' }) },
    )
  return (
    <>
      <Menu label={label} trigger={<IconButton label={label} word={t('people.actions')} icon={Ellipsis} />}>
        <MenuItem
          icon={person.isSchoolAdmin ? ShieldOff : ShieldCheck}
          isDisabled={isOffline || person.isSuspended}
          onAction={() =>
            set(
              { isSchoolAdmin: !person.isSchoolAdmin },
              t(person.isSchoolAdmin ? 'schools.adminTaken' : 'schools.adminGiven', { name }),
            )
          }
        >
          {word(t(person.isSchoolAdmin ? 'schools.takeAdmin' : 'schools.giveAdmin'))}
        </MenuItem>
        <MenuItem icon={CalendarClock} isDisabled={isOffline} onAction={() => setHasTerms(true)}>
          {word(t('schools.posts'))}
        </MenuItem>
        <MenuItem
          icon={KeyRound}
          isDisabled={isOffline || isSelf || person.isSuspended}
          {...(isSelf ? { description: t('schools.recoverYourself') } : {})}
          onAction={() => setIsRecovering(true)}
        >
          {word(t('schools.recover'))}
        </MenuItem>
        {person.hasSecondStep && !isSelf && (
          <MenuItem icon={LockKeyholeOpen} isDisabled={isOffline} onAction={() => setIsTaking(true)}>
            {word(t('schools.takeSecondStep'))}
          </MenuItem>
        )}
        {person.isSuspended ? (
          <MenuItem
            icon={UserCheck}
            isDisabled={isOffline}
            onAction={() => set({ isSuspended: false }, t('schools.unsuspendDone', { name }))}
          >
            {word(t('schools.unsuspend'))}
          </MenuItem>
        ) : (
          <MenuItem
            icon={UserX}
            isDanger
            isDisabled={isOffline || isSelf}
            {...(isSelf ? { description: t('schools.notYourself') } : {})}
            onAction={() => setIsSuspending(true)}
          >
            {word(t('schools.suspend'))}
          </MenuItem>
        )}
      </Menu>
      <TermsDialog person={person} isOpen={hasTerms} onOpenChange={setHasTerms} />
      <RecoveryDialog person={person} isOpen={isRecovering} onOpenChange={setIsRecovering} />
      <SecondStepDialog person={person} isOpen={isTaking} onOpenChange={setIsTaking} />
      <SuspendDialog person={person} isOpen={isSuspending} onOpenChange={setIsSuspending} />
    </>
  )
}

interface SuspendDialogProps {
  person: StaffMember
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
}

function SuspendDialog({ person, isOpen, onOpenChange }: SuspendDialogProps) {
  const { t } = useMessages()
  const change = useChangeStaff()
  const name = person.displayName
  const onSuccess = () => {
    onOpenChange(false)
    toast(t('schools.suspendDone', { name }))
  }
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('schools.suspendTitle', { name })}
      confirmLabel={t('schools.suspend')}
      isDanger
      isPending={change.isPending}
      onConfirm={() => change.mutate({ userId: person.id, isSuspended: true }, { onSuccess })}
    >
      <p>{t('schools.suspendSentence')}</p>
      {change.isError && <ErrorState error={change.error} />}
    </ConfirmDialog>
  )
}
