import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, call } from '#client/api.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/projects/online-button.tsx'
import { ConfirmDialog } from '#client/ui/dialog.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import type { PageView } from './page-view.ts'

function useMakeRoom(documentId: string) {
  const { t } = useMessages()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call(api.api.documents[':documentId']['make-room'].$post({ param: { documentId } })),
    onSuccess: (answer) => {
      queryClient.setQueryData(['document', documentId], answer)
      toast(t('page.roomMade'))
    },
  })
}

function MakeRoomButton({ page, onMade }: { page: PageView; onMade: () => void }) {
  const { t } = useMessages()
  const makeRoom = useMakeRoom(page.id)
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <OnlineButton variant="primary" onPress={() => setIsAsking(true)}>
        {t('page.makeRoom')}
      </OnlineButton>
      <ConfirmDialog
        isOpen={isAsking}
        onOpenChange={setIsAsking}
        title={t('page.makeRoomTitle')}
        confirmLabel={t('page.makeRoom')}
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
        <p>{t('page.makeRoomText')}</p>
        {makeRoom.isError && <ErrorState error={makeRoom.error} />}
      </ConfirmDialog>
    </>
  )
}

/** It is full, or will soon be: a teacher makes room, a pupil is told whom to ask. */
export function FullStrip({ page, isFull, onMade }: { page: PageView; isFull: boolean; onMade: () => void }) {
  const { t } = useMessages()
  const { kind } = page
  if (!page.can.makeRoom) return isFull ? <Notice role="status" title={t('page.readFull', { kind })} /> : null
  return (
    <Notice
      tone="warn"
      role="status"
      title={isFull ? t('page.fullTitle', { kind }) : t('page.nearlyFullTitle', { kind })}
      action={<MakeRoomButton page={page} onMade={onMade} />}
    >
      {t('page.fullText')}
    </Notice>
  )
}
