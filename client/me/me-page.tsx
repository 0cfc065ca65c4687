import { LifeBuoy } from 'lucide-react'
import { Suspense } from 'react'
import { CalendarCard } from '#client/plan/calendar-card.tsx'
import { useMessages } from '#client/locales/messages.tsx'
import { localeNames, locales } from '#client/locales/locales.ts'
import { themeIcons } from '#client/session/device-menus.tsx'
import { useKeepChoice } from '#client/session/use-keep-choice.ts'
import { themes, usePreferences } from '#client/session/preferences.tsx'
import { usePupilProject } from '#client/session/pupil-project.ts'
import { useUser } from '#client/session/session.ts'
import { SignOutButton } from '#client/session/sign-out-button.tsx'
import { Avatar } from '#client/ui/avatar.tsx'
import { LinkButton } from '#client/ui/button.tsx'
import { later } from '#client/ui/later.tsx'
import { SegmentedControl } from '#client/ui/segmented-control.tsx'
import { Card, PageHeading, Row, Stack } from '#client/ui/layout.tsx'
import { SchoolChip } from '#client/ui/school-chip.tsx'
import { Select } from '#client/ui/select.tsx'
import styles from './me.module.css'
import { NameForm } from './name-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { PseudonymChoice } from './pseudonym-choice.tsx'
import { ReadingComfort } from './reading-comfort.tsx'
import { ShapePicker } from '../auth/shape-picker.tsx'

// Pupils have no posts, get no mail and have no second step, and none of their words.
const MailCard = later(() => import('./mail-card.tsx').then((module) => module.MailCard))
const Terms = later(() => import('#client/schools/terms.tsx').then((module) => module.Terms))

const AccountCard = later(() => import('#client/leaving/account-card.tsx').then((module) => module.AccountCard))

const SecondStepCard = later(() =>
  import('#client/authenticators/second-step-card.tsx').then((module) => module.SecondStepCard),
)

/** What is one's own: the name others see, the shape, how it reads, and the way out. */
export function MePage() {
  const { t } = useMessages()
  const user = useUser()
  const keepChoice = useKeepChoice()
  return (
    <div className={styles.page}>
      <PageHeading title={t('app.me')} />
      <Stack gap="l">
        <Card title={t('me.whoISee')}>
          <div className={styles.person}>
            <Avatar name={user.displayName} colour={4} shape={user.shape ?? 0} size="l" />
            <div>
              <p className={styles.name}>{user.displayName}</p>
              <p className={styles.place}>
                {user.classroom && <span>{user.classroom.name}</span>}
                <SchoolChip school={user.school} />
              </p>
            </div>
          </div>
          {user.kind === 'pupil' && <PseudonymChoice />}
          {user.kind === 'pupil' ? <p className={styles.quiet}>{t('me.teacherNamesYou')}</p> : <NameForm user={user} />}
          <ShapePicker name={user.displayName} value={user.shape ?? 0} onChange={(shape) => keepChoice({ shape })} />
        </Card>
        {user.kind === 'pupil' && (
          <Card title={t('app.help')}>
            <Row>
              <LinkButton href="/help/guide" icon={LifeBuoy}>
                {t('app.firstSteps')}
              </LinkButton>
            </Row>
          </Card>
        )}
        {user.kind === 'pupil' && <KeptCard />}
        {user.kind === 'staff' && !user.isWaiting && (
          <Card title={t('me.posts')}>
            <Terms userId={user.id} />
          </Card>
        )}
        <LookCard />
        <ReadingComfort />
        {user.kind === 'staff' && !user.isWaiting && <MailCard />}
        <CalendarCard />
        {user.kind === 'staff' && <PasswordForm />}
        {user.kind === 'staff' && !user.isWaiting && (
          <Suspense fallback={null}>
            <SecondStepCard />
          </Suspense>
        )}
        {user.kind === 'staff' && !user.isWaiting && (
          <Suspense fallback={null}>
            <AccountCard />
          </Suspense>
        )}
        <Card title={t('me.leaving')}>
          <p>{t('me.leavingHelp')}</p>
          <Row>
            <SignOutButton variant="primary" />
            <SignOutButton isEverywhere />
          </Row>
        </Card>
      </Stack>
    </div>
  )
}

/** What was kept of one's own work in the project one is in. */
function KeptCard() {
  const { t } = useMessages()
  const { here } = usePupilProject()
  if (!here) return null
  return (
    <Card title={t('extracts.title')}>
      <p>{t('extracts.lead')}</p>
      <Row>
        <LinkButton href={`/p/${here.id}/extracts`}>{t('extracts.show')}</LinkButton>
      </Row>
    </Card>
  )
}

function LookCard() {
  const { t } = useMessages()
  const keepChoice = useKeepChoice()
  const { theme, setTheme, locale, setLocale } = usePreferences()
  return (
    <Card title={t('me.languageAndLook')}>
      <div className={styles.narrow}>
        <Select
          label={t('app.language')}
          options={locales.map((id) => ({ id, label: localeNames[id] }))}
          value={locale}
          onChange={(next) => {
            setLocale(next)
            keepChoice({ locale: next })
          }}
        />
      </div>
      <div className={styles.choice}>
        <span className={styles.choiceLabel} aria-hidden="true">
          {t('app.theme')}
        </span>
        <SegmentedControl
          label={t('app.theme')}
          options={themes.map((id) => ({ id, label: t(`app.theme_${id}`), icon: themeIcons[id] }))}
          value={theme}
          onChange={(next) => {
            setTheme(next)
            keepChoice({ theme: next })
          }}
        />
      </div>
    </Card>
  )
}
