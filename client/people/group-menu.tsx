import { Ellipsis, Pencil, PencilOff, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { useIsOffline } from '#client/session/strips.tsx'
import { afterMenu } from '#client/ui/after-menu.ts'
import { IconButton } from '#client/ui/button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { NameDialog } from './name-dialog.tsx'
import { useDeleteGroup, useRenameGroup } from '#client/data/people-changes.ts'
import { RulesDialog } from '#client/writing/rules-dialog.tsx'
import type { Group } from '#client/data/people.ts'

interface GroupMenuProps {
  projectId: string
  group: Group
  isEmpty: boolean
}

export function GroupMenu({ projectId, group, isEmpty }: GroupMenuProps) {
  const { t } = useMessages()
  const isOffline = useIsOffline()
  const rename = useRenameGroup(projectId)
  const remove = useDeleteGroup(projectId)
  const [open, setOpen] = useState<'rename' | 'remove' | 'rules' | null>(null)
  const close = () => setOpen(null)
  const word = (label: string) => (isOffline ? t('projects.needsNetwork', { action: label }) : label)
  const label = t('people.groupActions', { group: group.name })
  return (
    <>
      <Menu label={label} trigger={<IconButton label={label} icon={Ellipsis} />}>
        <MenuItem icon={Pencil} isDisabled={isOffline} onAction={() => afterMenu(() => setOpen('rename'))}>
          {word(t('common.rename'))}
        </MenuItem>
        <MenuItem icon={PencilOff} isDisabled={isOffline} onAction={() => afterMenu(() => setOpen('rules'))}>
          {word(t('writing.open'))}
        </MenuItem>
        <MenuItem icon={Trash2} isDanger isDisabled={isOffline} onAction={() => afterMenu(() => setOpen('remove'))}>
          {word(t('common.delete'))}
        </MenuItem>
      </Menu>
      {open === 'rules' && (
        <RulesDialog projectId={projectId} target={{ kind: 'group', id: group.id }} onClose={close} />
      )}
      {open === 'rename' && (
        <NameDialog
          title={t('people.renameGroup')}
          label={t('people.groupName')}
          submitLabel={t('common.save')}
          initial={group.name}
          sending={rename}
          onSubmit={(name) => rename.mutate({ groupId: group.id, name }, { onSuccess: close })}
          onClose={close}
        />
      )}
      <ConfirmDialog
        isOpen={open === 'remove'}
        onOpenChange={(isOpen) => !isOpen && close()}
        title={t('people.deleteGroupTitle', { group: group.name })}
        confirmLabel={t('common.delete')}
        isDanger
        isPending={remove.isPending}
        onConfirm={() =>
          runChange(remove, group.id, {
            onSuccess: () => {
              close()
              toast(t('people.groupDeleted', { group: group.name }))
            },
          })
        }
      >
        <p>{t(isEmpty ? 'people.deleteEmptyGroup' : 'people.deleteGroupSentence')}</p>
        {remove.isError && <ErrorState error={remove.error} />}
      </ConfirmDialog>
    </>
  )
}
