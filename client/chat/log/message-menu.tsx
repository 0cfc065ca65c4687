import { Copy, FileInput, History, LayoutGrid, MessageSquareReply, Pencil, Pin, PinOff, Trash2 } from 'lucide-react'
import { Menu as AriaMenu, Popover } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { KeepItem } from '#client/session/keep-item.tsx'
import { ReportItem } from '#client/session/report-item.tsx'
import { copyText } from '#client/ui/copy-text.ts'
import { cx } from '#client/ui/cx.ts'
import { MenuItem, MenuSection } from '#client/ui/menu.tsx'
import overlay from '#client/ui/overlay.module.css'
import { toast } from '#client/ui/toast.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import { usePin, useReact } from './message-changes.ts'
import type { Message } from '../messages/queries.ts'
import { type Reaction, reactionIcons, reactionKinds } from './reactions.tsx'
import { plainText } from '../messages/text-parts.ts'

/** Those that ask for more than a press. */
const actions = ['reply', 'edit', 'remove', 'edits', 'card', 'paragraph'] as const
export type MessageAction = (typeof actions)[number]
const isAction = (key: string): key is MessageAction => actions.some((action) => action === key)

interface MessageMenuProps {
  message: Message
  button: HTMLElement
  canWrite: boolean
  onClose: () => void
  onAction: (action: MessageAction, message: Message) => void
}

const isReaction = (key: string): key is Reaction => key in reactionIcons

/** Does what was chosen, or hands it on. */
function useChoice(message: Message, onAction: MessageMenuProps['onAction']) {
  const { t } = useMessages()
  const { labelOf, selfId } = useChatSpace()
  const react = useReact()
  const pin = usePin()
  return (key: string) => {
    if (isReaction(key)) {
      const isOn = !message.reactions.some(({ reaction, userIds }) => reaction === key && userIds.includes(selfId))
      return react.mutate({ message, reaction: key, isOn })
    }
    if (key === 'pin') return pin.mutate({ message, isOn: message.pinnedAt === null })
    if (key === 'copy')
      return void copyText(plainText(message.text, labelOf), t('chat.message')).then(() => toast(t('chat.copied')))
    return isAction(key) ? onAction(key, message) : undefined
  }
}

/** What may be done with one message: one menu for all of them, beside the button that was pressed. */
export function MessageMenu({ message, button, canWrite, onClose, onAction }: MessageMenuProps) {
  const { t } = useMessages()
  const choose = useChoice(message, onAction)
  const { can } = message
  const isThere = message.deletedAt === null
  return (
    <Popover
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      triggerRef={{ current: button }}
      aria-label={t('chat.moreHere')}
      placement="bottom end"
      offset={4}
      className={cx(overlay.popover)}
    >
      <AriaMenu
        aria-label={t('chat.moreHere')}
        className={cx(overlay.list)}
        autoFocus="first"
        onAction={(key) => choose(String(key))}
        onClose={onClose}
      >
        {isThere && canWrite && (
          <MenuItem id="reply" icon={MessageSquareReply}>
            {t('chat.reply')}
          </MenuItem>
        )}
        {can.edit && (
          <MenuItem id="edit" icon={Pencil}>
            {t(message.returnedReason === null ? 'common.edit' : 'chat.rewrite')}
          </MenuItem>
        )}
        {isThere && message.text !== '' && (
          <MenuItem id="copy" icon={Copy}>
            {t('chat.copy')}
          </MenuItem>
        )}
        {isThere && (
          <MenuItem id="card" icon={LayoutGrid}>
            {t('chat.toCard')}
          </MenuItem>
        )}
        {isThere && (message.text !== '' || message.attachments.some(({ kind }) => kind === 'picture')) && (
          <MenuItem id="paragraph" icon={FileInput}>
            {t('chat.toPage')}
          </MenuItem>
        )}
        {can.pin && (
          <MenuItem id="pin" icon={message.pinnedAt === null ? Pin : PinOff}>
            {t(message.pinnedAt === null ? 'chat.pin' : 'chat.unpin')}
          </MenuItem>
        )}
        {can.readEdits && (
          <MenuItem id="edits" icon={History}>
            {t('chat.earlierText')}
          </MenuItem>
        )}
        {isThere && message.sequence !== null && <KeepItem source={{ message: message.id }} onClose={onClose} />}
        {isThere && <ReportItem asked={{ target: { message: message.id }, authorId: message.authorId }} />}
        {can.remove && (
          <MenuItem id="remove" icon={Trash2} isDanger>
            {t('common.delete')}
          </MenuItem>
        )}
        {can.react && (
          <MenuSection title={t('chat.react')}>
            {reactionKinds.map((reaction) => (
              <MenuItem key={reaction} id={reaction} icon={reactionIcons[reaction]}>
                {t(`chat.reaction_${reaction}`)}
              </MenuItem>
            ))}
          </MenuSection>
        )}
      </AriaMenu>
    </Popover>
  )
}
