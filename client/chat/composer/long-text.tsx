import { useQuery } from '@tanstack/react-query'
import { FilePlus2 } from 'lucide-react'
import { useErrorText } from '#client/locales/error-text.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { documentsQuery } from '#client/data/documents.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import type { WrittenDraft } from '../outbox/draft-store.ts'
import type { Channel } from '../messages/queries.ts'
import { useChatLanguage } from './use-chat-language.ts'
import { usePageFromText } from './use-page-from-text.ts'

interface LongTextProps {
  channel: Channel
  text: string
  /** The page is there: the draft that mentions it. */
  onPage: (draft: WrittenDraft) => void
  /** Leaves it a message; null where it is too long for one. */
  onKeep: (() => void) | null
}

const titleLength = 60

/** The beginning of a text, up to a whole word. */
function titleOf(text: string): string {
  const line = text.trim().split('\n')[0]?.trim() ?? ''
  if (line.length <= titleLength) return line
  return `${line.slice(0, titleLength).replace(/(?<!\s)\s+\S*$/, '')}…`
}

/** A page for those who read the channel; a pupil's is their own group's. */
function audienceOf(channel: Channel, isForAny: boolean, ownGroupId: string | null) {
  if (!isForAny) return { access: 'group' as const, groupId: ownGroupId }
  if (channel.kind === 'group' && channel.groupId !== null)
    return { access: 'group' as const, groupId: channel.groupId }
  return { access: channel.kind === 'teachers' ? ('teachers' as const) : ('project' as const), groupId: null }
}

/** A long text is easier to read, and to work on, as a page. Nothing of it is lost meanwhile: it stands in the field. */
export function LongText({ channel, text, onPage, onKeep }: LongTextProps) {
  const { t } = useMessages()
  const errorText = useErrorText()
  const { projectId, project } = useChatSpace()
  const can = useQuery(documentsQuery(projectId)).data?.can
  const make = usePageFromText(projectId)
  const canMake = can?.create === true && (can.createForProject || project?.group != null)
  const { language } = useChatLanguage()
  const makePage = () => {
    const title = titleOf(text) || t('chat.longTitle')
    make.mutate(
      { title, language, text, ...audienceOf(channel, can?.createForProject === true, project?.group?.id ?? null) },
      {
        onSuccess: ({ id }) => onPage({ text: `@${title} `, written: [{ kind: 'document', id, label: title }] }),
      },
    )
  }
  return (
    <Notice
      tone="info"
      role="status"
      title={t('chat.longText')}
      action={
        <>
          {canMake && (
            <OnlineButton icon={FilePlus2} isPending={make.isPending} onPress={makePage}>
              {t('chat.makePage')}
            </OnlineButton>
          )}
          {onKeep && (
            <Button variant="quiet" onPress={onKeep}>
              {t('chat.keepAsMessage')}
            </Button>
          )}
        </>
      }
    >
      {make.isError && <p>{errorText(make.error).text}</p>}
    </Notice>
  )
}
