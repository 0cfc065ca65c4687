import { FileText, UserRound } from 'lucide-react'
import type { ClipboardEvent, KeyboardEvent, RefObject } from 'react'
import { useId, useState } from 'react'
import { useMessages } from '#client/locales/messages.tsx'
import { Icon } from '#client/ui/icon.tsx'
import styles from './composer.module.css'
import type { WrittenDraft } from '../outbox/draft-store.ts'
import { matching, mentionQuery, type MentionOption, withMention } from './mention-search.ts'
import { useEnterSends } from './use-enter-sends.ts'

interface MessageFieldProps {
  label: string
  placeholder: string
  /** Id of what says how to send, and who reads. */
  describedBy?: string
  language: string
  draft: WrittenDraft
  options: readonly MentionOption[]
  fieldRef: RefObject<HTMLTextAreaElement | null>
  onChange: (draft: WrittenDraft) => void
  onSend: () => void
  /** Enter alone has begun a new line. */
  onPlainEnter?: () => void
  onEscape: () => void
  /** The arrow upwards where nothing is written. */
  onUp?: () => void
  onPasteLong?: () => void
  onPasteFiles?: (files: File[]) => void
}

/** Letters of a paste from which on a page is offered. */
const longPaste = 1_200

interface Asked {
  from: number
  caret: number
  query: string
}

/** The "@" list of a field: what is asked for, which entry is active, and what a key does to it. */
function useMentions({ draft, options, fieldRef, onChange }: MessageFieldProps) {
  const [place, setAsked] = useState<Asked | null>(null)
  const [active, setActive] = useState(0)
  // Who is here may be known only after the name was typed.
  const found = place === null ? [] : matching(options, place.query)
  const asked = place === null || found.length === 0 ? null : { ...place, found }
  const look = (text: string, caret: number) => {
    const there = mentionQuery(text, caret)
    setAsked(there === null ? null : { ...there, caret })
    setActive(0)
  }
  const choose = (option: MentionOption | undefined) => {
    if (asked === null || option === undefined) return
    const { text, caret } = withMention(draft.text, asked, option.label)
    const { kind, id, label } = option
    const others = draft.written.filter((one) => one.label !== label)
    setAsked(null)
    onChange({ text, written: [...others, { kind, id, label }] })
    requestAnimationFrame(() => fieldRef.current?.setSelectionRange(caret, caret))
  }
  /** True where the key was for the list. */
  const onKey = (event: KeyboardEvent): boolean => {
    if (asked === null) return false
    const { length } = asked.found
    if (event.key === 'ArrowDown') setActive((active + 1) % length)
    else if (event.key === 'ArrowUp') setActive((active + length - 1) % length)
    else if (event.key === 'Escape') setAsked(null)
    else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab')
      choose(asked.found[active])
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return { asked, active, look, choose, onKey, close: () => setAsked(null) }
}

function MentionList({ id, mentions }: { id: string; mentions: ReturnType<typeof useMentions> }) {
  const { t } = useMessages()
  if (mentions.asked === null) return null
  return (
    <div id={id} role="listbox" aria-label={t('chat.mentionList')} className={styles.mentions}>
      {mentions.asked.found.map((option, index) => (
        <div
          key={option.id}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === mentions.active}
          className={styles.mention}
          // Before the field loses the focus.
          onPointerDown={(event) => {
            event.preventDefault()
            mentions.choose(option)
          }}
        >
          <Icon of={option.kind === 'person' ? UserRound : FileText} size="s" />
          <bdi lang={option.language ?? undefined}>{option.label}</bdi>
          <span className={styles.note}>{option.note}</span>
        </div>
      ))}
    </div>
  )
}

/** Where a message is written: grows with its words, offers names behind an @, and keeps the focus. */
export function MessageField(props: MessageFieldProps) {
  const { draft, fieldRef, onChange, onSend } = props
  const { enterSends } = useEnterSends()
  const mentions = useMentions(props)
  const id = useId()
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    // Enter that ends the composing of a letter is no end of a message.
    if (event.nativeEvent.isComposing || mentions.onKey(event)) return
    const isSent = event.key === 'Enter' && (event.ctrlKey || event.metaKey || (enterSends && !event.shiftKey))
    if (isSent) {
      event.preventDefault()
      onSend()
    } else if (event.key === 'ArrowUp' && draft.text === '' && props.onUp) {
      event.preventDefault()
      props.onUp()
    } else if (event.key === 'Enter' && !event.shiftKey) props.onPlainEnter?.()
    else if (event.key === 'Escape') props.onEscape()
  }
  const onPaste = (event: ClipboardEvent) => {
    const files = [...event.clipboardData.files]
    // What is copied from a text comes with a picture of itself: then the words are meant.
    if (files.length > 0 && event.clipboardData.getData('text/plain') === '' && props.onPasteFiles) {
      event.preventDefault()
      return props.onPasteFiles(files)
    }
    if (event.clipboardData.getData('text/plain').length >= longPaste) props.onPasteLong?.()
  }
  const activeId = mentions.asked === null ? undefined : `${id}-${mentions.active}`
  return (
    <div className={styles.fieldFrame}>
      <MentionList id={id} mentions={mentions} />
      <div className={styles.grow} data-text={draft.text}>
        <textarea
          ref={fieldRef}
          rows={1}
          className={styles.field}
          dir="auto"
          lang={props.language}
          value={draft.text}
          placeholder={props.placeholder}
          aria-label={props.label}
          aria-describedby={props.describedBy}
          aria-autocomplete="list"
          aria-controls={mentions.asked === null ? undefined : id}
          aria-activedescendant={activeId}
          onChange={({ target }) => {
            onChange({ ...draft, text: target.value })
            mentions.look(target.value, target.selectionStart)
          }}
          onKeyDown={onKeyDown}
          onPaste={onPaste}
          onBlur={mentions.close}
        />
      </div>
    </div>
  )
}
