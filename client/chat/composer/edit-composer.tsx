import { Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useGiveaway } from '#client/detector/use-giveaway.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import { longestText } from './composer.tsx'
import styles from './composer.module.css'
import { useMentionOptions } from './mention-options.ts'
import { MessageField } from './message-field.tsx'
import { useEditMessage } from '../log/message-changes.ts'
import type { Channel, Message } from '../messages/queries.ts'
import { withLabels, withTokens } from '../messages/text-parts.ts'
import { useChatLanguage } from './use-chat-language.ts'

/** In place of the composer while one puts right what one has said. The draft of the channel waits below. */
export function EditComposer({ channel, message, onDone }: { channel: Channel; message: Message; onDone: () => void }) {
  const { t } = useMessages()
  const { labelOf } = useChatSpace()
  const errorText = useErrorText()
  const { language } = useChatLanguage()
  const options = useMentionOptions(channel)
  const [draft, setDraft] = useState(() => withLabels(message.text, labelOf))
  const fieldRef = useRef<HTMLTextAreaElement>(null)
  const edit = useEditMessage()
  const giveaway = useGiveaway({ isAsked: channel.kind !== 'ask', onChange: () => fieldRef.current?.focus() })
  useEffect(() => {
    const field = fieldRef.current
    field?.focus()
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [])
  const { text } = withTokens(draft.text.trim(), draft.written)
  const canSave = (text !== '' || message.attachments.length > 0) && [...text].length <= longestText
  const save = () => {
    if (text === message.text) return onDone()
    const change = () => edit.mutate({ message, text }, { onSuccess: onDone })
    return canSave ? giveaway.guard(text, change) : undefined
  }
  return (
    <section className={styles.composer} data-region="composer" aria-label={t('chat.editing')}>
      <div className={styles.strip}>
        <p>{t('chat.editing')}</p>
      </div>
      <MessageField
        label={t('chat.editing')}
        placeholder=""
        language={message.language ?? language}
        draft={draft}
        options={options}
        fieldRef={fieldRef}
        onChange={(next) => {
          setDraft(next)
          giveaway.settle()
        }}
        onSend={save}
        onEscape={onDone}
      />
      {giveaway.element}
      <div className={styles.tools}>
        <p className={styles.hint} role="alert" data-problem={edit.isError}>
          {edit.isError ? errorText(edit.error).text : ''}
        </p>
        <Button variant="quiet" onPress={onDone}>
          {t('common.cancel')}
        </Button>
        <Button variant="primary" icon={Check} isDisabled={!canSave} isPending={edit.isPending} onPress={save}>
          {t('common.save')}
        </Button>
      </div>
    </section>
  )
}
