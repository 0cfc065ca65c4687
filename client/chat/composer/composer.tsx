import { SendHorizontal, X } from 'lucide-react'
import type { RefObject } from 'react'
import { useId, useState } from 'react'
import { useGiveaway } from '#client/detector/use-giveaway.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { Button, IconButton } from '#client/ui/button.tsx'
import { useToastsAbove } from '#client/ui/toasts-above.ts'
import { useWorkPlace } from '#client/ui/work-place.ts'
import { useChatSpace } from '../space/chat-space.ts'
import { messageLine } from '../log/attachment-words.ts'
import styles from './composer.module.css'
import { AddMenu, LanguageMenu } from './composer-menus.tsx'
import { DraftFiles } from './draft-files.tsx'
import { LongText } from './long-text.tsx'
import { useMentionOptions } from './mention-options.ts'
import { MessageField } from './message-field.tsx'
import { newId } from '#client/live/new-id.ts'
import type { Channel, Message } from '../messages/queries.ts'
import { withTokens } from '../messages/text-parts.ts'
import { useAttach } from './use-attach.tsx'
import { useChatLanguage } from './use-chat-language.ts'
import { useDraft } from '../outbox/use-draft.ts'
import { useEnterQuestion } from './use-enter-question.tsx'
import { useEnterSends } from './use-enter-sends.ts'
import { useFileDrop } from './use-file-drop.ts'
import { useSecondsUntil } from '../log/use-seconds-until.ts'

export const longestText = 4_000
/** Said only when it begins to matter. */
const leftSaid = 300

interface ComposerProps {
  channel: Channel
  /** Where the draft lies: the channel, or a thread in it. */
  place: string
  /** What is answered; in a thread, its top. */
  replyTo: Message | null
  onCancelReply?: () => void
  fieldRef: RefObject<HTMLTextAreaElement | null>
  /** When slow mode lets this person write again, ms. */
  slowUntil: number | null
  onUp?: () => void
  onTyping: () => void
  onSent: () => void
}

function ReplyStrip({ message, onCancel }: { message: Message; onCancel: () => void }) {
  const { t } = useMessages()
  const { nameOf, labelOf } = useChatSpace()
  return (
    <div className={styles.strip}>
      <p>
        {t('chat.answering', { name: nameOf(message.authorId) })} <bdi>{messageLine(message, t, labelOf)}</bdi>
      </p>
      <IconButton label={t('common.cancel')} icon={X} onPress={onCancel} />
    </div>
  )
}

/** Why the message cannot go now, or how much room is left. */
function useLimits(
  text: string,
  hasFiles: boolean,
  { channel, slowUntil }: Pick<ComposerProps, 'channel' | 'slowUntil'>,
) {
  const { t } = useMessages()
  const seconds = useSecondsUntil(slowUntil)
  const left = longestText - [...text].length
  if (!channel.can.write) return { canSend: false, note: t('chat.cannotWriteNow'), isTooLong: left < 0 }
  if (left < 0) return { canSend: false, note: t('chat.tooLong', { count: -left }), isTooLong: true }
  if (seconds > 0) return { canSend: false, note: t('chat.slowWait', { seconds }), isTooLong: false }
  const note = left <= leftSaid ? t('chat.left', { count: left }) : null
  return { canSend: text.trim() !== '' || hasFiles, note, isTooLong: false }
}

interface ToolsProps {
  hintId: string
  /** What is in the way; null: how one sends is said. */
  note: string | null
  canSend: boolean
  onMention: () => void
  onAttach: Parameters<typeof AddMenu>[0]['onAttach']
  onSend: () => void
}

function Tools({ hintId, note, canSend, onMention, onAttach, onSend }: ToolsProps) {
  const { t } = useMessages()
  const { enterSends } = useEnterSends()
  return (
    <div className={styles.tools}>
      <AddMenu onMention={onMention} onAttach={onAttach} />
      <LanguageMenu />
      <p id={hintId} className={styles.hint} data-problem={!canSend && note !== null}>
        <span>{note ?? t(enterSends ? 'chat.hintEnter' : 'chat.hintControlEnter')}</span>
        <span className="visually-hidden"> {t('app.regionKeys')}</span>
      </p>
      <Button variant="primary" icon={SendHorizontal} isDisabled={!canSend} onPress={onSend}>
        {t('chat.send')}
      </Button>
    </div>
  )
}

/** Back to the field, once the menu or dialog has given the focus back to its button; from the top of the screen too. */
function useFocusField(fieldRef: ComposerProps['fieldRef']) {
  useWorkPlace('message', () => fieldRef.current?.focus())
  return () => void setTimeout(() => fieldRef.current?.focus())
}

/** A mention begins with a sign of its own. */
const withAt = (text: string) => text + (text === '' || /\s$/.test(text) ? '@' : ' @')

/** Where one writes to a channel. What stands here is kept; what is sent leaves in order, now or when it can. */
export function Composer(props: ComposerProps) {
  const { channel, place, replyTo, fieldRef, onSent } = props
  const { t } = useMessages()
  const { sender } = useChatSpace()
  const { draft, setDraft, clear } = useDraft(place)
  const { language } = useChatLanguage()
  const options = useMentionOptions(channel)
  const [isLong, setIsLong] = useState(false)
  const hintId = useId()
  const isThread = replyTo !== null && !props.onCancelReply
  const sent = withTokens(draft.text.trim(), draft.written)
  const { canSend, note, isTooLong } = useLimits(sent.text, draft.files.length > 0, props)
  const sectionRef = useToastsAbove<HTMLElement>()
  const focusField = useFocusField(fieldRef)
  const enter = useEnterQuestion(focusField)
  // In one’s own thread the teachers alone read.
  const giveaway = useGiveaway({ isAsked: channel.kind !== 'ask', onChange: focusField })
  const attach = useAttach({ draft, setDraft, onDone: focusField })
  const isDropping = useFileDrop(sectionRef, attach.add)
  const sendNow = () => {
    const replied = { channelId: channel.id, replyTo: replyTo?.id ?? null }
    sender.send({ id: newId(), ...replied, ...sent, language, attachments: draft.files })
    clear()
    setIsLong(false)
    enter.settle()
    onSent()
    // Its button has nothing to send now, and would let the focus, and a tablet's keyboard, go.
    fieldRef.current?.focus()
  }
  const send = () => {
    if (canSend) giveaway.guard(sent.text, sendNow)
  }
  const mention = () => {
    setDraft({ ...draft, text: withAt(draft.text) })
    focusField()
  }
  return (
    <section
      ref={sectionRef}
      className={styles.composer}
      data-region="composer"
      aria-label={t(isThread ? 'chat.writeInThread' : 'chat.write')}
    >
      {replyTo && props.onCancelReply && <ReplyStrip message={replyTo} onCancel={props.onCancelReply} />}
      {(isTooLong || isLong) && draft.text !== '' && (
        <LongText
          channel={channel}
          text={draft.text}
          onPage={(page) => setDraft({ ...draft, ...page })}
          onKeep={isTooLong ? null : () => setIsLong(false)}
        />
      )}
      {isDropping && <p className={styles.drop}>{t('chat.dropHere')}</p>}
      <DraftFiles files={draft.files} onRemove={attach.remove} />
      <MessageField
        label={replyTo ? t('chat.writeReply') : t('chat.writeHere')}
        placeholder={replyTo ? t('chat.writeReply') : t('chat.writeHere')}
        describedBy={hintId}
        language={language}
        draft={draft}
        options={options}
        fieldRef={fieldRef}
        onChange={(next) => {
          setDraft({ ...draft, ...next })
          giveaway.settle()
          if (next.text !== '') props.onTyping()
        }}
        onSend={send}
        onPlainEnter={enter.ask}
        onEscape={() => props.onCancelReply?.()}
        {...(props.onUp ? { onUp: props.onUp } : {})}
        onPasteLong={() => setIsLong(true)}
        onPasteFiles={attach.add}
      />
      {enter.element}
      {giveaway.element}
      <Tools {...{ hintId, note, canSend }} onMention={mention} onAttach={attach.choose} onSend={send} />
      {attach.element}
    </section>
  )
}
