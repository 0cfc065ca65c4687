import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { DocumentView } from '#client/data/documents.ts'

function useMakeRoom(documentId: string) {
  const { t } = useMessages()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(api.api.documents[':documentId']['make-room'].$post({ param: { documentId } })),
    onSuccess: (answer) => {
      queryClient.setQueryData(['document', documentId], answer)
      toast(t('document.roomMade'))
    },
  })
}

function MakeRoomButton({ page, onMade }: { page: DocumentView; onMade: () => void }) {
  const { t } = useMessages()
  const makeRoom = useMakeRoom(page.id)
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <OnlineButton variant="primary" onPress={() => setIsAsking(true)}>
        {t('document.makeRoom')}
      </OnlineButton>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t('document.makeRoomTitle')}
        confirmLabel={t('document.makeRoom')}
        isPending={makeRoom.isPending}
        onConfirm={() =>
          makeRoom.mutate(undefined, {
            onSuccess: () => {
              setIsAsking(false)
              onMade()
            },
          })
        }
      >
        <p>{t('document.makeRoomText')}</p>
        {makeRoom.isError && <ErrorState error={makeRoom.error} />}
      </ConfirmDialog>
    </>
  )
}

/** It is full, or will soon be: a teacher makes room, a pupil is told whom to ask. */
export function FullStrip({ page, isFull, onMade }: { page: DocumentView; isFull: boolean; onMade: () => void }) {
  const { t } = useMessages()
  const { kind } = page
  if (!page.can.makeRoom) return isFull ? <Notice role="status" title={t('document.readFull', { kind })} /> : null
  return (
    <Notice
      tone="warn"
      role="status"
      title={isFull ? t('document.fullTitle', { kind }) : t('document.nearlyFullTitle', { kind })}
      action={<MakeRoomButton page={page} onMade={onMade} />}
    >
      {t('document.fullText')}
    </Notice>
  )
}
