import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { formatDate } from '#client/locales/dates.ts'
import { useMessages } from '#client/locales/messages.tsx'
import { Button } from '#client/ui/button.tsx'
import { TextField } from '#client/ui/text-field.tsx'
import styles from './invite-link.module.css'
import { QrCode } from './qr-code.tsx'

export interface CreatedInvitation {
  id: string
  url: string
  expiresAt: string
}

interface InviteLinkProps {
  invitation: Omit<CreatedInvitation, 'id'>
  /** For a link that is no invitation. */
  words?: { label: string; description: string }
}

/** A link that is shown once: to copy, or to scan from the screen. */
export function InviteLink({ invitation, words }: InviteLinkProps) {
  const { t, locale } = useMessages()
  const date = formatDate(invitation.expiresAt, locale)
  const said = words ?? { label: t('invitations.link'), description: t('invitations.linkOnce', { date }) }
  const [isCopied, setIsCopied] = useState(false)
  const copy = () =>
    void navigator.clipboard.writeText(invitation.url).then(
      () => setIsCopied(true),
      () => setIsCopied(false),
    )
  return (
    <div className={styles.link}>
      <div className={styles.words}>
        <TextField
          label={said.label}
          value={invitation.url}
          isReadOnly
          onFocus={(event) => {
            if (event.target instanceof HTMLInputElement) event.target.select()
          }}
          description={said.description}
        />
        <Button variant="primary" icon={isCopied ? Check : Copy} onPress={copy}>
          {isCopied ? t('common.copied') : t('invitations.copyLink')}
        </Button>
        <span role="status" className="visually-hidden">
          {isCopied ? t('common.copied') : ''}
        </span>
      </div>
      <div className={styles.code}>
        <QrCode text={invitation.url} label={t('invitations.qrLabel')} />
      </div>
    </div>
  )
}
