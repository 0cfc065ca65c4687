import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Message, useMessages } from '#client/locales/messages.tsx'
import { formatDate } from '#client/locales/dates.ts'
import { languageName } from '#client/locales/languages.ts'
import { OnlineButton } from '#client/session/online-button.tsx'
import { useSession } from '#client/session/session.ts'
import { SignOutButton } from '#client/session/sign-out-button.tsx'
import { rememberPlace, useLinkSecret } from '#client/auth/arrival.ts'
import { LinkError } from '#client/auth/link-error.tsx'
import { Button, TextLink } from '#client/ui/button.tsx'
import { Cover } from '#client/ui/cover.tsx'
import { Actions } from '#client/ui/dialog.tsx'
import { Sheet } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ScreenTitle } from '#client/ui/screen-title.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { Tabs } from '#client/ui/tabs.tsx'
import { AccountForm } from './account-form.tsx'
import styles from './invite-page.module.css'
import { invitationQuery, useAcceptInvitation } from '../data/invitations.ts'
import type { InvitationLook } from '../data/invitations.ts'
import { useArrival } from './use-arrival.ts'

/** Who invites to what, and what is shared with whom, before anything is accepted. */
export function InvitePage() {
  const { t } = useMessages()
  const token = useLinkSecret('invite')
  if (!token)
    return (
      <Sheet width="s">
        <ScreenTitle title={t('invitations.title')} />
        <Notice tone="warn" title={t('invitations.openAgain')}>
          <TextLink href="/">{t('invitations.goHome')}</TextLink>
        </Notice>
      </Sheet>
    )
  return <Invitation token={token} />
}

function Invitation({ token }: { token: string }) {
  const { t } = useMessages()
  const { data, isPending, isError, error, refetch } = useQuery(invitationQuery(token))
  if (isPending) return <Skeleton count={5} />
  if (isError)
    return (
      <Sheet width="s">
        <ScreenTitle title={t('invitations.title')} />
        <LinkError error={error} onRetry={() => void refetch()} askAgain={t('invitations.askAgain')} />
      </Sheet>
    )
  const { invitation } = data
  return (
    <Sheet>
      <Words invitation={invitation} />
      <Answer token={token} invitation={invitation} />
    </Sheet>
  )
}

function Words({ invitation }: { invitation: InvitationLook }) {
  const { t, locale } = useMessages()
  const { project, school, role, inviter, mandate } = invitation
  return (
    <div className={styles.words}>
      {project && (
        <div className={styles.cover}>
          <Cover
            title={project.name}
            colour={project.cover}
            seed={project.name}
            subtitle={t(`projects.kind_${project.kind}`)}
          />
        </div>
      )}
      <div className={styles.text}>
        <ScreenTitle
          title={
            project
              ? t('invitations.toProject', { inviter, project: project.name })
              : t('invitations.toSchool', { inviter, school: school?.name ?? '' })
          }
        />
        <p>
          {mandate && `${t('offices.post')}: ${t('offices.postName', { post: mandate })}. `}
          <Message
            id="invitations.asRole"
            values={{
              role: t(`invitations.role_${role}`),
              sentence: t(`invitations.role_${role}_sentence`),
              b: (text) => <b>{text}</b>,
            }}
          />
        </p>
        {project && (
          <dl className={styles.facts}>
            <dt>{t('invitations.schools')}</dt>
            <dd>{project.schools.map((each) => `${each.name} (${each.countryCode})`).join(', ')}</dd>
            <dt>{t('invitations.languages')}</dt>
            <dd>{project.languages.map((code) => languageName(code, locale)).join(', ')}</dd>
          </dl>
        )}
        {!project && school && <p>{`${school.name}, ${school.town} (${school.countryCode})`}</p>}
        <Notice title={t('invitations.sharedTitle')}>
          {t(project ? 'invitations.sharedProject' : 'invitations.sharedSchool')}
        </Notice>
        <p className={styles.expires}>
          {t('invitations.validUntil', { date: formatDate(invitation.expiresAt, locale) })}
        </p>
      </div>
    </div>
  )
}

function Answer({ token, invitation }: { token: string; invitation: InvitationLook }) {
  const { t } = useMessages()
  const { user } = useSession()
  if (user && invitation.refusal)
    return (
      <Notice tone="warn" title={t(`errors.${invitation.refusal}`)} action={<SignOutButton />}>
        {t('invitations.signedInAs', { name: user.displayName })}
      </Notice>
    )
  if (user) return <Accept token={token} name={user.displayName} />
  return (
    <Tabs
      label={t('invitations.howToAccept')}
      tabs={[
        { id: 'new', label: t('invitations.newHere'), content: <AccountForm token={token} invitation={invitation} /> },
        { id: 'known', label: t('invitations.haveAccount'), content: <SignInFirst /> },
      ]}
    />
  )
}

function Accept({ token, name }: { token: string; name: string }) {
  const { t } = useMessages()
  const accept = useAcceptInvitation()
  const arrive = useArrival()
  return (
    <>
      {accept.isError && <ErrorState error={accept.error} />}
      <Actions>
        <OnlineButton
          variant="primary"
          size="l"
          isPending={accept.isPending}
          onPress={() => accept.mutate({ token }, { onSuccess: arrive })}
        >
          {t('invitations.acceptAs', { name })}
        </OnlineButton>
        <SignOutButton />
      </Actions>
    </>
  )
}

function SignInFirst() {
  const { t } = useMessages()
  const router = useRouter()
  return (
    <Actions>
      <Button
        variant="primary"
        size="l"
        onPress={() => {
          rememberPlace('/invite')
          router.history.push('/sign-in')
        }}
      >
        {t('invitations.signIn')}
      </Button>
      <p>{t('invitations.signInSentence')}</p>
    </Actions>
  )
}
