import { Paperclip, X } from 'lucide-react'
import { useState } from 'react'
import { AttachmentPicker } from '#client/files/attachment-picker.tsx'
import { boardLimits, type BoardObject } from '#collab/documents/board-model.ts'
import { isColumn, thingOf } from '#collab/documents/things/register.ts'
import { useGiveaway } from '#client/detector/use-giveaway.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineForm } from '#client/session/online-form.tsx'
import { Button } from '#client/ui/button.tsx'
import { Dialog } from '#client/ui/dialog.tsx'
import { Row } from '#client/ui/layout.tsx'
import { Select } from '#client/ui/select.tsx'
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

interface CardFileProps {
  card: PendingCard['card']
  onChange: (changed: Partial<PendingCard['card']>) => void
}

function CardFile({ card, onChange }: CardFileProps) {
  const { t } = useMessages()
  const { documentId, can } = useBoardSession()
  if (card.asset !== null)
    return (
      <Row>
        <CardContent object={objectOf({ ...card, text: '', href: '' })} />
        <Button variant="quiet" icon={X} onPress={() => onChange(noFile)}>
          {t('boards.pending_detach')}
        </Button>
      </Row>
    )
  if (!can.upload) return null
  return (
    <Row>
      <AttachmentPicker
        place={{ documentId }}
        trigger={<Button icon={Paperclip}>{t('boards.pending_attach')}</Button>}
        onAttached={(attached) => onChange(fileOf(attached))}
      />
    </Row>
  )
}

/** Writes a card and sends it to the teachers; it stands on the board once one of them has approved it. */
export function SendCardDialog({ card: given, replaced, onClose }: SendCardDialogProps) {
  const { t } = useMessages()
  const { documentId, store, announce } = useBoardSession()
  const [card, setCard] = useState(() => given?.card ?? (replaced === undefined ? emptyCard : cardOf(replaced)))
  const changes = given?.replaces ?? replaced?.id ?? null
  const changed = changes === null ? undefined : store.getObject(changes)
  // Of what takes no files, words alone are written.
  const isWhole = changes === null || (changed !== undefined && thingOf(changed).takesFiles === true)
  const columns = useColumns()
  const send = useSendCard(documentId)
  const set = (changed: Partial<typeof card>) => setCard((now) => ({ ...now, ...changed }))
  const isEmpty = card.text.trim() === '' && card.href.trim() === '' && card.asset === null
  const giveaway = useGiveaway()
  const sendNow = () => {
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
  const submit = () => giveaway.guard(card.text, sendNow)
  const title =
    changes !== null
      ? t('boards.pending_changeTitle')
      : t(given === undefined ? 'boards.pending_title' : 'boards.pending_titleAgain')
  return (
    <Dialog title={title} isOpen onOpenChange={(isOpen) => isOpen || onClose()}>
      <OnlineForm sending={send} submitLabel={t('boards.pending_sendNow')} isDisabled={isEmpty} onSubmit={submit}>
        {changes !== null && <p>{t('boards.pending_changeText')}</p>}
        {given?.reason != null && <p>{t('boards.pending_reason', { reason: given.reason })}</p>}
        <TextArea
          path="text"
          label={t('boards.pending_text')}
          value={card.text}
          onChange={(text) => {
            set({ text })
            giveaway.settle()
          }}
          maxLength={boardLimits.textLetters}
          autoFocus
        />
        {isWhole && <CardFile card={card} onChange={set} />}
        {isWhole && (
          <TextField
            path="href"
            label={t('boards.pending_link')}
            note={t('common.optional')}
            type="url"
            placeholder="https://"
            value={card.href}
            onChange={(href) => set({ href })}
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
        {giveaway.element}
      </OnlineForm>
    </Dialog>
  )
}
