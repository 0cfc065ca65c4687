import { Moon } from 'lucide-react'
import { useMessages } from '#client/locales/messages.tsx'
import { formatSchoolClock, townOf } from '#client/quiet/clock.ts'
import { useQuietWords } from '#client/quiet/quiet-words.ts'
import { Notice } from '#client/ui/notice.tsx'
import { useChatSpace } from '../space/chat-space.ts'
import styles from './channel.module.css'

/** Quiet hours as they are felt here: a pupil's own, or whose pupils a teacher does not reach now. With a clock in sight. */
export function QuietStrip() {
  const { t, locale } = useMessages()
  const { quiet, isPupil } = useChatSpace()
  const quietWords = useQuietWords()
  const schools = quiet?.schools.filter((school) => school.quiet !== null && (school.isOwn || !isPupil)) ?? []
  if (quiet === null || schools.length === 0) return null
  return schools.map((school) => (
    <Notice
      key={school.id}
      tone="ice"
      icon={Moon}
      role="status"
      title={school.quiet ? quietWords(school.quiet, school.timeZone) : ''}
    >
      <p className={styles.quiet}>
        {isPupil ? t('chat.quietPupil') : t('chat.quietSchool', { school: school.name })}{' '}
        {t('quiet.clock', {
          time: formatSchoolClock(quiet.at, school.timeZone, locale),
          town: townOf(school.timeZone),
        })}
      </p>
    </Notice>
  ))
}
