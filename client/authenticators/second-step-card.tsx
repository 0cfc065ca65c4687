import { useQuery } from '@tanstack/react-query'
import { Fingerprint, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { canUsePasskeys } from '#client/auth/passkeys.ts'
import {
  type AuthenticatorView,
  authenticatorsQuery,
  useRemoveAuthenticator,
  useRenewCodes,
} from '#client/data/authenticators.ts'
import { formatDate } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { OnlineButton } from '#client/session/online-button.tsx'
import { useUser } from '#client/session/session.ts'
import { Dialog } from '#client/ui/dialog.tsx'
import { Icon } from '#client/ui/icon.tsx'
import { Card, Row, Stack } from '#client/ui/layout.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { ErrorState, Skeleton } from '#client/ui/states.tsx'
import { toast } from '#client/ui/toast.tsx'
import styles from './authenticators.module.css'
import { CodesShown } from './codes-shown.tsx'
import { PasskeyDialog } from './passkey-dialog.tsx'
import { ProofForm } from './proof-form.tsx'
import { TotpDialog } from './totp-dialog.tsx'

type Open = { what: 'totp' | 'passkey' | 'codes' } | { what: 'remove'; one: AuthenticatorView } | null

/** What one signs in with besides the password: made, seen and taken away. */
export function SecondStepCard() {
  const { t } = useMessages()
  const { data, isError, error, refetch } = useQuery(authenticatorsQuery)
  const [open, setOpen] = useState<Open>(null)
  const close = () => setOpen(null)
  return (
    <Card title={t('authenticators.title')}>
      <Stack>
        {isError && <ErrorState error={error} onRetry={() => void refetch()} />}
        {data?.isNeeded && (
          <Notice tone="warn" title={t('authenticators.needed')}>
            {t('authenticators.neededDo')}
          </Notice>
        )}
        <p>{t('authenticators.lead')}</p>
        {data ? (
          <>
            <Mine authenticators={data.authenticators} onRemove={(one) => setOpen({ what: 'remove', one })} />
            <Adding authenticators={data.authenticators} onOpen={setOpen} />
            {data.authenticators.length > 0 && (
              <Row>
                <p>{t('authenticators.codesLeft', { count: data.recoveryCodesLeft })}</p>
                <OnlineButton variant="quiet" onPress={() => setOpen({ what: 'codes' })}>
                  {t('authenticators.codesNew')}
                </OnlineButton>
              </Row>
            )}
          </>
        ) : (
          !isError && <Skeleton count={2} />
        )}
      </Stack>
      {open?.what === 'totp' && <TotpDialog onClose={close} />}
      {open?.what === 'passkey' && <PasskeyDialog onClose={close} />}
      {open?.what === 'codes' && <CodesDialog onClose={close} />}
      {open?.what === 'remove' && <RemoveDialog one={open.one} onClose={close} />}
    </Card>
  )
}

interface MineProps {
  authenticators: readonly AuthenticatorView[]
  onRemove: (one: AuthenticatorView) => void
}

function Mine({ authenticators, onRemove }: MineProps) {
  const { t, locale } = useMessages()
  if (authenticators.length === 0) return null
  return (
    <ul className={styles.list}>
      {authenticators.map((one) => (
        <li key={one.id}>
          <Icon of={one.kind === 'totp' ? Smartphone : Fingerprint} />
          <div className={styles.words}>
            <p>{one.name}</p>
            <p className={styles.when}>
              {one.lastUsedAt
                ? t('authenticators.usedOn', { day: formatDate(one.lastUsedAt, locale) })
                : t('authenticators.madeOn', { day: formatDate(one.createdAt, locale) })}
            </p>
          </div>
          <OnlineButton variant="quiet" whom={one.name} onPress={() => onRemove(one)}>
            {t('authenticators.remove')}
          </OnlineButton>
        </li>
      ))}
    </ul>
  )
}

interface AddingProps {
  authenticators: readonly AuthenticatorView[]
  onOpen: (open: Open) => void
}

function Adding({ authenticators, onOpen }: AddingProps) {
  const { t } = useMessages()
  const { isSharedDevice } = useUser()
  const hasTotp = authenticators.some(({ kind }) => kind === 'totp')
  const canAddPasskey = canUsePasskeys() && !isSharedDevice
  return (
    <>
      <Row>
        {!hasTotp && (
          <OnlineButton icon={Smartphone} onPress={() => onOpen({ what: 'totp' })}>
            {t('authenticators.addTotp')}
          </OnlineButton>
        )}
        {canAddPasskey && (
          <OnlineButton icon={Fingerprint} onPress={() => onOpen({ what: 'passkey' })}>
            {t('authenticators.addPasskey')}
          </OnlineButton>
        )}
      </Row>
      {isSharedDevice && <p className={styles.when}>{t('authenticators.sharedHere')}</p>}
    </>
  )
}

function CodesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useMessages()
  const renew = useRenewCodes()
  const codes = renew.data?.recoveryCodes ?? null
  return (
    <Dialog
      title={t('authenticators.codesTitle')}
      role={codes ? 'alertdialog' : 'dialog'}
      isOpen
      onOpenChange={onClose}
    >
      {codes ? (
        <CodesShown codes={codes} onDone={onClose} />
      ) : (
        <ProofForm
          action={t('authenticators.codesNew')}
          isPending={renew.isPending}
          error={renew.error}
          onProof={(proof) => renew.mutate(proof)}
        >
          <p>{t('authenticators.codesVoid')}</p>
        </ProofForm>
      )}
    </Dialog>
  )
}

function RemoveDialog({ one, onClose }: { one: AuthenticatorView; onClose: () => void }) {
  const { t } = useMessages()
  const remove = useRemoveAuthenticator()
  const onSuccess = () => {
    onClose()
    toast(t('authenticators.removed'))
  }
  return (
    <Dialog title={t('authenticators.removeTitle', { name: one.name })} size="s" isOpen onOpenChange={onClose}>
      <ProofForm
        action={t('authenticators.remove')}
        isDanger
        isPending={remove.isPending}
        error={remove.error}
        onProof={(proof) => remove.mutate({ id: one.id, proof }, { onSuccess })}
      >
        <p>{t('authenticators.removeSentence')}</p>
      </ProofForm>
    </Dialog>
  )
}
