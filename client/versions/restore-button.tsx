import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { documentHref } from '#client/data/kinds.ts'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import type { DocumentView } from '#client/data/documents.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { toast } from '#client/ui/toast.tsx'
import { useRestoreVersion } from '../data/versions.ts'

/** Brings a version back, once it was asked; says what stays as it is, and why. */
export function RestoreButton({ page, versionId }: { page: DocumentView; versionId: string }) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const navigate = useNavigate()
  const restore = useRestoreVersion(page.id)
  const [isAsking, setIsAsking] = useState(false)
  const confirm = () =>
    restore.mutate(versionId, {
      onSuccess: ({ keptBack }) => {
        toast(t('versions.restored'))
        for (const [reason, count] of Object.entries(keptBack)) toast(t('versions.keptBack', { reason, count }))
        void navigate({ to: documentHref(page) })
      },
      onError: (error) => {
        setIsAsking(false)
        toast(errorText(error).text, { tone: 'problem' })
      },
    })
  return (
    <>
      <OnlineButton onPress={() => setIsAsking(true)}>{t('versions.restore')}</OnlineButton>
      <ConfirmDialog
        title={t('versions.restoreTitle')}
        confirmLabel={t('versions.restore')}
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        isPending={restore.isPending}
        onConfirm={confirm}
      >
        {t('versions.restoreText', { kind: page.kind })}
        {page.kind !== 'page' && !page.can.manage && <p>{t('versions.restoreRules')}</p>}
      </ConfirmDialog>
    </>
  )
}
