import { IdCard, Presentation } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useEffect } from 'react'
import { Link } from 'react-aria-components'
import { useMessages } from '#client/locales/messages.tsx'
import { DoorShell } from '#client/session/door-shell.tsx'
import { useSession } from '#client/session/session.ts'
import { cx } from '#client/ui/cx.ts'
import { Icon } from '#client/ui/icon.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { rememberPlace } from './arrival.ts'
import styles from './sign-in.module.css'

interface DoorPageProps {
  /** The place that was asked for. */
  path: string
  wasSignedOut: boolean
}

/** Where everybody arrives who is not signed in. */
export function DoorPage({ path, wasSignedOut }: DoorPageProps) {
  const { t } = useMessages()
  const { data } = useSession()
  useEffect(() => rememberPlace(path), [path])
  return (
    <DoorShell>
      <Sheet>
        <Greetings />
        <header className={styles.welcome}>
          <ScreenTitle title={t('auth.doorTitle')} />
          <p>{t('auth.doorLead')}</p>
        </header>
        {wasSignedOut && (
          <Notice tone="info" role="status">
            {t('auth.signedOut')}
          </Notice>
        )}
        {data?.setupNeeded && <Notice tone="warn">{t('auth.setupNeeded')}</Notice>}
        <div className={styles.doors}>
          <Door href="/join" icon={IdCard} title={t('auth.haveCard')} hint={t('auth.haveCardHint')} look="card" />
          <Door
            href="/sign-in"
            icon={Presentation}
            title={t('auth.amTeacher')}
            hint={t('auth.amTeacherHint')}
            look="staff"
          />
        </div>
      </Sheet>
    </DoorShell>
  )
}

/** Each in its own language on purpose, so none of them is translated. */
const greetings = [
  ['fr', 'Bonjour'],
  ['el', 'Γεια σου'],
  ['pl', 'Cześć'],
  ['pt', 'Olá'],
  ['bg', 'Здравей'],
  ['fi', 'Hei'],
  ['it', 'Ciao'],
] as const

function Greetings() {
  return (
    <ul role="list" aria-hidden="true" className={styles.greetings}>
      {greetings.map(([lang, words]) => (
        <li key={lang} lang={lang}>
          {words}
        </li>
      ))}
    </ul>
  )
}

interface DoorProps {
  href: string
  icon: LucideIcon
  title: string
  hint: string
  look: 'card' | 'staff'
}

function Door({ href, icon, title, hint, look }: DoorProps) {
  return (
    <Link href={href} className={cx(styles.doorLink)} data-look={look}>
      <Icon of={icon} size="xl" />
      <span className={styles.doorTitle}>{title}</span>
      <span className={styles.doorHint}>{hint}</span>
    </Link>
  )
}
