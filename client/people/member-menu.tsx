import { useNavigate } from '@tanstack/react-router'
import { Ellipsis, Mic, PencilOff, UserMinus } from 'lucide-react'
import { useState } from 'react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { ReportItem } from '#client/session/report-item.tsx'
import { useIsOffline } from '#client/session/strips.tsx'
import { afterMenu } from '#client/ui/after-menu.ts'
import { IconButton } from '#client/ui/button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Menu, MenuItem, MenuSection, MenuSeparator } from '#client/ui/menu.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useChangeRole, useRemoveMember } from '#client/data/people-changes.ts'
import { RulesDialog } from '#client/writing/rules-dialog.tsx'
import type { Member, MemberRole, PeopleView } from '#client/data/people.ts'

interface MemberMenuProps {
  projectId: string
  people: PeopleView
  member: Member
  onMove: (userId: string, groupId: string | null) => void
}

const rolesOf: Record<Member['kind'], readonly MemberRole[]> = {
  pupil: ['pupil', 'pupil_admin'],
  staff: ['owner', 'teacher', 'visitor', 'guest'],
}

/** Of an item behind which a dialog stands. */
const opens = (set: (isOpen: boolean) => void) => () => afterMenu(() => set(true))

/** Everything dragging can do, and the rest: move, role, take out. */
export function MemberMenu({ projectId, people, member, onMove }: MemberMenuProps) {
  const { t } = useMessages()
  const isOffline = useIsOffline()
  const navigate = useNavigate()
  const [isRemoving, setIsRemoving] = useState(false)
  const [isRuling, setIsRuling] = useState(false)
  const mayRule = people.can.rule && member.kind === 'pupil'
  const { move, changeRole: mayChangeRole, remove: mayRemove, openOral } = member.can
  if (member.isSelf && !move && !mayChangeRole && !mayRemove && !mayRule && !openOral) return null
  const word = (label: string) => (isOffline ? t('projects.needsNetwork', { action: label }) : label)
  const label = t('people.actionsOf', { name: member.name })
  const places = [...people.groups, null].filter((group) => (group?.id ?? null) !== member.groupId)
  return (
    <>
      <Menu label={label} trigger={<IconButton label={label} icon={Ellipsis} />}>
        {move && places.length > 0 && (
          <MenuSection title={word(t('common.moveTo'))}>
            {places.map((group) => (
              <MenuItem
                key={group?.id ?? 'none'}
                isDisabled={isOffline}
                onAction={() => onMove(member.userId, group?.id ?? null)}
              >
                {group?.name ?? t('people.withoutGroup')}
              </MenuItem>
            ))}
          </MenuSection>
        )}
        {mayChangeRole && <RoleSection projectId={projectId} member={member} />}
        {mayRule && (
          <MenuItem icon={PencilOff} isDisabled={isOffline} onAction={opens(setIsRuling)}>
            {word(t('writing.open'))}
          </MenuItem>
        )}
        {openOral && (
          <MenuItem
            icon={Mic}
            onAction={() =>
              void navigate({ to: '/p/$projectId/oral/$userId', params: { projectId, userId: member.userId } })
            }
          >
            {t('people.oral')}
          </MenuItem>
        )}
        {!member.isSelf && <ReportItem asked={{ target: { user: member.userId } }} />}
        {mayRemove && <MenuSeparator />}
        {mayRemove && (
          <MenuItem icon={UserMinus} isDanger isDisabled={isOffline} onAction={opens(setIsRemoving)}>
            {word(t('people.takeOut'))}
          </MenuItem>
        )}
      </Menu>
      {isRuling && (
        <RulesDialog
          projectId={projectId}
          target={{ kind: 'user', id: member.userId }}
          onClose={() => setIsRuling(false)}
        />
      )}
      {isRemoving && <TakeOutDialog projectId={projectId} member={member} onClose={() => setIsRemoving(false)} />}
    </>
  )
}

function RoleSection({ projectId, member }: Pick<MemberMenuProps, 'projectId' | 'member'>) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const isOffline = useIsOffline()
  const changeRole = useChangeRole(projectId)
  const setRole = (role: MemberRole) =>
    runChange(
      changeRole,
      { userId: member.userId, role },
      {
        onSuccess: () => toast(t('people.roleChanged', { name: member.name, role: t(`people.role_${role}`) })),
        onError: (error) => toast(errorText(error).text, { tone: 'problem' }),
      },
    )
  return (
    <MenuSection
      title={isOffline ? t('projects.needsNetwork', { action: t('people.role') }) : t('people.role')}
      selectionMode="single"
      selectedKeys={[member.role]}
      disallowEmptySelection
    >
      {rolesOf[member.kind].map((role) => (
        <MenuItem key={role} id={role} isDisabled={isOffline} onAction={() => setRole(role)}>
          {t(`people.role_${role}`)}
        </MenuItem>
      ))}
    </MenuSection>
  )
}

function TakeOutDialog({
  projectId,
  member,
  onClose,
}: Pick<MemberMenuProps, 'projectId' | 'member'> & { onClose: () => void }) {
  const { t } = useMessages()
  const remove = useRemoveMember(projectId)
  const takeOut = () =>
    runChange(remove, member.userId, {
      onSuccess: () => {
        onClose()
        toast(t('people.takenOut', { name: member.name }))
      },
    })
  return (
    <ConfirmDialog
      isOpen
      onOpenChange={onClose}
      title={t('people.takeOutTitle', { name: member.name })}
      confirmLabel={t('people.takeOut')}
      isDanger
      isPending={remove.isPending}
      onConfirm={takeOut}
    >
      <p>{t('people.takeOutSentence')}</p>
      {remove.isError && <ErrorState error={remove.error} />}
    </ConfirmDialog>
  )
}
