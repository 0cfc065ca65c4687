import {
  Copy,
  Ellipsis,
  FolderOpen,
  History,
  LayoutTemplate,
  Pencil,
  ShieldCheck,
  Snowflake,
  Sun,
  Trash2,
} from 'lucide-react'
import { useState } from 'react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { useIsOffline } from '#client/session/strips.tsx'
import { IconButton } from '#client/ui/button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Menu, MenuItem, MenuSeparator } from '#client/ui/menu.tsx'
import { runChange } from '#client/ui/run-change.ts'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import { SaveTemplateDialog } from '#client/boards/templates/save-template-dialog.tsx'
import { useCheckDocument } from '../document-screen/check-document.ts'
import { FreezeDialog, RenameDialog } from '../document-screen/document-dialogs.tsx'
import { documentHref } from '../data/kinds.ts'
import { useChangeDocument, useHandOut } from '#client/data/document-changes.ts'
import type { DocumentRow } from '#client/data/documents.ts'

interface DocumentMenuProps {
  row: DocumentRow
  projectId: string
  canHandOut: boolean
}

/** What is done at once, without a dialog. */
function useActions({ row, projectId }: Pick<DocumentMenuProps, 'row' | 'projectId'>) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const change = useChangeDocument(projectId)
  const handOut = useHandOut(projectId)
  const check = useCheckDocument(row.id)
  const onError = (error: unknown) => toast(errorText(error).text, { tone: 'problem' })
  return {
    thaw: () =>
      runChange(
        change,
        { documentId: row.id, state: 'open' },
        { onSuccess: () => toast(t('documents.thawed', { title: row.title })), onError },
      ),
    handOut: () =>
      runChange(
        handOut,
        { documentId: row.id },
        { onSuccess: ({ documents }) => toast(t('documents.handedOut', { count: documents.length })), onError },
      ),
    check: () => check.mutate(),
  }
}

/** What a teacher does with a page: each deed is also said in the menu when the network is away. */
export function DocumentMenu({ row, projectId, canHandOut }: DocumentMenuProps) {
  const { t } = useMessages()
  const isOffline = useIsOffline()
  const actions = useActions({ row, projectId })
  const [open, setOpen] = useState<'rename' | 'freeze' | 'remove' | 'template' | null>(null)
  const close = () => setOpen(null)
  const word = (label: string) => (isOffline ? t('projects.needsNetwork', { action: label }) : label)
  return (
    <>
      <Menu
        label={t('documents.actionsOf', { title: row.title })}
        trigger={
          <IconButton
            label={t('documents.actionsOf', { title: row.title })}
            word={t('documents.colActions')}
            icon={Ellipsis}
          />
        }
      >
        <MenuItem icon={FolderOpen} href={documentHref(row)}>
          {t('common.open')}
        </MenuItem>
        <MenuItem icon={History} href={`${documentHref(row)}/versions`}>
          {t('documents.versions')}
        </MenuItem>
        {row.isTemplate && canHandOut && (
          <MenuItem
            icon={Copy}
            isDisabled={isOffline}
            description={t('documents.handOutSentence')}
            onAction={actions.handOut}
          >
            {word(t('documents.handOut'))}
          </MenuItem>
        )}
        {row.kind !== 'page' && !row.isTemplate && canHandOut && (
          <MenuItem icon={LayoutTemplate} isDisabled={isOffline} onAction={() => setOpen('template')}>
            {word(t('boards.template_save'))}
          </MenuItem>
        )}
        <MenuItem icon={Pencil} isDisabled={isOffline} onAction={() => setOpen('rename')}>
          {word(t('common.rename'))}
        </MenuItem>
        {row.state === 'frozen' ? (
          <MenuItem icon={Sun} isDisabled={isOffline} onAction={actions.thaw}>
            {word(t('documents.thaw'))}
          </MenuItem>
        ) : (
          <MenuItem icon={Snowflake} isDisabled={isOffline} onAction={() => setOpen('freeze')}>
            {word(t('documents.freeze'))}
          </MenuItem>
        )}
        <MenuItem icon={ShieldCheck} isDisabled={isOffline} onAction={actions.check}>
          {word(t('document.check', { kind: row.kind }))}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={Trash2} isDanger isDisabled={isOffline} onAction={() => setOpen('remove')}>
          {word(t('common.remove'))}
        </MenuItem>
      </Menu>
      {open === 'rename' && <RenameDialog row={row} projectId={projectId} onClose={close} />}
      {open === 'template' && <SaveTemplateDialog row={row} projectId={projectId} onClose={close} />}
      {open === 'freeze' && <FreezeDialog row={row} projectId={projectId} onClose={close} />}
      <RemoveDialog row={row} projectId={projectId} isOpen={open === 'remove'} onClose={close} />
    </>
  )
}

interface RemoveDialogProps extends Pick<DocumentMenuProps, 'row' | 'projectId'> {
  isOpen: boolean
  onClose: () => void
}

function RemoveDialog({ row, projectId, isOpen, onClose }: RemoveDialogProps) {
  const { t } = useMessages()
  const change = useChangeDocument(projectId)
  const onSuccess = () => {
    onClose()
    toast(t('documents.removedDone', { title: row.title }))
  }
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={(stays) => !stays && onClose()}
      title={t('documents.removeTitle', { title: row.title })}
      confirmLabel={t('common.remove')}
      isDanger
      isPending={change.isPending}
      onConfirm={() => change.mutate({ documentId: row.id, state: 'removed' }, { onSuccess })}
    >
      <p>{t('documents.removeSentence')}</p>
      {change.isError && <ErrorState error={change.error} />}
    </ConfirmDialog>
  )
}
