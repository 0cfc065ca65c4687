import { AtSign, Languages, Plus, SendHorizontal, X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { useId, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { languageName } from '#client/projects/languages.ts'
import { Button, IconButton } from '#client/ui/button.tsx'
import { Menu, MenuItem } from '#client/ui/menu.tsx'
import { useChatSpace } from './chat-space.ts'
import styles from './composer.module.css'
import { LongText } from './long-text.tsx'
import { useMentionOptions } from './mention-options.ts'
import { MessageField } from './message-field.tsx'
import { newId } from './new-id.ts'
import { useSecondsUntil } from './outgoing-row.tsx'
import type { Channel, Message } from './queries.ts'
import { plainText, withTokens } from './text-parts.ts'
import { useChatLanguage } from './use-chat-language.ts'
import { useDraft } from './use-composer.ts'
import { useEnterSends } from './use-enter-sends.ts'

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

export function ReplyStrip({ message, onCancel }: { message: Message; onCancel: () => void }) {
  const { t } = useMessages()
  const { nameOf, labelOf } = useChatSpace()
  return (
    <div className={styles.strip}>
      <p>
        {t('chat.answering', { name: nameOf(message.authorId) })} <bdi>{plainText(message.text, labelOf)}</bdi>
      </p>
      <IconButton label={t('common.cancel')} icon={X} onPress={onCancel} />
    </div>
  )
}

function AddMenu({ onMention, children }: { onMention: () => void; children?: ReactNode }) {
  const { t } = useMessages()
  const { enterSends, setEnterSends } = useEnterSends()
  return (
    <Menu
      label={t('chat.add')}
      placement="top start"
      trigger={
        <Button variant="quiet" icon={Plus}>
          {t('chat.add')}
        </Button>
      }
      onAction={(key) => {
        if (key === 'mention') onMention()
        if (key === 'enter') setEnterSends(!enterSends)
      }}
    >
      {children}
      <MenuItem id="mention" icon={AtSign}>
        {t('chat.mention')}
      </MenuItem>
      <MenuItem id="enter" icon={SendHorizontal}>
        {t(enterSends ? 'chat.enterBreaks' : 'chat.enterSends')}
      </MenuItem>
    </Menu>
  )
}

function LanguageMenu() {
  const { t, locale } = useMessages()
  const { project } = useChatSpace()
  const { language, setLanguage } = useChatLanguage()
  const offered = [...new Set([language, locale, ...(project?.languages ?? [])])]
  return (
    <Menu
      label={t('chat.language')}
      placement="top end"
      selectionMode="single"
      selectedKeys={[language]}
      trigger={
        <Button
          variant="quiet"
          icon={Languages}
          aria-label={t('chat.languageIs', { language: languageName(language, locale) })}
        >
          {language.toUpperCase()}
        </Button>
      }
      onAction={(key) => setLanguage(String(key))}
    >
      {offered.map((code) => (
        <MenuItem key={code} id={code}>
          {languageName(code, locale)}
        </MenuItem>
      ))}
    </Menu>
  )
}

/** Why the message cannot go now, or how much room is left. */
function useLimits(text: string, { channel, slowUntil }: Pick<ComposerProps, 'channel' | 'slowUntil'>) {
  const { t } = useMessages()
  const seconds = useSecondsUntil(slowUntil)
  const left = longestText - [...text].length
  if (!channel.can.write) return { canSend: false, note: t('chat.cannotWriteNow'), isTooLong: left < 0 }
  if (left < 0) return { canSend: false, note: t('chat.tooLong', { count: -left }), isTooLong: true }
  if (seconds > 0) return { canSend: false, note: t('chat.slowWait', { seconds }), isTooLong: false }
  const note = left <= leftSaid ? t('chat.left', { count: left }) : null
  return { canSend: text.trim() !== '', note, isTooLong: false }
}

/** Where one writes to a channel. What stands here is kept; what is sent leaves in order, now or when it can. */
export function Composer(props: ComposerProps) {
  const { channel, place, replyTo, fieldRef, onSent } = props
  const { t } = useMessages()
  const { sender } = useChatSpace()
  const { draft, setDraft, clear } = useDraft(place)
  const { enterSends } = useEnterSends()
  const { language } = useChatLanguage()
  const options = useMentionOptions(channel)
  const [isLong, setIsLong] = useState(false)
  const hintId = useId()
  const isThread = replyTo !== null && !props.onCancelReply
  const sent = withTokens(draft.text.trim(), draft.written)
  const { canSend, note, isTooLong } = useLimits(sent.text, props)
  const send = () => {
    if (!canSend) return
    sender.send({
      id: newId(),
      channelId: channel.id,
      ...sent,
      language,
      replyTo: replyTo?.id ?? null,
      attachments: [],
    })
    clear()
    setIsLong(false)
    onSent()
  }
  const mention = () => {
    const at = draft.text === '' || /\s$/.test(draft.text) ? '@' : ' @'
    setDraft({ ...draft, text: draft.text + at })
    // The menu gives the focus back to its button first.
    setTimeout(() => fieldRef.current?.focus())
  }
  return (
    <section
      className={styles.composer}
      data-region="composer"
      aria-label={t(isThread ? 'chat.writeInThread' : 'chat.write')}
    >
      {replyTo && props.onCancelReply && <ReplyStrip message={replyTo} onCancel={props.onCancelReply} />}
      {(isTooLong || isLong) && draft.text !== '' && (
        <LongText
          channel={channel}
          text={draft.text}
          onPage={setDraft}
          onKeep={isTooLong ? null : () => setIsLong(false)}
        />
      )}
      <MessageField
        label={replyTo ? t('chat.writeReply') : t('chat.writeHere')}
        placeholder={replyTo ? t('chat.writeReply') : t('chat.writeHere')}
        describedBy={hintId}
        language={language}
        draft={draft}
        options={options}
        fieldRef={fieldRef}
        onChange={(next) => {
          setDraft(next)
          if (next.text !== '') props.onTyping()
        }}
        onSend={send}
        onEscape={() => props.onCancelReply?.()}
        {...(props.onUp ? { onUp: props.onUp } : {})}
        onPasteLong={() => setIsLong(true)}
      />
      <div className={styles.tools}>
        <AddMenu onMention={mention} />
        <LanguageMenu />
        <p id={hintId} className={styles.hint} data-problem={!canSend && note !== null}>
          <span>{note ?? t(enterSends ? 'chat.hintEnter' : 'chat.hintControlEnter')}</span>
        </p>
        <Button variant="primary" icon={SendHorizontal} isDisabled={!canSend} onPress={send}>
          {t('chat.send')}
        </Button>
      </div>
    </section>
  )
}
