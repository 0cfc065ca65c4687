import { langOfTitle } from '#client/document-screen/document-title.tsx'
import { Link } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { cx } from '#client/ui/cx.ts'
import { useChatSpace } from '../space/chat-space.ts'
import styles from './message.module.css'
import { documentHref } from '#client/data/kinds.ts'
import { type TextPart, textParts } from '../messages/text-parts.ts'

function Part({ part }: { part: TextPart }) {
  const { t } = useMessages()
  const { people, documents, nameOf, selfId } = useChatSpace()
  switch (part.kind) {
    case 'text':
      return part.text
    case 'link':
      return (
        <bdi>
          <a href={part.href} target="_blank" rel="noopener noreferrer nofollow" className={styles.link}>
            {part.text}
            <span className="visually-hidden"> {t('chat.opensOutside')}</span>
          </a>
        </bdi>
      )
    case 'person':
      return (
        <bdi className={styles.mention} data-self={part.id === selfId}>
          @{people.has(part.id) ? nameOf(part.id) : t('chat.somebodyGone')}
        </bdi>
      )
    case 'document': {
      const document = documents.get(part.id)
      if (document === undefined) return <span className={styles.mention}>{t('chat.documentGone')}</span>
      return (
        <bdi {...langOfTitle(document)}>
          <Link href={documentHref(document)} className={cx(styles.mention, styles.link)}>
            {document.title}
          </Link>
        </bdi>
      )
    }
  }
}

/** Words as they were written, in their own language and direction. */
export function MessageText({ text, language }: { text: string; language: string | null }) {
  return (
    <p className={styles.text} dir="auto" translate="no" {...(language === null ? {} : { lang: language })}>
      {textParts(text).map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </p>
  )
}
