import { Paperclip, X } from 'lucide-react'
import { useState } from 'react'
import { AttachmentPicker, type Attached } from '#client/files/attachment-picker.tsx'
import { boardLimits, type BoardObject } from '#collab/documents/board-model.ts'
import { isColumn } from '#collab/documents/things/register.ts'
import { useFieldError } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Actions, Dialog } from '#client/ui/dialog.tsx'
import { Row, Stack } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
import { ErrorState } from '#client/ui/states.tsx'
import { TextArea, TextField } from '#client/ui/text-field.tsx'
import { useBoardSession } from '../board-session.ts'
import { CardContent } from '../parts/card-content.tsx'
import { firstWords } from '../parts/markdown.ts'
import { siblingsIn } from '../parts/moves.ts'
import { cardOf, emptyCard, fileOf, noFile, objectOf } from './kept-object.ts'
import { type PendingCard, useSendCard } from './queries.ts'

const nowhere = 'none'

interface SendCardDialogProps {
  /** One's own that came back, or still waits; else a new one. */
  card?: PendingCard
  /** What stands on the board and is to say something else. */
  replaced?: BoardObject
  onClose: () => void
}

function useColumns() {
  const { t } = useMessages()
  const { store } = useBoardSession()
  const columns = siblingsIn(store, null, true).filter(isColumn)
  return columns.map(({ id, text }) => ({ id, label: firstWords(text, 40) || t('boards.wall_untitled') }))
}

/** Writes a card and sends it to the teachers; it stands on the board once one of them has approved it. */
export function SendCardDialog({ card: given, replaced, onClose }: SendCardDialogProps) {
  const { t } = useMessages()
  const { documentId, can, announce } = useBoardSession()
  const fieldError = useFieldError()
  const { store } = useBoardSession()
  const [card, setCard] = useState(() => given?.card ?? (replaced === undefined ? emptyCard : cardOf(replaced)))
  const changes = given?.replaces ?? replaced?.id ?? null
  // Of what is no card, words alone are written.
  const isWhole = changes === null || store.getObject(changes)?.type === 'card'
  const columns = useColumns()
  const send = useSendCard(documentId)
  const set = (changed: Partial<typeof card>) => setCard((now) => ({ ...now, ...changed }))
  const onAttached = (attached: Attached) => set(fileOf(attached))
  const isEmpty = card.text.trim() === '' && card.href.trim() === '' && card.asset === null
  const submit = () => {
    const { text, parent, asset, alt, href } = card
    const words = { text, parent, asset, alt, href: href.trim(), replaces: given === undefined ? changes : null }
    send.mutate(
      { pendingId: given?.id ?? null, card: words },
      {
        onSuccess: () => {
          announce(t(changes === null ? 'boards.pending_sent' : 'boards.pending_changeSent'))
          onClose()
        },
      },
    )
  }
  const title =
    changes !== null
      ? t('boards.pending_changeTitle')
      : t(given === undefined ? 'boards.pending_title' : 'boards.pending_titleAgain')
  return (
    <Dialog title={title} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <Stack>
        {changes !== null && <p>{t('boards.pending_changeText')}</p>}
        {given?.reason != null && <p>{t('boards.pending_reason', { reason: given.reason })}</p>}
        <TextArea
          label={t('boards.pending_text')}
          value={card.text}
          onChange={(text) => set({ text })}
          maxLength={boardLimits.textLetters}
          error={send.isError ? fieldError(send.error, 'text') : null}
          autoFocus
        />
        {!isWhole ? null : card.asset === null ? (
          can.upload && (
            <Row>
              <AttachmentPicker
                place={{ documentId }}
                trigger={<Button icon={Paperclip}>{t('boards.pending_attach')}</Button>}
                onAttached={onAttached}
              />
            </Row>
          )
        ) : (
          <Row>
            <CardContent object={objectOf({ ...card, text: '', href: '' })} />
            <Button variant="quiet" icon={X} onPress={() => set(noFile)}>
              {t('boards.pending_detach')}
            </Button>
          </Row>
        )}
        {isWhole && (
          <TextField
            label={t('boards.pending_link')}
            note={t('common.optional')}
            type="url"
            placeholder="https://"
            value={card.href}
            onChange={(href) => set({ href })}
            error={send.isError ? fieldError(send.error, 'href') : null}
          />
        )}
        {changes === null && columns.length > 0 && (
          <Select
            label={t('boards.pending_column')}
            options={[...columns, { id: nowhere, label: t('boards.wall_noColumn') }]}
            value={card.parent ?? nowhere}
            onChange={(id) => set({ parent: id === nowhere ? null : id })}
          />
        )}
        {send.isError && <ErrorState error={send.error} />}
        <Actions>
          <OnlineButton variant="primary" isDisabled={isEmpty} isPending={send.isPending} onPress={submit}>
            {t('boards.pending_sendNow')}
          </OnlineButton>
        </Actions>
      </Stack>
    </Dialog>
  )
}
