import type { Editor } from '@tiptap/core'
import { Eye, Navigation } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Awareness } from 'y-protocols/awareness'
import type { DocumentPerson } from '#client/data/document-person.ts'
import { Banner } from '#client/document-screen/following/banner.tsx'
import { useEscape } from '#client/document-screen/following/use-escape.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { useToastsAbove } from '#client/ui/toasts-above.ts'
import styles from './follow.module.css'
import { startLeading } from './leading.ts'
import type { Lead } from './leads.ts'
import { PageFollower } from './page-follower.ts'

export interface FollowProps {
  editor: Editor | null
  awareness: Awareness
  people: ReadonlyMap<string, DocumentPerson>
  user: { id: string; kind: 'pupil' | 'staff' }
  isLeading: boolean
  onEnd: () => void
  lead: Pick<Lead, 'userId' | 'begun'> | null
}

/** Over the page: that one leads, or whom one follows. What happens is said once; the banner says what is so. */
export function Follow(props: FollowProps) {
  const { editor, awareness, isLeading, lead } = props
  const [said, setSaid] = useState('')
  const place = useToastsAbove<HTMLDivElement>()
  useEffect(
    () => (isLeading && editor !== null ? startLeading(editor.view, awareness) : undefined),
    [isLeading, editor, awareness],
  )
  return (
    <div ref={place} className={styles.place} data-print="no">
      <p role="status" className="visually-hidden">
        {said}
      </p>
      {isLeading && <Leading onEnd={props.onEnd} />}
      {!isLeading && lead !== null && <Following key={lead.begun} {...props} lead={lead} onSay={setSaid} />}
    </div>
  )
}

function Leading({ onEnd }: Pick<FollowProps, 'onEnd'>) {
  const { t } = useMessages()
  return (
    <Banner icon={Navigation} words={t('document.follow_leading')}>
      <Button onPress={onEnd}>{t('document.follow_end')}</Button>
    </Banner>
  )
}

interface FollowingProps extends FollowProps {
  lead: Pick<Lead, 'userId' | 'begun'>
  onSay: (words: string) => void
}

/** Pupils are led from the beginning; other adults see that somebody leads, and may follow. */
function Following({ lead, editor, awareness, people, user, onSay }: FollowingProps) {
  const { t } = useMessages()
  const [follows, setFollows] = useState(user.kind === 'pupil')
  const [isWriting, setWriting] = useState(false)
  const name = people.get(lead.userId)?.name ?? t('document.someTeacher')
  const say = useRef({ onSay, over: '' })
  useEffect(() => {
    say.current = { onSay, over: t('document.follow_over', { name }) }
  }, [onSay, t, name])
  useEffect(() => () => say.current.onSay(say.current.over), [])
  useEffect(
    () => onSay(follows ? t('document.follow_now', { name }) : t('document.follow_leads', { name })),
    [follows, name, onSay, t],
  )
  const leave = useCallback(() => setFollows(false), [])
  useEscape(follows ? leave : null)
  useEffect(() => {
    if (!follows || editor === null) return undefined
    const { view } = editor
    const follower = new PageFollower({
      ...{ view, awareness, ownId: user.id, begun: lead.begun },
      onOwnWay: leave,
      onWriting: setWriting,
    })
    return () => {
      follower.stop()
      setWriting(false)
    }
  }, [follows, editor, awareness, user.id, lead.begun, leave])
  if (!follows)
    return (
      <Banner icon={Eye} words={t('document.follow_leads', { name })}>
        <Button onPress={() => setFollows(true)}>{t('document.follow_again')}</Button>
      </Banner>
    )
  return (
    <Banner icon={Eye} words={t(isWriting ? 'document.follow_whenYouPause' : 'document.follow_following', { name })}>
      <Button onPress={leave}>{t('document.follow_stop')}</Button>
    </Banner>
  )
}
